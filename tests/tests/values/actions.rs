//! Every action of the shipped spec, whatever it is: called by its generated types, refused where
//! something is missing, judged and described.

use std::collections::{BTreeMap, BTreeSet};

use ecm_client::{Client, Credentials};
use ecm_spec::model::{Effect, Shape, Spec, TypeId};
use ecm_test_server::{TestServer, check, minimal_request};
use ecm_tests::{ECM_ACTIONS, requests};
use serde_json::Value;

fn spec() -> Spec {
    ecm_tests::read("ecm", ecm_tests::ecm())
}

#[test]
fn the_table_has_every_action() {
    let text: Value = serde_json::from_str(ecm_tests::ecm()).unwrap();
    let names: Vec<&String> = text["actions"].as_object().unwrap().keys().collect();
    let listed: Vec<&str> = ECM_ACTIONS.iter().map(|typed| typed.action).collect();
    assert_eq!(listed, names);
    assert!(names.len() >= 132, "{}", names.len());
}

#[tokio::test]
async fn every_action_is_called_with_the_least_request_and_answers() {
    let spec = spec();
    let server = TestServer::builder().spec(ecm_tests::ecm()).credentials("an-id", "a-key");
    let server = server.start().await.unwrap();
    let client = Client::builder()
        .credentials(Credentials::new("an-id", "a-key"))
        .endpoint(server.url())
        .region("ap-guangzhou");
    let client = client.build().unwrap();
    for (action, typed) in spec.actions.iter().zip(ECM_ACTIONS) {
        let wire = &action.name.wire;
        let body = minimal_request(&spec, wire).unwrap();
        let answered = (typed.send)(&client, Some(&body.to_string())).await;
        let answered = answered.unwrap_or_else(|failed| panic!("{wire}: {failed:?}"));
        assert!(answered.warnings.is_empty(), "{wire}: {}", answered.warnings);
        let response: Value = serde_json::from_str(&answered.response).unwrap();
        for field in &spec[action.response].fields {
            assert!(
                response.get(&field.name.wire).is_some(),
                "{wire}: {} in {response}",
                field.name.wire
            );
        }
        let asked = server.requests().pop().unwrap();
        assert_eq!((&asked.action, asked.error.as_ref()), (wire, None));
        assert_eq!(asked.body, body, "{wire}");
    }
    assert_eq!(server.requests().len(), spec.actions.len());
    server.shutdown().await;
}

/// A required field in a body: where it is, what is said of it, and whose it is.
struct Required {
    pointer: String,
    path: String,
    rule: String,
    of: (String, String),
}

/// All required fields in a body that holds them.
fn required(spec: &Spec, id: TypeId, body: &Value, at: (&str, &str), found: &mut Vec<Required>) {
    let (pointer, path) = at;
    for field in &spec[id].fields {
        let wire = &field.name.wire;
        let Some(value) = body.get(wire) else { continue };
        let dot = if path.is_empty() { "" } else { "." };
        let (pointer, path) = (format!("{pointer}/{wire}"), format!("{path}{dot}{wire}"));
        if let Some(rule) = &field.required {
            let of = (spec[id].name.wire.clone(), wire.clone());
            let rule = rule.clone();
            found.push(Required { pointer: pointer.clone(), path: path.clone(), rule, of });
        }
        let Shape::Record(inner) = field.shape.item() else { continue };
        match value {
            Value::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    let at = (format!("{pointer}/{number}"), format!("{path}[{number}]"));
                    required(spec, *inner, item, (&at.0, &at.1), found);
                }
            }
            value => required(spec, *inner, value, (&pointer, &path), found),
        }
    }
}

/// The body without what is at a pointer.
fn without(body: &Value, pointer: &str) -> Value {
    let mut body = body.clone();
    let (owner, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(owner).unwrap().as_object_mut().unwrap().remove(name);
    body
}

#[test]
fn nothing_that_is_required_can_be_left_out() {
    let spec = spec();
    let mut missed: BTreeSet<(String, String)> = BTreeSet::new();
    for (action, typed) in spec.actions.iter().zip(ECM_ACTIONS) {
        let wire = &action.name.wire;
        let whole = requests::everything(&spec, action.request, 0);
        for body in [minimal_request(&spec, wire).unwrap(), whole] {
            let mut all = Vec::new();
            required(&spec, action.request, &body, ("", ""), &mut all);
            for Required { pointer, path, rule, of } in all {
                let body = without(&body, &pointer);
                let findings = check(&spec, wire, &body);
                let is_it = |(at, by): (&str, &str)| at == path && by == rule;
                assert!(
                    findings.iter().any(|one| is_it((&one.path, &one.rule))),
                    "{wire}: the server takes {body}"
                );
                match (typed.check)(&body.to_string()) {
                    Err(error) => {
                        let said = error.to_string();
                        assert!(said.contains(&path) && said.contains(&rule), "{wire}: {said}");
                    }
                    Ok(violations) => assert!(
                        violations.errors().any(|one| is_it((one.path(), one.rule()))),
                        "{wire}: {violations}"
                    ),
                }
                missed.insert(of);
            }
        }
    }
    let sent = spec.types.iter().filter(|ty| ty.sent);
    let expected: BTreeSet<(String, String)> = sent
        .flat_map(|ty| {
            let required = ty.fields.iter().filter(|field| field.required.is_some());
            required.map(|field| (ty.name.wire.clone(), field.name.wire.clone()))
        })
        .collect();
    assert_eq!(missed, expected);
    assert!(missed.len() > 200, "{}", missed.len());
}

/// With what the names of actions begin that only read.
const READ: &[&str] = &["Describe", "Query"];

/// With what the names of actions begin whose second run makes, takes or bills something more.
const MAKE: &[&str] = &["Allocate", "Assign", "Attach", "Create", "Import", "Run"];

/// Actions that must not be run twice though their names do not say so, and why.
const NOT_TWICE: &[(&str, &str)] = &[
    ("DeleteLoadBalancerListeners", "without ids it deletes what was made since the first"),
    ("DeleteSecurityGroupPolicies", "by position it deletes what has moved up"),
    ("DisassociateAddress", "it may allocate another address"),
    ("DisassociateInstancesKeyPairs", "it shuts instances down"),
    ("ModifyAddressesBandwidth", "bandwidth is billed"),
    ("ModifyIpv6AddressesBandwidth", "bandwidth is billed"),
    ("ModifyLoadBalancerAttributes", "bandwidth is billed"),
    ("RebootInstances", "it is an outage"),
    ("ResetInstances", "it installs instances anew"),
    ("ResetInstancesMaxBandwidth", "bandwidth is billed"),
    ("ResetInstancesPassword", "it may shut instances down"),
    ("ResetRoutes", "it replaces what was added since the first"),
];

/// With what the names of actions begin whose second run finds what the first has left.
const SETTLE: &[&str] = &[
    "Associate",
    "BatchDeregister",
    "BatchModify",
    "BatchRegister",
    "Delete",
    "Detach",
    "Disable",
    "Disassociate",
    "Enable",
    "Migrate",
    "Modify",
    "Release",
    "Remove",
    "Replace",
    "Set",
    "Start",
    "Stop",
    "Terminate",
    "Unassign",
];

/// An effect is judged by a person. Whoever adds an action finds here that it was not judged yet.
#[test]
fn what_reads_is_read_and_what_makes_or_bills_is_not_idempotent() {
    let spec = spec();
    let mut left: BTreeMap<&str, &str> = NOT_TWICE.iter().copied().collect();
    for action in &spec.actions {
        let name = action.name.wire.as_str();
        let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
        let expected = match left.remove(name) {
            Some(_) => Effect::Create,
            None if begins(READ) => Effect::Read,
            None if begins(MAKE) => Effect::Create,
            None if begins(SETTLE) => Effect::Idempotent,
            None => panic!("{name} has not been judged"),
        };
        assert_eq!(action.effect, expected, "{name}");
    }
    assert!(left.is_empty(), "not in the spec: {left:?}");
}

fn is_blank(doc: &Option<String>) -> bool {
    doc.as_deref().unwrap_or_default().is_empty()
}

#[test]
fn everything_is_described_and_every_action_is_in_a_group() {
    let spec = spec();
    let mut undescribed = Vec::new();
    for action in &spec.actions {
        assert!(action.group.is_some(), "{} is in no group", action.name.wire);
        if is_blank(&action.doc) {
            undescribed.push(action.name.wire.clone());
        }
    }
    for ty in &spec.types {
        let fields = ty.fields.iter().filter(|field| is_blank(&field.doc));
        undescribed.extend(fields.map(|field| format!("{}.{}", ty.name.wire, field.name.wire)));
        if is_blank(&ty.doc) {
            undescribed.push(ty.name.wire.clone());
        }
    }
    assert_eq!(undescribed, Vec::<String>::new());
}
