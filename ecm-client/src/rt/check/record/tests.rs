use super::*;
use crate::Severity;
use crate::rt::{RecordTable, Value, absent, discard};

/// Five fields whose values a test lists; the rule under test is checked on its own.
struct Given([Held; 5]);

#[derive(Clone, Copy)]
enum Held {
    No,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    Text(&'static str),
    List(&'static Vec<i64>),
    Nested(&'static Given),
}

static TABLE: RecordTable =
    RecordTable { name: "Given", fields: &["A", "B", "C", "D", "E"], ..RecordTable::EMPTY };

impl Record for Given {
    fn table(&self) -> &'static RecordTable {
        &TABLE
    }

    fn field(&self, index: usize) -> View<'_> {
        match self.0[index] {
            Held::No => View::Absent,
            Held::Bool(value) => View::Bool(value),
            Held::Int(value) => View::Int(value),
            Held::Uint(value) => View::Uint(value),
            Held::Float(value) => View::Float(value),
            Held::Text(text) => View::Text(text),
            Held::List(list) => View::List(list),
            Held::Nested(record) => View::Record(record),
        }
    }

    fn value(&self, _: usize) -> &dyn Value {
        absent()
    }

    fn value_mut(&mut self, _: usize) -> &mut dyn Value {
        discard()
    }
}

const NO: Held = Held::No;
const ONE: Held = Held::Int(1);

#[track_caller]
fn at_paths(check: RecordCheck, values: [Held; 5], expected: &[&str]) {
    let rule =
        Rule { id: "R", severity: Severity::Error, requirement: "", server_error: None, check };
    let mut found = Violations::default();
    check_record_rule(&rule, &Given(values), &Path::Root, &mut found);
    let paths: Vec<_> = found.iter().map(|violation| violation.path().to_owned()).collect();
    assert_eq!(paths, expected);
}

fn nested(values: [Held; 5]) -> Held {
    Held::Nested(Box::leak(Box::new(Given(values))))
}

fn list(items: &[i64]) -> Held {
    Held::List(Box::leak(Box::new(items.to_vec())))
}

#[test]
fn at_most_one() {
    let check = || RecordCheck::AtMostOne(&[&[0], &[1, 2], &[3]]);
    at_paths(check(), [NO, NO, NO, NO, NO], &[]);
    at_paths(check(), [ONE, NO, NO, Held::Int(0), NO], &[]);
    at_paths(check(), [ONE, nested([NO; 5]), NO, NO, NO], &[]);
    at_paths(check(), [ONE, nested([NO, NO, ONE, NO, NO]), NO, ONE, NO], &["B.C"]);
    at_paths(check(), [ONE, NO, NO, ONE, NO], &["D"]);
}

#[test]
fn both_or_neither() {
    let check = || RecordCheck::BothOrNeither(&[0, 1, 2]);
    at_paths(check(), [NO, Held::Text(""), Held::Uint(0), NO, NO], &[]);
    at_paths(check(), [ONE, ONE, Held::Bool(false), NO, NO], &[]);
    at_paths(check(), [NO, ONE, Held::Text(""), NO, NO], &["A", "C"]);
}

#[test]
fn implies() {
    let check = || RecordCheck::Implies { field: 0, then: &[1, 2] };
    at_paths(check(), [NO, NO, NO, NO, NO], &[]);
    at_paths(check(), [list(&[]), NO, NO, NO, NO], &[]);
    at_paths(check(), [list(&[1]), ONE, ONE, NO, NO], &[]);
    at_paths(check(), [ONE, ONE, NO, NO, NO], &["A"]);
}

#[test]
fn required_unless() {
    let check = || RecordCheck::RequiredUnless { unless: 0, fields: &[1, 2] };
    at_paths(check(), [ONE, NO, NO, NO, NO], &[]);
    at_paths(check(), [NO, ONE, ONE, NO, NO], &[]);
    at_paths(check(), [Held::Text(""), NO, Held::Float(0.0), NO, NO], &["B", "C"]);
}

#[test]
fn count_equals() {
    let check = || RecordCheck::CountEquals { list: 0, count: 1 };
    at_paths(check(), [list(&[]), ONE, NO, NO, NO], &[]);
    at_paths(check(), [list(&[7]), ONE, NO, NO, NO], &[]);
    at_paths(check(), [list(&[7]), NO, NO, NO, NO], &[]);
    at_paths(check(), [list(&[7]), Held::Int(0), NO, NO, NO], &["A"]);
    at_paths(check(), [list(&[7, 7]), Held::Uint(1), NO, NO, NO], &["A"]);
}

#[test]
fn equal_when_both() {
    let check = || RecordCheck::EqualWhenBoth(&[0], &[1, 0]);
    at_paths(check(), [ONE, NO, NO, NO, NO], &[]);
    at_paths(check(), [ONE, nested([Held::Uint(1), NO, NO, NO, NO]), NO, NO, NO], &[]);
    at_paths(check(), [ONE, nested([Held::Int(0), NO, NO, NO, NO]), NO, NO, NO], &[]);
    at_paths(check(), [ONE, nested([Held::Int(2), NO, NO, NO, NO]), NO, NO, NO], &["B.A"]);
}

#[test]
fn rules_about_tokens() {
    const CASES: &[(u64, i64)] = &[(1, 1), (3, 3)];
    let check = || RecordCheck::ValueByTokens { field: 0, of: 1, separator: ';', cases: CASES };
    at_paths(check(), [ONE, Held::Text("x"), NO, NO, NO], &[]);
    at_paths(check(), [Held::Int(3), Held::Text("x;y;z"), NO, NO, NO], &[]);
    at_paths(check(), [Held::Int(9), Held::Text("x;y"), NO, NO, NO], &[]);
    at_paths(check(), [Held::Int(0), Held::Text("x"), NO, NO, NO], &[]);
    at_paths(check(), [Held::Int(9), NO, NO, NO, NO], &[]);
    at_paths(check(), [Held::Int(3), Held::Text("x"), NO, NO, NO], &["A"]);
    let check = || RecordCheck::RequiresTokens { field: 0, of: 1, separator: ';', count: 2 };
    at_paths(check(), [ONE, Held::Text("x;y"), NO, NO, NO], &[]);
    at_paths(check(), [NO, Held::Text("x"), NO, NO, NO], &[]);
    at_paths(check(), [ONE, Held::Text("x"), NO, NO, NO], &["A"]);
}
