//! Newer versions onto specs of older ones, with additions everywhere that additions can be.

use std::collections::BTreeSet;
use std::fs;

use ecm_import::{Finding, FindingCode, Options, Resolution};
use ecm_spec::model::Spec;
use serde_json::{Map, Value, json};

use super::import;

/// Old and new metadata, by name.
pub(crate) fn pairs() -> Vec<(String, String, String)> {
    let Some(root) = ecm_tests::shared("metadata/history") else { return Vec::new() };
    let read = |path| fs::read_to_string(path).unwrap();
    let pairs = super::folders(&root).filter(|folder| folder.join("old.json").exists());
    let mut pairs: Vec<_> = pairs
        .map(|folder| {
            (
                folder.display().to_string(),
                read(folder.join("old.json")),
                read(folder.join("new.json")),
            )
        })
        .collect();
    let steps = steps();
    pairs.extend(
        steps.windows(2).map(|pair| (pair[1].0.clone(), pair[0].1.clone(), pair[1].1.clone())),
    );
    pairs
}

fn steps() -> Vec<(String, String)> {
    let Some(steps) = ecm_tests::shared("metadata/history/steps") else { return Vec::new() };
    let steps = super::entries(&steps);
    steps.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

/// What somebody might have added, all over a spec.
fn add_everywhere(spec: &mut Value) {
    for (name, action) in spec["actions"].as_object_mut().unwrap() {
        action["doc"] = json!(format!("Ours: {name}."));
        // What comes in pages must only read.
        if action["pagination"].is_null() {
            action["effect"] = json!("idempotent");
        }
        action["rate_limit"] = json!({ "id": "rate", "per_second": 20 });
    }
    for (name, record) in spec["types"].as_object_mut().unwrap() {
        record["doc"] = json!(format!("Ours: {name}."));
        for (index, (name, field)) in
            record["fields"].as_object_mut().unwrap().iter_mut().enumerate()
        {
            field["doc"] = json!(format!("Ours: {name}."));
            if field["type"] == "string" && index % 2 == 0 {
                field["rules"] = json!([{ "id": format!("r{index}"), "kind": "length", "max": 9 }]);
            }
            // Not more than a few that newer versions no longer require.
            if field["required"] == true && index % 3 == 0 {
                field["required"] = json!("rule");
            }
        }
    }
}

/// Everything that `before` has and the metadata says nothing of is in `after`, too.
fn assert_kept(before: &Value, after: &Value, path: &str, removed: &BTreeSet<&str>) {
    const FACTS: &[&str] =
        &["type", "required", "nullable", "always_returned", "deprecated", "secret", "errors"];
    let (Value::Object(before), Value::Object(after)) = (before, after) else {
        assert_eq!(before, after, "{path}");
        return;
    };
    for (key, value) in before {
        let is_fact = FACTS.contains(&key.as_str()) && !value.is_object() && value != "rule";
        match after.get(key) {
            Some(now) if !is_fact => assert_kept(value, now, &format!("{path}/{key}"), removed),
            Some(_) => {}
            None => assert!(is_fact || removed.contains(key.as_str()), "{path}/{key} is lost"),
        }
    }
}

#[test]
fn what_was_added_stays_and_a_second_import_has_nothing_to_do() {
    for (name, old, new) in pairs() {
        let imported = import(&old, None, &Options::default());
        let mut before: Value = serde_json::from_str(&imported.text).unwrap();
        add_everywhere(&mut before);
        let ours = serde_json::to_string_pretty(&before).unwrap();
        let first = import(&new, Some(&ours), &Options::default());
        let after: Value = serde_json::from_str(&first.text).unwrap();
        let removed = first.findings.iter().filter(|finding| finding.code == FindingCode::Removed);
        assert_kept(&before, &after, "", &removed.map(|finding| finding.path.as_str()).collect());

        let mut said = BTreeSet::new();
        for finding in &first.findings {
            assert!(
                said.insert((finding.code, &finding.path, &finding.message)),
                "{name}: {finding}"
            );
        }
        let sent = (sent(&imported.spec), sent(&first.spec));
        assert_changes(&name, (&old, &new), &after, &sent, &first.findings);

        let second = import(&new, Some(&first.text), &Options::default());
        assert!(second.text == first.text, "{name}");
        let is_standing = |finding: &Finding| {
            finding.code.resolution() == Resolution::Kept || finding.code == FindingCode::KeyUnused
        };
        assert!(second.findings.iter().all(is_standing), "{name}: {:?}", second.findings);
        assert!(second.findings.len() < 30, "{name}: {:?}", second.findings);
    }
}

/// The types that requests reach.
fn sent(spec: &Spec) -> BTreeSet<&str> {
    let types = spec.types.iter().filter(|one| one.sent);
    types.map(|one| one.name.wire.as_str()).collect()
}

/// Compares the findings about members with the difference of the two texts.
fn assert_changes(
    name: &str,
    (old, new): (&str, &str),
    after: &Value,
    sent: &(BTreeSet<&str>, BTreeSet<&str>),
    findings: &[Finding],
) {
    let members = |text: &str| -> Map<String, Value> {
        let metadata: Value = serde_json::from_str(text).unwrap();
        let objects = metadata["objects"].as_object().unwrap().iter();
        let members = objects.flat_map(|(object, value)| {
            let members = value["members"].as_array().into_iter().flatten();
            members.map(move |member| {
                (format!("{object}.{}", member["name"].as_str().unwrap()), member.clone())
            })
        });
        members.collect()
    };
    let (old, new) = (members(old), members(new));
    let is_in_spec = |path: &str| {
        let (object, member) = path.split_once('.').unwrap();
        member != "RequestId" && !after["types"][object]["fields"][member].is_null()
    };
    let of_new_types: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| finding.code == FindingCode::TypeAdded)
        .map(|finding| finding.path.as_str())
        .collect();
    let mut expected = BTreeSet::new();
    for (path, now) in new.iter().filter(|(path, _)| is_in_spec(path)) {
        if of_new_types.contains(path.split_once('.').unwrap().0) {
            continue;
        }
        let Some(then) = old.get(path) else {
            expected.insert((path.clone(), FindingCode::FieldAdded));
            continue;
        };
        if (&then["type"], &then["member"]) != (&now["type"], &now["member"]) {
            expected.insert((path.clone(), FindingCode::TypeChanged));
        }
        let owner = path.split_once('.').unwrap().0;
        let (was_sent, is_sent) = (sent.0.contains(owner), sent.1.contains(owner));
        let required = |member: &Value, is_sent| is_sent && member["required"] == true;
        if required(then, was_sent) != required(now, is_sent) {
            expected.insert((path.clone(), FindingCode::RequiredChanged));
        }
        if (then["disabled"] == true) != (now["disabled"] == true) {
            let code = if now["disabled"] == true {
                FindingCode::Deprecated
            } else {
                FindingCode::Restored
            };
            expected.insert((path.clone(), code));
        }
        // Of what is only received, older versions say in other words that it is always there.
        let returned = |member: &Value, is_sent: bool| {
            member["output_required"] == true || (!is_sent && member["required"] == true)
        };
        let nullable = |member: &Value| member["value_allowed_null"].as_bool();
        let becomes = nullable(now).is_some_and(|now| now != nullable(then).unwrap_or(false));
        if becomes || returned(then, was_sent) != returned(now, is_sent) {
            expected.insert((path.clone(), FindingCode::ResponseChanged));
        }
    }
    // Of an object that is gone as a whole, the actions that are gone with it are marked.
    let owner = |path: &str| path.split_once('.').map(|(owner, _)| owner.to_owned());
    let owners: BTreeSet<_> = new.keys().map(|path| owner(path)).collect();
    let is_gone = |path: &&String| !new.contains_key(*path) && owners.contains(&owner(path));
    for path in old.keys().filter(is_gone).filter(|path| is_in_spec(path)) {
        expected.insert((path.clone(), FindingCode::Gone));
    }
    let found: BTreeSet<(String, FindingCode)> = findings
        .iter()
        .filter(|finding| finding.path.contains('.'))
        .filter(|finding| {
            !matches!(finding.code, FindingCode::SecretProposed | FindingCode::KeyUnused)
        })
        .map(|finding| {
            // Additions of ours may have kept it from being changed.
            let code = match finding.code {
                FindingCode::TypeKept => FindingCode::TypeChanged,
                FindingCode::RequiredKept => FindingCode::RequiredChanged,
                code => code,
            };
            (finding.path.clone(), code)
        })
        .collect();
    assert_eq!(found, expected, "{name}");
}

/// Step by step, with what is gone pruned, leads to what the last version gives by itself.
#[test]
fn all_steps_lead_to_the_last() {
    let steps = steps();
    let Some((_, last)) = steps.last() else { return };
    let mut options = Options::default();
    options.prune = true;
    let mut spec: Option<String> = None;
    for (_, metadata) in &steps {
        spec = Some(import(metadata, spec.as_deref(), &options).text);
    }
    let mut walked: Value = serde_json::from_str(&spec.unwrap_or_default()).unwrap();
    let mut direct: Value = serde_json::from_str(&import(last, None, &options).text).unwrap();
    // What an older version proposed stays proposed; the order is that of growth.
    walked.sort_all_objects();
    direct.sort_all_objects();
    let lines = |spec: &Value| serde_json::to_string_pretty(spec).unwrap();
    let (walked, direct) = (lines(&walked), lines(&direct));
    for (walked, direct) in walked.lines().zip(direct.lines()) {
        assert_eq!(walked, direct);
    }
}
