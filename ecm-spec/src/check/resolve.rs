//! Resolution of fields by path, for pagination, waiters and tracking tags.

use std::collections::{HashMap, HashSet};

use super::enums::{written_integers, written_texts};
use super::index::{Index, ShapeClass};
use crate::model::{Action, EnumId, Field, Path, Shape, Type};
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, Text};

pub(super) struct FieldResolver<'a, 'n> {
    pub(super) raw: &'a raw::Spec<'n>,
    pub(super) index: &'a Index<'n>,
    types: &'a [Type],
    /// Fields that are in an exclusive group, by type.
    grouped: HashSet<(usize, &'a str)>,
    /// Values of enums, integers in decimal, by enum.
    values: HashSet<(usize, String)>,
}

pub(super) struct ResolvedField<'a> {
    pub(super) path: Path,
    pub(super) shape: &'a Shape,
    pub(super) is_secret: bool,
}

/// Maximum number of records in a path, to limit the walk; no real response nests as many.
const MAX_DEPTH: usize = 8;

impl<'a, 'n> FieldResolver<'a, 'n> {
    pub(super) fn new(raw: &'a raw::Spec<'n>, index: &'a Index<'n>, types: &'a [Type]) -> Self {
        let grouped = types.iter().enumerate().flat_map(|(id, one)| {
            let members = one.groups().flat_map(|(_, _, members)| members);
            members.map(move |member| (id, member.as_str()))
        });
        let values = raw.enums.iter().enumerate();
        let values = values.flat_map(|(id, one)| values_of(one).map(move |value| (id, value)));
        Self { raw, index, types, grouped: grouped.collect(), values: values.collect() }
    }

    /// Tells whether an enum has a value; if it does not, gives the closest one.
    pub(super) fn check_value(
        &self,
        id: EnumId,
        value: &str,
        report: &mut Report,
    ) -> Result<(), Option<String>> {
        if self.values.contains(&(id.0, value.to_owned())) {
            return Ok(());
        }
        let Some(enum_type) = self.raw.enums.get(id.0) else { return Ok(()) };
        if report.is_unread("values", enum_type.wire.value) {
            return Ok(());
        }
        // Texts as written: the number closest to another is a different number.
        let close = report.closest(value, written_texts(enum_type));
        Err(close.map(str::to_owned))
    }

    /// Checks that a value is one of those of an enum, if the shape is one.
    pub(super) fn check_known(&self, shape: &Shape, written: Text<'_>, report: &mut Report) {
        let Shape::Enum(id) = shape else { return };
        let Err(close) = self.check_value(*id, written.value, report) else { return };
        let enum_type = self.raw.enums.get(id.0).map_or("", |one| one.wire.value);
        let message =
            format!("{} is not a value of the enum {}", quote(written.value), quote(enum_type));
        let _ = report
            .add(ProblemCode::UnknownValue, written.at, message)
            .did_you_mean(close.as_deref(), String::new);
    }

    pub(super) fn field(&self, of_type: usize, wire: &str) -> Option<&'a Field> {
        let position = self.index.position(of_type, wire)?;
        self.types.get(of_type)?.fields.get(position)
    }

    /// Resolves a field of a record or, with dots, of a record within it. Reports an unknown field,
    /// and one in an exclusive group, because it cannot be set or read by itself.
    pub(super) fn resolve(
        &self,
        of_type: usize,
        written: Text<'_>,
        code: ProblemCode,
        report: &mut Report,
    ) -> Option<ResolvedField<'a>> {
        self.walk(of_type, written, false, code, report)
    }

    /// Resolves a field as [`resolve`](Self::resolve) does; a list of records on the way stands for its
    /// items.
    pub(super) fn resolve_in_items(
        &self,
        of_type: usize,
        written: Text<'_>,
        code: ProblemCode,
        report: &mut Report,
    ) -> Option<ResolvedField<'a>> {
        self.walk(of_type, written, true, code, report)
    }

    fn walk(
        &self,
        of_type: usize,
        written: Text<'_>,
        into_items: bool,
        code: ProblemCode,
        report: &mut Report,
    ) -> Option<ResolvedField<'a>> {
        let mut of_type = of_type;
        let mut rest = written.value;
        let mut path = Path::new();
        loop {
            let whole = self.index.position(of_type, rest).is_some();
            let (name, after) = match rest.split_once('.').filter(|_| !whole) {
                Some((name, after)) => (name, Some(after)),
                None => (rest, None),
            };
            let position = self.index.field(self.raw, of_type, written, name, report)?;
            self.check_group(of_type, name, written, code, report)?;
            let shape = self.index.shape(of_type, position)?;
            path.push(name.to_owned());
            let Some(after) = after else {
                let is_secret = self.field(of_type, name).is_some_and(|field| field.secret);
                return Some(ResolvedField { path, shape, is_secret });
            };
            match if into_items { shape.item() } else { shape } {
                Shape::Record(inner) if path.len() < MAX_DEPTH => of_type = inner.0,
                _ => {
                    let found = self.index.class(shape).map_or("no record", ShapeClass::describe);
                    let message = format!("{} is {found}, so it has no fields", quote(name));
                    return report.add(code, written.at, message).none();
                }
            }
            rest = after;
        }
    }

    /// Resolves a field as [`resolve`](Self::resolve) does, whose class is one of `fits`.
    pub(super) fn resolve_class(
        &self,
        of_type: usize,
        written: Text<'_>,
        fits: &[ShapeClass],
        code: ProblemCode,
        report: &mut Report,
    ) -> Option<ResolvedField<'a>> {
        let target = self.resolve(of_type, written, code, report)?;
        self.expect_class(written, target.shape, fits, code, report)?;
        Some(target)
    }

    /// Resolves a field of the record itself.
    pub(super) fn own_field(
        &self,
        of_type: usize,
        written: Text<'_>,
        code: ProblemCode,
        report: &mut Report,
    ) -> Option<&'a Shape> {
        let position = self.index.field(self.raw, of_type, written, written.value, report)?;
        self.check_group(of_type, written.value, written, code, report)?;
        self.index.shape(of_type, position)
    }

    fn check_group(
        &self,
        of_type: usize,
        field: &str,
        written: Text<'_>,
        code: ProblemCode,
        report: &mut Report,
    ) -> Option<()> {
        if self.grouped.contains(&(of_type, field)) {
            let message = format!("{} is in an exclusive group", quote(field));
            let _ = report
                .add(code, written.at, message)
                .help("name a field that can be set or read by itself");
            return None;
        }
        Some(())
    }

    /// Reports a shape that is of none of the classes `fits`, unless its class is unknown.
    pub(super) fn expect_class(
        &self,
        written: Text<'_>,
        shape: &Shape,
        fits: &[ShapeClass],
        code: ProblemCode,
        report: &mut Report,
    ) -> Option<()> {
        let class = self.index.class(shape)?;
        if fits.contains(&class) {
            return Some(());
        }
        let (name, wanted) = (quote(written.value), ShapeClass::any_of(fits));
        let message = format!("{name} must be {wanted}, not {}", class.describe());
        report.add(code, written.at, message).none()
    }
}

fn values_of(enum_type: &raw::Enum<'_>) -> impl Iterator<Item = String> {
    let integers = written_integers(enum_type).into_iter().map(|value| value.to_string());
    written_texts(enum_type).into_iter().map(str::to_owned).chain(integers)
}

/// Reports the name of an action that the spec does not have, and gives `None`.
pub(super) fn unknown_action<T>(
    raw: &raw::Spec<'_>,
    written: Text<'_>,
    report: &mut Report,
) -> Option<T> {
    if report.is_unread("actions", written.value) {
        return None;
    }
    let names = raw.actions.iter().map(|one| one.wire.value);
    let message = format!("no action is called {}", quote(written.value));
    report.unknown(ProblemCode::UnknownAction, written, names, message)
}

/// Positions of the actions in the model; an invalid action has been reported and is missing.
pub(super) fn action_positions(actions: &[Action]) -> HashMap<String, usize> {
    let positions = actions.iter().enumerate();
    positions.map(|(position, action)| (action.name.wire.clone(), position)).collect()
}
