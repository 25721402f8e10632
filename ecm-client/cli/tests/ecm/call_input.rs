//! Tests of where `ecm call` and the other commands take their input from.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::call::call;
use crate::support::{Run, anywhere, command, run_with, without_colour_settings, workspace};

const PASSWORD: &str = "never-To-Be-Seen-1";

/// Prints what would be sent in a folder, with text on the standard input.
fn dry_run(folder: &Path, json: &str, input: &str) -> Run {
    let mut command = call(&["DescribeInstances", "--dry-run", "--output", "json", "--json", json]);
    command.current_dir(folder);
    run_with(command, input)
}

fn body(run: &Run) -> String {
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    let shown: Value = serde_json::from_str(&run.out).unwrap();
    shown["body"].as_str().unwrap().to_owned()
}

#[test]
fn a_request_can_be_the_argument_itself() {
    let folder = tempfile::tempdir().unwrap();
    for json in [r#"{"Limit": 3}"#, "\n { \"Limit\":3 }\n", "\u{feff}{\"Limit\":3}"] {
        let text = body(&dry_run(folder.path(), json, ""));
        assert_eq!(text, json.trim_start_matches('\u{feff}').trim());
    }
    // What looks like JSON is a file all the same, if it is written as a path.
    fs::write(folder.path().join("{}"), r#"{"Limit": 4}"#).unwrap();
    assert_eq!(body(&dry_run(folder.path(), "./{}", "")), r#"{"Limit": 4}"#);
    assert_eq!(body(&dry_run(folder.path(), "{}", "")), "{}");
    let list = dry_run(folder.path(), "[1]", "");
    assert_eq!(list.code, Some(1), "{list:?}");
    assert!(list.err.contains("an object"), "{list:?}");
}

#[test]
fn inline_json_that_is_broken_is_not_printed() {
    let folder = tempfile::tempdir().unwrap();
    for json in [
        format!(r#"{{"Password": "{PASSWORD}""#),
        format!(r#"{{"Password": ["{PASSWORD}"]}}"#),
        format!(r#""Password": "{PASSWORD}""#),
        format!(r#"'{{"Password": "{PASSWORD}"}}'"#),
        format!("x {{Password: {PASSWORD}}}"),
    ] {
        let run = run_with(call(&["RunInstances", "--dry-run", "--json", &json]), "");
        assert!(matches!(run.code, Some(1 | 2)), "{json}: {run:?}");
        assert!(!format!("{run:?}").contains(PASSWORD), "{json}: {run:?}");
        assert!(run.err.contains("sent"), "{json}: {run:?}");
    }
    assert!(folder.path().exists());
}

#[test]
fn a_file_is_named_by_its_path() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), "{}").unwrap();
    for (written, path) in [
        ("file://a.json", "a.json"),
        ("file:///tmp/a.json", "/tmp/a.json"),
        ("file:a.json", "a.json"),
        ("@a.json", "a.json"),
    ] {
        let run = dry_run(folder.path(), written, "");
        assert_eq!(run.code, Some(2), "{run:?}");
        let advice = format!("a file is named by its path, not by a URL: `{path}`");
        assert!(run.err.contains(&advice), "{written}: {run:?}");
        // The same for every other file.
        let run: Run = command(folder.path()).args(["check", written]).output().unwrap().into();
        assert!(run.err.contains(&advice), "{written}: {run:?}");
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_request() {
    let folder = tempfile::tempdir().unwrap();
    let marked = "\u{feff}{\"Limit\": 3}\r\n";
    fs::write(folder.path().join("marked.json"), marked).unwrap();
    assert_eq!(body(&dry_run(folder.path(), "marked.json", "")), r#"{"Limit": 3}"#);
    assert_eq!(body(&dry_run(folder.path(), "-", marked)), r#"{"Limit": 3}"#);
    let wide: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("wide.json"), wide).unwrap();
    let run = dry_run(folder.path(), "wide.json", "");
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("`wide.json` is not UTF-8 text but UTF-16"), "{run:?}");
}

/// A mark is either skipped or named, whatever the file is for.
#[test]
fn a_byte_order_mark_is_never_called_broken_json() {
    let folder = tempfile::tempdir().unwrap();
    let marked = |name: &str, text: &str| {
        fs::write(folder.path().join(name), format!("\u{feff}{text}")).unwrap();
    };
    let spec =
        fs::read_to_string(workspace().join("tests/specs/workshop-2024-02-29.json")).unwrap();
    marked("spec.json", &spec);
    marked(
        "api.json",
        r#"{"metadata":{"serviceShortName":"lamp","apiVersion":"2024-01-01"},"actions":{"Get":{}},"objects":{}}"#,
    );
    marked("errors.json", r#"{"Get": ["InternalError"]}"#);
    let simulation =
        workspace().join("ecm-client/test-server/specs/ecm-2019-07-19.simulation.json");
    marked("simulation.json", &fs::read_to_string(simulation).unwrap());
    let arguments: [&[&str]; 7] = [
        &["check", "spec.json"],
        &["explain", "spec.json"],
        &["generate", "spec.json", "--out", "a.rs"],
        &["diff", "spec.json", "spec.json"],
        &["import", "api.json", "--errors", "errors.json"],
        &["import", "api.json", "--onto", "spec.json"],
        &["serve", "--simulation", "simulation.json", "--port", "1", "--secret-id", "x"],
    ];
    for arguments in arguments {
        let mut command = command(folder.path());
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let run = Run::from(command.output().unwrap());
        let all = format!("{}{}", run.out, run.err);
        assert!(run.code == Some(0) || all.contains("byte order mark"), "{arguments:?}: {run:?}");
    }
}

/// `<(command)` of a shell is a pipe, which can be read once and has no length.
#[cfg(unix)]
#[test]
fn a_pipe_is_read_like_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let spec = workspace().join("tests/specs/workshop-2024-02-29.json");
    let spec = spec.to_str().unwrap();
    let long = format!("{{\"Limit\": 3{}}}", " ".repeat(300_000));
    fs::write(folder.path().join("long.json"), &long).unwrap();
    for (script, part) in [
        (
            "call DescribeInstances --dry-run --output json --json <(cat long.json)",
            r#"\"Limit\": 3"#,
        ),
        ("call DescribeInstances --dry-run --json /dev/stdin < <(cat long.json)", r#""Limit": 3"#),
        (&format!("check <(cat {spec})"), "no problems"),
        (&format!("explain <(cat {spec}) New"), "action New"),
        (&format!("diff <(cat {spec}) {spec}"), "no changes"),
        (
            "import <(echo '{\"metadata\":{\"serviceShortName\":\"lamp\",\"apiVersion\":\"2024-01-01\"},\"actions\":{\"Get\":{}}}')",
            "GetRequest",
        ),
    ] {
        let mut bash = without_colour_settings(Command::new("bash"));
        bash.args(["-c", &format!("\"$0\" {script}"), env!("CARGO_BIN_EXE_ecm")]);
        bash.env("TENCENTCLOUD_SECRET_ID", "id").env("TENCENTCLOUD_SECRET_KEY", "key");
        let Ok(output) = bash.current_dir(folder.path()).output() else {
            return crate::support::say_skipped("there is no bash");
        };
        let run = Run::from(output);
        assert_eq!(run.code, Some(0), "{script}: {run:?}");
        assert!(run.out.contains(part), "{script}: {run:?}");
    }
    // A pipe cannot be replaced by the updated spec.
    let mut bash = without_colour_settings(Command::new("bash"));
    bash.args(["-c", "\"$0\" import long.json --onto <(echo '{}')", env!("CARGO_BIN_EXE_ecm")]);
    let run = Run::from(bash.current_dir(folder.path()).output().unwrap());
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("is not a regular file"), "{run:?}");
    // Endless input ends.
    let endless = dry_run(folder.path(), "/dev/zero", "");
    assert_eq!(endless.code, Some(2), "{endless:?}");
    let mut bash = without_colour_settings(Command::new("bash"));
    bash.args(["-c", "\"$0\" check <(cat /dev/zero)", env!("CARGO_BIN_EXE_ecm")]);
    let run = Run::from(bash.current_dir(folder.path()).output().unwrap());
    assert_eq!(run.code, Some(2), "{:?}", run.err);
    assert!(run.err.contains("is too large"), "{:?}", run.err);
}

#[test]
fn a_region_that_is_missing_is_named_with_the_ways_to_set_it() {
    let folder = tempfile::tempdir().unwrap();
    let spec =
        fs::read_to_string(workspace().join("ecm-client/specs/lamp-2024-01-01.json")).unwrap();
    let spec = spec.replace("\"region\": \"optional\"", "\"region\": \"required\"");
    fs::write(folder.path().join("lamp.json"), &spec).unwrap();
    let action = serde_json::from_str::<Value>(&spec).unwrap();
    let action = action["actions"].as_object().unwrap().keys().next().unwrap().clone();
    for more in [&["--dry-run"][..], &["--endpoint", "http://127.0.0.1:9"]] {
        let fixed = [action.as_str(), "--spec", "lamp.json", "--validation", "off"];
        let mut command = call(&[&fixed[..], more].concat());
        command.current_dir(folder.path());
        let run = run_with(command, "");
        assert_eq!(run.code, Some(4), "{run:?}");
        for part in ["needs a region", "`--region`", "TENCENTCLOUD_REGION"] {
            assert!(run.err.contains(part), "{part}: {run:?}");
        }
    }
    assert!(anywhere(&["call", "--help"]).out.contains("--json <FILE|JSON|->"));
}
