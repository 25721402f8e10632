//! Rules, on values and between fields.

use crate::Severity;

/// A rule: its id, how sure it is, what it says, and what the service would answer.
#[derive(Debug)]
pub struct Rule<C> {
    /// Unique within the record.
    pub id: &'static str,
    /// Whether breaking it stops the request.
    pub severity: Severity,
    /// What must hold, to follow the field's name: `must have 8 to 30 characters`.
    pub requirement: &'static str,
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
    pub(crate) const fn halves(&self) -> [u64; 2] {
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
