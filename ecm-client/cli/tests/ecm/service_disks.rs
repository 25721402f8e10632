//! Tests of `ecm service` where the disk is full or may not be written to, and where a command is killed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::files::on_a_full_disk;
use crate::stored::{Home, large_package, metadata, package, stored_in};
use crate::support::{Run, kept_out, say_skipped, without_colour_settings};

/// Home with an old version of one service.
fn home() -> Home {
    Home::with(&[metadata("lamp", "2022-01-31", &["DescribeOldLamps"])])
}

#[test]
fn where_nothing_can_be_written_nothing_changes() {
    let home = home();
    home.tar("a.tar.gz", &package());
    let before = home.stored();
    let arguments = ["service", "add", "--all", "--from", "a.tar.gz"];
    if let Some(mut command) = on_a_full_disk(home.path()) {
        let run = Run::from(command.args(arguments).env("ECM_HOME", home.data()).output().unwrap());
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains(" cannot be written: "), "{run:?}");
        assert!(run.err.contains("; no stored service was changed"), "{run:?}");
        assert_eq!(home.stored(), before);
        assert!(!home.data().join("services/fan").exists());
    }
    // A file where the folder should be.
    home.write("file", "mine");
    let mut command = home.command();
    let run = Run::from(
        command.args(arguments).env("ECM_HOME", home.path().join("file")).output().unwrap(),
    );
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("services` cannot be created: "), "{run:?}");
    assert_eq!(fs::read_to_string(home.path().join("file")).unwrap(), "mine");
}

#[test]
fn without_permission_it_says_so() {
    let home = home();
    home.tar("a.tar.gz", &package());
    let closed = home.path().join("closed");
    fs::create_dir_all(closed.join("services/lamp")).unwrap();
    let services = closed.join("services");
    let Some(user) = kept_out(home.path(), &[&services]) else { return };
    for (arguments, says) in [
        (&["service", "add", "--all", "--from", "a.tar.gz"][..], "no stored service was changed"),
        (&["service", "remove", "lamp"], ""),
        (&["service", "list"], ""),
        (&["explain", "lamp", "DescribeLamps"], ""),
        (&["call", "lamp.DescribeLamps", "--dry-run"], ""),
    ] {
        let run = Run::from(user().args(arguments).env("ECM_HOME", &closed).output().unwrap());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}: {run:?}");
        let has = |part: &str| run.err.contains(part);
        assert!(has("ermission denied") && has(says), "{arguments:?}: {run:?}");
        assert!(has(services.to_str().unwrap()), "{arguments:?}: {run:?}");
    }
}

/// Runs a shell script with a file system of its own, of this size, on the folder for data of a home.
///
/// `None` if this user may not mount one.
fn on_a_disk(home: &Home, size: &str, script: &str) -> Option<Run> {
    let mount = "mkdir -p data && mount -t tmpfs -o size=$0 tmpfs data";
    let shell = |own: &[&str], script: &str| {
        let mut command = without_colour_settings(Command::new("unshare"));
        command.args(own).args(["sh", "-c", &format!("{mount} && {script}"), size]);
        command.current_dir(home.path()).env("ECM_HOME", home.data());
        command.env("ECM", env!("CARGO_BIN_EXE_ecm")).stdin(Stdio::null());
        command.output().ok().map(Run::from)
    };
    // Root has a name space of its own at once; others need one where they are root.
    let ways: [&[&str]; 2] = [&["--mount"], &["--mount", "--map-root-user"]];
    let can = |own: &&&[&str]| shell(own, "true").is_some_and(|run| run.code == Some(0));
    let Some(own) = ways.iter().find(can) else {
        say_skipped("no file system can be mounted here");
        return None;
    };
    shell(own, script)
}

#[test]
fn a_disk_that_fills_up_leaves_everything_as_it_was() {
    // The disk fills at another place each time: the lock, a spec, a copy of an old one, the record.
    let (mut full, mut done) = (0, 0);
    for size in [36, 60, 100, 200, 400, 800, 1200, 1600, 2400, 20_000] {
        let home = Home::new();
        home.tar("old.tar.gz", &[metadata("lamp-7", "2024-01-31", &["DescribeOldLamps"])]);
        home.tar("a.tar.gz", &large_package());
        let script = "\
            $ECM service add --all --from old.tar.gz >old || exit 99; cp -r data before; \
            $ECM service add --all --from a.tar.gz; code=$?; cp -r data after; \
            $ECM check lamp-7 >&2 || exit 98; exit $code";
        let Some(run) = on_a_disk(&home, &format!("{size}k"), script) else { return };
        if run.code == Some(99) {
            continue;
        }
        let (before, after) =
            (stored_in(&home.path().join("before")), stored_in(&home.path().join("after")));
        match run.code {
            Some(0) => {
                assert_eq!(after.len(), 41, "{size}: {run:?}");
                done += 1;
            }
            _ => {
                assert_eq!(run.code, Some(2), "{size}: {run:?}");
                assert!(run.err.contains(" cannot be written: No space left"), "{size}: {run:?}");
                assert!(run.err.contains("; no stored service was changed"), "{size}: {run:?}");
                assert_eq!(after, before, "{size}");
                assert_eq!(
                    folders(&home.path().join("after")),
                    folders(&home.path().join("before"))
                );
                full += 1;
            }
        }
    }
    assert!(full > 3 && done > 0, "{full} full, {done} done");
}

/// Lists the folders below a folder.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    let mut at = 0;
    while let Some(one) = found.get(at).cloned() {
        let below = fs::read_dir(&one).unwrap().map(|entry| entry.unwrap().path());
        found.extend(below.filter(|path| path.is_dir()));
        at += 1;
    }
    let below = found.iter().map(|path| path.strip_prefix(folder).unwrap().to_owned());
    let mut below: Vec<PathBuf> = below.collect();
    below.sort();
    below
}

#[test]
fn on_a_full_disk_services_are_read_and_removed() {
    let home = Home::new();
    home.tar("a.tar.gz", &package());
    let script = "\
        $ECM service add --all --from a.tar.gz >/dev/null || exit 99; \
        cat /dev/zero >data/fill 2>/dev/null; \
        $ECM service list && $ECM check lamp && $ECM service remove fan && $ECM service list";
    let Some(run) = on_a_disk(&home, "300k", script) else { return };
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    for part in ["lamp@2024-01-31: no problems", "removed fan@2023-05-05"] {
        assert!(run.out.contains(part), "{run:?}");
    }
    let (_, left) = run.out.split_once("removed fan").unwrap();
    assert!(!left.contains(" fan "), "{run:?}");
}

#[test]
fn a_disk_that_can_only_be_read_is_read() {
    let home = Home::new();
    home.tar("a.tar.gz", &package());
    let script = "\
        $ECM service add lamp --from a.tar.gz >/dev/null || exit 99; cp -r data before; \
        mount -o remount,ro data; \
        for what in 'add fan --from a.tar.gz' 'remove lamp' 'update'; do \
          $ECM service $what >/dev/null; test $? = 2 || exit 98; done; \
        cp -r data after; $ECM service list && $ECM check lamp";
    let Some(run) = on_a_disk(&home, "1m", script) else { return };
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("lamp@2024-01-31: no problems"), "{run:?}");
    let refused = run.err.lines().filter(|line| {
        line.contains("cannot be written: Read-only file system")
            && line.contains("; no stored service was changed")
    });
    assert_eq!(refused.count(), 3, "{run:?}");
    assert_eq!(stored_in(&home.path().join("after")), stored_in(&home.path().join("before")));
}

#[test]
fn a_command_that_is_killed_leaves_whole_specs_and_no_lock() {
    let home = home();
    home.tar("a.tar.gz", &large_package());
    let arguments = ["service", "add", "--all", "--from", "a.tar.gz"];
    let mut is_over = false;
    for number in 0..40 {
        let mut command = home.command();
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        sleep(Duration::from_millis(1).mul_f64(1.3_f64.powi(number)));
        is_over = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        let list = home.run(&["service", "list", "--format", "json"]);
        let list: Vec<serde_json::Value> = serde_json::from_str(&list.out).unwrap();
        let names = list.iter().map(|one| {
            format!("{}@{}", one["service"].as_str().unwrap(), one["version"].as_str().unwrap())
        });
        let names: Vec<String> = names.collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert!(names.contains(&"lamp@2022-01-31"), "{names:?}");
        let check = home.run(&[&["check"], names.as_slice()].concat());
        assert_eq!(check.code, Some(0), "{check:?}");
        if is_over {
            break;
        }
    }
    assert!(is_over, "no run came to its end");
    // The next command removes what the killed ones have left.
    let again = home.run(&arguments);
    assert!(again.out.contains("0 added, 0 updated, 40 unchanged"), "{again:?}");
    let left: Vec<String> = home.stored().into_iter().map(|(name, _)| name).collect();
    assert!(left.iter().all(|name| name.ends_with(".json")), "{left:?}");
    assert_eq!(left.len(), 42, "{left:?}");
}

#[test]
fn two_commands_at_once_lose_nothing() {
    let home = home();
    let services: Vec<String> = (0..12).map(|number| format!("lamp-{number:02}")).collect();
    let commands: Vec<_> = services
        .iter()
        .map(|service| {
            let file = format!("{service}.tar.gz");
            home.tar(&file, &[metadata(service, "2024-01-31", &["DescribeLamps"])]);
            started(&home, &["service", "add", "--all", "--from", &file])
        })
        .collect();
    for command in commands {
        let run = Run::from(command.wait_with_output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    }
    let recorded: Vec<String> = recorded(&home).into_iter().map(|(service, _)| service).collect();
    let expected: Vec<&str> =
        std::iter::once("lamp").chain(services.iter().map(String::as_str)).collect();
    assert_eq!(recorded, expected);
}

fn started(home: &Home, arguments: &[&str]) -> std::process::Child {
    let mut command = home.command();
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Lists the stored services with the digests of their specs, each of which is that of its file.
fn recorded(home: &Home) -> Vec<(String, String)> {
    let list = home.run(&["service", "list", "--format", "json"]);
    let list: Vec<serde_json::Value> = serde_json::from_str(&list.out).unwrap();
    let text = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap().to_owned();
    let one = |one: &serde_json::Value| {
        let spec = fs::read(text(one, "path")).unwrap();
        assert_eq!(text(one, "spec_digest"), ecm_spec::fingerprint(&spec), "{one}");
        (text(one, "service"), text(one, "spec_digest"))
    };
    list.iter().map(one).collect()
}

#[test]
fn two_commands_for_one_service_leave_one_of_its_specs() {
    let home = home();
    for (file, actions) in [("a", &["DescribeA"][..]), ("b", &["DescribeA", "DescribeB"])] {
        home.tar(&format!("{file}.tar.gz"), &[metadata("lamp", "2024-01-31", actions)]);
    }
    for round in 0..4 {
        let kinds: [&[&str]; 4] = [
            &["service", "add", "lamp", "--from", "a.tar.gz"],
            &["service", "add", "lamp", "--from", "b.tar.gz"],
            &["service", "remove", "lamp@2024-01-31"],
            &["service", "list"],
        ];
        let commands: Vec<_> = (0..12).map(|number| started(&home, kinds[number % 4])).collect();
        for command in commands {
            let run = Run::from(command.wait_with_output().unwrap());
            let has_nothing = run.err.starts_with("error: no service `lamp@2024-01-31` is stored");
            assert!(run.code == Some(0) || has_nothing, "{round}: {run:?}");
        }
        let recorded = recorded(&home);
        assert!(matches!(recorded.len(), 1 | 2), "{recorded:?}");
        assert!(stored_in(&home.data()).iter().all(|(name, _)| name.ends_with(".json")));
    }
}
