//! Credentials file that is changed.

use std::fmt;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::write_back::{self, WriteBack};
use super::{CredentialsError, read_profile};
use crate::environment::Env;
use crate::profile::FILE;
use crate::profile::parse::{Line, read_line, unquoted};
use crate::small_file;

/// Credentials file that is read, changed and written.
///
/// Everything that is not changed stays as it was written, comments and names of other programs included. The file
/// is replaced as a whole, with mode 0600, and only if nobody else has changed it since it was read.
pub struct CredentialsFile {
    path: PathBuf,
    /// Content when it was read; `None` if there was no file.
    read: Option<Zeroizing<Vec<u8>>>,
    text: Zeroizing<String>,
}

impl CredentialsFile {
    /// Returns the path of the user's file: the one that `TENCENTCLOUD_CREDENTIALS_FILE` names, else
    /// `~/.tencentcloud/credentials`.
    ///
    /// # Errors
    ///
    /// If the variable is empty, or there is no home folder.
    pub fn user_path() -> Result<PathBuf, CredentialsError> {
        let variables = Env::default();
        match variables.raw(FILE) {
            Some(path) if path.is_empty() => {
                Err(CredentialsError::new(format!("{FILE} is empty; set it to a path or unset it")))
            }
            Some(path) => Ok(path.into()),
            None => {
                let home = variables.home().ok_or_else(|| {
                    CredentialsError::new(format!("there is no home folder; set {FILE} to a path"))
                })?;
                Ok(home.join(".tencentcloud").join("credentials"))
            }
        }
    }

    /// Reads the file at a path, possibly through a link; a file that does not exist has no profiles. Blocks.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or has a line that no provider would take.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, CredentialsError> {
        let given = path.as_ref();
        let failed =
            |problem: String| CredentialsError::new(format!("{}: {problem}", given.display()));
        // What is replaced is the file that a link leads to, not the link.
        let path = std::fs::canonicalize(given).unwrap_or_else(|_| given.to_owned());
        let read = match small_file::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.is_missing => None,
            Err(error) => return Err(failed(error.problem)),
        };
        let bytes = read.as_ref().map_or(&[][..], |bytes| bytes);
        check(bytes).map_err(|error| failed(error.to_string()))?;
        let text = Zeroizing::new(String::from_utf8_lossy(bytes).into_owned());
        Ok(Self { path, read, text })
    }

    /// Returns the names of the profiles, in the order of the file.
    #[must_use]
    pub fn profiles(&self) -> Vec<&str> {
        let names = self.text.lines().filter_map(|line| match read_line(line) {
            Ok(Line::Profile(name)) => Some(name),
            _ => None,
        });
        names.collect()
    }

    /// Returns a value of a profile; the name is one in lower case, such as `secret_id`.
    #[must_use]
    pub fn value(&self, profile: &str, name: &str) -> Option<&str> {
        let line = self.lines_of(profile).into_iter().find(|line| line.has_name(name))?;
        Some(match is_command(name) {
            true => line.written,
            false => unquoted(line.written).unwrap_or_default(),
        })
    }

    /// Sets a value of a profile; `None` removes it. The profile is added where there is none.
    ///
    /// # Errors
    ///
    /// If the name or the value cannot stand in a credentials file. The value is not repeated.
    pub fn set(
        &mut self,
        profile: &str,
        name: &str,
        value: Option<&str>,
    ) -> Result<(), CredentialsError> {
        check_name(profile)?;
        check_name(name)?;
        value.map_or(Ok(()), |value| check_value(name, value))?;
        let lines = self.lines_of(profile);
        let range = match lines.iter().find(|line| line.has_name(name)) {
            Some(line) => line.start..line.end,
            None => {
                let end = lines.last().map(|line| line.end).or_else(|| self.end_of_header(profile));
                let end = end.unwrap_or(self.text.len());
                end..end
            }
        };
        let has_profile = self.profiles().contains(&profile);
        let Some(value) = value else {
            self.text.replace_range(range, "");
            return Ok(());
        };
        let mut inserted = Zeroizing::new(String::new());
        let before = self.text.get(..range.start).unwrap_or_default();
        if !before.is_empty() && !before.ends_with('\n') {
            inserted.push('\n');
        }
        if !has_profile {
            if !before.is_empty() {
                inserted.push('\n');
            }
            inserted.push_str(&format!("[{profile}]\n"));
        }
        inserted.push_str(&format!("{name} = "));
        inserted.push_str(value);
        inserted.push('\n');
        // A new text rather than a longer one: what a text leaves behind when it grows is not wiped.
        let after = self.text.get(range.end..).unwrap_or_default();
        let mut text =
            Zeroizing::new(String::with_capacity(before.len() + inserted.len() + after.len()));
        text.push_str(before);
        text.push_str(&inserted);
        text.push_str(after);
        self.text = text;
        Ok(())
    }

    /// Writes the file, and its folder where there is none. Returns false, without a change, if somebody else has
    /// changed the file since it was read. Blocks.
    ///
    /// # Errors
    ///
    /// If a provider would not take the file, or it cannot be written. It is as it was then.
    pub fn write(&self) -> Result<bool, CredentialsError> {
        let failed = |problem: String| {
            CredentialsError::new(format!(
                "{}: {problem}; nothing was changed",
                self.path.display()
            ))
        };
        check(self.text.as_bytes()).map_err(|error| failed(error.to_string()))?;
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            create_folder(folder).map_err(|error| failed(error.to_string()))?;
        }
        let expected = self.read.as_ref().map(|bytes| bytes.as_slice());
        let written = write_back::replace(&self.path, expected, self.text.as_bytes());
        Ok(written.map_err(failed)? == WriteBack::Written)
    }

    /// Returns the path of the file, without links.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lines of a profile that have a value.
    fn lines_of(&self, profile: &str) -> Vec<ValueLine<'_>> {
        let (mut lines, mut start, mut is_inside) = (Vec::new(), 0, false);
        for whole in self.text.split_inclusive('\n') {
            let end = start + whole.len();
            match read_line(whole) {
                Ok(Line::Profile(name)) => is_inside = name == profile,
                Ok(Line::Value(name, written)) if is_inside => {
                    lines.push(ValueLine { start, end, name, written });
                }
                _ => {}
            }
            start = end;
        }
        lines
    }

    /// End of the line with the name of a profile.
    fn end_of_header(&self, profile: &str) -> Option<usize> {
        let mut end = 0;
        for whole in self.text.split_inclusive('\n') {
            end += whole.len();
            if matches!(read_line(whole), Ok(Line::Profile(name)) if name == profile) {
                return Some(end);
            }
        }
        None
    }
}

impl fmt::Debug for CredentialsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsFile").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Line with a value, at its place in the text.
struct ValueLine<'t> {
    start: usize,
    end: usize,
    name: &'t str,
    written: &'t str,
}

impl ValueLine<'_> {
    fn has_name(&self, name: &str) -> bool {
        // Both are names of the same value.
        let usual = |name: &str| match name.to_ascii_lowercase().as_str() {
            "security_token" => "token".to_owned(),
            name => name.to_owned(),
        };
        usual(self.name) == usual(name)
    }
}

fn check_name(name: &str) -> Result<(), CredentialsError> {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "-_.".contains(char);
    match !name.is_empty() && name.chars().all(is_plain) {
        true => Ok(()),
        false => Err(CredentialsError::new(format!(
            "{name:?} cannot be the name of a profile or a value: letters, digits, `-`, `_` and `.` can"
        ))),
    }
}

fn check_value(name: &str, value: &str) -> Result<(), CredentialsError> {
    let is_plain = match is_command(name) {
        true => value.trim() == value && !value.contains(char::is_control),
        false => unquoted(value) == Ok(value) && !value.contains(['"', '\'', '`']),
    };
    match is_plain && !value.is_empty() {
        true => Ok(()),
        false => Err(CredentialsError::new(format!(
            "the value of {name} is empty or has white space, quotes or control characters"
        ))),
    }
}

/// The value of `credential_process` has blanks and quotes of its own.
fn is_command(name: &str) -> bool {
    name.eq_ignore_ascii_case("credential_process")
}

/// Checks the lines of a file; its profiles may be incomplete.
fn check(text: &[u8]) -> Result<(), CredentialsError> {
    if text.len() as u64 > small_file::MAX_SIZE {
        return Err(CredentialsError::new(format!(
            "the file would be too large: at most {} bytes are read",
            small_file::MAX_SIZE
        )));
    }
    // No profile has this name, so that every line is read and none is missed.
    match read_profile(text, "\n") {
        Err(error) if !error.is_absent() => Err(error),
        _ => Ok(()),
    }
}

fn create_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests;
