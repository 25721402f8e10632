//! Writes files atomically, all or none.
//!
//! All files are first written under temporary names in their folders and synced to disk, then renamed.
//! If a step fails, every file is restored as it was. Many files are written at once, because a disk
//! syncs many in little more time than one.

use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tempfile::{NamedTempFile, TempPath};

/// Maximum number of files that are written at once.
const MAX_WRITERS: usize = 16;

/// File to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Path of the file.
    pub path: PathBuf,
    /// Text of the file.
    pub text: String,
}

/// Failure to write a file.
#[derive(Debug)]
pub struct OutputError {
    path: PathBuf,
    source: io::Error,
}

impl OutputError {
    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl std::fmt::Display for OutputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` cannot be written: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Writes all files, creates their folders, and returns the paths of the files that changed.
///
/// Files that already have the right text are left alone, so that nothing is rebuilt for them.
///
/// # Errors
///
/// Fails for the first file that cannot be written; no file has changed then.
pub fn write(files: &[OutputFile]) -> Result<Vec<&Path>, OutputError> {
    stage(files)?.commit()
}

/// Files that are on disk under temporary names, and take their places together.
///
/// Dropped, they leave everything as it was.
#[derive(Debug)]
#[must_use = "nothing is written until `commit`"]
pub struct StagedFiles<'f> {
    files: Vec<(&'f OutputFile, StagedFile)>,
    /// Folders that were created for them.
    folders: Vec<PathBuf>,
}

/// Writes all files that do not have the right text yet under temporary names, and creates their
/// folders.
///
/// # Errors
///
/// Fails for the first file that cannot be written; everything is as it was then.
pub fn stage(files: &[OutputFile]) -> Result<StagedFiles<'_>, OutputError> {
    stage_with(files, fill)
}

impl<'f> StagedFiles<'f> {
    /// Gives all files their names, and returns the paths of those that changed.
    ///
    /// # Errors
    ///
    /// Fails for the first file that cannot be replaced; no file has changed then.
    pub fn commit(self) -> Result<Vec<&'f Path>, OutputError> {
        self.commit_with(rename)
    }

    fn commit_with(
        mut self,
        rename: impl Fn(TempPath, &Path) -> io::Result<()>,
    ) -> Result<Vec<&'f Path>, OutputError> {
        let (mut written, mut replaced) = (Vec::new(), Vec::new());
        for (file, StagedFile { temporary, target, before }) in self.files.drain(..) {
            if let Err(source) = rename(temporary, &target) {
                roll_back(replaced);
                return Err(OutputError { path: file.path.clone(), source });
            }
            written.push(file.path.as_path());
            replaced.push((target, before));
        }
        let mut renamed: Vec<&Path> =
            replaced.iter().map(|(target, _)| folder_of(target)).collect();
        renamed.sort_unstable();
        renamed.dedup();
        in_parallel(&renamed, |folder| sync_folder(folder));
        Ok(written)
    }
}

impl Drop for StagedFiles<'_> {
    fn drop(&mut self) {
        // The temporary files go first; a folder that a file was put into is not empty, and stays.
        self.files.clear();
        remove_empty(&self.folders);
    }
}

fn stage_with(
    files: &[OutputFile],
    fill: impl Fn(&mut File, &str) -> io::Result<()> + Sync,
) -> Result<StagedFiles<'_>, OutputError> {
    let mut staged = StagedFiles { files: Vec::new(), folders: Vec::new() };
    let (files, failure) = stage_all(files, &mut staged.folders, &fill);
    staged.files = files;
    match failure {
        Some((file, source)) => Err(OutputError { path: file.path.clone(), source }),
        None => Ok(staged),
    }
}

/// Staged files in the order of all, and the first file that could not be staged.
type Staged<'f> = (Vec<(&'f OutputFile, StagedFile)>, Option<(&'f OutputFile, io::Error)>);

/// Stages the files that do not have the right text yet; adds the folders that it creates.
fn stage_all<'f>(
    files: &'f [OutputFile],
    folders: &mut Vec<PathBuf>,
    fill: &(impl Fn(&mut File, &str) -> io::Result<()> + Sync),
) -> Staged<'f> {
    let mut targets = Vec::new();
    for file in files.iter().filter(|file| !is_current(file)) {
        match prepare(file, folders) {
            Ok(target) => targets.push((file, target)),
            Err(error) => return (Vec::new(), Some((file, error))),
        }
    }
    // One file alone is replaced or not, and never has to be restored.
    let is_alone = targets.len() == 1;
    let results = in_parallel(&targets, |(file, target)| stage_one(file, target, is_alone, fill));
    let (mut staged, mut failure) = (Vec::new(), None);
    for ((file, _), result) in targets.into_iter().zip(results) {
        match result {
            Ok(one) => staged.push((file, one)),
            Err(error) => failure = failure.or(Some((file, error))),
        }
    }
    (staged, failure)
}

/// Calls a function for each item, several at once, and returns the results in order.
fn in_parallel<'i, T: Sync, R: Send>(
    items: &'i [T],
    function: impl Fn(&'i T) -> R + Sync,
) -> Vec<R> {
    let threads = items.len().min(MAX_WRITERS);
    if threads < 2 {
        return items.iter().map(function).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut results = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return results };
            results.push((index, function(item)));
        }
    };
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let joined = threads.into_iter().map(|thread| match thread.join() {
            Ok(results) => results,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.flatten().collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

fn rename(temporary: TempPath, target: &Path) -> io::Result<()> {
    temporary.persist(target).map_err(|error| error.error)
}

/// Undoes renames, the last first. A rename that cannot be undone leaves the new file, whole.
fn roll_back(replaced: Vec<(PathBuf, Option<TempPath>)>) {
    for (target, before) in replaced.into_iter().rev() {
        let _ = match before {
            Some(before) => rename(before, &target),
            None => fs::remove_file(&target),
        };
    }
}

/// Removes folders that were created and stayed empty, the innermost first.
fn remove_empty(folders: &[PathBuf]) {
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

/// Returns `true` if a file on disk already has this text.
#[must_use]
pub fn is_current(file: &OutputFile) -> bool {
    // A device can be read for ever, so only regular files are read.
    let length = fs::metadata(&file.path).ok().filter(fs::Metadata::is_file).map(|it| it.len());
    length == u64::try_from(file.text.len()).ok()
        && fs::read(&file.path).is_ok_and(|bytes| bytes == file.text.as_bytes())
}

/// File that is on disk under a temporary name, which dropping removes.
#[derive(Debug)]
struct StagedFile {
    temporary: TempPath,
    target: PathBuf,
    /// Copy of the present file, for the case that it has to be restored.
    before: Option<TempPath>,
}

/// Creates the folder of a file if it is missing, and returns the path that the file really has.
fn prepare(file: &OutputFile, folders: &mut Vec<PathBuf>) -> io::Result<PathBuf> {
    // A rename would replace a link, where the file that it leads to is meant.
    let target = fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone());
    if target.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory; name a file"));
    }
    // Replacing a device or a pipe by a file is never intended.
    if target.exists() && !target.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is not a regular file; name another one",
        ));
    }
    let folder = folder_of(&target);
    let missing: Vec<&Path> = folder.ancestors().take_while(|folder| is_missing(folder)).collect();
    folders.extend(missing.into_iter().rev().map(Path::to_owned));
    fs::create_dir_all(folder)?;
    Ok(target)
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn stage_one(
    file: &OutputFile,
    target: &Path,
    is_alone: bool,
    fill: impl Fn(&mut File, &str) -> io::Result<()>,
) -> io::Result<StagedFile> {
    let folder = folder_of(target);
    let mut temporary = temporary_in(folder)?;
    fill(temporary.as_file_mut(), &file.text)?;
    let mut before = None;
    if let Ok(existing) = fs::metadata(target) {
        refuse_read_only(&existing.permissions())?;
        temporary.as_file().set_permissions(existing.permissions())?;
        if !is_alone {
            let copy = temporary_in(folder)?.into_temp_path();
            fs::copy(target, &copy)?;
            before = Some(copy);
        }
    }
    let target = target.to_owned();
    Ok(StagedFile { temporary: temporary.into_temp_path(), target, before })
}

/// Returns `true` if the folder does not exist; the empty path is the current folder.
fn is_missing(folder: &Path) -> bool {
    !folder.as_os_str().is_empty() && !folder.exists()
}

/// Refuses to replace a read-only file. A rename checks the permissions of the folder only.
fn refuse_read_only(permissions: &Permissions) -> io::Result<()> {
    if permissions.readonly() {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "it is read-only; make it writable",
        ));
    }
    Ok(())
}

fn fill(file: &mut File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// First and last characters of the names of temporary files.
const TEMPORARY: (&str, &str) = (".", ".new");

/// Returns `true` for the name of a temporary file, such as a process that was killed leaves behind.
#[must_use]
pub fn is_temporary(name: &str) -> bool {
    let (start, end) = TEMPORARY;
    name.starts_with(start) && name.ends_with(end)
}

/// Creates a temporary file in the folder, with the permissions of any new file.
fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Syncs the renames in a folder to disk, where the system supports that. Without it, either the old or
/// the new file is there after a loss of power, whole.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(path: PathBuf, text: &str) -> OutputFile {
        OutputFile { path, text: text.to_owned() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_written_once_and_then_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let files =
            [output(folder.path().join("a/b.rs"), "b"), output(folder.path().join("c.rs"), "c")];
        assert_eq!(write(&files).unwrap().len(), 2);
        assert_eq!(fs::read_to_string(&files[0].path).unwrap(), "b");
        assert_eq!(write(&files).unwrap(), Vec::<&Path>::new());
        assert_eq!(names(folder.path()), ["a", "c.rs"]);
    }

    #[test]
    fn a_full_disk_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let files =
            [output(folder.path().join("a.rs"), "new a"), output(folder.path().join("b.rs"), "b")];
        fs::write(&files[0].path, "old a").unwrap();
        let full = |file: &mut File, text: &str| {
            if text == "b" {
                file.write_all(b"half")?;
                return Err(io::ErrorKind::StorageFull.into());
            }
            fill(file, text)
        };
        let error = stage_with(&files, full).unwrap_err();
        assert_eq!(error.path(), files[1].path);
        assert!(error.to_string().contains("cannot be written"), "{error}");
        assert_eq!(fs::read_to_string(&files[0].path).unwrap(), "old a");
        assert_eq!(names(folder.path()), ["a.rs"]);
    }

    #[test]
    fn what_cannot_be_renamed_takes_the_others_back() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let files =
            [output(at("a.rs"), "new a"), output(at("b/c/d.rs"), "new d"), output(at("e.rs"), "e")];
        fs::write(&files[0].path, "old a").unwrap();
        let refuse = |temporary: TempPath, target: &Path| match target.ends_with("e.rs") {
            true => Err(io::ErrorKind::PermissionDenied.into()),
            false => rename(temporary, target),
        };
        let error = stage(&files).unwrap().commit_with(refuse).unwrap_err();
        assert_eq!(error.path(), files[2].path);
        assert_eq!(fs::read_to_string(&files[0].path).unwrap(), "old a");
        assert_eq!(names(folder.path()), ["a.rs"]);
    }

    #[test]
    fn what_is_staged_and_dropped_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let files = [output(at("a.rs"), "new a"), output(at("b/c/d.rs"), "new d")];
        fs::write(&files[0].path, "old a").unwrap();
        let staged = stage(&files).unwrap();
        let temporary = names(folder.path()).into_iter().filter(|name| is_temporary(name));
        assert_eq!(temporary.count(), 2, "a new file, and a copy of the old one");
        assert_eq!(fs::read_to_string(&files[0].path).unwrap(), "old a");
        assert!(at("b/c").is_dir());
        drop(staged);
        assert_eq!(fs::read_to_string(&files[0].path).unwrap(), "old a");
        assert_eq!(names(folder.path()), ["a.rs"]);
        assert_eq!(stage(&files).unwrap().commit().unwrap(), [at("a.rs"), at("b/c/d.rs")]);
        assert_eq!(names(&at("b/c")), ["d.rs"]);
    }

    #[test]
    fn many_files_are_all_there_or_none_is() {
        let folder = tempfile::tempdir().unwrap();
        let at = |number: usize| folder.path().join(format!("{}/{number}.rs", number % 7));
        let text = |number: usize| format!("text {number}");
        let files: Vec<_> = (0..100).map(|number| output(at(number), &text(number))).collect();
        let full = |file: &mut File, text: &str| match text {
            "text 98" | "text 73" => Err(io::ErrorKind::StorageFull.into()),
            _ => fill(file, text),
        };
        let error = stage_with(&files, full).unwrap_err();
        assert_eq!(error.path(), at(73), "the first of them is named");
        assert_eq!(names(folder.path()), Vec::<String>::new());
        let written = write(&files).unwrap();
        let paths: Vec<&Path> = files.iter().map(|file| file.path.as_path()).collect();
        assert_eq!(written, paths, "in the order of the files");
        for (number, file) in files.iter().enumerate() {
            assert_eq!(fs::read_to_string(&file.path).unwrap(), text(number));
        }
    }

    #[test]
    fn folders_that_nothing_came_into_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("dir.rs")).unwrap();
        let files = [
            output(folder.path().join("a/b/c.rs"), "c"),
            output(folder.path().join("dir.rs"), "text"),
        ];
        assert_eq!(write(&files).unwrap_err().path(), files[1].path);
        assert_eq!(names(folder.path()), ["dir.rs"]);
    }

    #[test]
    fn a_directory_and_a_read_only_file_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let directory = [output(folder.path().to_owned(), "")];
        assert!(write(&directory).unwrap_err().to_string().contains("a directory"));
        let kept = [output(folder.path().join("kept.rs"), "new")];
        fs::write(&kept[0].path, "old").unwrap();
        let mut permissions = fs::metadata(&kept[0].path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&kept[0].path, permissions).unwrap();
        assert!(write(&kept).unwrap_err().to_string().contains("read-only"));
        assert_eq!(fs::read_to_string(&kept[0].path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["kept.rs"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_regular_file_is_neither_read_nor_replaced() {
        use std::os::unix::fs::FileTypeExt as _;
        let endless = output(PathBuf::from("/dev/zero"), "new");
        assert!(!is_current(&endless));
        assert!(write(&[endless]).unwrap_err().to_string().contains("not a regular file"));
        assert!(fs::metadata("/dev/zero").unwrap().file_type().is_char_device());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.rs"), folder.path().join("link.rs"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        write(&[output(link.clone(), "new")]).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
