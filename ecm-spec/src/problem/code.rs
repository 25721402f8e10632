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
        "A spec begins with `{`: a byte order mark is not JSON, and some tools fail on it."
    NotASpec "not-a-spec"
        "The file has another format: metadata of the vendor becomes a spec by `ecm import`."
    Syntax "syntax"
        "A spec is JSON as RFC 8259 defines it, without comments or trailing commas."
    TooDeep "too-deep"
        "The format needs few levels of nesting; more than 32 are a mistake or an attack."
    DuplicateKey "duplicate-key"
        "A key is unique in its object, because readers disagree which of two counts."
    UnknownKey "unknown-key"
        "A key that the format does not know is usually a typo, and its meaning would be lost silently."
    MissingKey "missing-key"
        "Some keys have no sensible default and must be written."
    WrongType "wrong-type"
        "Every key has one JSON type, so that a spec means the same to every reader."
    NumberOutOfRange "number-out-of-range"
        "A number must fit its type, because a truncated number is a different number."
    EmptyText "empty-text"
        "A text has content; one without any is left out."
    EmptyList "empty-list"
        "A list of a rule or an enum is not empty, or no value would be allowed."
    UnknownValue "unknown-value"
        "Some texts are chosen from a short list."
    RepeatedEntry "repeated-entry"
        "An entry that is repeated in a list adds nothing and hides what was meant."
    BadService "bad-service"
        "The service name is part of the signature scope, so it consists of lower-case letters, digits and `-`."
    BadVersion "bad-version"
        "The version is sent with every request as a date, `YYYY-MM-DD`."
    BadHost "bad-host"
        "The host is a host name alone, without scheme, port or path."
    BadActionGroup "bad-action-group"
        "A group of actions becomes a feature, so its name consists of words of lower-case letters and digits, joined by hyphens."
    UnknownActionGroup "unknown-action-group"
        "The group of an action must be in `groups`, where it is documented."
    UnreachableActionGroup "unreachable-action-group"
        "A group without actions would be a feature that does nothing."
    UnknownAction "unknown-action"
        "An action that is named must be in the file."
    BadBody "bad-body"
        "A body that travels raw has a content type, and the fields of its request are scalars with a header each."
    BadEvents "bad-events"
        "An event stream is chosen by a boolean field of the request; its events are records with a text and an error that can be shown; its end mark is none."
    BadPagination "bad-pagination"
        "Pagination is for a list in the response of an action that only reads, asked for by plain fields of its request."
    BadTrackingTag "bad-tracking-tag"
        "A tracking tag is put into the request of an action that creates, and looked up in a list with pagination."
    BadWaiter "bad-waiter"
        "A waiter polls an action that only reads for the states of ids, until each is in a state that ends the wait."
    BadRate "bad-rate"
        "A rate limit allows at least one request per second."
    UnusableName "unusable-name"
        "A name must be visible, because an invisible character makes two names look the same."
    NoIdentifier "no-identifier"
        "A name must give a Rust identifier, or the spec must set one in `name`."
    BadRustName "bad-rust-name"
        "A Rust name is an ASCII identifier in the case of its kind, and no keyword."
    NameCollision "name-collision"
        "Names that differ on the wire can be equal in Rust; one of them then needs a `name`."
    BadTypeExpression "bad-type-expression"
        "A type is a name, or a list of one in square brackets."
    UnknownType "unknown-type"
        "A type that is named must be in the file."
    NotARecord "not-a-record"
        "Requests and responses are JSON objects, so an action needs record types."
    SharedRequest "shared-request"
        "A request belongs to one action, because the record determines which action is called."
    UnreachableType "unreachable-type"
        "A type that no action uses would be generated for nothing."
    UnreachableEnum "unreachable-enum"
        "An enum that no field uses would be generated for nothing."
    UnreachableError "unreachable-error"
        "An error code that is not common, and that no action or rule names, can never be answered."
    UnknownError "unknown-error"
        "An error code that is named must be in `errors`, which has its meaning and retry advice."
    EndlessRecord "endless-record"
        "A record that requires itself, directly or through others, can never be built."
    SecretNotText "secret-not-text"
        "Only `string` fields can be secret, because only text is kept in memory that is wiped."
    BadGeneratedId "bad-generated-id"
        "Ids that the service generates are text, one or a list of them, counted by the request."
    BadRuleId "bad-rule-id"
        "A rule id is shown to users and compared in tests, so it is short and plain."
    DuplicateRule "duplicate-rule"
        "A violation names its rule by id, so an id is unique within its type."
    UnknownKind "unknown-kind"
        "Every kind of rule is known to the generator and to the test server."
    RuleDoesNotFit "rule-does-not-fit"
        "A rule fits the type of the field that it applies to, or it could never be checked."
    ImpossibleRule "impossible-rule"
        "A rule that no value can satisfy, or that restricts nothing, is a mistake."
    UnknownField "unknown-field"
        "A field that is named must exist."
    TooFewFields "too-few-fields"
        "A rule between fields needs as many fields as its kind compares."
    BadCharacterSet "bad-character-set"
        "A character set is a list of texts: `a-z` is a range from the lower to the higher character, any other text is each of its characters."
    BadSeparator "bad-separator"
        "A separator is exactly one character."
    BadGroup "bad-group"
        "A group becomes an enum with one variant per field, so its fields are optional fields of this type."
    FieldInTwoGroups "field-in-two-groups"
        "A field in two groups would be in two enums at once."
    RequiredAndReserved "required-and-reserved"
        "A field that must and must not be sent leaves no valid request."
    BadSimulation "bad-simulation"
        "A simulation describes the records of its spec, so everything that it changes must fit the spec."
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
