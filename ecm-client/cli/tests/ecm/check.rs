use std::fs;

use crate::support::{anywhere, command, run, workshop, workspace};

const BAD: &str = "{\n  \"service\": \"lamp\",\n  \"servcie\": \"lamp\", \"service\": \"é\"\n}";

#[test]
fn a_good_spec_is_good() {
    let run = anywhere(&["check", "ecm-2019-07-19", &workshop()]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(run.out.matches(": no problems (").count(), 2, "{}", run.out);
}

#[test]
fn problems_are_shown_with_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.json"), BAD).unwrap();
    let run = run(folder.path(), &["check", "bad.json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    assert!(run.out.contains("error[unknown-key]: "), "{}", run.out);
    assert!(run.out.contains("--> bad.json:3:3"), "{}", run.out);
    assert!(!run.out.contains('\u{1b}'), "colours without a terminal: {}", run.out);
}

#[test]
fn colours_are_the_users_to_choose() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.json"), BAD).unwrap();
    let coloured = |variables: &[(&str, &str)]| {
        let mut command = command(folder.path());
        command.args(["check", "bad.json"]).envs(variables.iter().copied());
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("NO_COLOR", "1")]));
}

#[test]
fn programs_get_a_list_of_objects() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.json"), BAD).unwrap();
    let bad = run(folder.path(), &["check", "--format", "json", "bad.json"]);
    assert_eq!((bad.code, bad.err.as_str()), (Some(1), ""));
    let list: Vec<serde_json::Value> = serde_json::from_str(&bad.out).unwrap();
    let one = list.iter().find(|one| one["code"] == "duplicate-key").unwrap();
    let keys: Vec<&str> = one.as_object().unwrap().keys().map(String::as_str).collect();
    for key in ["code", "message", "help", "file", "line", "column", "length", "related"] {
        assert!(keys.contains(&key), "{key} is not in {keys:?}");
    }
    assert_eq!((&one["file"], &one["line"]), (&"bad.json".into(), &3.into()));
    assert_eq!(one["length"], 9, "the key with its quotes");
    assert_eq!((&one["related"]["line"], &one["related"]["column"]), (&2.into(), &3.into()));
    let good = anywhere(&["check", "--format", "json", "ecm-2019-07-19"]);
    assert_eq!((good.code, good.out.as_str()), (Some(0), "[]\n"));
}

#[test]
fn bytes_that_are_no_text_are_a_problem_with_a_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.json"), b"{\n \"doc\": \"\xff\" }").unwrap();
    let run = run(folder.path(), &["check", "bad.json"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.out.contains("error[not-utf8]") && run.out.contains("bad.json:2:10"),
        "{}",
        run.out
    );
}

#[test]
fn what_cannot_be_read_is_wrong_use() {
    let folder = tempfile::tempdir().unwrap();
    fs::File::create(folder.path().join("huge.json")).unwrap().set_len(1 << 30).unwrap();
    for (path, expected) in [
        ("none.json", "there is no file `none.json`"),
        (".", "`.` is a directory"),
        ("huge.json", "`huge.json` is too large"),
        ("ecm-2019-07-18", "did you mean the shipped spec `ecm-2019-07-19`?"),
    ] {
        let run = run(folder.path(), &["check", path, "ecm-2019-07-19"]);
        assert_eq!(run.code, Some(2), "{path}");
        assert!(run.err.contains(expected), "{path}: {}", run.err);
        assert!(run.out.contains("ecm-2019-07-19: no problems"), "{path}: {}", run.out);
    }
}

#[test]
fn wrong_arguments_are_wrong_use() {
    for arguments in [&["check"][..], &["check", "a", "--format", "xml"], &["chekc"]] {
        let run = anywhere(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.err.contains("--help"), "{arguments:?}: {}", run.err);
    }
}

/// Metadata is told apart from a spec with a mistake in each line.
#[test]
fn a_file_of_another_kind_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let metadata = r#"{"actions": {"Get": {"document": "Gets.", "input": "GetRequest", "name": "Get",
        "output": "GetResponse", "status": "online"}}, "metadata": {"apiVersion": "2024-01-01",
        "serviceShortName": "lamp"}, "objects": {"GetRequest": {"members": []}}, "version": "1.0"}"#;
    let simulation =
        workspace().join("ecm-client/test-server/specs/ecm-2019-07-19.simulation.json");
    fs::copy(simulation, folder.path().join("simulation.json")).unwrap();
    fs::write(folder.path().join("api.json"), metadata).unwrap();
    for (file, sentence) in [
        ("api.json", "make a spec of it with `ecm import API_JSON --out SPEC`"),
        ("simulation.json", "this is a simulation, not a spec"),
    ] {
        let arguments: [&[&str]; 6] = [
            &["check", file],
            &["check", "--format", "json", file],
            &["explain", file],
            &["generate", file, "--out", "new.rs"],
            &["diff", file, "ecm-2019-07-19"],
            &["serve", "--spec", file],
        ];
        for arguments in arguments {
            let run = run(folder.path(), arguments);
            assert_eq!(run.code, Some(1), "{arguments:?}: {run:?}");
            let all = format!("{}{}", run.out, run.err);
            assert!(all.contains(sentence), "{arguments:?}: {all}");
            assert_eq!(all.matches("not-a-spec").count(), 1, "{arguments:?}: {all}");
            assert!(!all.contains("unknown-key"), "{arguments:?}: {all}");
        }
    }
}
