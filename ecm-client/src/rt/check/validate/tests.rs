use super::*;
use crate::rt::{RuleChecks, write_checked};
use crate::testing::records::{Lamp, SwitchOn, switch_on};
use crate::{Request, Secret};

fn found(request: &SwitchOn) -> Vec<String> {
    let found = validate(request);
    // A look at the rules on the way of something else knows whether there is something to report.
    let walked = write_checked(request, &mut Vec::new(), RuleChecks::Run);
    assert_eq!(walked.is_valid, found.is_empty(), "{found:?}");
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn a_good_request_has_nothing_against_it() {
    assert_eq!(found(&switch_on()), Vec::<String>::new());
}

#[test]
fn everything_is_reported_at_once_and_in_order() {
    let bad = Lamp {
        id: Some("a".into()),
        watts: Some(0),
        inner: Some(Box::new(Lamp::default())),
        ..Lamp::default()
    };
    let request = SwitchOn {
        lamps: Some(vec![Lamp { watts: Some(1), ..Lamp::default() }, bad]),
        count: Some(3),
        names: Some(vec!["x".into(), "1.1.1.1".into(), "x".into(), "2.2.2.2".into()]),
        total: Some(0),
        grid: Some(vec![vec![0, 2], vec![3]]),
        ..SwitchOn::default()
    };
    assert_eq!(
        found(&request),
        [
            "Lamps[0].Id: is required (L1)",
            "Lamps[0].Watts: `Watts` asks for `Room` (L4)",
            "Lamps[1].Id: must have 2 to 4 characters, has 1 (L2)",
            "Lamps[1].Watts: must be at least 1, is 0 (L3)",
            "Lamps[1].Inner.Id: is required (L1)",
            "Names: must have at most 3 items, has 4 (S4)",
            "Names: must not have an item twice, but item 2 is the same as item 0 (S5)",
            "warning: Names[0]: must be an IPv4 address, is \"x\" (S6)",
            "warning: Names[2]: must be an IPv4 address, is \"x\" (S6)",
            "Total: must not be sent: it is counted (S7)",
            "Grid[0][1]: must be `0` or `1`, is 2 (S9)",
            "Grid[1][0]: must be `0` or `1`, is 3 (S9)",
            "Lamps: `Lamps` must have as many items as `Count` says, has 2 where 3 are expected (S2)",
        ]
    );
}

#[test]
fn a_secret_is_never_in_a_report() {
    let request = SwitchOn { code: Some(Secret::from("S3CRET!")), ..switch_on() };
    let report = request.validate().unwrap_err();
    assert_eq!(report.len(), 2);
    assert_eq!(
        report.to_string(),
        "Code: must have 8 to 30 characters (S3)\nCode: must only contain `a-z` (S3-letters)\n\
         (rules of lamp 2024-01-01, revision 7)"
    );
    assert!(!format!("{report:?}").contains("S3CRET"));
    let first = report.iter().next().unwrap();
    assert_eq!(first.server_error(), Some("InvalidParameterValue.Code"));
}

#[test]
fn warnings_do_not_block() {
    let request = SwitchOn { names: Some(vec!["x".into()]), ..switch_on() };
    let warnings = request.validate().unwrap();
    assert_eq!((warnings.len(), warnings.warnings().count(), warnings.has_errors()), (1, 1, false));
    assert_eq!(warnings.revision(), Some("7"));
}

#[test]
fn blank_is_present_and_missing_is_not() {
    let request = SwitchOn { lamps: None, count: None, ..switch_on() };
    assert_eq!(found(&request), ["Lamps: is required (S1)"]);
    let request = SwitchOn { lamps: Some(vec![]), ..switch_on() };
    assert_eq!(found(&request), Vec::<String>::new());
    let request = SwitchOn { code: Some(Secret::from("")), ..switch_on() };
    assert_eq!(found(&request), ["Code: must have 8 to 30 characters (S3)"]);
}

#[test]
fn sums_are_per_group_and_in_order_of_appearance() {
    let lamp = |room: Option<&str>, watts| Lamp {
        id: Some("ab".into()),
        room: room.map(Into::into),
        watts: Some(watts),
        ..Lamp::default()
    };
    let request = |lamps: Vec<Lamp>| SwitchOn { count: None, lamps: Some(lamps), ..switch_on() };
    let fine = request(vec![lamp(Some("a"), 60), lamp(Some("b"), 60), lamp(Some("a"), 40)]);
    assert_eq!(found(&fine), Vec::<String>::new());
    let heavy = request(vec![
        lamp(Some("b"), i64::MAX),
        lamp(Some("a"), 60),
        lamp(Some("b"), i64::MAX),
        lamp(Some("a"), 41),
    ]);
    assert_eq!(
        found(&heavy),
        [
            "Lamps: the sum of `Watts` must be at most 100, is 18446744073709551614 for \"b\" (S8)",
            "Lamps: the sum of `Watts` must be at most 100, is 101 for \"a\" (S8)",
        ]
    );
}

#[test]
fn a_float_must_be_a_number() {
    let request = SwitchOn { bright: Some(f64::INFINITY), ..switch_on() };
    assert_eq!(found(&request), ["Bright: must be a finite number (finite)"]);
}

#[test]
fn long_and_strange_text_is_quoted_with_care() {
    let long = quoted(&"中".repeat(100));
    assert_eq!(long, format!("\"{}\"...", "中".repeat(60)));
    assert_eq!(quoted("a\u{1b}[2J\"\n"), r#""a\u{1b}[2J\"\n""#);
}
