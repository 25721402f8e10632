//! The static tables that generated code consists of, mostly.

use crate::{Effect, Retry, Severity};

/// What the actions of a spec have in common.
#[derive(Debug, PartialEq, Eq)]
pub struct ApiTable {
    /// The service's short name, such as appears in the signature scope.
    pub service: &'static str,
    /// The API version.
    pub version: &'static str,
    /// The revision of the spec.
    pub revision: &'static str,
    /// The host, without scheme.
    pub host: &'static str,
    /// Every code of the spec, sorted by code.
    pub error_codes: &'static [ErrorInfo],
}

/// What an action is, for the runtime.
#[derive(Debug)]
pub struct ActionTable {
    /// What it is an action of.
    pub api: &'static ApiTable,
    /// The action's name.
    pub name: &'static str,
    /// What sending it twice would do.
    pub effect: Effect,
    /// Whether a region must be sent.
    pub region_required: bool,
    /// Whether it is sent without a signature.
    pub unsigned: bool,
    /// Requests in one second, where the spec knows.
    pub rate_limit: Option<u32>,
}

/// An error code and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// The code.
    pub code: &'static str,
    /// Whether and when trying again can help.
    pub retry: Retry,
}

/// What the codes of an enum are, for the runtime.
#[derive(Debug)]
pub struct CodeTable<C: 'static> {
    /// How the service spells each code.
    pub names: &'static [&'static str],
    /// The codes, in the same order.
    pub codes: &'static [C],
    /// What to do about codes, these and others, sorted by code.
    pub infos: &'static [ErrorInfo],
}

/// What a record is, for the runtime.
#[derive(Debug)]
pub struct RecordTable {
    /// The Rust name, for `Debug`.
    pub name: &'static str,
    /// The names of the fields on the wire, in order; members of an exclusive group stand here one by
    /// one.
    pub fields: &'static [&'static str],
    /// The same as JSON has them behind another field: a comma, the name as a text, a colon. None
    /// where the record is not sent and so is written seldom.
    pub keys: &'static [&'static str],
    /// The bits of the fields in which there may be something to check before sending: a rule, a
    /// record, a float. There are none for fields from the 64th on, which are always looked at.
    pub checked: u64,
    /// What else there is to say of fields, in their order. Of most there is nothing, and a name costs
    /// the compiler a third of what a row of its own would.
    pub marks: &'static [FieldMarks],
    /// Rules between fields.
    pub rules: &'static [Rule<RecordCheck>],
}

impl RecordTable {
    /// A table in which there is nothing yet.
    pub const EMPTY: Self =
        Self { name: "", fields: &[], keys: &[], checked: 0, marks: &[], rules: &[] };

    /// The name on the wire; nothing for a field that is not there.
    pub(crate) fn wire(&self, field: usize) -> &'static str {
        self.fields.get(field).copied().unwrap_or_default()
    }

    /// Whether the value must never be shown.
    pub(crate) fn is_secret(&self, field: usize) -> bool {
        self.marks.iter().any(|marks| marks.is_of(field) && marks.secret)
    }

    /// The fields in which there may be something to check.
    pub(crate) fn checked(&self) -> Checked {
        Checked {
            bits: self.checked,
            beyond: u64::BITS as usize,
            names: self.fields,
            marks: self.marks,
        }
    }

    /// Every field.
    pub(crate) fn each(&self) -> Fields {
        Fields { names: self.fields, marks: self.marks, next: 0 }
    }
}

/// The position of a field, its name on the wire, and what else there is to say of it.
pub(crate) type Described = (usize, &'static str, Option<&'static FieldMarks>);

/// What of a table has not been met yet.
pub(crate) struct Fields {
    names: &'static [&'static str],
    marks: &'static [FieldMarks],
    next: usize,
}

impl Iterator for Fields {
    type Item = Described;

    fn next(&mut self) -> Option<Described> {
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

/// What of a table has not been checked yet.
pub(crate) struct Checked {
    bits: u64,
    /// The next of the fields without a bit.
    beyond: usize,
    names: &'static [&'static str],
    marks: &'static [FieldMarks],
}

impl Iterator for Checked {
    type Item = Described;

    #[inline]
    fn next(&mut self) -> Option<Described> {
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

/// What a field is besides its name, for the runtime.
#[derive(Debug)]
pub struct FieldMarks {
    /// Its position in the table.
    pub field: u32,
    /// Whether the value must never be shown.
    pub secret: bool,
    /// The id of the rule that requires it.
    pub required: Option<&'static str>,
    /// Rules on the value, or on each item.
    pub rules: &'static [Rule<ValueCheck>],
}

impl FieldMarks {
    fn is_of(&self, field: usize) -> bool {
        self.field as usize == field
    }
}

/// A rule: its id, how sure it is, what it says, and what the service would answer.
#[derive(Debug)]
pub struct Rule<C> {
    /// Unique within the record.
    pub id: &'static str,
    /// Whether breaking it stops the request.
    pub severity: Severity,
    /// What must hold, to follow the field's name: `must have 8 to 30 characters`.
    pub says: &'static str,
    /// The code by which the service would refuse.
    pub server_error: Option<&'static str>,
    /// What must hold, for the interpreter.
    pub check: C,
}

/// A set of characters.
#[derive(Clone, Copy, Debug)]
pub struct CharSet {
    /// Those of ASCII: the bit of each, so that nothing has to be searched.
    pub ascii: u128,
    /// All others, as inclusive ranges.
    pub others: &'static [(char, char)],
}

impl CharSet {
    /// The bits of ASCII as two numbers that a processor can shift at once.
    pub(super) const fn halves(&self) -> [u64; 2] {
        [self.ascii as u64, (self.ascii >> 64) as u64]
    }
}

/// What a placeholder in a text is: `open`, one or more characters of `alphabet`, `close`.
#[derive(Debug)]
pub struct Placeholder {
    /// How it begins.
    pub open: &'static str,
    /// What it holds.
    pub alphabet: CharSet,
    /// How it ends.
    pub close: &'static str,
}

/// A rule on one value. Open ends are the limits of the type.
// What is large is behind a reference: one large kind would make the rules of all others as large.
#[derive(Clone, Copy, Debug)]
pub enum ValueCheck {
    /// Text: number of Unicode scalar values.
    Length {
        /// At least.
        min: u64,
        /// At most.
        max: u64,
    },
    /// Bytes, and Base64 text: bytes after decoding. Silent where the text is not Base64.
    DecodedSize {
        /// At most.
        max: u64,
    },
    /// Integer: smallest and largest value.
    IntRange {
        /// At least.
        min: i64,
        /// At most.
        max: i64,
    },
    /// Unsigned integer: smallest and largest value.
    UintRange {
        /// At least.
        min: u64,
        /// At most.
        max: u64,
    },
    /// Float: smallest and largest value.
    FloatRange {
        /// At least.
        min: f64,
        /// At most.
        max: f64,
    },
    /// List: number of items.
    Items {
        /// At least.
        min: u64,
        /// At most.
        max: u64,
    },
    /// List: no item twice.
    Distinct,
    /// Text: only these characters.
    Alphabet(&'static CharSet),
    /// Text: segments of `alphabet`, joiners neither first nor last nor doubled.
    Segments {
        /// What stands between segments.
        separator: char,
        /// The characters of a segment.
        alphabet: &'static CharSet,
        /// Characters that may stand neither first nor last nor doubled.
        joiners: &'static str,
    },
    /// Text: characters of at least `min` of the classes.
    Classes {
        /// How many classes at least.
        min: u64,
        /// The classes.
        of: &'static [CharSet],
    },
    /// Text: one of these.
    OneOfText(&'static [&'static str]),
    /// Integer: one of these.
    OneOfInt(&'static [i64]),
    /// Text: distinct tokens, each one of `values`, at least one.
    Tokens {
        /// What stands between tokens.
        separator: char,
        /// The tokens.
        values: &'static [&'static str],
    },
    /// Text: the number of tokens is one of `counts`.
    TokenCount {
        /// What stands between tokens.
        separator: char,
        /// The allowed numbers.
        counts: &'static [u64],
    },
    /// Text: every placeholder that begins is one.
    Placeholders(&'static Placeholder),
    /// Text: four decimal octets without leading zeros.
    Ipv4,
    /// Text: an IPv6 address without zone.
    Ipv6,
    /// Text: Base64 of RFC 4648 section 4, padded.
    Base64,
    /// Must not be sent.
    Reserved,
}

/// The way to a field: its index, and the index within the nested record where there is a second.
pub type FieldPath = &'static [usize];

/// A rule between fields, which are named by their index in the table.
#[derive(Clone, Copy, Debug)]
pub enum RecordCheck {
    /// At most one is given. Reported once, at the second given field.
    AtMostOne(&'static [FieldPath]),
    /// All are given or none is. Reported at each that is not.
    BothOrNeither(&'static [usize]),
    /// If `field` is given, all of `then` are. Reported once, at `field`.
    Implies {
        /// The field that asks for the others.
        field: usize,
        /// The others.
        then: &'static [usize],
    },
    /// If `unless` is not given, all of `fields` are. Reported at each that is not.
    RequiredUnless {
        /// The field that makes the others optional.
        unless: usize,
        /// The others.
        fields: &'static [usize],
    },
    /// If `list` is given and `count` present, the list has `count` items. Reported at `list`.
    CountEquals {
        /// The list.
        list: usize,
        /// The integer field.
        count: usize,
    },
    /// The sum of `field` over the items of `list`, per value of `per`, is at most `max`.
    /// Reported at `list`, once per group, in order of first appearance.
    Sum {
        /// The list.
        list: usize,
        /// The integer field, by its index in the item's table.
        field: usize,
        /// The field that forms groups, by its index in the item's table.
        per: Option<usize>,
        /// At most.
        max: i64,
        /// Whether a request that asks for more may be sent in parts.
        divisible: bool,
    },
    /// If both are given, they are equal. Reported at the second.
    EqualWhenBoth(FieldPath, FieldPath),
    /// If `field` is given and the number of tokens of `of` is one of `cases`, its value is the
    /// case's. Reported at `field`.
    ValueByTokens {
        /// The integer field.
        field: usize,
        /// The text.
        of: usize,
        /// What stands between tokens.
        separator: char,
        /// Pairs of a number of tokens and a value.
        cases: &'static [(u64, i64)],
    },
    /// If `field` is given, `of` has `count` tokens. Reported at `field`.
    RequiresTokens {
        /// The field.
        field: usize,
        /// The text.
        of: usize,
        /// What stands between tokens.
        separator: char,
        /// How many.
        count: u64,
    },
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
