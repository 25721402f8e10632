//! Groups of actions: together with single ones, and through every door the same.

use ecm_codegen::{Selection, Selector, Surroundings};

mod some {
    ecm_client::api! {
        spec: "specs/warehouse-2024-03-31.json",
        pub mod warehouse,
        groups: [high-shelf],
        actions: [DescribeTask],
        feature_prefix: "warehouse-",
    }
}

#[test]
fn the_documentation_says_which_feature_has_what_is_missing() {
    let spec = ecm_tests::read("warehouse", ecm_tests::WAREHOUSE);
    let selection = Selection::of(&spec, &[Selector::Group("high-shelf")]).unwrap();
    let missing = "Not here without the feature `warehouse-crate`: `list_crates`, `list_labels`, \
                   `order_crates`, `move_crate`.";
    let needed = "Needs the feature `warehouse-high-shelf`.";
    let listed = "[`list_events`](Client::list_events): Lists events by token.";
    let around = Surroundings::default().feature_prefix("warehouse-");
    let plain = ecm_codegen::generate(&spec, &selection).to_string();
    assert!(plain.contains(listed) && !plain.contains("feature"));
    let code = ecm_codegen::generate_within(&spec, &selection, &around).to_string();
    assert!(code.contains(listed) && code.contains(missing), "{code}");
    assert_eq!(code.matches(needed).count(), 2);
    // Nothing is behind a feature that belongs to no group, and nothing is linked that is not there.
    assert!(!code.contains("describe_task") && !code.contains("Client::list_crates"));
    // What stands before `mod` has rustdoc resolve all links outside of it.
    let around = around.documented_outside("goods");
    let code = ecm_codegen::generate_within(&spec, &selection, &around).to_string();
    assert!(code.contains("[`list_events`](goods::Client::list_events)"), "{code}");
}

#[test]
fn groups_and_actions_add_up() {
    // A group's actions and what they reach; a waiter comes with its action.
    let _ = some::warehouse::ListEventsRequest::new();
    let _ = some::warehouse::Client::list_shelves_pages;
    let _ = some::warehouse::Client::describe_task;
    let spec = ecm_tests::read("warehouse", ecm_tests::WAREHOUSE);
    let wanted = [Selector::Group("high-shelf"), Selector::Action("DescribeTask")];
    let selection = Selection::of(&spec, &wanted).unwrap();
    let actions: Vec<_> = selection.actions(&spec).map(|one| one.name.wire.as_str()).collect();
    assert_eq!(actions, ["ListShelves", "ListEvents", "DescribeTask"]);
    let code = ecm_codegen::generate(&spec, &selection).to_string();
    assert!(code.contains("wait_until_tasks_done") && !code.contains("wait_until_crates"));
    assert!(!code.contains("ListCrates") && !code.contains("StateName"));
}

#[test]
fn a_list_in_a_build_script_means_the_same() {
    let folder = std::env::temp_dir().join(format!("ecm-tests-groups-{}", std::process::id()));
    let path = ecm_tests::workspace().join("tests/specs/warehouse-2024-03-31.json");
    let module = ecm_codegen::build::module("warehouse", &path);
    module.clone().groups(["high-shelf"]).actions(["DescribeTask"]).write_to(&folder).unwrap();
    let text = std::fs::read_to_string(folder.join("warehouse.rs")).unwrap();
    assert!(text.contains("pub fn list_shelves_pages(") && !text.contains("ListCrates"));
    let error = module.groups(["hihg-shelf", "crane"]).write_to(&folder).unwrap_err().to_string();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        error,
        "`warehouse` 2024-03-31 has no group `hihg-shelf`; did you mean `high-shelf`?\n\
         `warehouse` 2024-03-31 has no group `crane`; did you mean `crate`?"
    );
}

#[test]
fn an_unknown_group_is_refused_with_those_there_are() {
    let spec = ecm_tests::read("warehouse", ecm_tests::WAREHOUSE);
    let unknown = Selection::of(&spec, &[Selector::Group("x")]).unwrap_err();
    assert_eq!(
        unknown[0].message,
        "`warehouse` 2024-03-31 has no group `x`; its groups are `crate`, `high-shelf`"
    );
    let spec = ecm_tests::read("workshop", ecm_tests::WORKSHOP);
    let unknown = Selection::of(&spec, &[Selector::Group("x")]).unwrap_err();
    assert_eq!(
        unknown[0].message,
        "`workshop` 2024-02-29 has no group `x`; it has none, so leave `groups` out"
    );
}
