//! Two validators that nobody wrote from the same code, the generated tables with their interpreter
//! in the client and the endpoint's reading of the spec, agree on arbitrary requests: the same
//! rules, at the same paths, with the same severity, in the same order. What is made of the spec at
//! run time says the same as what is generated, word for word.

use std::cell::Cell;

use ecm_client::dynamic::Api;
use ecm_client::{Request, Severity};
use ecm_spec::model::Spec;
use ecm_tests::requests;
use proptest::prelude::*;
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

fn agree<R: Request>(spec: &Spec, action: &str, bodies: &BoxedStrategy<Value>, expected: AtLeast) {
    let (refused, accepted) = (Cell::new(0_u32), Cell::new(0_u32));
    let at_run_time = Api::new(spec.clone()).action(action).unwrap();
    let config = Config { cases: 1500, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(bodies, |body: Value| {
        let request = R::from_json(&body.to_string())
            .map_err(|error| TestCaseError::fail(format!("{error}: {body}")))?;
        let (Ok(violations) | Err(violations)) = request.validate();
        let by_client: Vec<_> = violations
            .iter()
            .map(|found| {
                let warn = found.severity() == Severity::Warn;
                (found.rule().to_owned(), found.path().to_owned(), warn)
            })
            .collect();
        let dynamic = at_run_time.request(&body.to_string());
        let dynamic = dynamic.map_err(|error| TestCaseError::fail(format!("{error}: {body}")))?;
        let (Ok(said) | Err(said)) = dynamic.validate();
        prop_assert_eq!(said, violations, "{}", body);
        let by_endpoint: Vec<_> = ecm_client::endpoint::check(spec, action, &body)
            .into_iter()
            .map(|found| (found.rule, found.path, found.severity == Severity::Warn))
            .collect();
        prop_assert_eq!(&by_client, &by_endpoint, "{}", body);
        let count = match by_client.iter().any(|(_, _, warn)| !warn) {
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

#[test]
fn on_arbitrary_requests_of_the_shipped_spec() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let action = "RunInstances";
    let bodies = requests::bodies(&spec, action);
    let expected = AtLeast { refused: 1000, accepted: 0 };
    agree::<ecm_client::ecm::RunInstancesRequest>(&spec, action, &bodies, expected);
}

#[test]
fn on_requests_of_the_shipped_spec_that_are_almost_right() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let action = "RunInstances";
    let good = json!({
        "ZoneInstanceCountISPSet": [{ "Zone": "ap-zhengzhou-1", "InstanceCount": 2, "ISP": "CMCC" }],
        "KeyIds": ["skey-1"],
        "ModuleId": "em-0vag13d1",
        "HostName": "a-host",
        "SystemDisk": { "DiskType": "CLOUD_PREMIUM", "DiskSize": 50 },
    });
    let bodies = requests::near(&spec, action, &good);
    let expected = AtLeast { refused: 100, accepted: 100 };
    agree::<ecm_client::ecm::RunInstancesRequest>(&spec, action, &bodies, expected);
}

#[test]
fn on_requests_of_the_invented_spec() {
    let spec = ecm_tests::read("workshop", ecm_tests::WORKSHOP);
    let bodies = |action| requests::bodies(&spec, action);
    agree::<workshop::NewRequest>(
        &spec,
        "New",
        &bodies("New"),
        AtLeast { refused: 100, accepted: 10 },
    );
    agree::<workshop::DescribeRequest>(
        &spec,
        "Describe",
        &bodies("Describe"),
        AtLeast { refused: 100, accepted: 100 },
    );
    agree::<workshop::ResetRequest>(
        &spec,
        "Reset",
        &bodies("Reset"),
        AtLeast { refused: 0, accepted: 1500 },
    );
}
