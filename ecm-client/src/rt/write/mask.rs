//! Masking of a request's secrets in text from the service.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::json::bare;
use crate::Secret;
use crate::rt::{MAX_DEPTH, Record, View};
use ecm_sign::{REDACTED, Signer};

/// Minimum length of a secret in bytes; replacing a shorter one would destroy plain words.
const MIN_LENGTH: usize = 4;

/// Secrets of a request and of the credentials that signed it.
///
/// A service may quote any part of what was sent. They are copies, as a stream outlives its request.
#[derive(Default)]
pub(crate) struct QuotedSecrets(Vec<Secret>);

impl QuotedSecrets {
    /// Collects the secrets of a record, and those of the credentials if it was signed.
    pub(crate) fn of(record: &dyn Record, by: Option<&Signer>) -> Self {
        let mut secrets = Vec::new();
        visit(View::Record(record), false, 0, &mut |secret| secrets.push(Secret::from(secret)));
        if let Some(credentials) = by.map(Signer::credentials) {
            secrets.push(credentials.secret_key().clone());
            secrets.push(Secret::from(credentials.secret_id()));
            secrets.extend(credentials.token().cloned());
        }
        Self(secrets)
    }

    /// Masks the secrets in text from elsewhere.
    pub(crate) fn mask(&self, text: String) -> String {
        self.0.iter().fold(text, |text, secret| mask(text, secret.expose()))
    }
}

/// Returns true if a secret field of the record, or of one within it, has a value.
///
/// Parameters that the spec does not know count, unless they are said to be no secrets.
pub(crate) fn holds_secrets(record: &dyn Record) -> bool {
    let mut found = false;
    visit(View::Record(record), false, 0, &mut |_| found = true);
    found
}

/// Replaces one secret, in every form in which it may be quoted.
fn mask(text: String, secret: &str) -> String {
    // No form of a secret is shorter than the secret. One that is longer than all that was answered
    // is not in it, and costs nothing then.
    if !(MIN_LENGTH..=text.len()).contains(&secret.len()) {
        return text;
    }
    let mut text = text;
    for form in FORMS {
        // A form is made of all of a long secret only where its beginning is found.
        if text.contains(form.of(head(secret)).as_str()) {
            let quoted = form.of(secret);
            if text.contains(quoted.as_str()) {
                text = text.replace(quoted.as_str(), REDACTED);
            }
        }
    }
    text
}

/// Returns the beginning of a text whose form is the beginning of the text's form.
fn head(text: &str) -> &str {
    // What Base64 makes of it is the same whatever follows if its length is a multiple of three.
    let ends = (3..=48).rev().step_by(3);
    let mut heads = ends.filter_map(|end| text.get(..end));
    heads.next().filter(|_| text.len() > 48).unwrap_or(text)
}

/// Form in which a secret may be quoted.
#[derive(Clone, Copy)]
enum QuotedForm {
    Plain,
    Json,
    /// JSON with slashes escaped, as by PHP.
    JsonSlashes,
    /// Percent escapes, with these digits and this for a blank.
    Escaped(&'static [u8; 16], &'static str),
    Hex(&'static [u8; 16]),
    // The padding says nothing.
    Base64,
    Base64Url,
}

const UPPER: &[u8; 16] = b"0123456789ABCDEF";
const LOWER: &[u8; 16] = b"0123456789abcdef";

const FORMS: [QuotedForm; 11] = [
    QuotedForm::Plain,
    QuotedForm::Json,
    QuotedForm::JsonSlashes,
    QuotedForm::Escaped(UPPER, "+"),
    QuotedForm::Escaped(UPPER, "%20"),
    QuotedForm::Escaped(LOWER, "+"),
    QuotedForm::Escaped(LOWER, "%20"),
    QuotedForm::Hex(LOWER),
    QuotedForm::Hex(UPPER),
    QuotedForm::Base64,
    QuotedForm::Base64Url,
];

impl QuotedForm {
    fn of(self, secret: &str) -> Zeroizing<String> {
        Zeroizing::new(match self {
            Self::Plain => secret.to_owned(),
            Self::Json => json(secret),
            Self::JsonSlashes => Zeroizing::new(json(secret)).replace('/', "\\/"),
            Self::Escaped(digits, blank) => escaped(secret, digits, blank),
            Self::Hex(digits) => {
                let mut hex = String::with_capacity(2 * secret.len());
                secret.bytes().for_each(|byte| push_digits(&mut hex, byte, digits));
                hex
            }
            Self::Base64 => STANDARD_NO_PAD.encode(secret),
            Self::Base64Url => URL_SAFE_NO_PAD.encode(secret),
        })
    }
}

fn json(secret: &str) -> String {
    let quoted = Zeroizing::new(serde_json::Value::from(secret).to_string());
    let inner = quoted.strip_prefix('"').and_then(|quoted| quoted.strip_suffix('"'));
    inner.unwrap_or(&quoted).to_owned()
}

fn escaped(secret: &str, digits: &[u8; 16], blank: &str) -> String {
    let mut text = String::with_capacity(3 * secret.len());
    for byte in secret.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                text.push(char::from(byte));
            }
            b' ' => text.push_str(blank),
            _ => {
                text.push('%');
                push_digits(&mut text, byte, digits);
            }
        }
    }
    text
}

fn push_digits(text: &mut String, byte: u8, digits: &[u8; 16]) {
    for nibble in [byte >> 4, byte & 0xF] {
        text.push(char::from(digits.get(usize::from(nibble)).copied().unwrap_or_default()));
    }
}

fn visit(view: View<'_>, secret: bool, depth: usize, found: &mut dyn FnMut(&str)) {
    if depth > MAX_DEPTH {
        return;
    }
    match view {
        View::Text(text) if secret => found(text),
        // Only within a parameter that the spec does not know is anything but text secret.
        View::Int(_) | View::Uint(_) | View::Float(_) if secret => found(&bare(view)),
        View::Bytes(bytes) if secret => found(&STANDARD.encode(bytes)),
        View::List(list) => {
            for index in 0..list.len() {
                visit(list.item(index), secret, depth + 1, found);
            }
        }
        View::Record(record) => {
            for (index, _, marks) in record.table().each() {
                let secret = secret || marks.is_some_and(|marks| marks.secret);
                let view = record.field(index);
                if !matches!(view, View::Absent) {
                    visit(view, secret, depth + 1, found);
                }
            }
            for extra in record.extra_parameters() {
                let secret = secret || extra.secret;
                // It is there, whatever it is. To mask `true` would only garble messages.
                if secret {
                    found("");
                }
                visit(extra.value.view(), secret, depth + 1, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_however_it_is_quoted() {
        let secret = "a/b+c=\"d\" \u{e4}?";
        for quoted in [
            "a/b+c=\"d\" \u{e4}?",
            r#"a/b+c=\"d\" \u{e4}?"#.replace("\\u{e4}", "\u{e4}").as_str(),
            r#"a\/b+c=\"d\" \u{e4}?"#.replace("\\u{e4}", "\u{e4}").as_str(),
            "a%2Fb%2Bc%3D%22d%22%20%C3%A4%3F",
            "a%2fb%2bc%3d%22d%22%20%c3%a4%3f",
            "a%2Fb%2Bc%3D%22d%22+%C3%A4%3F",
            "612f622b633d22642220c3a43f",
            "612F622B633D22642220C3A43F",
            "YS9iK2M9ImQiIMOkPw",
        ] {
            assert_eq!(mask(format!("<{quoted}>"), secret), "<[redacted]>", "{quoted}");
        }
        let same = |text: &str, secret| assert_eq!(mask(text.to_owned(), secret), text);
        same("a/b and nothing more", secret);
        same("abc", "abc");
    }

    /// A long one is looked for by its beginning, which ends within a character or a group of three.
    #[test]
    fn a_secret_of_any_length_is_found_in_every_form() {
        for length in 4..120 {
            for unit in ["a/ \"", "\u{e4}", "\u{6a21}\u{1f680}", "x\u{e4}y"] {
                let secret: String = unit.chars().cycle().take(length).collect();
                for form in FORMS {
                    let text = format!("<{}>", form.of(&secret).as_str());
                    let masked = mask(text.clone(), &secret);
                    assert_eq!(masked, "<[redacted]>", "{text}");
                }
            }
        }
    }

    #[test]
    fn a_large_secret_takes_no_time() {
        let secret = "pa55 w\u{f6}rd/\"".repeat(300_000);
        let quoted = format!("{secret} {}", QuotedForm::Base64.of(&secret).as_str());
        let start = std::time::Instant::now();
        assert_eq!(mask("An error, in short.".to_owned(), &secret), "An error, in short.");
        assert!(start.elapsed().as_millis() < 100, "{:?}", start.elapsed());
        assert_eq!(mask(quoted, &secret), "[redacted] [redacted]");
        assert!(start.elapsed().as_secs() < 6, "{:?}", start.elapsed());
    }
}
