//! Output of `ecm call`: the response of the service.

mod table;
mod text;

use std::io::Write;

use super::args::OutputFormat;
use super::ordered_json::OrderedJson;
use crate::table::terminal_width;
use crate::text::{json, json_line};
use crate::verdict::Failure;

/// Prints one value as a whole.
pub(super) fn print(
    value: &OrderedJson,
    format: OutputFormat,
    out: &mut impl Write,
) -> Result<(), Failure> {
    match format {
        OutputFormat::Json | OutputFormat::Raw => writeln!(out, "{}", json(value)?)?,
        OutputFormat::Ndjson => write_lines(value, out)?,
        OutputFormat::Text => text::write(value, out)?,
        OutputFormat::Table => write!(out, "{}", table::format(value, terminal_width()))?,
    }
    Ok(out.flush()?)
}

/// Writes each item of a list as a line of JSON, and anything else as one.
fn write_lines(value: &OrderedJson, out: &mut impl Write) -> Result<(), Failure> {
    match value {
        OrderedJson::List(items) => {
            items.iter().try_for_each(|item| Ok(writeln!(out, "{}", json_line(item)?)?))
        }
        value => Ok(writeln!(out, "{}", json_line(value)?)?),
    }
}

/// Writer of the items of many pages, which are one JSON list, or lines.
pub(super) struct ItemWriter {
    format: OutputFormat,
    /// True once the list has begun.
    is_open: bool,
    /// Last item of a list, kept back until it is known if another follows.
    ///
    /// The output ends with a line then, so that progress on the same terminal has one of its own.
    last: Option<String>,
}

impl ItemWriter {
    pub(super) fn new(format: OutputFormat) -> Self {
        Self { format, is_open: false, last: None }
    }

    /// Writes what has come of a page: the items of a list, or one value.
    pub(super) fn write(
        &mut self,
        value: &OrderedJson,
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        if self.format != OutputFormat::Json {
            return print(value, self.format, out);
        }
        let items = match value {
            OrderedJson::List(items) => items.as_slice(),
            value => std::slice::from_ref(value),
        };
        for item in items {
            let text = json(item)?.replace('\n', "\n  ");
            if let Some(last) = self.last.replace(text) {
                self.write_item(&last, ",", out)?;
            }
        }
        Ok(out.flush()?)
    }

    fn write_item(&mut self, item: &str, end: &str, out: &mut impl Write) -> Result<(), Failure> {
        let before = if std::mem::replace(&mut self.is_open, true) { "" } else { "[\n" };
        Ok(writeln!(out, "{before}  {item}{end}")?)
    }

    /// Ends the list.
    pub(super) fn end(mut self, out: &mut impl Write) -> Result<(), Failure> {
        if self.format == OutputFormat::Json {
            match self.last.take() {
                Some(last) => {
                    self.write_item(&last, "", out)?;
                    writeln!(out, "]")?;
                }
                None => writeln!(out, "[]")?,
            }
        }
        Ok(out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(json: &str) -> OrderedJson {
        OrderedJson::parse(json).unwrap()
    }

    #[test]
    fn json_keeps_its_order_and_is_harmless() {
        let text = json(&tree("{\"b\":[1,2.5],\"a\":{\"x\":\"\u{9b}2J\u{202e}é\"}}")).unwrap();
        assert_eq!(
            text,
            "{\n  \"b\": [\n    1,\n    2.5\n  ],\n  \"a\": {\n    \"x\": \"\\u009b2J\\u202eé\"\n  }\n}"
        );
    }
}
