//! What is in a spec.

use ecm_spec::Spec;

use super::page::Page;

/// The names of everything that can be explained, with the first sentence on each action.
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
    for (kind, names) in [
        ("Types", spec.types.iter().map(|one| &one.name).collect::<Vec<_>>()),
        ("Vocabularies", spec.vocabularies.iter().map(|one| &one.name).collect()),
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
