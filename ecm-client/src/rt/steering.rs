//! Values of an answer that the client finds its way by.

use super::record::DecodeMismatch;
use super::table::{
    FieldPath, PaginationBy, PaginationEnd, PaginationTable, TrackingTagTable, WaiterTable,
};

impl PaginationTable {
    /// Returns true if a value that steers the walk could not be read.
    ///
    /// These are the items and their number, and the token or flag that tells of another page.
    pub(crate) fn is_misled_by(&self, mismatch: &DecodeMismatch) -> bool {
        let token = match self.by {
            PaginationBy::Token(_, token) => Some(token),
            PaginationBy::Offset(_) | PaginationBy::Number(_) => None,
        };
        let flag = match self.end {
            PaginationEnd::HasMore(flag) | PaginationEnd::IsLast(flag) => Some(flag),
            PaginationEnd::Unspecified => None,
        };
        let total = Some(self.total).filter(|total| !total.is_empty());
        let paths = [Some(self.items), total, token, flag];
        paths.into_iter().flatten().any(|path| mismatch.covers(path))
    }
}

impl WaiterTable {
    /// Returns true if a state, an id or something around them could not be read.
    pub(crate) fn is_misled_by(&self, mismatch: &DecodeMismatch) -> bool {
        let within = |path: FieldPath| [self.items, path].concat();
        mismatch.covers(&within(self.state))
            || !self.items.is_empty() && mismatch.covers(&within(self.id))
    }
}

impl TrackingTagTable {
    /// Returns true if the id or a tag of an item, or something around them, could not be read.
    pub(crate) fn is_misled_by(&self, list: &PaginationTable, mismatch: &DecodeMismatch) -> bool {
        mismatch.covers(&[list.items, self.id].concat())
            || self.tags.iter().any(|tag| mismatch.concerns(&[list.items, &[*tag]].concat()))
    }
}
