//! JSON text -> a tree in which every value knows where it stands.
//!
//! The grammar is serde_json's, which says whether the text is JSON. A second walk, which then has nothing
//! to doubt, finds where everything stands. Keys stay a list, so that none is lost.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::de::IgnoredAny;

use crate::problem::{self, Code, Placed, Position, Problems, Report, Span, quote};

/// The deepest nesting that is read; the format itself needs ten levels.
const DEEPEST: usize = 32;

/// One value and where it stands.
#[derive(Debug)]
pub struct Node<'t> {
    /// Where.
    pub at: Span,
    /// What.
    pub value: Value<'t>,
}

impl<'t> Node<'t> {
    /// The value of a member, where this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        let Value::Object(members) = &self.value else { return None };
        members.iter().find(|member| member.key.value == key).map(|member| &member.value)
    }
}

/// A JSON value.
#[derive(Debug)]
pub enum Value<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// As written: what it fits into is for the reader to say.
    Number(&'t str),
    /// Text without its escapes.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Node<'t>>),
    /// An object; a key that stands twice is here once.
    Object(Vec<Member<'t>>),
}

impl Value<'_> {
    /// What it is, to follow "not".
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Value::Null => "`null`",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

/// One entry of an object.
#[derive(Debug)]
pub struct Member<'t> {
    /// The key.
    pub key: Placed<Cow<'t, str>>,
    /// The value.
    pub value: Node<'t>,
}

/// The tree of a text that may be any JSON. The first of two keys that are the same wins.
///
/// # Errors
///
/// What keeps the text from being read.
pub fn tree(text: &str) -> Result<Node<'_>, Problems> {
    let mut report = Report::new();
    let tree = parse(text, &mut report);
    let problems = report.finish(text);
    match tree {
        Some(tree) => Ok(tree),
        None => {
            problems?;
            Err(Problems::unexplained())
        }
    }
}

/// Gives the position of each of these spans; one walk over the text is enough for all of them.
pub fn positions(text: &str, spans: Vec<Span>) -> impl Fn(Span) -> Position + use<> {
    problem::positions(text, spans)
}

/// The tree of `text`; `None` where there is none, and then the report says why.
pub(crate) fn parse<'t>(text: &'t str, report: &mut Report) -> Option<Node<'t>> {
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(IgnoredAny) => Builder { text, at: 0, report }.node(0),
        Err(error) => {
            syntax(text, &error, report);
            None
        }
    }
}

/// One problem for whatever serde_json stumbled over.
fn syntax(text: &str, error: &serde_json::Error, report: &mut Report) {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = if error.is_eof() {
        "the file ends too early"
    } else {
        message.strip_suffix(&place).unwrap_or(&message)
    };
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    // serde_json counts the bytes up to and with the offending one, except in texts, where it stops
    // before it; at the end of the file there is none.
    let counted = usize::from(!message.starts_with("control character"));
    let mut at = if error.is_eof() {
        text.len()
    } else {
        (line_start + error.column().saturating_sub(counted)).min(text.len())
    };
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
    if text.trim_ascii().is_empty() {
        let _ = report
            .add(Code::Syntax, Span::new(0, 0), "the file is empty")
            .help("a spec is a JSON object with `service`, `version`, `actions` and more");
    } else {
        let (before, here) = (text.get(..at).unwrap_or_default(), text.get(at..end));
        let details =
            report.add(Code::Syntax, Span::new(at, end), format!("this is not JSON: {message}"));
        let _ = match here {
            Some("}" | "]") if before.trim_end().ends_with(',') => {
                details.help("remove the comma before it: JSON has none after the last entry")
            }
            Some("/" | "#") => details.help("JSON has no comments; `doc` takes what is to be said"),
            Some(control) if control.contains(|c: char| c.is_control()) => {
                details.help("write it as an escape, such as `\\n` or `\\t`")
            }
            Some("'") => details.help("JSON writes texts in double quotes"),
            _ => details,
        };
    }
}

/// Builds the tree of a text that is known to be JSON: what is left to find out is where everything
/// stands.
struct Builder<'t, 'r> {
    text: &'t str,
    /// The byte that is next.
    at: usize,
    report: &'r mut Report,
}

impl<'t> Builder<'t, '_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over what stands between tokens; commas and colons are where they belong.
    fn skip_between(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t' | b',' | b':') = self.peek() {
            self.at += 1;
        }
    }

    /// Passes over the token that closes a list or an object, if it is next.
    fn closes(&mut self, mark: u8) -> bool {
        self.skip_between();
        let closes = self.peek().is_none_or(|next| next == mark);
        if closes {
            self.at += 1;
        }
        closes
    }

    fn node(&mut self, depth: usize) -> Option<Node<'t>> {
        self.skip_between();
        let start = self.at;
        if depth == DEEPEST {
            let _ = self.report.add(
                Code::TooDeep,
                Span::new(start, self.text.len()).opening(),
                format!("more than {DEEPEST} objects and lists within each other"),
            );
            return None;
        }
        let value = match self.peek()? {
            b'{' => Value::Object(self.members(depth)?),
            b'[' => Value::List(self.items(depth)?),
            b'"' => Value::Text(self.string()?.value),
            _ => self.word(),
        };
        Some(Node { at: Span::new(start, self.at), value })
    }

    fn items(&mut self, depth: usize) -> Option<Vec<Node<'t>>> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.closes(b']') {
            items.push(self.node(depth + 1)?);
        }
        Some(items)
    }

    fn members(&mut self, depth: usize) -> Option<Vec<Member<'t>>> {
        self.at += 1;
        let mut members = Vec::new();
        let mut seen: HashMap<Cow<'t, str>, Span> = HashMap::new();
        while !self.closes(b'}') {
            let key = self.string()?;
            let value = self.node(depth + 1)?;
            match seen.entry(key.value.clone()) {
                Entry::Vacant(entry) => {
                    entry.insert(key.at);
                    members.push(Member { key, value });
                }
                Entry::Occupied(first) => {
                    let message =
                        format!("the key {} stands twice in this object", quote(&key.value));
                    let _ = self
                        .report
                        .add(Code::DuplicateKey, key.at, message)
                        .also(*first.get(), "first written here");
                }
            }
        }
        Some(members)
    }

    /// A text without its escapes, and with its quotes where it stands.
    fn string(&mut self) -> Option<Placed<Cow<'t, str>>> {
        let start = self.at;
        let mut end = start + 1;
        let mut has_escapes = false;
        loop {
            let rest = self.text.get(end..)?;
            let quote = rest.find('"')?;
            // A quote counts unless an odd number of backslashes stands before it.
            let before = rest.get(..quote).unwrap_or_default();
            has_escapes |= before.contains('\\');
            let slashes = before.len() - before.trim_end_matches('\\').len();
            end += quote + 1;
            if slashes % 2 == 0 {
                break;
            }
        }
        self.at = end;
        let at = Span::new(start, end);
        let raw = self.text.get(start..end)?;
        if !has_escapes {
            let plain = self.text.get(start + 1..end - 1)?;
            return Some(Placed { value: Cow::Borrowed(plain), at });
        }
        match serde_json::from_str(raw) {
            Ok(value) => Some(Placed { value: Cow::Owned(value), at }),
            // What the first scan lets through and a closer look does not.
            Err(_) => {
                let message = "this is not JSON: an escape is only half of a character";
                let _ = self.report.add(Code::Syntax, at, message);
                None
            }
        }
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Value<'t> {
        let start = self.at;
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'+' | b'.') = self.peek() {
            self.at += 1;
        }
        match self.text.get(start..self.at).unwrap_or_default() {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            number => Value::Number(number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let mut report = Report::new();
        let tree = parse(text, &mut report);
        let problems = report.finish(text).err();
        assert_eq!(
            tree.is_none(),
            problems.as_ref().is_some_and(|all| {
                all.iter().any(|problem| problem.code != Code::DuplicateKey)
            })
        );
        problems.iter().flatten().map(ToString::to_string).collect()
    }

    #[test]
    fn values_know_where_they_stand() {
        let text = "{\"a\\u0062\": [1.50, null, true, \"x\"]}";
        let mut report = Report::new();
        let tree = parse(text, &mut report).unwrap();
        report.finish(text).unwrap();
        let Value::Object(members) = &tree.value else { panic!() };
        assert_eq!(members[0].key.value, "ab");
        assert_eq!(&text[members[0].key.at.start..members[0].key.at.end], "\"a\\u0062\"");
        let Value::List(items) = &members[0].value.value else { panic!() };
        let written: Vec<_> = items.iter().map(|item| &text[item.at.start..item.at.end]).collect();
        assert_eq!(written, ["1.50", "null", "true", "\"x\""]);
        assert!(matches!(items[0].value, Value::Number("1.50")));
    }

    #[test]
    fn duplicate_keys_are_found_through_escapes() {
        let text = "{\"a\": 1,\n \"\\u0061\": 2}";
        assert_eq!(
            problems(text),
            [
                "2:2: the key `a` stands twice in this object (first written here: 1:2) [duplicate-key]"
            ]
        );
    }

    #[test]
    fn broken_text_is_one_problem_with_its_place() {
        let broken = [
            ("", "1:1: the file is empty; "),
            (" \n", "1:1: the file is empty; "),
            ("{\"a\": NaN}", "1:7: this is not JSON: expected value"),
            ("{\"a\": 1,}", "1:9: this is not JSON: key must be a string; remove the comma"),
            ("{\"a\": 1\n", "2:1: this is not JSON: the file ends too early"),
            ("{\"a\": \"\t\"}", "1:8: this is not JSON: control character"),
            ("{\"é\": +1}", "1:7: this is not JSON: expected value"),
            ("{} x", "1:4: this is not JSON: trailing characters"),
            ("{\"a\": \"\\ud800\"}", "1:7: this is not JSON: "),
            (
                "{\"a\": 1} // c",
                "1:10: this is not JSON: trailing characters; JSON has no comments",
            ),
        ];
        for (text, expected) in broken {
            let problems = problems(text);
            assert_eq!(problems.len(), 1, "{text:?}");
            assert!(problems[0].starts_with(expected), "{text:?}: {}", problems[0]);
        }
    }

    #[test]
    fn hostile_nesting_neither_overflows_nor_panics() {
        for open in ["[", "{\"a\":"] {
            let close = if open == "[" { "]" } else { "}" };
            for depth in [33, 10_000, 100_000] {
                let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
                let problems = problems(&text);
                assert_eq!(problems.len(), 1);
                assert!(problems[0].ends_with("[too-deep]"), "{}", problems[0]);
            }
            assert!(problems(&open.repeat(10_000))[0].contains("ends too early"));
        }
        let text = format!("{}1{}", "[".repeat(31), "]".repeat(31));
        assert_eq!(problems(&text), Vec::<String>::new());
    }
}
