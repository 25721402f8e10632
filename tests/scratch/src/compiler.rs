//! The compiler, with the libraries that the suite was built with.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::folder::Folder;
use crate::message::Message;
use crate::{cargo, must, on_all_cores, workspace};

/// The compiler, with the libraries that a test program was built with.
pub struct Compiler {
    folder: Folder,
    libraries: PathBuf,
    named: BTreeMap<String, PathBuf>,
}

/// Crate to compile.
pub struct Program {
    name: String,
    root: PathBuf,
    kind: &'static str,
    flags: Vec<&'static str>,
    package: Option<(PathBuf, PathBuf)>,
}

impl Program {
    /// Returns a library, by its name and the file of its root.
    #[must_use]
    pub fn library(name: &str, root: impl Into<PathBuf>) -> Self {
        Self {
            name: name.to_owned(),
            root: root.into(),
            kind: "lib",
            flags: Vec::new(),
            package: None,
        }
    }

    /// Returns a program, by its name and the file of its root.
    #[must_use]
    pub fn binary(name: &str, root: impl Into<PathBuf>) -> Self {
        Self { kind: "bin", ..Self::library(name, root) }
    }

    /// Denies warnings and items without documentation, as the manifest of a strict package does.
    #[must_use]
    pub fn strict(self) -> Self {
        Self { flags: vec!["-Dwarnings", "-Dmissing_docs"], ..self }
    }

    /// Sets the folder of the package that it belongs to, and the one that its build script has written to.
    #[must_use]
    pub fn of_package(self, folder: PathBuf, generated: PathBuf) -> Self {
        Self { package: Some((folder, generated)), ..self }
    }
}

impl Deref for Compiler {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.folder
    }
}

impl Compiler {
    /// Finds the libraries of a test program, and makes an empty folder of `tmp` for what is to be compiled.
    ///
    /// The program is that of the caller (`CARGO_CRATE_NAME`), `tmp` its `CARGO_TARGET_TMPDIR`. Cargo has just built it:
    /// asked for the same once more, it builds nothing and names the files.
    ///
    /// # Panics
    ///
    /// If cargo does not build the program.
    #[must_use]
    pub fn new(test: &str, tmp: &str, folder: &str) -> Self {
        let folder = Folder::empty(tmp, folder);
        let profile = must(env::current_exe());
        let profile = profile.ancestors().nth(2).and_then(Path::file_name).unwrap_or_default();
        let profile = if profile == "debug" { "test".into() } else { OsString::from(profile) };
        let mut command = cargo();
        command.args([
            "test",
            "--workspace",
            "--all-features",
            "--locked",
            "--offline",
            "--no-run",
        ]);
        command.args(["--message-format=json", "--test", test, "--profile"]).arg(profile);
        let output = must(command.current_dir(workspace()).output());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut named = BTreeMap::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let line: Value = must(serde_json::from_str(line));
            let files = line["filenames"].as_array().into_iter().flatten();
            let library = files.filter_map(Value::as_str).find(|file| file.ends_with(".rlib"));
            if let (Some(library), Some(name)) = (library, line["target"]["name"].as_str()) {
                named.insert(name.replace('-', "_"), PathBuf::from(library));
            }
        }
        let client = named.get("ecm_client");
        let client = client.unwrap_or_else(|| unreachable!("{test} does not use the client"));
        let libraries = client.with_file_name("");
        Self { folder, libraries, named }
    }

    /// Returns the words by which the compiler refuses a crate; none if it compiles.
    ///
    /// # Panics
    ///
    /// If the compiler cannot be run.
    #[must_use]
    pub fn refusal(&self, program: &Program) -> String {
        said(&self.run("RUSTC", "rustc", program, &["--emit=metadata"]))
    }

    /// Compiles a program, whatever it is warned of, and returns where it is.
    ///
    /// # Panics
    ///
    /// If it does not compile.
    #[must_use]
    pub fn built(&self, program: &Program) -> PathBuf {
        let refusal = said(&self.run("RUSTC", "rustc", program, &["--emit=link", "-Awarnings"]));
        assert_eq!(refusal, "");
        self.path("out").join(format!("{}{EXE_SUFFIX}", program.name))
    }

    /// Returns what rustdoc has against the documentation of a crate, with warnings denied; empty if nothing.
    ///
    /// # Panics
    ///
    /// If rustdoc cannot be run.
    #[must_use]
    pub fn documentation_problems(&self, program: &Program) -> String {
        said(&self.run("RUSTDOC", "rustdoc", program, &["-Dwarnings"]))
    }

    /// Returns the errors of several crates, by their names.
    ///
    /// # Panics
    ///
    /// If the compiler does not come to an end.
    #[must_use]
    pub fn errors(&self, programs: &[Program]) -> BTreeMap<String, BTreeSet<Message>> {
        let errors = on_all_cores(programs.len(), |share| {
            let share = programs.get(share).into_iter().flatten();
            share.map(|program| (program.name.clone(), self.errors_of(program))).collect::<Vec<_>>()
        });
        errors.into_iter().flatten().collect()
    }

    fn errors_of(&self, program: &Program) -> BTreeSet<Message> {
        let flags = ["--emit=metadata", "--error-format=json"];
        let output = self.run("RUSTC", "rustc", program, &flags);
        let said = String::from_utf8_lossy(&output.stderr);
        let lines = said.lines().map(|line| must(serde_json::from_str::<Value>(line)));
        let errors: BTreeSet<_> =
            lines.flat_map(|line| Message::errors(&line).collect::<Vec<_>>()).collect();
        assert_eq!(errors.is_empty(), output.status.success(), "{}: {said}", program.name);
        errors
    }

    fn run(&self, variable: &str, tool: &str, program: &Program, flags: &[&str]) -> Output {
        let mut command = Command::new(env::var_os(variable).unwrap_or_else(|| tool.into()));
        command.args([
            "--edition=2024",
            "--crate-name",
            &program.name,
            "--crate-type",
            program.kind,
        ]);
        command.arg("--out-dir").arg(self.path("out"));
        command.arg("-L").arg(joined("dependency=", &self.libraries));
        for (name, library) in &self.named {
            command.arg("--extern").arg(joined(&format!("{name}="), library));
        }
        command.args(flags).args(&program.flags).arg(&program.root);
        // Where the macro looks for specs.
        command.current_dir(self.root()).env("CARGO_MANIFEST_DIR", self.root());
        if let Some((folder, generated)) = &program.package {
            command.env("CARGO_MANIFEST_DIR", folder).env("OUT_DIR", generated);
        }
        must(command.output())
    }
}

fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() || !said.is_empty(), "the compiler says nothing");
    said
}

fn joined(start: &str, path: &Path) -> OsString {
    let mut text = OsString::from(start);
    text.push(path);
    text
}
