//! What is sent, and what is only received.
//!
//! Metadata of older versions says `required` of the members of answers, too, where newer ones say
//! `output_required`. Nobody has to send what is only received.

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

/// The types that requests reach.
fn sent(actions: &[ActionFacts], types: &[TypeFacts]) -> BTreeSet<String> {
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
