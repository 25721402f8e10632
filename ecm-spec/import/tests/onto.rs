//! Import into specs that people have edited.
//!
//! Their additions stay, changes of the metadata are reported once, and nothing else moves.

use ecm_import::{Finding, FindingCode, ImportError, Imported, Options, Sources, import};

/// Returns metadata of two actions; `member` is an additional member of the first one's request.
fn metadata(status: &str, member: &str) -> String {
    let comma = if member.is_empty() { "" } else { "," };
    format!(
        r#"{{
  "metadata": {{ "serviceShortName": "lamp", "apiVersion": "2024-01-01" }},
  "actions": {{
    "DescribeLamps": {{ "input": "DescribeLampsRequest", "output": "DescribeLampsResponse" }},
    "SwitchOn": {{ "input": "SwitchOnRequest", "output": "SwitchOnResponse", "status": "{status}" }}
  }},
  "objects": {{
    "DescribeLampsRequest": {{ "members": [] }},
    "DescribeLampsResponse": {{ "members": [
      {{ "name": "Lamps", "type": "list", "member": "Lamp", "output_required": true }},
      {{ "name": "RequestId", "type": "string", "member": "string" }}
    ] }},
    "Lamp": {{ "members": [{{ "name": "LampId", "type": "string", "member": "string" }}] }},
    "SwitchOnRequest": {{ "members": [
      {{ "name": "LampIds", "type": "list", "member": "string", "required": true }},
      {{ "name": "Color", "type": "string", "member": "string", "required": false }}{comma}
      {member}
    ] }},
    "SwitchOnResponse": {{ "members": [] }}
  }}
}}"#
    )
}

fn plain() -> String {
    metadata("online", "")
}

/// Spec of that service, with a layout and additions of its own.
const SPEC: &str = r#"{
    "$schema": "x", "service": "lamp", "version": "2024-01-01",
    "revision": "7",
    "host": "lamp.tencentcloudapi.com", "doc": "Lamps.",

    "actions": {
        "SwitchOn": {
            "doc": "Switches on.", "request": "SwitchOnRequest", "response": "SwitchOnResponse",
            "effect": "idempotent", "errors": ["ResourceNotFound"]
        },
        "DescribeLamps": { "request": "DescribeLampsRequest", "response": "DescribeLampsResponse", "effect": "read" }
    },
    "types": {
        "SwitchOnRequest": {
            "doc": "Which.",
            "fields": {
                "LampIds": { "type": "[string]", "required": "L1", "doc": "Which.",
                             "rules": [{ "id": "L2", "kind": "items", "min": 1 }] },
                "Color": { "type": "Color" }
            }
        },
        "SwitchOnResponse": { "fields": {} },
        "DescribeLampsRequest": { "fields": {} },
        "DescribeLampsResponse": {
            "fields": { "Lamps": { "type": "[Lamp]", "always_returned": true } }
        },
        "Lamp": { "fields": { "LampId": { "type": "string", "generated_id": { "prefix": "lamp-" } } } }
    },
    "enums": {
        "Color": { "doc": "Colours.", "type": "string", "values": [{ "value": "RED", "doc": "Red." }] }
    },
    "errors": { "ResourceNotFound": { "doc": "No such lamp.", "retry": "never" } }
}
"#;

fn onto(spec: &str, metadata: &str, options: &Options) -> Imported {
    let sources = Sources { metadata, onto: Some(spec), errors: &[], examples: None };
    import(&sources, options).unwrap_or_else(|error| unreachable!("{error}"))
}

fn lines(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

/// Returns the lines that only the first text has, and those that only the second has.
fn difference<'a>(first: &'a str, second: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let only = |one: &'a str, other: &str| {
        one.lines().filter(|line| !other.lines().any(|it| it == *line)).map(str::trim).collect()
    };
    (only(first, second), only(second, first))
}

/// Imports twice; the second import changes nothing and reports only the differences that it kept.
fn settled(spec: &str, metadata: &str, options: &Options) -> Imported {
    let first = onto(spec, metadata, options);
    let second = onto(&first.text, metadata, options);
    assert_eq!(first.text, second.text);
    let standing = |finding: &Finding| finding.code.resolution() == ecm_import::Resolution::Kept;
    assert!(second.findings.iter().all(standing), "{:?}", lines(&second.findings));
    let kept: Vec<_> = first.findings.into_iter().filter(standing).collect();
    assert_eq!(lines(&kept), lines(&second.findings));
    onto(spec, metadata, options)
}

#[test]
fn a_spec_that_is_current_stays_as_it_is() {
    let imported = onto(SPEC, &plain(), &Options::default());
    assert_eq!(imported.text, SPEC);
    assert_eq!(lines(&imported.findings), Vec::<String>::new());
    let windows = SPEC.replace('\n', "\r\n");
    assert_eq!(onto(&windows, &plain(), &Options::default()).text, windows);
}

#[test]
fn a_new_field_stands_behind_its_neighbour() {
    let member = r#"{ "name": "Watts", "type": "int", "member": "uint64", "required": true, "value_allowed_null": true }"#;
    let imported = settled(SPEC, &metadata("online", member), &Options::default());
    assert_eq!(
        lines(&imported.findings),
        ["SwitchOnRequest.Watts: the field is new, of type `uint64` [field-added]"]
    );
    let (gone, new) = difference(SPEC, &imported.text);
    assert_eq!(gone, [r#""Color": { "type": "Color" }"#]);
    assert_eq!(
        new,
        [
            r#""Color": { "type": "Color" },"#,
            r#""Watts": { "type": "uint64", "required": true, "nullable": true }"#
        ]
    );
    let at = imported.findings[0].metadata.unwrap();
    assert_eq!((at.line, imported.findings[0].spec), (17, None));
}

#[test]
fn marks_come_and_go() {
    let options = Options::default();
    let marked = settled(SPEC, &metadata("deprecated", ""), &options);
    assert_eq!(
        lines(&marked.findings),
        ["SwitchOn: The service has deprecated this action. [deprecated]"]
    );
    let offline = settled(&marked.text, &metadata("offline", ""), &options);
    assert_eq!(
        lines(&offline.findings),
        ["SwitchOn: The service no longer offers this action. [deprecated]"]
    );
    let back = settled(&offline.text, &plain(), &options);
    assert_eq!(back.findings.len(), 1);
    assert_eq!(back.findings[0].code, FindingCode::Restored);
    assert_eq!(back.text, SPEC);
    // Somebody's own words are nobody else's to change.
    let own = SPEC
        .replace(r#""effect": "idempotent","#, r#""effect": "idempotent", "deprecated": "Own.","#);
    assert_eq!(settled(&own, &metadata("offline", ""), &options).text, own);
    assert_eq!(settled(&own, &plain(), &options).text, own);
}

#[test]
fn what_is_required_belongs_to_the_metadata_unless_a_rule_says_it() {
    let options = Options::default();
    let optional = plain().replace(r#""required": true"#, r#""required": false"#);
    let kept = settled(SPEC, &optional, &options);
    assert_eq!(kept.text, SPEC);
    assert_eq!(
        lines(&kept.findings),
        [
            "SwitchOnRequest.LampIds: the rule `L1` of the spec requires it; the metadata does not [required-kept]"
        ]
    );
    let imported = SPEC.replace(r#""required": "L1""#, r#""required": true"#);
    let changed = settled(&imported, &optional, &options);
    assert_eq!(
        lines(&changed.findings),
        ["SwitchOnRequest.LampIds: it may be left out now [required-changed]"]
    );
    assert!(!changed.text.contains("required"));
    let again = settled(&changed.text, &plain(), &options);
    assert_eq!(
        lines(&again.findings),
        ["SwitchOnRequest.LampIds: it is required now [required-changed]"]
    );
    let flag = r#""LampIds": { "type": "[string]", "required": true, "doc": "Which.","#;
    assert!(again.text.contains(flag), "{}", again.text);
}

#[test]
fn a_type_changes_unless_something_rests_on_it() {
    let options = Options::default();
    let numbers = plain()
        .replace(
            r#""name": "LampIds", "type": "list", "member": "string""#,
            r#""name": "LampIds", "type": "list", "member": "int64""#,
        )
        .replace(
            r#""name": "Color", "type": "string", "member": "string""#,
            r#""name": "Color", "type": "int", "member": "int64""#,
        );
    let imported = settled(SPEC, &numbers, &options);
    assert_eq!(
        lines(&imported.findings),
        [
            "SwitchOnRequest.LampIds: it is `[int64]` in the metadata; the spec keeps `[string]`, \
             because other keys depend on it [type-kept]",
            "SwitchOnRequest.Color: it was `Color` and is `int64` now [type-changed]",
            "Color: nothing uses it any more; it is removed [removed]",
        ]
    );
}

#[test]
fn what_is_gone_is_kept_with_a_mark_or_pruned() {
    let member = r#"{ "name": "Watts", "type": "int", "member": "uint64", "required": true }"#;
    let grown = onto(SPEC, &metadata("online", member), &Options::default()).text;
    let marked = settled(&grown, &plain(), &Options::default());
    assert_eq!(
        lines(&marked.findings),
        [
            "SwitchOnRequest.Watts: it is no longer in the metadata; the spec keeps it, deprecated [gone]"
        ]
    );
    let field = r#""Watts": { "type": "uint64", "deprecated": "This field is gone from the service's metadata." }"#;
    assert!(marked.text.contains(field), "{}", marked.text);
    // It may come back.
    assert_eq!(settled(&marked.text, &metadata("online", member), &Options::default()).text, grown);

    let mut options = Options::default();
    options.prune = true;
    let pruned = settled(&grown, &plain(), &options);
    assert_eq!(pruned.text, SPEC);
    assert_eq!(pruned.findings[0].code, FindingCode::Removed);
}

#[test]
fn an_action_that_is_gone_takes_its_types_along_when_pruned() {
    let mut without = plain();
    let start = without.find("    \"SwitchOn\"").unwrap();
    let end = without[start..].find('\n').unwrap() + start + 1;
    without.replace_range(start..end, "");
    let without = without.replace("DescribeLampsResponse\" },\n", "DescribeLampsResponse\" }\n");
    let marked = settled(SPEC, &without, &Options::default());
    assert_eq!(marked.findings[0].code, FindingCode::ActionGone);
    assert!(
        marked.text.contains(
            "\"errors\": [\"ResourceNotFound\"],\n            \"deprecated\": \"This action"
        ),
        "{}",
        marked.text
    );

    let mut options = Options::default();
    options.prune = true;
    let pruned = settled(SPEC, &without, &options);
    let removed: Vec<&str> = pruned.findings.iter().map(|finding| finding.path.as_str()).collect();
    assert_eq!(
        removed,
        ["SwitchOn", "SwitchOnRequest", "SwitchOnResponse", "Color", "ResourceNotFound"]
    );
    assert!(!pruned.text.contains("Color"), "{}", pruned.text);
    assert_eq!(pruned.findings[0].code, FindingCode::ActionRemoved);

    // A comparison of specs has to see it, whatever somebody wrote before.
    for (own, joint) in [("Use the wall.", " "), ("Use the wall", " - ")] {
        let with = |reason: &str| {
            let known = "\"errors\": [\"ResourceNotFound\"]";
            SPEC.replace(known, &format!("{known}, \"deprecated\": \"{reason}\""))
        };
        let both = settled(&with(own), &without, &Options::default());
        let reason = format!("{own}{joint}{}", ecm_spec::model::GONE_ACTION);
        assert_eq!(both.text, with(&reason));
        assert_eq!(both.findings[0].code, FindingCode::ActionGone);
        let back = settled(&both.text, &plain(), &Options::default());
        assert_eq!(back.text, with(own));
        assert_eq!(back.findings[0].code, FindingCode::Restored);
    }
}

#[test]
fn rules_that_speak_of_what_is_gone_keep_it() {
    let spec = SPEC.replace(
        r#"                "Color": { "type": "Color" }
            }
        },"#,
        r#"                "Color": { "type": "Color" },
                "Kelvin": { "type": "int64" }
            },
            "rules": [{ "id": "L3", "kind": "at_most_one", "fields": ["Color", "Kelvin"] }]
        },"#,
    );
    let mut options = Options::default();
    options.prune = true;
    let imported = settled(&spec, &plain(), &options);
    assert_eq!(imported.findings[0].code, FindingCode::Gone);
    assert!(imported.text.contains("\"Kelvin\""));
}

#[test]
fn codes_come_from_lists() {
    let of_actions = r#"{ "SwitchOn": ["LimitExceeded", "ResourceNotFound"], "Unknown": ["X"] }"#;
    let common = r#"{ "codes": [{ "code": "InternalError", "retry": "idempotent_only" }, "LimitExceeded"] }"#;
    let errors = [of_actions, common];
    let metadata = plain();
    let run = |spec: &str| {
        import(
            &Sources { metadata: &metadata, onto: Some(spec), errors: &errors, examples: None },
            &Options::default(),
        )
        .unwrap()
    };
    let first = run(SPEC);
    assert_eq!(run(&first.text).text, first.text);
    assert_eq!(
        lines(&first.findings),
        [
            "SwitchOn: the code `LimitExceeded` is listed for it [error-added]",
            "InternalError: any action may answer it [error-added]",
            "LimitExceeded: any action may answer it [error-added]",
        ]
    );
    assert!(
        first.text.contains(r#""errors": ["LimitExceeded", "ResourceNotFound"]"#),
        "{}",
        first.text
    );
    assert!(
        first.text.contains(r#""InternalError": { "retry": "if_idempotent", "common": true }"#)
    );
    let fewer = [r#"{ "SwitchOn": [] }"#];
    let kept = import(
        &Sources { metadata: &metadata, onto: Some(SPEC), errors: &fewer, examples: None },
        &Options::default(),
    );
    assert_eq!(kept.unwrap().findings[0].code, FindingCode::ErrorKept);
}

#[test]
fn documentation_comes_only_where_there_is_none_and_it_is_asked_for() {
    let documented = plain()
        .replace(r#""name": "Color","#, r#""name": "Color", "document": "The <b>colour</b>.","#)
        .replace(r#""name": "LampIds","#, r#""name": "LampIds", "document": "Ids.","#);
    assert_eq!(onto(SPEC, &documented, &Options::default()).text, SPEC);
    let mut options = Options::default();
    options.docs = true;
    let (gone, new) = {
        let text = settled(SPEC, &documented, &options).text;
        let (gone, new) = difference(SPEC, &text);
        (gone.len(), new.join("\n"))
    };
    assert_eq!(
        (gone, new.as_str()),
        (1, "\"Color\": { \"type\": \"Color\", \"doc\": \"The colour.\" }")
    );
}

#[test]
fn names_step_out_of_the_way_of_those_that_were_there() {
    let member = r#"{ "name": "COLOR", "type": "object", "member": "Color", "required": false }"#;
    let with_object = metadata("online", member).replace(
        r#""SwitchOnResponse": {"#,
        r#""Color": { "members": [] }, "SwitchOnResponse": {"#,
    );
    let imported = settled(SPEC, &with_object, &Options::default());
    let field = r#""COLOR": { "type": "ColorRecord", "name": "color_2" }"#;
    assert!(imported.text.contains(&field.replace("ColorRecord", "Color2")), "{}", imported.text);
}

#[test]
fn other_things_than_metadata_and_specs_are_refused() {
    let run = |metadata: &str, onto: Option<&str>, errors: &[&str]| {
        import(&Sources { metadata, onto, errors, examples: None }, &Options::default())
            .unwrap_err()
            .to_string()
    };
    let plain = plain();
    for (metadata, expected) in [
        ("", "the metadata cannot be read\n1:1: the file is empty"),
        (
            "{\"metadata\": {",
            "the metadata cannot be read\n1:15: this is not JSON: the file ends too early",
        ),
        ("[]", "it is not a JSON object"),
        ("{}", "it has no `metadata`"),
        (r#"{"metadata": {"apiVersion": "2024-01-01"}}"#, "has no `serviceShortName`"),
        (r#"{"metadata": {"serviceShortName": "x"}}"#, "no `apiVersion`"),
        (r#"{"metadata": {"serviceShortName": "x", "apiVersion": "y"}}"#, "it has no `actions`"),
        (
            r#"{"metadata": {"serviceShortName": "x", "apiVersion": "y"}, "actions": {}}"#,
            "`y` is not a version",
        ),
    ] {
        let error = run(metadata, None, &[]);
        assert!(error.contains(expected), "{metadata}: {error}");
    }
    assert!(
        run(&plain, Some("{}"), &[])
            .starts_with("the spec has problems\n1:1: a spec needs the keys")
    );
    let other = SPEC.replace("\"service\": \"lamp\"", "\"service\": \"torch\"");
    assert_eq!(
        run(&plain, Some(&other), &[]),
        "the metadata is of `lamp` `2024-01-01`, the spec of `torch` `2024-01-01`"
    );
    assert_eq!(run(&plain, None, &["[]"]), "file 1 is not a list of error codes");
    assert!(run(&plain, None, &["{}", "{"]).starts_with("list 2 of error codes cannot be read"));
    let broken = import(
        &Sources { metadata: &plain, onto: Some("[]"), errors: &[], examples: None },
        &Options::default(),
    );
    assert!(matches!(broken, Err(ImportError::NoSpec)));
}
