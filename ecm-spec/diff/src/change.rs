//! What a change is.

use std::fmt;

use crate::impact::{Impact, SemverLevel};
use ecm_spec::PathStep;

/// One change between two specs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What has changed.
    pub subject: Subject,
    /// How.
    pub kind: ChangeKind,
    /// What stood there, in a few words.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
    /// The actions that it reaches, of both specs, in order.
    pub actions: Vec<String>,
    /// What comes or goes for no other reason: the types, enums and error codes that are
    /// used nowhere else.
    pub companions: Vec<Companion>,
    /// What it means.
    pub impact: Impact,
}

impl Change {
    /// A name for this kind of change, such as `field-added` or `rule-severity`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{}-{}", self.subject.noun().replace(' ', "-"), self.kind.as_str())
    }

    /// What it asks of the version of a generated crate.
    #[must_use]
    pub fn level(&self) -> SemverLevel {
        self.impact.level
    }

    /// The way to it in the text of the old spec; `None` for what is new.
    #[must_use]
    pub fn old_path(&self) -> Option<Vec<PathStep<'_>>> {
        (self.kind != ChangeKind::Added).then(|| self.path())
    }

    /// The way to it in the text of the new spec; `None` for what is gone.
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

/// A part that comes or goes with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// What it is: a type, an enum or an error code.
    pub subject: Subject,
    /// [`ChangeKind::Added`] or [`ChangeKind::Removed`].
    pub kind: ChangeKind,
}

impl fmt::Display for Change {
    /// What has changed, in half a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { subject, kind, before, after, .. } = self;
        let word = |side: &Option<String>| side.clone().unwrap_or_else(|| "none".to_owned());
        match kind {
            ChangeKind::Added => write!(f, "new {subject}: {}", word(after)),
            ChangeKind::Removed => write!(f, "{subject} is gone: {}", word(before)),
            // Whole paragraphs are of no use here.
            ChangeKind::Changed(Aspect::Doc) => write!(f, "documentation of {subject}"),
            ChangeKind::Changed(aspect) => {
                write!(f, "{} of {subject}", aspect.as_str().replace('-', " "))?;
                match (before, after) {
                    (None, None) => Ok(()),
                    _ => write!(f, ": {} -> {}", word(before), word(after)),
                }
            }
        }
    }
}

/// A part of a spec.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The whole.
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
    /// A state that can be waited for.
    Waiter(String),
    /// A record type.
    Type(String),
    /// A field.
    Field {
        /// The type it is in.
        ty: String,
        /// The field.
        field: String,
    },
    /// A rule on a value.
    FieldRule {
        /// The type that the field is in.
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
    /// What it is called in the format.
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

    /// The way to it in the text of a spec.
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

/// What has become of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another in this.
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

/// Declares the aspects: the variant, its word in codes and texts, and the key that holds it.
macro_rules! aspects {
    ($($(#[$doc:meta])* $name:ident $word:literal $key:expr,)*) => {
        /// In what a part that is in both specs has changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Aspect { $($(#[$doc])* $name,)* }

        impl Aspect {
            /// The end of a code, such as `severity` of `rule-severity`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The key under which it stands.
            fn key(self) -> Option<&'static str> {
                match self { $(Self::$name => $key,)* }
            }
        }
    };
}

aspects! {
    /// The service's short name.
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
    /// The record that is answered.
    Response "response" Some("response"),
    /// What sending twice would do.
    Effect "effect" Some("effect"),
    /// Whether a region must be sent.
    Region "region" Some("region"),
    /// The id of the rule that says so.
    RegionRule "region-rule" Some("region"),
    /// Whether an action is sent without a signature.
    Unsigned "unsigned" Some("unsigned"),
    /// How often an action may be called.
    RateLimit "rate-limit" Some("rate_limit"),
    /// The id of the rule that says so, or the code that answers beyond it.
    RateLimitRule "rate-limit-rule" Some("rate_limit"),
    /// How a list is answered page by page.
    Pagination "pagination" Some("pagination"),
    /// How what an action created is found again.
    TrackingTag "tracking-tag" Some("tracking_tag"),
    /// The action that is asked for states.
    WaiterAction "action" Some("action"),
    /// How a request says which ids it asks for.
    Ids "ids" Some("ids"),
    /// How many ids one request takes.
    Batch "batch" Some("batch"),
    /// Where an answer has ids and states.
    State "state" Some("state"),
    /// The states that are waited for.
    Until "until" Some("until"),
    /// The states from which there is no way to them.
    Failed "failed" Some("failed"),
    /// What it means that an answer does not have an id.
    Absent "absent" Some("absent"),
    /// Seconds from one look to the next.
    Poll "poll" Some("poll_seconds"),
    /// Seconds after which it is given up.
    Within "within" Some("within_seconds"),
    /// Whether it should no longer be used, and why.
    Deprecated "deprecated" Some("deprecated"),
    /// Whether any request reaches the type.
    Sent "sent" None,
    /// The type of a field.
    Type "type" Some("type"),
    /// Whether a request must have it.
    Required "required" Some("required"),
    /// The id of the rule that says so.
    RequiredRule "required-rule" Some("required"),
    /// Whether an answer may hold `null`.
    Nullable "nullable" Some("nullable"),
    /// Whether every answer is said to have it.
    AlwaysReturned "always-returned" Some("always_returned"),
    /// Whether the value must not be shown.
    Secret "secret" Some("secret"),
    /// Whether the value is boxed, as its type contains itself.
    Boxed "boxed" Some("type"),
    /// What a number counts.
    Unit "unit" Some("unit"),
    /// How the embedded endpoint makes up a value.
    GeneratedId "generated-id" Some("generated_id"),
    /// Whether a rule stops a request.
    Severity "severity" Some("severity"),
    /// The code that the service would answer.
    ServerError "server-error" Some("server_error"),
    /// What a rule asks for.
    Check "check" None,
    /// Whether what breaks a rule may be sent in parts.
    Divisible "divisible" Some("divisible"),
    /// Text or integers.
    ValueType "value-type" Some("type"),
    /// Whether and when to try again.
    RetryAdvice "retry" Some("retry"),
    /// Whether any action may answer it.
    Common "common" Some("common"),
    /// The order of the groups of actions.
    GroupOrder "group-order" Some("groups"),
    /// The order of what can be waited for.
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
