//! Changes between two specs.

use std::fmt;

use crate::impact::{Impact, SemverLevel};
use ecm_spec::PathStep;

/// Change between two specs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Part that has changed.
    pub subject: Subject,
    /// Kind of the change.
    pub kind: ChangeKind,
    /// Old content, in a few words.
    pub before: Option<String>,
    /// New content, in a few words.
    pub after: Option<String>,
    /// Actions of both specs that it reaches, in order.
    pub actions: Vec<String>,
    /// Types, enums and error codes that come or go with it, because nothing else uses them.
    pub companions: Vec<Companion>,
    /// Impact of the change.
    pub impact: Impact,
}

impl Change {
    /// Returns the code of this kind of change, such as `field-added` or `rule-severity`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{}-{}", self.subject.noun().replace(' ', "-"), self.kind.as_str())
    }

    /// Returns the level that it requires of the version of a generated crate.
    #[must_use]
    pub fn level(&self) -> SemverLevel {
        self.impact.level
    }

    /// Tells whether the service no longer has an action, removed from the spec or marked in it.
    #[must_use]
    pub fn is_withdrawal(&self) -> bool {
        matches!(self.subject, Subject::Action(_))
            && match self.kind {
                ChangeKind::Removed => true,
                ChangeKind::Changed(Aspect::Deprecated) => self.impact.level == SemverLevel::Major,
                _ => false,
            }
    }

    /// Returns its path in the text of the old spec; `None` for an added part.
    #[must_use]
    pub fn old_path(&self) -> Option<Vec<PathStep<'_>>> {
        (self.kind != ChangeKind::Added).then(|| self.path())
    }

    /// Returns its path in the text of the new spec; `None` for a removed part.
    #[must_use]
    pub fn new_path(&self) -> Option<Vec<PathStep<'_>>> {
        (self.kind != ChangeKind::Removed).then(|| self.path())
    }

    fn path(&self) -> Vec<PathStep<'_>> {
        let mut path = self.subject.path();
        if let ChangeKind::Changed(aspect) = self.kind {
            path.extend(aspect.key().map(PathStep::Key));
        }
        path
    }
}

/// Part that comes or goes with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// The part: a type, an enum or an error code.
    pub subject: Subject,
    /// [`ChangeKind::Added`] or [`ChangeKind::Removed`].
    pub kind: ChangeKind,
}

impl fmt::Display for Change {
    /// Writes the change in half a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { subject, kind, before, after, .. } = self;
        match kind {
            ChangeKind::Added => {
                write!(f, "new {subject}")?;
                after.as_ref().map_or(Ok(()), |after| write!(f, ": {after}"))
            }
            ChangeKind::Removed => {
                write!(f, "{subject} is gone")?;
                before.as_ref().map_or(Ok(()), |before| write!(f, ": {before}"))
            }
            // Whole paragraphs of documentation are of no use here.
            ChangeKind::Changed(Aspect::Doc) => write!(f, "documentation of {subject}"),
            ChangeKind::Changed(aspect) => {
                write!(f, "{} of {subject}", aspect.as_str().replace('-', " "))?;
                match (before, after) {
                    (None, None) => Ok(()),
                    (None, Some(after)) => write!(f, " is set: {after}"),
                    (Some(before), None) => write!(f, " is gone: {before}"),
                    (Some(before), Some(after)) => write!(f, ": {before} -> {after}"),
                }
            }
        }
    }
}

/// Part of a spec.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The spec as a whole.
    Spec,
    /// A group of actions.
    ActionGroup(String),
    /// An action.
    Action(String),
    /// An error code that an action documents.
    ActionError {
        /// The action.
        action: String,
        /// The code.
        code: String,
    },
    /// A waiter.
    Waiter(String),
    /// A record type.
    Type(String),
    /// A field.
    Field {
        /// The type that it belongs to.
        ty: String,
        /// The field.
        field: String,
    },
    /// A rule on a value.
    FieldRule {
        /// The type that the field belongs to.
        ty: String,
        /// The field.
        field: String,
        /// The id of the rule.
        rule: String,
    },
    /// A rule between fields.
    TypeRule {
        /// The type.
        ty: String,
        /// The id of the rule.
        rule: String,
    },
    /// An enum.
    Enum(String),
    /// A value of an enum.
    Value {
        /// The enum.
        enum_name: String,
        /// The value as text.
        value: String,
    },
    /// An error code.
    Error(String),
}

impl Subject {
    /// Returns the noun for it, as the format has it.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Spec => "spec",
            Self::ActionGroup(_) => "group",
            Self::Action(_) => "action",
            Self::ActionError { .. } => "action error",
            Self::Waiter(_) => "waiter",
            Self::Type(_) => "type",
            Self::Field { .. } => "field",
            Self::FieldRule { .. } | Self::TypeRule { .. } => "rule",
            Self::Enum(_) => "enum",
            Self::Value { .. } => "value",
            Self::Error(_) => "error",
        }
    }

    /// Returns its path in the text of a spec.
    #[must_use]
    pub fn path(&self) -> Vec<PathStep<'_>> {
        use PathStep::{Key, Rule, Text, Value};
        match self {
            Self::Spec => vec![],
            Self::ActionGroup(group) => vec![Key("groups"), Key(group)],
            Self::Action(action) => vec![Key("actions"), Key(action)],
            Self::ActionError { action, code } => {
                vec![Key("actions"), Key(action), Key("errors"), Text(code)]
            }
            Self::Waiter(waiter) => vec![Key("waiters"), Key(waiter)],
            Self::Type(ty) => vec![Key("types"), Key(ty)],
            Self::Field { ty, field } => vec![Key("types"), Key(ty), Key("fields"), Key(field)],
            Self::FieldRule { ty, field, rule } => {
                let field = [Key("types"), Key(ty), Key("fields"), Key(field)];
                [field.as_slice(), &[Key("rules"), Rule(rule)]].concat()
            }
            Self::TypeRule { ty, rule } => {
                vec![Key("types"), Key(ty), Key("rules"), Rule(rule)]
            }
            Self::Enum(name) => vec![Key("enums"), Key(name)],
            Self::Value { enum_name, value } => {
                vec![Key("enums"), Key(enum_name), Key("values"), Value(value)]
            }
            Self::Error(code) => vec![Key("errors"), Key(code)],
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec => f.write_str("the spec"),
            Self::ActionGroup(name) => write!(f, "group `{name}`"),
            Self::Action(name) => write!(f, "action `{name}`"),
            Self::ActionError { action, code } => write!(f, "error code `{code}` of `{action}`"),
            Self::Waiter(name) => write!(f, "waiter `{name}`"),
            Self::Type(name) => write!(f, "type `{name}`"),
            Self::Field { ty, field } => write!(f, "field `{ty}.{field}`"),
            Self::FieldRule { ty, field, rule } => write!(f, "rule `{rule}` of `{ty}.{field}`"),
            Self::TypeRule { ty, rule } => write!(f, "rule `{rule}` of `{ty}`"),
            Self::Enum(name) => write!(f, "enum `{name}`"),
            Self::Value { enum_name, value } => write!(f, "value `{value}` of `{enum_name}`"),
            Self::Error(code) => write!(f, "error code `{code}`"),
        }
    }
}

/// Kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// The part is new.
    Added,
    /// The part is gone.
    Removed,
    /// An aspect of the part has changed.
    Changed(Aspect),
}

impl ChangeKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed(aspect) => aspect.as_str(),
        }
    }
}

/// Declares the aspects: the variant, its name in codes and texts, and its key.
macro_rules! aspects {
    ($($(#[$doc:meta])* $name:ident $word:literal $key:expr,)*) => {
        /// Aspect in which a part of both specs has changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Aspect { $($(#[$doc])* $name,)* }

        impl Aspect {
            /// Returns the end of a code, such as `severity` of `rule-severity`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// Returns the key that holds it.
            fn key(self) -> Option<&'static str> {
                match self { $(Self::$name => $key,)* }
            }
        }
    };
}

aspects! {
    /// The short name of the service.
    Service "service" Some("service"),
    /// The version of the API.
    Version "version" Some("version"),
    /// The revision of the spec.
    Revision "revision" Some("revision"),
    /// The host.
    Host "host" Some("host"),
    /// The documentation.
    Doc "doc" Some("doc"),
    /// The name in Rust.
    RustName "name" Some("name"),
    /// The group of an action, or the enum of an exclusive group.
    Group "group" Some("group"),
    /// The record that is sent.
    Request "request" Some("request"),
    /// The record that is returned.
    Response "response" Some("response"),
    /// The effect of sending a request again.
    Effect "effect" Some("effect"),
    /// The mark of an effect that is a guess.
    EffectGuessed "effect-guessed" Some("effect_guessed"),
    /// The requirement of a region.
    Region "region" Some("region"),
    /// The id of the rule about the region.
    RegionRule "region-rule" Some("region"),
    /// The lack of a signature.
    Unsigned "unsigned" Some("unsigned"),
    /// The maximum rate of calls.
    RateLimit "rate-limit" Some("rate_limit"),
    /// The id of the rule about the rate, or the error code of a request over it.
    RateLimitRule "rate-limit-rule" Some("rate_limit"),
    /// The body of a request.
    Body "body" Some("body"),
    /// The event stream of an answer.
    Events "events" Some("events"),
    /// The pagination of a list.
    Pagination "pagination" Some("pagination"),
    /// The tag by which created resources are found again.
    TrackingTag "tracking-tag" Some("tracking_tag"),
    /// The action that a waiter polls.
    WaiterAction "action" Some("action"),
    /// The field of a request that holds the ids.
    Ids "ids" Some("ids"),
    /// The number of ids that one request takes.
    Batch "batch" Some("batch"),
    /// The place of ids and states in a response.
    State "state" Some("state"),
    /// The states that end a wait.
    Until "until" Some("until"),
    /// The states that fail a wait.
    Failed "failed" Some("failed"),
    /// The meaning of an id that is not in a response.
    Absent "absent" Some("absent"),
    /// Seconds between two polls.
    Poll "poll" Some("poll_seconds"),
    /// Seconds after which a wait times out.
    Within "within" Some("within_seconds"),
    /// The reason not to use it any more.
    Deprecated "deprecated" Some("deprecated"),
    /// The use of a type in requests.
    Sent "sent" None,
    /// The type of a field.
    Type "type" Some("type"),
    /// The requirement of a field in a request.
    Required "required" Some("required"),
    /// The id of the rule that requires a field.
    RequiredRule "required-rule" Some("required"),
    /// The possibility of `null` in a response.
    Nullable "nullable" Some("nullable"),
    /// The promise that every response has a field.
    AlwaysReturned "always-returned" Some("always_returned"),
    /// The secrecy of a value.
    Secret "secret" Some("secret"),
    /// The boxing of a value whose type contains itself.
    Boxed "boxed" Some("type"),
    /// The unit of a number.
    Unit "unit" Some("unit"),
    /// The format of the id that the test server generates.
    GeneratedId "generated-id" Some("generated_id"),
    /// The severity of a rule.
    Severity "severity" Some("severity"),
    /// The error code that the service would answer.
    ServerError "server-error" Some("server_error"),
    /// The condition of a rule.
    Check "check" None,
    /// The permission to split a request that breaks a rule.
    Divisible "divisible" Some("divisible"),
    /// The type of an enum's values: text or integers.
    ValueType "value-type" Some("type"),
    /// The advice on sending a request again.
    RetryAdvice "retry" Some("retry"),
    /// The possibility that any action answers with a code.
    Common "common" Some("common"),
    /// The order of the groups of actions.
    GroupOrder "group-order" Some("groups"),
    /// The order of the waiters.
    WaiterOrder "waiter-order" Some("waiters"),
    /// The order of the actions.
    ActionOrder "action-order" Some("actions"),
    /// The order of the types.
    TypeOrder "type-order" Some("types"),
    /// The order of the enums.
    EnumOrder "enum-order" Some("enums"),
    /// The order of the error codes.
    ErrorOrder "error-order" Some("errors"),
    /// The order of the fields.
    FieldOrder "field-order" Some("fields"),
    /// The order of the rules.
    RuleOrder "rule-order" Some("rules"),
    /// The order of the values.
    ValueOrder "value-order" Some("values"),
}
