//! Records as the runtime sees them.
//!
//! A record gives access to its fields and has a static table; encoding, decoding, validation,
//! comparison and `Debug` are written once, here, over `&dyn Record`. That keeps generated crates
//! cheap to compile.

mod decode_error;
mod equal;
mod extra;
mod extra_field;
mod scalar;

use std::borrow::Cow;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::table::RecordTable;
use crate::Secret;

pub use decode_error::{DecodeError, DecodeMismatch};
pub(crate) use decode_error::{Step, path_of};
pub use equal::equal;
pub(crate) use equal::same as same_views;
pub use extra::ExtraParameter;
#[cfg(feature = "dynamic")]
pub(crate) use extra::UNTYPED;
pub(crate) use extra::{Node, is_untyped, list, null, object};
pub use extra_field::ExtraField;
pub use scalar::{ExpectedType, Scalar};

/// Maximum depth of nested values, the one of `serde_json`.
pub(crate) const MAX_DEPTH: usize = 127;

pub trait Record: Send + Sync {
    /// Returns the table with names, flags and rules of the fields.
    fn table(&self) -> &'static RecordTable;

    /// Returns the field at `index` in the table. It is [`absent`] for one out of range and for a
    /// member of a group that is not chosen. A record without fields need not implement it.
    fn value(&self, _index: usize) -> &dyn Value {
        absent()
    }

    /// Returns the field at `index` for changing it. The result is [`discard`] for every member of
    /// an exclusive group, which has no place until it is chosen.
    fn value_mut(&mut self, _index: usize) -> &mut dyn Value {
        discard()
    }

    /// Returns a view of the field at `index`; [`View::Absent`] if it is not set or does not exist.
    fn field(&self, index: usize) -> View<'_> {
        self.value(index).view()
    }

    /// Reads the value of the field at `index` from `input`. A `null` leaves a field that is not
    /// optional unchanged. Fails if the value does not have the field's type.
    fn set(&mut self, index: usize, input: &mut dyn Input) -> Result<(), DecodeError> {
        self.value_mut(index).fill(input).map(drop)
    }

    /// Returns the values beyond the fields of the table, which the spec does not know.
    fn extra_parameters(&self) -> &[ExtraParameter] {
        &[]
    }
}

/// Borrowed view of one value.
#[derive(Clone, Copy)]
pub enum View<'a> {
    Absent,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    /// Text; the table says whether it is secret.
    Text(&'a str),
    /// Bytes, in JSON as Base64.
    Bytes(&'a [u8]),
    Record(&'a dyn Record),
    List(&'a dyn List),
}

pub trait List {
    fn len(&self) -> usize;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the item at `index`; [`View::Absent`] where there is none.
    fn item(&self, index: usize) -> View<'_>;
}

/// Source of one JSON value of any format. Each method takes the value; `None` or `false` stands
/// for `null`. Scalars may arrive as text and text as scalars: the service does both.
pub trait Input {
    /// Reads a value that is neither an object nor a list; a lenient source converts it to the
    /// expected type. Fails if the value is an object or a list.
    fn scalar(&mut self, expected: ExpectedType) -> Result<Scalar<'_>, DecodeError>;

    /// Text, or a scalar as text. Fails if the value is an object or a list.
    fn text(&mut self) -> Result<Option<String>, DecodeError> {
        Ok(self.scalar(ExpectedType::Text)?.text().map(Cow::into_owned))
    }

    /// A signed integer. Fails if the value is not one, nor text that spells one.
    fn int(&mut self) -> Result<Option<i64>, DecodeError> {
        self.scalar(ExpectedType::Int)?.int()
    }

    /// An unsigned integer. Fails if the value is not one, nor text that spells one.
    fn uint(&mut self) -> Result<Option<u64>, DecodeError> {
        self.scalar(ExpectedType::Uint)?.uint()
    }

    /// A float. Fails if the value is not a number, nor text that spells one.
    fn float(&mut self) -> Result<Option<f64>, DecodeError> {
        self.scalar(ExpectedType::Float)?.float()
    }

    /// A boolean. Fails if the value is not one, nor the text `true` or `false` in any case.
    fn boolean(&mut self) -> Result<Option<bool>, DecodeError> {
        self.scalar(ExpectedType::Bool)?.boolean()
    }

    /// Reads an object into `target`. Fails if the value is not an object, or a field does not fit.
    fn record(&mut self, target: &mut dyn Record) -> Result<bool, DecodeError>;

    /// Calls `item` with each value of a list. Fails if there is no list, or if `item` fails.
    fn list(
        &mut self,
        item: &mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError>;
}

/// Returns a view of the field at the end of a path; [`View::Absent`] where there is none.
pub(crate) fn field_at<'a>(record: &'a dyn Record, path: &[usize]) -> View<'a> {
    let mut record = record;
    let Some((last, outer)) = path.split_last() else { return View::Absent };
    for field in outer {
        match record.field(*field) {
            View::Record(inner) => record = inner,
            _ => return View::Absent,
        }
    }
    record.field(*last)
}

/// Returns the names of the fields of a path, with dots, as far as there are records on it.
pub(crate) fn path_name(record: &dyn Record, path: &[usize]) -> String {
    let Some((first, rest)) = path.split_first() else { return String::new() };
    let name = record.table().wire(*first);
    match record.field(*first) {
        View::Record(inner) if !rest.is_empty() => format!("{name}.{}", path_name(inner, rest)),
        _ => name.to_owned(),
    }
}

pub trait Value: Send + Sync {
    fn view(&self) -> View<'_>;

    /// Reads it from `input`; true if there was a value. A `null` makes an optional value `None`
    /// and leaves every other one unchanged. Fails if the value does not have this type.
    fn fill(&mut self, input: &mut dyn Input) -> Result<bool, DecodeError>;
}

/// Initial value for reading: nothing is set, and required fields are blank. It is the default, or
/// stands in for it where a record has required fields and so no default for its users.
pub trait Init: Sized {
    fn init() -> Self;
}

impl<T: Default> Init for T {
    fn init() -> Self {
        Self::default()
    }
}

/// Makes an initial value on the heap; a large one is not moved there.
#[must_use]
#[inline]
pub fn boxed_init<T: Init>() -> Box<T> {
    Box::write(Box::new_uninit(), T::init())
}

/// Stand-in for a field that does not exist.
struct Absent;

impl Value for Absent {
    fn view(&self) -> View<'_> {
        View::Absent
    }

    fn fill(&mut self, _: &mut dyn Input) -> Result<bool, DecodeError> {
        Ok(false)
    }
}

#[must_use]
pub fn absent() -> &'static dyn Value {
    &Absent
}

/// Returns a field that exists: the chosen member of an exclusive group.
#[must_use]
pub fn present<T: Value>(value: &T) -> &dyn Value {
    value
}

/// Returns the stand-in for a field that does not exist; changes to it are discarded.
#[must_use]
pub fn discard() -> &'static mut dyn Value {
    // It has no size, so this takes no memory.
    Box::leak(Box::new(Absent))
}

/// Reads a value; `None` for `null`. Fails if the value does not have this type.
pub fn read<T: Value + Init>(input: &mut dyn Input) -> Result<Option<T>, DecodeError> {
    let mut value = T::init();
    Ok(value.fill(input)?.then_some(value))
}

/// Replaces a value by the one that was read, if there was one. Fails if reading failed.
pub fn replace<T: From<F>, F>(
    place: &mut T,
    read: Result<Option<F>, DecodeError>,
) -> Result<bool, DecodeError> {
    let Some(value) = read? else { return Ok(false) };
    *place = T::from(value);
    Ok(true)
}

/// Replaces a value by the one that a text stands for, if there was one. No `String` is made of the
/// text unless it has to be kept. Fails if the value is an object or a list.
pub fn replace_with_text<T>(place: &mut T, input: &mut dyn Input) -> Result<bool, DecodeError>
where
    T: for<'a> From<&'a str>,
{
    let Some(word) = input.scalar(ExpectedType::Text)?.text() else { return Ok(false) };
    *place = T::from(&word);
    Ok(true)
}

/// Reads a member of an exclusive group; a second one is an error that names the rule. Fails if the
/// value does not have the member's type, or another member of the group was read before.
pub fn choose<T: Value + Init, G>(
    group: &mut Option<G>,
    input: &mut dyn Input,
    variant: fn(T) -> G,
    rule: &'static str,
) -> Result<(), DecodeError> {
    let Some(choice) = read(input)? else { return Ok(()) };
    if group.is_some() {
        return Err(DecodeError::conflict(rule));
    }
    *group = Some(variant(choice));
    Ok(())
}

impl<T: Record> Value for T {
    fn view(&self) -> View<'_> {
        View::Record(self)
    }

    fn fill(&mut self, input: &mut dyn Input) -> Result<bool, DecodeError> {
        input.record(self)
    }
}

impl<T: Record> Record for Box<T> {
    fn table(&self) -> &'static RecordTable {
        (**self).table()
    }

    fn value(&self, index: usize) -> &dyn Value {
        (**self).value(index)
    }

    fn value_mut(&mut self, index: usize) -> &mut dyn Value {
        (**self).value_mut(index)
    }

    fn set(&mut self, index: usize, input: &mut dyn Input) -> Result<(), DecodeError> {
        (**self).set(index, input)
    }

    fn extra_parameters(&self) -> &[ExtraParameter] {
        (**self).extra_parameters()
    }
}

// What follows is compiled for every type that is in a field. Adapters of the standard library are
// functions of their own each time: a `match` in their place is a fraction of what a client's build has
// to go through.

impl<T: Value + Init> Value for Option<T> {
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => value.view(),
            None => View::Absent,
        }
    }

    fn fill(&mut self, input: &mut dyn Input) -> Result<bool, DecodeError> {
        // In its place at once, as it may be large. What cannot be read is left empty.
        *self = Some(T::init());
        let filled = match self {
            Some(value) => value.fill(input),
            None => Ok(false),
        };
        match filled {
            Ok(true) => {}
            Ok(false) | Err(_) => *self = None,
        }
        filled
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        match self.get(index) {
            Some(item) => item.view(),
            None => View::Absent,
        }
    }
}

impl<T: Value + Init> Value for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn fill(&mut self, input: &mut dyn Input) -> Result<bool, DecodeError> {
        let mut items = Vec::new();
        let filled = input.list(&mut |item| {
            // A null among the items says nothing that could be kept.
            if let Some(value) = read(item)? {
                items.push(value);
            }
            Ok(())
        });
        if let Ok(true) = filled {
            *self = items;
        }
        filled
    }
}

macro_rules! scalar {
    ($($type:ty: |$value:ident| $view:expr, $read:ident;)*) => { $(
        impl Value for $type {
            fn view(&self) -> View<'_> {
                let $value = self;
                $view
            }

            fn fill(&mut self, input: &mut dyn Input) -> Result<bool, DecodeError> {
                replace(self, input.$read())
            }
        }
    )* };
}

scalar! {
    bool: |value| View::Bool(*value), boolean;
    i64: |value| View::Int(*value), int;
    u64: |value| View::Uint(*value), uint;
    f64: |value| View::Float(*value), float;
    String: |value| View::Text(value), text;
    Secret: |value| View::Text(value.expose()), text;
}

/// Bytes are Base64 on the wire.
impl Value for Vec<u8> {
    fn view(&self) -> View<'_> {
        View::Bytes(self)
    }

    fn fill(&mut self, input: &mut dyn Input) -> Result<bool, DecodeError> {
        let Some(text) = input.text()? else { return Ok(false) };
        match BASE64_STANDARD.decode(text.as_bytes()) {
            Ok(bytes) => *self = bytes,
            Err(_) => {
                return Err(DecodeError::mismatch("Base64 with padding", "other text"));
            }
        }
        Ok(true)
    }
}
