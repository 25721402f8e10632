//! Named parameters of query strings and forms.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::REDACTED;

/// Characters that are escaped: all but letters, digits, space and `-._~`.
pub const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b' ');

/// Parameters in the order in which they are sent; wiped from memory when dropped.
#[derive(Clone, Default)]
pub struct Parameters(Vec<(String, Zeroizing<String>)>);

impl Parameters {
    /// Appends a parameter.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), Zeroizing::new(value.into())));
    }

    /// Iterates over names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Encodes the parameters as a query string or a form.
    ///
    /// The format is `Name=value&...`, with `+` for a space and everything else escaped that could
    /// be misread.
    #[must_use]
    pub fn encode(&self) -> Zeroizing<String> {
        let size = self.0.iter().map(|(name, value)| name.len() + value.len() * 2 + 2).sum();
        let mut text = Zeroizing::new(String::with_capacity(size));
        for (name, value) in self.iter() {
            if !text.is_empty() {
                text.push('&');
            }
            encode_into(name, &mut text);
            text.push('=');
            encode_into(value, &mut text);
        }
        text
    }
}

fn encode_into(text: &str, encoded: &mut Zeroizing<String>) {
    for piece in utf8_percent_encode(text, ESCAPED) {
        for (index, words) in piece.split(' ').enumerate() {
            if index > 0 {
                encoded.push('+');
            }
            encoded.push_str(words);
        }
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut parameters = Self::default();
        for (name, value) in pairs {
            parameters.push(name, value);
        }
        parameters
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, _) in &self.0 {
            map.entry(name, &format_args!("{REDACTED}"));
        }
        map.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_misread_is_escaped() {
        for (value, encoded) in [
            (
                "a b&c=d+e/f?g#h%i~j*k'l(m)n!o",
                "a+b%26c%3Dd%2Be%2Ff%3Fg%23h%25i~j%2Ak%27l%28m%29n%21o",
            ),
            ("-_.~", "-_.~"),
            ("模 🚀\u{0}\r\n", "%E6%A8%A1+%F0%9F%9A%80%00%0D%0A"),
            ("", ""),
            ("  ", "++"),
        ] {
            let parameters: Parameters = [("A.0", value), ("é", "1")].into_iter().collect();
            assert_eq!(*parameters.encode(), format!("A.0={encoded}&%C3%A9=1"));
        }
        assert_eq!(*Parameters::default().encode(), "");
    }

    #[test]
    fn debug_shows_names_only() {
        let parameters: Parameters = [("Password", "hunter2-hunter2")].into_iter().collect();
        assert_eq!(format!("{parameters:?}"), r#"{"Password": [redacted]}"#);
    }
}
