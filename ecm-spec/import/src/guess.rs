//! Guesses from names.
//!
//! A guess is always reported, and errs on the safe side.

/// Verbs for asking; an action whose name begins with one changes nothing.
const ASKING: &[&str] =
    &["Check", "Describe", "Get", "Inquire", "Inquiry", "List", "Query", "Search"];

/// Guesses the effect of an action. An action that may change something is never sent twice.
pub(crate) fn effect(action: &str) -> &'static str {
    let asks = ASKING.iter().any(|word| {
        let rest = action.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_lowercase()))
    });
    if asks { "read" } else { "create" }
}

/// Endings of the names of secrets.
const SECRET_ENDS: &[&str] =
    &["password", "passwd", "pwd", "passphrase", "secretkey", "secretaccesskey", "accesskeysecret"];

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
        for reads in
            ["DescribeInstances", "GetX", "ListX", "QueryX", "InquiryPriceX", "CheckX", "Get"]
        {
            assert_eq!(effect(reads), "read", "{reads}");
        }
        for other in ["RunInstances", "ListenX", "Checkout", "ModifyX", "DeleteX", "describeX", ""]
        {
            assert_eq!(effect(other), "create", "{other}");
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
            "SecretId",
            "PasswordPolicy",
            "Key",
            "",
        ] {
            assert!(!is_secret(plain), "{plain}");
        }
    }
}
