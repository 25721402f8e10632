//! Two validators that nobody wrote from the same code, the generated tables with their interpreter
//! in the client and the server's reading of the spec, agree on arbitrary requests: the same
//! rules, at the same paths, with the same severity, in the same order. What is made of the spec at
//! run time says the same as what is generated, word for word. And so does a call, which looks at the
//! rules while it writes the request and asks the interpreter only where one may be broken.

use std::cell::Cell;
use std::collections::BTreeSet;

use ecm_client::dynamic::Api;
use ecm_client::{Client, Severity, ValidationMode, Violations};
use ecm_spec::model::{Shape, Spec};
use ecm_test_server::minimal_request;
use ecm_tests::typed::{self, Typed};
use ecm_tests::{ECM_ACTIONS, MAIN_ACTION, requests};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

ecm_client::api! {
    spec: "specs/workshop-2024-02-29.json",
    /// The invented service.
    pub mod workshop,
}

/// How many of the bodies are refused and accepted at least: if they were all alike, that they agree
/// would prove nothing.
struct AtLeast {
    refused: u32,
    accepted: u32,
}

/// What a validator finds: the rule, the path and whether it only warns.
type Found = (String, String, bool);

/// What a call says of a request before it would be sent.
struct Calls {
    runtime: tokio::runtime::Runtime,
    client: Client,
}

impl Calls {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let answer = r#"{"Response":{"RequestId":"r-1"}}"#;
        Self { runtime, client: typed::told(answer, ValidationMode::Strict).unwrap() }
    }

    fn find(&self, typed: &Typed, body: &str) -> Violations {
        self.runtime.block_on(typed.called(&self.client, body)).unwrap()
    }
}

/// What both validators find in a body, where they find the same.
fn found_by_both(
    spec: &Spec,
    typed: &Typed,
    calls: &Calls,
    body: &Value,
) -> Result<Vec<Found>, TestCaseError> {
    let action = typed.action;
    let text = body.to_string();
    let violations =
        (typed.check)(&text).map_err(|error| TestCaseError::fail(format!("{error}: {body}")))?;
    prop_assert_eq!(&calls.find(typed, &text), &violations, "{}: {}", action, body);
    let by_client: Vec<Found> = violations
        .iter()
        .map(|found| {
            let warn = found.severity() == Severity::Warn;
            (found.rule().to_owned(), found.path().to_owned(), warn)
        })
        .collect();
    let by_server: Vec<Found> = ecm_test_server::check(spec, action, body)
        .into_iter()
        .map(|found| (found.rule, found.path, found.severity == ecm_test_server::Severity::Warn))
        .collect();
    prop_assert_eq!(&by_client, &by_server, "{}: {}", action, body);
    Ok(by_client)
}

fn agree(spec: &Spec, typed: &Typed, bodies: &BoxedStrategy<Value>, expected: AtLeast) {
    let (action, calls) = (typed.action, Calls::new());
    let (refused, accepted) = (Cell::new(0_u32), Cell::new(0_u32));
    let at_run_time = Api::new(spec.clone()).action(action).unwrap();
    let config = Config { cases: 1500, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(bodies, |body: Value| {
        let found = found_by_both(spec, typed, &calls, &body)?;
        let dynamic = at_run_time.request(&body.to_string());
        let dynamic = dynamic.map_err(|error| TestCaseError::fail(format!("{error}: {body}")))?;
        let (Ok(said) | Err(said)) = dynamic.validate();
        let generated = (typed.check)(&body.to_string())
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(said, generated, "{}", body);
        let count = match found.iter().any(|(_, _, warn)| !warn) {
            true => &refused,
            false => &accepted,
        };
        count.set(count.get() + 1);
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
    let (refused, accepted) = (refused.get(), accepted.get());
    assert!(
        refused >= expected.refused && accepted >= expected.accepted,
        "{action}: {refused} refused, {accepted} accepted"
    );
}

fn deepest() -> &'static Typed {
    ECM_ACTIONS.iter().find(|typed| typed.action == MAIN_ACTION).unwrap()
}

#[test]
fn on_arbitrary_requests_of_the_shipped_spec() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let bodies = requests::bodies(&spec, MAIN_ACTION);
    let expected = AtLeast { refused: 1000, accepted: 0 };
    agree(&spec, deepest(), &bodies, expected);
}

#[test]
fn on_requests_of_the_shipped_spec_that_are_almost_right() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let good = json!({
        "ZoneInstanceCountISPSet": [{ "Zone": "ap-zhengzhou-1", "InstanceCount": 2, "ISP": "CMCC" }],
        "KeyIds": ["skey-1"],
        "ModuleId": "em-0vag13d1",
        "HostName": "a-host",
        "SystemDisk": { "DiskType": "CLOUD_PREMIUM", "DiskSize": 50 },
    });
    let bodies = requests::near(&spec, MAIN_ACTION, &good);
    let expected = AtLeast { refused: 100, accepted: 100 };
    agree(&spec, deepest(), &bodies, expected);
}

#[test]
fn on_requests_of_the_invented_spec() {
    let spec = ecm_tests::read("workshop", ecm_tests::WORKSHOP);
    const ACTIONS: &[Typed] = {
        use ecm_tests::typed;
        &[
            typed!(workshop => new_(NewRequest)),
            typed!(workshop => describe(DescribeRequest)),
            typed!(workshop => reset(ResetRequest)),
        ]
    };
    for (typed, (refused, accepted)) in ACTIONS.iter().zip([(100, 10), (100, 100), (0, 1500)]) {
        let bodies = requests::bodies(&spec, typed.action);
        agree(&spec, typed, &bodies, AtLeast { refused, accepted });
    }
}

/// Bodies of each action that are tried in search of one that breaks a rule.
const TRIED: usize = 8000;

/// Every rule of every record that is sent is broken by some request, and seen by both. The requests
/// are the same each time.
#[test]
fn every_rule_of_the_shipped_spec_is_broken_and_both_see_it() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let mut unseen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut rules = 0;
    let calls = Calls::new();
    for typed in ECM_ACTIONS {
        let mut left = rules_of(&spec, typed.action);
        rules += left.len();
        let least = minimal_request(&spec, typed.action).unwrap();
        let near = requests::near(&spec, typed.action, &least);
        let wild = requests::bodies(&spec, typed.action);
        let mut runner = TestRunner::deterministic();
        for tried in 0..TRIED {
            if left.is_empty() {
                break;
            }
            let bodies = if tried % 2 == 0 { &near } else { &wild };
            let body = bodies.new_tree(&mut runner).unwrap().current();
            let found = found_by_both(&spec, typed, &calls, &body);
            for (rule, ..) in found.unwrap_or_else(|error| panic!("{error}")) {
                left.remove(&rule);
            }
        }
        unseen.extend(left.into_iter().map(|rule| (typed.action.to_owned(), rule)));
    }
    assert_eq!(unseen, BTreeSet::new());
    assert!(rules > 300, "{rules}");
}

/// The rules of what a request of the action is made of. What is required is another test's, and the
/// types leave no way to choose twice.
fn rules_of(spec: &Spec, action: &str) -> BTreeSet<String> {
    let action = spec.action(action).unwrap();
    let (mut open, mut seen) = (vec![action.request], BTreeSet::new());
    let mut rules = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        for field in &spec[id].fields {
            rules.extend(field.rules.iter().map(|rule| rule.id.clone()));
            if let Shape::Record(inner) = field.shape.item() {
                open.push(*inner);
            }
        }
        let choices: BTreeSet<&str> =
            spec[id].groups().map(|(rule, ..)| rule.id.as_str()).collect();
        let between = spec[id].rules.iter().filter(|rule| !choices.contains(rule.id.as_str()));
        rules.extend(between.map(|rule| rule.id.clone()));
    }
    rules
}
