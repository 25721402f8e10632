//! Tests of `ecm service update` and `diff`.

use std::fs;

use serde_json::Value;

use crate::stored::{Home, metadata, package};

fn newer() -> Vec<crate::stored::Member> {
    vec![
        metadata("lamp", "2024-01-31", &["CreateLamps", "DescribeLamps", "SwitchOn", "SwitchOff"]),
        metadata("lamp", "2025-06-30", &["DescribeLamps"]),
        metadata("heater", "2025-06-30", &["DescribeHeaters"]),
    ]
}

#[test]
fn an_update_says_what_changes_and_keeps_what_the_source_lacks() {
    let home = Home::with(&package());
    let before = home.stored();
    let same = home.run(&["service", "update"]);
    assert_eq!(same.code, Some(0), "{same:?}");
    assert!(same.out.contains("unchanged lamp@2024-01-31: 3 actions\n"), "{same:?}");
    assert!(same.out.contains("\n0 added, 0 updated, 3 unchanged in "), "{same:?}");
    assert_eq!(home.stored(), before, "not even the time");

    home.tar("newer.tar.gz", &newer());
    let diff = home.run(&["service", "diff", "lamp", "--from", "newer.tar.gz"]);
    assert_eq!(diff.code, Some(0), "{diff:?}");
    assert!(diff.out.contains("minor[action-added]: new action `SwitchOff`: create"), "{diff:?}");
    assert!(
        diff.out.contains("lamp@2024-01-31 -> lamp@2024-01-31 from newer.tar.gz: minor"),
        "{diff:?}"
    );
    let failed =
        home.run(&["service", "diff", "lamp", "--from", "newer.tar.gz", "--fail-on", "minor"]);
    assert_eq!(failed.code, Some(1), "{failed:?}");
    assert_eq!(home.stored(), before, "nothing is written by a comparison");

    let updated = home.run(&["service", "update", "--from", "newer.tar.gz"]);
    assert_eq!((updated.code, updated.err.as_str()), (Some(0), ""), "{updated:?}");
    for line in [
        "updated lamp@2024-01-31: minor (",
        "added lamp@2025-06-30: 1 action\n",
        "kept fan@2023-05-05: the source does not have it\n",
        "kept lamp@2022-01-31: the source does not have it\n",
        "\n1 added, 1 updated, 0 unchanged in ",
    ] {
        assert!(updated.out.contains(line), "{line}: {updated:?}");
    }
    assert!(!updated.out.contains("heater"), "what was not stored is not added: {updated:?}");
    assert!(home.run(&["explain", "lamp@2024-01-31.SwitchOff"]).code == Some(0));
    assert!(home.run(&["explain", "lamp"]).out.starts_with("spec lamp 2025-06-30"), "the latest");

    let one = home.run(&["service", "update", "lamp@2022-01-31", "--format", "json"]);
    let report: Value = serde_json::from_str(&one.out).unwrap();
    let services = report["services"].as_array().unwrap();
    assert_eq!(services.len(), 1, "only the version that is named: {report}");
    assert_eq!(
        (&services[0]["version"], &services[0]["status"]),
        (&"2022-01-31".into(), &"unchanged".into())
    );
}

#[test]
fn what_people_add_to_a_stored_spec_stays() {
    let home = Home::with(&package());
    let path = home.spec("lamp", "2024-01-31");
    let text = fs::read_to_string(&path).unwrap();
    let known = text.replacen(
        "\"effect\": \"create\",\n      \"effect_guessed\": true",
        "\"effect\": \"idempotent\"",
        1,
    );
    let known = known.replacen(", \"secret\": true", "", 1);
    assert!(known.len() < text.len() - 30, "{text}");
    fs::write(&path, &known).unwrap();
    home.tar("newer.tar.gz", &newer());
    for source in ["given.tar.gz", "newer.tar.gz", "newer.tar.gz"] {
        let run = home.run(&["service", "update", "lamp@2024-01-31", "--from", source]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
        let now = fs::read_to_string(&path).unwrap();
        assert!(now.contains("\"effect\": \"idempotent\""), "{source}: {now}");
        assert_eq!(now.contains("SwitchOff"), source == "newer.tar.gz", "{now}");
        let secrets = |text: &str| text.matches("\"secret\": true").count();
        let new_field = usize::from(source == "newer.tar.gz");
        assert_eq!(secrets(&now), secrets(&known) + new_field, "{now}");
    }
    // A spec with problems is not overwritten.
    fs::write(&path, "{ mine").unwrap();
    let run = home.run(&["service", "add", "lamp", "--from", "newer.tar.gz"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("the spec has problems"), "{run:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "{ mine");
}

#[test]
fn a_damaged_or_missing_record_loses_no_service() {
    let home = Home::with(&package());
    let index = home.data().join("services/index.json");
    fs::write(&index, "{ \"format\": 1").unwrap();
    for arguments in
        [&["list"][..], &["update"], &["remove", "fan"], &["add", "fan", "--from", "given.tar.gz"]]
    {
        let run = home.run(&[&["service"], arguments].concat());
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains("index.json` is damaged"), "{run:?}");
    }
    assert_eq!(home.run(&["check", "fan"]).code, Some(0), "services are found without it");
    fs::write(&index, r#"{ "format": 2, "services": [] }"#).unwrap();
    assert!(home.run(&["service", "list"]).err.contains("has format 2, which a newer `ecm` wrote"));
    fs::remove_file(&index).unwrap();
    let listed = home.run(&["service", "list"]);
    assert!(listed.out.contains("(unknown)") && listed.out.lines().count() == 4, "{listed:?}");
    let update = home.run(&["service", "update"]);
    assert!(
        update.err.contains("nothing is recorded of where `fan@2023-05-05` came from"),
        "{update:?}"
    );
    let again = home.run(&["service", "add", "--all", "--from", "given.tar.gz"]);
    assert!(again.out.contains("\n0 added, 0 updated, 3 unchanged in "), "{again:?}");
    assert!(!home.run(&["service", "list"]).out.contains("(unknown)"));
}
