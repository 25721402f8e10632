//! Types that are sent and types that are only received.
//!
//! Metadata of older versions uses `required` for members of responses, too, where newer versions
//! use `output_required`. A type that is only received is never sent.

use std::collections::{BTreeMap, BTreeSet};

use super::{ActionFacts, TypeFacts};

/// Reads `required` as `always_returned` in the types that no request reaches.
pub(super) fn mark_received(actions: &[ActionFacts], types: &mut [TypeFacts]) {
    let sent = sent(actions, types);
    for one in types.iter_mut().filter(|one| !sent.contains(&one.key)) {
        for field in one.fields.iter_mut().filter(|field| field.required) {
            field.required = false;
            field.always_returned = true;
        }
    }
}

/// Collects the types that requests reach.
pub(super) fn sent(actions: &[ActionFacts], types: &[TypeFacts]) -> BTreeSet<String> {
    let by_key: BTreeMap<&str, &TypeFacts> =
        types.iter().map(|one| (one.key.as_str(), one)).collect();
    let mut sent = BTreeSet::new();
    let mut open: Vec<&str> = actions.iter().map(|action| action.request.as_str()).collect();
    while let Some(key) = open.pop() {
        let Some(one) = by_key.get(key).filter(|_| sent.insert(key)) else { continue };
        let shapes = one.fields.iter().map(|field| field.shape.as_str());
        open.extend(shapes.map(|shape| shape.trim_start_matches('[').trim_end_matches(']')));
    }
    sent.into_iter().map(str::to_owned).collect()
}
