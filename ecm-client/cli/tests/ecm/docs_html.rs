//! Reader of the HTML that `ecm docs` writes.

use std::collections::BTreeSet;

/// Contents of a page, as far as tests ask for them.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) ids: Vec<String>,
    pub(crate) links: Vec<String>,
    /// Sources of scripts; an inline one is an empty text.
    pub(crate) scripts: Vec<String>,
    /// Files that the page loads.
    pub(crate) loaded: Vec<String>,
    pub(crate) policy: Option<String>,
    /// Attributes that would be scripts or styles.
    pub(crate) handlers: Vec<String>,
    pub(crate) tags: BTreeSet<String>,
    /// Text of the page, and that of each block of code.
    pub(crate) text: String,
    pub(crate) code: Vec<String>,
}

impl Page {
    /// Reads a page; panics where it is no HTML of the kind that is written here.
    pub(crate) fn read(html: &str) -> Self {
        let mut page = Self::default();
        let mut rest = html;
        let mut open = String::new();
        let mut is_pre = false;
        while let Some((text, after)) = rest.split_once('<') {
            page.put(&text_of(text), &open, is_pre);
            if let Some(comment) = after.strip_prefix("!--") {
                rest = comment.split_once("-->").expect("a comment ends").1;
                continue;
            }
            let (tag, after) = after.split_once('>').expect("a tag ends");
            rest = after;
            match tag.strip_prefix('/') {
                Some(name) => {
                    is_pre &= name != "pre";
                    open.clear();
                }
                None if tag.starts_with('!') => {}
                None => {
                    open = page.tag(tag);
                    if open == "pre" {
                        is_pre = true;
                        page.code.push(String::new());
                    }
                }
            }
        }
        page
    }

    fn put(&mut self, text: &str, open: &str, is_pre: bool) {
        assert!(open != "script" || text.is_empty(), "an inline script: {text}");
        if open == "title" {
            self.title.push_str(text);
            return;
        }
        self.text.push_str(text);
        if is_pre && let Some(code) = self.code.last_mut() {
            code.push_str(text);
        }
    }

    /// Reads a tag and returns its name.
    fn tag(&mut self, tag: &str) -> String {
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut policy = false;
        if ["li", "p", "h1", "h2", "h3", "dt", "dd", "div", "pre", "summary"].contains(&name) {
            self.text.push('\n');
        }
        if name == "script" {
            self.scripts.push(String::new());
        }
        while !rest.trim().is_empty() {
            let (key, value, after) = attribute(rest);
            rest = after;
            match (name, key) {
                (_, "id") => self.ids.push(value),
                ("a", "href") => self.links.push(value),
                ("script", "src") => {
                    self.scripts.pop();
                    self.scripts.push(value.clone());
                    self.loaded.push(value);
                }
                ("link", "href") => self.loaded.push(value),
                ("meta", "http-equiv") => policy = value == "Content-Security-Policy",
                ("meta", "content") if policy => self.policy = Some(value),
                (_, key) if key.starts_with("on") || key == "style" => {
                    self.handlers.push(key.to_owned());
                }
                _ => {}
            }
        }
        self.tags.insert(name.to_owned());
        name.to_owned()
    }
}

/// Splits off the first attribute: name, value, rest.
fn attribute(text: &str) -> (&str, String, &str) {
    let text = text.trim_start();
    let end = text.find([' ', '=']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    match rest.strip_prefix("=\"") {
        Some(rest) => {
            let (value, rest) = rest.split_once('"').expect("a value ends");
            (name, text_of(value), rest)
        }
        None => (name, String::new(), rest),
    }
}

/// Replaces the entities of escaped text.
pub(crate) fn text_of(html: &str) -> String {
    let mut text = html.to_owned();
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    for (entity, character) in entities {
        text = text.replace(entity, character);
    }
    text
}
