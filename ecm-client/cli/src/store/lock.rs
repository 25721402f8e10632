//! Turns of processes that change the store.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::progress::Progress;
use crate::verdict::Failure;

/// Time to wait for a process that has the lock; adding every service takes seconds.
const MAX_WAIT: Duration = Duration::from_secs(600);
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Lock that the system gives back when the process ends, however it does.
#[derive(Debug)]
pub(crate) struct StoreLock {
    _file: File,
}

impl StoreLock {
    /// Takes the lock, or waits until the other process is done.
    pub(crate) fn take(path: &Path) -> Result<Self, Failure> {
        let failure = |error: io::Error| {
            Failure::Usage(format!(
                "`{}` cannot be written: {error}; no stored service was changed",
                path.display()
            ))
        };
        let begun = Instant::now();
        let mut progress = None;
        loop {
            if let Some(file) = try_take(path).map_err(failure)? {
                return Ok(Self { _file: file });
            }
            if begun.elapsed() > MAX_WAIT {
                return Err(Failure::Usage(format!(
                    "another `ecm service` has held `{}` for {} s; try again when it is done. No stored \
                     service was changed",
                    path.display(),
                    MAX_WAIT.as_secs()
                )));
            }
            progress.get_or_insert_with(|| Progress::start("waiting for another `ecm service`"));
            std::thread::sleep(POLL_INTERVAL);
        }
    }
}

/// Takes the lock; `None` while another process has it.
#[cfg(unix)]
fn try_take(path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    let file = options().open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(Errno::WOULDBLOCK) => Ok(None),
        // Some folders of a network have no locks; files are still replaced as a whole.
        Err(Errno::NOTSUP | Errno::NOLCK) => Ok(Some(file)),
        Err(error) => Err(error.into()),
    }
}

/// Takes the lock; `None` while another process has it.
#[cfg(windows)]
fn try_take(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt as _;

    const ERROR_SHARING_VIOLATION: i32 = 32;
    match options().share_mode(0).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Elsewhere there is no lock: files are still replaced as a whole.
#[cfg(not(any(unix, windows)))]
fn try_take(path: &Path) -> io::Result<Option<File>> {
    options().open(path).map(Some)
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_it_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".lock");
        let lock = StoreLock::take(&path).unwrap();
        assert!(try_take(&path).unwrap().is_none());
        drop(lock);
        assert!(try_take(&path).unwrap().is_some());
        let nowhere = StoreLock::take(&folder.path().join("none/.lock")).unwrap_err();
        assert!(nowhere.text().contains("cannot be written"), "{nowhere:?}");
    }
}
