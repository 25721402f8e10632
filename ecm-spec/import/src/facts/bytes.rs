//! Fields of bytes, which travel in no JSON.

use super::{ActionFacts, TypeFacts, sent};
use crate::finding::{FindingCode, Findings};

/// Reports each field of bytes: the service takes it as a file in a form.
pub(super) fn report(actions: &[ActionFacts], types: &[TypeFacts], found: &mut Findings) {
    let sent = sent::sent(actions, types);
    for one in types {
        let bytes = |shape: &str| shape.trim_matches(['[', ']']) == "binary";
        for field in one.fields.iter().filter(|field| bytes(&field.shape)) {
            let message = match sent.contains(&one.key) {
                true => {
                    "the service takes bytes as a part of `multipart/form-data`; the client sends \
                     Base64 text in JSON"
                }
                false => "JSON cannot carry the bytes; the client reads Base64 text",
            };
            let path = format!("{}.{}", one.key, field.wire);
            found.add(FindingCode::BodyNotJson, path, message).metadata(field.at);
        }
    }
}
