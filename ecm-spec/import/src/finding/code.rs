//! Codes of findings.

use std::fmt;

/// Resolution of a difference between metadata and spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resolution {
    /// It was added to the spec.
    Added,
    /// The spec was changed to agree with the metadata.
    Changed,
    /// The spec was kept, although the metadata disagrees.
    Kept,
    /// It was removed from the spec.
    Removed,
    /// It is not in the spec, because the format cannot express it or nothing would use it.
    LeftOut,
    /// It was added to the spec and is a guess that somebody should review.
    Proposed,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident $text:literal $done:ident;)*) => {
        /// Code of a finding. Its text is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum FindingCode {
            $($(#[doc = $doc])* $variant,)*
        }

        impl FindingCode {
            /// All codes.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Returns the text of the code.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// Returns the resolution.
            #[must_use]
            pub fn resolution(self) -> Resolution {
                match self {
                    $(Self::$variant => Resolution::$done,)*
                }
            }

            /// Explains the code in a few sentences.
            #[must_use]
            pub fn explain(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),*).trim_ascii(),)*
                }
            }
        }
    };
}

codes! {
    /// An action is new.
    ActionAdded "action-added" Added;
    /// A type is new.
    TypeAdded "type-added" Added;
    /// A field is new.
    FieldAdded "field-added" Added;
    /// An error code is new for an action.
    ErrorAdded "error-added" Added;
    /// The effect of a new action is a guess, as its name does not tell it. Names that begin with
    /// `Describe`, `List` and the like are read, `Create`, `Run` and the like create, and `Assume`
    /// hands out credentials and may be repeated; all others are taken for `create`, which is never
    /// sent twice. The spec marks a guess by `effect_guessed`. `--effect` sets it for many.
    EffectGuessed "effect-guessed" Proposed;
    /// The metadata does not say which actions need a region, so new ones are `optional`, which
    /// refuses no call. Set `required` where the service does.
    RegionGuessed "region-guessed" Proposed;
    /// The pagination of a new action is a guess from the names of its fields.
    PaginationGuessed "pagination-guessed" Proposed;
    /// The event stream of a new action is a guess. It comes from examples, from a field `Stream` of
    /// its request, or from its name.
    EventsGuessed "events-guessed" Proposed;
    /// A new field was made a secret because of its name.
    SecretProposed "secret-proposed" Proposed;
    /// The derived Rust name is taken or invalid, so the spec sets one.
    NameGiven "name-given" Proposed;
    /// The type of a field differs in the metadata.
    TypeChanged "type-changed" Changed;
    /// A field is required in the metadata and was optional in the spec, or the reverse.
    RequiredChanged "required-changed" Changed;
    /// The effect of an action is another one, as an option of the import asks.
    EffectChanged "effect-changed" Changed;
    /// The metadata disagrees on whether a response may hold `null` or always holds the field.
    ResponseChanged "response-changed" Changed;
    /// The body of an action is no JSON, which the spec did not say.
    BodyChanged "body-changed" Changed;
    /// The metadata disagrees on whether an action is sent with a signature.
    UnsignedChanged "unsigned-changed" Changed;
    /// The metadata marks it as deprecated, offline or disabled.
    Deprecated "deprecated" Changed;
    /// The metadata no longer marks it as deprecated, offline, disabled or gone.
    Restored "restored" Changed;
    /// The service no longer has the action, so that calls of it fail. It is marked as gone in
    /// `deprecated`, which `ecm diff` takes for a breaking change.
    ActionGone "action-gone" Changed;
    /// A field is no longer in the metadata, so it is marked as deprecated.
    Gone "gone" Changed;
    /// A type of the metadata was copied, because a request or a response shares it with another
    /// use.
    Copied "copied" Changed;
    /// The record requires itself in the metadata, so that no request could hold one.
    Endless "endless" Changed;
    /// The type of a field differs in the metadata, but rules or other additions of the spec depend
    /// on it.
    TypeKept "type-kept" Kept;
    /// A rule of the spec requires a field that the metadata does not.
    RequiredKept "required-kept" Kept;
    /// It is no longer in the metadata. It was deprecated in the spec already, or other parts of
    /// the spec refer to it.
    GoneKept "gone-kept" Kept;
    /// The spec has an error code for an action that the list of codes lacks.
    ErrorKept "error-kept" Kept;
    /// The service no longer has the action, and `--prune` removed it from the spec.
    ActionRemoved "action-removed" Removed;
    /// An action of the spec seems to answer with an event stream, and the spec has no `events`.
    EventsKept "events-kept" Kept;
    /// It was no longer in the metadata, or nothing uses it any more.
    Removed "removed" Removed;
    /// The metadata has something that the format cannot express.
    LeftOut "left-out" LeftOut;
    /// The body of a request is no JSON: bytes, a form of several parts, protocol buffers. Nothing
    /// says how it travels, so that the spec has it as `unsupported`, and calls fail without being
    /// sent. Bytes in a response are read as Base64 text.
    BodyNotJson "body-not-json" LeftOut;
    /// An example has an action or a parameter that the metadata has not. Examples are sometimes
    /// ahead of the metadata, even by parameters that become required.
    ExampleUnknown "example-unknown" LeftOut;
    /// An example has a request or an answer that cannot be read.
    ExampleUnread "example-unread" LeftOut;
    /// The metadata has a key that the import does not know. It may say something that the spec
    /// should have: look at it, and write that by hand.
    KeyUnknown "key-unknown" LeftOut;
    /// The metadata has a key that the import knows and has no use for.
    KeyUnused "key-unused" LeftOut;
    /// A value of the metadata is not of the type that its key has, so it counts as not given.
    ValueUnread "value-unread" LeftOut;
    /// The metadata names an object that it does not define.
    MissingObject "missing-object" Changed;
    /// The metadata has an unknown kind of value, which is read as text.
    UnknownScalar "unknown-scalar" Changed;
}

impl FindingCode {
    /// Returns the place of its findings in a report.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::ActionGone | Self::ActionRemoved => 0,
            Self::KeyUnused => 2,
            _ => 1,
        }
    }
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
