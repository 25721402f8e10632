//! Index of the actions by group, in the documentation of the generated module.

use ecm_spec::model::{Action, ActionGroup, Spec};

use crate::docs::{self, Doc};
use crate::{Selection, Surroundings, client, idents};

/// Adds a section for each group of the spec that has something to show. A spec without groups has no
/// index, as it would be the list of methods once more.
pub(crate) fn add(doc: &mut Doc, spec: &Spec, selection: &Selection, around: &Surroundings) {
    if spec.groups.is_empty() {
        return;
    }
    doc.markup("# Actions by group");
    for group in &spec.groups {
        section(doc, spec, selection, around, Some(group));
    }
    section(doc, spec, selection, around, None);
}

/// The actions of one group, or of none.
fn section(
    doc: &mut Doc,
    spec: &Spec,
    selection: &Selection,
    around: &Surroundings,
    group: Option<&ActionGroup>,
) {
    let name = group.map(|group| group.name.as_str());
    let of_group = |action: &&Action| action.group.as_deref() == name;
    let here: Vec<&Action> = selection.actions(spec).filter(of_group).collect();
    let feature = name.and_then(|name| around.feature(name));
    let absent: Vec<&Action> = match feature {
        Some(_) => selection.others(spec).filter(of_group).collect(),
        // Whoever chose actions knows what else there is.
        None => Vec::new(),
    };
    if here.is_empty() && absent.is_empty() {
        return;
    }
    doc.markup(&format!("## {}", name.unwrap_or("Other actions")));
    doc.paragraph(group.map_or("", |group| &group.doc));
    let items: Vec<String> = here.iter().map(|action| item(action, around.path())).collect();
    doc.markup(&items.join("\n"));
    let names: Vec<String> = absent.iter().map(|action| format!("`{}`", method(action))).collect();
    if let Some(feature) = feature.filter(|_| !names.is_empty()) {
        doc.paragraph(&format!("Not here without the feature `{feature}`: {}.", names.join(", ")));
    }
}

/// Returns the method for the answer, which reads a stream where every answer is one.
fn method(action: &Action) -> String {
    let stream = action.stream_method().filter(|_| action.is_always_streamed());
    let name = stream.as_deref().unwrap_or(&action.name.rust);
    idents::method(name, client::RESERVED_METHODS).to_string()
}

/// A line of the list: the method, and what the action does.
fn item(action: &Action, path: &str) -> String {
    let method = method(action);
    let link = docs::link(&method, &format!("{path}Client::{method}"));
    let mut line = format!("- {link}");
    let summary = action.doc.as_deref().map(first_sentence).unwrap_or_default();
    if !summary.is_empty() {
        line.push_str(": ");
        line.push_str(&Doc::inline(summary));
    }
    line
}

/// The text up to the end of its first sentence.
fn first_sentence(text: &str) -> &str {
    let line = text.trim_start().lines().next().unwrap_or_default();
    let ends = line.match_indices(". ").map(|(at, _)| at + 1).next();
    let circle = line.match_indices('\u{3002}').map(|(at, mark)| at + mark.len()).next();
    let end = ends.into_iter().chain(circle).min();
    line.split_at(end.unwrap_or(line.len())).0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The only action of a spec that answers so.
    fn item_of(events: &str) -> String {
        let spec = r#"{
            "service": "parrots", "version": "2024-08-01", "revision": "1", "host": "parrots.example.com",
            "doc": "Parrots.",
            "actions": { "Sing": {
                "doc": "Sings.", "request": "Song", "response": "Note", "effect": "read" EVENTS
            } },
            "types": {
                "Song": { "doc": "It.", "fields": { "Stream": { "type": "bool", "doc": "How." } } },
                "Note": { "doc": "It.", "fields": {} }
            }
        }"#;
        let spec = ecm_spec::read(&spec.replace("EVENTS", events)).unwrap();
        item(&spec.actions[0], "")
    }

    #[test]
    fn the_line_of_an_action_links_a_method_that_is_there() {
        for (events, method) in [
            ("", "sing"),
            (r#", "events": { "when": "Stream" }"#, "sing"),
            (r#", "events": {}"#, "sing_stream"),
        ] {
            assert_eq!(item_of(events), format!("- [`{method}`](Client::{method}): Sings."));
        }
    }

    #[test]
    fn a_sentence_ends_with_a_mark_or_the_line() {
        for (text, first) in [
            ("Starts it. Then waits.", "Starts it."),
            ("Starts version 1.0", "Starts version 1.0"),
            ("\n Starts it\nand waits. Then", "Starts it"),
            ("启动。等待。 Then. Next", "启动。"),
            ("", ""),
        ] {
            assert_eq!(first_sentence(text), first);
        }
    }
}
