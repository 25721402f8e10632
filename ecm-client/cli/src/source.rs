//! Lookup of the spec that an argument names.

use std::borrow::Cow;
use std::path::Path;

use ecm_codegen::input;
use ecm_spec::{Problems, Spec};

use crate::paint;
use crate::verdict::Failure;

/// Text of a spec, not checked yet.
pub(crate) struct Source {
    /// Name for messages: the path as given, or the name of a shipped spec.
    pub(crate) name: String,
    bytes: Cow<'static, [u8]>,
}

impl Source {
    /// Finds the shipped spec of a name, or else reads the file at the path; `./NAME` is a file.
    pub(crate) fn find(written: &Path) -> Result<Self, Failure> {
        let name = written.display().to_string();
        if let Some(text) = written.to_str().and_then(ecm_spec::shipped) {
            return Ok(Self { name, bytes: Cow::Borrowed(text.as_bytes()) });
        }
        match input::read(written) {
            Ok(bytes) => Ok(Self { name, bytes: Cow::Owned(bytes) }),
            Err(error) if error.is_missing() => {
                let mut message = error.to_string();
                if let Some(close) = ecm_spec::closest(&name, ecm_spec::shipped_names()) {
                    message.push_str(&format!("; did you mean the shipped spec `{close}`?"));
                }
                Err(Failure::Usage(message))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Creates a source from the present or future text of a file.
    pub(crate) fn new(path: &Path, text: String) -> Self {
        Self { name: path.display().to_string(), bytes: Cow::Owned(text.into_bytes()) }
    }

    /// Returns the text, equal to the file up to the first byte that is not UTF-8.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Parses and checks the spec.
    pub(crate) fn read(&self) -> Result<Spec, Problems> {
        ecm_spec::read_bytes(&self.bytes)
    }

    pub(crate) fn fingerprint(&self) -> String {
        ecm_spec::fingerprint(&self.bytes)
    }

    /// Parses and checks the spec, with the problems rendered for a command that needs it.
    pub(crate) fn spec(&self) -> Result<Spec, Failure> {
        self.read()
            .map_err(|problems| Failure::Spec(paint::problems(&problems, &self.name, &self.text())))
    }
}

/// Reads a text file other than a spec.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    utf8(input::read(path)?, &format!("`{}`", path.display()))
}

/// Converts bytes to text; `what` names their origin in the error.
pub(crate) fn utf8(bytes: Vec<u8>, what: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|_| Failure::Usage(format!("{what} is not UTF-8 text")))
}

pub(crate) fn default_spec() -> &'static str {
    ecm_spec::shipped_names().next().unwrap_or_default()
}
