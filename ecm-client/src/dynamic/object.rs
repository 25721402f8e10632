//! Record whose type is known at run time only.

use std::fmt;
use std::sync::Arc;

use ecm_spec::Spec;
use ecm_spec::model::{EnumValues, Scalar, Shape, TypeId};

use super::tables::Tables;
use crate::Secret;
use crate::rt::{
    self, DecodeError, ExtraParameter, Init, Input, Node, Record, RecordTable, UNTYPED, Value, View,
};

/// Type of an object, by its spec.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) tables: &'static Tables,
    id: TypeId,
}

impl Kind {
    pub(super) fn new(tables: &'static Tables, id: TypeId) -> Self {
        Self { tables, id }
    }

    fn table(self) -> &'static RecordTable {
        // Every type of a spec has its table.
        self.tables.records.get(self.id.index()).unwrap_or(&UNTYPED)
    }

    /// Returns another type of the same spec.
    pub(super) fn of(self, id: TypeId) -> Self {
        Self { id, ..self }
    }

    pub(super) fn spec(self) -> &'static Spec {
        self.tables.spec
    }

    pub(super) fn shape(self, index: usize) -> Option<&'static Shape> {
        let spec = self.tables.spec;
        spec[self.id].fields.get(index).map(|field| &field.shape)
    }
}

/// Record whose type is in a spec.
#[derive(Clone)]
pub(super) struct Object {
    // None only for an object made by `blank`, which cannot know a type.
    kind: Option<Kind>,
    values: Vec<Option<Node>>,
    extra: Vec<ExtraParameter>,
}

impl Object {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind: Some(kind), values: Vec::new(), extra: Vec::new() }
    }

    /// Returns an object of the same type without values.
    pub(super) fn blank(&self) -> Self {
        Self { kind: self.kind, values: Vec::new(), extra: Vec::new() }
    }

    /// Adds a parameter that the spec does not know, and of which nobody knows if it is secret.
    pub(super) fn put_extra(&mut self, name: String, value: Node) {
        self.extra.push(ExtraParameter { name, value, secret: true });
    }

    pub(super) fn put(&mut self, index: usize, node: Node) {
        if self.values.len() <= index {
            self.values.resize(index + 1, None);
        }
        if let Some(place) = self.values.get_mut(index) {
            *place = Some(node);
        }
    }
}

impl Record for Object {
    fn table(&self) -> &'static RecordTable {
        self.kind.map_or(&UNTYPED, Kind::table)
    }

    // What is here is a value of no Rust type, so it has no place to be looked at or filled by itself.

    fn field(&self, index: usize) -> View<'_> {
        self.values.get(index).and_then(Option::as_ref).map_or(View::Absent, |node| node.view())
    }

    fn set(&mut self, index: usize, input: &mut dyn Input) -> Result<(), DecodeError> {
        let Some(kind) = self.kind else { return Ok(()) };
        let Some(shape) = kind.shape(index) else { return Ok(()) };
        match read(kind.tables, shape, input) {
            Ok(Some(node)) => self.put(index, node),
            Ok(None) => {}
            Err(error) => {
                // What stood there before is not what is there now.
                if let Some(place) = self.values.get_mut(index) {
                    *place = None;
                }
                return Err(error);
            }
        }
        Ok(())
    }

    fn extra_parameters(&self) -> &[ExtraParameter] {
        &self.extra
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        rt::debug(self, f)
    }
}

/// Returns a stand-in for an unreadable value: it counts as given, and no rule applies to it.
pub(super) fn placeholder() -> Node {
    Arc::new(Object { kind: None, values: Vec::new(), extra: Vec::new() })
}

/// Reads a value of this shape; `None` for `null`.
pub(super) fn read(
    tables: &'static Tables,
    shape: &'static Shape,
    input: &mut dyn Input,
) -> Result<Option<Node>, DecodeError> {
    match shape {
        Shape::Scalar(Scalar::Int64) => node::<i64>(input),
        Shape::Scalar(Scalar::Uint64) => node::<u64>(input),
        Shape::Scalar(Scalar::Float) => node::<f64>(input),
        Shape::Scalar(Scalar::Bool) => node::<bool>(input),
        Shape::Scalar(Scalar::Binary) => node::<Vec<u8>>(input),
        Shape::Scalar(Scalar::String | Scalar::Date | Scalar::DateTime | Scalar::DateTimeIso) => {
            node::<Secret>(input)
        }
        Shape::Enum(id) => match &tables.spec[*id].values {
            EnumValues::Text(_) => node::<Secret>(input),
            EnumValues::Integer(_) => node::<i64>(input),
        },
        Shape::Record(id) => {
            let mut object = Object::new(Kind::new(tables, *id));
            Ok(input.record(&mut object)?.then(|| Arc::new(object) as Node))
        }
        Shape::List(item) => {
            let mut items = Vec::new();
            let present = input.list(&mut |input| {
                // A null among the items says nothing that could be kept.
                items.extend(read(tables, item, input)?);
                Ok(())
            })?;
            Ok(present.then(|| rt::list(items)))
        }
    }
}

fn node<T: Value + Init + 'static>(input: &mut dyn Input) -> Result<Option<Node>, DecodeError> {
    Ok(rt::read::<T>(input)?.map(|value| Arc::new(value) as Node))
}
