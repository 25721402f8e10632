//! A value of one record as the input of another: a copy without a detour over text.

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::{Input, List, ReadError, Record, View};

/// A value that was given before.
pub(super) struct Given<'a>(pub(super) View<'a>);

fn misfit(expected: &str) -> ReadError {
    // Source and target are of one type, so this is never seen.
    ReadError::new(format!("expected {expected}"))
}

impl Input for Given<'_> {
    fn text(&mut self) -> Result<Option<String>, ReadError> {
        match self.0 {
            View::Text(text) => Ok(Some(text.to_owned())),
            // As it stands on the wire, which is what is read.
            View::Bytes(bytes) => Ok(Some(BASE64_STANDARD.encode(bytes))),
            View::Absent => Ok(None),
            _ => Err(misfit("text")),
        }
    }

    fn int(&mut self) -> Result<Option<i64>, ReadError> {
        match self.0 {
            View::Int(value) => Ok(Some(value)),
            View::Uint(value) => i64::try_from(value).map(Some).map_err(|_| misfit("an integer")),
            View::Absent => Ok(None),
            _ => Err(misfit("an integer")),
        }
    }

    fn uint(&mut self) -> Result<Option<u64>, ReadError> {
        match self.0 {
            View::Uint(value) => Ok(Some(value)),
            View::Int(value) => u64::try_from(value).map(Some).map_err(|_| misfit("an integer")),
            View::Absent => Ok(None),
            _ => Err(misfit("an integer")),
        }
    }

    fn float(&mut self) -> Result<Option<f64>, ReadError> {
        match self.0 {
            View::Float(value) => Ok(Some(value)),
            View::Absent => Ok(None),
            _ => Err(misfit("a number")),
        }
    }

    fn boolean(&mut self) -> Result<Option<bool>, ReadError> {
        match self.0 {
            View::Bool(value) => Ok(Some(value)),
            View::Absent => Ok(None),
            _ => Err(misfit("a boolean")),
        }
    }

    fn record(&mut self, target: &mut dyn Record) -> Result<bool, ReadError> {
        match self.0 {
            View::Record(record) => copy(record, target, None).map(|()| true),
            View::Absent => Ok(false),
            _ => Err(misfit("an object")),
        }
    }

    fn list(
        &mut self,
        item: &mut dyn FnMut(&mut dyn Input) -> Result<(), ReadError>,
    ) -> Result<bool, ReadError> {
        let View::List(list) = self.0 else {
            return match self.0 {
                View::Absent => Ok(false),
                _ => Err(misfit("a list")),
            };
        };
        for index in 0..list.len() {
            item(&mut Given(list.item(index)))?;
        }
        Ok(true)
    }
}

/// Some items of a list of records, each with another number in one of its fields.
pub(super) struct Share<'a> {
    pub(super) list: &'a dyn List,
    /// The field that has the number.
    pub(super) field: usize,
    /// Items and their numbers; `None` for one that stays as it is.
    pub(super) items: &'a [(usize, Option<i128>)],
}

impl Share<'_> {
    /// Puts them into the field of a record.
    pub(super) fn put(&mut self, target: &mut dyn Record, at: usize) -> Result<(), ReadError> {
        target.set(at, self)
    }
}

macro_rules! only_a_list {
    ($($method:ident: $type:ty,)*) => { $(
        fn $method(&mut self) -> Result<Option<$type>, ReadError> {
            Err(misfit("a list"))
        }
    )* };
}

impl Input for Share<'_> {
    only_a_list! {
        text: String,
        int: i64,
        uint: u64,
        float: f64,
        boolean: bool,
    }

    fn record(&mut self, _: &mut dyn Record) -> Result<bool, ReadError> {
        Err(misfit("a list"))
    }

    fn list(
        &mut self,
        item: &mut dyn FnMut(&mut dyn Input) -> Result<(), ReadError>,
    ) -> Result<bool, ReadError> {
        for (index, number) in self.items {
            let number = number.map(|number| (self.field, number));
            item(&mut Changed { given: self.list.item(*index), number })?;
        }
        Ok(true)
    }
}

/// A record with another number in one of its fields.
struct Changed<'a> {
    given: View<'a>,
    number: Option<(usize, i128)>,
}

impl Input for Changed<'_> {
    only_a_list! {
        text: String,
        int: i64,
        uint: u64,
        float: f64,
        boolean: bool,
    }

    fn record(&mut self, target: &mut dyn Record) -> Result<bool, ReadError> {
        let View::Record(record) = self.given else { return Err(misfit("an object")) };
        copy(record, target, self.number).map(|()| true)
    }

    fn list(
        &mut self,
        _: &mut dyn FnMut(&mut dyn Input) -> Result<(), ReadError>,
    ) -> Result<bool, ReadError> {
        Err(misfit("an object"))
    }
}

/// Copies a record into a blank one of its type, one number apart.
fn copy(
    from: &dyn Record,
    to: &mut dyn Record,
    number: Option<(usize, i128)>,
) -> Result<(), ReadError> {
    for index in 0..from.table().fields.len() {
        let given = from.field(index);
        let view = match (given, number) {
            (View::Uint(_), Some((field, number))) if field == index => {
                View::Uint(u64::try_from(number).map_err(|_| misfit("an integer"))?)
            }
            (View::Int(_), Some((field, number))) if field == index => {
                View::Int(i64::try_from(number).map_err(|_| misfit("an integer"))?)
            }
            _ => given,
        };
        if !matches!(view, View::Absent) {
            to.set(index, &mut Given(view))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{SwitchOn, switch_on};
    use crate::rt::Value as _;

    #[test]
    fn a_copy_is_the_same() {
        let request = switch_on();
        let mut other = SwitchOn::default();
        copy(&request, &mut other, None).unwrap();
        assert_eq!(other, request);
    }

    #[test]
    fn values_go_over_as_they_stand_on_the_wire() {
        assert_eq!(Given(b"ab".to_vec().view()).text().unwrap().as_deref(), Some("YWI="));
        assert_eq!(Given(View::Int(7)).uint().unwrap(), Some(7));
        assert_eq!(Given(View::Uint(7)).int().unwrap(), Some(7));
        assert_eq!(Given(View::Absent).int().unwrap(), None);
        assert!(Given(View::Int(-7)).uint().is_err());
        assert!(Given(View::Uint(u64::MAX)).int().is_err());
        assert!(Given(View::Bool(true)).text().is_err());
    }
}
