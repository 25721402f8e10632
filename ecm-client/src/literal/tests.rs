use super::*;
use crate::testing::records::rule;

const LENGTH: Rule<ValueCheck> =
    rule("L1", "must have 2 to 3 characters", ValueCheck::Length { min: 2, max: 3 });

const RULES: [Rule<ValueCheck>; 4] = [
    LENGTH,
    Rule {
        severity: Severity::Warn,
        ..rule("L2", "must be 1 or 2", ValueCheck::OneOfInt(&[1, 2]))
    },
    rule("L3", "must have 1 to 2 items", ValueCheck::Items { min: 1, max: 2 }),
    rule("L4", "must not have an item twice", ValueCheck::Distinct),
];

fn message(run: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let panic = std::panic::catch_unwind(run).expect_err("a broken rule");
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn a_good_literal_is_itself() {
    const TEXT: FieldRules<str> = FieldRules::new("Text", false, [LENGTH]);
    assert_eq!(literal!(TEXT, "ab"), "ab");
    const LIST: FieldRules<[&'static str], 4> = FieldRules::new("List", false, RULES);
    assert_eq!(literal!(LIST, ["ab", "cd"]), ["ab", "cd"]);
    const COUNT: FieldRules<Items, 4> = FieldRules::new("Records", false, RULES);
    assert_eq!(items!(COUNT, [String::new()]), [String::new()]);
}

#[test]
fn a_bad_one_is_refused_with_rule_and_value() {
    let text = FieldRules::<str>::new("Text", false, [LENGTH]);
    let text = message(move || {
        text.__literal("é", Severity::Error);
    });
    assert_eq!(text, "Text must have 2 to 3 characters (rule L1), not \"é\"");
    let list = FieldRules::<[i64], 4>::new("List", false, RULES);
    let many = message(move || {
        list.__literal([1, 2, 1], Severity::Error);
    });
    assert_eq!(many, "List must have 1 to 2 items (rule L3), not 3");
    let list = FieldRules::<[i64], 4>::new("List", false, RULES);
    let twice = message(move || {
        list.__literal([1, 1], Severity::Error);
    });
    assert_eq!(twice, "List must not have an item twice (rule L4)");
}

#[test]
fn a_warning_counts_where_it_is_asked_for() {
    const NUMBER: FieldRules<i64, 4> = FieldRules::new("Number", false, RULES);
    NUMBER.__literal(-30, Severity::Error);
    let strict = message(|| NUMBER.__literal(-30, Severity::Warn));
    assert_eq!(strict, "Number must be 1 or 2 (rule L2), not -30");
}

#[test]
fn a_secret_is_not_in_the_message() {
    let secret = FieldRules::<str>::new("Code", true, [LENGTH]);
    let text = message(move || {
        secret.__literal("tell-no-one", Severity::Error);
    });
    assert_eq!(text, "Code must have 2 to 3 characters (rule L1)");
}
