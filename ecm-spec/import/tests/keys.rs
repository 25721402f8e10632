//! Keys of the metadata: those that an import uses, and the lines of the report about the others.

use ecm_import::{Finding, FindingCode, Imported, Options, Sources, import};
use serde_json::{Value, json};

fn metadata() -> Value {
    json!({
        "metadata": { "serviceShortName": "lamp", "apiVersion": "2024-01-01" },
        "actions": {
            "AssumeLamp": { "input": "AssumeLampRequest", "output": "Empty", "status": "online" },
        },
        "objects": {
            "AssumeLampRequest": { "members": [
                { "name": "LampAssertion", "type": "string", "member": "string" },
                { "name": "Parts", "type": "list", "member": { "type": "list", "member": "int" } },
            ] },
            "Empty": { "members": [] },
        },
    })
}

fn imported(metadata: &Value, onto: Option<&str>) -> Imported {
    let text = metadata.to_string();
    let sources = Sources { metadata: &text, onto, errors: &[], examples: None };
    import(&sources, &Options::default()).unwrap_or_else(|error| unreachable!("{error}"))
}

fn lines(findings: &[Finding], codes: &[FindingCode]) -> Vec<String> {
    let chosen = findings.iter().filter(|finding| codes.contains(&finding.code));
    chosen.map(ToString::to_string).collect()
}

const ABOUT_KEYS: &[FindingCode] =
    &[FindingCode::KeyUnknown, FindingCode::KeyUnused, FindingCode::ValueUnread];

#[test]
fn keys_that_are_used_are_no_line() {
    assert_eq!(lines(&imported(&metadata(), None).findings, ABOUT_KEYS), Vec::<String>::new());
}

#[test]
fn each_key_that_is_not_used_is_a_line() {
    for (place, expected) in [
        ("", "Strange: the import does not know this key [key-unknown]"),
        ("/metadata", "metadata.Strange: the import does not know this key [key-unknown]"),
        (
            "/actions/AssumeLamp",
            "actions.*.Strange: the import does not know this key [key-unknown]",
        ),
        ("/objects/Empty", "objects.*.Strange: the import does not know this key [key-unknown]"),
        (
            "/objects/AssumeLampRequest/members/0",
            "objects.*.members.*.Strange: the import does not know this key [key-unknown]",
        ),
        (
            "/objects/AssumeLampRequest/members/1/member",
            "objects.*.members.*.member.Strange: the import does not know this key [key-unknown]",
        ),
    ] {
        let mut changed = metadata();
        changed.pointer_mut(place).unwrap()["Strange"] = json!({ "x": 1 });
        let first = imported(&changed, None);
        assert_eq!(lines(&first.findings, ABOUT_KEYS), [expected]);
        let finding = first.findings.iter().find(|one| one.code == FindingCode::KeyUnknown);
        assert!(finding.unwrap().metadata.is_some());
        // It is said each time, as nothing in the spec could say that somebody knows.
        let again = imported(&changed, Some(&first.text));
        assert_eq!(again.text, first.text);
        assert_eq!(lines(&again.findings, ABOUT_KEYS), [expected]);
    }
}

#[test]
fn keys_without_use_come_last_and_are_counted() {
    let mut changed = metadata();
    for member in 0..2 {
        changed["objects"]["AssumeLampRequest"]["members"][member]["example"] = json!("x");
    }
    changed["actions"]["AssumeLamp"]["name"] = json!("Assume");
    let findings = imported(&changed, None).findings;
    let tail: Vec<String> = findings.iter().rev().take(2).map(ToString::to_string).collect();
    assert_eq!(
        tail,
        [
            "objects.*.members.*.example: the format has no examples of single values (2 times) \
             [key-unused]",
            "actions.*.name: a title; the documentation says more [key-unused]",
        ]
    );
}

#[test]
fn values_that_cannot_be_read_are_lines() {
    let flag = "its value is not `true` or `false`, so it counts as not given [value-unread]";
    for (place, key, value, expected) in [
        ("/actions/AssumeLamp", "skip_sign", json!("true"), format!("actions.*.skip_sign: {flag}")),
        (
            "/actions/AssumeLamp",
            "status",
            json!("beta"),
            "actions.*.status: `beta` is no known status, so it counts as online [value-unread]"
                .into(),
        ),
        (
            "/objects/AssumeLampRequest/members/0",
            "required",
            json!(1),
            format!("objects.*.members.*.required: {flag}"),
        ),
        (
            "/objects",
            "Empty",
            json!([]),
            "objects.*: it is not an object [value-unread]".to_owned(),
        ),
    ] {
        let mut changed = metadata();
        changed.pointer_mut(place).unwrap()[key] = value;
        assert_eq!(lines(&imported(&changed, None).findings, ABOUT_KEYS), [expected]);
        changed.pointer_mut(place).unwrap()[key] = Value::Null;
        let of_null = lines(&imported(&changed, None).findings, ABOUT_KEYS);
        assert_eq!(of_null.is_empty(), key != "Empty", "{of_null:?}");
    }
    let mut nameless = metadata();
    let members = nameless["objects"]["AssumeLampRequest"]["members"].as_array_mut().unwrap();
    members[0].as_object_mut().unwrap().remove("name");
    let lines = lines(&imported(&nameless, None).findings, ABOUT_KEYS);
    assert_eq!(lines, ["objects.*.members.*: a member without a name is left out [value-unread]"]);
}

#[test]
fn an_action_that_skips_the_signature_is_unsigned() {
    let action = |text: &str| -> Value {
        let spec: Value = serde_json::from_str(text).unwrap();
        spec["actions"]["AssumeLamp"].clone()
    };
    let mut skips = metadata();
    skips["actions"]["AssumeLamp"]["skip_sign"] = json!(true);
    let first = imported(&skips, None);
    assert_eq!(action(&first.text)["unsigned"], true);
    assert!(first.spec.actions[0].unsigned);
    assert_eq!(action(&first.text)["effect"], "idempotent");
    assert_eq!(action(&first.text)["effect_guessed"], true);
    let fields = &first.spec[first.spec.actions[0].request].fields;
    assert!(fields[0].secret, "whoever bears the assertion is let in");
    let effects = lines(&first.findings, &[FindingCode::EffectGuessed]);
    assert_eq!(effects.len(), 1, "{effects:?}");

    // Older metadata does not say, so that it stays; newer metadata is put onto an older spec.
    let changed = |of: &Imported| lines(&of.findings, &[FindingCode::UnsignedChanged]);
    let kept = imported(&metadata(), Some(&first.text));
    assert_eq!((&kept.text, changed(&kept)), (&first.text, Vec::new()));
    let old = imported(&metadata(), None);
    let new = imported(&skips, Some(&old.text));
    assert_eq!(action(&new.text)["unsigned"], true);
    assert_eq!(changed(&new), ["AssumeLamp: it is sent without a signature [unsigned-changed]"]);
    skips["actions"]["AssumeLamp"]["skip_sign"] = json!(false);
    let back = imported(&skips, Some(&new.text));
    assert_eq!(action(&back.text)["unsigned"], Value::Null);
    assert_eq!(changed(&back), ["AssumeLamp: it is sent with a signature [unsigned-changed]"]);
}
