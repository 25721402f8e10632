//! Checks of rules between the fields of a record.

use std::collections::HashMap;

use super::group;
use super::index::ShapeClass;
use super::lists::check_not_empty;
use super::naming::NameScope;
use super::record_checker::{RecordChecker, list};
use super::value_rule::build_rule;
use crate::json::Node;
use crate::model::{RecordCheck, Rule, Shape};
use crate::problem::{ProblemCode, Report, Span, quote};
use crate::raw::{Object, as_count, as_i64, keys};

/// Checks the rules of a record, and claims the groups' `fields` and, in `items`, their enums.
pub(super) fn check(
    checker: &RecordChecker<'_, '_>,
    fields: &mut NameScope,
    items: &mut NameScope,
    report: &mut Report,
) -> Vec<Rule<RecordCheck>> {
    let mut groups = group::Groups::new(fields, items);
    let mut rules = Vec::with_capacity(checker.record.rules.len());
    for rule in &checker.record.rules {
        let body = &rule.body;
        let check = match rule.kind.value {
            "at_most_one" => checker.at_most_one(body, &mut groups, report),
            "both_or_neither" => checker
                .fields(body, "fields", 2, report)
                .map(|fields| RecordCheck::BothOrNeither { fields }),
            "implies" => checker.implies(body, report),
            "required_unless" => checker.required_unless(body, report),
            "count_equals" => checker.count_equals(body, report),
            "sum" => checker.sum(body, report),
            "equal_when_both" => checker.equal_when_both(body, report),
            "value_by_tokens" => checker.value_by_tokens(body, report),
            "requires_tokens" => checker.requires_tokens(body, report),
            // The reader lets only the kinds above through; a test reads a rule of each.
            _ => None,
        };
        rules.extend(check.map(|check| build_rule(rule, check)));
    }
    rules
}

impl RecordChecker<'_, '_> {
    fn at_most_one(
        &self,
        body: &Object<'_>,
        groups: &mut group::Groups<'_>,
        report: &mut Report,
    ) -> Option<RecordCheck> {
        let written = list(body, "fields", 2, report)?;
        if let Some(node) = body.get("group") {
            let group = groups.read(self, node, &written, report);
            let fields = written.iter().map(|field| field.value.to_owned()).collect();
            return Some(RecordCheck::AtMostOne { fields, group: Some(group?) });
        }
        let found: Vec<_> = written.iter().map(|path| self.field_path(*path, report)).collect();
        found.into_iter().collect::<Option<Vec<_>>>()?;
        let fields = written.iter().map(|path| path.value.to_owned()).collect();
        Some(RecordCheck::AtMostOne { fields, group: None })
    }

    fn implies(&self, body: &Object<'_>, report: &mut Report) -> Option<RecordCheck> {
        let field = self.field_at_key(body, "field", report);
        let then = self.other_fields(body, "then", field.as_ref(), report);
        Some(RecordCheck::Implies { field: field?.0, then: then? })
    }

    fn required_unless(&self, body: &Object<'_>, report: &mut Report) -> Option<RecordCheck> {
        let unless = self.field_at_key(body, "unless", report);
        let fields = self.other_fields(body, "fields", unless.as_ref(), report);
        Some(RecordCheck::RequiredUnless { unless: unless?.0, fields: fields? })
    }

    fn count_equals(&self, body: &Object<'_>, report: &mut Report) -> Option<RecordCheck> {
        let list = self.field_of_class(self.id, body, "list", &[ShapeClass::List], report);
        let count = self.integer_field(self.id, body, "count", report);
        Some(RecordCheck::CountEquals { list: list?, count: count? })
    }

    fn sum(&self, body: &Object<'_>, report: &mut Report) -> Option<RecordCheck> {
        let max = body.get("max").and_then(|node| as_i64("max", node, report));
        let (list, position) = self.field_at_key(body, "list", report)?;
        let shape = self.index.shape(self.id, position)?;
        let Shape::List(item) = shape else {
            self.report_mismatch(body, "list", "a list of records", shape, report);
            return None;
        };
        let Shape::Record(item) = item.as_ref() else {
            self.report_mismatch(body, "list", "a list of records", shape, report);
            return None;
        };
        let field = self.integer_field(item.0, body, "field", report);
        let per = match body.text("per", report) {
            Some(_) => {
                let fits = [ShapeClass::Text, ShapeClass::Integer];
                Some(self.field_of_class(item.0, body, "per", &fits, report)?)
            }
            None => None,
        };
        let (field, max) = (field?, max?.value);
        let divisible = body.flag("divisible", report);
        if divisible {
            self.check_divisible(body, max, report);
        }
        Some(RecordCheck::Sum { list, field, per, max, divisible })
    }

    /// Checks that a divisible sum belongs to a request, and leaves each part something to ask for.
    fn check_divisible(&self, body: &Object<'_>, max: i64, report: &mut Report) {
        let Some(node) = body.get("divisible") else { return };
        let name = self.record.wire.value;
        if self.index.knows_actions && !self.index.requests.contains(name) {
            let message = format!("{} is not a request, so it cannot be split", quote(name));
            let _ = report.add(ProblemCode::RuleDoesNotFit, node.at, message);
        }
        if max < 1 {
            let message = format!("a maximum of {max} allows no part of a split request");
            let _ = report.add(ProblemCode::ImpossibleRule, node.at, message);
        }
    }

    fn equal_when_both(&self, body: &Object<'_>, report: &mut Report) -> Option<RecordCheck> {
        let written = list(body, "fields", 2, report)?;
        let [first, second] = written.as_slice() else {
            let message = "this rule compares exactly two fields";
            if let Some(third) = written.get(2) {
                let _ = report.add(ProblemCode::RuleDoesNotFit, third.at, message);
            }
            return None;
        };
        let (one, other) = (self.field_path(*first, report), self.field_path(*second, report));
        let (one, other) = (one?, other?);
        let classes = (self.class_at(one), self.class_at(other));
        if let (Some(class), Some(other)) = classes {
            let comparable = matches!(
                class,
                ShapeClass::Text | ShapeClass::Integer | ShapeClass::Float | ShapeClass::Bool
            );
            if class != other || !comparable {
                let message = format!(
                    "{} is {} and {} is {}: they cannot be compared",
                    quote(first.value),
                    class.describe(),
                    quote(second.value),
                    other.describe()
                );
                return report.add(ProblemCode::RuleDoesNotFit, second.at, message).none();
            }
        }
        Some(RecordCheck::EqualWhenBoth {
            fields: [first.value.to_owned(), second.value.to_owned()],
        })
    }

    fn value_by_tokens(&self, body: &Object<'_>, report: &mut Report) -> Option<RecordCheck> {
        let field = self.integer_field(self.id, body, "field", report);
        let of = self.text_field(body, report);
        let separator = body.separator("separator", report);
        let nodes = body.list("cases", report)?;
        check_not_empty(body, "cases", report)?;
        let mut seen = HashMap::new();
        let mut cases = Vec::with_capacity(nodes.len());
        for node in nodes {
            cases.extend(case(node, &mut seen, report));
        }
        Some(RecordCheck::ValueByTokens { field: field?, of: of?, separator: separator?, cases })
    }

    fn requires_tokens(&self, body: &Object<'_>, report: &mut Report) -> Option<RecordCheck> {
        let field = self.field_at_key(body, "field", report);
        let of = self.text_field(body, report);
        let separator = body.separator("separator", report);
        let count = body.get("count").and_then(|node| token_number("count", node, report));
        Some(RecordCheck::RequiresTokens {
            field: field?.0,
            of: of?,
            separator: separator?,
            count: count?,
        })
    }
}

/// Reads one case: a number of tokens, named once, and the value that it requires.
fn case(node: &Node<'_>, seen: &mut HashMap<u64, Span>, report: &mut Report) -> Option<(u64, i64)> {
    let case = Object::read(node, "a case", None, &keys::CASE, report)?;
    let tokens_at = case.get("tokens")?;
    let tokens = token_number("tokens", tokens_at, report)?;
    let value = as_i64("value", case.get("value")?, report)?;
    if let Some(first) = seen.insert(tokens, tokens_at.at) {
        let message = "two cases have the same number of tokens";
        let _ = report
            .add(ProblemCode::RepeatedEntry, tokens_at.at, message)
            .also(first, "first used here");
    }
    Some((tokens, value.value))
}

/// Reads a number of tokens, which is at least one.
fn token_number(key: &str, node: &Node<'_>, report: &mut Report) -> Option<u64> {
    let count = as_count(key, node, report)?;
    if count.value == 0 {
        let message = "text has at least one token: even empty text is one empty token";
        return report.add(ProblemCode::ImpossibleRule, count.at, message).none();
    }
    Some(count.value)
}
