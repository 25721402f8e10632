//! The forms a request can be sent in: same request, same outcome, other bytes.

use std::time::Duration;

use crate::client::*;
use crate::testing::records::{SwitchOn, switch_on};
use crate::testing::socket::{assert_no_secrets, builder, http, serve};
use crate::{Outcome, Secret};

const FORMS: [(SignatureMethod, HttpMethod); 5] = [
    (SignatureMethod::Tc3HmacSha256, HttpMethod::Get),
    (SignatureMethod::HmacSha1, HttpMethod::Get),
    (SignatureMethod::HmacSha1, HttpMethod::Post),
    (SignatureMethod::HmacSha256, HttpMethod::Get),
    (SignatureMethod::HmacSha256, HttpMethod::Post),
];

/// The fields of `switch_on()`.
const FIELDS: &str = "Lamps.0.Id=ab&Count=1&Code=opensesame&Names.0=10.0.0.1&Bright=0.5&Soft=true\
                      &Grid.0.0=0&Grid.0.1=1";

fn client(endpoint: &str, (signature, method): (SignatureMethod, HttpMethod)) -> Client {
    let builder = builder(endpoint).signature(signature).http_method(method).nonce(11886);
    builder.language("en-US").build().unwrap()
}

#[tokio::test]
async fn each_form_is_sent_as_it_was_prepared_and_answered_alike() {
    for form in FORMS {
        let answer = http("200 OK", r#"{"Response": {"Ids": ["ein-1"], "RequestId": "r-1"}}"#);
        let (endpoint, task) = serve(answer, Duration::ZERO).await;
        let client = client(&endpoint, form);
        let prepared = client.prepare(&switch_on()).await.unwrap();
        let answer = client.send(&switch_on()).await.unwrap();
        assert_eq!(answer.request_id(), "r-1", "{form:?}");
        let sent = task.await.unwrap();
        let (head, body) = sent.split_once("\r\n\r\n").unwrap();
        let target = prepared.url().strip_prefix(&endpoint).unwrap();
        let method = prepared.request().method();
        assert!(head.starts_with(&format!("{method} {target} HTTP/1.1\r\n")), "{head}");
        assert_eq!(body.as_bytes(), prepared.body());
        for (name, value) in prepared.headers() {
            assert_eq!(head.matches(&format!("\r\n{name}: {value}")).count(), 1, "{name}: {head}");
        }
        assert!(head.contains("content-type: application/x-www-form-urlencoded"), "{head}");
        let parameters = match form.1 {
            HttpMethod::Get => target.strip_prefix("/?").unwrap(),
            HttpMethod::Post => body,
        };
        match form.0 {
            SignatureMethod::Tc3HmacSha256 => assert_eq!(parameters, FIELDS),
            SignatureMethod::HmacSha1 | SignatureMethod::HmacSha256 => {
                assert!(parameters.starts_with(&format!("{FIELDS}&Action=SwitchOn&")));
                assert!(!head.contains("x-tc-") && !head.contains("authorization"), "{head}");
                for one in [
                    "&Version=2024-01-01&Region=ap-guangzhou&Token=tokentokentoken&",
                    "&Nonce=11886&Timestamp=1551113065&",
                    "&SecretId=AKIDidididid&SignatureMethod=HmacSHA",
                    "&Language=en-US&Signature=",
                ] {
                    assert!(parameters.contains(one), "{one}: {parameters}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_create_by_get_whose_answer_is_lost_is_unknown_and_not_sent_again() {
    for form in FORMS {
        let (endpoint, task) = serve(b"", Duration::ZERO).await;
        let error = client(&endpoint, form).send(&switch_on()).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown, "{form:?}: {error}");
        let text = format!("{error} {error:?}");
        assert_no_secrets(&text);
        assert!(!text.contains("Lamps.0.Id"), "{text}");
        task.await.unwrap();
    }
}

#[tokio::test]
async fn what_is_shown_has_no_secret_in_it_in_any_form() {
    for form in FORMS {
        let client = client("http://127.0.0.1:9", form);
        let prepared = client.prepare(&switch_on()).await.unwrap();
        let (shown, true_text) = (prepared.redacted(), prepared.unredacted());
        let stages = format!("{:?} {}", shown.canonical_request(), shown.string_to_sign());
        let headers: Vec<_> = shown.headers().collect();
        let all = format!(
            "{prepared} {prepared:?} {:?} {shown:?} {true_text:?} {stages} {headers:?} {} {}",
            prepared.request(),
            shown.url(),
            shown.body()
        );
        assert_no_secrets(&all);
        assert!(all.contains("Code=[redacted]"), "{all}");
        // What was replaced is all that differs.
        assert!(true_text.string_to_sign().contains("opensesame") || form.0 == FORMS[0].0);
        assert_eq!(true_text.url(), prepared.url());
        let parameters = match form.1 {
            HttpMethod::Get => (shown.url(), true_text.url()),
            HttpMethod::Post => (shown.body(), true_text.body()),
        };
        let count = |text: &str| text.matches('&').count();
        assert_eq!(count(parameters.0), count(parameters.1), "{parameters:?}");
    }
}

/// A digest would give the secret to whoever tries all of them; where nothing that is shown depends
/// on the secret, there is nothing to try.
#[tokio::test]
async fn what_is_shown_is_the_same_whatever_the_secret() {
    for form in FORMS.into_iter().chain([(SignatureMethod::Tc3HmacSha256, HttpMethod::Post)]) {
        let client = client("http://127.0.0.1:9", form).with_validation_mode(ValidationMode::Off);
        let mut all = Vec::new();
        let mut whole = Vec::new();
        for code in ["4711", "0815", "", "[redacted]"] {
            let request = SwitchOn { code: Some(Secret::from(code)), ..switch_on() };
            let prepared = client.prepare(&request).await.unwrap();
            let (shown, true_text) = (prepared.redacted(), prepared.unredacted());
            let stages = (shown.canonical_request(), shown.string_to_sign());
            let headers: Vec<_> = shown.headers().collect();
            all.push(format!(
                "{prepared} {prepared:?} {:?} {shown:?} {stages:?} {} {headers:?} {} {}",
                prepared.request(),
                shown.method(),
                shown.url(),
                shown.body()
            ));
            let has_canonical = shown.canonical_request().is_some();
            assert_eq!(has_canonical, form.0 == SignatureMethod::Tc3HmacSha256, "{form:?}");
            whole.push(true_text.string_to_sign().to_owned());
        }
        for (shown, step) in all.iter().zip(&whole) {
            assert_eq!(*shown, all[0], "{form:?}");
            assert!(!shown.contains(step.lines().last().unwrap()), "{form:?}: {shown}");
        }
        whole.sort();
        whole.dedup();
        assert_eq!(whole.len(), 4, "what is asked for is whole, {form:?}");
        // Without a secret there is nothing to withhold.
        let prepared = client.prepare(&SwitchOn { code: None, ..switch_on() }).await.unwrap();
        let (shown, true_text) = (prepared.redacted(), prepared.unredacted());
        assert_eq!(shown.canonical_request(), true_text.canonical_request());
        let lines = |text: &str| text.lines().count();
        assert_eq!(lines(shown.string_to_sign()), lines(true_text.string_to_sign()));
        assert_ne!(shown.string_to_sign(), "[redacted]");
    }
}

#[tokio::test]
async fn each_form_has_room_for_so_much() {
    for (form, limit, advice) in [
        (FORMS[0], 32 * 1024, "takes in a GET"),
        (FORMS[1], 32 * 1024, "takes in a GET"),
        (FORMS[2], 1024 * 1024, "takes with a version 1 signature"),
    ] {
        let client = client("http://127.0.0.1:9", form).with_validation_mode(ValidationMode::Off);
        let of_size =
            |size| SwitchOn { code: Some(Secret::from("x".repeat(size))), ..SwitchOn::default() };
        let error = client.prepare(&of_size(limit)).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert!(error.to_string().contains(advice), "{error}");
        assert!(error.to_string().contains("send it by POST with TC3-HMAC-SHA256"), "{error}");
        // Just enough for the fields is not enough for what version 1 adds to them.
        let fields_only = client.prepare(&of_size(limit - "Code=".len())).await;
        assert_eq!(fields_only.is_ok(), form.0 == SignatureMethod::Tc3HmacSha256, "{form:?}");
    }
}

#[tokio::test]
async fn a_signature_can_cover_what_older_ones_covered() {
    let builder = builder("https://lamp.tencentcloudapi.com");
    let old =
        builder.signed_headers(SignedHeaders::ContentTypeHost).content_type("application/json");
    let prepared = old.build().unwrap().prepare(&switch_on()).await.unwrap();
    let text = prepared.unredacted();
    let canonical = text.canonical_request().unwrap();
    assert!(canonical.starts_with(
        "POST\n/\n\ncontent-type:application/json\nhost:lamp.tencentcloudapi.com\n\ncontent-type;host\n"
    ));
    assert!(text.string_to_sign().starts_with("TC3-HMAC-SHA256\n1551113065\n2019-02-25/lamp/"));
    for wrong in ["text/plain", "", "application/jsonp", "application/json\r\nx: y"] {
        let problem =
            crate::testing::socket::builder("https://h").content_type(wrong).build().unwrap_err();
        assert!(problem.to_string().contains("the content type"), "{problem}");
    }
}
