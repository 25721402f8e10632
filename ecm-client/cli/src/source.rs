//! Lookup of the spec that an argument names.

use std::borrow::Cow;
use std::io::Read as _;
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
        match read_bytes(written) {
            Ok(bytes) => Ok(Self { name, bytes: Cow::Owned(bytes) }),
            Err(ReadError::Missing(mut message)) => {
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

/// Reads a text file other than a spec, or a pipe such as `<(command)`.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    utf8(bytes(path)?, &format!("`{}`", path.display()))
}

/// Reads a text file that is going to be replaced, which a pipe cannot be.
pub(crate) fn replaceable_text(path: &Path) -> Result<String, Failure> {
    utf8(input::read(path)?, &format!("`{}`", path.display()))
}

/// Converts bytes to text; `what` names their origin in the error.
pub(crate) fn utf8(bytes: Vec<u8>, what: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let form = match error.as_bytes() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => " but UTF-16; save it as UTF-8",
            _ => "",
        };
        Failure::Usage(format!("{what} is not UTF-8 text{form}"))
    })
}

/// Failure to read a file that an argument names.
enum ReadError {
    Missing(String),
    Other(String),
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        let (ReadError::Missing(message) | ReadError::Other(message)) = error;
        Self::Usage(message)
    }
}

/// Reads a file of any bytes, or a pipe.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    Ok(read_bytes(path)?)
}

/// Reads a file or a pipe.
fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    if is_pipe(path) {
        return piped(path).map_err(ReadError::Other);
    }
    input::read(path).map_err(|error| match path.to_str().and_then(file_of_url) {
        Some(file) if error.is_missing() => ReadError::Other(format!(
            "{error}; a file is named by its path, not by a URL: `{file}`"
        )),
        _ if error.is_missing() => ReadError::Missing(error.to_string()),
        _ => ReadError::Other(error.to_string()),
    })
}

/// Returns the path in a `file:` URL, or behind the `@` of other tools.
fn file_of_url(written: &str) -> Option<&str> {
    let path = written.strip_prefix("file:").map(|rest| rest.strip_prefix("//").unwrap_or(rest));
    path.or_else(|| written.strip_prefix('@')).filter(|path| !path.is_empty())
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;

    std::fs::metadata(path).is_ok_and(|about| about.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

/// Reads a pipe to its end, which its writer decides, and at most as much as a file may hold.
fn piped(path: &Path) -> Result<Vec<u8>, String> {
    let (limit, shown) = (ecm_spec::MAX_SIZE, path.display());
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path);
    file.and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| format!("`{shown}` cannot be read: {error}"))?;
    match bytes.len() > limit {
        true => Err(format!("`{shown}` is too large: at most {limit} bytes are allowed")),
        false => Ok(bytes),
    }
}

pub(crate) fn default_spec() -> &'static str {
    ecm_spec::shipped_names().next().unwrap_or_default()
}
