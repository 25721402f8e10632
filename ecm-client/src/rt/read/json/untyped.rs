//! Reader of values whose type is not known.

use std::sync::Arc;

use super::{Mode, Reader, invalid_json};
use crate::Secret;
use crate::rt::{self, DecodeError, ExpectedType, ExtraParameter, Node, Scalar};

/// Reads a value that a user wrote, whatever it is.
pub(crate) fn read_untyped(text: &str) -> Result<Node, DecodeError> {
    let mut reader = Reader::new(text.as_bytes(), Mode::Strict);
    let node = reader.untyped()?;
    reader.end().map(|()| node)
}

impl Reader<'_> {
    /// Reads the value that is next.
    fn untyped(&mut self) -> Result<Node, DecodeError> {
        match self.peek() {
            Some(b'{') => self.untyped_object(),
            Some(b'[') => self.untyped_list(),
            _ => {
                let scalar = self.scalar(ExpectedType::Text)?;
                Ok(match scalar {
                    Scalar::Null => rt::null(),
                    Scalar::Bool(value) => Arc::new(value),
                    Scalar::Int(value) => Arc::new(value),
                    Scalar::Text(text) => Arc::new(Secret::from(&*text)),
                    Scalar::Number(written) => number(written)?,
                })
            }
        }
    }

    fn untyped_object(&mut self) -> Result<Node, DecodeError> {
        self.open_object()?;
        let (mut members, mut is_first) = (Vec::new(), true);
        while let Some(key) = self.next_key(&mut is_first, &[], 0)? {
            let (name, value) = (key.name.into_owned(), self.untyped()?);
            members.push(ExtraParameter { name, value, secret: false });
        }
        Ok(rt::object(members))
    }

    fn untyped_list(&mut self) -> Result<Node, DecodeError> {
        self.descend()?;
        let mut items = Vec::new();
        if self.peek() != Some(b']') {
            loop {
                items.push(self.untyped()?);
                match self.peek() {
                    Some(b',') => self.at += 1,
                    Some(b']') => break,
                    _ => return Err(invalid_json()),
                }
            }
        }
        self.ascend();
        Ok(rt::list(items))
    }
}

/// Reads a number that is no short integer. One whose digits would be lost is refused: whoever wrote
/// them meant all of them.
fn number(written: &str) -> Result<Node, DecodeError> {
    if written.contains(['.', 'e', 'E']) {
        let value = Scalar::Number(written).float()?;
        return Ok(value.map_or_else(rt::null, |value| Arc::new(value) as Node));
    }
    let node = match Scalar::Number(written).int() {
        Ok(value) => value.map(|value| Arc::new(value) as Node),
        Err(_) => Scalar::Number(written).uint()?.map(|value| Arc::new(value) as Node),
    };
    Ok(node.unwrap_or_else(rt::null))
}
