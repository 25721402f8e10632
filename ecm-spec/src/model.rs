//! Checked model that the generator and the test server work from.
//!
//! A [`Spec`] is only made by [`read`](crate::read), and only if no check found a problem. Every
//! name resolves, every rule fits the field it applies to, and every Rust name is a valid, unique
//! identifier. Code that works on a `Spec` therefore cannot fail.

mod body;
mod events;
mod pagination;
mod tracking_tag;
mod waiter;
mod withdrawal;

use std::fmt;
use std::ops::Index;

pub use body::{Body, BodyHeader, Payload, RawBody};
pub use events::{EventError, EventMark, Events};
pub use pagination::{Pagination, PaginationBy, PaginationEnd};
pub use tracking_tag::TrackingTag;
pub use waiter::{IfAbsent, StateSource, Waiter, WaiterIds};
pub use withdrawal::{GONE_ACTION, OFFLINE_ACTION};

/// One version of one service's API.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Short name of the service, as in the signature scope and the host, such as `ecm`.
    pub service: String,
    /// API version, `YYYY-MM-DD`.
    pub version: String,
    /// Revision of this spec.
    ///
    /// Violations carry it, so that an old client can be recognised.
    pub revision: String,
    /// Host that serves the API, without scheme.
    pub host: String,
    /// Purpose of the service.
    pub doc: String,
    /// Groups of actions in the order of the file.
    pub groups: Vec<ActionGroup>,
    /// Actions in the order of the file; an index into them is an [`ActionId`].
    pub actions: Vec<Action>,
    /// Waiters in the order of the file.
    pub waiters: Vec<Waiter>,
    /// Record types in the order of the file; an index into them is a [`TypeId`].
    pub types: Vec<Type>,
    /// Enums in the order of the file; an index into them is an [`EnumId`].
    pub enums: Vec<Enum>,
    /// Error codes in the order of the file; an index into them is an [`ErrorId`].
    pub errors: Vec<ErrorCode>,
}

impl Spec {
    /// Finds an action by its wire name.
    #[must_use]
    pub fn action(&self, wire: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.name.wire == wire)
    }

    /// Finds a type by its wire name.
    #[must_use]
    pub fn type_id(&self, wire: &str) -> Option<TypeId> {
        self.types.iter().position(|ty| ty.name.wire == wire).map(TypeId)
    }
}

/// Declares the index of an item in one of the lists of the spec that it came from.
macro_rules! index {
    ($(#[doc = $doc:literal] $id:ident of $item:ident in $list:ident;)*) => {$(
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub(crate) usize);

        impl $id {
            #[doc = concat!("Returns the position in [`Spec::", stringify!($list), "`].")]
            #[must_use]
            pub fn index(self) -> usize {
                self.0
            }
        }

        // Ids are only made by the checks, for the spec that they are used with.
        #[allow(clippy::indexing_slicing, reason = "an id is made by the check that pushes its target")]
        impl Index<$id> for Spec {
            type Output = $item;
            fn index(&self, id: $id) -> &$item {
                &self.$list[id.0]
            }
        }
    )*};
}

index! {
    /// Index of an [`Action`] in the spec that it came from.
    ActionId of Action in actions;
    /// Index of a [`Type`] in the spec that it came from.
    TypeId of Type in types;
    /// Index of an [`Enum`] in the spec that it came from.
    EnumId of Enum in enums;
    /// Index of an [`ErrorCode`] in the spec that it came from.
    ErrorId of ErrorCode in errors;
}

/// Name on the wire and identifier in Rust.
///
/// The wire name is never derived from the Rust name: thousands of names in real specs would not
/// survive that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Name as the service spells it.
    pub wire: String,
    /// Valid Rust identifier of the right case, raw (`r#type`) where necessary.
    pub rust: String,
}

/// Name of a field, after the names of the records that lead to it.
pub type Path = Vec<String>;

/// Group of actions that are used together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionGroup {
    /// Words of lower-case letters and digits, joined by hyphens, as the names of features are.
    pub name: String,
    /// Purpose of its actions.
    pub doc: String,
}

/// Operation that a client can call.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Name, such as `RunInstances`; its Rust name is that of the client method.
    pub name: Name,
    /// Documentation, if the spec has any.
    pub doc: Option<String>,
    /// Name of the group that it belongs to.
    pub group: Option<String>,
    /// Record that is sent.
    pub request: TypeId,
    /// Record that is returned, without the envelope (`RequestId`, `Error`).
    pub response: TypeId,
    /// Effect of sending a request again.
    pub effect: Effect,
    /// Set if `effect` is a guess from the name of the action, which nobody has confirmed.
    pub effect_guessed: bool,
    /// Requirement of `X-TC-Region`.
    pub region: Region,
    /// Set if it is sent without a signature, because its request itself proves who is calling.
    pub unsigned: bool,
    /// Maximum rate of calls.
    pub rate_limit: Option<RateLimit>,
    /// Body of its requests; `None` if it is the JSON of their fields.
    pub body: Option<Body>,
    /// Event stream that it answers with; `None` if every answer is a JSON object.
    pub events: Option<Events>,
    /// Pagination of its list.
    pub pagination: Option<Pagination>,
    /// Tag by which the resources it created are found again.
    pub tracking_tag: Option<TrackingTag>,
    /// Error codes documented for this action, in the order of the file.
    pub errors: Vec<ErrorId>,
    /// Reason not to use it any more.
    pub deprecated: Option<String>,
}

impl Action {
    /// Returns the name of the client method that walks its pages, if it has any.
    #[must_use]
    pub fn pages_method(&self) -> Option<String> {
        let name = self.name.rust.trim_start_matches("r#");
        self.pagination.as_ref().map(|_| format!("{name}_pages"))
    }

    /// Returns the body that travels raw, beside the fields of the request; `None` if it does not.
    #[must_use]
    pub fn raw_body(&self) -> Option<&RawBody> {
        match &self.body {
            Some(Body::Raw(raw)) => Some(raw),
            Some(Body::Unsupported { .. }) | None => None,
        }
    }

    /// Returns true if every answer is an event stream, so that there is no JSON object to wait for.
    #[must_use]
    pub fn is_always_streamed(&self) -> bool {
        self.events.as_ref().is_some_and(|events| events.when.is_none())
    }

    /// Returns the name of the client method that reads its events, if it answers with any.
    #[must_use]
    pub fn stream_method(&self) -> Option<String> {
        let name = self.name.rust.trim_start_matches("r#");
        self.events.as_ref().map(|_| format!("{name}_stream"))
    }
}

/// Effect of sending a request a second time, which decides whether it may be resent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A call changes nothing.
    Read,
    /// A second call leaves the state of the first.
    Idempotent,
    /// A second call creates again: another machine, another bill.
    Create,
}

/// Requirement of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Region {
    /// `X-TC-Region` must be sent.
    Required,
    /// `X-TC-Region` is not needed.
    Optional {
        /// Id of the rule that allows this, if there is one.
        rule: Option<String>,
    },
}

/// Maximum rate at which an action may be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Id of the rule.
    pub id: String,
    /// Requests per second.
    pub per_second: u32,
    /// Error code of a request over the limit.
    pub server_error: Option<String>,
}

/// Record: a JSON object with named fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// Name on the wire and in Rust.
    pub name: Name,
    /// Documentation, if the spec has any.
    pub doc: Option<String>,
    /// Fields in the order of the file, which is the order on the wire.
    pub fields: Vec<Field>,
    /// Rules between fields.
    pub rules: Vec<Rule<RecordCheck>>,
    /// Set if a request reaches the type.
    pub sent: bool,
    /// Set if a response reaches the type.
    pub received: bool,
}

impl Type {
    /// Finds a field by its wire name.
    #[must_use]
    pub fn field(&self, wire: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.wire == wire)
    }

    /// Returns the keys of the sent fields as JSON writes them behind another field: a comma, the
    /// name, a colon.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        let names = self.fields.iter().filter(|_| self.sent).map(|field| field.name.wire.as_str());
        names.map(|name| format!(",{}:", serde_json::Value::from(name)))
    }

    /// Returns the bits of the fields that are validated before sending.
    ///
    /// These are fields with a rule, of a record type, or of a float type. Fields from the 64th on
    /// have no bit.
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

    /// Returns the exclusive groups: rules of kind `at_most_one` that have a name and so become an
    /// enum.
    pub fn groups(&self) -> impl Iterator<Item = (&Rule<RecordCheck>, &Group, &[String])> {
        self.rules.iter().filter_map(|rule| match &rule.check {
            RecordCheck::AtMostOne { fields, group: Some(group) } => {
                Some((rule, group, fields.as_slice()))
            }
            _ => None,
        })
    }
}

/// Field of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Name on the wire and in Rust.
    pub name: Name,
    /// Type of its value.
    pub shape: Shape,
    /// Id of the rule that requires it in a request; `None` if it is optional.
    pub required: Option<String>,
    /// Set if a response may hold `null`.
    pub nullable: bool,
    /// Set if responses are documented to always hold it.
    ///
    /// A response that is received may lack it all the same.
    pub always_returned: bool,
    /// Set if the value must never be shown.
    pub secret: bool,
    /// Set if the field must be boxed, because its record contains itself.
    pub boxed: bool,
    /// Reason not to use it any more.
    pub deprecated: Option<String>,
    /// Documentation, if the spec has any.
    pub doc: Option<String>,
    /// Unit of a number, such as `Mbps`.
    pub unit: Option<String>,
    /// Rules on the value, or on each item if the rule applies to a single value.
    pub rules: Vec<Rule<ValueCheck>>,
    /// Format of the id that the test server generates, for ids that the service generates.
    pub generated_id: Option<GeneratedId>,
}

impl Field {
    /// Returns the rule that reserves the field, with its reason.
    #[must_use]
    pub fn reserved(&self) -> Option<(&Rule<ValueCheck>, &str)> {
        self.rules.iter().find_map(|rule| match &rule.check {
            ValueCheck::Reserved { reason } => Some((rule, reason.as_str())),
            _ => None,
        })
    }
}

/// Type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A single value.
    Scalar(Scalar),
    /// A value of an enum.
    Enum(EnumId),
    /// A nested record.
    Record(TypeId),
    /// A list of any length.
    List(Box<Shape>),
}

impl Shape {
    /// Returns the shape of an item below all lists, or the shape itself if it is no list.
    #[must_use]
    pub fn item(&self) -> &Shape {
        let mut shape = self;
        while let Shape::List(inner) = shape {
            shape = inner;
        }
        shape
    }

    /// Writes the shape as the format does: `[[Tree]]`.
    #[must_use]
    pub fn expression(&self, spec: &Spec) -> String {
        match self {
            Self::Scalar(scalar) => scalar.as_str().to_owned(),
            Self::Enum(id) => spec[*id].name.wire.clone(),
            Self::Record(id) => spec[*id].name.wire.clone(),
            Self::List(item) => format!("[{}]", item.expression(spec)),
        }
    }

    /// Tells whether it is an unsigned integer, or a list of them.
    #[must_use]
    pub fn is_unsigned(&self) -> bool {
        *self.item() == Shape::Scalar(Scalar::Uint64)
    }
}

/// Single value that JSON text can hold here.
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

impl Scalar {
    pub(crate) const ALL: [Self; 9] = [
        Self::String,
        Self::Int64,
        Self::Uint64,
        Self::Float,
        Self::Bool,
        Self::Date,
        Self::DateTime,
        Self::DateTimeIso,
        Self::Binary,
    ];

    /// Returns the name in the format, such as `int64`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Int64 => "int64",
            Self::Uint64 => "uint64",
            Self::Float => "float",
            Self::Bool => "bool",
            Self::Date => "date",
            Self::DateTime => "datetime",
            Self::DateTimeIso => "datetime_iso",
            Self::Binary => "binary",
        }
    }
}

/// Set of known values that may grow: an open enum in Rust.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// Name on the wire and in Rust.
    pub name: Name,
    /// Documentation.
    pub doc: String,
    /// Values, all text or all integers.
    pub values: EnumValues,
}

/// Values of an enum, all of one kind.
#[derive(Clone, Debug, PartialEq)]
pub enum EnumValues {
    /// Text values.
    Text(Vec<EnumValue<String>>),
    /// Signed integer values.
    Integer(Vec<EnumValue<i64>>),
}

/// Known value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue<T> {
    /// Value on the wire.
    pub value: T,
    /// Identifier of the variant.
    pub rust: String,
    /// Documentation.
    pub doc: String,
}

/// Error code that the service may answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorCode {
    /// Code on the wire and identifier of its variant.
    pub name: Name,
    /// Documentation, if the spec has any.
    pub doc: Option<String>,
    /// Advice on sending the request again; [`RetryAdvice::Never`] where the spec gives none.
    pub retry: RetryAdvice,
    /// Set if the spec gives the advice. Where it does not, a client judges the code by its name.
    pub has_advice: bool,
    /// Set if any action may answer it.
    pub common: bool,
}

/// Advice on sending a request again after an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAdvice {
    /// Do not send it again: it would fail again.
    Never,
    /// The request was not run; send it again after a backoff.
    AfterBackoff,
    /// The request may have been run; send it again only if the action is idempotent.
    IfIdempotent,
    /// Sign and send it once more, with the clock corrected.
    AfterClockCorrection,
    /// Sign and send it once more, with fresh credentials.
    AfterCredentialRefresh,
}

/// Rule: a check, its severity and the server error that it anticipates.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule<C> {
    /// Id, unique within the type; every violation carries it.
    pub id: String,
    /// Severity of a violation.
    pub severity: Severity,
    /// Error code by which the service would refuse the request.
    pub server_error: Option<String>,
    /// Reason for the rule, where it needs one.
    pub doc: Option<String>,
    /// Condition that must hold.
    pub check: C,
}

/// Severity of a rule, which decides whether a violation stops the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Stops the request, because the service is sure to refuse it.
    Error,
    /// Is reported and never stops a request, because the documentation is inferred or contradicts
    /// itself.
    Warn,
}

/// Check of one value.
///
/// On a list, a check of a single value applies to each item.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueCheck {
    /// Text: number of Unicode scalar values.
    Length {
        /// At least.
        min: Option<u64>,
        /// At most.
        max: Option<u64>,
    },
    /// Binary and Base64 text: number of bytes after decoding. Text that is not Base64 passes.
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
    /// List of texts or integers: no item is repeated.
    Distinct,
    /// Text: only these characters.
    Alphabet {
        /// The characters.
        allowed: CharSet,
    },
    /// Text of segments, such as a host name.
    ///
    /// Every segment between separators is not empty and consists of `alphabet`. No joiner is at
    /// either end of the text or follows itself; two different joiners may follow each other.
    Segments {
        /// Character between segments.
        separator: char,
        /// Characters of a segment.
        alphabet: CharSet,
        /// Characters that may be neither first nor last nor doubled.
        joiners: String,
    },
    /// Text: characters of at least `min` of these classes.
    Classes {
        /// Minimum number of classes.
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
    /// Text of one or more distinct tokens, each one of `values`.
    Tokens {
        /// Character between tokens.
        separator: char,
        /// Allowed tokens.
        values: Vec<String>,
    },
    /// Text: the number of tokens is one of `counts`.
    TokenCount {
        /// Character between tokens.
        separator: char,
        /// Allowed numbers.
        counts: Vec<u64>,
    },
    /// Text: every `open` is followed by one or more characters of `alphabet` and then `close`.
    ///
    /// Every occurrence is checked by itself.
    Placeholders {
        /// Beginning of a placeholder.
        open: String,
        /// Characters of its content.
        alphabet: CharSet,
        /// End of a placeholder.
        close: String,
    },
    /// Text: a known format.
    Format(Format),
    /// Any value: must not be sent.
    Reserved {
        /// Reason.
        reason: String,
    },
}

/// Known format of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Four decimal octets without leading zeros.
    Ipv4,
    /// An IPv6 address without zone.
    Ipv6,
    /// Base64 of RFC 4648 section 4, padded, with unused bits zero.
    Base64,
}

/// Set of characters as inclusive ranges, sorted and without overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharSet {
    /// Inclusive ranges.
    pub ranges: Vec<(char, char)>,
}

impl CharSet {
    /// Returns the ASCII characters, one bit each.
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

    /// Returns the characters beyond ASCII as inclusive ranges.
    pub fn others(&self) -> impl Iterator<Item = (char, char)> {
        let beyond = self.ranges.iter().filter(|(_, last)| !last.is_ascii());
        beyond.map(|(first, last)| (*first.max(&'\u{80}'), *last))
    }
}

/// Check between fields of one record.
///
/// A field is *given* if it is present, not null and not blank. The empty string, zero and the
/// empty list are blank, because the service reads them as left out. Where paths are allowed, `A.B`
/// names field `B` of the nested record `A`.
#[derive(Clone, Debug, PartialEq)]
pub enum RecordCheck {
    /// At most one of the fields is given. Reported once, at the second given field.
    AtMostOne {
        /// The fields; paths if there is no group.
        fields: Vec<String>,
        /// Enum that makes a conflict impossible to write.
        group: Option<Group>,
    },
    /// Either all fields are given or none. Reported at each missing field.
    BothOrNeither {
        /// The fields.
        fields: Vec<String>,
    },
    /// If `field` is given, all of `then` are given. Reported once, at `field`.
    Implies {
        /// The field that requires the others.
        field: String,
        /// The required fields.
        then: Vec<String>,
    },
    /// If `unless` is not given, all of `fields` are given. Reported at each missing field.
    RequiredUnless {
        /// The field that makes the others optional.
        unless: String,
        /// The fields that are otherwise required.
        fields: Vec<String>,
    },
    /// If `list` is given and `count` is present, the list has `count` items. Reported at `list`.
    CountEquals {
        /// The list.
        list: String,
        /// The integer field.
        count: String,
    },
    /// The sum of an integer field over the items of a list is at most `max`.
    ///
    /// With `per`, the sum is taken over the items that agree in this text or integer field; items
    /// without `per` are a group of their own. Reported at `list`, once per group.
    Sum {
        /// The list of records.
        list: String,
        /// The integer field of an item.
        field: String,
        /// The field of an item by which items are grouped.
        per: Option<String>,
        /// At most.
        max: i64,
        /// Set if a request over the maximum may be split into several that are not.
        ///
        /// Each has a part of the list and the same value in every other field.
        divisible: bool,
    },
    /// If both fields are given, they are equal. Reported at the second. Both may be paths.
    EqualWhenBoth {
        /// The two fields.
        fields: [String; 2],
    },
    /// The number of tokens in a text decides the value of an integer field.
    ///
    /// If `field` is given and the number of tokens in `of` is one of `cases`, `field` has the
    /// value of that case. Reported at `field`.
    ValueByTokens {
        /// The integer field.
        field: String,
        /// The text whose tokens are counted.
        of: String,
        /// Character between tokens.
        separator: char,
        /// Numbers of tokens, each with the value that it requires.
        cases: Vec<(u64, i64)>,
    },
    /// If `field` is given, the text `of` is present and has `count` tokens. Reported at `field`.
    RequiresTokens {
        /// The field.
        field: String,
        /// The text whose tokens are counted.
        of: String,
        /// Character between tokens.
        separator: char,
        /// Required number of tokens.
        count: u64,
    },
}

/// Enum of an exclusive group.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Identifier of the enum, such as `Login`.
    pub type_name: String,
    /// Identifier of the field, such as `login`.
    pub field_name: String,
    /// Documentation.
    pub doc: String,
    /// Identifiers of the variants, one per field and in their order.
    pub variants: Vec<String>,
}

/// Id that the service generates, so that the test server can generate one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedId {
    /// Text at the beginning of every id.
    pub prefix: String,
    /// Source of the number of ids; one id where absent.
    pub per: Option<GeneratedIdPer>,
}

/// Source of the number of new ids, in the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GeneratedIdPer {
    /// Field of the request: an integer, or a list with an id for each item. One id where absent.
    Field(String),
    /// Sum of an integer field over the items of a list.
    Sum {
        /// List of the request.
        list: String,
        /// Integer field of its items.
        field: String,
    },
}

impl GeneratedIdPer {
    /// Reads a field, or a list and a field of its items with a dot between them.
    pub(crate) fn parse(written: &str) -> Self {
        match written.split_once('.') {
            Some((list, field)) => Self::Sum { list: list.to_owned(), field: field.to_owned() },
            None => Self::Field(written.to_owned()),
        }
    }
}

impl fmt::Display for GeneratedIdPer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => f.write_str(field),
            Self::Sum { list, field } => write!(f, "{list}.{field}"),
        }
    }
}
