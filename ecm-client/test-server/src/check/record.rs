//! Rules between the fields of a record.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ecm_spec::model::{RecordCheck, Shape, Spec, Type};

use super::text;
use super::typed::{TypedObject, TypedValue};

/// Returns the fields at which the rule is broken, in the order of report.
pub(super) fn broken<'c>(
    spec: &Spec,
    kind: &Type,
    object: &TypedObject<'_>,
    check: &'c RecordCheck,
) -> Vec<&'c str> {
    let scope = RecordScope { spec, kind, object };
    match check {
        RecordCheck::AtMostOne { fields, .. } => {
            scope.given_of(fields).nth(1).into_iter().collect()
        }
        RecordCheck::BothOrNeither { fields } => {
            if scope.given_of(fields).next().is_none() {
                return Vec::new();
            }
            scope.missing_of(fields).collect()
        }
        RecordCheck::Implies { field, then } => {
            let broken = scope.given(field) && scope.missing_of(then).next().is_some();
            at(broken, field)
        }
        RecordCheck::RequiredUnless { unless, fields } => {
            if scope.given(unless) {
                return Vec::new();
            }
            scope.missing_of(fields).collect()
        }
        RecordCheck::CountEquals { list, count } => {
            let items = scope.list(list).filter(|items| !items.is_empty()).map(<[_]>::len);
            let broken = match (items, scope.int(count)) {
                (Some(items), Some(count)) => i128::try_from(items) != Ok(count),
                _ => false,
            };
            at(broken, list)
        }
        RecordCheck::Sum { list, field, per, max, .. } => {
            let sums = scope.sums(list, field, per.as_deref());
            sums.filter(|sum| *sum > i128::from(*max)).map(|_| list.as_str()).collect()
        }
        RecordCheck::EqualWhenBoth { fields: [first, second] } => {
            let both = scope.given(first) && scope.given(second);
            at(both && scope.get(first) != scope.get(second), second)
        }
        RecordCheck::ValueByTokens { field, of, separator, cases } => {
            let asked = scope
                .tokens(of, *separator)
                .and_then(|tokens| cases.iter().find(|(count, _)| *count == tokens));
            let broken = match (scope.int(field).filter(|number| *number != 0), asked) {
                (Some(number), Some((_, value))) => number != i128::from(*value),
                _ => false,
            };
            at(broken, field)
        }
        RecordCheck::RequiresTokens { field, of, separator, count } => {
            let broken = scope.given(field) && scope.tokens(of, *separator) != Some(*count);
            at(broken, field)
        }
    }
}

pub(super) fn sum_of(
    spec: &Spec,
    kind: &Type,
    object: &TypedObject<'_>,
    list: &str,
    field: &str,
) -> i128 {
    RecordScope { spec, kind, object }.sums(list, field, None).next().unwrap_or(0)
}

fn at(broken: bool, field: &str) -> Vec<&str> {
    if broken { vec![field] } else { Vec::new() }
}

/// Record and its type, for look-ups of fields by name.
struct RecordScope<'a> {
    spec: &'a Spec,
    kind: &'a Type,
    object: &'a TypedObject<'a>,
}

impl<'a> RecordScope<'a> {
    /// Returns the value of a field, or by a path `A.B` of a field of the nested record `A`.
    fn get(&self, path: &str) -> Option<&'a TypedValue<'a>> {
        if let Some(at) = self.kind.fields.iter().position(|field| field.name.wire == path) {
            return self.object.fields.get(at)?.as_ref();
        }
        let (outer, inner) = path.split_once('.')?;
        let Shape::Record(id) = &self.kind.field(outer)?.shape else { return None };
        let TypedValue::Record(object) = self.get(outer)? else { return None };
        RecordScope { spec: self.spec, kind: &self.spec[*id], object }.get(inner)
    }

    /// Returns true for a value that is present and not blank.
    fn given(&self, path: &str) -> bool {
        self.get(path).is_some_and(|value| match value {
            TypedValue::Text(text) => !text.is_empty(),
            TypedValue::Int(number) => *number != 0,
            TypedValue::Float(number) => *number != 0.0,
            TypedValue::List(items) => !items.is_empty(),
            TypedValue::Bool(_) | TypedValue::Record(_) | TypedValue::Mismatch(_) => true,
        })
    }

    fn given_of<'c>(&self, paths: &'c [String]) -> impl Iterator<Item = &'c str> {
        paths.iter().map(String::as_str).filter(|path| self.given(path))
    }

    fn missing_of<'c>(&self, paths: &'c [String]) -> impl Iterator<Item = &'c str> {
        paths.iter().map(String::as_str).filter(|path| !self.given(path))
    }

    fn int(&self, path: &str) -> Option<i128> {
        match self.get(path)? {
            TypedValue::Int(number) => Some(*number),
            _ => None,
        }
    }

    fn list(&self, path: &str) -> Option<&'a [TypedValue<'a>]> {
        match self.get(path)? {
            TypedValue::List(items) => Some(items),
            _ => None,
        }
    }

    fn tokens(&self, path: &str, separator: char) -> Option<u64> {
        match self.get(path)? {
            TypedValue::Text(text) => Some(text::tokens(text, separator)),
            _ => None,
        }
    }

    /// Sums `field` over the items of `list`, one sum per value of `per`. Sums come in the order of
    /// first appearance. Items without `per` form a group of their own.
    fn sums(&self, list: &str, field: &str, per: Option<&str>) -> impl Iterator<Item = i128> {
        let mut groups: BTreeMap<Option<Cow<'a, str>>, usize> = BTreeMap::new();
        let mut sums = Vec::new();
        let item_kind = self.kind.field(list).and_then(|field| match field.shape.item() {
            Shape::Record(id) => Some(&self.spec[*id]),
            _ => None,
        });
        for item in self.list(list).unwrap_or_default() {
            let (TypedValue::Record(object), Some(kind)) = (item, item_kind) else { continue };
            let item = RecordScope { spec: self.spec, kind, object };
            let group = per.and_then(|per| match item.get(per)? {
                TypedValue::Text(text) => Some(Cow::Borrowed(text.as_ref())),
                TypedValue::Int(number) => Some(Cow::Owned(number.to_string())),
                _ => None,
            });
            let next = sums.len();
            let at = *groups.entry(group).or_insert(next);
            if at == next {
                sums.push(0_i128);
            }
            if let Some(sum) = sums.get_mut(at) {
                *sum = sum.saturating_add(item.int(field).unwrap_or(0));
            }
        }
        sums.into_iter()
    }
}
