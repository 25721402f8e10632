//! Fields of bytes, which travel in no JSON.

use std::collections::BTreeSet;

use super::{ActionFacts, Facts, FieldFacts, TypeFacts, sent};
use crate::finding::{FindingCode, Findings};

fn is_bytes(field: &&FieldFacts) -> bool {
    field.shape.trim_matches(['[', ']']) == "binary"
}

/// Reports each field of bytes that is only received.
pub(super) fn report(sent: &BTreeSet<String>, types: &[TypeFacts], found: &mut Findings) {
    for one in types.iter().filter(|one| !sent.contains(&one.key)) {
        for field in one.fields.iter().filter(is_bytes) {
            let message = "JSON cannot carry the bytes; the client reads Base64 text";
            let path = format!("{}.{}", one.key, field.wire);
            found.add(FindingCode::BodyNotJson, path, message).metadata(field.at);
        }
    }
}

/// Returns the fields of bytes that requests of an action hold, as `Type.Field`.
pub(crate) fn sent_by(action: &ActionFacts, facts: &Facts) -> BTreeSet<String> {
    let sent = sent::sent(std::slice::from_ref(action), |key| facts.ty(key));
    let of_type = |one: &'_ TypeFacts| {
        let key = one.key.clone();
        let bytes = one.fields.iter().filter(is_bytes);
        bytes.map(move |field| format!("{key}.{}", field.wire)).collect::<Vec<_>>()
    };
    sent.iter().filter_map(|key| facts.ty(key)).flat_map(of_type).collect()
}
