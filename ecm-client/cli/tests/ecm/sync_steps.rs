//! Tests of `ecm sync` with every version of the metadata of ECM, from the oldest to the newest, onto
//! the shipped spec: nothing that people wrote is lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{checked, run, say_skipped, settings, workspace};

/// Metadata of each version, the oldest first; empty if it is not available.
fn steps() -> Vec<PathBuf> {
    let folder = workspace().join("../shared/metadata/history/steps");
    let Ok(entries) = fs::read_dir(&folder) else {
        say_skipped("the versions of the metadata are not here");
        return Vec::new();
    };
    let mut steps: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    steps.sort();
    steps
}

/// Creates a folder with the shipped spec.
fn shipped() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let spec = ecm_spec::shipped("ecm-2019-07-19").unwrap();
    fs::write(folder.path().join("ecm.json"), spec).unwrap();
    folder
}

/// Keys that follow the metadata; all others are written by people.
const FACTS: [&str; 6] =
    ["type", "required", "nullable", "always_returned", "deprecated", "revision"];

/// Collects everything that people wrote, by path: documentation, rules, effects, groups, pagination,
/// waiters, tracking tags, names, enums, and the retry advice of errors.
fn curated(spec: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    let mut open = vec![(String::new(), spec)];
    while let Some((path, value)) = open.pop() {
        let members = value.as_object().filter(|object| !object.is_empty());
        let is_whole = ["rules", "values", "errors"].iter().any(|key| path.ends_with(key));
        match members {
            // Lists of rules, values and codes stay as they are, and so do codes one by one.
            Some(members) if !is_whole || path == "/errors" => {
                let members = members.iter().filter(|(key, value)| {
                    // A rule with a name that requires a field is somebody's.
                    let is_fact = FACTS.contains(&key.as_str());
                    !is_fact || value.is_object() || (*key == "required" && value.is_string())
                });
                open.extend(members.map(|(key, value)| (format!("{path}/{key}"), value)));
            }
            _ => {
                found.insert(path, value.clone());
            }
        }
    }
    found
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Runs `ecm sync` for every version, and calls `each` after every run.
fn walk(folder: &Path, arguments: &[&str], mut each: impl FnMut(&Path)) {
    let spec = folder.join("ecm.json");
    let mut before = curated(&read(&spec));
    let everything = before.clone();
    let steps = steps();
    for (number, step) in steps.iter().enumerate() {
        let metadata = step.to_str().unwrap();
        let arguments = [&["sync", metadata, "--onto", "ecm.json"], arguments].concat();
        let old = fs::read_to_string(&spec).unwrap();
        let synced = run(folder, &arguments);
        assert_eq!((synced.code, synced.err.as_str()), (Some(0), ""), "{metadata}");
        let after = curated(&read(&spec));
        for (path, value) in &before {
            assert_eq!(after.get(path), Some(value), "{metadata}: {path}");
        }
        before = after;
        // The verdict is that of `ecm diff`, and a second run has nothing to do.
        if number % 7 == 0 {
            fs::write(folder.join("old.json"), &old).unwrap();
            let diff = run(folder, &["diff", "old.json", "ecm.json"]);
            let verdict = diff.out.lines().last().unwrap();
            let verdict = verdict.strip_prefix("old.json -> ").unwrap();
            assert!(synced.out.contains(verdict), "{metadata}: {verdict}");
            let again = run(folder, &[&arguments[..], &["--check"]].concat());
            assert_eq!(again.code, Some(0), "{metadata}: {}", again.out);
        }
        each(step);
    }
    let kept = |path: &&String| everything.contains_key(*path);
    assert_eq!(before.keys().filter(kept).count(), everything.len());
}

#[test]
fn what_people_wrote_is_there_after_all_steps() {
    let folder = shipped();
    let mut entries = 0;
    walk(folder.path(), &["--changelog", "CHANGELOG.md"], |_| entries += 1);
    if entries == 0 {
        return;
    }
    let log = fs::read_to_string(folder.path().join("CHANGELOG.md")).unwrap();
    let headings: Vec<&str> = log.lines().filter(|line| line.starts_with("### ")).collect();
    assert_eq!(headings.len(), entries, "{headings:#?}");
    assert_eq!(log.matches("## Unreleased").count(), 1);
}

#[test]
#[ignore = "takes minutes"]
fn the_client_of_each_step_compiles() {
    let folder = shipped();
    let client = folder.path().join("client");
    // What has been made is checked while the next is.
    thread::scope(|scope| {
        let (made, to_check) = mpsc::channel::<PathBuf>();
        scope.spawn(move || {
            for copy in to_check {
                let checked = checked(&copy);
                let found = (checked.code, checked.err.as_str());
                assert_eq!(found, (Some(0), ""), "{}", copy.display());
            }
        });
        walk(folder.path(), &["--out", "client", "--crate", "ecm-steps"], |step| {
            let copy = folder.path().join("copies").join(step.file_stem().unwrap());
            fs::create_dir_all(copy.join("src")).unwrap();
            for file in fs::read_dir(client.join("src")).unwrap() {
                let file = file.unwrap();
                fs::copy(file.path(), copy.join("src").join(file.file_name())).unwrap();
            }
            let manifest = fs::read_to_string(client.join("Cargo.toml")).unwrap();
            fs::write(copy.join("Cargo.toml"), manifest + &settings()).unwrap();
            made.send(copy).unwrap();
        });
        drop(made);
    });
}
