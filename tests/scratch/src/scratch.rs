//! Packages that cargo builds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::{cargo, must, workspace};

/// Package in a folder of its own, and in a workspace of its own.
pub struct Scratch {
    folder: PathBuf,
    target: PathBuf,
}

impl Scratch {
    /// A crate with nothing in it but a manifest that depends on the client, and what follows in the
    /// manifest. It is a folder of `tmp`, the test's `CARGO_TARGET_TMPDIR`, and all of them are built
    /// in one other folder there, where they share what they need.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    #[must_use]
    pub fn new(tmp: &str, name: &str, features: &[&str], more: &str) -> Self {
        let tmp = Path::new(tmp);
        let scratch = Self { folder: tmp.join(name), target: tmp.join("generated") };
        let _ = fs::remove_dir_all(&scratch.folder);
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n\n[dependencies]\n\
             ecm-client = {{ path = {:?}, default-features = false, features = {features:?} }}\n{more}",
            workspace().join("ecm-client")
        );
        scratch.write("Cargo.toml", &manifest);
        let lock = fs::read_to_string(workspace().join("Cargo.lock"));
        scratch.write("Cargo.lock", &must(lock));
        scratch
    }

    /// Writes a file of it.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        must(fs::create_dir_all(path.parent().unwrap_or(&path)));
        must(fs::write(path, text));
    }

    /// Where a file of it is.
    #[must_use]
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Runs cargo on it.
    ///
    /// # Panics
    ///
    /// If it cannot be run.
    pub fn cargo(&self, arguments: &[&str]) -> Output {
        let mut command = cargo();
        command.args(arguments).arg("--offline").current_dir(&self.folder);
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
            let is_own = self.folder.to_str().is_some_and(|folder| id.contains(folder));
            let folder = line["out_dir"].as_str().map(PathBuf::from);
            generated = generated.or(folder.filter(|_| is_own));
            // Messages of the compiler go there as well, instead of to the other stream.
            assert!(!is_own || line["reason"] != "compiler-message", "{line}");
        }
        generated
    }
}
