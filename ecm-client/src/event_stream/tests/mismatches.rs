//! Events that do not fit their description.

use super::*;
use crate::DecodingMode;
use crate::testing::capture::Capture;

const ODD: &str =
    "data: {\"Text\": \"odd\", \"Number\": \"opensesame\", \"RequestId\": \"r-3\"}\n\n";

fn parts() -> (HeaderMap, Vec<Part>) {
    framed(&[Part::Bytes(A), Part::Bytes(ODD), Part::Bytes(ODD), Part::Bytes(B)])
}

#[tokio::test(start_paused = true)]
async fn read_leniently_an_event_names_what_does_not_fit_and_one_is_traced() {
    let (capture, _guard) = Capture::listen();
    let mut stream = opened(parts()).await;
    let mut counts = Vec::new();
    while let Some(event) = stream.next().await {
        let event = event.unwrap();
        counts.push(event.mismatches().len());
        if event.mismatches().len() == 1 {
            assert_eq!(event.text.as_deref(), Some("odd"));
            assert_eq!(
                event.mismatches()[0].to_string(),
                "Number: expected an integer of 64 bits, found text that does not spell one"
            );
            assert!(event.raw_data().ends_with(b"\"r-3\"}"));
            assert!(!format!("{event:?}").contains("opensesame"));
        }
    }
    assert_eq!(counts, [0, 1, 1, 0]);
    let warnings = |capture: &Capture| -> Vec<String> {
        let events = capture.events.lock().unwrap();
        events.iter().filter(|event| event.starts_with("WARN")).cloned().collect()
    };
    assert_eq!(
        warnings(&capture),
        [
            r#"WARN message=event does not fit its description rpc.method=lamp/Chat tencentcloud.request_id="r-3" tencentcloud.mismatch_count=1 tencentcloud.mismatches="Number: expected an integer of 64 bits, found text that does not spell one""#
        ]
    );
    // The first event is reported as an answer is, and no other one after it.
    capture.events.lock().unwrap().clear();
    let (texts, _) = read(opened(framed(&[Part::Bytes(ODD), Part::Bytes(ODD)])).await).await;
    assert_eq!(texts, ["odd", "odd"]);
    let seen = warnings(&capture);
    assert!(seen.len() == 1 && seen[0].contains("answer does not fit"), "{seen:?}");
}

#[tokio::test(start_paused = true)]
async fn read_strictly_such_an_event_is_an_error_that_has_what_was_read() {
    let strict = |parts| builder([parts]).0.decoding_mode(DecodingMode::Strict).build().unwrap();
    let stream = strict(parts()).stream(&Chat::default()).await.unwrap();
    let (texts, error) = read(stream).await;
    let within = error.unwrap();
    assert_eq!((texts, within.events()), (vec!["a".to_owned()], 1));
    let first = framed(&[Part::Bytes(ODD), Part::Bytes(A)]);
    let first = strict(first).stream(&Chat::default()).await.unwrap_err();
    assert_eq!(first.events(), 0);
    for error in [within, first] {
        assert_eq!((error.outcome(), error.request_id()), (Outcome::Unknown, Some("r-3")));
        assert_eq!(error.mismatches().len(), 1);
        assert_eq!(error.received::<Word>().unwrap().text.as_deref(), Some("odd"));
        assert!(error.raw_body().unwrap().starts_with(b"{\"Text\": \"odd\""));
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("does not fit its description: Number"), "{shown}");
        assert!(!shown.contains("opensesame"), "{shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_fails_is_traced_once() {
    let (capture, _guard) = Capture::listen();
    let (_, error) =
        read(opened(framed(&[Part::Bytes(A), Part::Bytes(B), Part::Reset])).await).await;
    assert!(error.is_some());
    let (_, none) = read(opened(framed(&[Part::Bytes(A)])).await).await;
    assert!(none.is_none());
    let events = capture.events.lock().unwrap();
    let warnings: Vec<_> = events.iter().filter(|event| event.starts_with("WARN")).collect();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(
        warnings[0].starts_with(
            "WARN message=stream failed rpc.method=lamp/Chat tencentcloud.stream_events=2 tencentcloud.outcome=\"unknown\" error.type=\"connection\" tencentcloud.request_id=\"r-1\" exception.message="
        ),
        "{warnings:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn an_event_is_one_object_and_nothing_beside_it() {
    for (event, says) in [
        ("data: {\"Text\": \"a\"}, \"X\": {}\n\n", "invalid JSON"),
        ("data: {\"Text\": \"a\"} {}\n\n", "invalid JSON"),
        ("data: {\"Text\": \"a\"\n\n", "truncated JSON"),
        ("data: [1]\n\n", "JSON, but no object"),
    ] {
        let (_, error) = read(opened(framed(&[Part::Bytes(A), Part::Bytes(event)])).await).await;
        let error = error.unwrap();
        assert_eq!(error.outcome(), Outcome::Unknown);
        assert!(error.to_string().contains(says), "{error}");
    }
}
