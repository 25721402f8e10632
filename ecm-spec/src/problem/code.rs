//! Rules that a spec can break, each with a stable name and an explanation.

use std::fmt;

macro_rules! codes {
    ($($variant:ident $name:literal $explain:literal)*) => {
        /// Code of a broken rule of the format. Its name is stable; more codes may come.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ProblemCode {
            $(#[doc = $explain] $variant,)*
        }

        impl ProblemCode {
            /// All codes.
            pub const ALL: &'static [ProblemCode] = &[$(ProblemCode::$variant,)*];

            /// Returns the name, such as `unknown-key`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(ProblemCode::$variant => $name,)*
                }
            }

            /// Explains the reason for the rule in one sentence.
            #[must_use]
            pub const fn explain(self) -> &'static str {
                match self {
                    $(ProblemCode::$variant => $explain,)*
                }
            }
        }
    };
}

codes! {
    TooLarge "too-large"
        "A spec is at most 16 MiB, so that a wrong file is refused before it costs memory."
    NotUtf8 "not-utf8"
        "A spec is UTF-8 text, because JSON is."
    ByteOrderMark "byte-order-mark"
        "A spec begins with `{`: a byte order mark is not JSON, and some tools would stumble over it."
    Syntax "syntax"
        "A spec is JSON as RFC 8259 has it, without comments or trailing commas."
    TooDeep "too-deep"
        "The format needs few levels of nesting; more than 32 are a mistake or an attack."
    DuplicateKey "duplicate-key"
        "A key stands once in an object, because readers disagree which of two would count."
    UnknownKey "unknown-key"
        "A key that the format does not know is a misspelt one more often than not, and its meaning would be lost in silence."
    MissingKey "missing-key"
        "Some keys have no sensible default and must be written."
    WrongType "wrong-type"
        "Every key has one JSON type, so that a spec means the same to every reader."
    NumberOutOfRange "number-out-of-range"
        "A number must fit where it goes, because a cut off number is another number."
    EmptyText "empty-text"
        "A text that is asked for says something; what has nothing to say is left out."
    EmptyList "empty-list"
        "A list that a rule or an enum works with has something in it, or nothing could ever fit."
    UnknownValue "unknown-value"
        "Some texts are chosen from a short list."
    RepeatedEntry "repeated-entry"
        "Saying a thing twice in one list adds nothing and hides what was meant."
    BadService "bad-service"
        "The service name is part of the signature scope, so only lower-case letters and digits are good."
    BadVersion "bad-version"
        "The version is sent with every request as a date, `YYYY-MM-DD`."
    BadHost "bad-host"
        "The host is a host name alone: scheme, port and path are no part of it."
    BadActionGroup "bad-action-group"
        "A group of actions becomes a feature, so it is named in words of lower-case letters and digits with hyphens between them."
    UnknownActionGroup "unknown-action-group"
        "A group that an action is in must be in `groups`, where it is said what it is about."
    UnreachableActionGroup "unreachable-action-group"
        "A group that no action is in would be a feature with nothing behind it."
    UnknownAction "unknown-action"
        "An action that is spoken of must be in the file."
    BadPagination "bad-pagination"
        "Pages are those of a list in the response of an action that only reads, asked for by plain fields of its request."
    BadTrackingTag "bad-tracking-tag"
        "A tracking tag is put into what an action creates, and found again in a list that can be walked to its end."
    BadWaiter "bad-waiter"
        "Waiting is asking an action that only reads for the states of ids, again and again until each is in one that is waited for."
    BadRate "bad-rate"
        "A rate limit lets at least one request through."
    UnusableName "unusable-name"
        "A name must be visible, because an invisible character makes two names look the same."
    NoIdentifier "no-identifier"
        "A name must give a Rust identifier, or bring one in `name`."
    BadRustName "bad-rust-name"
        "A Rust name is an ASCII identifier in the case that its kind has, and no keyword."
    NameCollision "name-collision"
        "Names that differ on the wire can be the same in Rust, and one of them then needs a `name`."
    BadTypeExpression "bad-type-expression"
        "A type is a name, or a list of one in square brackets."
    UnknownType "unknown-type"
        "A type that is spoken of must be in the file."
    NotARecord "not-a-record"
        "Requests and responses are JSON objects, so an action needs record types."
    SharedRequest "shared-request"
        "A request belongs to one action, because the record is what knows which action it calls."
    UnreachableType "unreachable-type"
        "A type that no action leads to would be generated for nobody."
    UnreachableEnum "unreachable-enum"
        "An enum that no field uses would be generated for nobody."
    UnreachableError "unreachable-error"
        "An error code that no action and no rule names, and that is not common, cannot be answered."
    UnknownError "unknown-error"
        "An error code that is spoken of must be in `errors`, where its meaning and its retry class are."
    EndlessRecord "endless-record"
        "A record that requires itself, by whatever detour, can never be built."
    SecretNotText "secret-not-text"
        "Only text can be kept in memory that is wiped, so only `string` fields can be secret."
    BadGeneratedId "bad-generated-id"
        "Ids that the service hands out are text, one or a list of them, counted by a list of the request."
    BadRuleId "bad-rule-id"
        "A rule id is shown to users and compared in tests, so it is short and plain."
    DuplicateRule "duplicate-rule"
        "A violation names its rule by id, so an id stands for one rule of its type."
    UnknownKind "unknown-kind"
        "Every kind of rule is known to the generator and to the endpoint."
    RuleDoesNotFit "rule-does-not-fit"
        "A rule fits the type of the field it speaks of, or it could never be checked."
    ImpossibleRule "impossible-rule"
        "A rule that nothing can satisfy, or that says nothing, is not what was meant."
    UnknownField "unknown-field"
        "A rule speaks of fields that are there."
    TooFewFields "too-few-fields"
        "A rule between fields needs as many fields as its sense asks for."
    BadCharacterSet "bad-character-set"
        "A character set is a list of texts: `a-z` is a range from the lower to the higher character, any other text its characters."
    BadSeparator "bad-separator"
        "A separator is exactly one character."
    BadGroup "bad-group"
        "A group becomes an enum with one variant per field, so its fields are optional fields of this very type."
    FieldInTwoGroups "field-in-two-groups"
        "A field in two groups would stand in two enums at once."
    RequiredAndReserved "required-and-reserved"
        "A field that must be sent and must not be sent leaves no valid request."
    BadSimulation "bad-simulation"
        "A simulation says what becomes of the records of its spec, so what it moves must fit there."
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use heck::ToKebabCase;

    #[test]
    fn names_are_the_variants_in_kebab_case() {
        for code in ProblemCode::ALL {
            // heck splits at digits differently from how one writes `utf8`.
            let variant = format!("{code:?}").to_kebab_case();
            assert_eq!(code.name(), variant, "{code:?}");
        }
    }

    #[test]
    fn every_explanation_is_one_sentence() {
        for code in ProblemCode::ALL {
            let text = code.explain();
            assert!(text.ends_with('.'), "{code}: {text}");
            assert_eq!(text.matches(". ").count(), 0, "{code}: {text}");
        }
    }
}
