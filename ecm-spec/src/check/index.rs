//! Index of names and shapes of fields, shared by all checks.

use std::collections::HashSet;

use super::shape::{self, TypeNames};
use crate::model::{Scalar, Shape};
use crate::name_map::NameMap;
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, EnumKind, Text};

pub(super) struct Index<'n> {
    pub(super) items: TypeNames<'n>,
    pub(super) errors: NameMap<&'n str, usize>,
    pub(super) actions: NameMap<&'n str, usize>,
    /// The types that are requests.
    pub(super) requests: HashSet<&'n str>,
    /// True if the types of every action are known.
    pub(super) knows_actions: bool,
    enum_kinds: Vec<Option<EnumKind>>,
    /// By type, then by field; `None` where the type expression is invalid.
    shapes: Vec<Vec<Option<Shape>>>,
    /// By type, then by wire name.
    fields: Vec<NameMap<&'n str, usize>>,
}

/// Class of types that a rule can apply to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShapeClass {
    Text,
    Integer,
    Float,
    Bool,
    Binary,
    Record(usize),
    List,
}

impl ShapeClass {
    /// Describes the class, to follow "is".
    pub(super) fn describe(self) -> &'static str {
        match self {
            ShapeClass::Text => "text",
            ShapeClass::Integer => "an integer",
            ShapeClass::Float => "a float",
            ShapeClass::Bool => "a boolean",
            ShapeClass::Binary => "binary",
            ShapeClass::Record(_) => "a record",
            ShapeClass::List => "a list",
        }
    }

    /// Describes some classes: `text or an integer`.
    pub(super) fn any_of(classes: &[Self]) -> String {
        classes.iter().map(|class| class.describe()).collect::<Vec<_>>().join(" or ")
    }
}

impl<'n> Index<'n> {
    pub(super) fn build(raw: &raw::Spec<'n>, report: &mut Report) -> Self {
        fn by_name<'n, T>(all: &[T], wire: fn(&T) -> Text<'n>) -> NameMap<&'n str, usize> {
            all.iter().enumerate().map(|(index, one)| (wire(one).value, index)).collect()
        }
        let items = TypeNames {
            types: by_name(&raw.types, |one| one.wire),
            enums: by_name(&raw.enums, |one| one.wire),
            names: raw
                .types
                .iter()
                .map(|one| one.wire.value)
                .chain(raw.enums.iter().map(|one| one.wire.value))
                .collect(),
        };
        let is_record =
            |text: Option<Text<'_>>| text.is_some_and(|text| items.types.contains(text.value));
        let knows_actions = !report.has_unread("actions")
            && raw.actions.iter().all(|one| is_record(one.request) && is_record(one.response));
        let shapes = raw.types.iter().map(|one| {
            let shapes = one.fields.iter().map(|field| shape::read(field.shape?, &items, report));
            shapes.collect()
        });
        Self {
            shapes: shapes.collect(),
            knows_actions,
            items,
            errors: by_name(&raw.errors, |one| one.wire),
            actions: by_name(&raw.actions, |one| one.wire),
            requests: raw.actions.iter().filter_map(|one| Some(one.request?.value)).collect(),
            enum_kinds: raw.enums.iter().map(|one| one.kind).collect(),
            fields: raw.types.iter().map(|one| by_name(&one.fields, |field| field.wire)).collect(),
        }
    }

    pub(super) fn shape(&self, of_type: usize, field: usize) -> Option<&Shape> {
        self.shapes.get(of_type)?.get(field)?.as_ref()
    }

    pub(super) fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.iter().flatten().flatten()
    }

    /// Gives the class of a shape; `None` for an enum without a valid `type`.
    pub(super) fn class(&self, shape: &Shape) -> Option<ShapeClass> {
        Some(match shape {
            Shape::Scalar(Scalar::Int64 | Scalar::Uint64) => ShapeClass::Integer,
            Shape::Scalar(Scalar::Float) => ShapeClass::Float,
            Shape::Scalar(Scalar::Bool) => ShapeClass::Bool,
            Shape::Scalar(Scalar::Binary) => ShapeClass::Binary,
            Shape::Scalar(
                Scalar::String | Scalar::Date | Scalar::DateTime | Scalar::DateTimeIso,
            ) => ShapeClass::Text,
            Shape::Enum(id) => match (*self.enum_kinds.get(id.0)?)? {
                EnumKind::Text => ShapeClass::Text,
                EnumKind::Integer => ShapeClass::Integer,
            },
            Shape::Record(id) => ShapeClass::Record(id.0),
            Shape::List(_) => ShapeClass::List,
        })
    }

    /// Finds a field by its wire name, without a report.
    pub(super) fn position(&self, of_type: usize, wire: &str) -> Option<usize> {
        self.fields.get(of_type)?.get(wire).copied()
    }

    /// Finds the field that a rule names; reports an unknown one.
    pub(super) fn field(
        &self,
        raw: &raw::Spec<'n>,
        of_type: usize,
        wire: Text<'_>,
        name: &str,
        report: &mut Report,
    ) -> Option<usize> {
        if let Some(field) = self.position(of_type, name) {
            return Some(field);
        }
        if report.is_unread("fields", name) {
            return None;
        }
        let owner = raw.types.get(of_type)?;
        let names = owner.fields.iter().map(|field| field.wire.value);
        // If the rule has a path, the suggestion is a path, too.
        let close = report.closest(name, names).map(|close| match wire.value.strip_suffix(name) {
            Some(outer) if outer.ends_with('.') => format!("{outer}{close}"),
            _ => wire.value.replacen(name, close, 1),
        });
        let message = format!("{} has no field {}", quote(owner.wire.value), quote(name));
        let _ = report
            .add(ProblemCode::UnknownField, wire.at, message)
            .did_you_mean(close.as_deref(), String::new);
        None
    }
}
