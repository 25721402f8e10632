//! Rules between the fields of a record.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ecm_spec::model::{RecordCheck, Shape, Spec, Type};

use super::text;
use super::typed::{Node, Object};

/// Where the rule is broken: names or paths of fields, in the order of report.
pub(super) fn broken<'c>(
    spec: &Spec,
    kind: &Type,
    object: &Object<'_>,
    check: &'c RecordCheck,
) -> Vec<&'c str> {
    let scope = Scope { spec, kind, object };
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

/// The sum of an integer field over the items of a list.
pub(super) fn sum_of(
    spec: &Spec,
    kind: &Type,
    object: &Object<'_>,
    list: &str,
    field: &str,
) -> i128 {
    Scope { spec, kind, object }.sums(list, field, None).next().unwrap_or(0)
}

fn at(broken: bool, field: &str) -> Vec<&str> {
    if broken { vec![field] } else { Vec::new() }
}

/// A record and its type, asked for fields by name.
struct Scope<'a> {
    spec: &'a Spec,
    kind: &'a Type,
    object: &'a Object<'a>,
}

impl<'a> Scope<'a> {
    /// The value of a field, or by a path `A.B` of a field of the nested record `A`.
    fn get(&self, path: &str) -> Option<&'a Node<'a>> {
        if let Some(at) = self.kind.fields.iter().position(|field| field.name.wire == path) {
            return self.object.fields.get(at)?.as_ref();
        }
        let (outer, inner) = path.split_once('.')?;
        let Shape::Record(id) = &self.kind.field(outer)?.shape else { return None };
        let Node::Record(object) = self.get(outer)? else { return None };
        Scope { spec: self.spec, kind: &self.spec[*id], object }.get(inner)
    }

    /// Present and not blank.
    fn given(&self, path: &str) -> bool {
        self.get(path).is_some_and(|value| match value {
            Node::Text(text) => !text.is_empty(),
            Node::Int(number) => *number != 0,
            Node::Float(number) => *number != 0.0,
            Node::List(items) => !items.is_empty(),
            Node::Bool(_) | Node::Record(_) | Node::Misfit(_) => true,
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
            Node::Int(number) => Some(*number),
            _ => None,
        }
    }

    fn list(&self, path: &str) -> Option<&'a [Node<'a>]> {
        match self.get(path)? {
            Node::List(items) => Some(items),
            _ => None,
        }
    }

    fn tokens(&self, path: &str, separator: char) -> Option<u64> {
        match self.get(path)? {
            Node::Text(text) => Some(text::tokens(text, separator)),
            _ => None,
        }
    }

    /// The sums of `field` over the items of `list`, one per value of `per`, in order of first
    /// appearance. Items without `per` form a group of their own.
    fn sums(&self, list: &str, field: &str, per: Option<&str>) -> impl Iterator<Item = i128> {
        let mut groups: BTreeMap<Option<Cow<'a, str>>, usize> = BTreeMap::new();
        let mut sums = Vec::new();
        let item_kind = self.kind.field(list).and_then(|field| match field.shape.item() {
            Shape::Record(id) => Some(&self.spec[*id]),
            _ => None,
        });
        for item in self.list(list).unwrap_or_default() {
            let (Node::Record(object), Some(kind)) = (item, item_kind) else { continue };
            let item = Scope { spec: self.spec, kind, object };
            let group = per.and_then(|per| match item.get(per)? {
                Node::Text(text) => Some(Cow::Borrowed(text.as_ref())),
                Node::Int(number) => Some(Cow::Owned(number.to_string())),
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
