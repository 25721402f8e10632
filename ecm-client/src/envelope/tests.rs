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
    assert_eq!(mismatches(said.unwrap(), request_id), Vec::<String>::new());
    response
}

/// The mismatches of an answer with this request id.
#[track_caller]
fn mismatches(said: Envelope, expected: Option<&str>) -> Vec<String> {
    let Envelope::Done { request_id, mismatches, .. } = said else { panic!("{said:?}") };
    assert_eq!(request_id.as_deref(), expected);
    mismatches.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn unreadable(text: &str, request_id: Option<&str>) -> String {
    let (what, found_id) = read(text).0.unwrap_err();
    assert_eq!(found_id.as_deref(), request_id);
    match what {
        NoValidResponse::Malformed(what) => what.to_owned(),
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
        assert_eq!(mismatches(said, Some("r")), Vec::<String>::new(), "{text}");
        assert_eq!(report.status.as_deref(), Some("FAILED"));
        assert_eq!(report.error.and_then(|error| error.code).as_deref(), Some("A.B"));
    }
    // A refusal stands alone.
    let text = format!(r#"{{"Response": {{{error}, "Status": null, "RequestId": "r"}}}}"#);
    let said = open(text.as_bytes(), &mut Report::default()).unwrap();
    let rejected =
        Envelope::Rejected { code: "A.B".into(), message: "m".into(), request_id: id("r") };
    assert_eq!(said, rejected);
    // Something that cannot be read is something.
    let text = format!(r#"{{"Response": {{"Status": [], {error}, "RequestId": "r"}}}}"#);
    let mut report = Report::default();
    let said = open(text.as_bytes(), &mut report).unwrap();
    assert_eq!(mismatches(said, Some("r")), ["Status: expected text, found a list"]);
    assert_eq!(report.error.and_then(|error| error.code).as_deref(), Some("A.B"));
    // A field of that name is read as any other is.
    let text = r#"{"Response": {"Status": "a", "Error": {"Code": 1.10, "Message": []}}}"#;
    let mut report = Report::default();
    let said = open(text.as_bytes(), &mut report).unwrap();
    assert_eq!(mismatches(said, None), ["Error.Message: expected text, found a list"]);
    assert_eq!(report.error.and_then(|error| error.code).as_deref(), Some("1.10"));
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
    let (said, _) = read(r#"{"Response": {"Ids": {"a": "hunter2"}, "RequestId": "r"}}"#);
    assert_eq!(mismatches(said.unwrap(), Some("r")), ["Ids: expected a list, found an object"]);
    assert_eq!(request_id(br#"{"Response": {"RequestId": "r", "x": 1}}"#), id("r"));
    assert_eq!(request_id(b"<html>"), None);
}

#[test]
fn no_depth_is_too_much_to_be_refused() {
    let deep = |key: &str| {
        let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
        format!(r#"{{"Response": {{"{key}": {open}1{close}, "RequestId": "r"}}}}"#)
    };
    let named = |key: &str| mismatches(read(&deep(key)).0.unwrap(), Some("r"));
    assert_eq!(named("Ids"), ["Ids[0]: expected text, found a list"]);
    assert_eq!(named("Error"), ["Error: expected text, found a list"]);
    assert!(open(deep("Error").as_bytes(), &mut Lamp::default()).is_err());
    assert_eq!(named("RequestId").len(), 1);
    // What nobody asked for is skipped without going into it.
    done(&deep("Unknown"), Some("r"));
}

#[test]
fn a_value_that_does_not_fit_is_named_at_any_depth() {
    for depth in [1, 15, 16, 17, 40] {
        let (open, close) = (r#"{"Inner":"#.repeat(depth), r#","Room":[]}"#.repeat(depth));
        let text = format!(r#"{{"Response":{open}{{"Watts":[]}}{close}}}"#);
        let mut lamp = Lamp::default();
        let said = super::open(text.as_bytes(), &mut lamp).unwrap();
        let rooms = (0..depth)
            .rev()
            .map(|outer| format!("{}Room: expected text, found a list", "Inner.".repeat(outer)));
        let watts = format!("{}Watts: expected an integer, found a list", "Inner.".repeat(depth));
        let named: Vec<_> = std::iter::once(watts).chain(rooms).collect();
        assert_eq!(mismatches(said, None), named);
    }
}

#[test]
fn an_error_that_is_there_is_never_an_answer() {
    for error in [
        r#""boom""#,
        r#""""#,
        "0",
        "false",
        "[]",
        "{}",
        r#"{"Code": null, "Message": "m"}"#,
        r#"{"Code": 7, "Message": "m"}"#,
        r#"{"Code": ["A.B"]}"#,
        r#"{"code": "A.B"}"#,
        r#"[{"Code": "A.B", "Message": "m"}]"#,
        "1e400",
    ] {
        for text in [
            format!(r#"{{"Response": {{"Error": {error}, "Id": "a", "RequestId": "r"}}}}"#),
            format!(r#"{{"Response": {{"Id": "a", "RequestId": "r", "Error": {error}}}}}"#),
        ] {
            let (what, request_id) = open(text.as_bytes(), &mut Lamp::default()).unwrap_err();
            assert!(matches!(what, NoValidResponse::Malformed(_)), "{text}: {what:?}");
            assert_eq!(request_id, id("r"), "{text}");
        }
    }
    // With the text of a code it is a refusal, whatever stands beside or within it.
    for error in [
        r#"{"Code": "A.B", "Message": 5}"#,
        r#"{"Detail": [1e400, "\ud800"], "Code": "A.B"}"#,
        r#"{"Code": "A.B", "Message": null, "Code2": {}}"#,
    ] {
        let text = format!(r#"{{"Response": {{"Id": [], "Error": {error}, "RequestId": "r"}}}}"#);
        let said = open(text.as_bytes(), &mut Lamp::default()).unwrap();
        assert!(matches!(said, Envelope::Rejected { code, .. } if code == "A.B"), "{text}");
    }
}

#[test]
fn what_does_not_fit_is_named_and_the_rest_is_read() {
    let text = r#"{"Response": {"Main": {"Id": {}, "Watts": 8.5, "Room": "r", "Inner": []},
        "Ids": ["a", {"x": [1]}, "c\ud800", "d"], "RequestId": 7.0, "Error": 12}}"#;
    let (said, response) = read(text);
    assert_eq!(
        mismatches(said.unwrap(), Some("7.0")),
        [
            "Main.Id: expected text, found an object",
            "Main.Watts: expected an integer of 64 bits, found a number with a fraction",
            "Main.Inner: expected an object, found a list",
            "Ids[1]: expected text, found an object",
            "Ids[2]: expected Unicode text, found text that is not Unicode",
        ]
    );
    let main = Lamp { room: Some("r".into()), ..Lamp::default() };
    assert_eq!(response.main, Some(main));
    assert_eq!(response.ids, Some(vec!["a".to_owned(), "d".to_owned()]));
    assert_eq!(response.error.as_deref(), Some("12"));
    let (said, _) = read(r#"{"Response": {"RequestId": ["r"], "\ud800": 1}}"#);
    assert_eq!(mismatches(said.unwrap(), None), ["RequestId: expected text, found a list"]);
}

#[test]
fn a_list_of_mismatches_has_an_end_and_says_so() {
    let odd = vec!["[]"; 1_200].join(",");
    let text = format!(r#"{{"Response": {{"Ids": ["a",{odd},"b"], "Main": 5}}}}"#);
    let (said, response) = read(&text);
    let Ok(Envelope::Done { mismatches, .. }) = said else { panic!("{said:?}") };
    assert_eq!(response.ids.unwrap(), ["a", "b"]);
    assert_eq!(mismatches.len(), 1_001);
    assert_eq!(mismatches[999].path(), "Ids[1000]");
    let last = &mismatches[1_000];
    assert_eq!((last.path(), last.found()), (String::new(), "201 further values that do not"));
    // Whatever is among the others, it may be it.
    assert!(last.covers(&[7, 7]) && !mismatches[0].covers(&[2]));
}

#[test]
fn a_byte_order_mark_is_no_part_of_an_answer() {
    let text = "\u{feff}{\"Response\": {\"Ids\": [\"a\"], \"RequestId\": \"r\"}}";
    assert_eq!(done(text, Some("r")).ids, Some(vec!["a".to_owned()]));
    let Ok(Envelope::Done { response, .. }) = read(text).0 else { panic!() };
    assert!(text[response].starts_with("{\"Ids\""));
    assert_eq!(request_id(text.as_bytes()), id("r"));
    assert!(unreadable("\u{feff}", None).contains("empty"));
}

/// Wherever an answer is cut or broken it is none, and that is found without reading all of it
/// again at each level.
#[test]
fn what_is_broken_is_broken_at_every_level() {
    let whole = r#"{"Response":{"Main":{"Inner":{"Inner":{"Watts":[1]}}},"Ids":[[],"a"]}}"#;
    assert!(read(whole).0.is_ok());
    for end in 0..whole.len() {
        assert!(read(&whole[..end]).0.is_err(), "{end}");
        for odd in [",", "}", "]", ":", "x"] {
            let broken = format!("{}{odd}{}", &whole[..end], &whole[end..]);
            let is_json = serde_json::from_str::<IgnoredAny>(&broken).is_ok();
            assert!(is_json || read(&broken).0.is_err(), "{broken}");
        }
    }
    let deep = r#"{"Inner":"#.repeat(120);
    let text = format!(r#"{{"Response":{{"Main":{deep}"{}"#, "x".repeat(2_000_000));
    let start = std::time::Instant::now();
    assert!(read(&text).0.is_err());
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn bytes_that_are_no_text_are_not_believed_where_they_are_read() {
    let body =
        |value: &[u8]| [b"{\"Response\":{\"Ids\":[", value, b"],\"New\":\"\xff\"}}"].concat();
    for value in [&b"\"\xff\""[..], b"{\"a\":\"\xc3\"}", b"[[\"\xff\"]]", b"{\"\xff\":1}"] {
        let (what, _) = open(&body(value), &mut SwitchOnResponse::default()).unwrap_err();
        assert!(matches!(what, NoValidResponse::Malformed(NOT_UTF8)), "{what:?}");
    }
    let mut response = SwitchOnResponse::default();
    let said = open(&body(b"\"a\",{}"), &mut response).unwrap();
    assert_eq!(mismatches(said, None), ["Ids[1]: expected text, found an object"]);
}
