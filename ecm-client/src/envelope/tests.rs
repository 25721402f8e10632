use super::*;
use crate::testing::records::{Lamp, Report, SwitchOnResponse};

fn read(text: &str) -> (Result<Envelope, EnvelopeFailure>, SwitchOnResponse) {
    let mut response = SwitchOnResponse::default();
    let said = open(text.as_bytes(), &mut response);
    (said, response)
}

fn id(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[track_caller]
fn done(text: &str, request_id: Option<&str>) -> SwitchOnResponse {
    let (said, response) = read(text);
    assert_eq!(said.unwrap(), Envelope::Done { request_id: request_id.map(str::to_owned) });
    response
}

#[track_caller]
fn unreadable(text: &str, request_id: Option<&str>) -> String {
    let (what, found_id) = read(text).0.unwrap_err();
    assert_eq!(found_id.as_deref(), request_id);
    match what {
        NoValidResponse::Malformed(what) => what.to_owned(),
        NoValidResponse::Decode(error) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_answer_is_read_into_the_response() {
    let response = done(r#"{"Response": {"Ids": ["a"], "RequestId": "r", "New": 1}}"#, Some("r"));
    assert_eq!(response.ids, Some(vec!["a".to_owned()]));
    done(r#"{"Other": [{}], "Response": {"RequestId": "r"}}"#, Some("r"));
    done(r#"{"Response": {}}"#, None);
    done(r#"{"Response": {"RequestId": null, "Error": null}}"#, None);
}

#[test]
fn a_refusal_is_told_from_a_field_called_error() {
    let (said, _) =
        read(r#"{"Response": {"Error": {"Code": "A.B", "Message": "m"}, "RequestId": "r"}}"#);
    let rejected =
        Envelope::Rejected { code: "A.B".into(), message: "m".into(), request_id: id("r") };
    assert_eq!(said.unwrap(), rejected);
    let response = done(r#"{"Response": {"Error": "a field", "RequestId": "r"}}"#, Some("r"));
    assert_eq!(response.error.as_deref(), Some("a field"));
    // What cannot be the field is the service's word, whatever stands beside it.
    let (said, _) = read(
        r#"{"Response": {"Ids": [], "Error": {"Code": "A.B", "Message": "m"}, "RequestId": "r"}}"#,
    );
    assert_eq!(said.unwrap(), rejected);
}

#[test]
fn the_service_s_word_counts_even_where_something_before_it_does_not_fit() {
    let text = r#"{"Response": {"Watts": [], "Error": {"Code": "A.B", "Message": "m"}}}"#;
    let said = open(text.as_bytes(), &mut Lamp::default()).unwrap();
    assert_eq!(
        said,
        Envelope::Rejected { code: "A.B".into(), message: "m".into(), request_id: None }
    );
}

/// Bytes that are no text: nobody looks at what nobody wants, whether the response knows it or not.
#[test]
fn a_refusal_is_one_whatever_stands_beside_it() {
    let body = |field: &str, code: &[u8]| {
        let (before, after) =
            ("{\"Response\":{\"Error\":{\"Code\":\"", "\",\"Message\":\"No.\"},\"");
        let rest = [field.as_bytes(), b"\":\"\xf9\",\"RequestId\":\"r\"}}"].concat();
        [before.as_bytes(), code, after.as_bytes(), &rest].concat()
    };
    for field in ["Room", "New"] {
        let said = open(&body(field, b"Dark"), &mut Lamp::default()).unwrap();
        assert!(matches!(said, Envelope::Rejected { code, .. } if code == "Dark"), "{field}");
        assert!(open(&body(field, b"D\xf9"), &mut Lamp::default()).is_err(), "{field}");
    }
}

#[test]
fn a_field_called_error_may_look_like_a_refusal() {
    let error = r#""Error": {"Code": "A.B", "Message": "m"}"#;
    for fields in [
        format!(r#""Status": "FAILED", {error}, "RequestId": "r""#),
        format!(r#"{error}, "RequestId": "r", "Status": "FAILED""#),
    ] {
        let mut report = Report::default();
        let text = format!(r#"{{"Response": {{{fields}}}}}"#);
        let said = open(text.as_bytes(), &mut report).unwrap();
        assert_eq!(said, Envelope::Done { request_id: id("r") }, "{text}");
        assert_eq!(report.status.as_deref(), Some("FAILED"));
        assert_eq!(report.error.and_then(|error| error.code).as_deref(), Some("A.B"));
    }
    // A refusal stands alone.
    let text = format!(r#"{{"Response": {{{error}, "Status": null, "RequestId": "r"}}}}"#);
    let said = open(text.as_bytes(), &mut Report::default()).unwrap();
    let rejected =
        Envelope::Rejected { code: "A.B".into(), message: "m".into(), request_id: id("r") };
    assert_eq!(said, rejected);
    // Where the rest cannot be read, nobody can say which of the two it is.
    let text = format!(r#"{{"Response": {{"Status": [], {error}, "RequestId": "r"}}}}"#);
    let (_, request_id) = open(text.as_bytes(), &mut Report::default()).unwrap_err();
    assert_eq!(request_id, id("r"));
}

#[test]
fn an_answer_that_says_two_things_is_none() {
    let rejection = r#""Error": {"Code": "A.B", "Message": "m"}"#;
    for (first, second) in [(rejection, r#""Error": null"#), (r#""Error": null"#, rejection)] {
        let found = unreadable(&format!(r#"{{"Response": {{{first}, {second}}}}}"#), None);
        assert!(found.contains("`Error` stands twice"), "{found}");
    }
}

#[test]
fn a_response_without_such_a_field_takes_no_error_for_an_answer() {
    let read = |text: &str| open(text.as_bytes(), &mut Lamp::default());
    assert!(read(r#"{"Response": {"Error": "boom", "RequestId": "r"}}"#).is_err());
    assert!(read(r#"{"Response": {"Error": {"Code": ""}}}"#).is_err());
    let said = read(r#"{"Response": {"Error": {"Code": "A"}}}"#).unwrap();
    assert_eq!(
        said,
        Envelope::Rejected { code: "A".into(), message: String::new(), request_id: None }
    );
}

#[test]
fn what_is_no_answer_is_said_to_be_none() {
    for (text, what) in [
        ("", "empty"),
        (" \n", "empty"),
        ("null", "without a `Response` object"),
        ("[]", "without a `Response` object"),
        ("oops", "invalid JSON"),
        ("<html>502</html>", "a page"),
        ("{}", "without exactly one"),
        (r#"{"response": {}}"#, "without exactly one"),
        (r#"{"Response": null}"#, "without a `Response` object"),
        (r#"{"Response": []}"#, "without a `Response` object"),
        (r#"{"Response": {"Ids": ["a"#, "truncated"),
        (r#"{"Response": {"Ids": [}}"#, "invalid JSON"),
        (r#"{"Response": {}} trailing"#, "invalid JSON"),
        (r#"{"Response": {}, "Response": {}}"#, "without exactly one"),
    ] {
        let found = unreadable(text, None);
        assert!(found.contains(what), "{text}: {found}");
    }
}

#[test]
fn the_request_id_is_found_behind_what_does_not_fit() {
    let found =
        unreadable(r#"{"Response": {"Ids": {"a": "hunter2"}, "RequestId": "r"}}"#, Some("r"));
    assert!(found.starts_with("Ids: ") && found.contains("expected a list"), "{found}");
    assert!(!found.contains("hunter2"));
    assert_eq!(request_id(br#"{"Response": {"RequestId": "r", "x": 1}}"#), id("r"));
    assert_eq!(request_id(b"<html>"), None);
}

#[test]
fn no_depth_is_too_much_to_be_refused() {
    let deep = |key: &str| {
        let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
        format!(r#"{{"Response": {{"{key}": {open}1{close}, "RequestId": "r"}}}}"#)
    };
    assert!(read(&deep("Ids")).0.is_err());
    assert!(read(&deep("Error")).0.is_err());
    // What nobody asked for is skipped without going into it.
    done(&deep("Unknown"), Some("r"));
}
