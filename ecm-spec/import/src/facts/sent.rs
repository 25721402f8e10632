//! Types that are sent and types that are only received.
//!
//! Metadata of older versions uses `required` for members of responses, too, where newer versions
//! use `output_required`. A type that is only received is never sent.

use std::collections::BTreeSet;

use super::{ActionFacts, TypeFacts};

/// Reads `required` as `always_returned` in the types that no request reaches.
pub(super) fn mark_received(sent: &BTreeSet<String>, types: &mut [TypeFacts]) {
    for one in types.iter_mut().filter(|one| !sent.contains(&one.key)) {
        for field in one.fields.iter_mut().filter(|field| field.required) {
            field.required = false;
            field.always_returned = true;
        }
    }
}

/// Collects the types that requests reach.
pub(super) fn sent<'t>(
    actions: &'t [ActionFacts],
    find: impl Fn(&str) -> Option<&'t TypeFacts>,
) -> BTreeSet<String> {
    let mut sent = BTreeSet::new();
    let mut open: Vec<&str> = actions.iter().map(|action| action.request.as_str()).collect();
    while let Some(key) = open.pop() {
        let Some(one) = find(key).filter(|_| sent.insert(key)) else { continue };
        let shapes = one.fields.iter().map(|field| field.shape.as_str());
        open.extend(shapes.map(|shape| shape.trim_start_matches('[').trim_end_matches(']')));
    }
    sent.into_iter().map(str::to_owned).collect()
}
