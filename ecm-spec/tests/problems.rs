//! Rendered problems of every rule of the format.
//!
//! `problems/CODE.json` and `problems/CODE-variant.json` are small specs with one mistake each, and
//! the `.txt` beside each is the rendered problem. `UPDATE_EXPECT=1` writes these again.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ecm_spec::{ProblemCode, read, read_bytes};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    cases.sort();
    cases
}

/// Returns the code that a case is named after: the longest one at the beginning of its name.
fn code(name: &str) -> ProblemCode {
    let fits = |code: &&ProblemCode| {
        name.strip_prefix(code.name()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    *ProblemCode::ALL.iter().filter(fits).max_by_key(|code| code.name().len()).unwrap()
}

#[test]
fn every_case_reads_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut different = Vec::new();
    for path in cases() {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let bytes = fs::read(&path).unwrap();
        let Err(problems) = read_bytes(&bytes) else {
            different.push(format!("{name}: no problem was found"));
            continue;
        };
        // Several problems at once are for the tests of the report; here each message stands alone.
        let found: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        if found != [code(&name)] {
            let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
            different.push(format!("{name}: not one problem of its code, but {lines:?}"));
        }
        let text = String::from_utf8_lossy(&bytes);
        let rendered = problems.render(&format!("specs/{name}.json"), &text);
        let expected = path.with_extension("txt");
        if update {
            fs::write(&expected, &rendered).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != rendered {
            different.push(format!("{name}: not as in its .txt, but\n{rendered}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let mut covered: BTreeSet<ProblemCode> =
        cases().iter().map(|path| code(path.file_stem().unwrap().to_str().unwrap())).collect();
    // A file of more than 16 MiB is not kept here; the test below builds its text.
    covered.insert(ProblemCode::TooLarge);
    // Simulations have cases of their own.
    covered.insert(ProblemCode::BadSimulation);
    assert!(cases().len() >= 150, "{} cases", cases().len());
    let missing: Vec<_> = ProblemCode::ALL.iter().filter(|code| !covered.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_text_that_is_too_large_is_refused_unread() {
    let text = "x".repeat(ecm_spec::MAX_SIZE + 1);
    let problems = read(&text).unwrap_err();
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        ["1:1: a spec has at most 16777216 bytes; this text has 16777217 [too-large]"]
    );
}

#[test]
fn a_problem_shows_nothing_that_a_terminal_would_act_on() {
    for path in cases() {
        let bytes = fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let rendered = read_bytes(&bytes).unwrap_err().render("a\u{1b}.json", &text);
        let acts = |char: char| {
            (char.is_control() && char != '\n')
                || matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
        };
        assert!(!rendered.contains(acts), "{}", path.display());
    }
}
