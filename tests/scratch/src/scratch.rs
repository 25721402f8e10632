//! Packages that cargo builds.

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::folder::Folder;
use crate::{cargo, must, workspace};

/// Package in a folder of its own, and in a workspace of its own.
///
/// All of them are built in one other folder, by one profile, so that they share what they need.
pub struct Scratch {
    folder: Folder,
    target: PathBuf,
}

impl Deref for Scratch {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.folder
    }
}

impl Scratch {
    /// Makes a package with nothing but a manifest, which depends on the client and ends with `more`.
    ///
    /// It is a folder of `tmp`, the test's `CARGO_TARGET_TMPDIR`.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    #[must_use]
    pub fn new(tmp: &str, name: &str, features: &[&str], more: &str) -> Self {
        let folder = Folder::empty(tmp, name);
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n\
             ecm-client = {{ path = {:?}, default-features = false, features = {features:?} }}\n{more}",
            workspace().join("ecm-client")
        );
        folder.write("Cargo.toml", &manifest);
        Self::of(tmp, folder)
    }

    /// Takes a package that something else has written.
    ///
    /// # Panics
    ///
    /// If the lock file of the workspace cannot be put beside its manifest.
    #[must_use]
    pub fn written(tmp: &str, folder: &Path) -> Self {
        Self::of(tmp, Folder::filled(folder))
    }

    fn of(tmp: &str, folder: Folder) -> Self {
        folder.write("Cargo.lock", &must(fs::read_to_string(workspace().join("Cargo.lock"))));
        Self { folder, target: Path::new(tmp).join("generated") }
    }

    /// Runs cargo on it.
    ///
    /// # Panics
    ///
    /// If it cannot be run.
    pub fn cargo(&self, arguments: &[&str]) -> Output {
        let mut command = cargo();
        command.args(arguments).arg("--offline").current_dir(self.root());
        command.env("CARGO_PROFILE_DEV_DEBUG", "false");
        command.env("CARGO_PROFILE_DEV_INCREMENTAL", "false");
        must(command.env("CARGO_TARGET_DIR", &self.target).output())
    }

    /// Has cargo check it, with build scripts run, and returns the folder that its own has written to.
    ///
    /// # Panics
    ///
    /// If cargo refuses it or warns of something.
    pub fn checked(&self) -> Option<PathBuf> {
        let output = self.cargo(&["check", "--message-format=json"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !said.contains("warning: "), "{said}");
        let mut generated = None;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let line: Value = must(serde_json::from_str(line));
            let id = line["package_id"].as_str().unwrap_or_default();
            let is_own = self.root().to_str().is_some_and(|folder| id.contains(folder));
            let folder = line["out_dir"].as_str().map(PathBuf::from);
            generated = generated.or(folder.filter(|_| is_own));
            // Messages of the compiler go there as well, instead of to the other stream.
            assert!(!is_own || line["reason"] != "compiler-message", "{line}");
        }
        generated
    }
}
