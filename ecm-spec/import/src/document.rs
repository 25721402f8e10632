//! JSON text that can be edited in place and keeps its layout everywhere else.
//!
//! A [`Document`] keeps every blank of its text. New entries have no layout; when the text is
//! written, only they are laid out, and whatever has to move for them.

mod layout;
mod read;

use std::borrow::Cow;

use ecm_spec::Span;

/// JSON value with the blanks inside it.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A value without parts, as written.
    Plain(String),
    Container(Container),
}

/// An object or a list.
#[derive(Clone, Debug)]
pub(crate) struct Container {
    is_object: bool,
    entries: Vec<Entry>,
    /// Blanks before the closing bracket.
    close: String,
}

/// A member of an object or an item of a list.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Blanks before it; `None` if it has not been laid out.
    before: Option<Cow<'static, str>>,
    key: Option<EntryKey>,
    pub(crate) value: Value,
    /// Blanks between it and what follows.
    after: String,
    /// Place of its key, or of its value in a list, in the text; `None` if it is new.
    pub(crate) at: Option<Span>,
}

#[derive(Clone, Debug)]
struct EntryKey {
    name: String,
    /// The key as written, with the colon and the blanks around it.
    written: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Document {
    before: String,
    pub(crate) root: Container,
    after: String,
}

impl Value {
    pub(crate) fn text(text: &str) -> Self {
        Self::Plain(quoted(text))
    }

    pub(crate) fn flag(flag: bool) -> Self {
        Self::Plain(flag.to_string())
    }

    pub(crate) fn object<'k>(members: impl IntoIterator<Item = (&'k str, Value)>) -> Self {
        let entries = members.into_iter().map(|(key, value)| Entry::member(key, value)).collect();
        Self::Container(Container { is_object: true, entries, close: String::new() })
    }

    pub(crate) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let entries = texts.into_iter().map(|text| Entry::item(Self::text(text))).collect();
        Self::Container(Container { is_object: false, entries, close: String::new() })
    }

    pub(crate) fn as_text(&self) -> Option<String> {
        match self {
            Self::Plain(written) if written.starts_with('"') => serde_json::from_str(written).ok(),
            _ => None,
        }
    }

    pub(crate) fn is_true(&self) -> bool {
        matches!(self, Self::Plain(written) if written == "true")
    }

    pub(crate) fn as_object(&self) -> Option<&Container> {
        match self {
            Self::Container(container) if container.is_object => Some(container),
            _ => None,
        }
    }

    pub(crate) fn as_object_mut(&mut self) -> Option<&mut Container> {
        match self {
            Self::Container(container) if container.is_object => Some(container),
            _ => None,
        }
    }

    /// Returns the entries of an object or a list; none for any other value.
    pub(crate) fn parts(&self) -> &[Entry] {
        match self {
            Self::Container(container) => &container.entries,
            Self::Plain(_) => &[],
        }
    }

    /// Iterates over the items of a list; none for any other value.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Value> {
        let items = match self {
            Self::Container(container) if !container.is_object => container.entries.as_slice(),
            _ => &[],
        };
        items.iter().map(|entry| &entry.value)
    }

    pub(crate) fn as_list_mut(&mut self) -> Option<&mut Container> {
        match self {
            Self::Container(container) if !container.is_object => Some(container),
            _ => None,
        }
    }
}

impl Entry {
    pub(crate) fn member(key: &str, value: Value) -> Self {
        let key = EntryKey { name: key.to_owned(), written: format!("{}: ", quoted(key)) };
        Self { before: None, key: Some(key), value, after: String::new(), at: None }
    }

    pub(crate) fn item(value: Value) -> Self {
        Self { before: None, key: None, value, after: String::new(), at: None }
    }

    /// Returns the key; empty for an item of a list.
    pub(crate) fn name(&self) -> &str {
        self.key.as_ref().map_or("", |key| &key.name)
    }

    /// Tells whether it was added after the text had been read.
    pub(crate) fn is_new(&self) -> bool {
        self.at.is_none()
    }
}

impl Container {
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn entries_mut(&mut self) -> &mut [Entry] {
        &mut self.entries
    }

    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.name() == key)
    }

    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name() == key)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.entry(key).map(|entry| &entry.value)
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.entries.iter_mut().find(|entry| entry.name() == key).map(|entry| &mut entry.value)
    }

    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.as_text()
    }

    pub(crate) fn object(&self, key: &str) -> Option<&Container> {
        self.get(key)?.as_object()
    }

    pub(crate) fn object_mut(&mut self, key: &str) -> Option<&mut Container> {
        self.get_mut(key)?.as_object_mut()
    }

    /// Inserts an entry at a position, or at the end if there are fewer entries.
    pub(crate) fn insert(&mut self, at: usize, entry: Entry) {
        self.entries.insert(at.min(self.entries.len()), entry);
    }

    /// Sets a member; a new one goes behind the last present one of `after`, or to the front.
    pub(crate) fn set(&mut self, key: &str, value: Value, after: &[&str]) {
        if let Some(old) = self.get_mut(key) {
            *old = value;
            return;
        }
        let place = self.entries.iter().rposition(|entry| after.contains(&entry.name()));
        self.insert(place.map_or(0, |place| place + 1), Entry::member(key, value));
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<Entry> {
        let at = self.position(key)?;
        let removed = self.entries.remove(at);
        // The next entry on its line begins the line now.
        if let Some(next) = self.entries.get_mut(at)
            && removed.begins_line()
            && !next.begins_line()
        {
            next.before.clone_from(&removed.before);
        }
        if self.entries.is_empty() {
            self.close.clear();
        }
        Some(removed)
    }
}

fn quoted(text: &str) -> String {
    // Text can always be written as JSON; the empty text stands for an impossible failure.
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
}

#[cfg(test)]
mod tests;
