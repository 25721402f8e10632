//! Index of the search: a script, because a page from the disk cannot read another file.

use std::collections::BTreeMap;

use ecm_spec::model::{EnumValues, Type};
use serde::Serialize;

use super::home::{ENUMS, ERRORS, Section, anchor, enum_anchor, error_anchor, waiter_anchor};
use super::site::Site;
use super::{fields, layout, prose};
use crate::explain::facts;
use crate::text;

/// Characters of the text beside a name.
const MAX_TEXT: usize = 70;

/// Kind, name, page, anchor and text; arrays because there are thousands of them.
type Entry = (&'static str, String, usize, String, String);

#[derive(Default, Serialize)]
struct Index {
    /// Files and action_pages of pages.
    pages: Vec<(String, String)>,
    entries: Vec<Entry>,
    /// Pages of actions by their files.
    #[serde(skip)]
    action_pages: BTreeMap<String, usize>,
    #[serde(skip)]
    numbers: BTreeMap<(String, String), usize>,
}

impl Index {
    /// Returns the number of a page with a title, which is added if it is new.
    fn page(&mut self, file: &str, title: &str) -> usize {
        let page = (file.to_owned(), title.to_owned());
        let next = self.pages.len();
        *self.numbers.entry(page).or_insert_with_key(|page| {
            self.pages.push(page.clone());
            next
        })
    }

    fn add(&mut self, kind: &'static str, name: &str, page: usize, anchor: String, text: &str) {
        let text = prose::summary(text, MAX_TEXT);
        self.entries.push((kind, name.to_owned(), page, anchor, text));
    }
}

/// Generates the script, which sets one variable.
pub(crate) fn index(site: &Site<'_>) -> String {
    let spec = site.spec;
    let mut index = Index::default();
    for (number, action) in spec.actions.iter().enumerate() {
        let wire = &action.name.wire;
        let file = site.homes.action(number);
        let page = index.page(file, wire);
        index.action_pages.insert(file.to_owned(), page);
        index.add("action", wire, page, String::new(), action.doc.as_deref().unwrap_or_default());
        for fact in facts::of_action(spec, action) {
            if let Some(id) = &fact.rule {
                let text = format!("{}: {}", fact.label, fact.text);
                index.add("rule", id, page, layout::action_rule(id), &text);
            }
        }
    }
    for waiter in &spec.waiters {
        let wire = &waiter.name.wire;
        let page = index.page(site.homes.action_id(waiter.action), wire);
        index.add("waiter", wire, page, waiter_anchor(waiter), &waiter.doc);
    }
    for (number, ty) in spec.types.iter().enumerate() {
        add_type(site, &mut index, number, ty);
    }
    for one in &spec.enums {
        let page = index.page(ENUMS, "Enums");
        let of = enum_anchor(one);
        index.add("enum", &one.name.wire, page, of.clone(), &one.doc);
        let values: Vec<(String, &str)> = match &one.values {
            EnumValues::Text(values) => {
                values.iter().map(|value| (value.value.clone(), value.doc.as_str())).collect()
            }
            EnumValues::Integer(_) => Vec::new(),
        };
        let page = index.page(ENUMS, &one.name.wire);
        for (value, doc) in values {
            index.add("value", &value, page, format!("{of}.{}", anchor(&value)), doc);
        }
    }
    for code in &spec.errors {
        let page = index.page(ERRORS, "Error codes");
        let doc = code.doc.as_deref().unwrap_or_default();
        index.add("error", &code.name.wire, page, error_anchor(code), doc);
    }
    // Everything that a page could take for markup is written as an escape.
    let json = text::json_line(&index).unwrap_or_default();
    let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    format!("window.ecmSearchIndex = {json};\n")
}

fn add_type(site: &Site<'_>, index: &mut Index, number: usize, ty: &Type) {
    let (file, section) = site.homes.section(number);
    let wire = &ty.name.wire;
    // A record of one action is known by the action's name, as `ecm explain` has it.
    let page = match index.action_pages.get(file) {
        Some(page) if section != Section::Own => *page,
        _ => index.page(file, wire),
    };
    let doc = ty.doc.as_deref().unwrap_or_default();
    let at = if section == Section::Own { String::new() } else { section.prefix().to_owned() };
    index.add("type", wire, page, at, doc);
    for field in &ty.fields {
        let name = &field.name.wire;
        let doc = field.doc.as_deref().unwrap_or_default();
        index.add("field", name, page, format!("{}.{}", section.prefix(), anchor(name)), doc);
    }
    for (field, rule) in fields::rules(ty) {
        let text = match field {
            Some(field) => format!("{} {}", field.name.wire, rule.text.sentence),
            None => rule.text.sentence.clone(),
        };
        let anchor = format!("{}.{}", section.rule_prefix(), rule.key);
        index.add("rule", rule.text.id, page, anchor, &text);
    }
}
