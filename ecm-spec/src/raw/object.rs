//! JSON objects with known keys, from which typed values are taken.

use super::Text;
use super::keys::{Choices, KeySet};
use crate::json::{Member, Node, Value};
use crate::problem::{ProblemCode, Report, Span, Spanned, quote};

/// An object whose keys have been checked.
pub struct Object<'n> {
    /// Place to report problems of the whole object: its name if it has one, or else its brace.
    pub label: Span,
    members: &'n [Member<'n>],
}

impl<'n> Object<'n> {
    /// Reads `node` as an object with these keys.
    ///
    /// Reports it if it is no object, and each unknown or missing key.
    pub fn read(
        node: &'n Node<'n>,
        what: &str,
        label: Option<Span>,
        keys: &KeySet,
        report: &mut Report,
    ) -> Option<Self> {
        let object = Self::untyped(node, what, label, report)?;
        object.check_keys(what, &[keys], report);
        Some(object)
    }

    /// Reads `node` as an object without checking its keys.
    pub fn untyped(
        node: &'n Node<'n>,
        what: &str,
        label: Option<Span>,
        report: &mut Report,
    ) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            let message = format!("{what} must be an object, not {}", node.value.describe());
            return report.add(ProblemCode::WrongType, node.at, message).none();
        };
        Some(Self { label: label.unwrap_or(node.at.opening()), members })
    }

    /// Reports each key that is in none of `tables`, and each required key that is missing.
    pub fn check_keys(&self, what: &str, tables: &[&KeySet], report: &mut Report) {
        let known = || tables.iter().flat_map(|keys| keys.all());
        let mut misspelt: Vec<&str> = Vec::new();
        for Member { key, .. } in self.members {
            if tables.iter().any(|keys| keys.has(&key.value)) {
                continue;
            }
            let close = report.closest(&key.value, known().filter(|key| self.get(key).is_none()));
            let close = close.or_else(|| report.closest(&key.value, known()));
            misspelt.extend(close);
            let message = format!("{what} has no key {}", quote(&key.value));
            let _ = report
                .add(ProblemCode::UnknownKey, key.at, message)
                .did_you_mean(close, || format!("it may have {}", listed(known())));
        }
        let mut missing: Vec<&str> = Vec::new();
        for key in tables.iter().flat_map(|keys| keys.required) {
            // One that is there under another name has been reported.
            if self.get(key).is_none() && !misspelt.contains(key) {
                missing.push(key);
            }
        }
        for key in misspelt.iter().chain(&missing) {
            report.mark_unread(key, None);
        }
        if let Some((last, others)) = missing.split_last() {
            let message = if others.is_empty() {
                format!("{what} needs the key `{last}`")
            } else {
                let others: Vec<String> = others.iter().map(|key| quote(key)).collect();
                format!("{what} needs the keys {} and `{last}`", others.join(", "))
            };
            let _ = report.add(ProblemCode::MissingKey, self.label, message);
        }
    }

    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&'n Node<'n>> {
        let mut members = self.members;
        while let [member, others @ ..] = members {
            if member.key.value == key {
                return Some(&member.value);
            }
            members = others;
        }
        None
    }

    /// Reads text that is not blank.
    pub fn text(&self, key: &str, report: &mut Report) -> Option<Text<'n>> {
        let text = as_text(key, self.get(key)?, report)?;
        let begins = matches!(text.value.as_bytes(), [b'!'..=b'~', ..]);
        if !begins && text.value.trim().is_empty() {
            return report.add(ProblemCode::EmptyText, text.at, format!("`{key}` is empty")).none();
        }
        Some(text)
    }

    pub(crate) fn separator(&self, key: &str, report: &mut Report) -> Option<char> {
        let text = as_text(key, self.get(key)?, report)?;
        let mut chars = text.value.chars();
        let (Some(char), None) = (chars.next(), chars.next()) else {
            let message = format!("`{key}` must be exactly one character");
            return report.add(ProblemCode::BadSeparator, text.at, message).none();
        };
        Some(char)
    }

    /// Reads a boolean; a missing key is `false`.
    pub fn flag(&self, key: &str, report: &mut Report) -> bool {
        let Some(node) = self.get(key) else { return false };
        let Value::Bool(flag) = node.value else {
            return wrong_type(node.at, key, "true or false", &node.value, report)
                .unwrap_or_default();
        };
        flag
    }

    pub(crate) fn integer(&self, key: &str, report: &mut Report) -> Option<Spanned<i128>> {
        as_integer(key, self.get(key)?, report)
    }

    /// Reads a count: an integer that is not negative.
    pub fn count(&self, key: &str, report: &mut Report) -> Option<Spanned<u64>> {
        as_count(key, self.get(key)?, report)
    }

    pub(crate) fn float(&self, key: &str, report: &mut Report) -> Option<Spanned<f64>> {
        let node = self.get(key)?;
        let Value::Number(written) = node.value else {
            return wrong_type(node.at, key, "a number", &node.value, report);
        };
        match written.parse::<f64>() {
            Ok(value) if value.is_finite() => Some(Spanned { value, at: node.at }),
            _ => out_of_range(key, written, node.at, report),
        }
    }

    /// Reads a text that is one of `choices`.
    pub fn choice<T: Copy>(
        &self,
        key: &str,
        choices: Choices<T>,
        report: &mut Report,
    ) -> Option<T> {
        let text = as_text(key, self.get(key)?, report)?;
        if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == text.value) {
            return Some(*choice);
        }
        let names = || choices.iter().map(|(name, _)| *name);
        let close = report.closest(text.value, names());
        let message = format!("`{key}` cannot be {}", quote(text.value));
        let _ = report
            .add(ProblemCode::UnknownValue, text.at, message)
            .did_you_mean(close, || format!("it may be {}", listed(names())));
        None
    }

    /// Reads a list.
    pub fn list(&self, key: &str, report: &mut Report) -> Option<&'n [Node<'n>]> {
        let node = self.get(key)?;
        let Value::List(items) = &node.value else {
            return wrong_type(node.at, key, "a list", &node.value, report);
        };
        Some(items)
    }

    /// Reads a list of texts; an item that is no text is reported and left out.
    pub(crate) fn texts(&self, key: &str, report: &mut Report) -> Option<Vec<Text<'n>>> {
        let items = self.list(key, report)?;
        let what = format!("{key}[]");
        Some(items.iter().filter_map(|item| as_text(&what, item, report)).collect())
    }

    /// Reads an object of objects, each with `read`.
    pub fn named<T>(
        &self,
        key: &str,
        report: &mut Report,
        read: fn(Text<'n>, &'n Node<'n>, &mut Report) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Value::Object(members) = &node.value else {
            report.mark_unread(key, None);
            return wrong_type(node.at, key, "an object", &node.value, report).unwrap_or_default();
        };
        let section = key;
        let read = members.iter().filter_map(|Member { key, value }| {
            let entry = read(Spanned { value: key.value.as_ref(), at: key.at }, value, report);
            if entry.is_none() {
                report.mark_unread(section, Some(&key.value));
            }
            entry
        });
        read.collect()
    }
}

pub(crate) fn as_text<'n>(key: &str, node: &'n Node<'n>, report: &mut Report) -> Option<Text<'n>> {
    let Value::Text(text) = &node.value else {
        return wrong_type(node.at, key, "text", &node.value, report);
    };
    Some(Spanned { value: text, at: node.at })
}

pub(crate) fn as_integer(key: &str, node: &Node<'_>, report: &mut Report) -> Option<Spanned<i128>> {
    let Value::Number(written) = node.value else {
        return wrong_type(node.at, key, "a whole number", &node.value, report);
    };
    if written.contains(['.', 'e', 'E']) {
        let message = format!("`{key}` must be a whole number without point or exponent");
        return report.add(ProblemCode::WrongType, node.at, message).none();
    }
    let Ok(value) = written.parse() else {
        return out_of_range(key, written, node.at, report);
    };
    Some(Spanned { value, at: node.at })
}

pub(crate) fn as_count(key: &str, node: &Node<'_>, report: &mut Report) -> Option<Spanned<u64>> {
    converted(key, node, report)
}

pub(crate) fn as_i64(key: &str, node: &Node<'_>, report: &mut Report) -> Option<Spanned<i64>> {
    converted(key, node, report)
}

/// Reads an integer that the type can hold.
fn converted<T: TryFrom<i128>>(
    key: &str,
    node: &Node<'_>,
    report: &mut Report,
) -> Option<Spanned<T>> {
    let Spanned { value, at } = as_integer(key, node, report)?;
    match T::try_from(value) {
        Ok(value) => Some(Spanned { value, at }),
        Err(_) => out_of_range(key, &value.to_string(), at, report),
    }
}

/// Reports a value that does not have the expected JSON type; the result is `None`.
pub fn wrong_type<T>(
    at: Span,
    key: &str,
    expected: &str,
    found: &Value<'_>,
    report: &mut Report,
) -> Option<T> {
    let message = format!("`{key}` must be {expected}, not {}", found.describe());
    report.add(ProblemCode::WrongType, at, message).none()
}

pub(crate) fn out_of_range<T>(
    key: &str,
    written: &str,
    at: Span,
    report: &mut Report,
) -> Option<T> {
    let message = format!("{} is out of range for `{key}`", quote(written));
    report.add(ProblemCode::NumberOutOfRange, at, message).none()
}

/// Lists names as `a`, `b` or `c`.
pub(crate) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(quote).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
