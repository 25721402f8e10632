//! Static tables, of which most of the generated code consists.

mod action;
mod pagination;
mod rule;
mod tracking_tag;
mod waiter;

pub use action::{ActionTable, ApiTable, BodyTable, EventErrorTable, EventsTable, RawBodyTable};
pub use pagination::{PaginationBy, PaginationEnd, PaginationTable};
pub use rule::{CharSet, FieldPath, Placeholder, RecordCheck, Rule, ValueCheck};
pub use tracking_tag::TrackingTagTable;
pub use waiter::{AbsenceMeaning, WaiterIds, WaiterTable};

#[derive(Debug)]
pub struct RecordTable {
    /// Name in Rust, for `Debug`.
    pub name: &'static str,
    /// Names of the fields as they are sent, in order, with each member of exclusive groups.
    pub fields: &'static [&'static str],
    /// Names as JSON has them behind another field: a comma, the name as a text, a colon. Empty if
    /// the record is not sent and so is seldom written.
    pub keys: &'static [&'static str],
    /// Bits of the fields with something to check before sending: a rule, a record, a float. Fields
    /// from the 64th on have no bit and are always checked.
    pub checked: u64,
    /// Marks of fields, in their order. Most fields have none, and a name alone costs the compiler
    /// a third of what a row of its own would.
    pub marks: &'static [FieldMarks],
    pub rules: &'static [Rule<RecordCheck>],
}

impl RecordTable {
    /// Table of a record without fields.
    pub const EMPTY: Self =
        Self { name: "", fields: &[], keys: &[], checked: 0, marks: &[], rules: &[] };

    /// Returns the name of a field as it is sent; empty for a field that does not exist.
    pub(crate) fn wire(&self, field: usize) -> &'static str {
        self.fields.get(field).copied().unwrap_or_default()
    }

    /// True if the value must never be shown.
    pub(crate) fn is_secret(&self, field: usize) -> bool {
        self.marks.iter().any(|marks| marks.is_of(field) && marks.secret)
    }

    /// Iterates over the fields with something to check.
    pub(crate) fn checked(&self) -> CheckedEntries {
        CheckedEntries {
            bits: self.checked,
            beyond: u64::BITS as usize,
            names: self.fields,
            marks: self.marks,
        }
    }

    pub(crate) fn each(&self) -> FieldEntries {
        FieldEntries { names: self.fields, marks: self.marks, next: 0 }
    }
}

/// Position of a field, its name as it is sent, and its marks.
pub(crate) type FieldEntry = (usize, &'static str, Option<&'static FieldMarks>);

/// Iterator over the fields of a table.
pub(crate) struct FieldEntries {
    names: &'static [&'static str],
    marks: &'static [FieldMarks],
    next: usize,
}

impl Iterator for FieldEntries {
    type Item = FieldEntry;

    fn next(&mut self) -> Option<FieldEntry> {
        let index = self.next;
        let wire = *self.names.get(index)?;
        self.next += 1;
        let marks = self.marks.split_first().filter(|(marks, _)| marks.is_of(index));
        if let Some((_, rest)) = marks {
            self.marks = rest;
        }
        Some((index, wire, marks.map(|(marks, _)| marks)))
    }
}

/// Iterator over the fields of a table with something to check.
pub(crate) struct CheckedEntries {
    bits: u64,
    /// Position of the next field without a bit.
    beyond: usize,
    names: &'static [&'static str],
    marks: &'static [FieldMarks],
}

impl Iterator for CheckedEntries {
    type Item = FieldEntry;

    #[inline]
    fn next(&mut self) -> Option<FieldEntry> {
        let index = if self.bits == 0 {
            self.beyond += 1;
            self.beyond - 1
        } else {
            let index = self.bits.trailing_zeros() as usize;
            self.bits &= self.bits - 1;
            index
        };
        let wire = *self.names.get(index)?;
        while let [marks, rest @ ..] = self.marks
            && marks.field as usize <= index
        {
            self.marks = rest;
            if marks.is_of(index) {
                return Some((index, wire, Some(marks)));
            }
        }
        Some((index, wire, None))
    }
}

#[derive(Debug)]
pub struct FieldMarks {
    /// Position in the table.
    pub field: u32,
    /// True if the value must never be shown.
    pub secret: bool,
    /// Id of the rule that requires the field.
    pub required: Option<&'static str>,
    /// Rules on the value, or on each item of a list.
    pub rules: &'static [Rule<ValueCheck>],
}

impl FieldMarks {
    fn is_of(&self, field: usize) -> bool {
        self.field as usize == field
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn marks(field: u32) -> FieldMarks {
        FieldMarks { field, secret: true, required: None, rules: &[] }
    }

    /// A call looks at some thirty of them, and is slower for each line of memory that it reads.
    #[test]
    fn what_rules_are_looked_up_in_is_small() {
        assert!(size_of::<ValueCheck>() <= 32);
        assert!(size_of::<RecordCheck>() <= 48);
        assert!(size_of::<FieldMarks>() <= 40);
    }

    #[test]
    fn what_is_checked_has_a_bit_or_stands_beyond_them() {
        static NAMES: [&str; 67] = ["Name"; 67];
        static MARKS: [FieldMarks; 6] =
            [marks(0), marks(2), marks(5), marks(63), marks(64), marks(66)];
        let checked = |fields, bits| -> Vec<_> {
            let names = &NAMES[..fields];
            let (keys, rules) = (&[], &[]);
            let table =
                RecordTable { name: "R", fields: names, keys, checked: bits, marks: &MARKS, rules };
            table.checked().map(|(index, _, marks)| (index, marks.map(|one| one.field))).collect()
        };
        assert_eq!(checked(3, 0), []);
        assert_eq!(checked(3, 0b110), [(1, None), (2, Some(2))]);
        assert_eq!(checked(64, 1 << 63 | 1 << 5), [(5, Some(5)), (63, Some(63))]);
        assert_eq!(checked(67, 1 << 62), [(62, None), (64, Some(64)), (65, None), (66, Some(66))]);
    }
}
