//! Merging of error codes from lists beside the metadata.

use super::{Merger, insert_sorted};
use crate::document::{Container, Entry, Value};
use crate::error_lists;
use crate::facts::ActionFacts;
use crate::finding::FindingCode;

impl Merger<'_> {
    /// Merges the codes of one action, with an entry in `errors` for each new one.
    pub(super) fn action_errors(&mut self, root: &mut Container, action: &ActionFacts) {
        let Some(codes) = self.supplements.errors.of_actions.get(&action.wire) else { return };
        let Some(entry) = root.object("actions").and_then(|all| all.entry(&action.wire)) else {
            return;
        };
        let (at, is_new) = (entry.at, entry.is_new());
        let Some(owner) = entry.value.as_object() else { return };
        let present: Vec<String> = owner
            .get("errors")
            .into_iter()
            .flat_map(Value::items)
            .filter_map(Value::as_text)
            .collect();
        let missing: Vec<&String> = codes.iter().filter(|code| !present.contains(code)).collect();
        for code in &missing {
            if !is_new {
                let message = format!("the code `{code}` is listed for it");
                self.found.add(FindingCode::ErrorAdded, &action.wire, message).spec(at);
            }
            if let Some(errors) = root.object_mut("errors")
                && errors.get(code).is_none()
            {
                insert_sorted(errors, Entry::member(code, Value::object([])));
            }
        }
        for code in present.iter().filter(|code| !codes.contains(code)) {
            let message = format!("the code `{code}` is not listed for it; the spec keeps it");
            self.found.add(FindingCode::ErrorKept, &action.wire, message).spec(at);
        }
        let owner = root.object_mut("actions").and_then(|all| all.object_mut(&action.wire));
        if let Some(owner) = owner.filter(|_| !missing.is_empty()) {
            add_codes(owner, &present, &missing);
        }
    }

    /// Merges the codes that any action may answer.
    pub(super) fn common_errors(&mut self, root: &mut Container) {
        let Some(errors) = root.object_mut("errors") else { return };
        for (code, retry) in &self.supplements.errors.common {
            match errors.object_mut(code) {
                // Listed for an action before it was known to be common, here or in this import.
                Some(known) if known.entries().is_empty() => {
                    describe(known, *retry);
                }
                Some(_) => continue,
                None => {
                    let mut new = Value::object([]);
                    new.as_object_mut().into_iter().for_each(|new| describe(new, *retry));
                    insert_sorted(errors, Entry::member(code, new));
                }
            }
            if !self.options.is_new {
                let message = "any action may answer it";
                self.found.add(FindingCode::ErrorAdded, code, message);
            }
        }
    }
}

fn describe(code: &mut Container, retry: Option<error_lists::RetryAdvice>) {
    if let Some(retry) = retry {
        code.set("retry", Value::text(retry.as_str()), &["doc"]);
    }
    code.set("common", Value::flag(true), &["doc", "retry"]);
}

/// Adds codes to the list of an action, in their places if the list is sorted.
fn add_codes(owner: &mut Container, present: &[String], missing: &[&String]) {
    let Some(list) = owner.get_mut("errors").and_then(Value::as_list_mut) else {
        let texts = Value::texts(missing.iter().map(|code| code.as_str()));
        owner.set(
            "errors",
            texts,
            &["doc", "name", "request", "response", "effect", "region", "rate_limit"],
        );
        return;
    };
    let mut present = present.to_vec();
    for code in missing {
        let at = match present.is_sorted() {
            true => present.partition_point(|other| other < *code),
            false => present.len(),
        };
        present.insert(at, (*code).clone());
        list.insert(at, Entry::item(Value::text(code)));
    }
}
