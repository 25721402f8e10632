//! Small files with secrets in them.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use zeroize::Zeroizing;

use super::CredentialsError;

/// No such file is larger.
pub(super) const LARGEST: u64 = 64 * 1024;

/// Why a file is not read.
#[derive(Debug)]
pub(super) struct Unreadable {
    /// Whether there is none.
    pub(super) is_missing: bool,
    pub(super) problem: String,
}

/// What the closure gives, which may block: a home folder can be on a network that is down.
pub(super) async fn run_blocking<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, CredentialsError> + Send + 'static,
) -> Result<T, CredentialsError> {
    let task = match tokio::runtime::Handle::try_current() {
        Ok(runtime) => runtime.spawn_blocking(read),
        Err(_) => return read(),
    };
    task.await.unwrap_or_else(|_| Err(CredentialsError::new("reading the file was broken off")))
}

/// All of a regular file, which may stand behind a link. Blocks.
pub(super) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
    // Before it is opened, as opening a pipe waits for somebody to write into it.
    check(&std::fs::metadata(path).map_err(of_system)?)?;
    let file = File::open(path).map_err(of_system)?;
    let metadata = file.metadata().map_err(of_system)?;
    check(&metadata)?;
    // With room for all of it at once: a buffer that grows leaves pieces behind that are not wiped.
    let room = usize::try_from(LARGEST).unwrap_or_default() + 1;
    let mut bytes = Zeroizing::new(Vec::with_capacity(room));
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(of_system)?;
    if bytes.len() < room { Ok(bytes) } else { Err(too_large()) }
}

/// Whether anyone on this machine may read or change the file.
#[cfg(unix)]
pub(super) fn is_open_to_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o006 != 0)
}

/// Elsewhere it takes more than a few bits to find out, and nobody is warned.
#[cfg(not(unix))]
pub(super) fn is_open_to_all(_: &Path) -> bool {
    false
}

fn check(metadata: &Metadata) -> Result<(), Unreadable> {
    match metadata.is_file() {
        true if metadata.len() > LARGEST => Err(too_large()),
        true => Ok(()),
        false => Err(bad("it is not a regular file")),
    }
}

fn bad(problem: impl Into<String>) -> Unreadable {
    Unreadable { is_missing: false, problem: problem.into() }
}

fn too_large() -> Unreadable {
    bad(format!("it is larger than {LARGEST} bytes"))
}

fn of_system(error: io::Error) -> Unreadable {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            Unreadable { is_missing: true, problem: "there is no such file".to_owned() }
        }
        _ => bad(error.to_string()),
    }
}
