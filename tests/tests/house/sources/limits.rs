//! Rule for the names of limits: `MAX_` and `MIN_`, as everywhere.

use crate::sources::tokens::{constants, tokens};
use crate::sources::tree::{Files, walk};

/// Beginnings that other codebases spell `MAX_`, `MIN_` or `DEFAULT_`.
const FORBIDDEN: [&str; 6] = ["MOST_", "LONGEST", "LARGEST", "DEEPEST", "USUAL", "FEW"];

/// Constants and statics with a forbidden beginning.
fn misnamed(files: &Files) -> Vec<String> {
    let mut wrong = Vec::new();
    for (path, text) in files {
        let mut found = Vec::new();
        constants(tokens(path, text), &mut found);
        for (line, name) in found {
            if FORBIDDEN.iter().any(|beginning| name.starts_with(beginning)) {
                wrong.push(format!("{path}:{line}: {name}"));
            }
        }
    }
    wrong
}

#[test]
fn limits_are_called_max_and_min() {
    let mut files = Files::new();
    walk(crate::sources::workspace(), "", &|path| path.ends_with(".rs"), &mut files);
    assert!(files.len() > 300, "only {} files", files.len());
    let wrong = misnamed(&files);
    println!("limits: {} misnamed constants", wrong.len());
    assert!(wrong.is_empty(), "name these MAX_*, MIN_* or DEFAULT_*:\n{}", wrong.join("\n"));
}

#[test]
fn limits_sees_wrong_names() {
    let text = "const MOST_TRIES: u8 = 1; impl A { const FEW: u8 = 2; } const MAX_TRIES: u8 = 3;\n\
                fn f() { static LARGEST_SIZE: u8 = 4; m!(const USUAL: u8 = 5;); }";
    let files = Files::from([("a.rs".to_owned(), text.to_owned())]);
    let wrong = misnamed(&files);
    assert_eq!(wrong.len(), 4, "{wrong:?}");
    assert_eq!(wrong[0], "a.rs:1: MOST_TRIES");
}
