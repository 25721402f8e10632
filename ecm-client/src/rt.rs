//! Contract between generated code and the runtime, and the runtime's part of it.
//!
//! Static tables describe generated records; everything that is done with them is written once,
//! here, over `&dyn Record`: writing ([`write`]), reading ([`read_request`], [`read_response`]),
//! checking ([`validate()`]) and showing ([`debug()`]). Nothing in this module is meant to be
//! called by hand, and it may change with the generator.

mod builder;
mod check;
mod codes;
mod enums;
mod partition;
mod plain;
mod read;
mod record;
mod steering;
mod table;
mod write;

pub use builder::{
    GroupIsUnset, IsUnset, Set, Unset, collect, collect_into, set_list, set_list_into, set_optional,
};
pub(crate) use check::same;
pub use check::{float_holds, int_holds, text_holds, validate};
#[cfg(feature = "serde")]
pub use codes::{deserialize_code, parse_code, serialize_code};
pub use codes::{display_code, equal_codes};
pub use enums::parse_integer;
#[cfg(feature = "serde")]
pub use enums::{deserialize_integer_enum, deserialize_text_enum};
pub(crate) use partition::partition;
pub(crate) use read::{Mode, Position, Reader, read_untyped, set, set_all};
#[cfg(feature = "serde")]
pub use read::{deserialize_received, deserialize_sent};
pub use read::{read_request, read_response};
#[cfg(feature = "dynamic")]
pub(crate) use read::{read_value, too_deep, type_mismatch, unknown_field};
#[cfg(feature = "dynamic")]
pub(crate) use record::UNTYPED;
pub use record::{
    DecodeError, DecodeMismatch, ExpectedType, ExtraField, ExtraParameter, Init, Input, List,
    Record, Scalar, Value, View, absent, boxed_init, choose, discard, equal, present, read,
    replace, replace_with_text,
};
pub(crate) use record::{MAX_DEPTH, Step, field_at, path_name, path_of, same_views};
pub(crate) use record::{Node, is_untyped, list, null, object};
#[cfg(feature = "serde")]
pub use serde;
pub use table::{
    AbsenceMeaning, ActionTable, ApiTable, BodyTable, CharSet, EventErrorTable, EventsTable,
    FieldMarks, FieldPath, PaginationBy, PaginationEnd, PaginationTable, Placeholder, RawBodyTable,
    RecordCheck, RecordTable, Rule, TrackingTagTable, ValueCheck, WaiterIds, WaiterTable,
};
pub(crate) use write::{
    INITIAL_CAPACITY, QuotedSecrets, RuleChecks, WalkSummary, flatten, flatten_redacted,
    holds_secrets, is_finite, to_value, write_checked,
};
pub use write::{debug, debug_code, redacted_json, to_json, write};
#[cfg(feature = "serde")]
pub use write::{serialize, serialize_enum};

pub use crate::category::{CodeTable, ErrorInfo, retry_advice};

/// Implements serde's two traits for generated records and enums.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_serde {
    (
        sent: $($sent:ty)*; received: $($received:ty)*; texts: $($text:ty)*; integers: $($integer:ty)*;
    ) => {
        $($crate::__impl_serde!(@ $sent, serialize, deserialize_sent);)*
        $($crate::__impl_serde!(@ $received, serialize, deserialize_received);)*
        $($crate::__impl_serde!(@ $text, serialize_enum, deserialize_text_enum);)*
        $($crate::__impl_serde!(@ $integer, serialize_enum, deserialize_integer_enum);)*
    };
    (@ $type:ty, $serialize:ident, $deserialize:ident) => {
        impl $crate::rt::serde::Serialize for $type {
            fn serialize<S: $crate::rt::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::rt::$serialize(self, serializer)
            }
        }

        impl<'de> $crate::rt::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::rt::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::rt::$deserialize(deserializer)
            }
        }
    };
}

/// Without the feature `serde`, generated types do not implement its traits.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_serde {
    ($($types:tt)*) => {};
}

/// Without the feature `blocking`, generated modules have no blocking client.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking {
    ($($methods:tt)*) => {};
}

/// Returns the text of a shipped spec, for code that reads specs at run time.
#[cfg(feature = "dynamic")]
#[must_use]
pub const fn shipped_spec(name: &str) -> &'static str {
    match ecm_spec::shipped(name) {
        Some(text) => text,
        // The macro has read the spec by this name; an empty one would be refused when it is used.
        None => "",
    }
}

/// Defines `SPEC` for a shipped spec.
#[cfg(feature = "dynamic")]
#[doc(hidden)]
#[macro_export]
macro_rules! __shipped_spec {
    ($name:literal) => {
        /// The spec that this module is generated from.
        pub const SPEC: &str = $crate::rt::shipped_spec($name);
    };
}

/// Defines nothing: without the feature `dynamic` the text is not needed.
#[cfg(not(feature = "dynamic"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __shipped_spec {
    ($name:literal) => {};
}

/// Defines `SPEC` for a spec in a file. With it, the compiler notices when the file changes.
#[cfg(feature = "dynamic")]
#[doc(hidden)]
#[macro_export]
macro_rules! __spec_file {
    ($path:expr) => {
        /// The spec that this module is generated from.
        pub const SPEC: &str = ::core::include_str!($path);
    };
}

/// Makes the compiler notice changes of the file; without the feature `dynamic` the text is not
/// needed.
///
/// As text it costs the compiler more than a request; as bytes that nobody reads, a third of that.
#[cfg(not(feature = "dynamic"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __spec_file {
    ($path:expr) => {
        const _: &[u8] = ::core::include_bytes!($path);
    };
}
