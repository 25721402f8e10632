//! Tests of `ecm sync`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Run, run};

const OLD: &str = r#"{
  "metadata": { "serviceShortName": "lamp", "apiVersion": "2024-01-01" },
  "actions": {
    "CreateLamp": { "input": "CreateLampRequest", "output": "CreateLampResponse" }
  },
  "objects": {
    "CreateLampRequest": { "members": [
      { "name": "Name", "type": "string", "member": "string", "required": true }
    ] },
    "CreateLampResponse": { "members": [{ "name": "RequestId", "type": "string", "member": "string" }] }
  }
}
"#;

/// Newer metadata with one more action and one more parameter.
fn new() -> String {
    let action =
        r#""DescribeLamps": { "input": "DescribeLampsRequest", "output": "CreateLampResponse" },"#;
    let object = r#""DescribeLampsRequest": { "members": [] },"#;
    let member = r#"{ "name": "Watts", "type": "int", "member": "int64", "required": false },"#;
    OLD.replace("\"actions\": {", &format!("\"actions\": {{ {action}"))
        .replace("\"objects\": {", &format!("\"objects\": {{ {object}"))
        .replace("{ \"name\": \"Name\"", &format!("{member} {{ \"name\": \"Name\""))
}

/// Newer metadata without the required parameter.
fn without_name() -> String {
    OLD.replace("\"Name\"", "\"Names\"")
}

/// Creates a folder with newer metadata and a spec with manual additions.
fn prepared(newer: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("api.json", OLD);
    let made = run(folder.path(), &["import", "api.json", "--out", "lamp.json"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let spec = read(&folder, "lamp.json")
        .replace("\"effect\": \"create\"", "\"doc\": \"Ours.\", \"effect\": \"idempotent\"")
        .replace(
            "\"required\": true",
            "\"required\": true, \"rules\": [{ \"id\": \"L1\", \"kind\": \"length\", \"max\": 9 }]",
        );
    write("lamp.json", &spec);
    write("api.json", newer);
    folder
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

fn sync(folder: &TempDir, more: &[&str]) -> Run {
    run(folder.path(), &[&["sync", "api.json", "--onto", "lamp.json"], more].concat())
}

/// Lists every file with its bytes, and every folder.
fn tree(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let bytes = path.is_file().then(|| fs::read(&path).unwrap());
            if bytes.is_none() {
                open.push(path.clone());
            }
            found.insert(path.display().to_string(), bytes);
        }
    }
    found
}

#[test]
fn one_step_brings_everything_up_to_date() {
    let folder = prepared(&new());
    let synced = sync(&folder, &["--out", "client", "--crate", "lamp-client"]);
    assert_eq!((synced.code, synced.err.as_str()), (Some(0), ""), "{}", synced.out);
    for part in [
        "added[action-added] DescribeLamps: ",
        "\nminor[field-added]: new field `CreateLampRequest.Watts`: int64, optional\n  --> lamp.json:",
        "\nlamp.json: minor (3 changes: 2 minor, 1 patch), decided by the new action `DescribeLamps`: read\n",
        "\nrevision 2, fingerprint ",
        "\nwrote lamp.json\nwrote client/src/lib.rs\nwrote client/Cargo.toml\nwrote client/README.md\nwrote client/CHANGELOG.md\n",
    ] {
        assert!(synced.out.contains(part), "{part}: {}", synced.out);
    }
    // One file has one name, and the old text is gone.
    assert!(synced.out.contains("\n  --> lamp.json:4:3\n"), "{}", synced.out);
    assert!(!synced.out.contains("lamp.json -> ") && !synced.out.contains(" -> lamp.json"));
    let spec = read(&folder, "lamp.json");
    for kept in ["\"doc\": \"Ours.\"", "\"idempotent\"", "\"L1\"", "\"revision\": \"2\""] {
        assert!(spec.contains(kept), "{kept}: {spec}");
    }
    let fingerprint = ecm_spec::fingerprint(spec.as_bytes());
    assert!(synced.out.contains(&format!("fingerprint {fingerprint}\n")), "{}", synced.out);
    assert!(read(&folder, "client/src/lib.rs").contains(&fingerprint));
    let current = ["generate", "lamp.json", "--out", "client", "--crate", "lamp-client", "--check"];
    assert_eq!(run(folder.path(), &current).code, Some(0));
    assert_eq!(
        read(&folder, "client/CHANGELOG.md"),
        "# Changelog\n\n## Unreleased\n\n### API of `lamp` 2024-01-01, revision 2: minor\n\n\
         #### Additions and changes\n\n\
         - new action `DescribeLamps`: read. `Client::describe_lamps` is new. Along with it: type \
         `DescribeLampsRequest`.\n\
         - new field `CreateLampRequest.Watts`: int64, optional. The field `watts` is new.\n\n\
         #### Other changes\n\n\
         - revision of the spec: 1 -> 2. Violations name another revision.\n"
    );

    let before = tree(folder.path());
    let again = sync(&folder, &["--out", "client", "--crate", "lamp-client", "--check"]);
    assert_eq!(again.code, Some(0), "{}", again.out);
    let again = sync(&folder, &["--out", "client", "--crate", "lamp-client"]);
    assert_eq!(again.code, Some(0), "{}", again.err);
    assert!(again.out.contains("\nlamp.json: no changes\n"), "{}", again.out);
    assert!(again.out.ends_with("\nunchanged lamp.json\nunchanged client/src/lib.rs\n"));
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn what_was_not_there_is_not_called_none() {
    let folder = prepared(&new().replace(
        r#""input": "CreateLampRequest""#,
        r#""status": "deprecated", "input": "CreateLampRequest""#,
    ));
    let synced = sync(&folder, &[]);
    let line = "deprecated of action `CreateLamp` is set: The service has deprecated this action.";
    assert!(synced.out.contains(line), "{}", synced.out);
    assert!(!synced.out.contains("none ->"), "{}", synced.out);
    fs::write(folder.path().join("api.json"), new()).unwrap();
    let synced = sync(&folder, &[]);
    assert!(
        synced.out.contains("deprecated of action `CreateLamp` is gone: The"),
        "{}",
        synced.out
    );
    assert!(!synced.out.contains("-> none"), "{}", synced.out);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = prepared(&new());
    let before = tree(folder.path());
    for (flag, code) in [("--dry-run", 0), ("--check", 1)] {
        let dry = sync(&folder, &["--out", "lamp.rs", "--changelog", "CHANGES.md", flag]);
        assert_eq!((dry.code, dry.err.as_str()), (Some(code), ""), "{flag}");
        let end = "would write lamp.json\nwould write lamp.rs\nwould write CHANGES.md\n";
        assert!(dry.out.ends_with(end), "{}", dry.out);
        assert!(dry.out.contains("minor[action-added]"), "{}", dry.out);
        assert_eq!(tree(folder.path()), before);
    }
}

#[test]
fn a_change_that_is_not_allowed_stops_it() {
    let folder = prepared(&without_name());
    let before = tree(folder.path());
    let stopped = sync(&folder, &["--prune", "--out", "client", "--fail-on", "major"]);
    assert_eq!((stopped.code, stopped.err.as_str()), (Some(1), ""));
    let end = "nothing was written: `--fail-on major` forbids changes of this level\n";
    assert!(stopped.out.ends_with(end), "{}", stopped.out);
    assert!(
        stopped.out.contains(
            "possible rename: field `CreateLampRequest.Name` -> field `CreateLampRequest.Names`"
        ),
        "{}",
        stopped.out
    );
    assert_eq!(tree(folder.path()), before);
    // So that what is less than that is not stopped.
    let minor = prepared(&new());
    assert_eq!(sync(&minor, &["--fail-on", "major"]).code, Some(0));
}

/// Whoever calls an action that is gone from the metadata fails tomorrow, pruned or not.
#[test]
fn an_action_that_vanished_is_a_breaking_change_and_comes_first() {
    let grown = new().replace("\"Watts\"", "\"Volts\"");
    let start = grown.find("\"CreateLamp\": {").unwrap();
    let end = grown[start..].find('\n').unwrap() + start;
    let newer = grown.replacen(&grown[start..end], "", 1).replacen("},\n    \n", "}\n", 1);
    let newer = newer.replace("\"CreateLampResponse\" },", "\"CreateLampResponse\" }");
    for (prune, line, change) in [
        (
            &[][..],
            "changed[action-gone] CreateLamp: the service no longer has it, so its calls fail; the \
             spec keeps it, deprecated (lamp.json:",
            "major[action-deprecated]: deprecated of action `CreateLamp` is set: This action is gone",
        ),
        (
            &["--prune"],
            "removed[action-removed] CreateLamp: the service no longer has it, so its calls fail; \
             it is removed (lamp.json:",
            "major[action-removed]: action `CreateLamp` is gone: ",
        ),
    ] {
        let folder = prepared(&newer);
        let before = tree(folder.path());
        let stopped = sync(&folder, &[prune, &["--fail-on", "major"]].concat());
        assert_eq!((stopped.code, stopped.err.as_str()), (Some(1), ""), "{}", stopped.out);
        assert!(stopped.out.starts_with(line), "{}", stopped.out);
        let (_, changes) = stopped.out.split_once("\n\n").unwrap();
        assert!(changes.starts_with(change), "{changes}");
        assert!(changes.contains("= wire: requests of old clients are refused\n"), "{changes}");
        assert!(changes.contains("decided by the "), "{changes}");
        assert_eq!(tree(folder.path()), before);

        fs::copy(folder.path().join("lamp.json"), folder.path().join("old.json")).unwrap();
        let synced = sync(&folder, &[prune, &["--changelog", "CHANGES.md"]].concat());
        assert_eq!(synced.code, Some(0), "{}", synced.err);
        let log = read(&folder, "CHANGES.md");
        assert!(log.contains("#### Breaking changes\n\n- "), "{log}");
        // What is accepted stops nothing any more, and a comparison of the files says the same.
        let again = sync(&folder, &[prune, &["--fail-on", "major"]].concat());
        assert_eq!(again.code, Some(0), "{}", again.out);
        let files = ["diff", "old.json", "lamp.json", "--fail-on", "major"];
        let compared = run(folder.path(), &files);
        assert_eq!(compared.code, Some(1), "{}", compared.out);
        assert!(compared.out.starts_with(change), "{}", compared.out);
    }
}

/// Each step fails in turn, after the steps before it have succeeded.
#[test]
fn where_a_step_fails_all_files_are_as_they_were() {
    let folder = prepared(&new());
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("dir")).unwrap();
    fs::write(at("file"), "mine").unwrap();
    fs::write(at("bad.json"), "{ \"metadata\": ").unwrap();
    fs::write(at("wrong.json"), "{ \"servce\": \"lamp\" }").unwrap();
    fs::write(at("latin1.md"), b"\xe9").unwrap();
    fs::write(at("closed.md"), "# Ours\n").unwrap();
    let mut permissions = fs::metadata(at("closed.md")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(at("closed.md"), permissions).unwrap();
    let before = tree(folder.path());
    let onto = ["api.json", "--onto", "lamp.json"];
    for (first, more, code, expected) in [
        (&["bad.json", "--onto", "lamp.json"], &[][..], 1, "the file ends too early"),
        (&["none.json", "--onto", "lamp.json"], &[], 2, "there is no file `none.json`"),
        (&["api.json", "--onto", "wrong.json"], &[], 1, "error[unknown-key]"),
        (&["api.json", "--onto", "none.json"], &[], 2, "there is no file `none.json`"),
        (&onto, &["--errors", "file"], 1, "error[syntax]"),
        (&onto, &["--revision", ""], 1, "lamp.json:4:"),
        (&onto, &["--out", "a", "--actions", "CreateLmap"], 2, "did you mean `CreateLamp`?"),
        (
            &onto,
            &["--out", "a", "--crate", "type"],
            2,
            "`type` is reserved and cannot be the name of a crate",
        ),
        (
            &onto,
            &["--crate", "lamp"],
            2,
            "`--crate` needs a client to generate; name its file or folder with `--out`",
        ),
        (&onto, &["--out", "file"], 2, "`file` is a file"),
        (&onto, &["--out", "file/a.rs"], 2, "`file/a.rs` cannot be written"),
        (&onto, &["--out", "a", "--changelog", "dir"], 2, "`dir` is a directory"),
        (&onto, &["--out", "a", "--changelog", "latin1.md"], 2, "is not UTF-8 text"),
        (&onto, &["--out", "a", "--changelog", "closed.md"], 2, "it is read-only"),
        (
            &onto,
            &["--out", "a", "--changelog", "lamp.json"],
            2,
            "`lamp.json` is named for two outputs; name different files",
        ),
        (&onto, &["--out", "a", "--changelog", "file/b.md"], 2, "`file/b.md` cannot be"),
    ] {
        let run = run(folder.path(), &[&["sync"], &first[..], more].concat());
        assert_eq!(run.code, Some(code), "{first:?} {more:?}: {}", run.err);
        assert!(run.err.contains(expected), "{first:?} {more:?}: {}", run.err);
        assert_eq!(tree(folder.path()), before, "{first:?} {more:?}");
    }
}

#[test]
fn a_revision_is_a_number_or_given() {
    for (revision, more, expected) in [
        ("41", &[][..], "42"),
        ("2024-05-01", &[], "2024-05-01"),
        ("1", &["--revision", "2024-06-01"], "2024-06-01"),
    ] {
        let folder = prepared(&new());
        let spec = read(&folder, "lamp.json")
            .replace("\"revision\": \"1\"", &format!("\"revision\": \"{revision}\""));
        fs::write(folder.path().join("lamp.json"), spec).unwrap();
        assert_eq!(sync(&folder, more).code, Some(0));
        let expected = format!("\"revision\": \"{expected}\"");
        assert!(read(&folder, "lamp.json").contains(&expected), "{revision} {more:?}");
    }
}

#[test]
fn a_stale_client_is_brought_up_to_date_without_an_entry() {
    let folder = prepared(OLD);
    let first = sync(&folder, &["--out", "lamp.rs", "--changelog", "CHANGES.md"]);
    assert_eq!(first.code, Some(0), "{}", first.err);
    assert!(first.out.ends_with("\nunchanged lamp.json\nwrote lamp.rs\n"), "{}", first.out);
    assert!(!folder.path().join("CHANGES.md").exists());
}
