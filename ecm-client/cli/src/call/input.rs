//! JSON of `ecm call`: inline, in a file, in a pipe or on the standard input.

use std::ffi::OsStr;
use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::Path;

use super::comments;
use crate::source;
use crate::verdict::Failure;

/// Maximum size of a request from a stream, in bytes; the service accepts less.
const MAX_INPUT: u64 = 32 * 1024 * 1024;

pub(super) struct Input<'a> {
    pub(super) json: String,
    /// File of the request, for messages.
    pub(super) file: Option<&'a Path>,
    /// True if the request is an argument itself.
    pub(super) is_inline: bool,
}

impl<'a> Input<'a> {
    /// Returns a request without fields.
    pub(super) fn empty() -> Self {
        Self { json: "{}".to_owned(), file: None, is_inline: false }
    }

    /// Reads the request that an argument is or names.
    pub(super) fn read(argument: &'a OsStr) -> Result<Self, Failure> {
        let path = Path::new(argument);
        let mut is_inline = false;
        let (json, file) = match argument.to_str() {
            Some("-") => (source::utf8(read_stdin("the request")?, "standard input")?, None),
            Some(inline) if is_object_or_list(inline) => {
                is_inline = true;
                (inline.to_owned(), None)
            }
            // It could be part of a request, and so hold a secret: it is not printed.
            Some(other) if other.contains(['{', '"', '\n']) && !path.exists() => {
                return Err(Failure::Usage(
                    "`--json` is neither a file nor a JSON object, which begins with `{`; nothing was sent"
                        .to_owned(),
                ));
            }
            _ => (source::text(path)?, Some(path)),
        };
        Ok(Self { json: comments::blank(json), file, is_inline })
    }
}

/// Reads the bytes of a body that travels raw.
pub(super) fn read_body(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") { read_stdin("the request") } else { source::bytes(path) }
}

/// Tells inline JSON from a path; `./{` is a path.
fn is_object_or_list(argument: &str) -> bool {
    argument.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

/// Reads standard input to its end; `what` names what it holds.
pub(super) fn read_stdin(what: &str) -> Result<Vec<u8>, Failure> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        let _ = writeln!(
            anstream::stderr(),
            "reading {what} from standard input; press Ctrl-D to end it"
        );
    }
    let mut bytes = Vec::new();
    stdin.lock().take(MAX_INPUT + 1).read_to_end(&mut bytes).map_err(|error| {
        Failure::Usage(format!("standard input cannot be read: {error}; nothing was sent"))
    })?;
    match bytes.len() as u64 > MAX_INPUT {
        true => Err(Failure::Usage(format!(
            "{what} on standard input is larger than {MAX_INPUT} bytes; nothing was sent"
        ))),
        false => Ok(bytes),
    }
}
