//! Lists and tags that are late, and filters that are ignored.

use super::*;

fn ids_at(racks: &Racks, seconds: u64, filters: Value) -> usize {
    racks.listed(seconds, json!({ "Filters": filters, "Limit": 100 }), "Id").len()
}

#[test]
fn records_are_listed_one_after_another() {
    let mut racks = Racks::new();
    racks.anomalies.listing_lag = Duration::from_secs(10);
    racks.anomalies.listing_step = Duration::from_secs(5);
    racks.at(100, "Build", build()).unwrap();
    let count = |seconds| ids_at(&racks, seconds, json!([]));
    assert_eq!([109, 110, 114, 115, 120].map(count), [0, 1, 1, 2, 3]);
}

#[test]
fn tags_are_written_late_or_never() {
    let mut racks = Racks::new();
    racks.anomalies.tag_lag = Duration::from_secs(10);
    racks.at(100, "Build", build()).unwrap();
    let by_tag = json!([{ "Name": "tag:team", "Values": ["red"] }]);
    assert_eq!(ids_at(&racks, 109, by_tag.clone()), 0);
    assert_eq!(racks.listed(109, json!({}), "Tags"), [json!([]), json!([]), json!([])]);
    assert_eq!(ids_at(&racks, 110, by_tag.clone()), 3);
    racks.anomalies.tag_lag = Duration::MAX;
    assert_eq!(ids_at(&racks, 1_000_000, by_tag), 0);
}

#[test]
fn filters_that_are_ignored_find_everything() {
    let mut racks = Racks::new();
    racks.at(0, "Build", build()).unwrap();
    let nobody = json!([{ "Name": "tag:team", "Values": ["blue"] }]);
    assert_eq!(ids_at(&racks, 0, nobody.clone()), 0);
    racks.anomalies.ignores_filters = true;
    assert_eq!(ids_at(&racks, 0, nobody), 3);
}
