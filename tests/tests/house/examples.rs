//! The vendor's examples of the shipped API, where they are at hand: all are requests and answers of
//! the client's own types, and break no rule but those that are listed here.

use std::collections::BTreeSet;

use ecm_client::Severity;
use ecm_spec::model::{Shape, Spec};
use ecm_tests::ECM_ACTIONS;
use ecm_tests::examples::{self, Example};
use serde_json::Value;

/// A rule, how severe it is, and the path of what breaks it.
type Broken = (&'static str, Severity, &'static str);

/// The rules that examples break, by example, and why the rules are kept.
#[rustfmt::skip]
const BROKEN: &[(&str, &[Broken], &str)] = &[
    ("AssignIpv6CidrBlocks 0",
        &[("ISPTypes[0].ISPType", Severity::Warn, "ISPTypeItem-ISPType")],
        "the documentation lists other operators, and warns only"),
    ("CreateSecurityGroupPolicies 0",
        &[("SecurityGroupPolicySet.Egress[0].Action", Severity::Warn, "SecurityGroupPolicy-Action")],
        SMALL_LETTERS),
    ("DeleteSecurityGroupPolicies 2",
        &[("SecurityGroupPolicySet.Ingress[0].Protocol", Severity::Warn, "SecurityGroupPolicy-Protocol"),
          ("SecurityGroupPolicySet.Ingress[0].Action", Severity::Warn, "SecurityGroupPolicy-Action")],
        SMALL_LETTERS),
    ("DeleteSecurityGroupPolicies 3",
        &[("SecurityGroupPolicySet.Egress[0].Protocol", Severity::Warn, "SecurityGroupPolicy-Protocol"),
          ("SecurityGroupPolicySet.Egress[0].Action", Severity::Warn, "SecurityGroupPolicy-Action")],
        SMALL_LETTERS),
    ("DescribePriceRunInstance 0",
        &[("SystemDisk.DiskType", Severity::Error, "R26"),
          ("SystemDisk.DiskType", Severity::Warn, "R26-default"),
          ("SystemDisk.DiskId", Severity::Warn, "R27")],
        "its disk type is a number in quotation marks, which is no disk type of any page"),
    ("ModifySecurityGroupPolicies 0",
        &[("SecurityGroupPolicySet.Egress[0].Action", Severity::Warn, "SecurityGroupPolicy-Action"),
          ("SecurityGroupPolicySet.Ingress[0].Action", Severity::Warn, "SecurityGroupPolicy-Action")],
        SMALL_LETTERS),
    ("ReplaceSecurityGroupPolicy 0",
        &[("SecurityGroupPolicySet.Egress[0].Protocol", Severity::Warn, "SecurityGroupPolicy-Protocol"),
          ("SecurityGroupPolicySet.Egress[0].Action", Severity::Warn, "SecurityGroupPolicy-Action")],
        SMALL_LETTERS),
    ("RunInstances 0",
        &[("HostName", Severity::Warn, "R21a")],
        "the documentation allows no underscore in a host name, and its example has one"),
];

const SMALL_LETTERS: &str = "the documentation has capitals, and warns only";

/// The examples, once all are JSON.
fn all(spec: &Spec) -> Vec<Example> {
    let Some(path) = ecm_tests::shared("metadata/ecm/v20190719/examples.json") else {
        return Vec::new();
    };
    examples::read(spec, &std::fs::read_to_string(path).unwrap())
}

fn action<'s>(spec: &'s Spec, example: &Example) -> &'s ecm_spec::model::Action {
    spec.action(&example.action).unwrap()
}

#[test]
fn are_requests_that_break_no_rule_but_those_listed() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let all = all(&spec);
    for example in &all {
        let name = example.name.as_str();
        let typed = ECM_ACTIONS.iter().find(|typed| typed.action == example.action).unwrap();
        let text = example.request.as_ref().unwrap();
        let violations = (typed.check)(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let found = violations.iter().map(|one| (one.path(), one.severity(), one.rule()));
        let listed = BROKEN.iter().find(|(listed, ..)| *listed == name);
        let listed = listed.map_or(&[][..], |(_, rules, _)| rules);
        assert_eq!(found.collect::<Vec<_>>(), listed, "{name}");

        // The other reading of the same text, and what would be sent.
        let body: Value = serde_json::from_str(text).unwrap();
        let findings = ecm_test_server::check(&spec, &example.action, &body);
        let findings = findings.iter().map(|one| {
            let severity = match one.severity {
                ecm_test_server::Severity::Error => Severity::Error,
                ecm_test_server::Severity::Warn => Severity::Warn,
            };
            (&*one.path, severity, &*one.rule)
        });
        assert_eq!(findings.collect::<Vec<_>>(), listed, "{name}");
        let sent = serde_json::from_str((typed.rewrite)(text).unwrap().as_str()).unwrap();
        let shape = Shape::Record(action(&spec, example).request);
        assert_eq!(examples::lost(&spec, &shape, &body, &sent), Vec::<String>::new(), "{name}");
    }
    if !all.is_empty() {
        let names: BTreeSet<&str> = all.iter().map(|example| example.name.as_str()).collect();
        let gone = BROKEN.iter().find(|(name, ..)| !names.contains(name));
        assert!(gone.is_none(), "{gone:?}");
        let actions: BTreeSet<&String> = all.iter().map(|example| &example.action).collect();
        assert_eq!(actions.len(), spec.actions.len());
    }
}

#[tokio::test]
async fn are_answers_of_which_nothing_is_lost() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    for example in all(&spec) {
        let typed = ECM_ACTIONS.iter().find(|typed| typed.action == example.action).unwrap();
        let text = example.response.as_ref().unwrap();
        let read = typed.response(text).await;
        let read = read.unwrap_or_else(|error| panic!("{}: {error}", example.name));
        let given: Value = serde_json::from_str(text).unwrap();
        let read: Value = serde_json::from_str(&read).unwrap();
        let shape = Shape::Record(action(&spec, &example).response);
        let lost = examples::lost(&spec, &shape, &given["Response"], &read);
        assert_eq!(lost, Vec::<String>::new(), "{}", example.name);
    }
}
