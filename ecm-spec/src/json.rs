//! JSON reader that keeps the position of every value.
//!
//! It reads the text in one pass, because every use of the macro does. If the text is not JSON,
//! serde_json explains why. Members stay a list, so that no key is lost.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use crate::bytes::skip_while;
use crate::name_map::NameMap;
use crate::problem::{self, Position, ProblemCode, Problems, Report, Span, Spanned, quote};

/// Maximum nesting; the format itself needs ten levels.
const MAX_DEPTH: usize = 32;

/// A value and its position.
#[derive(Debug)]
pub struct Node<'t> {
    /// Position of the value.
    pub at: Span,
    /// The value.
    pub value: Value<'t>,
}

impl<'t> Node<'t> {
    /// Returns the value of a member, if this is an object that has it.
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
    /// A number as written; its reader decides which type holds it.
    Number(&'t str),
    /// Text without its escapes.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Node<'t>>),
    /// An object; of a repeated key only the first member is kept.
    Object(Vec<Member<'t>>),
}

impl Value<'_> {
    /// Describes the value, to follow "not".
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

/// A member of an object.
#[derive(Debug)]
pub struct Member<'t> {
    /// The key.
    pub key: Spanned<Cow<'t, str>>,
    /// The value.
    pub value: Node<'t>,
}

/// Reads any JSON text; the first of two equal keys wins.
///
/// # Errors
///
/// The problems that keep the text from being read.
pub fn tree(text: &str) -> Result<Node<'_>, Problems> {
    let mut report = Report::new();
    let tree = crate::check_mark(text, &mut report).and_then(|()| parse(text, &mut report));
    let problems = report.finish(text);
    match tree {
        Some(tree) => Ok(tree),
        None => {
            problems?;
            Err(Problems::unexplained())
        }
    }
}

/// Gives the position of each of these spans, in one pass over the text.
pub fn positions(text: &str, spans: Vec<Span>) -> impl Fn(Span) -> Position + use<> {
    problem::positions(text, spans)
}

/// Reads `text`; gives `None` where the report explains why there is no tree.
pub(crate) fn parse<'t>(text: &'t str, report: &mut Report) -> Option<Node<'t>> {
    let mut parser = Parser { text, rest: text.as_bytes(), duplicates: Vec::new() };
    let tree = parser.document();
    if tree.is_err()
        && let Err(error) = serde_json::from_str::<IgnoredAny>(text)
    {
        syntax(text, &error, report);
        return None;
    }
    for DuplicateKey { key, first } in parser.duplicates {
        let message = format!("the key {} is repeated in this object", quote(&key.value));
        let _ = report
            .add(ProblemCode::DuplicateKey, key.at, message)
            .also(first, "first written here");
    }
    match tree {
        Ok(tree) => Some(tree),
        Err(JsonError { code, at, message }) => report.add(code, at, message).none(),
    }
}

/// Reports the syntax error that serde_json found.
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
    // serde_json counts the bytes up to and including the offending one, except in texts, where it
    // stops before it; at the end of the file there is none.
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
            .add(ProblemCode::Syntax, Span::new(0, 0), "the file is empty")
            .help("a spec is a JSON object with `service`, `version`, `actions` and more");
    } else {
        let (before, here) = (text.get(..at).unwrap_or_default(), text.get(at..end));
        let details = report.add(
            ProblemCode::Syntax,
            Span::new(at, end),
            format!("this is not JSON: {message}"),
        );
        let _ = match here {
            Some("}" | "]") if before.trim_end().ends_with(',') => {
                details.help("remove the comma before it: JSON has none after the last entry")
            }
            Some("/" | "#") => details.help("JSON has no comments; use `doc` instead"),
            Some(control) if control.contains(|c: char| c.is_control()) => {
                details.help("write it as an escape, such as `\\n` or `\\t`")
            }
            Some("'") => details.help("JSON writes texts in double quotes"),
            _ => details,
        };
    }
}

struct JsonError {
    code: ProblemCode,
    at: Span,
    message: String,
}

struct DuplicateKey<'t> {
    key: Spanned<Cow<'t, str>>,
    first: Span,
}

/// Parser of one text, by slice patterns, for the reason that [`skip_while`] gives.
struct Parser<'t> {
    text: &'t str,
    rest: &'t [u8],
    duplicates: Vec<DuplicateKey<'t>>,
}

impl<'t> Parser<'t> {
    fn document(&mut self) -> Result<Node<'t>, JsonError> {
        let node = self.node(0)?;
        self.skip_blanks();
        if self.rest.is_empty() { Ok(node) } else { Err(self.unexpected()) }
    }

    fn at(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// Error at the current byte; serde_json finds the message.
    fn unexpected(&self) -> JsonError {
        let at = Span::new(self.at(), self.at() + 1);
        JsonError { code: ProblemCode::Syntax, at, message: "this is not JSON".to_owned() }
    }

    fn skip_blanks(&mut self) {
        self.rest = skip_while!(self.rest, b' ' | b'\n' | b'\r' | b'\t');
    }

    fn node(&mut self, depth: usize) -> Result<Node<'t>, JsonError> {
        self.skip_blanks();
        let start = self.at();
        if depth == MAX_DEPTH {
            return Err(JsonError {
                code: ProblemCode::TooDeep,
                at: Span::new(start, self.text.len()).opening(),
                message: format!("objects and lists are nested more than {MAX_DEPTH} deep"),
            });
        }
        let value = match self.rest {
            [b'{', rest @ ..] => {
                self.rest = rest;
                Value::Object(self.members(depth)?)
            }
            [b'[', rest @ ..] => {
                self.rest = rest;
                Value::List(self.items(depth)?)
            }
            [b'"', ..] => Value::Text(self.string()?.value),
            [b't', b'r', b'u', b'e', rest @ ..] => {
                self.rest = rest;
                Value::Bool(true)
            }
            [b'f', b'a', b'l', b's', b'e', rest @ ..] => {
                self.rest = rest;
                Value::Bool(false)
            }
            [b'n', b'u', b'l', b'l', rest @ ..] => {
                self.rest = rest;
                Value::Null
            }
            _ => Value::Number(self.number()?),
        };
        Ok(Node { at: Span::new(start, self.at()), value })
    }

    /// Reads what follows an opening bracket, up to the closing one.
    fn items(&mut self, depth: usize) -> Result<Vec<Node<'t>>, JsonError> {
        let mut items = Vec::new();
        self.skip_blanks();
        if let [b']', rest @ ..] = self.rest {
            self.rest = rest;
            return Ok(items);
        }
        loop {
            items.push(self.node(depth + 1)?);
            self.skip_blanks();
            match self.rest {
                [b',', rest @ ..] => self.rest = rest,
                [b']', rest @ ..] => {
                    self.rest = rest;
                    return Ok(items);
                }
                _ => return Err(self.unexpected()),
            }
        }
    }

    /// Reads what follows an opening brace, up to the closing one.
    fn members(&mut self, depth: usize) -> Result<Vec<Member<'t>>, JsonError> {
        let mut members = Vec::new();
        let mut seen = NameMap::new();
        self.skip_blanks();
        if let [b'}', rest @ ..] = self.rest {
            self.rest = rest;
            return Ok(members);
        }
        loop {
            self.skip_blanks();
            let key = self.string()?;
            self.skip_blanks();
            let [b':', rest @ ..] = self.rest else { return Err(self.unexpected()) };
            self.rest = rest;
            let value = self.node(depth + 1)?;
            match seen.add(key.value.clone(), key.at) {
                None => members.push(Member { key, value }),
                Some(first) => self.duplicates.push(DuplicateKey { key, first }),
            }
            self.skip_blanks();
            match self.rest {
                [b',', rest @ ..] => self.rest = rest,
                [b'}', rest @ ..] => {
                    self.rest = rest;
                    return Ok(members);
                }
                _ => return Err(self.unexpected()),
            }
        }
    }

    /// Reads a text without its escapes; its position includes the quotes.
    fn string(&mut self) -> Result<Spanned<Cow<'t, str>>, JsonError> {
        let start = self.at();
        let [b'"', rest @ ..] = self.rest else { return Err(self.unexpected()) };
        let mut rest = rest;
        let mut has_escapes = false;
        self.rest = loop {
            rest = match rest {
                [b'"', after @ ..] => break after,
                [b'\\', _, after @ ..] => {
                    has_escapes = true;
                    after
                }
                [b'\\'] | [..=0x1f, ..] | [] => return Err(self.unexpected()),
                [_, after @ ..] => after,
            };
        };
        let at = Span::new(start, self.at());
        let written = self.text.get(at.start..at.end).unwrap_or_default();
        if !has_escapes {
            let plain = written.get(1..written.len() - 1).unwrap_or_default();
            return Ok(Spanned { value: Cow::Borrowed(plain), at });
        }
        match serde_json::from_str(written) {
            Ok(value) => Ok(Spanned { value: Cow::Owned(value), at }),
            // serde_json accepts this as long as nobody asks for the text.
            Err(_) => {
                let message = "this is not JSON: an escape is an unpaired surrogate".to_owned();
                Err(JsonError { code: ProblemCode::Syntax, at, message })
            }
        }
    }

    fn number(&mut self) -> Result<&'t str, JsonError> {
        let start = self.at();
        let rest = match self.rest {
            [b'-', rest @ ..] => rest,
            rest => rest,
        };
        let mut rest = match rest {
            [b'0', rest @ ..] => rest,
            [b'1'..=b'9', rest @ ..] => after_digits(rest),
            _ => return Err(self.unexpected()),
        };
        if let [b'.', after @ ..] = rest {
            let [b'0'..=b'9', after @ ..] = after else { return Err(self.unexpected()) };
            rest = after_digits(after);
        }
        if let [b'e' | b'E', after @ ..] = rest {
            let after = match after {
                [b'+' | b'-', after @ ..] => after,
                after => after,
            };
            let [b'0'..=b'9', after @ ..] = after else { return Err(self.unexpected()) };
            rest = after_digits(after);
        }
        self.rest = rest;
        Ok(self.text.get(start..self.at()).unwrap_or_default())
    }
}

fn after_digits(bytes: &[u8]) -> &[u8] {
    skip_while!(bytes, b'0'..=b'9')
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
                all.iter().any(|problem| problem.code != ProblemCode::DuplicateKey)
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
    fn what_is_json_is_what_serde_json_says() {
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "1", "0", "-", ".", "e", "+", "true",
            "null", " ", "\\", "\"", "\n", "\\u00e9", "é",
        ];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            texts = texts
                .iter()
                .flat_map(|text| tokens.map(|token| format!("{text}{token}")))
                .collect();
            for text in &texts {
                for text in [text.clone(), format!("[{text}]"), format!("{{\"a\":{text}}}")] {
                    let is_json = serde_json::from_str::<IgnoredAny>(&text).is_ok();
                    let mut report = Report::new();
                    let tree = parse(&text, &mut report);
                    let _ = report.finish(&text);
                    assert_eq!(tree.is_some(), is_json, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn every_key_is_compared_with_every_other() {
        for count in [2, 63, 64, 65, 300] {
            let mut keys: Vec<String> = (0..count).map(|key| format!("\"{key}\":0")).collect();
            keys.extend(["\"new\":0", "\"0\":1", "\"1\":1", "\"0\":2"].map(str::to_owned));
            let text = format!("{{{}}}", keys.join(","));
            let mut report = Report::new();
            let tree = parse(&text, &mut report).unwrap();
            let all: Vec<_> =
                report.finish(&text).unwrap_err().iter().map(ToString::to_string).collect();
            assert_eq!(all.len(), 3, "{all:?}");
            let firsts = ["(first written here: 1:2)", "(first written here: 1:8)"];
            for (problem, first) in all.iter().zip([firsts[0], firsts[1], firsts[0]]) {
                assert!(problem.contains(first), "{problem}");
            }
            let Value::Object(members) = &tree.value else { panic!() };
            assert_eq!(members.len(), count + 1);
            assert!(members.iter().all(|member| matches!(member.value.value, Value::Number("0"))));
        }
    }

    #[test]
    fn duplicate_keys_are_found_through_escapes() {
        let text = "{\"a\": 1,\n \"\\u0061\": 2}";
        assert_eq!(
            problems(text),
            [
                "2:2: the key `a` is repeated in this object (first written here: 1:2) [duplicate-key]"
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
