//! Programs that must not compile are compiled, and what is said of them is what stands beside them.
//!
//! Whether there are all that there should be, and whether each says what it should, is for the tests
//! of `ecm-tests` to ask, which also make most of them. `TRYBUILD=overwrite` writes what rustc says;
//! read it before committing.

#[path = "compile_fail/hostile_files.rs"]
#[cfg(unix)]
mod hostile_files;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Where the macro looks for specs while a case is compiled, which trybuild does somewhere else.
const ROOT: &str = "ECM_SPEC_ROOT";

/// The programs that name what is no spec file.
const HOSTILE_FILES: &str = "cases/hostile_files";

/// Runs one of these tests again, with the macro looking for specs in `root`: a variable of the process
/// can only be set for another one.
fn again(test: &str, root: &Path) {
    let status = Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(ROOT, root)
        .status()
        .unwrap();
    assert!(status.success(), "cases failed, see above");
}

/// The folders in which there are programs, beginning with `cases`.
fn folders() -> BTreeSet<PathBuf> {
    let mut folders = BTreeSet::new();
    let mut open = vec![PathBuf::from("cases")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                folders.insert(folder.clone());
            }
        }
    }
    folders
}

#[test]
fn cases_do_not_compile_and_say_why() {
    if env::var_os(ROOT).is_none() {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
        return again("cases_do_not_compile_and_say_why", &workspace);
    }
    let mut folders = folders();
    // Compiled by a test of their own.
    assert!(folders.remove(Path::new(HOSTILE_FILES)));
    assert!(folders.len() > 10, "{folders:?}");
    let compiled = trybuild::TestCases::new();
    for folder in folders {
        compiled.compile_fail(folder.join("*.rs"));
    }
}
