//! The checked model: what the generator and the embedded endpoint read.
//!
//! A [`Spec`] is only made by [`read`](crate::read), and only when no check found a problem. Every
//! name resolves, every rule fits the field it speaks of, every Rust name is a valid, unique
//! identifier. Nothing that works on a `Spec` can therefore fail.

mod pagination;
mod tracking_tag;
mod waiter;

use std::ops::Index;

pub use pagination::{Pagination, PaginationBy, PaginationEnd};
pub use tracking_tag::TrackingTag;
pub use waiter::{IfAbsent, StateSource, Waiter, WaiterIds};

/// One version of one service's API.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// The service's short name as it appears in the signature scope and the host, such as `ecm`.
    pub service: String,
    /// The API version, `YYYY-MM-DD`.
    pub version: String,
    /// The revision of this spec; violations name it, so that an old client can be recognised.
    pub revision: String,
    /// The host that serves the API, without scheme.
    pub host: String,
    /// What the service is for.
    pub doc: String,
    /// The groups of actions in the order of the file.
    pub groups: Vec<ActionGroup>,
    /// The actions in the order of the file; an index into it is an [`ActionId`].
    pub actions: Vec<Action>,
    /// What can be waited for, in the order of the file.
    pub waiters: Vec<Waiter>,
    /// The record types in the order of the file; an index into it is a [`TypeId`].
    pub types: Vec<Type>,
    /// The enums in the order of the file; an index into it is a [`EnumId`].
    pub enums: Vec<Enum>,
    /// The error codes in the order of the file; an index into it is an [`ErrorId`].
    pub errors: Vec<ErrorCode>,
}

impl Spec {
    /// The type of this wire name.
    #[must_use]
    pub fn type_id(&self, wire: &str) -> Option<TypeId> {
        self.types.iter().position(|ty| ty.name.wire == wire).map(TypeId)
    }
}

/// Points at an [`Action`] of the spec it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionId(pub(crate) usize);

impl ActionId {
    /// The position in [`Spec::actions`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }
}

/// Points at a [`Type`] of the spec it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(crate) usize);

impl TypeId {
    /// The position in [`Spec::types`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }
}

/// Points at a [`Enum`] of the spec it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnumId(pub(crate) usize);

impl EnumId {
    /// The position in [`Spec::enums`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }
}

/// Points at an [`ErrorCode`] of the spec it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorId(pub(crate) usize);

impl ErrorId {
    /// The position in [`Spec::errors`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }
}

// The ids are only made by the checks, for the spec that they are used with.
#[allow(clippy::indexing_slicing, reason = "an id is made by the check that pushes its target")]
mod by_id {
    use super::{Action, ActionId, Enum, EnumId, ErrorCode, ErrorId, Index, Spec, Type, TypeId};

    impl Index<ActionId> for Spec {
        type Output = Action;
        fn index(&self, id: ActionId) -> &Action {
            &self.actions[id.0]
        }
    }

    impl Index<TypeId> for Spec {
        type Output = Type;
        fn index(&self, id: TypeId) -> &Type {
            &self.types[id.0]
        }
    }

    impl Index<EnumId> for Spec {
        type Output = Enum;
        fn index(&self, id: EnumId) -> &Enum {
            &self.enums[id.0]
        }
    }

    impl Index<ErrorId> for Spec {
        type Output = ErrorCode;
        fn index(&self, id: ErrorId) -> &ErrorCode {
            &self.errors[id.0]
        }
    }
}

/// A name on the wire and the identifier it has in Rust.
///
/// The wire name is never derived back from the Rust name: thousands of names in real specs do not
/// survive the journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As the service spells it.
    pub wire: String,
    /// A valid Rust identifier of the fitting case, raw (`r#type`) where it must be.
    pub rust: String,
}

/// The names of a field, and of those within it on the way to another.
pub type Path = Vec<String>;

/// Actions that are used together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionGroup {
    /// Words of lower-case letters and digits with hyphens between them, as features are called.
    pub name: String,
    /// What its actions are about.
    pub doc: String,
}

/// Something a client can ask the service to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// `RunInstances`; the Rust name is the client method's.
    pub name: Name,
    /// What the action does, where the spec says so.
    pub doc: Option<String>,
    /// The name of the group it is in.
    pub group: Option<String>,
    /// The record sent.
    pub request: TypeId,
    /// The record that comes back, without the envelope (`RequestId`, `Error`).
    pub response: TypeId,
    /// What sending it twice would do.
    pub effect: Effect,
    /// Whether `X-TC-Region` must be sent.
    pub region: Region,
    /// Whether it is sent without a signature: what it holds proves who is asking.
    pub unsigned: bool,
    /// How often it may be called.
    pub rate_limit: Option<RateLimit>,
    /// How its list is answered page by page.
    pub pagination: Option<Pagination>,
    /// How what it created is found again.
    pub tracking_tag: Option<TrackingTag>,
    /// The error codes documented for this action, in the order of the file.
    pub errors: Vec<ErrorId>,
    /// Why it should no longer be used.
    pub deprecated: Option<String>,
}

impl Action {
    /// The name of the client method that walks over its pages, if it has any.
    #[must_use]
    pub fn pages_method(&self) -> Option<String> {
        let name = self.name.rust.trim_start_matches("r#");
        self.pagination.as_ref().map(|_| format!("{name}_pages"))
    }
}

/// What sending a request a second time would do; decides what may ever be resent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Changes nothing.
    Read,
    /// A second run leaves the same state as the first.
    Idempotent,
    /// A second run does it a second time: another machine, another bill.
    Create,
}

/// Whether an action wants a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Region {
    /// `X-TC-Region` must be sent.
    Required,
    /// `X-TC-Region` is not needed; the id of the rule that says so, if there is one.
    Optional {
        /// The rule id.
        rule: Option<String>,
    },
}

/// How often an action may be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// The rule id.
    pub id: String,
    /// Requests in one second.
    pub per_second: u32,
    /// The error code that answers a request over the limit.
    pub server_error: Option<String>,
}

/// A record: a JSON object with named fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// The name on both sides.
    pub name: Name,
    /// What it describes, where the spec says so.
    pub doc: Option<String>,
    /// The fields in the order of the file, which is the order on the wire.
    pub fields: Vec<Field>,
    /// Rules between fields.
    pub rules: Vec<Rule<RecordCheck>>,
    /// Reached from a request.
    pub sent: bool,
    /// Reached from a response.
    pub received: bool,
}

impl Type {
    /// The field with this wire name.
    #[must_use]
    pub fn field(&self, wire: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.wire == wire)
    }

    /// What JSON holds of the names of what is sent, behind another field: a comma, the name as a
    /// text, a colon.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        let names = self.fields.iter().filter(|_| self.sent).map(|field| field.name.wire.as_str());
        names.map(|name| format!(",{}:", serde_json::Value::from(name)))
    }

    /// The bits of the fields in which there may be something to check before sending: a rule, a
    /// record, a float. Fields from the 64th on have none.
    #[must_use]
    pub fn checked(&self) -> u64 {
        let within = |field: &Field| {
            matches!(field.shape.item(), Shape::Record(_) | Shape::Scalar(Scalar::Float))
        };
        let is_checked =
            |field: &Field| field.required.is_some() || !field.rules.is_empty() || within(field);
        let fields = self.fields.iter().take(u64::BITS as usize).enumerate();
        let checked = fields.filter(|(_, field)| self.sent && is_checked(field));
        checked.fold(0, |bits, (index, _)| bits | 1 << index)
    }

    /// The exclusive groups: rules of kind `at_most_one` that have a name of their own and so
    /// become an enum.
    pub fn groups(&self) -> impl Iterator<Item = (&Rule<RecordCheck>, &Group, &[String])> {
        self.rules.iter().filter_map(|rule| match &rule.check {
            RecordCheck::AtMostOne { fields, group: Some(group) } => {
                Some((rule, group, fields.as_slice()))
            }
            _ => None,
        })
    }
}

/// One field of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name on both sides.
    pub name: Name,
    /// What it holds.
    pub shape: Shape,
    /// The id of the rule that requires it in a request; `None` if it may be left out.
    pub required: Option<String>,
    /// Whether a response may hold `null`.
    pub nullable: bool,
    /// Whether a response is said to always hold it. What is received may be missing all the same.
    pub always_returned: bool,
    /// Whether the value must never be shown.
    pub secret: bool,
    /// Whether the field must be boxed because its record contains itself.
    pub boxed: bool,
    /// Why it should no longer be used.
    pub deprecated: Option<String>,
    /// What it means, where the spec says so.
    pub doc: Option<String>,
    /// What a number counts, such as `Mbps`.
    pub unit: Option<String>,
    /// Rules on the value, or on each item where the rule speaks of one item.
    pub rules: Vec<Rule<ValueCheck>>,
    /// How the embedded endpoint makes up a value, for ids that the service hands out.
    pub generated_id: Option<GeneratedId>,
}

impl Field {
    /// The rule that reserves the field, if any.
    #[must_use]
    pub fn reserved(&self) -> Option<(&Rule<ValueCheck>, &str)> {
        self.rules.iter().find_map(|rule| match &rule.check {
            ValueCheck::Reserved { reason } => Some((rule, reason.as_str())),
            _ => None,
        })
    }
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A single value.
    Scalar(Scalar),
    /// A value with well-known spellings.
    Enum(EnumId),
    /// A nested record.
    Record(TypeId),
    /// Any number of values.
    List(Box<Shape>),
}

impl Shape {
    /// The shape of one item at the bottom of all lists; the shape itself where it is no list.
    #[must_use]
    pub fn item(&self) -> &Shape {
        let mut shape = self;
        while let Shape::List(inner) = shape {
            shape = inner;
        }
        shape
    }

    /// Whether it is an integer, or a list of integers, that is never below zero.
    #[must_use]
    pub fn is_unsigned(&self) -> bool {
        *self.item() == Shape::Scalar(Scalar::Uint64)
    }
}

/// The single values that JSON text can hold here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// UTF-8 text.
    String,
    /// A signed 64-bit integer.
    Int64,
    /// An unsigned 64-bit integer.
    Uint64,
    /// A 64-bit float.
    Float,
    /// `true` or `false`.
    Bool,
    /// Text: `YYYY-MM-DD`.
    Date,
    /// Text: `YYYY-MM-DD hh:mm:ss`, in the service's own time zone.
    DateTime,
    /// Text: ISO 8601 with a time zone.
    DateTimeIso,
    /// Bytes, which JSON text holds as Base64.
    Binary,
}

/// A set of well-known values that may grow: Rust gets an open enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The name on both sides.
    pub name: Name,
    /// What it enumerates.
    pub doc: String,
    /// Text or number.
    pub values: EnumValues,
}

/// The values of an enum, all of one kind.
#[derive(Clone, Debug, PartialEq)]
pub enum EnumValues {
    /// Text values; `Name::wire` is the value.
    Text(Vec<EnumValue<String>>),
    /// Signed integer values.
    Integer(Vec<EnumValue<i64>>),
}

/// One well-known value.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue<T> {
    /// The value on the wire.
    pub value: T,
    /// The variant's identifier.
    pub rust: String,
    /// What it stands for.
    pub doc: String,
}

/// An error code the service may answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorCode {
    /// The code on the wire and its variant's identifier.
    pub name: Name,
    /// What it says, where the spec says so.
    pub doc: Option<String>,
    /// Whether and when trying again can help.
    pub retry: RetryAdvice,
    /// Whether any action may answer it.
    pub common: bool,
}

/// Whether and when trying again after an error code can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAdvice {
    /// The same request will fail again.
    Never,
    /// The request was not run; wait and send it again.
    AfterBackoff,
    /// It may have been run; only an action that can be repeated may be sent again.
    IfIdempotent,
    /// Sign again, once, with the clock corrected.
    AfterClockCorrection,
    /// Sign again, once, with fresh credentials.
    AfterCredentialRefresh,
}

/// A rule: what must hold, how sure that is, and what the service would answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule<C> {
    /// Unique within its type; every violation names it.
    pub id: String,
    /// Whether breaking it stops the request.
    pub severity: Severity,
    /// The error code by which the service would refuse the request.
    pub server_error: Option<String>,
    /// Why the rule is as it is, where that needs saying.
    pub doc: Option<String>,
    /// What must hold.
    pub check: C,
}

/// Whether breaking a rule stops a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The service is sure to refuse.
    Error,
    /// The documentation is inferred or contradicts itself: reported, never in the way.
    Warn,
}

/// A rule on one value. On a list, a rule that speaks of a single value speaks of each item.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueCheck {
    /// Text: number of Unicode scalar values.
    Length {
        /// At least.
        min: Option<u64>,
        /// At most.
        max: Option<u64>,
    },
    /// Binary, and Base64 text: bytes after decoding. Silent where the text is not Base64.
    DecodedSize {
        /// At most.
        max: u64,
    },
    /// Integer: smallest and largest value.
    IntRange {
        /// At least.
        min: Option<i128>,
        /// At most.
        max: Option<i128>,
    },
    /// Float: smallest and largest value.
    FloatRange {
        /// At least.
        min: Option<f64>,
        /// At most.
        max: Option<f64>,
    },
    /// List: number of items.
    Items {
        /// At least.
        min: Option<u64>,
        /// At most.
        max: Option<u64>,
    },
    /// List of texts or integers: no item twice.
    Distinct,
    /// Text: only these characters.
    Alphabet {
        /// The characters.
        allowed: CharSet,
    },
    /// Text in segments, as host names are: every segment between separators is of `alphabet` and
    /// not empty, and no joiner stands at either end of the text or twice in a row. Two different
    /// joiners may meet.
    Segments {
        /// What stands between segments.
        separator: char,
        /// The characters of a segment.
        alphabet: CharSet,
        /// Characters that may stand neither first nor last nor doubled.
        joiners: String,
    },
    /// Text: characters of at least so many of these classes.
    Classes {
        /// How many classes at least.
        min: u64,
        /// The classes.
        of: Vec<CharSet>,
    },
    /// Text: one of these.
    OneOfText {
        /// The values.
        values: Vec<String>,
    },
    /// Integer: one of these.
    OneOfInt {
        /// The values.
        values: Vec<i64>,
    },
    /// Text of distinct tokens, each one of `values`; at least one.
    Tokens {
        /// What stands between tokens.
        separator: char,
        /// The tokens.
        values: Vec<String>,
    },
    /// Text: the number of tokens is one of `counts`.
    TokenCount {
        /// What stands between tokens.
        separator: char,
        /// The allowed numbers.
        counts: Vec<u64>,
    },
    /// Text: wherever `open` occurs, one or more characters of `alphabet` and then `close` follow.
    /// Every occurrence is looked at by itself.
    Placeholders {
        /// How a placeholder begins.
        open: String,
        /// What it holds.
        alphabet: CharSet,
        /// How it ends.
        close: String,
    },
    /// Text: a well-known format.
    Format(Format),
    /// Anything: must not be sent.
    Reserved {
        /// Why.
        reason: String,
    },
}

/// A well-known format of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Four decimal octets without leading zeros.
    Ipv4,
    /// An IPv6 address, without zone.
    Ipv6,
    /// Base64 of RFC 4648 section 4, padded, with unused bits zero.
    Base64,
}

/// A set of characters: inclusive ranges, sorted, not overlapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharSet {
    /// Inclusive ranges.
    pub ranges: Vec<(char, char)>,
}

impl CharSet {
    /// Its characters of ASCII: the bit of each.
    #[must_use]
    pub fn ascii(&self) -> u128 {
        let of_ascii = self.ranges.iter().filter(|(first, _)| first.is_ascii());
        of_ascii.fold(0, |bits, (first, last)| {
            let beyond = match *last {
                ..'\u{7F}' => u128::MAX << (u32::from(*last) + 1),
                _ => 0,
            };
            bits | u128::MAX << u32::from(*first) & !beyond
        })
    }

    /// Its other characters, as inclusive ranges.
    pub fn others(&self) -> impl Iterator<Item = (char, char)> {
        let beyond = self.ranges.iter().filter(|(_, last)| !last.is_ascii());
        beyond.map(|(first, last)| (*first.max(&'\u{80}'), *last))
    }
}

/// A rule between fields of one record.
///
/// Fields are *given* when they are present, not null and not blank; the empty string, zero and the
/// empty list are blank, because the service reads them as left out. Where a path is said to allow
/// it, `A.B` names field `B` of the nested record `A`.
#[derive(Clone, Debug, PartialEq)]
pub enum RecordCheck {
    /// At most one of the fields is given. Reported once, at the second given field.
    AtMostOne {
        /// The fields; paths where there is no group.
        fields: Vec<String>,
        /// The enum that makes a conflict impossible to write.
        group: Option<Group>,
    },
    /// All are given or none is. Reported at each that is not.
    BothOrNeither {
        /// The fields.
        fields: Vec<String>,
    },
    /// If `field` is given, all of `then` are. Reported once, at `field`.
    Implies {
        /// The field that asks for the others.
        field: String,
        /// The others.
        then: Vec<String>,
    },
    /// If `unless` is not given, all of `fields` are. Reported at each that is not.
    RequiredUnless {
        /// The field that makes the others optional.
        unless: String,
        /// The others.
        fields: Vec<String>,
    },
    /// If `list` is given and `count` is present, the list has `count` items. Reported at `list`.
    CountEquals {
        /// The list.
        list: String,
        /// The integer field.
        count: String,
    },
    /// The sum of the integer `field` over the items of `list` that agree in the text or integer
    /// field `per` (over all items where there is none) is at most `max`. Items without `per` are a
    /// group of their own. Reported at `list`, once per group.
    Sum {
        /// The list of records.
        list: String,
        /// The integer field of an item.
        field: String,
        /// The field of an item that forms groups.
        per: Option<String>,
        /// At most.
        max: i64,
        /// Whether a request that asks for more may be divided into several that do not: each with
        /// a part of the list and everything else the same.
        divisible: bool,
    },
    /// If both are given, they are equal. Reported at the second. Both may be paths.
    EqualWhenBoth {
        /// The two fields.
        fields: [String; 2],
    },
    /// If the integer `field` is given and the number of tokens in the text `of` is one of `cases`,
    /// its value is the one that the case states. Reported at `field`.
    ValueByTokens {
        /// The integer field.
        field: String,
        /// The text whose tokens are counted.
        of: String,
        /// What stands between tokens.
        separator: char,
        /// Pairs of a number of tokens and the value it asks for.
        cases: Vec<(u64, i64)>,
    },
    /// If `field` is given, the text `of` is there and has `count` tokens. Reported at `field`.
    RequiresTokens {
        /// The field.
        field: String,
        /// The text whose tokens are counted.
        of: String,
        /// What stands between tokens.
        separator: char,
        /// How many.
        count: u64,
    },
}

/// The enum of an exclusive group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The enum's identifier and, in snake case, the field's: `Login`, `login`.
    pub type_name: String,
    /// The field's identifier.
    pub field_name: String,
    /// What the choice is about.
    pub doc: String,
    /// One variant identifier per field, in their order.
    pub variants: Vec<String>,
}

/// An id that the service hands out, so that the embedded endpoint can make one up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedId {
    /// What every id begins with.
    pub prefix: String,
    /// How many: the sum of an integer field over a list of the request; one where absent.
    pub per: Option<GeneratedIdPer>,
}

/// Where the number of new ids comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedIdPer {
    /// The list of the request.
    pub list: String,
    /// The integer field of its items.
    pub field: String,
}
