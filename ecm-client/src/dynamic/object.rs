//! A record whose type is known at run time only.

use std::fmt;

use ecm_spec::Spec;
use ecm_spec::model::{EnumValues, Scalar, Shape, TypeId};

use super::tables::Tables;
use crate::Secret;
use crate::rt::{self, DecodeError, Input, List, Record, RecordTable, View};

/// The type of an object.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    tables: &'static Tables,
    id: TypeId,
}

impl Kind {
    pub(super) fn new(tables: &'static Tables, id: TypeId) -> Self {
        Self { tables, id }
    }

    fn table(self) -> &'static RecordTable {
        // Every type of a spec has its table.
        self.tables.records.get(self.id.index()).unwrap_or(&NOTHING)
    }

    /// Another type of the same spec.
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

/// The type of an object that nobody said the type of.
static NOTHING: RecordTable = RecordTable { name: "Object", ..RecordTable::EMPTY };

/// A record of a type of a spec.
#[derive(Clone)]
pub(super) struct Object {
    // None only for an object made by `blank`, which cannot know a type.
    kind: Option<Kind>,
    values: Vec<Option<Node>>,
}

/// A value of a field, or of an item of a list.
#[derive(Clone)]
pub(super) enum Node {
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    // Wiped whether it is secret or not.
    Text(Secret),
    Bytes(Vec<u8>),
    Record(Box<Object>),
    List(Items),
}

#[derive(Clone)]
pub(super) struct Items(Vec<Node>);

impl Object {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind: Some(kind), values: Vec::new() }
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
        self.kind.map_or(&NOTHING, Kind::table)
    }

    // What is here is a value of no Rust type, so it has no place to be looked at or filled by itself.

    fn field(&self, index: usize) -> View<'_> {
        self.values.get(index).and_then(Option::as_ref).map_or(View::Absent, Node::view)
    }

    fn set(&mut self, index: usize, input: &mut dyn Input) -> Result<(), DecodeError> {
        let Some(kind) = self.kind else { return Ok(()) };
        let Some(shape) = kind.shape(index) else { return Ok(()) };
        if let Some(node) = Node::read(kind, shape, input)? {
            self.put(index, node);
        }
        Ok(())
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        rt::debug(self, f)
    }
}

impl List for Items {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.0.get(index).map_or(View::Absent, Node::view)
    }
}

impl Node {
    fn view(&self) -> View<'_> {
        match self {
            Self::Bool(value) => View::Bool(*value),
            Self::Int(value) => View::Int(*value),
            Self::Uint(value) => View::Uint(*value),
            Self::Float(value) => View::Float(*value),
            Self::Text(text) => View::Text(text.expose()),
            Self::Bytes(bytes) => View::Bytes(bytes),
            Self::Record(object) => View::Record(&**object),
            Self::List(items) => View::List(items),
        }
    }

    pub(super) fn of(object: Object) -> Self {
        Self::Record(Box::new(object))
    }

    pub(super) fn list(items: Vec<Self>) -> Self {
        Self::List(Items(items))
    }

    /// In place of a value that could not be read: it is given, and no rule has anything to say of it.
    pub(super) fn unread() -> Self {
        Self::of(Object { kind: None, values: Vec::new() })
    }

    /// Takes a value of this shape; `None` for `null`.
    pub(super) fn read(
        kind: Kind,
        shape: &'static Shape,
        input: &mut dyn Input,
    ) -> Result<Option<Self>, DecodeError> {
        Ok(match shape {
            Shape::Scalar(scalar) => Self::read_scalar(*scalar, input)?,
            Shape::Enum(id) => match &kind.spec()[*id].values {
                EnumValues::Text(_) => Self::read_scalar(Scalar::String, input)?,
                EnumValues::Integer(_) => Self::read_scalar(Scalar::Int64, input)?,
            },
            Shape::Record(id) => {
                let mut object = Object::new(kind.of(*id));
                input.record(&mut object)?.then(|| Self::of(object))
            }
            Shape::List(item) => {
                let mut items = Vec::new();
                let present = input.list(&mut |input| {
                    // A null among the items says nothing that could be kept.
                    items.extend(Self::read(kind, item, input)?);
                    Ok(())
                })?;
                present.then(|| Self::list(items))
            }
        })
    }

    fn read_scalar(scalar: Scalar, input: &mut dyn Input) -> Result<Option<Self>, DecodeError> {
        Ok(match scalar {
            Scalar::Int64 => input.int()?.map(Self::Int),
            Scalar::Uint64 => input.uint()?.map(Self::Uint),
            Scalar::Float => input.float()?.map(Self::Float),
            Scalar::Bool => input.boolean()?.map(Self::Bool),
            Scalar::Binary => rt::read(input)?.map(Self::Bytes),
            Scalar::String | Scalar::Date | Scalar::DateTime | Scalar::DateTimeIso => {
                rt::read(input)?.map(Self::Text)
            }
        })
    }
}
