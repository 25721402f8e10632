//! List of the members of an answer that its records do not have.

use super::Reader;
use crate::rt::{DecodeError, ExtraField, Step, path_of};

impl Reader<'_> {
    /// Lists from here on the members that the records do not have.
    pub(crate) fn list_extra(&mut self) {
        self.extra = Some(Vec::new());
    }

    /// Steps past the value of a member that the record does not have.
    #[inline]
    pub(crate) fn skip_unknown(&mut self, name: &str) -> Result<(), DecodeError> {
        match self.extra {
            None => self.skip(),
            Some(_) => self.note_extra(name),
        }
    }

    #[cold]
    fn note_extra(&mut self, name: &str) -> Result<(), DecodeError> {
        self.peek();
        let start = self.at;
        self.skip()?;
        let value = self.bytes.get(start..self.at).unwrap_or_default();
        let steps: Vec<Step> = self.place.outer_steps().collect();
        let mut path = path_of(&steps);
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
        let field = ExtraField { path, json: String::from_utf8_lossy(value).into_owned() };
        self.extra.get_or_insert_default().push(field);
        Ok(())
    }

    /// Returns the members that the records do not have, in the order of the text.
    pub(crate) fn into_extra(self) -> Vec<ExtraField> {
        self.extra.unwrap_or_default()
    }
}
