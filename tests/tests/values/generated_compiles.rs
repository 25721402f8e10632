//! The committed generated code compiles as it stands, without a warning.

#![deny(missing_docs, warnings)]

use ecm_client::Request as _;

#[rustfmt::skip]
#[path = "../../generated/ecm.rs"]
pub mod ecm;

#[rustfmt::skip]
#[path = "../../generated/workshop.rs"]
pub mod workshop;

#[rustfmt::skip]
#[path = "../../generated/warehouse.rs"]
pub mod warehouse;

#[test]
fn and_works_as_what_the_macro_makes() {
    let zones = [ecm::ZoneInstanceCountIsp::new("z", 1, ecm::Isp::Cmcc)];
    let kept = ecm::RunInstancesRequest::new(zones);
    let zones = [ecm_client::ecm::ZoneInstanceCountIsp::new("z", 1, ecm_client::ecm::Isp::Cmcc)];
    let made = ecm_client::ecm::RunInstancesRequest::new(zones);
    assert_eq!(kept.to_json(), made.to_json());
    assert_eq!(kept.validate().is_err(), made.validate().is_err());
    assert_eq!(workshop::ResetRequest::new().to_json(), "{}");
    assert_eq!(warehouse::ListCratesRequest::new().to_json(), "{}");
}
