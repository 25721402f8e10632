//! A value of one record as the input of another: a copy without a detour over text.

use base64::prelude::{BASE64_STANDARD, Engine as _};

use crate::rt::{DecodeError, ExpectedType, Input, List, Record, Scalar, View};

/// A value that was given before.
pub(super) struct Given<'a>(pub(super) View<'a>);

fn misfit(expected: &str) -> DecodeError {
    // Source and target are of one type, so this is never seen.
    DecodeError::new(format!("expected {expected}"))
}

impl Input for Given<'_> {
    fn scalar(&mut self, wanted: ExpectedType) -> Result<Scalar<'_>, DecodeError> {
        Ok(match self.0 {
            View::Absent => Scalar::Null,
            View::Bool(value) => Scalar::Bool(value),
            View::Int(value) => Scalar::Int(value),
            View::Uint(value) => Scalar::Uint(value),
            View::Float(value) => Scalar::Float(value),
            View::Text(text) => Scalar::Text(text.into()),
            // As it stands on the wire, which is what is read.
            View::Bytes(bytes) => Scalar::Text(BASE64_STANDARD.encode(bytes).into()),
            View::Record(_) | View::List(_) => return Err(misfit(wanted.name())),
        })
    }

    fn record(&mut self, target: &mut dyn Record) -> Result<bool, DecodeError> {
        match self.0 {
            View::Record(record) => copy(record, target, None).map(|()| true),
            View::Absent => Ok(false),
            _ => Err(misfit("an object")),
        }
    }

    fn list(
        &mut self,
        item: &mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
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
    pub(super) fn put(&mut self, target: &mut dyn Record, at: usize) -> Result<(), DecodeError> {
        target.set(at, self)
    }
}

impl Input for Share<'_> {
    fn scalar(&mut self, wanted: ExpectedType) -> Result<Scalar<'_>, DecodeError> {
        Err(misfit(wanted.name()))
    }

    fn record(&mut self, _: &mut dyn Record) -> Result<bool, DecodeError> {
        Err(misfit("a list"))
    }

    fn list(
        &mut self,
        item: &mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
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
    fn scalar(&mut self, wanted: ExpectedType) -> Result<Scalar<'_>, DecodeError> {
        Err(misfit(wanted.name()))
    }

    fn record(&mut self, target: &mut dyn Record) -> Result<bool, DecodeError> {
        let View::Record(record) = self.given else { return Err(misfit("an object")) };
        copy(record, target, self.number).map(|()| true)
    }

    fn list(
        &mut self,
        _: &mut dyn FnMut(&mut dyn Input) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
        Err(misfit("an object"))
    }
}

/// Copies a record into a blank one of its type, one number apart.
fn copy(
    from: &dyn Record,
    to: &mut dyn Record,
    number: Option<(usize, i128)>,
) -> Result<(), DecodeError> {
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
    use crate::rt::Value as _;
    use crate::testing::records::{SwitchOn, switch_on};

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
        assert_eq!(Given(View::Bool(true)).boolean().unwrap(), Some(true));
        assert!(Given(vec![7_i64].view()).int().is_err());
    }
}
