//! What generated records look like to the runtime.
//!
//! A record gives three small functions and a static table; encoding, decoding, validation and
//! `Debug` are written once, here, over `&dyn Record`. That is what keeps generated crates cheap
//! to compile.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{ReadError, RecordTable};
use crate::SecretText;

/// A generated record.
pub trait Record: Send + Sync {
    /// The names, flags and rules of the fields.
    fn table(&self) -> &'static RecordTable;

    /// The value of the field at `index` in the table; [`View::Absent`] for a field that is not
    /// set and for an index that is not there.
    fn field(&self, index: usize) -> View<'_>;

    /// Takes the value of the field at `index` from `input`. A `null` leaves the field as it is.
    ///
    /// # Errors
    ///
    /// If the value is not of the field's shape.
    fn set(&mut self, index: usize, input: &mut dyn Input) -> Result<(), ReadError>;

    /// A record with nothing set, to be filled by [`Record::set`].
    fn blank() -> Self
    where
        Self: Sized;
}

/// A borrowed look at one value.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Not set.
    Absent,
    /// A boolean.
    Bool(bool),
    /// A signed integer.
    Int(i64),
    /// An unsigned integer.
    Uint(u64),
    /// A float.
    Float(f64),
    /// Text; secret or not is the table's to say.
    Text(&'a str),
    /// Bytes, which JSON holds as Base64.
    Bytes(&'a [u8]),
    /// A nested record.
    Record(&'a dyn Record),
    /// A list.
    List(&'a dyn List),
}

/// A list of values.
pub trait List {
    /// The number of items.
    fn len(&self) -> usize;

    /// Whether there is no item.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at `index`; [`View::Absent`] where there is none.
    fn item(&self, index: usize) -> View<'_>;
}

/// One JSON value about to be read, from whatever format holds it.
///
/// Each method takes the value; `None` (or `false`) stands for `null`. Scalars may arrive as text
/// and text as scalars: the service does both.
pub trait Input {
    /// Text.
    ///
    /// # Errors
    ///
    /// If the value is an object or a list.
    fn text(&mut self) -> Result<Option<String>, ReadError>;

    /// A signed integer.
    ///
    /// # Errors
    ///
    /// If the value is not one, nor text that spells one.
    fn int(&mut self) -> Result<Option<i64>, ReadError>;

    /// An unsigned integer.
    ///
    /// # Errors
    ///
    /// If the value is not one, nor text that spells one.
    fn uint(&mut self) -> Result<Option<u64>, ReadError>;

    /// A float.
    ///
    /// # Errors
    ///
    /// If the value is not a number, nor text that spells one.
    fn float(&mut self) -> Result<Option<f64>, ReadError>;

    /// A boolean.
    ///
    /// # Errors
    ///
    /// If the value is not one, nor the text `true` or `false` in any case.
    fn boolean(&mut self) -> Result<Option<bool>, ReadError>;

    /// An object, read into `target`.
    ///
    /// # Errors
    ///
    /// If the value is not an object or a field does not fit.
    fn record(&mut self, target: &mut dyn Record) -> Result<bool, ReadError>;

    /// A list; `item` is called with each of its values in order.
    ///
    /// # Errors
    ///
    /// If the value is not a list, or `item` fails.
    fn list(
        &mut self,
        item: &mut dyn FnMut(&mut dyn Input) -> Result<(), ReadError>,
    ) -> Result<bool, ReadError>;
}

/// Anything a field can hold.
pub trait Value: Send + Sync {
    /// A look at it.
    fn view(&self) -> View<'_>;

    /// Takes it from `input`; `None` for `null`.
    ///
    /// # Errors
    ///
    /// If the value is not of this shape.
    fn read(input: &mut dyn Input) -> Result<Option<Self>, ReadError>
    where
        Self: Sized;
}

/// Reads an optional field.
///
/// # Errors
///
/// If the value is not of the field's shape.
pub fn read<T: Value>(input: &mut dyn Input) -> Result<Option<T>, ReadError> {
    T::read(input)
}

/// Reads a required field; `null` leaves it as it is.
///
/// # Errors
///
/// If the value is not of the field's shape.
pub fn read_into<T: Value>(field: &mut T, input: &mut dyn Input) -> Result<(), ReadError> {
    if let Some(value) = T::read(input)? {
        *field = value;
    }
    Ok(())
}

/// Reads a member of an exclusive group; a second one is an error that names the rule.
///
/// # Errors
///
/// If another member of the group was read before.
pub fn choose<T>(
    group: &mut Option<T>,
    choice: Option<T>,
    rule: &'static str,
) -> Result<(), ReadError> {
    if choice.is_none() {
        return Ok(());
    }
    if group.is_some() {
        return Err(ReadError::conflict(rule));
    }
    *group = choice;
    Ok(())
}

impl<T: Record> Value for T {
    fn view(&self) -> View<'_> {
        View::Record(self)
    }

    fn read(input: &mut dyn Input) -> Result<Option<Self>, ReadError> {
        let mut record = T::blank();
        Ok(input.record(&mut record)?.then_some(record))
    }
}

impl<T: Record> Record for Box<T> {
    fn table(&self) -> &'static RecordTable {
        (**self).table()
    }

    fn field(&self, index: usize) -> View<'_> {
        (**self).field(index)
    }

    fn set(&mut self, index: usize, input: &mut dyn Input) -> Result<(), ReadError> {
        (**self).set(index, input)
    }

    fn blank() -> Self {
        Box::new(T::blank())
    }
}

impl<T: Value> Value for Option<T> {
    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, Value::view)
    }

    fn read(input: &mut dyn Input) -> Result<Option<Self>, ReadError> {
        T::read(input).map(Some)
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.get(index).map_or(View::Absent, Value::view)
    }
}

impl<T: Value> Value for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn read(input: &mut dyn Input) -> Result<Option<Self>, ReadError> {
        let mut items = Vec::new();
        let present = input.list(&mut |item| {
            // A null among the items says nothing that could be kept.
            items.extend(T::read(item)?);
            Ok(())
        })?;
        Ok(present.then_some(items))
    }
}

macro_rules! scalar {
    ($($type:ty, $view:ident, $read:ident;)*) => { $(
        impl Value for $type {
            fn view(&self) -> View<'_> {
                View::$view(*self)
            }

            fn read(input: &mut dyn Input) -> Result<Option<Self>, ReadError> {
                input.$read()
            }
        }
    )* };
}

scalar! {
    bool, Bool, boolean;
    i64, Int, int;
    u64, Uint, uint;
    f64, Float, float;
}

impl Value for String {
    fn view(&self) -> View<'_> {
        View::Text(self)
    }

    fn read(input: &mut dyn Input) -> Result<Option<Self>, ReadError> {
        input.text()
    }
}

impl Value for SecretText {
    fn view(&self) -> View<'_> {
        View::Text(self.expose())
    }

    fn read(input: &mut dyn Input) -> Result<Option<Self>, ReadError> {
        Ok(input.text()?.map(SecretText::from))
    }
}

/// Bytes are Base64 on the wire.
impl Value for Vec<u8> {
    fn view(&self) -> View<'_> {
        View::Bytes(self)
    }

    fn read(input: &mut dyn Input) -> Result<Option<Self>, ReadError> {
        let Some(text) = input.text()? else { return Ok(None) };
        match BASE64_STANDARD.decode(text.as_bytes()) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(_) => Err(ReadError::new("expected Base64, found other text".to_owned())),
        }
    }
}
