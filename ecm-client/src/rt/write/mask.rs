//! Masking of a request's secrets in text from the service.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::utf8_percent_encode;
use zeroize::Zeroizing;

use crate::rt::{MAX_DEPTH, Record, View};
use ecm_sign::REDACTED;
use ecm_sign::{ESCAPED, hex};

/// Replaces every secret of the record in `text`: a service may quote the request in an error.
pub(crate) fn mask_secrets(record: &dyn Record, text: String) -> String {
    let mut text = text;
    visit(View::Record(record), false, 0, &mut |secret| {
        text = mask(&text, secret);
    });
    text
}

/// Returns `true` if a secret field of the record, or of one within it, has a value.
pub(crate) fn holds_secrets(record: &dyn Record) -> bool {
    let mut found = false;
    visit(View::Record(record), false, 0, &mut |_| found = true);
    found
}

/// Replaces one secret, in every form in which it may be quoted. A secret of fewer than four bytes
/// stays: replacing it would destroy plain words.
pub(crate) fn mask(text: &str, secret: &str) -> String {
    const MIN_LENGTH: usize = 4;
    let mut text = text.to_owned();
    if secret.len() >= MIN_LENGTH {
        for form in forms(secret) {
            if text.contains(&**form) {
                text = text.replace(&**form, REDACTED);
            }
        }
    }
    text
}

/// Returns a secret as it stands in plain text, JSON, a URL, a form, hexadecimal or Base64.
fn forms(secret: &str) -> [Zeroizing<String>; 10] {
    let json = Zeroizing::new(serde_json::Value::from(secret).to_string());
    let json = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or(&json);
    let form = Zeroizing::new(utf8_percent_encode(secret, ESCAPED).to_string().replace(' ', "+"));
    let url = Zeroizing::new(form.replace('+', "%20"));
    let hex = Zeroizing::new(hex(secret.as_bytes()));
    [
        secret.to_owned(),
        json.to_owned(),
        json.replace('/', "\\/"),
        form.to_string(),
        url.to_string(),
        lower_escapes(&url),
        hex.to_string(),
        hex.to_uppercase(),
        // The padding says nothing.
        STANDARD_NO_PAD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
    ]
    .map(Zeroizing::new)
}

/// Converts the digits of percent escapes to lower case.
fn lower_escapes(url: &str) -> String {
    let mut digits = 0;
    let lower = |character: char| {
        let is_digit = digits > 0;
        digits = if character == '%' { 2 } else { usize::saturating_sub(digits, 1) };
        if is_digit { character.to_ascii_lowercase() } else { character }
    };
    url.chars().map(lower).collect()
}

fn visit(view: View<'_>, secret: bool, depth: usize, found: &mut dyn FnMut(&str)) {
    if depth > MAX_DEPTH {
        return;
    }
    match view {
        View::Text(text) if secret => found(text),
        View::List(list) => {
            for index in 0..list.len() {
                visit(list.item(index), secret, depth + 1, found);
            }
        }
        View::Record(record) => {
            for (index, _, marks) in record.table().each() {
                let secret = marks.is_some_and(|marks| marks.secret);
                visit(record.field(index), secret, depth + 1, found);
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
            assert_eq!(mask(&format!("<{quoted}>"), secret), "<[redacted]>", "{quoted}");
        }
        assert_eq!(mask("a/b and nothing more", secret), "a/b and nothing more");
        assert_eq!(mask("abc", "abc"), "abc", "too short to be a secret");
    }
}
