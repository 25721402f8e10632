//! Tests of `ecm service`: where services come from, and what is stored of them.

use std::fs;
use std::process::Stdio;

use serde_json::Value;

use crate::serve::Serving;
use crate::stored::{Home, Member, package};
use crate::support::{Run, run_with, say_skipped};

fn parsed(run: &Run) -> Value {
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn from_an_empty_home_a_service_is_added_served_called_and_removed() {
    let home = Home::new();
    let empty = home.run(&["service", "list"]);
    assert_eq!(empty.code, Some(0), "{empty:?}");
    assert!(empty.out.starts_with("no services are stored in "), "{empty:?}");

    home.tar("tccli-3.9.1.tar.gz", &package());
    let added = home.run(&["service", "add", "--all", "--from", "tccli-3.9.1.tar.gz"]);
    assert_eq!((added.code, added.err.as_str()), (Some(0), ""), "{added:?}");
    assert!(
        added.out.contains("tccli-3.9.1.tar.gz (tccli 3.9.1)\n3 added, 0 updated, 0 unchanged in "),
        "{added:?}"
    );

    let listed = home.run(&["service", "list"]);
    let lines: Vec<Vec<&str>> =
        listed.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["service", "version", "actions", "from", "added"]);
    let rows: Vec<_> = lines[1..].iter().map(|line| line[..5].join(" ")).collect();
    assert_eq!(
        rows,
        [
            "fan 2023-05-05 2 tccli 3.9.1",
            "lamp 2022-01-31 1 tccli 3.9.1",
            "lamp 2024-01-31 3 tccli 3.9.1"
        ]
    );

    let server = Serving::start_with(home.command(), &["--quiet", "lamp", "fan"]);
    for action in ["lamp.DescribeLamps", "lamp@2024-01-31.SwitchOn", "fan.StartFan"] {
        let run = call(&home, &[action, "--endpoint", &server.url()]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{action}: {run:?}");
        assert!(run.out.contains("\"RequestId\""), "{action}: {run:?}");
    }
    let removed = home.run(&["service", "remove", "lamp@2022-01-31", "fan"]);
    assert_eq!(removed.out, "removed fan@2023-05-05\nremoved lamp@2022-01-31\n", "{removed:?}");
    let left = parsed(&home.run(&["service", "list", "--format", "json"]));
    assert_eq!(left.as_array().unwrap().len(), 1, "{left}");
    assert_eq!((&left[0]["service"], &left[0]["version"]), (&"lamp".into(), &"2024-01-31".into()));
    assert!(!home.data().join("services/fan").exists());
}

/// Runs `ecm call` with what is stored in a home.
pub(crate) fn call(home: &Home, arguments: &[&str]) -> Run {
    let mut command = crate::call::call(arguments);
    command.current_dir(home.path()).env("ECM_HOME", home.data());
    run_with(command, "")
}

#[test]
fn every_kind_of_source_gives_the_same_services() {
    let mut stored: Vec<Vec<(String, String)>> = Vec::new();
    for source in ["a.tar.gz", "a.tar", "a.whl", "flat", "unpacked", "unpacked/tccli-3.9.1/tccli"] {
        let home = Home::new();
        let flat: Vec<Member> = package()
            .into_iter()
            .filter_map(|member| {
                let path = member.path.strip_prefix("tccli-3.9.1/tccli/services/")?.to_owned();
                Some(Member { path, ..member })
            })
            .collect();
        match source {
            "a.tar.gz" => home.tar(source, &package()),
            "a.tar" => {
                let mut bytes = Vec::new();
                let packed = crate::stored::tar_gz(&package());
                std::io::copy(&mut flate2::read::GzDecoder::new(&*packed), &mut bytes).unwrap();
                home.write(source, bytes);
            }
            "a.whl" => home.zip(source, &package()),
            "flat" => home.unpacked("flat", &flat),
            _ => home.unpacked("unpacked", &package()),
        }
        let source = if source == "unpacked" { "unpacked/tccli-3.9.1" } else { source };
        let run = home.run(&["service", "add", "fan", "lamp", "--from", source]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{source}: {run:?}");
        assert!(
            run.out
                .starts_with("added fan@2023-05-05: 2 actions\nadded lamp@2022-01-31: 1 action\n"),
            "{run:?}"
        );
        let index: Value = serde_json::from_str(
            &fs::read_to_string(home.data().join("services/index.json")).unwrap(),
        )
        .unwrap();
        let version = if source == "flat" { Value::Null } else { "3.9.1".into() };
        for record in index["services"].as_array().unwrap() {
            assert_eq!(record["vendor_version"], version, "{source}");
            assert_eq!(record["source"], home.path().join(source).to_str().unwrap(), "{source}");
            let api = package().into_iter().find(|member| {
                let folder = record["version"].as_str().unwrap().replace('-', "");
                member.path.ends_with(&format!(
                    "{}/v{folder}/api.json",
                    record["service"].as_str().unwrap()
                ))
            });
            let digest = ecm_spec::fingerprint(&api.unwrap().bytes);
            assert_eq!(record["metadata_digest"], digest, "{source}");
        }
        stored.push(
            home.stored().into_iter().filter(|(name, _)| !name.ends_with("index.json")).collect(),
        );
    }
    assert_eq!(stored[0].len(), 3);
    assert!(stored.iter().all(|one| *one == stored[0]));
}

#[test]
fn the_installed_package_is_found_but_not_one_that_lies_about() {
    let home = Home::new();
    home.unpacked(".", &package());
    let python = |path: &str| {
        let mut command = home.command();
        command.env("PYTHONPATH", home.path().join(path)).env("PYTHONNOUSERSITE", "1");
        command.args(["service", "add", "lamp", "--from", "python", "--format", "json"]);
        Run::from(command.stdin(Stdio::null()).output().unwrap())
    };
    let run = python("tccli-3.9.1");
    if run.err.contains("`python3` cannot be run") {
        return say_skipped("there is no `python3`");
    }
    let report = parsed(&run);
    assert_eq!(report["services"][0]["source"], "python", "{report}");
    assert_eq!(report["services"][0]["vendor_version"], "3.9.1", "{report}");
    // A folder of this name where the command runs is not what is installed.
    fs::rename(home.path().join("tccli-3.9.1/tccli"), home.path().join("tccli")).unwrap();
    let mut command = home.command();
    command.env("PYTHONNOUSERSITE", "1").env_remove("PYTHONPATH").env("PATH", "/usr/bin:/bin");
    command.args(["service", "add", "lamp", "--from", "python"]);
    let run = Run::from(command.output().unwrap());
    match run.code {
        Some(0) => assert!(!run.out.contains("3.9.1"), "{run:?}"),
        _ => assert!(
            run.err.contains("has no package `tccli`") || run.err.contains("cannot be run"),
            "{run:?}"
        ),
    }
}

#[test]
fn what_a_source_does_not_have_is_an_error_and_nothing_is_stored() {
    let home = Home::new();
    home.tar("a.tar.gz", &package());
    for (names, expected) in [
        (&["lmap"][..], "`a.tar.gz` has no service `lmap`; did you mean `lamp`?"),
        (
            &["fan", "lamp@2024-02-01"],
            "`a.tar.gz` has no service `lamp@2024-02-01`; it has 2022-01-31, 2024-01-31",
        ),
        (&["qqqqqqqqq"], "`a.tar.gz` has no service `qqqqqqqqq`; it has 2 services, such as `fan`"),
    ] {
        let run = home.run(&[&["service", "add", "--from", "a.tar.gz"], names].concat());
        assert_eq!(
            (run.code, run.err.trim_end()),
            (Some(2), &*format!("error: {expected}")),
            "{run:?}"
        );
        assert_eq!(home.stored(), []);
    }
    for (source, expected) in [
        ("none.tar.gz", "there is no file or folder `none.tar.gz`"),
        ("empty", "`empty` has no metadata: expected SERVICE/VERSION/api.json"),
        ("api.json", "`api.json` is neither a folder nor a `.tar.gz`"),
    ] {
        fs::create_dir_all(home.path().join("empty/lamp")).unwrap();
        home.write("api.json", "{}");
        let run = home.run(&["service", "add", "--all", "--from", source]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains(expected), "{run:?}");
        assert_eq!(home.stored(), []);
    }
    for arguments in
        [&["add", "--from", "a.tar.gz"][..], &["add", "lamp"], &["add", "../lamp", "--from", "a"]]
    {
        assert_eq!(home.run(&[&["service"], arguments].concat()).code, Some(2), "{arguments:?}");
    }
}

#[test]
fn a_service_that_cannot_be_imported_does_not_keep_the_others_out() {
    let home = Home::new();
    let mut members = package();
    let bad = members.iter_mut().find(|member| member.path.contains("fan/v2023")).unwrap();
    bad.bytes.truncate(100);
    home.tar("a.tar.gz", &members);
    let run = home.run(&["service", "add", "--all", "--from", "a.tar.gz"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("services/fan/v20230505/api.json` cannot be imported: "), "{run:?}");
    assert!(run.out.contains("\n2 added, 0 updated, 0 unchanged in "), "{run:?}");
    assert!(home.spec("lamp", "2024-01-31").exists() && !home.spec("fan", "2023-05-05").exists());
}
