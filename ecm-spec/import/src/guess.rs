//! Guesses from names.
//!
//! A guess that may be wrong is always reported, and errs on the safe side.

/// Verbs that only ask.
const READING: &[&str] =
    &["Describe", "Get", "Inquire", "Inquiry", "List", "Lookup", "Query", "Search"];

/// Verbs that mostly ask, but may also begin something.
const ASKING: &[&str] = &["Check"];

/// Verbs that make something new each time.
const CREATING: &[&str] =
    &["Allocate", "Buy", "Clone", "Copy", "Create", "Import", "Purchase", "Run"];

/// Verbs that hand out credentials: asking again gives others, and the first stay valid.
const EXCHANGING: &[&str] = &["Assume"];

/// Effect of an action, judged by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EffectGuess {
    pub(crate) effect: &'static str,
    /// False if the verb says what the action does.
    pub(crate) is_uncertain: bool,
}

/// Guesses the effect of an action. An action that may change something is never sent twice.
pub(crate) fn effect(action: &str) -> EffectGuess {
    let begins = |verbs: &[&str]| {
        verbs.iter().any(|word| {
            let rest = action.strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_lowercase()))
        })
    };
    let (effect, is_uncertain) = if begins(READING) {
        ("read", false)
    } else if begins(ASKING) {
        ("read", true)
    } else if begins(EXCHANGING) {
        ("idempotent", true)
    } else {
        ("create", !begins(CREATING))
    };
    EffectGuess { effect, is_uncertain }
}

/// Endings of the names of secrets. Whoever bears an assertion is let in by it. An access key may be
/// but the id of one: what is hidden for nothing does less harm.
const SECRET_ENDS: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "passwordvalue",
    "passwordnew",
    "secret",
    "secretkey",
    "secretvalue",
    "secretstring",
    "secretbinary",
    "secretaccesskey",
    "accesskeysecret",
    "accesskey",
    "apikey",
    "authcode",
    "credentialdata",
    "credentialcontent",
    "tokenvalue",
    "assertion",
    "jwt",
    "samlresponse",
];

/// Endings of the names of tokens that give no access: they count, page or keep requests apart.
const PLAIN_TOKENS: &[&str] =
    &["clienttoken", "continuationtoken", "idempotencytoken", "nexttoken", "pagetoken"];

/// Tells whether the value of a field is likely to give access.
pub(crate) fn is_secret(field: &str) -> bool {
    let name: String =
        field.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let is_token =
        name.ends_with("token") && !PLAIN_TOKENS.iter().any(|plain| name.ends_with(plain));
    let is_key = name.contains("privatekey") && !name.ends_with("id") && !name.ends_with("name");
    is_token || is_key || SECRET_ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_reads_and_all_else_may_create() {
        let guessed = |action| {
            let EffectGuess { effect, is_uncertain } = effect(action);
            (effect, is_uncertain)
        };
        for reads in ["DescribeInstances", "GetX", "ListX", "QueryX", "InquiryPriceX", "Get"] {
            assert_eq!(guessed(reads), ("read", false), "{reads}");
        }
        assert_eq!(guessed("CheckX"), ("read", true));
        for exchanges in ["AssumeX", "AssumeXWithProof"] {
            assert_eq!(guessed(exchanges), ("idempotent", true), "{exchanges}");
        }
        for creates in ["RunInstances", "CreateX", "AllocateX", "Run"] {
            assert_eq!(guessed(creates), ("create", false), "{creates}");
        }
        for other in
            ["ListenX", "Checkout", "ModifyX", "DeleteX", "Assumed", "describeX", "Running", ""]
        {
            assert_eq!(guessed(other), ("create", true), "{other}");
        }
    }

    #[test]
    fn secrets_are_known_by_their_names() {
        for secret in [
            "Password",
            "DBPassword",
            "SecretKey",
            "TmpSecretKey",
            "PrivateKey",
            "ServerPrivateKey",
            "Token",
            "AccessToken",
            "WebIdentityToken",
            "SAMLAssertion",
            "ClientAssertion",
            "SAMLResponse",
            "IdJwt",
            "APIKey",
            "ClientSecret",
            "Secret",
            "SecretString",
            "AccessKey",
            "AuthCode",
            "X_Pwd",
        ] {
            assert!(is_secret(secret), "{secret}");
        }
        for plain in [
            "NextToken",
            "ClientToken",
            "PageToken",
            "TotalTokens",
            "MaxTokens",
            "PrivateKeyId",
            "SAMLProviderArn",
            "AssertionConsumerUrl",
            "ApiKeyId",
            "SecretId",
            "SecretName",
            "SecretType",
            "AccessKeyId",
            "PasswordPolicy",
            "Key",
            "",
        ] {
            assert!(!is_secret(plain), "{plain}");
        }
    }
}
