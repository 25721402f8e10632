//! Unusable files, for every subcommand that takes one: missing, a directory, of another format, not
//! permitted, or on a full disk.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::call::call;
#[cfg(unix)]
use crate::support::kept_out;
use crate::support::{
    Run, command, run, run_with, say_skipped, without_colour_settings, workspace,
};

/// Every command that reads a file, named `?`.
const READ: &[&[&str]] = &[
    &["check", "?"],
    &["check", "--format", "json", "?"],
    &["diff", "?", "good.json"],
    &["diff", "good.json", "?"],
    &["explain", "?"],
    &["explain", "?", "SwitchOn"],
    &["generate", "?", "--out", "new.rs"],
    &["generate", "?", "--out", "new", "--crate", "lamp"],
    &["import", "?"],
    &["import", "?", "--out", "new.json"],
    &["import", "api.json", "--onto", "?"],
    &["import", "api.json", "--errors", "?"],
    &["call", "SwitchOn", "--dry-run", "--spec", "?"],
    &["call", "SwitchOn", "--dry-run", "--spec", "good.json", "--json", "?"],
    &["serve", "--spec", "?"],
    &["serve", "--simulation", "?"],
];

/// Every command that writes a file, named `?`.
const WRITTEN: &[&[&str]] = &[
    &["generate", "good.json", "--out", "?.rs"],
    &["generate", "good.json", "--out", "?", "--crate", "lamp"],
    &["import", "api.json", "--out", "?"],
    &["schema", "--out", "?"],
];

/// Every subcommand that prints something and exits.
#[cfg(target_os = "linux")]
const PRINTED: &[&[&str]] = &[
    &["call", "SwitchOn", "--dry-run", "--spec", "good.json"],
    &["check", "good.json"],
    &["check", "--format", "json", "good.json"],
    &["completions", "zsh"],
    &["diff", "good.json", "good.json"],
    &["explain", "good.json"],
    &["explain", "good.json", "SwitchOn"],
    &["generate", "good.json", "--out", "good.rs"],
    &["generate", "good.json", "--out", "absent.rs", "--check"],
    &["import", "api.json"],
    &["import", "api.json", "--onto", "good.json"],
    &["import", "api.json", "--onto", "good.json", "--check"],
    &["schema"],
    &["serve"],
    &["service", "list"],
];

const METADATA: &str = r#"{
  "metadata": { "serviceShortName": "lamp", "apiVersion": "2024-01-01" },
  "actions": { "SwitchOn": { "input": "SwitchOnRequest", "output": "SwitchOnResponse" } },
  "objects": { "SwitchOnRequest": { "members": [] }, "SwitchOnResponse": { "members": [] } }
}
"#;

/// Creates a folder with metadata and the spec imported from it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("api.json"), METADATA).unwrap();
    let made = run(folder.path(), &["import", "api.json", "--out", "good.json"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    folder
}

/// Lists the entries of a folder with the contents of the files.
fn contents(folder: &Path) -> Vec<(String, Option<String>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut contents: Vec<_> = entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).ok())
        })
        .collect();
    contents.sort();
    contents
}

fn with(arguments: &[&str], file: &str) -> Vec<String> {
    arguments.iter().map(|argument| argument.replace('?', file)).collect()
}

/// Runs a command with empty standard input until it exits.
fn ended(mut command: Command, arguments: &[String]) -> Run {
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    run_with(command, "")
}

/// Asserts that a command failed with one of the codes and a reason that names the file.
#[track_caller]
fn assert_refused(run: &Run, codes: &[i32], arguments: &[String], reason: &str) {
    assert!(run.code.is_some_and(|code| codes.contains(&code)), "{arguments:?}: {run:?}");
    assert!(format!("{}{}", run.out, run.err).contains(reason), "{arguments:?}: {run:?}");
    assert!(!run.err.contains("panicked"), "{arguments:?}: {run:?}");
    if run.code == Some(2) {
        assert!(run.err.starts_with("error: "), "{arguments:?}: {run:?}");
    }
}

#[test]
fn what_is_missing_or_a_directory_is_wrong_use() {
    let folder = folder();
    fs::create_dir(folder.path().join("dir.json")).unwrap();
    let before = contents(folder.path());
    for (file, reason) in [
        ("absent.json", "there is no file `absent.json`"),
        ("absent/absent.json", "there is no file `absent/absent.json`"),
        ("dir.json", "`dir.json` is a directory"),
        ("good.json/absent.json", "`good.json/absent.json` cannot be read"),
    ] {
        for arguments in READ {
            let arguments = with(arguments, file);
            let run = ended(command(folder.path()), &arguments);
            assert_refused(&run, &[2], &arguments, reason);
            assert_eq!(contents(folder.path()), before, "{arguments:?}");
        }
    }
}

#[test]
fn what_is_another_file_is_told() {
    let folder = folder();
    let other = workspace().join("Cargo.toml");
    let wrong: [(&str, &[u8]); 7] = [
        ("toml.json", &fs::read(other).unwrap()),
        ("empty.json", b""),
        ("binary.json", b"\x7fELF\x02\x01\x01\0\0\xff\xfe"),
        ("null.json", b"null"),
        ("list.json", b"[1, 2"),
        ("text.json", b"\"text\""),
        ("number.json", b"7"),
    ];
    for (name, bytes) in wrong {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let before = contents(folder.path());
    for (name, _) in wrong {
        for arguments in READ {
            let arguments = with(arguments, name);
            let run = ended(command(folder.path()), &arguments);
            assert_refused(&run, &[1, 2], &arguments, name);
            assert_eq!(contents(folder.path()), before, "{arguments:?}");
        }
    }
}

#[test]
fn what_cannot_be_written_is_wrong_use() {
    let folder = folder();
    for directory in ["dir", "dir.rs"] {
        fs::create_dir(folder.path().join(directory)).unwrap();
    }
    fs::create_dir_all(folder.path().join("crate/src/lib.rs")).unwrap();
    fs::write(folder.path().join("file"), "mine").unwrap();
    let before = contents(folder.path());
    for arguments in WRITTEN {
        let is_crate = arguments.contains(&"--crate");
        for file in ["file/new", if is_crate { "crate" } else { "dir" }] {
            let arguments = with(arguments, file);
            let run = ended(command(folder.path()), &arguments);
            assert_refused(&run, &[2], &arguments, "cannot be written");
            assert_eq!(contents(folder.path()), before, "{arguments:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_not_permitted_is_wrong_use() {
    let folder = folder();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(folder.path().join("secret.json"), METADATA).unwrap();
    let Some(user) = kept_out(folder.path(), &[&closed, &folder.path().join("secret.json")]) else {
        return;
    };
    for arguments in READ {
        for (file, reason) in [
            ("secret.json", "`secret.json` cannot be read: "),
            ("closed/a.json", "`closed/a.json` cannot be read: "),
        ] {
            let arguments = with(arguments, file);
            assert_refused(&ended(user(), &arguments), &[2], &arguments, reason);
        }
    }
    for arguments in WRITTEN {
        let arguments = with(arguments, "closed/new");
        let run = ended(user(), &arguments);
        assert_refused(&run, &[2], &arguments, "cannot be written: ");
        assert_refused(&run, &[2], &arguments, "ermission denied");
    }
    let onto = ["import", "api.json", "--onto", "secret.json"].map(str::to_owned);
    assert_refused(&ended(user(), &onto), &[2], &onto, "`secret.json` cannot be read: ");
    assert_eq!(fs::read_to_string(folder.path().join("secret.json")).ok(), Some(METADATA.into()));
}

/// Command that runs as if the disk were full, or `None` if the shell cannot limit writes.
#[cfg(unix)]
pub(crate) fn on_a_full_disk(folder: &Path) -> Option<Command> {
    // A limit on the size of files: what is written is refused as it is where there is no room.
    let limited = |then: &str| {
        let mut shell = without_colour_settings(Command::new("sh"));
        shell.args(["-c", &format!("trap '' XFSZ && ulimit -f 0 && {then}"), "sh"]);
        shell.arg(env!("CARGO_BIN_EXE_ecm")).current_dir(folder);
        shell
    };
    let probe = limited("! echo x 2>/dev/null > probe").output();
    let _ = fs::remove_file(folder.join("probe"));
    if !probe.is_ok_and(|output| output.status.success()) {
        say_skipped("the shell cannot limit what is written");
        return None;
    }
    Some(limited("exec \"$@\""))
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_files_as_they_were() {
    let folder = folder();
    for (name, text) in [("old.rs", "mine"), ("old", "mine")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let newer = METADATA.replace(r#""members": []"#, r#""members": [{ "name": "New" }]"#);
    fs::write(folder.path().join("newer.json"), newer).unwrap();
    let before = contents(folder.path());
    let onto: &[&str] = &["import", "newer.json", "--onto", "good.json"];
    for arguments in [WRITTEN, &[onto]].concat() {
        for file in ["new", "old"] {
            if file == "old" && arguments.contains(&"--crate") {
                continue;
            }
            let Some(command) = on_a_full_disk(folder.path()) else { return };
            let arguments = with(arguments, file);
            assert_refused(&ended(command, &arguments), &[2], &arguments, "cannot be written: ");
            // The folders of a crate are made before there is anything to put into them.
            let _ = fs::remove_dir(folder.path().join("new/src"));
            let _ = fs::remove_dir(folder.path().join("new"));
            assert_eq!(contents(folder.path()), before, "{arguments:?}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_goes_nowhere_is_said_by_every_subcommand() {
    let folder = folder();
    for arguments in PRINTED {
        let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
            say_skipped("this system has no device that is always full");
            return;
        };
        let mut command = if arguments[0] == "call" { call(&[]) } else { command(folder.path()) };
        let more = if arguments[0] == "call" { &arguments[1..] } else { arguments };
        command.current_dir(folder.path()).args(more).stdin(Stdio::null());
        let run = Run::from(command.stdout(full).stderr(Stdio::piped()).output().unwrap());
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(run.err.contains("the output cannot be written: "), "{arguments:?}: {run:?}");
    }
}
