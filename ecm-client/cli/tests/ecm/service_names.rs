//! Tests of services by name, in every command that takes a spec.

use std::fs;

use crate::service::call;
use crate::stored::{Home, metadata, package};

#[test]
fn every_command_takes_a_service_by_its_name() {
    let home = Home::with(&package());
    for (arguments, expected) in [
        (&["check", "lamp", "lamp@2022-01-31"][..], "lamp@2024-01-31: no problems (3 actions"),
        (&["diff", "lamp@2022-01-31", "lamp"], "lamp@2022-01-31 -> lamp@2024-01-31"),
        (&["explain", "lamp"], "spec lamp 2024-01-31\n"),
        (&["explain", "lamp@20220131"], "spec lamp 2022-01-31\n"),
        (&["explain", "lamp", "SwitchOn"], "action SwitchOn\n  lamp@2024-01-31:"),
        (&["explain", "lamp.SwitchOn"], "action SwitchOn\n  lamp@2024-01-31:"),
        (&["explain", "lamp.SwitchOn.Password"], "field SwitchOnRequest.Password\n"),
        (&["explain", "lamp@2022-01-31.DescribeLamps"], "action DescribeLamps\n  lamp@2022-01-31:"),
        (&["explain", "ecm-2019-07-19.RunInstances"], "action RunInstances\n  ecm-2019-07-19:"),
        (&["explain", "ecm.RunInstances"], "action RunInstances\n  ecm-2019-07-19:"),
        (&["generate", "lamp", "--out", "lamp.rs"], "wrote lamp.rs\n"),
    ] {
        let run = home.run(arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}: {run:?}");
        let out = run.out.replace("DescribeLampsRequest", "");
        assert!(out.contains(expected), "{arguments:?}: {run:?}");
    }
    for (arguments, url) in [
        (&["lamp.SwitchOn"][..], "https://lamp."),
        (&["lamp@2022-01-31.DescribeLamps"], "https://lamp."),
        (&["SwitchOn", "--spec", "lamp"], "https://lamp."),
        (&["ecm.DescribeInstances"], "https://ecm."),
        (&["DescribeInstances"], "https://ecm."),
    ] {
        let run = call(&home, &[arguments, &["--dry-run"]].concat());
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}: {run:?}");
        assert!(run.out.contains(url), "{arguments:?}: {run:?}");
    }
}

#[test]
fn a_name_stands_for_the_latest_version_and_a_file_needs_a_path() {
    let home = Home::with(&package());
    let of = |name: &str| {
        let run = home.run(&["check", name]);
        run.out.lines().next().unwrap_or(&run.err).to_owned()
    };
    assert!(of("lamp").starts_with("lamp@2024-01-31: no problems (3 actions"), "{}", of("lamp"));
    fs::copy(home.spec("fan", "2023-05-05"), home.path().join("lamp")).unwrap();
    assert!(of("lamp").starts_with("lamp@2024-01-31: "), "a name comes before a file");
    assert!(of("./lamp").starts_with("./lamp: no problems (2 actions"), "{}", of("./lamp"));
    // The whole name of a shipped spec is that spec, whatever is stored.
    let shipped = of("ecm");
    assert!(shipped.starts_with("ecm-2019-07-19: "), "{shipped}");
    home.tar(
        "ecm.tar.gz",
        &[
            metadata("ecm", "2019-07-19", &["DescribeInstances"]),
            metadata("ecm", "2018-01-01", &["DescribeX"]),
        ],
    );
    let added = home.run(&["service", "add", "ecm", "--from", "ecm.tar.gz"]);
    assert_eq!(added.code, Some(0), "{added:?}");
    assert_eq!(of("ecm-2019-07-19"), shipped);
    assert!(of("ecm").starts_with("ecm@2019-07-19: "), "{}", of("ecm"));
    assert!(of("ecm@2018-01-01").starts_with("ecm@2018-01-01: "), "{}", of("ecm@2018-01-01"));
    // What people have written about the service is taken over from the shipped spec.
    let rule = home.run(&["explain", "ecm@2019-07-19", "R16"]);
    assert_eq!(rule.code, Some(0), "{rule:?}");
    home.run(&["service", "remove", "ecm@2019-07-19"]);
    assert_eq!(of("ecm"), shipped, "the shipped one is the latest again");
}

#[test]
fn what_is_not_there_is_told_with_what_may_have_been_meant() {
    let home = Home::with(&package());
    for (arguments, expected) in [
        (
            &["check", "lmap"][..],
            "there is no file `lmap`, and no service `lmap` is stored; did you mean `lamp`? `ecm service list` shows those that are there, `ecm service add lmap --from SOURCE` adds one",
        ),
        (
            &["check", "lamp@2024-01-30"],
            "there is no version 2024-01-30 of the service `lamp`; did you mean `lamp@2024-01-31`?",
        ),
        (
            &["explain", "lamp@1999-12-12.SwitchOn"],
            "there is no version 1999-12-12 of the service `lamp`; it has 2022-01-31, 2024-01-31",
        ),
        (&["explain", "lmap.SwitchOn"], "no service `lmap` is stored; did you mean `lamp`?"),
        (
            &["explain", "lamp.SwitchOm"],
            "`lamp@2024-01-31` has no item `SwitchOm`; did you mean `SwitchOn`?",
        ),
        (&["explain", "lamp.json"], "there is no file `lamp.json`"),
        (&["call", "lmap.SwitchOn"], "no service `lmap` is stored; did you mean `lamp`?"),
        (&["call", "zzzzzz.SwitchOn"], "no service `zzzzzz` is stored; `ecm service list` shows"),
        (
            &["call", "lamp.SwitchOm"],
            "`lamp@2024-01-31` has no action `SwitchOm`; did you mean `SwitchOn`?",
        ),
        (&["call", "lamp@2022-01-31.SwitchOn"], "`lamp@2022-01-31` has no action `SwitchOn`; "),
        (
            &["call", "lamp.SwitchOn", "--spec", "fan"],
            "the action names the spec `lamp`, and `--spec` names `fan`",
        ),
        (&["call", "./lamp.json.SwitchOn"], "`./lamp.json` is no name of a service"),
        (
            &["launch", "lmap.SwitchOn", "--key", "one"],
            "no service `lmap` is stored; did you mean `lamp`?",
        ),
        (&["service", "remove", "lmap"], "no service `lmap` is stored; did you mean `lamp`?"),
        (&["service", "remove", "lamp@1999-12-12"], "no service `lamp@1999-12-12` is stored; "),
        (&["service", "update", "lmap"], "no service `lmap` is stored; "),
        (&["service", "list", "lmap"], "no service `lmap` is stored; "),
        (&["service", "diff", "lmap"], "no service `lmap` is stored; "),
    ] {
        let run = home.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}: {run:?}");
        assert!(run.err.starts_with(&format!("error: {expected}")), "{arguments:?}: {run:?}");
    }
}
