//! Small files, most of them with secrets in them.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use zeroize::Zeroizing;

use crate::CredentialsError;

pub(crate) const MAX_SIZE: u64 = 64 * 1024;

#[derive(Debug)]
pub(crate) struct ReadFileError {
    pub(crate) is_missing: bool,
    pub(crate) problem: String,
}

/// Runs a closure that may block: a home folder can be on a network that is down.
pub(crate) async fn run_blocking<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, CredentialsError> + Send + 'static,
) -> Result<T, CredentialsError> {
    let task = match tokio::runtime::Handle::try_current() {
        Ok(runtime) => runtime.spawn_blocking(read),
        Err(_) => return read(),
    };
    task.await
        .unwrap_or_else(|_| Err(CredentialsError::new("reading the file was cancelled; try again")))
}

/// Reads a regular file with secrets, possibly through a link. Blocks.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, ReadFileError> {
    read_up_to(path, MAX_SIZE)
}

/// Reads a regular file of at most this size, possibly through a link. Blocks.
pub(crate) fn read_up_to(path: &Path, max: u64) -> Result<Zeroizing<Vec<u8>>, ReadFileError> {
    // Allocated at once: a buffer that grows leaves pieces behind that are not wiped.
    let capacity = usize::try_from(max).unwrap_or_default() + 1;
    let mut bytes = Zeroizing::new(Vec::with_capacity(capacity));
    read_into(&mut bytes, path, max)?;
    Ok(bytes)
}

/// Reads a regular file without secrets, possibly through a link. Blocks.
pub(crate) fn read_public(path: &Path, max: u64) -> Result<Vec<u8>, ReadFileError> {
    let mut bytes = Vec::new();
    read_into(&mut bytes, path, max)?;
    Ok(bytes)
}

fn read_into(bytes: &mut Vec<u8>, path: &Path, max: u64) -> Result<(), ReadFileError> {
    // Checked before it is opened, as opening a pipe waits for a writer.
    check(&std::fs::metadata(path).map_err(io_error)?, max)?;
    let file = File::open(path).map_err(io_error)?;
    check(&file.metadata().map_err(io_error)?, max)?;
    let count = file.take(max + 1).read_to_end(bytes).map_err(io_error)?;
    if count as u64 <= max { Ok(()) } else { Err(too_large(max)) }
}

/// Tells whether everybody on this machine may read or change the file.
#[cfg(unix)]
pub(crate) fn is_world_accessible(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o006 != 0)
}

/// Elsewhere it takes more than a few bits to find out, and no warning is given.
#[cfg(not(unix))]
pub(crate) fn is_world_accessible(_: &Path) -> bool {
    false
}

/// Tells whether everybody on this machine may enter the folder of a file.
#[cfg(unix)]
pub(crate) fn is_in_open_folder(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = path.parent().and_then(|folder| std::fs::metadata(folder).ok());
    folder.is_none_or(|metadata| metadata.permissions().mode() & 0o001 != 0)
}

/// As above: no warning is given.
#[cfg(not(unix))]
pub(crate) fn is_in_open_folder(_: &Path) -> bool {
    false
}

/// Fails unless nobody but the user and the administrator can have written a file.
///
/// Its text is going to be obeyed. The problem follows the word "as".
#[cfg(unix)]
pub(crate) fn check_owner(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt as _;

    const OTHERS_WRITE: u32 = 0o022;
    const STICKY: u32 = 0o1000;

    let unknown = |error: io::Error| format!("its owner is not known ({error})");
    let user = current_user().map_err(unknown)?;
    let is_trusted = |metadata: &Metadata| [0, user].contains(&metadata.uid());
    let real = std::fs::canonicalize(path).map_err(unknown)?;
    let metadata = std::fs::metadata(&real).map_err(unknown)?;
    if !is_trusted(&metadata) {
        return Err("the file belongs to somebody else; make it yours".to_owned());
    }
    if metadata.mode() & OTHERS_WRITE != 0 {
        return Err("others may write to the file; run chmod go-w on it".to_owned());
    }
    // Who can write to a folder can put another file in its place.
    for folder in [path, &real].into_iter().filter_map(|file| file.parent()) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let metadata = std::fs::metadata(folder).map_err(unknown)?;
        let is_shared = metadata.mode() & OTHERS_WRITE != 0 && metadata.mode() & STICKY == 0;
        if is_shared || !is_trusted(&metadata) {
            return Err("others may write to its folder; run chmod go-w on that".to_owned());
        }
    }
    Ok(())
}

/// Elsewhere it is not known who may write.
#[cfg(not(unix))]
pub(crate) fn check_owner(_: &Path) -> Result<(), String> {
    Err("who may write to the file is not known on this system".to_owned())
}

/// Returns the id of the user whom new files belong to.
#[cfg(unix)]
fn current_user() -> io::Result<u32> {
    use std::os::fd::OwnedFd;
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::net::UnixStream;

    // A socket belongs to the user who has made it.
    let (socket, _) = UnixStream::pair()?;
    Ok(File::from(OwnedFd::from(socket)).metadata()?.uid())
}

fn check(metadata: &Metadata, max: u64) -> Result<(), ReadFileError> {
    match metadata.is_file() {
        true if metadata.len() > max => Err(too_large(max)),
        true => Ok(()),
        false => Err(file_error("not a regular file")),
    }
}

fn file_error(problem: impl Into<String>) -> ReadFileError {
    ReadFileError { is_missing: false, problem: problem.into() }
}

fn too_large(max: u64) -> ReadFileError {
    file_error(format!("larger than {max} bytes"))
}

pub(crate) fn io_error(error: io::Error) -> ReadFileError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            ReadFileError { is_missing: true, problem: "no such file".to_owned() }
        }
        _ => file_error(error.to_string()),
    }
}
