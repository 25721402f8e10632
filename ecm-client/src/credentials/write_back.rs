//! Replacement of a file, as a whole and only if it still is what was read.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::small_file;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WriteBack {
    Written,
    /// The file has changed since it was read, or is gone; it was left as it is.
    Changed,
}

/// Replaces a file that holds `expected`, or none where that is `None`, by one that holds `text`, with mode 0600. Blocks.
///
/// The path has no links. An error says why the file cannot be written; it is as it was then.
pub(super) fn replace(
    path: &Path,
    expected: Option<&[u8]>,
    text: &[u8],
) -> Result<WriteBack, String> {
    let written = replace_file(path, expected, text);
    written.map_err(|error| error.to_string())
}

fn replace_file(path: &Path, expected: Option<&[u8]>, text: &[u8]) -> io::Result<WriteBack> {
    let mut new = NewFile::create(path)?;
    new.file.write_all(text)?;
    new.file.sync_all()?;
    // At the last moment, as nothing keeps other programs from writing.
    match small_file::read(path) {
        Ok(bytes) if expected == Some(bytes.as_slice()) => {}
        Err(error) if error.is_missing && expected.is_none() => {}
        Ok(_) => return Ok(WriteBack::Changed),
        Err(error) if error.is_missing => return Ok(WriteBack::Changed),
        Err(error) => return Err(io::Error::other(error.problem)),
    }
    new.take_the_place_of(path)?;
    Ok(WriteBack::Written)
}

/// New file beside the one that it replaces; dropped before that, it is removed.
struct NewFile {
    path: PathBuf,
    file: File,
    is_in_place: bool,
}

impl NewFile {
    fn create(old: &Path) -> io::Result<Self> {
        let path = beside(old, &format!(".{:032x}.tmp", fastrand::u128(..)));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path)?;
        let new = Self { path, file, is_in_place: false };
        new.keep_owner(old)?;
        Ok(new)
    }

    /// Gives the file to the owner of the old one, such as the user behind `sudo`.
    #[cfg(unix)]
    fn keep_owner(&self, old: &Path) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        // Where it is gone, nothing takes its place.
        let Ok(old) = fs::metadata(old) else { return Ok(()) };
        match self.file.metadata()?.uid() == old.uid() {
            true => Ok(()),
            false => fchown(&self.file, Some(old.uid()), Some(old.gid())),
        }
    }

    #[cfg(not(unix))]
    fn keep_owner(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn take_the_place_of(&mut self, old: &Path) -> io::Result<()> {
        fs::rename(&self.path, old)?;
        self.is_in_place = true;
        // The name is on the disk with its folder; where that cannot be written out, the file is in place
        // all the same.
        #[cfg(unix)]
        if let Some(folder) = old.parent().and_then(|folder| File::open(folder).ok()) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_in_place {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Path of a file in the same folder, with this end behind its name.
pub(super) fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(end);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap();
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_replaced_only_where_it_is_what_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("default.credential");
        fs::write(&file, "old").unwrap();
        assert_eq!(replace(&file, Some(b"older"), b"new"), Ok(WriteBack::Changed));
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        assert_eq!(replace(&file, Some(b"old"), b"new"), Ok(WriteBack::Written));
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::remove_file(&file).unwrap();
        assert_eq!(replace(&file, Some(b"new"), b"newer"), Ok(WriteBack::Changed), "logged out");
        assert_eq!(files(folder.path()), <[String; 0]>::default());
        assert_eq!(replace(&file, None, b"first"), Ok(WriteBack::Written));
        assert_eq!(replace(&file, None, b"second"), Ok(WriteBack::Changed), "somebody was first");
        assert_eq!(fs::read_to_string(&file).unwrap(), "first");
        fs::remove_file(&file).unwrap();
        assert!(replace(&folder.path().join("none/default"), Some(b""), b"").is_err());
        // A folder in its place is an error, and nothing is left behind.
        fs::create_dir(&file).unwrap();
        assert!(replace(&file, Some(b""), b"").is_err());
        assert_eq!(files(folder.path()), ["default.credential"]);
    }
}
