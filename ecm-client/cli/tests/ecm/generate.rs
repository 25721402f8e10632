use std::fs;
use std::path::Path;

use crate::support::{run, warehouse, workshop};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_holds_what_the_generator_gives() {
    let folder = tempfile::tempdir().unwrap();
    let run = run(folder.path(), &["generate", "ecm-2019-07-19", "--out", "src/ecm.rs"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), "wrote src/ecm.rs\n"));
    let spec = ecm_spec::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
    let selection = ecm_codegen::Selection::all(&spec);
    let text = fs::read_to_string(folder.path().join("src/ecm.rs")).unwrap();
    // The same text for the same tokens: the file without its mark is what the macro's tokens are
    // when they are laid out.
    let code = text.lines().skip_while(|line| !line.starts_with("//!")).collect::<Vec<_>>();
    let code_of_macro = ecm_codegen::generate(&spec, &selection);
    let expected = ecm_codegen::format::text(code_of_macro.tokens());
    assert_eq!(code, expected.lines().collect::<Vec<_>>());
}

#[test]
fn groups_and_actions_add_up() {
    let folder = tempfile::tempdir().unwrap();
    let spec = warehouse();
    let of = |lists: &[&str]| {
        let arguments = [&["generate", &spec, "--out", "a.rs"], lists].concat();
        run(folder.path(), &arguments)
    };
    assert_eq!(of(&["--groups", "high-shelf", "--actions", "DescribeTask"]).code, Some(0));
    let text = fs::read_to_string(folder.path().join("a.rs")).unwrap();
    assert!(text.contains("ListShelvesRequest") && text.contains("DescribeTaskRequest"));
    assert!(!text.contains("ListCrates"));
    let unknown = of(&["--groups", "crate, hihg-shelf"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("did you mean `high-shelf`?"), "{}", unknown.err);
}

#[test]
fn a_selection_holds_what_it_reaches() {
    let folder = tempfile::tempdir().unwrap();
    let spec = workshop();
    let of = |actions: &str| {
        run(folder.path(), &["generate", &spec, "--out", "a.rs", "--actions", actions])
    };
    assert_eq!(of("New, Reset").code, Some(0));
    let text = fs::read_to_string(folder.path().join("a.rs")).unwrap();
    assert!(text.contains("pub struct NewRequest") && text.contains("pub struct ResetRequest"));
    assert!(!text.contains("DescribeRequest"));
    let unknown = of("Nwe,Reset,Reste");
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
    assert!(unknown.err.contains("has no action `Nwe`; did you mean `New`?"), "{}", unknown.err);
    assert!(
        unknown.err.contains("has no action `Reste`; did you mean `Reset`?"),
        "{}",
        unknown.err
    );
    assert_eq!(fs::read_to_string(folder.path().join("a.rs")).unwrap(), text);
}

#[test]
fn what_is_not_current_is_found_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (spec, path) = (workshop(), folder.path().join("a.rs"));
    let check = || run(folder.path(), &["generate", &spec, "--out", "a.rs", "--check"]);
    let missing = check();
    assert_eq!(
        (missing.code, missing.out.as_str()),
        (Some(1), "a.rs is missing; run without `--check` to write it\n")
    );
    assert!(names(folder.path()).is_empty());
    assert_eq!(run(folder.path(), &["generate", &spec, "--out", "a.rs"]).code, Some(0));
    assert_eq!(check().code, Some(0));
    let stale = fs::read_to_string(&path)
        .unwrap()
        .replace("/// Client of the service", "/// Client of a service");
    fs::write(&path, &stale).unwrap();
    let found = check();
    assert_eq!(found.code, Some(1));
    for part in [
        "a.rs is out of date; run without `--check` to update it\n",
        "--- a.rs\n+++ ",
        "\n@@ ",
        "\n-/// Client",
        "\n+/// Client",
    ] {
        assert!(found.out.contains(part), "{part}: {}", found.out);
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), stale);
}

#[test]
fn a_crate_leaves_other_files_and_what_is_yours_alone() {
    let folder = tempfile::tempdir().unwrap();
    let spec = workshop();
    let generate =
        |more: &[&str]| run(folder.path(), &[&["generate", &spec, "--out", "lamp"], more].concat());
    fs::create_dir(folder.path().join("lamp")).unwrap();
    fs::write(folder.path().join("lamp/notes.txt"), "mine").unwrap();
    let first = generate(&["--crate", "lamp-client"]);
    assert_eq!(first.code, Some(0), "{}", first.err);
    assert_eq!(names(&folder.path().join("lamp")), ["Cargo.toml", "README.md", "notes.txt", "src"]);
    let manifest = folder.path().join("lamp/Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    assert!(text.contains("name = \"lamp-client\"") && text.contains("ecm-client = "), "{text}");
    assert!(text.contains("\n# `ecm-client` is not in a registry yet"), "{text}");
    fs::write(&manifest, "edited").unwrap();
    let second = generate(&["--actions", "New"]);
    assert_eq!((second.code, second.out.as_str()), (Some(0), "wrote lamp/src/lib.rs\n"));
    assert_eq!(fs::read_to_string(&manifest).unwrap(), "edited");
    assert_eq!(fs::read_to_string(folder.path().join("lamp/notes.txt")).unwrap(), "mine");
    assert_eq!(generate(&["--actions", "New", "--check"]).code, Some(0));
    assert_eq!(generate(&["--check"]).code, Some(1));
}

#[test]
fn the_runtime_comes_from_where_it_is_said_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let generate = |out: &str, dependency: &str| {
        let spec = workshop();
        run(folder.path(), &["generate", &spec, "--out", out, "--dependency", dependency])
    };
    for (dependency, line) in [
        ("git=https://git.example.com/ecm", "git = \"https://git.example.com/ecm\""),
        ("version=0.1", "version = \"0.1\""),
    ] {
        let out = dependency.split_once('=').unwrap().0;
        assert_eq!(generate(out, dependency).code, Some(0));
        let text = fs::read_to_string(folder.path().join(out).join("Cargo.toml")).unwrap();
        let line = format!("\necm-client = {{ {line}, default-features = false }}\n");
        assert!(text.contains(&line), "{text}");
        let has_comment = text.contains("not in a registry yet");
        assert_eq!(has_comment, out == "version", "{text}");
    }
    for (out, dependency, code, message) in [
        ("a", "path=nowhere", 2, "`nowhere/Cargo.toml` cannot be read"),
        ("a", "path=git", 2, "is not the crate `ecm-client`"),
        ("a", "0.1", 2, "expected path=FOLDER, git=URL or version=VERSION"),
        ("a.rs", "version=0.1", 2, "`--dependency` needs a folder, but `a.rs` is a file"),
    ] {
        let refused = generate(out, dependency);
        assert_eq!(refused.code, Some(code), "{dependency}: {refused:?}");
        assert!(refused.err.contains(message), "{dependency}: {refused:?}");
        assert!(!folder.path().join(out).exists(), "{dependency}");
    }
}

#[test]
fn a_crate_is_stale_when_its_spec_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("lamp.json");
    let text = fs::read_to_string(workshop()).unwrap();
    fs::write(&spec, &text).unwrap();
    let generate = |more: &[&str]| {
        run(folder.path(), &[&["generate", "lamp.json", "--out", "lamp"], more].concat())
    };
    assert_eq!(generate(&[]).code, Some(0));
    assert_eq!(generate(&["--check"]).code, Some(0));
    fs::write(&spec, text.replace("Looks at everything.", "Looks at all of it.")).unwrap();
    let stale = generate(&["--check"]);
    assert_eq!(stale.code, Some(1));
    let fingerprint = ecm_spec::fingerprint(&fs::read(&spec).unwrap());
    for part in [
        "lamp/src/lib.rs is out of date; run without `--check` to update it\n".to_owned(),
        format!("+//! Generated by `ecm` {}", env!("CARGO_PKG_VERSION")),
        format!("fingerprint `{fingerprint}`"),
    ] {
        assert!(stale.out.contains(&part), "{part}: {}", stale.out);
    }
}

#[test]
fn wrong_use_is_told_apart_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let spec = workshop();
    fs::write(folder.path().join("file"), "mine").unwrap();
    fs::create_dir(folder.path().join("dir.rs")).unwrap();
    fs::write(folder.path().join("bad.json"), "{}").unwrap();
    for (arguments, code, expected) in [
        (
            &[spec.as_str(), "--out", "a.rs", "--crate", "a"][..],
            2,
            "`--crate` needs a folder, but `a.rs` is a file; name a folder with `--out`",
        ),
        (
            &[&spec, "--out", "a", "--crate", "type"],
            2,
            "`type` is reserved and cannot be the name of a crate; choose another name",
        ),
        (
            &[&spec, "--out", "file"],
            2,
            "`file` is a file without the extension `.rs`; name a `.rs` file or the folder",
        ),
        (&[&spec, "--out", "file/a.rs"], 2, "`file/a.rs` cannot be written"),
        (&[&spec, "--out", "dir.rs"], 2, "it is a directory"),
        (&["none.json", "--out", "a.rs"], 2, "there is no file `none.json`"),
        (&["bad.json", "--out", "a.rs"], 1, "error[missing-key]"),
        (&[&spec], 2, "--out"),
    ] {
        let run = run(folder.path(), &[&["generate"], arguments].concat());
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(expected), "{arguments:?}: {}", run.err);
    }
    assert_eq!(names(folder.path()), ["bad.json", "dir.rs", "file"]);
    assert!(names(&folder.path().join("dir.rs")).is_empty());
}
