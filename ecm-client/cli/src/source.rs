//! Finds the spec that an argument means.

use std::borrow::Cow;
use std::path::Path;

use ecm_codegen::input;
use ecm_spec::{Problems, Spec};

use crate::paint;
use crate::verdict::Failure;

/// A text that should be a spec.
pub(crate) struct Source {
    /// What to call it: the path as given, or the name of a shipped spec.
    pub(crate) name: String,
    bytes: Cow<'static, [u8]>,
}

impl Source {
    /// The spec that ships under this name, or else the file at this path. A file that is called
    /// as a shipped spec is meant by `./NAME`.
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

    /// A text that is, or is to be, the file at a path.
    pub(crate) fn new(path: &Path, text: String) -> Self {
        Self { name: path.display().to_string(), bytes: Cow::Owned(text.into_bytes()) }
    }

    /// The text; up to a byte that is not UTF-8 exactly what the file holds.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// The spec, or all of its problems.
    pub(crate) fn read(&self) -> Result<Spec, Problems> {
        ecm_spec::read_bytes(&self.bytes)
    }

    /// What changes when the text does.
    pub(crate) fn fingerprint(&self) -> String {
        ecm_spec::fingerprint(&self.bytes)
    }

    /// The spec, for a command that can do nothing without it.
    pub(crate) fn spec(&self) -> Result<Spec, Failure> {
        self.read()
            .map_err(|problems| Failure::Spec(paint::problems(&problems, &self.name, &self.text())))
    }
}

/// The text of a file that is no spec, but goes with one.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    utf8(input::read(path)?, &format!("`{}`", path.display()))
}

/// Bytes as text; `what` is where they are from.
pub(crate) fn utf8(bytes: Vec<u8>, what: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|_| Failure::Usage(format!("{what} is not UTF-8 text")))
}

/// The spec that is meant where none is named.
pub(crate) fn default_spec() -> &'static str {
    ecm_spec::shipped_names().next().unwrap_or_default()
}
