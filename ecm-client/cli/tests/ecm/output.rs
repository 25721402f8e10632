//! Tests of `schema` and `--help`, and of closed pipes.

use std::fs;
use std::process::Stdio;

use crate::support::{anywhere, command, run, workspace};

#[test]
fn the_schema_is_printed_or_written() {
    let folder = tempfile::tempdir().unwrap();
    let kept = fs::read_to_string(workspace().join("ecm-spec/specs/spec.schema.json")).unwrap();
    let printed = run(folder.path(), &["schema"]);
    assert_eq!((printed.code, printed.out == kept), (Some(0), true));
    let written = run(folder.path(), &["schema", "--out", "a/schema.json"]);
    assert_eq!((written.code, written.out.as_str()), (Some(0), ""));
    assert_eq!(fs::read_to_string(folder.path().join("a/schema.json")).unwrap(), kept);
    let directory = run(folder.path(), &["schema", "--out", "a"]);
    assert_eq!(directory.code, Some(2));
    assert!(directory.err.contains("`a` cannot be written: it is a directory"), "{directory:?}");
}

#[test]
fn help_names_nothing_that_is_not_there() {
    let help = anywhere(&["--help"]);
    for part in ["Exit codes:", "ecm import cvm/api.json", "ecm call RunInstances"] {
        assert!(help.out.contains(part), "{part}: {}", help.out);
    }
    // `--help` runs nothing, should there be such a command after all.
    assert!(!help.out.contains("  mend "), "{}", help.out);
    assert_eq!(anywhere(&["mend", "--help"]).code, Some(2));
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let explain = ["explain", "ecm-2019-07-19", "RunInstances"];
    for arguments in [&["schema"][..], &["completions", "bash"], &["--help"], &[], &explain] {
        let mut command = command(&workspace());
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), err.as_ref()), (Some(0), ""), "{arguments:?}");
    }
}
