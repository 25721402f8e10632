use super::*;
use crate::fixture::SwitchOnResponse;

fn read(text: &str) -> (Result<Said, Unreadable>, SwitchOnResponse) {
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
    assert_eq!(said.unwrap(), Said::Done { request_id: request_id.map(str::to_owned) });
    response
}

#[track_caller]
fn unreadable(text: &str, request_id: Option<&str>) -> String {
    let unreadable = read(text).0.unwrap_err();
    assert_eq!(unreadable.request_id.as_deref(), request_id);
    match unreadable.why {
        Why::Malformed(what) => what.to_owned(),
        Why::Misfit(error) => error.to_string(),
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
    let refused = Said::Refused { code: "A.B".into(), message: "m".into(), request_id: id("r") };
    assert_eq!(said.unwrap(), refused);
    let response = done(r#"{"Response": {"Error": "a field", "RequestId": "r"}}"#, Some("r"));
    assert_eq!(response.error.as_deref(), Some("a field"));
    // The service's word counts even where something before it does not fit.
    let (said, _) = read(
        r#"{"Response": {"Ids": 7, "Error": {"Code": "A.B", "Message": "m"}, "RequestId": "r"}}"#,
    );
    assert_eq!(said.unwrap(), refused);
}

#[test]
fn a_response_without_such_a_field_takes_no_error_for_an_answer() {
    let read = |text: &str| open(text.as_bytes(), &mut crate::fixture::Lamp::default());
    assert!(read(r#"{"Response": {"Error": "boom", "RequestId": "r"}}"#).is_err());
    assert!(read(r#"{"Response": {"Error": {"Code": ""}}}"#).is_err());
    let said = read(r#"{"Response": {"Error": {"Code": "A"}}}"#).unwrap();
    assert_eq!(said, Said::Refused { code: "A".into(), message: String::new(), request_id: None });
}

#[test]
fn what_is_no_answer_is_said_to_be_none() {
    for (text, what) in [
        ("", "empty"),
        (" \n", "empty"),
        ("null", "without a `Response` object"),
        ("[]", "without a `Response` object"),
        ("oops", "broken"),
        ("<html>502</html>", "a page"),
        ("{}", "without exactly one"),
        (r#"{"response": {}}"#, "without exactly one"),
        (r#"{"Response": null}"#, "without a `Response` object"),
        (r#"{"Response": []}"#, "without a `Response` object"),
        (r#"{"Response": {"Ids": ["a"#, "cut off"),
        (r#"{"Response": {"Ids": [}}"#, "broken"),
        (r#"{"Response": {}} trailing"#, "broken"),
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
