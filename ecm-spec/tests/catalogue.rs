//! `PROBLEMS.md`, the catalogue of the problem codes.
//!
//! It is generated from the source, with the plainest broken spec of each code as its example.
//! `UPDATE_EXPECT=1` writes it again.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ecm_spec::ProblemCode;

/// Finds the broken specs of a code, the plainest one first.
fn examples(code: ProblemCode) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The broken simulations are beside the format of simulations.
    let mut found: Vec<PathBuf> = ["tests/problems", "../ecm-client/test-server/tests/simulations"]
        .into_iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap();
            text.starts_with(&format!("error[{}]", code.name()))
        })
        .collect();
    found.sort_by_key(|path| (path.file_name().map_or(0, |name| name.len()), path.clone()));
    found
}

fn catalogue() -> String {
    let mut text = String::from(
        "# Problems\n\nProblems that the reader of specs can report, by code: the reason for the rule, and an \
         example of the report.\nA test generates this file.\n",
    );
    for code in ProblemCode::ALL {
        let _ = write!(text, "\n## `{}`\n\n{}\n", code.name(), code.explain());
        match examples(*code).first() {
            Some(example) => {
                let example = fs::read_to_string(example).unwrap();
                let _ = write!(text, "\n```text\n{}\n```\n", example.trim_end());
            }
            // A file of more than 16 MiB is no example to keep.
            None => assert_eq!(*code, ProblemCode::TooLarge, "{code} has no example"),
        }
    }
    text
}

#[test]
fn the_catalogue_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("PROBLEMS.md");
    let made = catalogue();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "PROBLEMS.md is stale: UPDATE_EXPECT=1 writes it anew");
}
