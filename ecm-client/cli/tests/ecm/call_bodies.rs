//! Tests of `ecm call` with bodies that travel raw.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::call::call;
use crate::support::{Run, run_with, workspace};

const TEXT: &str = "hush, \u{1F4E6}";

fn attics() -> String {
    workspace().join("tests/specs/attics-2024-09-01.json").to_str().unwrap().to_owned()
}

fn attic(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let spec = attics();
    let mut command = call(arguments);
    command.args(["--spec", &spec]).current_dir(folder);
    run_with(command, input)
}

#[test]
fn bytes_come_from_a_file_or_standard_input_and_are_not_printed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("box"), TEXT).unwrap();
    let json = r#"{"AtticId": "attic-1", "Weight": 3}"#;
    for (file, input) in [("box", ""), ("-", TEXT)] {
        let arguments = ["PutBox", "--json", json, "--body", file, "--dry-run"];
        let run = attic(folder.path(), &arguments, input);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
        for line in [
            "content-type: application/octet-stream\n",
            "x-attic-weight: 3\n",
            "\n[10 bytes]\n",
            "a digest of the bytes",
            &format!("--data-binary @{file}"),
        ] {
            assert!(run.out.contains(line), "{line}: {run:?}");
        }
        assert!(!run.out.contains("hush"), "{run:?}");
    }
    let arguments =
        ["PutBox", "--json", json, "--body", "box", "--payload", "unsigned", "--dry-run"];
    let run = attic(folder.path(), &[&arguments[..], &["--output", "json"]].concat(), "");
    let shown: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(shown["headers"]["x-tc-content-sha256"], json!("UNSIGNED-PAYLOAD"));
    let hash = "438d4109ef0d676b8c2c7ed13cdfcb418e494d53b843d4634ce3b1085f07bb96";
    assert!(shown["canonical_request"].as_str().unwrap().ends_with(hash), "{run:?}");
}

#[test]
fn a_body_that_is_missing_or_not_wanted_is_told_and_nothing_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("box"), TEXT).unwrap();
    let json = r#"{"AtticId": "attic-1"}"#;
    for (arguments, code, says) in [
        (&["PutBox", "--json", json][..], 4, "the call has none"),
        (&["PutBox", "--json", json], 4, "name the file that holds them with `--body`"),
        (&["ListBoxes", "--body", "box"], 4, "leave out the other body"),
        (&["SendForm"], 4, "not JSON but `multipart/form-data`"),
        (&["PutBox", "--json", "-", "--body", "-"], 2, "both read standard input"),
        (&["PutBox", "--json", json, "--body", "none"], 2, "`none`"),
        (&["PutBox", "--json", json, "--body", "@box"], 2, "named by its path"),
        (&["PutBox", "--json", json, "--payload", "signed"], 2, "--body"),
    ] {
        let run = attic(folder.path(), arguments, "{}");
        assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
        assert!(run.err.contains(says), "{arguments:?}: {run:?}");
        assert!(run.out.is_empty() && !run.err.contains("hush"), "{run:?}");
    }
}

#[test]
fn explain_describes_the_body() {
    let spec = attics();
    let explained = |action: &str| {
        let run = crate::support::anywhere(&["explain", &spec, action]);
        assert_eq!(run.code, Some(0), "{run:?}");
        // Lines are wrapped.
        run.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let raw = explained("PutNote");
    let line = "bytes of text/plain; charset=utf-8, not signed; headers: AtticId as X-Attic-Id";
    assert!(raw.contains(line), "{raw}");
    assert!(raw.contains("body: impl Into<RequestBody>"), "{raw}");
    let form = explained("SendForm");
    assert!(form.contains("multipart/form-data; the spec does not say how it travels"), "{form}");
    assert!(!explained("ListBoxes").contains("Body"));
}
