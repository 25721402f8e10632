//! Metadata in which everything is odd that can be: what comes of it is a spec, compiles without a
//! warning, with the vendor's documentation and without, and is the same when imported again.
//!
//! `UPDATE_EXPECT=1` writes the specs and the report anew.

#![deny(missing_docs, warnings)]

use std::fs;

use ecm_import::{Imported, Options, Sources};

/// What the specs become.
pub mod generated {
    ecm_client::api! {
        spec: "specs/odd-2024-03-01.json",
        /// Without documentation.
        pub mod plain,
    }
    ecm_client::api! {
        spec: "specs/odd-2024-03-01.docs.json",
        /// With documentation that would like to be something else.
        pub mod documented,
    }
}

const METADATA: &str = include_str!("../../metadata/odd.json");

fn import(onto: Option<&str>, docs: bool) -> Imported {
    let mut options = Options::default();
    options.docs = docs;
    let sources = Sources { metadata: METADATA, onto, errors: &[], examples: None };
    ecm_import::import(&sources, &options).unwrap_or_else(|error| panic!("{error}"))
}

fn assert_kept(name: &str, text: &str) {
    let path = ecm_tests::workspace().join("tests").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{name} is stale: UPDATE_EXPECT=1 writes it anew");
}

#[test]
fn the_specs_and_the_report_are_up_to_date() {
    let plain = import(None, false);
    assert_kept("specs/odd-2024-03-01.json", &plain.text);
    let lines: Vec<String> = plain.findings.iter().map(|finding| format!("{finding}\n")).collect();
    assert_kept("metadata/odd.txt", &lines.concat());
    assert_kept("specs/odd-2024-03-01.docs.json", &import(None, true).text);
}

#[test]
fn a_second_import_has_nothing_to_do() {
    for docs in [false, true] {
        let first = import(None, docs);
        let second = import(Some(&first.text), docs);
        assert!(first.text == second.text);
        // What the metadata cannot have is said each time.
        let of_this_spec = |one: &&ecm_import::Finding| one.spec.is_some();
        let said: Vec<_> = second.findings.iter().filter(of_this_spec).collect();
        assert!(said.is_empty(), "{said:?}");
    }
}

#[test]
fn documentation_can_be_added_later() {
    let plain = import(None, false).text;
    assert!(import(Some(&plain), true).spec == import(None, true).spec);
}

#[test]
fn wire_names_survive() {
    use ecm_client::Request as _;
    use generated::plain::{DescribeDashDotRequest, DescribeVpcsRequest};
    let mut request = DescribeVpcsRequest::new("first");
    request.vpc_id_2 = Some("second".into());
    request.vpc_id_3 = Some("third".into());
    assert_eq!(request.to_json(), r#"{"VpcId":"first","VPCId":"second","vpc_id":"third"}"#);
    let request = DescribeDashDotRequest::new(*b"\0\xff");
    assert_eq!(request.to_json(), r#"{"Bytes":"AP8="}"#);
}
