//! Tables of rules on values and between fields.

use crate::Severity;

/// Rule: id, certainty, requirement, and the error code of the service.
#[derive(Debug)]
pub struct Rule<C> {
    /// Id, unique within the record.
    pub id: &'static str,
    /// Certainty of the rule: an error stops the request, a warning does not.
    pub severity: Severity,
    /// Requirement, to follow the field's name: `must have 8 to 30 characters`.
    pub requirement: &'static str,
    /// Error code that the service would answer.
    pub server_error: Option<&'static str>,
    pub check: C,
}

#[derive(Clone, Copy, Debug)]
pub struct CharSet {
    /// Bits of its ASCII characters, so that no search is needed.
    pub ascii: u128,
    /// All other characters, as inclusive ranges.
    pub others: &'static [(char, char)],
}

impl CharSet {
    /// Returns the bits of ASCII as two numbers that a processor can shift at once.
    pub(crate) const fn halves(&self) -> [u64; 2] {
        [self.ascii as u64, (self.ascii >> 64) as u64]
    }
}

/// Form of a placeholder in a text: `open`, one or more characters of `alphabet`, `close`.
#[derive(Debug)]
pub struct Placeholder {
    pub open: &'static str,
    pub alphabet: CharSet,
    pub close: &'static str,
}

/// Check of one value. Open ends are the limits of the type.
// What is large is behind a reference: one large kind would make the rules of all others as large.
#[derive(Clone, Copy, Debug)]
pub enum ValueCheck {
    /// Text: number of Unicode scalar values.
    Length { min: u64, max: u64 },
    /// Bytes, and Base64 text: bytes after decoding. Holds where the text is not Base64.
    DecodedSize { max: u64 },
    /// Integer: minimum and maximum.
    IntRange { min: i64, max: i64 },
    /// Unsigned integer: minimum and maximum.
    UintRange { min: u64, max: u64 },
    /// Float: minimum and maximum.
    FloatRange { min: f64, max: f64 },
    /// List: number of items.
    Items { min: u64, max: u64 },
    /// List: no item twice.
    Distinct,
    /// Text: only these characters.
    Alphabet(&'static CharSet),
    /// Text: segments of `alphabet`, joiners neither first nor last nor doubled.
    Segments {
        separator: char,
        alphabet: &'static CharSet,
        /// Characters that may stand neither first nor last nor doubled.
        joiners: &'static str,
    },
    /// Text: characters of at least `min` of the classes.
    Classes { min: u64, of: &'static [CharSet] },
    /// Text: one of these.
    OneOfText(&'static [&'static str]),
    /// Integer: one of these.
    OneOfInt(&'static [i64]),
    /// Text: distinct tokens, each one of `values`, at least one.
    Tokens { separator: char, values: &'static [&'static str] },
    /// Text: the number of tokens is one of `counts`.
    TokenCount { separator: char, counts: &'static [u64] },
    /// Text: every placeholder that begins is complete.
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

/// Path of a field: its index, and the index within the nested record where there is a second.
pub type FieldPath = &'static [usize];

/// Check between fields, which are named by their index in the table.
#[derive(Clone, Copy, Debug)]
pub enum RecordCheck {
    /// At most one is given. Reported once, at the second given field.
    AtMostOne(&'static [FieldPath]),
    /// All are given or none is. Reported at each that is not.
    BothOrNeither(&'static [usize]),
    /// If `field` is given, all of `then` are. Reported once, at `field`.
    Implies { field: usize, then: &'static [usize] },
    /// If `unless` is not given, all of `fields` are. Reported at each that is not.
    RequiredUnless { unless: usize, fields: &'static [usize] },
    /// If `list` is given and `count` present, the list has `count` items. Reported at `list`.
    CountEquals {
        list: usize,
        /// Integer field.
        count: usize,
    },
    /// The sum of `field` over the items of `list`, per value of `per`, is at most `max`.
    /// Reported at `list`, once per group, in order of first appearance.
    Sum {
        list: usize,
        /// Integer field, by its index in the item's table.
        field: usize,
        /// Field that forms groups, by its index in the item's table.
        per: Option<usize>,
        max: i64,
        /// True if a request that exceeds the limit may be sent in parts.
        divisible: bool,
    },
    /// If both are given, they are equal. Reported at the second.
    EqualWhenBoth(FieldPath, FieldPath),
    /// If `of` has a number of tokens from `cases`, `field` has that case's value, if given.
    /// Reported at `field`.
    ValueByTokens {
        /// Integer field.
        field: usize,
        /// Text with the tokens.
        of: usize,
        separator: char,
        /// Pairs of a number of tokens and a value.
        cases: &'static [(u64, i64)],
    },
    /// If `field` is given, `of` has `count` tokens. Reported at `field`.
    RequiresTokens {
        field: usize,
        /// Text with the tokens.
        of: usize,
        separator: char,
        count: u64,
    },
}
