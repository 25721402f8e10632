//! Checks between the fields of one record.

use std::collections::BTreeMap;

use super::key::ScalarKey;
use super::report::{Path, quoted, report};
use super::text::token_count;
use crate::Violations;
use crate::rt::{List, Record, RecordCheck, Rule, View, field_at};

pub(super) fn check_record_rule(
    rule: &Rule<RecordCheck>,
    record: &dyn Record,
    path: &Path<'_>,
    found: &mut Violations,
) {
    let mut check = RecordChecker { rule, record, path, found };
    match &rule.check {
        RecordCheck::AtMostOne(fields) => {
            if let Some(second) = fields.iter().filter(|field| check.given_at(field)).nth(1) {
                check.report(second, "");
            }
        }
        RecordCheck::BothOrNeither(fields) => {
            if fields.iter().any(|field| check.given(*field)) {
                check.report_missing(fields);
            }
        }
        RecordCheck::Implies { field, then } => {
            if check.given(*field) && !then.iter().all(|field| check.given(*field)) {
                check.report(&[*field], "");
            }
        }
        RecordCheck::RequiredUnless { unless, fields } => {
            if !check.given(*unless) {
                check.report_missing(fields);
            }
        }
        RecordCheck::CountEquals { list, count } => check.count_equals(*list, *count),
        RecordCheck::Sum { list, field, per, max, .. } => check.sum(*list, *field, *per, *max),
        RecordCheck::EqualWhenBoth(first, second) => {
            let differ = check.given_at(first)
                && check.given_at(second)
                && !equal(field_at(record, first), field_at(record, second));
            if differ {
                check.report(second, "");
            }
        }
        RecordCheck::ValueByTokens { field, of, separator, cases } => {
            check.value_by_tokens(*field, *of, *separator, cases);
        }
        RecordCheck::RequiresTokens { field, of, separator, count } => {
            let tokens = check.tokens(*of, *separator);
            if check.given(*field) && tokens != Some(*count) {
                let detail = tokens.map_or(String::new(), |tokens| format!(", has {tokens}"));
                check.report(&[*field], &detail);
            }
        }
    }
}

/// Returns true if no item is negative and all sum up to at most `max`: then each group does.
fn total_fits(items: &dyn List, field: usize, max: i64) -> bool {
    let mut left = i128::from(max);
    (0..items.len()).all(|index| {
        let View::Record(item) = items.item(index) else { return true };
        let value = match item.field(field) {
            View::Int(value) => i128::from(value),
            View::Uint(value) => i128::from(value),
            _ => 0,
        };
        left -= value;
        0 <= value && 0 <= left
    })
}

struct RecordChecker<'a> {
    rule: &'a Rule<RecordCheck>,
    record: &'a dyn Record,
    path: &'a Path<'a>,
    found: &'a mut Violations,
}

impl RecordChecker<'_> {
    fn given(&self, field: usize) -> bool {
        is_given(self.record.field(field))
    }

    fn given_at(&self, path: &[usize]) -> bool {
        is_given(field_at(self.record, path))
    }

    fn tokens(&self, field: usize, separator: char) -> Option<u64> {
        match self.record.field(field) {
            View::Text(text) => Some(token_count(text, separator)),
            _ => None,
        }
    }

    fn report_missing(&mut self, fields: &[usize]) {
        for field in fields {
            if !self.given(*field) {
                self.report(&[*field], "");
            }
        }
    }

    fn report(&mut self, field: &[usize], detail: &str) {
        let Self { rule, record, path, found } = self;
        match field {
            [outer] => report(rule, &Path::Field(path, record.table().wire(*outer)), detail, found),
            [outer, inner] => {
                let outer_path = Path::Field(path, record.table().wire(*outer));
                let inner_wire = match record.field(*outer) {
                    View::Record(nested) => nested.table().wire(*inner),
                    _ => "",
                };
                report(rule, &Path::Field(&outer_path, inner_wire), detail, found);
            }
            _ => report(rule, path, detail, found),
        }
    }

    fn count_equals(&mut self, list: usize, count: usize) {
        let View::List(items) = self.record.field(list) else { return };
        let Some(ScalarKey::Int(expected)) = ScalarKey::of(self.record.field(count)) else {
            return;
        };
        if !items.is_empty() && items.len() as i128 != expected {
            let detail = format!(", has {} where {expected} are expected", items.len());
            self.report(&[list], &detail);
        }
    }

    fn sum(&mut self, list: usize, field: usize, per: Option<usize>, max: i64) {
        let View::List(items) = self.record.field(list) else { return };
        if total_fits(items, field, max) {
            return;
        }
        let mut group_of = BTreeMap::new();
        let mut groups: Vec<(Option<ScalarKey<'_>>, bool, i128)> = Vec::new();
        for index in 0..items.len() {
            let View::Record(item) = items.item(index) else { continue };
            let value = match ScalarKey::of(item.field(field)) {
                Some(ScalarKey::Int(value)) => value,
                _ => 0,
            };
            let key = per.and_then(|per| ScalarKey::of(item.field(per)));
            let secret = per.is_some_and(|per| item.table().is_secret(per));
            let group = *group_of.entry(key).or_insert(groups.len());
            match groups.get_mut(group) {
                Some((_, _, sum)) => *sum += value,
                None => groups.push((key, secret, value)),
            }
        }
        for (key, secret, sum) in groups {
            if sum > i128::from(max) {
                let detail = match key {
                    Some(ScalarKey::Text(text)) if !secret => {
                        format!(", is {sum} for {}", quoted(text))
                    }
                    Some(ScalarKey::Int(value)) if !secret => format!(", is {sum} for {value}"),
                    _ => format!(", is {sum}"),
                };
                self.report(&[list], &detail);
            }
        }
    }

    fn value_by_tokens(&mut self, field: usize, of: usize, separator: char, cases: &[(u64, i64)]) {
        if !self.given(field) {
            return;
        }
        let Some(ScalarKey::Int(value)) = ScalarKey::of(self.record.field(field)) else { return };
        let Some(tokens) = self.tokens(of, separator) else { return };
        let case = cases.iter().find(|(count, _)| *count == tokens);
        if case.is_some_and(|(_, expected)| i128::from(*expected) != value) {
            self.report(&[field], &format!(", is {value}"));
        }
    }
}

/// Returns true for a value that the service reads as given: not empty text, zero or an empty list.
fn is_given(view: View<'_>) -> bool {
    match view {
        View::Absent => false,
        View::Bool(_) | View::Record(_) => true,
        View::Int(value) => value != 0,
        View::Uint(value) => value != 0,
        View::Float(value) => value != 0.0,
        View::Text(text) => !text.is_empty(),
        View::Bytes(bytes) => !bytes.is_empty(),
        View::List(list) => !list.is_empty(),
    }
}

#[allow(clippy::float_cmp, reason = "two spellings of one number are what is compared")]
fn equal(first: View<'_>, second: View<'_>) -> bool {
    match (first, second) {
        (View::Float(first), View::Float(second)) => first == second,
        _ => ScalarKey::of(first) == ScalarKey::of(second),
    }
}

#[cfg(test)]
mod tests;
