//! Secrets that must not be seen, in every form in which they might be.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The public half of the key pair, which is not shown either.
pub const SECRET_ID: &str = "AKIDneverToBeShown1";
/// The secret half.
pub const SECRET_KEY: &str = "key/never+to=be\"shown\\2%";
/// The token of temporary credentials.
pub const TOKEN: &str = "token/never+to=be\"shown\\3%";
/// A password in a request.
pub const PASSWORD: &str = "pass/never+to=be\"shown\\ 4% \u{e4}\n";
/// The password of a proxy.
pub const PROXY_PASSWORD: &str = "proxyNeverToBeShown5";
/// A script in a request, in Base64 ...
pub const SCRIPT: &str = "IyEvYmluL3NoCmVjaG8gbmV2ZXItdG8tYmUtc2hvd24tNgo=";
/// ... and as it is.
const PLAIN_SCRIPT: &str = "#!/bin/sh\necho never-to-be-shown-6\n";

const ALL: [&str; 7] =
    [SECRET_ID, SECRET_KEY, TOKEN, PASSWORD, PROXY_PASSWORD, SCRIPT, PLAIN_SCRIPT];

/// What stands in a URL as it is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

static FORMS: LazyLock<Vec<String>> =
    LazyLock::new(|| ALL.into_iter().flat_map(every_form).collect());

/// The secret as it is, and escaped or encoded as a whole: what somebody may quote.
#[must_use]
pub fn forms(secret: &str) -> Vec<String> {
    let json = serde_json::Value::from(secret).to_string();
    let json = json.trim_matches('"').to_owned();
    let percent = utf8_percent_encode(secret, ESCAPED).to_string();
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![
        secret.to_owned(),
        json.replace('/', "\\/"),
        json,
        percent.replace("%20", "+"),
        percent,
        hex.to_uppercase(),
        hex,
        STANDARD_NO_PAD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
    ];
    forms.dedup();
    forms
}

/// The same, and what Base64 of a longer text has in it.
fn every_form(secret: &str) -> Vec<String> {
    let mut all = forms(secret);
    for (before, made_of_it) in [("", 0), ("x", 4), ("xy", 4)] {
        let encoded = STANDARD_NO_PAD.encode(format!("{before}{secret}"));
        // The first characters are made of what stands before, the last may be made of what follows.
        all.push(encoded[made_of_it..encoded.len() - 2].to_owned());
    }
    all
}

/// The secret, in whatever form, that can be seen in a text.
#[must_use]
pub fn seen_in(text: &str) -> Option<&'static str> {
    FORMS.iter().map(String::as_str).find(|form| text.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_seen() {
        assert_eq!(STANDARD_NO_PAD.encode(PLAIN_SCRIPT) + "=", SCRIPT);
        let pretty = format!("{:?}", [PASSWORD]);
        for text in [
            PASSWORD.to_owned(),
            format!("x={}&y", utf8_percent_encode(SECRET_KEY, ESCAPED)),
            STANDARD_NO_PAD.encode(format!("user:{PROXY_PASSWORD}@host")),
            STANDARD_NO_PAD.encode(format!("users:{PROXY_PASSWORD}@host")),
            format!(
                "{{\"a\":\"{}\"}}",
                PASSWORD.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
            ),
            pretty,
        ] {
            assert!(seen_in(&text).is_some(), "{text}");
        }
        assert_eq!(seen_in("nothing of it"), None);
    }
}
