//! Parameters that the spec does not know, from the value to the wire.

use std::time::Duration;

use super::*;
use crate::client::{HttpMethod, SignatureMethod};
use crate::testing::records::{Lamp, SwitchOn, switch_on};
use crate::testing::socket::{assert_no_secrets, builder, http, serve};
use crate::{Client, Error, Outcome, Secret, ValidationMode};

const MODES: [ValidationMode; 3] =
    [ValidationMode::Strict, ValidationMode::Warn, ValidationMode::Off];
const FORMS: [(SignatureMethod, HttpMethod); 4] = [
    (SignatureMethod::Tc3HmacSha256, HttpMethod::Post),
    (SignatureMethod::Tc3HmacSha256, HttpMethod::Get),
    (SignatureMethod::HmacSha1, HttpMethod::Post),
    (SignatureMethod::HmacSha256, HttpMethod::Get),
];

fn client_of((signature, method): (SignatureMethod, HttpMethod)) -> Client {
    let builder = builder("http://127.0.0.1:9").signature(signature).http_method(method);
    builder.nonce(11886).build().unwrap()
}

fn client() -> Client {
    client_of(FORMS[0])
}

fn plain() -> SwitchOn {
    SwitchOn { code: None, ..switch_on() }
}

/// URL and body of a request, as they are sent.
fn sent(prepared: &crate::PreparedRequest) -> String {
    let body = String::from_utf8_lossy(prepared.body()).into_owned();
    format!("{} {body}", prepared.url())
}

async fn refused(request: &impl Request, mode: ValidationMode) -> Error {
    let error = client().with_validation_mode(mode).prepare(request).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
    error
}

#[test]
fn a_value_is_made_of_whatever_json_has() {
    let lamp = Lamp { id: Some("ab".into()), ..Lamp::default() };
    let request = SwitchOn::default()
        .extra("A", true)
        .extra("B", -1)
        .extra("C", u64::MAX)
        .extra("D", 0.5)
        .extra("E", "t\"\u{e9}")
        .extra("F", Secret::from("s"))
        .extra("G", vec![String::from("x")])
        .extra("H", Option::<bool>::None)
        .extra("I", [lamp.clone(), Lamp::default()])
        .extra("J", ExtraValue::object([("K", ExtraValue::from([1, 2])), ("L", ().into_value())]))
        .extra("M", ExtraValue::from_json(r#" {"N": [1.50, null, {}, [], "é"]} "#).unwrap());
    let text = concat!(
        r#"{"A":true,"B":-1,"C":18446744073709551615,"D":0.5,"E":"t\"é","F":"s","G":["x"],"H":null,"#,
        r#""I":[{"Id":"ab"},{}],"J":{"K":[1,2],"L":null},"M":{"N":[1.5,null,{},[],"é"]}}"#
    );
    assert_eq!(request.to_json(), text);
    #[cfg(feature = "serde")]
    assert_eq!(serde_json::to_string(&request).unwrap(), text);
    assert_eq!(request, request.clone());
    assert_ne!(request, request.clone().extra("O", 1));
    assert_ne!(ExtraValue::from(1), ExtraValue::from("1"));
    assert_eq!(request.request(), &SwitchOn::default());
}

trait IntoValue {
    fn into_value(self) -> ExtraValue;
}

impl IntoValue for () {
    fn into_value(self) -> ExtraValue {
        Option::<&str>::None.into()
    }
}

#[test]
fn text_that_is_no_value_is_refused_without_being_shown() {
    for (text, problem) in [
        ("", "invalid JSON"),
        ("{\"hunter2\": }", "invalid JSON"),
        ("[1,]", "invalid JSON"),
        ("1 2", "invalid JSON"),
        ("1234567890123456789012", "an integer of 22 digits"),
        ("-9223372036854775809", "a negative integer of 19 digits"),
        ("1e400", "too large for a float"),
        (&"[".repeat(200), "nested at most 127 levels"),
    ] {
        let error = ExtraValue::from_json(text).unwrap_err().to_string();
        assert!(error.contains(problem) && !error.contains("hunter2"), "{text}: {error}");
    }
    let value = ExtraValue::from_json("\"hunter2\"").unwrap();
    assert!(!format!("{value:?}").contains("hunter2"));
}

#[tokio::test]
async fn in_every_form_it_is_sent_and_shown_only_where_it_is_plain() {
    let value = || ExtraValue::object([("Deep", ExtraValue::from(["opensesame"]))]);
    for form in FORMS {
        let client = client_of(form);
        let prepared = client.prepare(&plain().extra("New", value())).await.unwrap();
        let json = form == FORMS[0];
        let (whole, hidden, shown) = match json {
            true => (
                r#""New":{"Deep":["opensesame"]}}"#,
                r#""New":"[redacted]"}"#,
                r#""New":{"Deep":["tea"]}}"#,
            ),
            false => ("New.Deep.0=opensesame", "New=[redacted]", "New.Deep.0=tea"),
        };
        assert!(sent(&prepared).contains(whole), "{form:?}: {}", sent(&prepared));
        let preview = prepared.redacted();
        let text = format!(
            "{prepared} {prepared:?} {preview:?} {} {} {} {:?}",
            preview.url(),
            preview.body(),
            preview.string_to_sign(),
            preview.canonical_request()
        );
        assert!(text.contains(hidden), "{form:?}: {text}");
        assert_no_secrets(&text);
        // A digest of it would let it be guessed.
        assert_eq!(preview.string_to_sign(), "[redacted]", "{form:?}");
        let tea = ExtraValue::object([("Deep", ["tea"])]);
        let prepared = client.prepare(&plain().extra_plain("New", tea)).await.unwrap();
        let preview = prepared.redacted();
        assert!(format!("{} {}", preview.url(), preview.body()).contains(shown), "{form:?}");
        assert_ne!(preview.string_to_sign(), "[redacted]", "{form:?}");
        let warnings = prepared.warnings();
        let warning = warnings.iter().next().unwrap();
        assert_eq!((warning.path(), warning.rule()), ("New", "extra_parameter"));
        assert_eq!(warnings.len(), 1, "{warnings}");
    }
}

/// Whatever it is: a number or a flag says as much as a text.
#[tokio::test]
async fn a_preview_is_the_same_whatever_the_value() {
    let values = ["4711".into(), 815.into(), true.into(), ExtraValue::from(["a"])];
    for form in FORMS {
        let mut all = Vec::new();
        for value in values.clone().into_iter().chain([().into_value()]) {
            let request = plain().extra("New", value);
            let prepared = client_of(form).prepare(&request).await.unwrap();
            let preview = prepared.redacted();
            let steps = (preview.string_to_sign(), preview.canonical_request());
            all.push(format!("{prepared} {steps:?} {} {request:?}", preview.url()));
        }
        all.dedup();
        assert_eq!(all.len(), 1, "{form:?}: {all:?}");
    }
}

#[test]
fn debug_shows_the_name_and_a_plain_value() {
    let request = SwitchOn::default()
        .extra("New", "opensesame")
        .extra_plain("Odd\n", ExtraValue::object([("A", 1)]));
    let shown = r#"SwitchOnRequest { New: [redacted], Odd\n: Object { A: 1 } }"#;
    assert_eq!(format!("{request:?}"), shown);
}

#[tokio::test]
async fn a_name_must_be_one_in_every_form() {
    let names = ["", " ", "a b", "a.b", "a\n", "a=b", "\u{e9}", "a&", "\0", "a\u{202e}"];
    for mode in MODES {
        for name in names {
            let error = refused(&plain().extra(name, 1), mode).await;
            let violations = error.violations().unwrap();
            assert_eq!(violations.iter().next().unwrap().rule(), "extra_name", "{name:?}");
            let shown = error.to_string();
            assert!(!shown.contains("a\n") && !shown.contains(['\0', '\u{202e}']), "{shown:?}");
        }
        let within = ExtraValue::object([("Deep", ExtraValue::object([("a.b", 1)]))]);
        let error = refused(&plain().extra("New", [within]), mode).await;
        assert!(error.to_string().contains(r#"New[0].Deep: the name "a.b""#), "{error}");
    }
    assert!(client().prepare(&plain().extra("a-B_9", 1)).await.is_ok());
}

#[tokio::test]
async fn a_name_of_the_spec_is_refused_unless_validation_is_off() {
    for (name, says) in [
        ("names", "is given as the field `Names` as well; keep that (extra_known)"),
        ("MAIN", "is the field `Main` of the spec; set that (extra_known)"),
        ("Main", "is the field `Main` of the spec; set that (extra_known)"),
        (
            "Total",
            "must not be sent: it is counted, as the spec says of the field `Total` (rule S7)",
        ),
    ] {
        let request = plain().extra_plain(name, 1);
        for mode in [ValidationMode::Strict, ValidationMode::Warn] {
            let error = refused(&request, mode).await.to_string();
            assert!(error.contains(&format!("{name}: {says}")), "{mode:?}: {error}");
        }
        assert!(request.validate().unwrap_err().to_string().contains(says));
        let off = client().with_validation_mode(ValidationMode::Off);
        let prepared = off.prepare(&request).await.unwrap();
        assert!(sent(&prepared).contains(&format!(r#""{name}":1"#)));
        assert!(prepared.warnings().iter().any(|one| one.path() == name));
    }
}

/// No mode sends a name twice: which of the two counts, nobody knows.
#[tokio::test]
async fn a_name_is_never_sent_twice() {
    for mode in MODES {
        let error = refused(&plain().extra("Names", 1), mode).await.to_string();
        assert!(error.contains("Names: is given as the field `Names` as well"), "{error}");
        let error = refused(&plain().extra("New", 1).extra("New", 2), mode).await.to_string();
        assert!(error.contains("New: is given twice; keep one (extra_twice)"), "{error}");
        let within = ExtraValue::object([("A", 1), ("A", 2)]);
        let error = refused(&plain().extra("New", within), mode).await.to_string();
        assert!(error.contains("New.A: is given twice"), "{error}");
    }
    let spelt = plain().extra("New", 1).extra("NEW", 2);
    let error = refused(&spelt, ValidationMode::Warn).await.to_string();
    assert!(error.contains("NEW: is given as `New` as well"), "{error}");
    assert!(client().with_validation_mode(ValidationMode::Off).prepare(&spelt).await.is_ok());
}

#[tokio::test]
async fn rules_hold_for_what_is_known() {
    let wrong = SwitchOn { lamps: None, ..plain() }.extra("New", 1);
    let error = refused(&wrong, ValidationMode::Strict).await;
    assert_eq!(error.violations().unwrap().errors().count(), 1, "{error}");
    let warnings = plain().extra("New", 1).extra_plain("Odd", 2).validate().unwrap();
    let shown = warnings.to_string();
    assert!(shown.contains("warning: New: is not in the spec; it goes along unchecked (extra"));
    assert!(shown.contains("Odd: is not in the spec; it goes along unchecked, and is no secret"));
    // What breaks a rule would be shown, and a record in a new place may have others.
    let lamp = Lamp { id: Some("hunter2-hunter2".into()), ..Lamp::default() };
    let warnings = plain().extra("New", [lamp]).validate().unwrap();
    assert!(warnings.len() == 1 && !warnings.to_string().contains("hunter2"), "{warnings}");
}

#[tokio::test]
async fn what_cannot_be_encoded_is_refused_in_every_mode() {
    for mode in MODES {
        for value in [f64::NAN.into(), ExtraValue::object([("A", [f64::INFINITY])])] {
            let error = refused(&plain().extra("New", value), mode).await;
            assert!(error.to_string().contains("finite"), "{error}");
        }
        let large = plain().extra("New", "x".repeat(10 * 1024 * 1024));
        let error = refused(&large, mode).await;
        assert!(error.to_string().contains("make the request smaller"), "{error}");
    }
}

#[tokio::test]
async fn an_answer_that_quotes_it_is_masked() {
    let message = "A.B is wrong: opensesame, 48151623, b3BlbnNlc2FtZQ, green, true";
    let body = format!(
        r#"{{"Response": {{"Error": {{"Code": "InvalidParameter", "Message": "{message}"}}}}}}"#
    );
    let (endpoint, task) = serve(http("200 OK", &body), Duration::ZERO).await;
    let value = ExtraValue::object([
        ("Deep", ExtraValue::from([ExtraValue::from("opensesame"), 48_151_623.into()])),
        ("Flag", true.into()),
    ]);
    let request = plain().extra("New", value).extra_plain("Odd", "green");
    let error = builder(&endpoint).build().unwrap().send(&request).await.unwrap_err();
    let sent = task.await.unwrap();
    assert!(sent.contains(r#""New":{"Deep":["opensesame",48151623],"Flag":true}"#), "{sent}");
    let shown = error.to_string();
    let masked = "A.B is wrong: [redacted], [redacted], [redacted], green, true";
    assert!(shown.contains(masked), "{shown}");
}

/// A function that knows of no extra parameters adds its own to a request that has some.
#[test]
fn a_request_keeps_the_parameters_that_it_has() {
    fn traced<R: Request>(request: R) -> WithExtra<R> {
        request.extra_plain("Trace", "t")
    }
    let request = traced(traced(SwitchOn::default().extra("New", 1)).extra("Odd", 2));
    assert_eq!(request.to_json(), r#"{"New":1,"Trace":"t","Odd":2,"Trace":"t"}"#);
    assert_eq!(request.into_inner().into_inner().into_inner(), SwitchOn::default());
    let lamps = vec![Lamp { watts: Some(250), room: Some("hall".into()), ..Lamp::default() }];
    let parts = SwitchOn { lamps: Some(lamps), ..SwitchOn::default() }.extra("New", 1).split();
    assert_eq!(parts.len(), 3);
    assert!(parts.iter().all(|part| part.to_json().ends_with(r#","New":1}"#)));
}
