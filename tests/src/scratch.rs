//! Crates that a test writes and has compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use crate::workspace;

/// A crate in a folder of its own, and in a workspace of its own.
pub struct Scratch {
    folder: PathBuf,
    target: PathBuf,
}

/// Something that the compiler says, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// The file.
    pub file: String,
    /// The line.
    pub line: u64,
    /// What it says.
    pub text: String,
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
        must(self.command(arguments).output())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(arguments).arg("--offline").current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// What rustdoc has against the documentation of it, with warnings denied; empty if nothing.
    ///
    /// # Panics
    ///
    /// If it cannot be run.
    #[must_use]
    pub fn documentation_problems(&self) -> String {
        let mut command = self.command(&["doc", "--no-deps", "--quiet"]);
        let output = must(command.env("RUSTDOCFLAGS", "-Dwarnings").output());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() || !said.is_empty(), "cargo says nothing");
        said
    }

    /// Where cargo puts a program of it.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name)
    }

    /// What the compiler refuses, by target, with where it says so.
    ///
    /// # Panics
    ///
    /// If the compiler did not come to an end.
    #[must_use]
    pub fn errors(&self) -> BTreeMap<String, BTreeSet<Message>> {
        let output = self.cargo(&["check", "--keep-going", "--message-format=json"]);
        let mut errors: BTreeMap<String, BTreeSet<Message>> = BTreeMap::new();
        let mut finished = false;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let line: serde_json::Value = must(serde_json::from_str(line));
            finished |= line["reason"] == "build-finished";
            let message = &line["message"];
            for span in message["spans"].as_array().into_iter().flatten() {
                if message["level"] == "error" && span["is_primary"] == true {
                    let text =
                        |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
                    let message = Message {
                        file: text(&span["file_name"]),
                        line: span["line_start"].as_u64().unwrap_or_default(),
                        text: text(&message["message"]),
                    };
                    errors.entry(text(&line["target"]["name"])).or_default().insert(message);
                }
            }
        }
        assert!(finished, "{}", String::from_utf8_lossy(&output.stderr));
        errors
    }
}

/// A path as Rust and TOML write it.
#[must_use]
pub fn quoted(path: &Path) -> String {
    format!("{:?}", path.to_string_lossy())
}

fn must<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| unreachable!("{error}"))
}
