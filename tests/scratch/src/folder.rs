//! Folder for the files of a test.

use std::fs;
use std::path::{Path, PathBuf};

use crate::must;

/// Folder whose files a test writes.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes an empty folder of `tmp`, the test's `CARGO_TARGET_TMPDIR`.
    pub(crate) fn empty(tmp: &str, name: &str) -> Self {
        let folder = Path::new(tmp).join(name);
        let _ = fs::remove_dir_all(&folder);
        must(fs::create_dir_all(&folder));
        Self(folder)
    }

    /// Takes a folder that something else has filled.
    pub(crate) fn filled(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// Writes a file.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        must(fs::create_dir_all(path.parent().unwrap_or(&path)));
        must(fs::write(path, text));
    }

    /// Returns the path of the folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.0
    }

    /// Returns the path of a file.
    #[must_use]
    pub fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }
}
