//! Keys of the format, and texts that are chosen from a list.
//!
//! The reader works from these tables, and a test compares the JSON Schema with them.

use super::EnumKind;
use crate::model::{Effect, Format, IfAbsent, Payload, RetryAdvice, Severity};

/// Keys of one kind of object.
pub struct KeySet {
    /// Required keys.
    pub required: &'static [&'static str],
    /// Optional keys.
    pub optional: &'static [&'static str],
}

impl KeySet {
    /// Builds a set of required and optional keys.
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

    /// Iterates over all keys, required ones first.
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}

/// Texts to choose from, each with its value.
pub type Choices<T> = &'static [(&'static str, T)];

pub(crate) const SPEC: KeySet = KeySet::new(
    &["service", "version", "revision", "host", "doc", "actions"],
    &["$schema", "groups", "waiters", "types", "enums", "errors"],
);
pub(crate) const ACTION_GROUP: KeySet = KeySet::new(&["doc"], &[]);
pub(crate) const ACTION: KeySet = KeySet::new(
    &["request", "response", "effect"],
    &[
        "name",
        "doc",
        "group",
        "effect_guessed",
        "region",
        "unsigned",
        "rate_limit",
        "body",
        "events",
        "pagination",
        "tracking_tag",
        "errors",
        "deprecated",
    ],
);
pub(crate) const BODY: KeySet =
    KeySet::new(&[], &["content_type", "headers", "payload", "unsupported"]);
pub(crate) const EVENTS: KeySet = KeySet::new(&[], &["when", "type", "end", "text", "error"]);
pub(crate) const EVENT_ERROR: KeySet = KeySet::new(&["code"], &["message", "field", "value"]);
pub(crate) const PAGINATION: KeySet = KeySet::new(
    &["items"],
    &["offset", "page", "token", "next", "limit", "size", "total", "more", "last"],
);
pub(crate) const TRACKING_TAG: KeySet =
    KeySet::new(&["put", "look_up", "with", "id"], &["created", "reserved_prefixes"]);
pub(crate) const WAITER: KeySet = KeySet::new(
    &["doc", "action", "state", "until", "poll_seconds", "within_seconds"],
    &["name", "ids", "filter", "batch", "items", "id", "failed", "absent"],
);
pub(crate) const FILTER: KeySet = KeySet::new(&["list", "name", "value", "values"], &[]);
pub(crate) const REGION: KeySet = KeySet::new(&["required"], &["id"]);
pub(crate) const RATE_LIMIT: KeySet = KeySet::new(&["id", "per_second"], &["server_error"]);
pub(crate) const TYPE: KeySet = KeySet::new(&["fields"], &["name", "doc", "rules"]);
pub(crate) const FIELD: KeySet = KeySet::new(
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
pub(crate) const GENERATED_ID: KeySet = KeySet::new(&["prefix"], &["per"]);
pub(crate) const ENUM: KeySet = KeySet::new(&["doc", "type", "values"], &["name"]);
pub(crate) const ENUM_VALUE: KeySet = KeySet::new(&["value", "doc"], &["name"]);
pub(crate) const ERROR: KeySet = KeySet::new(&[], &["name", "doc", "retry", "common"]);
pub(crate) const GROUP: KeySet = KeySet::new(&["type", "field", "doc"], &["variants"]);
pub(crate) const CASE: KeySet = KeySet::new(&["tokens", "value"], &[]);
/// Keys that every rule has besides those of its kind.
pub(crate) const RULE: KeySet = KeySet::new(&["id", "kind"], &["severity", "server_error", "doc"]);

pub(crate) const EFFECTS: Choices<Effect> =
    &[("read", Effect::Read), ("idempotent", Effect::Idempotent), ("create", Effect::Create)];
/// Parts of a signature over a body.
pub(crate) const PAYLOADS: Choices<Payload> =
    &[("signed", Payload::Signed), ("unsigned", Payload::Unsigned)];
/// Meanings of a record that is not in the response.
pub(crate) const IF_ABSENT: Choices<IfAbsent> =
    &[("wait", IfAbsent::Wait), ("done", IfAbsent::Done), ("fail", IfAbsent::Fail)];
/// Requirements of a region: `true` if it must be sent.
pub(crate) const REGIONS: Choices<bool> = &[("required", true), ("optional", false)];
pub(crate) const SEVERITIES: Choices<Severity> =
    &[("error", Severity::Error), ("warn", Severity::Warn)];
pub(crate) const RETRY_ADVICE: Choices<RetryAdvice> = &[
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

/// Kind of rule, with the keys of that kind.
pub(crate) type RuleKeys = (&'static str, KeySet);

/// Kinds of rules on a value.
pub(crate) const VALUE_RULES: &[RuleKeys] = &[
    ("length", KeySet::new(&[], &["min", "max"])),
    ("decoded_size", KeySet::new(&["max"], &[])),
    ("range", KeySet::new(&[], &["min", "max"])),
    ("items", KeySet::new(&[], &["min", "max"])),
    ("distinct", KeySet::new(&[], &[])),
    ("alphabet", KeySet::new(&["allowed"], &[])),
    ("segments", KeySet::new(&["separator", "alphabet"], &["joiners"])),
    ("classes", KeySet::new(&["min", "of"], &[])),
    ("one_of", KeySet::new(&[], &["values"])),
    ("tokens", KeySet::new(&["separator", "values"], &[])),
    ("token_count", KeySet::new(&["separator", "counts"], &[])),
    ("placeholders", KeySet::new(&["open", "alphabet", "close"], &[])),
    ("format", KeySet::new(&["format"], &[])),
    ("reserved", KeySet::new(&["reason"], &[])),
];

/// Kinds of rules between fields.
pub(crate) const RECORD_RULES: &[RuleKeys] = &[
    ("at_most_one", KeySet::new(&["fields"], &["group"])),
    ("both_or_neither", KeySet::new(&["fields"], &[])),
    ("implies", KeySet::new(&["field", "then"], &[])),
    ("required_unless", KeySet::new(&["unless", "fields"], &[])),
    ("count_equals", KeySet::new(&["list", "count"], &[])),
    ("sum", KeySet::new(&["list", "field", "max"], &["per", "divisible"])),
    ("equal_when_both", KeySet::new(&["fields"], &[])),
    ("value_by_tokens", KeySet::new(&["field", "of", "separator", "cases"], &[])),
    ("requires_tokens", KeySet::new(&["field", "of", "separator", "count"], &[])),
];
