//! Input of the generator: the file of a spec, and the names of the actions and groups to select.

use std::path::{Path, PathBuf};
use std::{fs, io};

use ecm_spec::model::Spec;

use crate::{Selection, Selector};

/// Failure to read the file of a spec.
#[derive(Debug)]
pub struct InputError {
    path: PathBuf,
    cause: InputErrorKind,
}

#[derive(Debug)]
enum InputErrorKind {
    Missing,
    Directory,
    NotRegular,
    TooLarge(u64),
    Io(io::Error),
}

impl InputError {
    /// Returns `true` if the file does not exist.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self.cause, InputErrorKind::Missing)
    }
}

impl std::fmt::Display for InputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.path.display();
        match &self.cause {
            InputErrorKind::Missing => write!(f, "there is no file `{path}`"),
            InputErrorKind::Directory => write!(f, "`{path}` is a directory: name a file"),
            InputErrorKind::NotRegular => {
                write!(f, "`{path}` is not a regular file: save its contents as a file first")
            }
            InputErrorKind::TooLarge(size) => write!(
                f,
                "`{path}` is too large: it has {size} bytes, at most {} are allowed",
                ecm_spec::MAX_SIZE
            ),
            InputErrorKind::Io(error) => write!(f, "`{path}` cannot be read: {error}"),
        }
    }
}

impl std::error::Error for InputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            InputErrorKind::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// Reads the bytes of a spec.
///
/// # Errors
///
/// Fails if the file does not exist, is not a regular file, is larger than [`ecm_spec::MAX_SIZE`] or cannot
/// be read.
pub fn read(path: &Path) -> Result<Vec<u8>, InputError> {
    contents(path).map_err(|cause| InputError { path: path.to_owned(), cause })
}

fn contents(path: &Path) -> Result<Vec<u8>, InputErrorKind> {
    let cause = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => InputErrorKind::Missing,
        _ => InputErrorKind::Io(error),
    };
    // Checked before opening, because opening a pipe can block for ever.
    let about = fs::metadata(path).map_err(cause)?;
    if about.is_dir() {
        return Err(InputErrorKind::Directory);
    }
    if !about.is_file() {
        return Err(InputErrorKind::NotRegular);
    }
    if about.len() > ecm_spec::MAX_SIZE as u64 {
        return Err(InputErrorKind::TooLarge(about.len()));
    }
    fs::read(path).map_err(cause)
}

/// Selects the listed actions and the actions of the listed groups; without either list, all actions.
///
/// # Errors
///
/// Returns one message for each name that the spec does not have.
pub fn select(
    spec: &Spec,
    actions: Option<&[impl AsRef<str>]>,
    groups: Option<&[impl AsRef<str>]>,
) -> Result<Selection, Vec<String>> {
    let Some(wanted) = Selector::list(actions, groups) else { return Ok(Selection::all(spec)) };
    Selection::of(spec, &wanted)
        .map_err(|unknown| unknown.into_iter().map(|unknown| unknown.message).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_refused_with_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let none = folder.path().join("none.json");
        let missing = read(&none).unwrap_err();
        assert!(missing.is_missing());
        assert!(missing.to_string().contains("none.json"), "{missing}");
        let directory = read(folder.path()).unwrap_err();
        assert!(!directory.is_missing());
        assert!(directory.to_string().ends_with("is a directory: name a file"), "{directory}");
    }

    #[test]
    fn a_file_that_is_too_large_is_refused_before_it_is_read() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(ecm_spec::MAX_SIZE as u64 + 1).unwrap();
        assert!(read(file.path()).unwrap_err().to_string().contains("too large"));
        file.as_file().set_len(3).unwrap();
        assert_eq!(read(file.path()).unwrap(), [0; 3]);
    }
}
