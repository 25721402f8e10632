//! Request of `ecm call`: inline, in a file, in a pipe or on the standard input.

use std::ffi::OsStr;
use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use crate::source;
use crate::verdict::Failure;

/// Maximum size of a request from a stream, in bytes; the service accepts less.
const MAX_INPUT: u64 = 32 * 1024 * 1024;

pub(super) struct Input<'a> {
    pub(super) json: String,
    /// File of the request, for messages.
    pub(super) file: Option<&'a Path>,
}

impl<'a> Input<'a> {
    /// Returns a request without fields.
    pub(super) fn empty() -> Self {
        Self { json: "{}".to_owned(), file: None }
    }

    /// Reads the request that an argument is or names.
    pub(super) fn read(argument: &'a OsStr) -> Result<Self, Failure> {
        let path = Path::new(argument);
        let (json, file) = match argument.to_str() {
            Some("-") => (source::utf8(read_stdin()?, "standard input")?, None),
            Some(inline) if is_object_or_list(inline) => (inline.to_owned(), None),
            // It could be part of a request, and so hold a secret: it is not printed.
            Some(other) if other.contains(['{', '"', '\n']) && !path.exists() => {
                return Err(Failure::Usage(
                    "`--json` is neither a file nor a JSON object, which begins with `{`; nothing was sent"
                        .to_owned(),
                ));
            }
            _ => (source::text(path)?, Some(path)),
        };
        Ok(Self { json, file })
    }
}

/// Reads the bytes of a body that travels raw.
pub(super) fn read_body(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") { read_stdin() } else { source::bytes(path) }
}

/// Tells inline JSON from a path; `./{` is a path.
fn is_object_or_list(argument: &str) -> bool {
    argument.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

fn read_stdin() -> Result<Vec<u8>, Failure> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        let _ = writeln!(
            anstream::stderr(),
            "reading the request from standard input; press Ctrl-D to end it"
        );
    }
    let mut bytes = Vec::new();
    stdin.lock().take(MAX_INPUT + 1).read_to_end(&mut bytes).map_err(|error| {
        Failure::Usage(format!("standard input cannot be read: {error}; nothing was sent"))
    })?;
    match bytes.len() as u64 > MAX_INPUT {
        true => Err(Failure::Usage(format!(
            "the request on standard input is larger than {MAX_INPUT} bytes; nothing was sent"
        ))),
        false => Ok(bytes),
    }
}
