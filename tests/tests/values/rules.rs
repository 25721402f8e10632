//! Every rule that a client can check: the nearest valid value is accepted and the nearest invalid
//! value refused, by the generated validator and by the server's interpreter alike, with the same
//! rule id at the same path.

use std::collections::BTreeSet;

use ecm_client::ecm::RunInstancesRequest;
use ecm_client::{Request as _, Violations};
use ecm_spec::model::{Severity as SpecSeverity, Spec};
use serde_json::{Value, json};

/// A rule, where it is reported, and changes to a good request on either side of its edge.
struct Case {
    rule: &'static str,
    path: &'static str,
    valid: Value,
    invalid: Value,
}

/// Changes to the request; those under `zone` are to its first zone. `null` takes a field away.
fn case(rule: &'static str, path: &'static str, valid: Value, invalid: Value) -> Case {
    Case { rule, path, valid, invalid }
}

fn base() -> Value {
    json!({
        "ZoneInstanceCountISPSet": [{ "Zone": "ap-zhengzhou-1", "InstanceCount": 2, "ISP": "CMCC" }],
        "ModuleId": "em-0vag13d1",
    })
}

fn changed(changes: &Value) -> Value {
    let mut request = base();
    for (key, value) in changes.as_object().into_iter().flatten() {
        match key.as_str() {
            "zone" => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    put(&mut request["ZoneInstanceCountISPSet"][0], key, value);
                }
            }
            _ => put(&mut request, key, value),
        }
    }
    request
}

fn put(object: &mut Value, key: &str, value: &Value) {
    let object = object.as_object_mut().expect("an object");
    match value {
        Value::Null => {
            object.remove(key);
        }
        value => {
            object.insert(key.to_owned(), value.clone());
        }
    }
}

fn base64_of(bytes: usize) -> String {
    // Three bytes are four characters; what is left is padded.
    let mut text = "AAAA".repeat(bytes / 3);
    text.push_str(["", "AA==", "AAA="][bytes % 3]);
    text
}

fn cases() -> Vec<Case> {
    const ZONE: &str = "ZoneInstanceCountISPSet[0]";
    let zone = |field: &str| -> &'static str { format!("{ZONE}.{field}").leak() };
    let ips = |count: usize| vec!["10.0.0.1"; count];
    let vpc = |more: Value| {
        let mut zone = json!({ "VpcId": "vpc-1", "SubnetId": "subnet-1" });
        zone.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "zone": zone })
    };
    let three = "CMCC;CUCC;CTCC";
    let tags = |kind: Value, tags: Value| json!({ "TagSpecification": [{ "ResourceType": kind, "Tags": tags }] });
    let tag = json!([{ "Key": "k", "Value": "v" }]);
    let twice = |count: u64| {
        let zone = |count: u64| json!({ "Zone": "z", "InstanceCount": count, "ISP": "CMCC" });
        json!({ "ZoneInstanceCountISPSet": [zone(60), zone(count), { "Zone": "y", "InstanceCount": 60, "ISP": "CMCC" }] })
    };
    let none = || json!({});
    vec![
        case("R01", "ZoneInstanceCountISPSet", none(), json!({ "ZoneInstanceCountISPSet": null })),
        case(
            "R01-items",
            "ZoneInstanceCountISPSet",
            none(),
            json!({ "ZoneInstanceCountISPSet": [] }),
        ),
        case("R02", zone("Zone"), none(), json!({ "zone": { "Zone": null } })),
        case(
            "R02-zone",
            zone("Zone"),
            json!({ "zone": { "Zone": "z" } }),
            json!({ "zone": { "Zone": "" } }),
        ),
        case("R03", "ZoneInstanceCountISPSet", twice(40), twice(41)),
        case(
            "R04",
            zone("InstanceCount"),
            json!({ "zone": { "InstanceCount": 1 } }),
            json!({ "zone": { "InstanceCount": 0 } }),
        ),
        case(
            "R05",
            zone("ISP"),
            json!({ "zone": { "ISP": three } }),
            json!({ "zone": { "ISP": "CMCC;CUCC;CMCC" } }),
        ),
        case(
            "R05",
            zone("ISP"),
            json!({ "zone": { "ISP": "CTCC" } }),
            json!({ "zone": { "ISP": "CTC" } }),
        ),
        case(
            "R05-pair",
            zone("ISP"),
            json!({ "zone": { "ISP": three } }),
            json!({ "zone": { "ISP": "CMCC;CUCC" } }),
        ),
        case("R06", zone("SubnetId"), vpc(none()), json!({ "zone": { "VpcId": "vpc-1" } })),
        case("R06", zone("VpcId"), vpc(none()), json!({ "zone": { "SubnetId": "subnet-1" } })),
        case(
            "R07",
            zone("PrivateIpAddresses"),
            vpc(json!({ "PrivateIpAddresses": ips(2) })),
            json!({ "zone": { "PrivateIpAddresses": ips(2) } }),
        ),
        case(
            "R08",
            zone("PrivateIpAddresses"),
            vpc(json!({ "PrivateIpAddresses": ips(2) })),
            vpc(json!({ "PrivateIpAddresses": ips(3) })),
        ),
        case(
            "R09",
            zone("PrivateIpAddresses[1]"),
            vpc(json!({ "PrivateIpAddresses": ["10.0.0.1", "10.0.0.255"] })),
            vpc(json!({ "PrivateIpAddresses": ["10.0.0.1", "10.0.0.256"] })),
        ),
        case(
            "R10",
            zone("Ipv6AddressCount"),
            json!({ "zone": { "Ipv6AddressCount": 1 } }),
            json!({ "zone": { "Ipv6AddressCount": 2 } }),
        ),
        case(
            "R10",
            zone("Ipv6AddressCount"),
            json!({ "zone": { "ISP": three, "Ipv6AddressCount": 3 } }),
            json!({ "zone": { "ISP": three, "Ipv6AddressCount": 1 } }),
        ),
        case(
            "R11",
            zone("Ipv6SubnetIds"),
            json!({ "zone": { "ISP": three, "Ipv6SubnetIds": ["a", "b", "c"] } }),
            json!({ "zone": { "ISP": three, "Ipv6SubnetIds": ["a", "b"] } }),
        ),
        case(
            "R11-distinct",
            zone("Ipv6SubnetIds"),
            json!({ "zone": { "ISP": three, "Ipv6SubnetIds": ["a", "b", "c"] } }),
            json!({ "zone": { "ISP": three, "Ipv6SubnetIds": ["a", "b", "a"] } }),
        ),
        case(
            "R11-isp",
            zone("Ipv6SubnetIds"),
            json!({ "zone": { "ISP": three, "Ipv6SubnetIds": ["a", "b", "c"] } }),
            json!({ "zone": { "Ipv6SubnetIds": ["a", "b", "c"] } }),
        ),
        case(
            "R12a",
            "Password",
            json!({ "Password": "abcdefg8" }),
            json!({ "Password": "abcde_7" }),
        ),
        case(
            "R12a",
            "Password",
            json!({ "Password": "a1".repeat(15) }),
            json!({ "Password": format!("{}b", "a1".repeat(15)) }),
        ),
        case(
            "R12c",
            "Password",
            json!({ "Password": "abcdefg`" }),
            json!({ "Password": "abcdefg_" }),
        ),
        case(
            "R13",
            "KeyIds",
            json!({ "KeyIds": ["skey-1"] }),
            json!({ "Password": "abcdefg8", "KeyIds": ["skey-1"] }),
        ),
        case(
            "R14",
            "KeepImageLogin",
            json!({ "KeepImageLogin": "TRUE" }),
            json!({ "KeepImageLogin": "true" }),
        ),
        case(
            "R16",
            "InstanceType",
            json!({ "ModuleId": null, "ImageId": "img-1", "InstanceType": "S4", "DataDiskSize": 50, "InternetMaxBandwidthOut": 5 }),
            json!({ "ModuleId": "", "ImageId": "img-1", "DataDiskSize": 50, "InternetMaxBandwidthOut": 5 }),
        ),
        case(
            "R16-sizes",
            "DataDiskSize",
            json!({ "ModuleId": null, "ImageId": "img-1", "InstanceType": "S4", "DataDiskSize": 50, "InternetMaxBandwidthOut": 5 }),
            json!({ "ModuleId": null, "ImageId": "img-1", "InstanceType": "S4", "DataDiskSize": 0, "InternetMaxBandwidthOut": 5 }),
        ),
        case(
            "R17",
            "InternetMaxBandwidthOut",
            json!({ "InternetMaxBandwidthIn": 0, "InternetMaxBandwidthOut": 5 }),
            json!({ "InternetMaxBandwidthIn": 6, "InternetMaxBandwidthOut": 5 }),
        ),
        case(
            "R18",
            "InternetMaxBandwidthOut",
            json!({ "InternetMaxBandwidthOut": 0 }),
            json!({ "InternetMaxBandwidthOut": -1 }),
        ),
        case(
            "R18-in",
            "InternetMaxBandwidthIn",
            json!({ "InternetMaxBandwidthIn": 0 }),
            json!({ "InternetMaxBandwidthIn": -1 }),
        ),
        case(
            "R18-data",
            "DataDiskSize",
            json!({ "DataDiskSize": 0 }),
            json!({ "DataDiskSize": -1 }),
        ),
        case(
            "R19",
            "InstanceName",
            json!({ "InstanceName": "弹".repeat(60) }),
            json!({ "InstanceName": "弹".repeat(61) }),
        ),
        case(
            "R20",
            "InstanceName",
            json!({ "InstanceName": "a{R:3}b" }),
            json!({ "InstanceName": "a{R:}b" }),
        ),
        case(
            "R21a",
            "HostName",
            json!({ "HostName": "a-b.c.d1" }),
            json!({ "HostName": "oldhen_4986" }),
        ),
        case("R21a", "HostName", json!({ "HostName": "a.-b" }), json!({ "HostName": "a..b" })),
        case("R21a", "HostName", json!({ "HostName": "ab" }), json!({ "HostName": "ab-" })),
        case(
            "R21a-length",
            "HostName",
            json!({ "HostName": "a".repeat(60) }),
            json!({ "HostName": "a".repeat(61) }),
        ),
        case("R21a-length", "HostName", json!({ "HostName": "ab" }), json!({ "HostName": "a" })),
        case("R22", "ClientToken", none(), json!({ "ClientToken": "" })),
        case("R23", "UserData", json!({ "UserData": "QUI=" }), json!({ "UserData": "QUI" })),
        case(
            "R23-size",
            "UserData",
            json!({ "UserData": base64_of(16384) }),
            json!({ "UserData": base64_of(16385) }),
        ),
        case(
            "R24",
            "InstanceChargeType",
            json!({ "InstanceChargeType": 2 }),
            json!({ "InstanceChargeType": 3 }),
        ),
        case(
            "R25",
            "TagSpecification[0].ResourceType",
            tags(json!("module"), tag.clone()),
            tags(json!("modules"), tag.clone()),
        ),
        case(
            "R25",
            "TagSpecification[0].Tags",
            tags(json!("instance"), tag),
            json!({ "TagSpecification": [{ "ResourceType": "instance" }] }),
        ),
        case(
            "R26",
            "SystemDisk.DiskType",
            json!({ "SystemDisk": { "DiskType": "CLOUD_PREMIUM" } }),
            json!({ "SystemDisk": { "DiskType": "CLOUD_SSD" } }),
        ),
        case(
            "R26-default",
            "SystemDisk.DiskType",
            json!({ "SystemDisk": { "DiskType": "LOCAL_BASIC" } }),
            json!({ "SystemDisk": { "DiskType": "CLOUD_BASIC" } }),
        ),
        case(
            "R27",
            "SystemDisk.DiskId",
            json!({ "SystemDisk": { "DiskSize": 50 } }),
            json!({ "SystemDisk": { "DiskId": "ldisk-1" } }),
        ),
        case(
            "R28",
            "DataDisks[0].DiskSize",
            json!({ "DataDisks": [{ "DiskSize": 50 }] }),
            json!({ "DataDisks": [{}] }),
        ),
        case(
            "R28-type",
            "DataDisks[1].DiskType",
            json!({ "DataDisks": [{ "DiskSize": 50 }, { "DiskSize": 50, "DiskType": "CLOUD_PREMIUM" }] }),
            json!({ "DataDisks": [{ "DiskSize": 50 }, { "DiskSize": 50, "DiskType": "CLOUD_BASIC" }] }),
        ),
        case(
            "R29",
            "EnhancedService.SecurityService.Version",
            json!({ "EnhancedService": { "SecurityService": { "Version": 0 } } }),
            json!({ "EnhancedService": { "SecurityService": { "Version": 2 } } }),
        ),
        case(
            "R29-pro",
            "EnhancedService.SecurityService.Version",
            json!({ "EnhancedService": { "SecurityService": { "Version": 0 } } }),
            json!({ "EnhancedService": { "SecurityService": { "Version": 1 } } }),
        ),
        case(
            "R32",
            "SystemDisk.DiskSize",
            json!({ "SystemDiskSize": 50, "SystemDisk": { "DiskSize": 50 } }),
            json!({ "SystemDiskSize": 50, "SystemDisk": { "DiskSize": 51 } }),
        ),
        case(
            "R32-data",
            "DataDisks",
            json!({ "DataDiskSize": 0, "DataDisks": [{ "DiskSize": 50 }] }),
            json!({ "DataDiskSize": 1, "DataDisks": [{ "DiskSize": 50 }] }),
        ),
    ]
}

/// Rule and path of everything that was found, whatever the severity.
type Findings = BTreeSet<(String, String)>;

fn by_server(spec: &Spec, request: &Value) -> Findings {
    ecm_test_server::check(spec, "RunInstances", request)
        .into_iter()
        .map(|finding| (finding.rule.clone(), finding.path.clone()))
        .collect()
}

fn by_validator(request: &RunInstancesRequest) -> Findings {
    let (Ok(violations) | Err(violations)) = request.validate();
    violations
        .iter()
        .map(|violation| (violation.rule().to_owned(), violation.path().to_owned()))
        .collect()
}

/// Rules that the types themselves keep: a conflict or a missing field cannot be written in Rust,
/// so that reading it from JSON is refused, with the rule.
const KEPT_BY_TYPES: &[&str] = &["R01", "R02", "R13", "R25", "R28"];

#[test]
fn the_edge_of_every_rule_is_where_both_validators_say() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    for Case { rule, path, valid, invalid } in cases() {
        let expected = (rule.to_owned(), path.to_owned());

        let good = changed(&valid);
        let found = by_server(&spec, &good);
        assert!(!found.contains(&expected), "{rule}: the server refuses {good}");
        let typed = RunInstancesRequest::from_json(&good.to_string()).expect(rule);
        assert_eq!(by_validator(&typed), found, "{rule}: {good}");

        let bad = changed(&invalid);
        let found = by_server(&spec, &bad);
        assert!(found.contains(&expected), "{rule}: the server accepts {bad}: {found:?}");
        match RunInstancesRequest::from_json(&bad.to_string()) {
            Err(error) if KEPT_BY_TYPES.contains(&rule) => {
                let message = error.to_string();
                assert!(message.contains(rule) && message.contains(path), "{message}");
            }
            Err(error) => panic!("{rule}: {error}"),
            Ok(typed) => assert_eq!(by_validator(&typed), found, "{rule}: {bad}"),
        }
    }
}

#[test]
fn every_rule_of_the_spec_has_a_case_and_its_severity() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let mut rules = Vec::new();
    for ty in ecm_tests::sent_by_main_action(&spec) {
        for field in &ty.fields {
            rules.extend(field.required.clone().map(|id| (id, SpecSeverity::Error)));
            rules.extend(field.rules.iter().map(|rule| (rule.id.clone(), rule.severity)));
        }
        rules.extend(ty.rules.iter().map(|rule| (rule.id.clone(), rule.severity)));
    }
    let cases = cases();
    for (rule, severity) in rules {
        let case = cases.iter().find(|case| case.rule == rule);
        let case = case.unwrap_or_else(|| panic!("no case for {rule}"));
        let findings = ecm_test_server::check(&spec, "RunInstances", &changed(&case.invalid));
        let finding = findings.iter().find(|finding| finding.rule == rule).expect(&rule);
        assert_eq!(finding.severity, severity, "{rule}");
    }
}

#[test]
fn every_constraint_is_in_the_spec_or_listed_as_unchecked() {
    let Some(path) = ecm_tests::shared("facts/runinstances_constraints.json") else { return };
    let facts: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let spec = ecm_tests::ecm();
    let unchecked: Value =
        serde_json::from_str(include_str!("../../../ecm-spec/specs/ecm-2019-07-19.unchecked.json"))
            .unwrap();
    let mut ids = 0;
    for constraint in facts["constraints"].as_array().unwrap() {
        let id = constraint["id"].as_str().unwrap();
        let in_spec = spec.contains(&format!("\"{id}\""));
        let listed = unchecked.get(id).is_some();
        assert!(in_spec != listed, "{id}: in the spec {in_spec}, listed as unchecked {listed}");
        ids += 1;
    }
    assert!(ids >= 37, "{ids} constraints");
}

#[test]
fn all_violations_are_reported_together() {
    let request = json!({
        "ZoneInstanceCountISPSet": [
            { "Zone": "a", "InstanceCount": 1, "ISP": "CMCC" },
            { "Zone": "b", "InstanceCount": 0, "ISP": "XXXX" },
            { "Zone": "", "InstanceCount": 1, "ISP": "CMCC", "VpcId": "vpc-1" },
            { "Zone": "c", "InstanceCount": 3, "ISP": "CMCC", "PrivateIpAddresses": ["10.0.0.1", "x"] },
        ],
        "Password": "short",
        "HostName": "bad_host",
    });
    let request = RunInstancesRequest::from_json(&request.to_string()).unwrap();
    let violations: Violations = request.validate().unwrap_err();
    let found: Vec<_> =
        violations.iter().map(|violation| (violation.path(), violation.rule())).collect();
    assert_eq!(
        found,
        [
            ("ZoneInstanceCountISPSet[1].InstanceCount", "R04"),
            ("ZoneInstanceCountISPSet[1].ISP", "R05"),
            ("ZoneInstanceCountISPSet[2].Zone", "R02-zone"),
            ("ZoneInstanceCountISPSet[2].SubnetId", "R06"),
            ("ZoneInstanceCountISPSet[3].PrivateIpAddresses[1]", "R09"),
            ("ZoneInstanceCountISPSet[3].PrivateIpAddresses", "R07"),
            ("ZoneInstanceCountISPSet[3].PrivateIpAddresses", "R08"),
            ("Password", "R12a"),
            ("Password", "R12c"),
            ("HostName", "R21a"),
            ("ImageId", "R16"),
            ("InstanceType", "R16"),
            ("DataDiskSize", "R16-sizes"),
            ("InternetMaxBandwidthOut", "R16-sizes"),
        ]
    );
    let text = violations.to_string();
    assert!(!text.contains("short"), "a secret in {text}");
    assert!(text.contains("2019-07-19") && text.contains("revision 2"), "{text}");
}
