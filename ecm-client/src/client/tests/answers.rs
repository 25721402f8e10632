//! Answers that are complete, and not what was expected.

use crate::error::Error;
use crate::request_body::BodySource;
use crate::testing::records::{Lamp, SwitchOnResponse, switch_on};
use crate::testing::scripted::{self, Script, Step, answer, call, with_headers};
use crate::{Client, DecodingMode, Effect, Outcome, RetryAdvice};

const EFFECTS: [Effect; 3] = [Effect::Create, Effect::Idempotent, Effect::Read];

const ODD: &str = r#"{"Response": {"Main": {"Watts": 8.5, "Id": "ab"}, "Ids": ["ein-1", {}, "ein-3"],
    "RequestId": "r-1"}}"#;

const MISMATCHES: [&str; 2] = [
    "Main.Watts: expected an integer of 64 bits, found a number with a fraction",
    "Ids[1]: expected text, found an object",
];

fn script(body: &str) -> (Script, Client) {
    let script = Script::new([answer(200, body), answer(200, body), answer(200, body)]);
    let client = scripted::builder(&script).build().unwrap();
    (script, client)
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_read_is_left_empty_and_named() {
    for effect in EFFECTS {
        let (script, client) = script(ODD);
        let response = call(&client, effect).await.unwrap();
        assert_eq!(response.ids, Some(vec!["ein-1".to_owned(), "ein-3".to_owned()]));
        assert_eq!(response.main, Some(Lamp { id: Some("ab".into()), ..Lamp::default() }));
        assert_eq!(script.attempts(), 1, "{effect:?}");
    }
    let (_, client) = script(ODD);
    let response = client.send(&switch_on()).await.unwrap();
    let named: Vec<_> = response.mismatches().iter().map(ToString::to_string).collect();
    assert_eq!(named, MISMATCHES);
    let first = &response.mismatches()[0];
    assert_eq!(
        (&*first.path(), first.expected(), first.found()),
        ("Main.Watts", "an integer of 64 bits", "a number with a fraction")
    );
    assert_eq!(response.raw_body(), ODD.as_bytes());
    assert!(!format!("{response:?}").contains("8.5"), "{response:?}");
    let (_, client) = self::script(scripted::DONE);
    assert_eq!(client.send(&switch_on()).await.unwrap().mismatches(), []);
}

/// Nothing is sent again, and nothing that could be read is lost.
#[tokio::test(start_paused = true)]
async fn read_strictly_it_is_an_error_that_has_what_was_read() {
    let check = |error: Error| {
        assert_eq!((error.outcome(), error.retry()), (Outcome::Unknown, RetryAdvice::Never));
        assert_eq!((error.request_id(), error.attempts()), (Some("r-1"), 1));
        let named: Vec<_> = error.mismatches().iter().map(ToString::to_string).collect();
        assert_eq!(named, MISMATCHES);
        let received = error.received::<SwitchOnResponse>().unwrap();
        assert_eq!(received.ids, Some(vec!["ein-1".to_owned(), "ein-3".to_owned()]));
        assert!(error.received::<Lamp>().is_none());
        assert_eq!(error.raw_body(), Some(ODD.as_bytes()));
        assert_eq!(
            error.to_string(),
            format!(
                "SwitchOn was carried out, but the answer does not fit its description: {} \
                 (request id r-1). Do not send it again; what could be read is in the error \
                 (`received`).",
                MISMATCHES.join("; ")
            )
        );
        assert!(!format!("{error:?}").contains("ein-3"), "{error:?}");
    };
    let (script, client) = script(ODD);
    let strict = client.with_decoding_mode(DecodingMode::Strict);
    check(strict.send(&switch_on()).await.unwrap_err());
    assert_eq!(script.attempts(), 1);
    assert!(client.send(&switch_on()).await.is_ok());
    let strict = scripted::builder(&script).decoding_mode(DecodingMode::Strict).build().unwrap();
    check(strict.send(&switch_on()).await.unwrap_err());
    assert_eq!(script.attempts(), 3);
    // What is as it should be is so in every mode.
    assert!(strict.send(&switch_on()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_answer_of_another_form_is_described_and_asked_for_once() {
    let gzip = with_headers(answer(200, "\u{1f}garbled"), &[("content-encoding", "gzip")]);
    let brotli = with_headers(answer(200, "\u{b}garbled"), &[("content-encoding", "br")]);
    let typed = with_headers(answer(200, "oops"), &[("content-type", "text/event-stream")]);
    for (step, says) in [
        (gzip, "it is compressed, which nobody asked for"),
        (brotli, "it is compressed, which nobody asked for"),
        (answer(200, "data: {\"Choices\": []}\n\n"), "it is a stream of events"),
        (typed, "it is a stream of events"),
    ] {
        for effect in EFFECTS {
            let script = Script::new([step.clone(), step.clone(), step.clone()]);
            let client = scripted::builder(&script).build().unwrap();
            let error = call(&client, effect).await.unwrap_err();
            let text = error.to_string();
            assert!(text.contains(says), "{text}");
            assert_eq!(script.attempts(), 1, "{effect:?}: {text}");
            assert_eq!((error.outcome(), error.retry()), (Outcome::Unknown, RetryAdvice::Never));
            let is_doubtful = text.contains("do not send it again before looking");
            assert_eq!(is_doubtful, effect == Effect::Create, "{text}");
            let Step::Answer { body, .. } = &step else { panic!() };
            assert_eq!(error.raw_body(), Some(body.as_bytes()));
        }
    }
    let marked = format!("\u{feff}{}", scripted::DONE);
    let (script, client) = script(&marked);
    assert_eq!(client.send(&switch_on()).await.unwrap().request_id(), "r-1");
    assert_eq!(script.attempts(), 1);
}

/// Neither done nor asked for more than once where that could do something twice.
#[tokio::test(start_paused = true)]
async fn an_error_that_cannot_be_read_leaves_the_outcome_unknown() {
    for effect in EFFECTS {
        // The field that is declared is a text, which any of the others cannot be.
        let body =
            r#"{"Response": {"Ids": ["ein-1"], "Error": {"Code": "A"}, "RequestId": "r-1"}}"#;
        let (_, client) = script(body);
        assert!(call(&client, effect).await.is_ok(), "`Error` is declared here");
    }
    let (script, client) = script(r#"{"Response": {"Id": "a", "Error": {"Code": 5}}}"#);
    let mut lamp = Lamp::default();
    let action = scripted::action(Effect::Create);
    let error = client.call(action, &switch_on(), BodySource::Fields, &mut lamp).await.unwrap_err();
    assert_eq!((error.outcome(), script.attempts()), (Outcome::Unknown, 1));
}
