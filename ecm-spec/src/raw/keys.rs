//! Every key of the format and every text that is chosen from a list.
//!
//! The reader works from these tables, and a test compares the JSON Schema with them.

use super::EnumKind;
use crate::model::{Absent, Effect, Format, RetryAdvice, Severity};

/// The keys of one kind of object.
pub struct Keys {
    /// Those that must be there.
    pub required: &'static [&'static str],
    /// Those that may be there.
    pub optional: &'static [&'static str],
}

impl Keys {
    /// Keys that must and keys that may be there.
    #[must_use]
    pub const fn new(required: &'static [&'static str], optional: &'static [&'static str]) -> Self {
        Self { required, optional }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        for keys in [self.required, self.optional] {
            let mut keys = keys;
            while let [known, others @ ..] = keys {
                if *known == key {
                    return true;
                }
                keys = others;
            }
        }
        false
    }

    /// All of them, required ones first.
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}

/// A list of texts and what each stands for.
pub type Choices<T> = &'static [(&'static str, T)];

pub(crate) const SPEC: Keys = Keys::new(
    &["service", "version", "revision", "host", "doc", "actions"],
    &["$schema", "groups", "waiters", "types", "enums", "errors"],
);
pub(crate) const ACTION_GROUP: Keys = Keys::new(&["doc"], &[]);
pub(crate) const ACTION: Keys = Keys::new(
    &["request", "response", "effect"],
    &[
        "name",
        "doc",
        "group",
        "region",
        "unsigned",
        "rate_limit",
        "pagination",
        "tracking_tag",
        "errors",
        "deprecated",
    ],
);
pub(crate) const PAGINATION: Keys = Keys::new(
    &["items"],
    &["offset", "page", "token", "next", "limit", "size", "total", "more", "last"],
);
pub(crate) const TRACKING_TAG: Keys = Keys::new(&["put", "look_up", "with", "id"], &[]);
pub(crate) const WAITER: Keys = Keys::new(
    &["doc", "action", "state", "until", "poll_seconds", "within_seconds"],
    &["name", "ids", "filter", "batch", "items", "id", "failed", "absent"],
);
pub(crate) const FILTER: Keys = Keys::new(&["list", "name", "value", "values"], &[]);
pub(crate) const REGION: Keys = Keys::new(&["required"], &["id"]);
pub(crate) const RATE_LIMIT: Keys = Keys::new(&["id", "per_second"], &["server_error"]);
pub(crate) const TYPE: Keys = Keys::new(&["fields"], &["name", "doc", "rules"]);
pub(crate) const FIELD: Keys = Keys::new(
    &["type"],
    &[
        "name",
        "doc",
        "required",
        "nullable",
        "always_returned",
        "secret",
        "deprecated",
        "unit",
        "rules",
        "generated_id",
    ],
);
pub(crate) const GENERATED_ID: Keys = Keys::new(&["prefix"], &["per"]);
pub(crate) const ENUM: Keys = Keys::new(&["doc", "type", "values"], &["name"]);
pub(crate) const ENUM_VALUE: Keys = Keys::new(&["value", "doc"], &["name"]);
pub(crate) const ERROR: Keys = Keys::new(&[], &["name", "doc", "retry", "common"]);
pub(crate) const GROUP: Keys = Keys::new(&["type", "field", "doc"], &["variants"]);
pub(crate) const CASE: Keys = Keys::new(&["tokens", "value"], &[]);
/// What every rule has beside the keys of its kind.
pub(crate) const RULE: Keys = Keys::new(&["id", "kind"], &["severity", "server_error", "doc"]);

pub(crate) const EFFECTS: Choices<Effect> =
    &[("read", Effect::Read), ("idempotent", Effect::Idempotent), ("create", Effect::Create)];
/// What a record that is not in the answer means.
pub(crate) const ABSENCES: Choices<Absent> =
    &[("wait", Absent::Wait), ("done", Absent::Done), ("fail", Absent::Fail)];
/// Whether a region is required.
pub(crate) const REGIONS: Choices<bool> = &[("required", true), ("optional", false)];
pub(crate) const SEVERITIES: Choices<Severity> =
    &[("error", Severity::Error), ("warn", Severity::Warn)];
pub(crate) const RETRIES: Choices<RetryAdvice> = &[
    ("never", RetryAdvice::Never),
    ("after_backoff", RetryAdvice::AfterBackoff),
    ("if_idempotent", RetryAdvice::IfIdempotent),
    ("after_clock_correction", RetryAdvice::AfterClockCorrection),
    ("after_credential_refresh", RetryAdvice::AfterCredentialRefresh),
];
pub(crate) const FORMATS: Choices<Format> =
    &[("ipv4", Format::Ipv4), ("ipv6", Format::Ipv6), ("base64", Format::Base64)];
pub(crate) const ENUM_TYPES: Choices<EnumKind> =
    &[("string", EnumKind::Text), ("integer", EnumKind::Integer)];

/// A kind of rule and the keys it brings.
pub(crate) type KindKeys = (&'static str, Keys);

/// Kinds of rules on a value.
pub(crate) const VALUE_RULES: &[KindKeys] = &[
    ("length", Keys::new(&[], &["min", "max"])),
    ("decoded_size", Keys::new(&["max"], &[])),
    ("range", Keys::new(&[], &["min", "max"])),
    ("items", Keys::new(&[], &["min", "max"])),
    ("distinct", Keys::new(&[], &[])),
    ("alphabet", Keys::new(&["allowed"], &[])),
    ("segments", Keys::new(&["separator", "alphabet"], &["joiners"])),
    ("classes", Keys::new(&["min", "of"], &[])),
    ("one_of", Keys::new(&[], &["values"])),
    ("tokens", Keys::new(&["separator", "values"], &[])),
    ("token_count", Keys::new(&["separator", "counts"], &[])),
    ("placeholders", Keys::new(&["open", "alphabet", "close"], &[])),
    ("format", Keys::new(&["format"], &[])),
    ("reserved", Keys::new(&["reason"], &[])),
];

/// Kinds of rules between fields.
pub(crate) const RECORD_RULES: &[KindKeys] = &[
    ("at_most_one", Keys::new(&["fields"], &["group"])),
    ("both_or_neither", Keys::new(&["fields"], &[])),
    ("implies", Keys::new(&["field", "then"], &[])),
    ("required_unless", Keys::new(&["unless", "fields"], &[])),
    ("count_equals", Keys::new(&["list", "count"], &[])),
    ("sum", Keys::new(&["list", "field", "max"], &["per", "divisible"])),
    ("equal_when_both", Keys::new(&["fields"], &[])),
    ("value_by_tokens", Keys::new(&["field", "of", "separator", "cases"], &[])),
    ("requires_tokens", Keys::new(&["field", "of", "separator", "count"], &[])),
];
