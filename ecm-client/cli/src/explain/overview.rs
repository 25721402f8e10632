//! Overview of a spec.

use ecm_spec::Spec;
use ecm_spec::model::Action;

use super::page::Page;

/// Lists every name that can be explained, with the first sentence of each action's documentation.
pub(crate) fn page(name: &str, spec: &Spec) -> String {
    let mut page = Page::default();
    page.title("spec", &format!("{} {}", spec.service, spec.version), name);
    page.paragraph(&spec.doc);
    page.separate();
    page.entry("Host", &spec.host);
    page.entry("Revision", &spec.revision);
    page.head(&format!("Actions ({})", spec.actions.len()));
    for action in &spec.actions {
        let doc = action.doc.as_deref().unwrap_or_default();
        page.item(&match doc.split_inclusive(". ").next() {
            Some(first) => format!("{}: {first}", action.name.wire),
            None => action.name.wire.clone(),
        });
    }
    for group in &spec.groups {
        let of = |action: &&Action| action.group.as_deref() == Some(group.name.as_str());
        let actions: Vec<&str> =
            spec.actions.iter().filter(of).map(|action| action.name.wire.as_str()).collect();
        page.head(&format!("Group {} ({})", group.name, actions.len()));
        page.item(&actions.join(", "));
    }
    for (kind, names) in [
        ("Waiters", spec.waiters.iter().map(|one| &one.name).collect::<Vec<_>>()),
        ("Types", spec.types.iter().map(|one| &one.name).collect()),
        ("Enums", spec.enums.iter().map(|one| &one.name).collect()),
        ("Error codes", spec.errors.iter().map(|one| &one.name).collect()),
    ] {
        if !names.is_empty() {
            page.head(&format!("{kind} ({})", names.len()));
            let names: Vec<&str> = names.iter().map(|name| name.wire.as_str()).collect();
            page.item(&names.join(", "));
        }
    }
    page.finish()
}
