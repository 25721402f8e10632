//! Tests of parameters that are typed as `--set PATH=VALUE`, and of `--skeleton`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::call::call;
use crate::support::{Run, anywhere, run_with, warehouse, workspace};

const PASSWORD: &str = "never-To-Be-Seen-1";

fn run(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let mut command = call(arguments);
    command.current_dir(folder);
    run_with(command, input)
}

/// Prints what would be sent, with its secrets.
fn sent(folder: &Path, arguments: &[&str], input: &str) -> (Value, String) {
    let preview = ["--dry-run", "--output", "json", "--show-secrets", "--validation", "off"];
    let run = run(folder, &[arguments, &preview].concat(), input);
    assert_eq!(run.code, Some(0), "{arguments:?}: {run:?}");
    let shown: Value = serde_json::from_str(&run.out).unwrap();
    (serde_json::from_str(shown["body"].as_str().unwrap()).unwrap(), run.err)
}

#[test]
fn parameters_are_typed_as_they_are_and_stand_on_top_of_the_json() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("base.json"), r#"{"Limit": 1, "Offset": 40}"#).unwrap();
    let set =
        ["--set", "Limit=5", "--set", "Filters.0.Name=zone", "--set", "Filters.0.Values=[z-1]"];
    let filters = json!([{ "Name": "zone", "Values": ["z-1"] }]);
    for (base, expected) in [
        (&[][..], json!({ "Limit": 5, "Filters": filters })),
        (&["--json", "base.json"], json!({ "Limit": 5, "Offset": 40, "Filters": filters })),
        (&["--json", "{\"Offset\": 2,}"], json!({ "Limit": 5, "Offset": 2, "Filters": filters })),
    ] {
        let arguments = [&["DescribeInstances"][..], base, &set].concat();
        assert_eq!(sent(folder.path(), &arguments, ""), (expected, String::new()));
    }
}

#[test]
fn a_value_comes_from_a_file_or_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("data"), "first\nsecond\r\n").unwrap();
    let set = |value: &str, input: &str| {
        let value = format!("UserData={value}");
        sent(folder.path(), &["RunInstances", "--set", &value], input).0["UserData"].clone()
    };
    assert_eq!(set("@data", ""), json!("first\nsecond"));
    assert_eq!(set("@-", "typed\n"), json!("typed"));
    assert_eq!(set("@@data", ""), json!("@data"));
    assert_eq!(set("a@b=c", ""), json!("a@b=c"));
    for (arguments, problem) in [
        (&["--set", "UserData=@missing"][..], "missing"),
        (&["--set", "UserData=@"], "is written `@@`"),
        (&["--set", "UserData=@-", "--set", "HostName=@-"], "something else reads as well"),
        (&["--set", "UserData=@-", "--json", "-"], "something else reads as well"),
    ] {
        let run = run(folder.path(), &[&["RunInstances", "--dry-run"], arguments].concat(), "{}");
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.err.contains(problem), "{run:?}");
    }
}

#[test]
fn a_secret_on_the_command_line_is_a_warning_and_one_in_a_file_is_none() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("secret"), format!("{PASSWORD}\n")).unwrap();
    let typed = format!("Password={PASSWORD}");
    let inline = format!("{{\"Password\": \"{PASSWORD}\"}}");
    for (arguments, input, is_warned) in [
        (&["--set", "Password=@secret"][..], "", false),
        (&["--set", "Password=@-"], PASSWORD, false),
        (&["--json", "-"], inline.as_str(), false),
        (&["--set", &typed], "", true),
        (&["--json", &inline], "", true),
    ] {
        let arguments = [&["RunInstances"], arguments].concat();
        let (body, err) = sent(folder.path(), &arguments, input);
        assert_eq!(body, json!({ "Password": PASSWORD }), "{arguments:?}");
        assert_eq!(err.contains("other users of this machine"), is_warned, "{arguments:?}: {err}");
        assert!(!err.contains(PASSWORD), "{err}");
    }
}

#[test]
fn every_mistake_is_reported_at_once_and_nothing_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let set = [
        "ModuleId=em-1",
        "InternetMaxBandwidthOut=fast",
        "HostName=-",
        "Pasword=x",
        "ZoneInstanceCountISPSet.0.Zone=z",
        "ZoneInstanceCountISPSet.0.InstanceCount=0",
        "ZoneInstanceCountISPSet.0.ISP=CMC",
        "SystemDisk=[1]",
        "nothing",
    ];
    let mut arguments = vec!["RunInstances", "--endpoint", "http://127.0.0.1:9"];
    arguments.extend(set.iter().flat_map(|set| ["--set", set]));
    let run = run(folder.path(), &arguments, "");
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
    for part in [
        "RunInstances was not sent",
        "InternetMaxBandwidthOut: expected an integer, found `fast`",
        "\nHostName: ",
        "unknown field \"Pasword\"",
        "`Password`",
        "ZoneInstanceCountISPSet[0].InstanceCount: ",
        "ZoneInstanceCountISPSet[0].ISP: `CMC` is no known value of ",
        "did you mean `CMCC`?",
        "SystemDisk: expected an object",
        "--set (number 9): has no `=`",
        "`--allow-unknown`",
    ] {
        assert_eq!(run.err.matches(part).count(), 1, "{part}: {}", run.err);
    }
}

#[test]
fn unknown_fields_and_values_are_sent_if_they_are_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let set = ["--set", "New.A=[1, \"b\"]", "--set", "New.B=word", "--set", "Filters.0.Fresh=true"];
    let arguments = [&["DescribeInstances", "--allow-unknown"][..], &set].concat();
    let (body, _) = sent(folder.path(), &arguments, "");
    let expected = json!({ "New": { "A": [1, "b"], "B": "word" }, "Filters": [{ "Fresh": true }] });
    assert_eq!(body, expected);
}

#[test]
fn a_launch_takes_the_same_parameters() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = crate::support::command(folder.path());
    command.args(["launch", "RunInstances", "--key", "k", "--set", "Limit=1"]);
    let run = Run::from(command.output().unwrap());
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("unknown field \"Limit\""), "{run:?}");
    assert!(!run.err.contains("--allow-unknown"), "there is no such option: {run:?}");
}

/// Turns every optional field into one that is sent.
fn uncommented(skeleton: &str) -> String {
    let lines = skeleton.lines().map(|line| match line.trim_start().strip_prefix("//") {
        Some(rest) if !rest.starts_with(' ') => rest,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_skeleton_can_be_fed_back_with_and_without_its_comments() {
    let folder = tempfile::tempdir().unwrap();
    let tests = workspace().join("tests/specs");
    let specs = [
        "ecm-2019-07-19".to_owned(),
        "sts-2018-08-13".to_owned(),
        warehouse(),
        tests.join("workshop-2024-02-29.json").to_str().unwrap().to_owned(),
        tests.join("lanterns-2024-05-01.json").to_str().unwrap().to_owned(),
    ];
    let mut count = 0;
    for spec in &specs {
        let text = ecm_spec::shipped(spec)
            .map_or_else(|| fs::read_to_string(spec).unwrap(), str::to_owned);
        let actions = ecm_spec::read(&text).unwrap().actions;
        // Enough of the large spec: its creates and every seventh.
        let every = if actions.len() > 50 { 7 } else { 1 };
        for action in actions.iter().step_by(every) {
            count += 1;
            let name = action.name.wire.as_str();
            for fields in ["--skeleton", "--skeleton=all"] {
                let run = run(folder.path(), &[name, "--spec", spec, fields], "");
                assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{name}: {run:?}");
                let texts = [run.out.clone(), uncommented(&run.out)];
                for text in texts {
                    let arguments = [
                        name,
                        "--spec",
                        spec,
                        "--json",
                        "-",
                        "--dry-run",
                        "--validation",
                        "off",
                        "--region",
                        "r",
                    ];
                    let sent = crate::call_set::run(folder.path(), &arguments, &text);
                    let is_body_missing = sent.err.contains("and the call has none")
                        || sent.err.contains("cannot be sent");
                    assert!(sent.code == Some(0) || is_body_missing, "{name}: {text}\n{sent:?}");
                }
                if fields == "--skeleton" {
                    assert!(serde_json::from_str::<Value>(&run.out).is_ok(), "{}", run.out);
                }
            }
        }
    }
    assert!(count > 30, "{count}");
    let all = run(folder.path(), &["RunInstances", "--skeleton=all"], "").out;
    for part in [
        "\n  //\"Password\": \"\",\n",
        "optional, secret",
        "\n  \"ZoneInstanceCountISPSet\": [\n",
        "CMCC",
    ] {
        assert!(all.contains(part), "{part}: {all}");
    }
    assert!(all.lines().all(|line| line.chars().count() <= 100), "{all}");
    let help = anywhere(&["call", "--help"]).out;
    assert!(
        help.contains("--set <PATH=VALUE>") && help.contains("--skeleton[=<FIELDS>]"),
        "{help}"
    );
}
