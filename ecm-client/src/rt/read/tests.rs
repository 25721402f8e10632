use serde_json::json;

use super::*;
use crate::Request;
use crate::testing::records::{SwitchOn, SwitchOnResponse, switch_on};

fn strict(text: &str) -> Result<SwitchOn, DecodeError> {
    SwitchOn::from_json(text)
}

#[track_caller]
fn refused(text: &str, path: &str, problem: &str) {
    let error = strict(text).unwrap_err();
    assert_eq!(error.path(), path, "{error}");
    assert!(error.to_string().contains(problem), "{error}");
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
}

#[test]
fn a_request_survives_its_own_json() {
    let request = switch_on();
    assert_eq!(strict(&request.to_json()).unwrap(), request);
    let value: serde_json::Value = serde_json::from_str(&request.to_json()).unwrap();
    let mut again = SwitchOn::default();
    set_all(&mut again, &value).unwrap();
    assert_eq!(again, request);
}

#[test]
fn scalars_may_be_spelt_as_text() {
    let request = strict(
        r#"{"Lamps": [], "Count": "12", "Soft": "FALSE", "Bright": "0.5", "Names": [7, true], "Grid": [["1"]]}"#,
    )
    .unwrap();
    assert_eq!(request.count, Some(12));
    assert_eq!(request.soft, Some(false));
    assert_eq!(request.bright, Some(0.5));
    assert_eq!(request.names, Some(vec!["7".to_owned(), "true".to_owned()]));
    assert_eq!(request.grid, Some(vec![vec![1]]));
}

#[test]
fn null_is_left_out() {
    let request = strict(r#"{"Count": null, "Lamps": null, "Names": [null, "a"]}"#).unwrap();
    assert_eq!(request.count, None);
    assert_eq!(request.names, Some(vec!["a".to_owned()]));
}

#[test]
fn what_does_not_fit_is_reported_with_its_path_and_without_its_value() {
    refused(r#"{"Count": "hunter2"}"#, "Count", "expected an integer");
    refused(r#"{"Code": ["hunter2"]}"#, "Code", "expected text");
    refused(r#"{"Code": {"hunter2": 1}}"#, "Code", "expected text");
    refused(r#"{"Lamps": "hunter2"}"#, "Lamps", "expected a list");
    refused(r#"{"Lamps": {"a": "hunter2"}}"#, "Lamps", "expected a list");
    refused(r#"{"Main": "hunter2"}"#, "Main", "expected an object");
    refused(
        r#"{"Lamps": [{}, {"Inner": {"Watts": "hunter2"}}]}"#,
        "Lamps[1].Inner.Watts",
        "integer",
    );
    refused(r#"{"Grid": [[0], [1, "hunter2"]]}"#, "Grid[1][1]", "expected an integer");
    refused(r#""hunter2""#, "", "expected an object");
    refused("null", "", "expected an object");
    refused("[]", "", "expected an object");
    refused("", "", "EOF");
    refused(r#"{"Count": 1} x"#, "", "trailing");
}

#[test]
fn a_request_has_no_unknown_and_no_doubled_keys() {
    refused(r#"{"Cuont": 1}"#, "", "unknown field \"Cuont\"; check its spelling");
    refused(r#"{"Lamps": [{"Volts": 1}]}"#, "Lamps[0]", "\"Volts\"");
    refused(r#"{"Count": 1, "Soft": true, "Count": 1}"#, "Count", "twice");
    refused(r#"{"Count": null, "Count": 1}"#, "Count", "twice");
}

#[test]
fn a_response_may_know_more_than_we_do() {
    let mut response = SwitchOnResponse::default();
    let text = br#"{"New": {"a": [1]}, "Ids": ["a"], "Main": {"Watts": "", "Id": "x", "Z": 1}}"#;
    read_response(text, &mut response).unwrap();
    assert_eq!(response.ids, Some(vec!["a".to_owned()]));
    let main = response.main.unwrap();
    assert_eq!((main.id.as_deref(), main.watts), (Some("x"), None));
}

#[test]
fn empty_text_in_an_answer_is_nothing_whatever_it_would_be() {
    let mut response = SwitchOnResponse::default();
    read_response(br#"{"Ids": "", "Main": ""}"#, &mut response).unwrap();
    assert_eq!((response.ids, response.main), (None, None));
    let mut response = SwitchOnResponse::default();
    assert!(read_response(br#"{"Ids": " "}"#, &mut response).is_err());
    refused(r#"{"Lamps": ""}"#, "Lamps", "expected a list");
    refused(r#"{"Main": ""}"#, "Main", "expected an object");
}

#[test]
fn nesting_has_an_end() {
    let deep =
        |levels: usize| format!("{}{{}}{}", r#"{"Inner":"#.repeat(levels), "}".repeat(levels));
    let mut lamp = crate::testing::records::Lamp::default();
    read_request(&deep(100), &mut lamp).unwrap();
    assert!(read_request(&deep(100_000), &mut lamp).is_err());
    // A format without a limit of its own meets ours.
    let mut value = json!({});
    for _ in 0..200 {
        value = json!({ "Inner": value });
    }
    let error = set_all(&mut lamp, &value).unwrap_err();
    assert!(error.to_string().contains("levels deep"), "{error}");
    #[cfg(feature = "serde")]
    {
        let error = serde_json::from_value::<crate::testing::records::Lamp>(value).unwrap_err();
        assert!(error.to_string().contains("levels deep"), "{error}");
    }
}
