//! The features of the client are the groups of the specs that ship.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use ecm_tests::workspace;

/// The features of the client and what each turns on.
fn features() -> BTreeMap<String, BTreeSet<String>> {
    let manifest = fs::read_to_string(workspace().join("ecm-client/Cargo.toml")).unwrap();
    let (_, features) = manifest.split_once("[features]\n").unwrap();
    let (features, _) = features.split_once("\n[").unwrap();
    let mut found = BTreeMap::new();
    for entry in features.split("]\n").filter(|entry| entry.contains('[')) {
        let (name, list) = entry.split_once('[').unwrap();
        let name = name.lines().last().unwrap().trim_end_matches([' ', '=']).to_owned();
        let list = list.split(',').map(|one| one.trim().trim_matches('"').to_owned());
        found.insert(name, list.filter(|one| !one.is_empty()).collect());
    }
    found
}

/// The links of the chain that makes a module: each with its feature, its group and the next link.
fn links() -> Vec<[String; 4]> {
    let source = fs::read_to_string(workspace().join("ecm-client/src/shipped.rs")).unwrap();
    let links = source.lines().filter_map(|line| line.strip_prefix("group! { $ "));
    let links = links.map(|line| {
        let (link, rest) = line.split_once(": \"").unwrap();
        let (feature, rest) = rest.split_once("\" adds [").unwrap();
        let (group, rest) = rest.split_once("] then ").unwrap();
        let next = rest.strip_suffix(" }").unwrap();
        [link, feature, group, next].map(str::to_owned)
    });
    links.collect()
}

#[test]
fn every_group_of_a_shipped_spec_is_a_feature_and_nothing_else_is() {
    let features = features();
    assert!(features.contains_key("dynamic") && features["default"].contains("ecm"));
    for name in ecm_spec::shipped_names() {
        let spec = ecm_tests::read(name, ecm_spec::shipped(name).unwrap());
        // What the runtime needs for itself is no feature.
        if spec.groups.is_empty() {
            continue;
        }
        let prefix = format!("{}-", spec.service);
        let full = format!("{prefix}full");
        let groups: BTreeSet<String> =
            spec.groups.iter().map(|group| format!("{prefix}{}", group.name)).collect();
        let listed = features.keys().filter(|feature| feature.starts_with(&prefix));
        let listed: BTreeSet<String> =
            listed.filter(|feature| **feature != full).cloned().collect();
        assert_eq!(listed, groups, "the features of {name}");
        assert_eq!(features[&full], groups, "all of {name}");
        assert!(features[&spec.service].is_subset(&groups), "the default of {name}");
        let alone = spec.actions.iter().find(|action| action.group.is_none());
        assert!(alone.is_none(), "{name}: {alone:?} is in no group, and so behind no feature");

        let mut links: Vec<_> =
            links().into_iter().filter(|[_, feature, ..]| feature.starts_with(&prefix)).collect();
        // Written from the end: the last line is where the chain begins.
        links.reverse();
        let linked: BTreeSet<String> =
            links.iter().map(|[_, feature, ..]| feature.clone()).collect();
        assert_eq!(linked, groups, "the links of {name}");
        for ([_, feature, group, next], after) in
            links.iter().zip(links.iter().skip(1).map(Some).chain([None]))
        {
            assert_eq!(*feature, format!("{prefix}{group}"));
            assert_eq!(*next, after.map_or(spec.service.clone(), |[link, ..]| link.clone()));
        }
        let shipped = fs::read_to_string(workspace().join("ecm-client/src/shipped.rs")).unwrap();
        let documented = format!("shipped: \"{name}\",");
        let (_, module) = shipped.split_once(&documented).unwrap();
        let prefix = format!("feature_prefix: \"{prefix}\",");
        assert!(module.split_once("groups:").unwrap().0.contains(&prefix), "{name}: {prefix}");
        let begun = format!(
            "macro_rules! {}_api {{\n    () => {{\n        {}! {{}}\n",
            spec.service, links[0][0]
        );
        assert!(shipped.contains(&begun), "the chain of {name} does not begin with the API");
        let root = fs::read_to_string(workspace().join("ecm-client/src/lib.rs")).unwrap();
        assert!(
            root.contains(&format!("\n{}_api! {{}}", spec.service)),
            "the chain of {name} is not begun"
        );
    }
}
