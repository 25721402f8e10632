use std::fs;
use std::path::Path;

use crate::support::{Run, anywhere, run, workshop};

/// Creates a folder with two versions of a spec, the second with the replacements.
fn versions(replacements: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let old = fs::read_to_string(workshop()).unwrap();
    let new = replacements.iter().fold(old.clone(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    fs::write(folder.path().join("old.json"), old).unwrap();
    fs::write(folder.path().join("new.json"), new).unwrap();
    folder
}

fn diff(folder: &Path, more: &[&str]) -> Run {
    run(folder, &[&["diff", "old.json", "new.json"], more].concat())
}

const EFFECT: (&str, &str) = ("\"effect\": \"create\"", "\"effect\": \"read\"");
const NEW_FIELD: (&str, &str) = (
    "\"fields\": {\n        \"Text\"",
    "\"fields\": {\n        \"More\": { \"type\": \"bool\", \"doc\": \"*More*.\" },\n        \"Text\"",
);
const DOC: (&str, &str) = ("Looks at everything.", "Looks at all of it.");

/// Line of the changed effect, counted from 1.
fn line() -> usize {
    let text = fs::read_to_string(workshop()).unwrap();
    text.lines().position(|line| line.contains(EFFECT.0)).unwrap() + 1
}

#[test]
fn equal_specs_have_no_changes() {
    let same = anywhere(&["diff", "ecm-2019-07-19", "ecm-2019-07-19", "--fail-on", "patch"]);
    assert_eq!((same.code, same.err.as_str()), (Some(0), ""));
    assert_eq!(same.out, "ecm-2019-07-19 -> ecm-2019-07-19: no changes\n");
}

#[test]
fn people_get_the_worst_first_with_places() {
    let folder = versions(&[EFFECT, NEW_FIELD, DOC]);
    let run = diff(folder.path(), &[]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let starts: Vec<&str> =
        run.out.split("\n\n").map(|part| part.split(':').next().unwrap()).collect();
    let expected =
        ["major[action-effect]", "minor[field-added]", "patch[action-doc]", "old.json -> new.json"];
    assert_eq!(starts, expected, "{}", run.out);
    let place = format!("  --> old.json:{0}:59 -> new.json:{0}:59\n", line());
    assert!(run.out.contains(&place), "{}", run.out);
    assert!(
        run.out.contains("= warning: a second call was documented to create again"),
        "{}",
        run.out
    );
    assert!(run.out.ends_with(
            "\nold.json -> new.json: major (3 changes: 1 major, 1 minor, 1 patch), decided by the effect of \
             action `New`: create -> read\n"
        ), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'), "colours without a terminal: {}", run.out);
}

/// Whoever calls what the service no longer has must read of it before anything else.
#[test]
fn what_the_service_no_longer_has_comes_first() {
    let mark =
        format!("\"effect\": \"read\", \"deprecated\": \"{}\"", ecm_spec::model::GONE_ACTION);
    let folder = versions(&[
        ("\"version\": \"2024-02-29\"", "\"version\": \"2031-01-01\""),
        ("\"effect\": \"read\"", &mark),
    ]);
    let run = diff(folder.path(), &["--fail-on", "major"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    let starts: Vec<&str> =
        run.out.split("\n\n").map(|part| part.split(':').next().unwrap()).collect();
    let expected = ["major[action-deprecated]", "major[spec-version]", "old.json -> new.json"];
    assert_eq!(starts, expected, "{}", run.out);
    assert!(run.out.contains("decided by the deprecated of action `Describe`"), "{}", run.out);
}

#[test]
fn the_exit_code_tells_the_level() {
    for (changes, level, codes) in [
        (vec![EFFECT, DOC], "major", [1, 1, 1]),
        (vec![NEW_FIELD], "minor", [0, 1, 1]),
        (vec![DOC], "patch", [0, 0, 1]),
    ] {
        let folder = versions(&changes);
        for (limit, code) in ["major", "minor", "patch"].into_iter().zip(codes) {
            let run = diff(folder.path(), &["--fail-on", limit]);
            assert_eq!(run.code, Some(code), "{level} with {limit}");
            assert!(run.out.contains(&format!("new.json: {level} (")), "{}", run.out);
        }
        assert_eq!(diff(folder.path(), &[]).code, Some(0));
    }
}

#[test]
fn programs_get_an_object() {
    let folder = versions(&[EFFECT, NEW_FIELD]);
    let run = diff(folder.path(), &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&report["level"], &report["deciding"]), (&"major".into(), &0.into()));
    let changes = report["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2);
    assert_eq!(changes[0]["old"]["line"], line());
    assert_eq!(changes[0]["message"], "effect of action `New`: create -> read");
    assert_eq!(changes[0]["companions"], serde_json::json!([]));
    assert_eq!(
        (&changes[0]["new_responses"], &changes[0]["old_responses"]),
        (&"read".into(), &"read".into())
    );
    assert_eq!(
        changes[1]["path"],
        serde_json::json!(["types", "DescribeRequest", "fields", "More"])
    );
    assert!(changes[1]["old"].is_null() && changes[1]["new"]["line"].is_number());
    assert_eq!(changes[1]["actions"], serde_json::json!(["Describe"]));
    let same = anywhere(&["diff", "--format", "json", "ecm-2019-07-19", "ecm-2019-07-19"]);
    let same: serde_json::Value = serde_json::from_str(&same.out).unwrap();
    assert!(same["level"].is_null() && same["changes"].as_array().unwrap().is_empty());
}

#[test]
fn a_changelog_gets_its_entry() {
    let folder = versions(&[EFFECT, NEW_FIELD, DOC]);
    let run = diff(folder.path(), &["--format", "markdown"]);
    let expected = "API: major (3 changes).\n\n### Breaking changes\n\n- effect of action `New`: create -> read. ";
    assert!(run.out.starts_with(expected), "{}", run.out);
    assert!(
        run.out
            .contains("\n### Additions and changes\n\n- new field `DescribeRequest.More`: bool, "),
        "{}",
        run.out
    );
    assert!(
        run.out.ends_with("\n### Other changes\n\n- Documentation of 1 item.\n"),
        "{}",
        run.out
    );
}

#[test]
fn the_problems_of_both_files_are_reported() {
    let folder = versions(&[]);
    fs::write(folder.path().join("old.json"), "{}").unwrap();
    fs::write(folder.path().join("new.json"), "[").unwrap();
    let both = diff(folder.path(), &[]);
    assert_eq!((both.code, both.out.as_str()), (Some(1), ""));
    assert!(both.err.contains("old.json:1:1") && both.err.contains("new.json:1:2"), "{}", both.err);
    let missing = run(folder.path(), &["diff", "none.json", "neither.json"]);
    assert_eq!(missing.code, Some(2));
    assert!(
        missing.err.contains("none.json") && missing.err.contains("neither.json"),
        "{}",
        missing.err
    );
    assert_eq!(run(folder.path(), &["diff", "old.json"]).code, Some(2));
}
