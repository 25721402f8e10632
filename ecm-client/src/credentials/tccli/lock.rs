//! Turns of processes that renew the same login.
//!
//! A lock spares the service a hundred renewals at once. That nobody's login is lost does not rest on
//! it, but on the comparison before a file is replaced.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::credentials::write_back::beside;

/// Age from which a lock counts as left behind: a renewal takes less than that.
const MAX_AGE: Duration = Duration::from_secs(60);

/// Lock that is held; dropped, it is given back.
pub(super) struct LockFile {
    path: PathBuf,
    owner: String,
}

impl LockFile {
    /// Takes the lock of a file; `None` while somebody else has it. Blocks.
    pub(super) fn take(file: &Path) -> io::Result<Option<Self>> {
        let path = beside(file, ".lock");
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(mut created) => {
                let lock = Self { path, owner: format!("{:032x}", fastrand::u128(..)) };
                created.write_all(lock.owner.as_bytes())?;
                Ok(Some(lock))
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if is_left_behind(&path) {
                    // Renamed first: of several processes that see it, one removes it.
                    let aside = beside(&path, &format!(".{:016x}", fastrand::u64(..)));
                    fs::rename(&path, &aside)?;
                    fs::remove_file(aside)?;
                }
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

impl Drop for LockFile {
    fn drop(&mut self) {
        // It may have counted as left behind, and be somebody else's by now.
        if fs::read(&self.path).is_ok_and(|owner| owner == self.owner.as_bytes()) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn is_left_behind(path: &Path) -> bool {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
    let age = modified.ok().and_then(|at| SystemTime::now().duration_since(at).ok());
    age.is_some_and(|age| age > MAX_AGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_it_at_a_time_and_what_is_left_behind_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("default.credential");
        let lock = LockFile::take(&file).unwrap().unwrap();
        assert!(LockFile::take(&file).unwrap().is_none());
        drop(lock);
        let lock = LockFile::take(&file).unwrap().unwrap();
        let old = SystemTime::now() - 2 * MAX_AGE;
        fs::File::options().write(true).open(&lock.path).unwrap().set_modified(old).unwrap();
        assert!(LockFile::take(&file).unwrap().is_none(), "removed, and taken at the next look");
        let next = LockFile::take(&file).unwrap().unwrap();
        drop(lock);
        assert!(LockFile::take(&file).unwrap().is_none(), "it is the next one's");
        drop(next);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(LockFile::take(&folder.path().join("none/default.credential")).is_err());
    }
}
