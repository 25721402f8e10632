//! The report of an import over everything that is published: it names every key that is not used,
//! and what else the metadata and the examples have that no spec can say.

use std::collections::{BTreeMap, BTreeSet};

use ecm_import::{FindingCode, Imported, Options, Sources};
use serde_json::Value;

use super::{Published, published_in};

/// Both collections of metadata.
const FOLDERS: [&str; 2] = ["metadata", "metadata-3.1.189.1"];

/// Keys that an import reads, where they are.
const USED: &[&str] = &[
    "actions",
    "actions.*.document",
    "actions.*.input",
    "actions.*.output",
    "actions.*.skip_sign",
    "actions.*.status",
    "metadata",
    "metadata.apiVersion",
    "metadata.serviceShortName",
    "objects",
    "objects.*.document",
    "objects.*.members",
    "objects.*.members.*.disabled",
    "objects.*.members.*.document",
    "objects.*.members.*.member",
    "objects.*.members.*.name",
    "objects.*.members.*.output_required",
    "objects.*.members.*.required",
    "objects.*.members.*.type",
    "objects.*.members.*.value_allowed_null",
];

/// Keys without use, with the number of services and editions that have them.
const UNUSED: &[(&str, usize)] = &[
    ("actions.*.name", 20),
    ("metadata.api_brief", 19),
    ("metadata.serviceNameCN", 20),
    ("objects.*.members.*.example", 20),
    ("objects.*.type", 20),
    ("objects.*.usage", 20),
    ("version", 20),
];

/// Other lines of the report that are about what no spec says, and guesses about answers.
const LINES: &[&str] = &[
    "metadata cii DescribeQualityScore body-not-json",
    "metadata cii UploadMedicalFile body-not-json",
    "metadata cls ChatCompletions example-unread",
    "metadata cls ChatCompletions events-guessed",
    "metadata hunyuan ChatCompletions events-guessed",
    "metadata hunyuan ChatTranslations events-guessed",
    "metadata hunyuan GroupChatCompletions events-guessed",
    "metadata hunyuan ImageQuestion events-guessed",
    "metadata hunyuan RunThread events-guessed",
    "metadata lkeap ChatCompletions events-guessed",
    "metadata lkeap ReconstructDocumentSSE events-guessed",
    "metadata monitor PrometheusAlertPolicyItem.Interval example-unknown",
    "3.1.189.1 cls ChatCompletions example-unread",
    "3.1.189.1 cls ChatCompletions events-guessed",
    "3.1.189.1 hunyuan ChatCompletions events-guessed",
    "3.1.189.1 hunyuan ChatTranslations events-guessed",
    "3.1.189.1 hunyuan GroupChatCompletions events-guessed",
    "3.1.189.1 hunyuan ImageQuestion events-guessed",
    "3.1.189.1 hunyuan RunThread events-guessed",
    "3.1.189.1 lkeap ChatCompletions events-guessed",
    "3.1.189.1 lkeap ReconstructDocumentSSE events-guessed",
    "3.1.189.1 trtc TextToSpeechSSE events-guessed",
];

fn imported(one: &Published) -> Imported {
    let Published { name, metadata, examples } = one;
    let examples = examples.as_deref();
    let sources = Sources { metadata, onto: None, errors: &[], examples };
    ecm_import::import(&sources, &Options::default())
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every key of metadata, by where it is: read by other code than that of the import.
fn keys(metadata: &str) -> BTreeSet<String> {
    let metadata: Value = serde_json::from_str(metadata).unwrap();
    let mut keys = BTreeSet::new();
    let mut level = |path: &str, value: &Value| {
        let members = value.as_object().into_iter().flatten();
        keys.extend(members.map(|(key, _)| format!("{path}{key}")));
    };
    level("", &metadata);
    level("metadata.", &metadata["metadata"]);
    for action in metadata["actions"].as_object().unwrap().values() {
        level("actions.*.", action);
    }
    for object in metadata["objects"].as_object().unwrap().values() {
        level("objects.*.", object);
        for member in object["members"].as_array().unwrap() {
            level("objects.*.members.*.", member);
            assert!(!member["member"].is_object(), "a list of lists");
        }
    }
    keys
}

#[test]
fn every_key_is_used_or_named() {
    let mut services = 0;
    let mut unused: BTreeMap<String, usize> = BTreeMap::new();
    for one in FOLDERS.iter().flat_map(|folder| published_in(folder)) {
        services += 1;
        let named: BTreeSet<String> = imported(&one)
            .findings
            .into_iter()
            .filter(|finding| {
                matches!(finding.code, FindingCode::KeyUnused | FindingCode::KeyUnknown)
            })
            .map(|finding| finding.path)
            .collect();
        let mut expected = keys(&one.metadata);
        expected.retain(|key| !USED.contains(&key.as_str()));
        assert_eq!(named, expected, "{}", one.name);
        named.into_iter().for_each(|key| *unused.entry(key).or_default() += 1);
    }
    let unused: Vec<(&str, usize)> =
        unused.iter().map(|(key, count)| (key.as_str(), *count)).collect();
    assert!(services == 0 || unused == UNUSED, "{services} services: {unused:#?}");
}

#[test]
fn what_no_spec_says_is_a_line() {
    let mut lines = Vec::new();
    for folder in FOLDERS {
        for one in published_in(folder) {
            let findings = imported(&one).findings.into_iter().filter(|finding| {
                matches!(
                    finding.code,
                    FindingCode::BodyNotJson
                        | FindingCode::EventsGuessed
                        | FindingCode::ExampleUnknown
                        | FindingCode::ExampleUnread
                        | FindingCode::KeyUnknown
                        | FindingCode::ValueUnread
                )
            });
            let name = format!("{} {}", folder.trim_start_matches("metadata-"), one.name);
            lines.extend(
                findings.map(|finding| format!("{name} {} {}", finding.path, finding.code)),
            );
        }
    }
    assert!(lines.is_empty() || lines == LINES, "{lines:#?}");
}

/// STS hands out credentials to whoever proves who is calling, and nothing is created.
#[test]
fn what_skips_the_signature_is_unsigned_and_creates_nothing() {
    let folder = published_in("metadata-3.1.189.1");
    for one in folder.iter().filter(|one| one.metadata.contains("\"skip_sign\"")) {
        let spec = imported(one).spec;
        let unsigned: Vec<_> = spec.actions.iter().filter(|action| action.unsigned).collect();
        assert_eq!(unsigned.len(), one.metadata.matches("\"skip_sign\"").count());
        for action in unsigned {
            let name = &action.name.wire;
            assert_eq!(action.effect, ecm_spec::model::Effect::Idempotent, "{name}");
            let proofs = spec[action.request].fields.iter().filter(|field| field.secret);
            assert_eq!(proofs.count(), 1, "{name}");
        }
    }
}
