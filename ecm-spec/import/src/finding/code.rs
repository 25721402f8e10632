//! The kinds of findings.

use std::fmt;

/// What was done about something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resolution {
    /// It was put into the spec.
    Added,
    /// The spec says it now as the metadata does.
    Changed,
    /// The spec stays as it was, in disagreement with the metadata.
    Kept,
    /// It was taken out of the spec.
    Removed,
    /// It is not in the spec, as the format cannot say it or nothing would use it.
    LeftOut,
    /// It was put into the spec and is a guess: somebody should look at it.
    Proposed,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident $text:literal $done:ident;)*) => {
        /// The kind of a finding. Its text does not change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum FindingCode {
            $($(#[doc = $doc])* $variant,)*
        }

        impl FindingCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as it is shown.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// What was done.
            #[must_use]
            pub fn resolution(self) -> Resolution {
                match self {
                    $(Self::$variant => Resolution::$done,)*
                }
            }

            /// What it means, in a few sentences.
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
    /// The effect of a new action is a guess from its name: `read` for names that begin with a word
    /// for asking, else `create`, which is never sent twice.
    EffectGuessed "effect-guessed" Proposed;
    /// That a new action answers its list page by page, and through which fields, is a guess from their
    /// names.
    PaginationGuessed "pagination-guessed" Proposed;
    /// A new field was made a secret because of its name.
    SecretProposed "secret-proposed" Proposed;
    /// The Rust name that would be derived is taken or none, so the spec brings one.
    NameGiven "name-given" Proposed;
    /// The type of a field is another one in the metadata.
    TypeChanged "type-changed" Changed;
    /// A field is required in the metadata and was not in the spec, or the other way round.
    RequiredChanged "required-changed" Changed;
    /// Whether a response may hold `null`, or always holds the field, is said otherwise in the
    /// metadata.
    ResponseChanged "response-changed" Changed;
    /// The metadata marks it as deprecated, offline or disabled.
    Deprecated "deprecated" Changed;
    /// The metadata no longer marks it as deprecated, offline, disabled or gone.
    Restored "restored" Changed;
    /// It is no longer in the metadata, so it is marked as deprecated.
    Gone "gone" Changed;
    /// Another type of the metadata stands in for a request or a response that two uses share.
    Copied "copied" Changed;
    /// The record requires itself in the metadata, so that no request could hold one.
    Endless "endless" Changed;
    /// The type of a field is another one in the metadata, but rules or other additions go with the
    /// one in the spec.
    TypeKept "type-kept" Kept;
    /// A rule of the spec requires a field that the metadata does not.
    RequiredKept "required-kept" Kept;
    /// It is no longer in the metadata. It was deprecated in the spec already, or other parts of the
    /// spec speak of it.
    GoneKept "gone-kept" Kept;
    /// The spec has an error code for an action that the list of codes does not have.
    ErrorKept "error-kept" Kept;
    /// It was no longer in the metadata, or nothing uses it any more.
    Removed "removed" Removed;
    /// The metadata has something that the format cannot say.
    LeftOut "left-out" LeftOut;
    /// The metadata speaks of an object that it does not have.
    MissingObject "missing-object" Changed;
    /// The metadata has a kind of value that is not known here; it is taken for text.
    UnknownScalar "unknown-scalar" Changed;
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
