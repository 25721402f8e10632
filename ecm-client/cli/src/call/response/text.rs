//! Text for shells: values between tabs, as the vendor's command line and that of AWS print them.

use std::io::{self, Write};

use crate::call::ordered_json::OrderedJson;
use crate::text::sanitize;

/// Writes a value as lines.
///
/// A record is a line of its single values, by name. Each of the others follows behind its name in
/// capitals.
pub(super) fn write(value: &OrderedJson, out: &mut impl Write) -> io::Result<()> {
    Writer { out }.value(value, None, None)
}

struct Writer<'o, W> {
    out: &'o mut W,
}

impl<W: Write> Writer<'_, W> {
    /// Writes a value with this name; `columns` are the single values of all records beside it.
    fn value(
        &mut self,
        value: &OrderedJson,
        name: Option<&str>,
        columns: Option<&[String]>,
    ) -> io::Result<()> {
        match value {
            OrderedJson::Object(members) => self.record(members, name, columns),
            OrderedJson::List(items) => self.list(items, name),
            single => writeln!(self.out, "{}", cell(single)),
        }
    }

    fn line(&mut self, name: Option<&str>, cells: Vec<String>) -> io::Result<()> {
        let name = name.map(|name| sanitize(name).to_uppercase());
        let cells: Vec<String> = name.into_iter().chain(cells).collect();
        writeln!(self.out, "{}", cells.join("\t"))
    }

    fn record(
        &mut self,
        members: &[(String, OrderedJson)],
        name: Option<&str>,
        columns: Option<&[String]>,
    ) -> io::Result<()> {
        let mut sorted: Vec<&(String, OrderedJson)> = members.iter().collect();
        sorted.sort_by(|left, right| left.0.cmp(&right.0));
        let find = |column: &String| {
            sorted.iter().find(|(member, value)| member == column && is_single(value))
        };
        let cells: Vec<String> = match columns {
            // A record that lacks a value keeps its place.
            Some(columns) => columns
                .iter()
                .map(|column| find(column).map_or_else(String::new, |(_, value)| cell(value)))
                .collect(),
            None => {
                let single = sorted.iter().filter(|(_, value)| is_single(value));
                single.map(|(_, value)| cell(value)).collect()
            }
        };
        if !cells.is_empty() {
            self.line(name, cells)?;
        }
        let others = sorted.into_iter().filter(|(_, value)| !is_single(value));
        others.into_iter().try_for_each(|(name, value)| self.value(value, Some(name), None))
    }

    fn list(&mut self, items: &[OrderedJson], name: Option<&str>) -> io::Result<()> {
        if items.iter().any(|item| matches!(item, OrderedJson::Object(_))) {
            let mut columns: Vec<String> = Vec::new();
            for item in items {
                let OrderedJson::Object(members) = item else { continue };
                let single = members.iter().filter(|(_, value)| is_single(value));
                columns.extend(single.map(|(name, _)| name.clone()));
            }
            columns.sort();
            columns.dedup();
            return items.iter().try_for_each(|item| self.value(item, name, Some(&columns)));
        }
        let (single, others): (Vec<_>, Vec<_>) = items.iter().partition(|item| is_single(item));
        match name {
            Some(name) => {
                single.into_iter().try_for_each(|item| self.line(Some(name), vec![cell(item)]))?
            }
            None if single.is_empty() => {}
            None => self.line(None, single.into_iter().map(cell).collect())?,
        }
        others.into_iter().try_for_each(|item| self.value(item, name, None))
    }
}

fn is_single(value: &OrderedJson) -> bool {
    !matches!(value, OrderedJson::Object(_) | OrderedJson::List(_))
}

/// Returns a value as a cell; the words for null and booleans are those of the other tools.
fn cell(value: &OrderedJson) -> String {
    match value {
        OrderedJson::Null => "None".to_owned(),
        OrderedJson::Bool(true) => "True".to_owned(),
        OrderedJson::Bool(false) => "False".to_owned(),
        OrderedJson::Text(text) => sanitize(text),
        OrderedJson::Verbatim(raw) => sanitize(raw.get()),
        OrderedJson::List(_) | OrderedJson::Object(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_lines_and_what_is_within_follows() {
        let json = r#"{"Total": 2, "On": true, "None": null, "Set": [
            {"B": "b\tc", "A": 1.10, "Ip": ["x", "y"]}, {"A": 2, "Zone": {"Name": "z"}}], "Ids": [], "Deep": [["p"], "q"]}"#;
        let mut out = Vec::new();
        write(&OrderedJson::parse(json).unwrap(), &mut out).unwrap();
        let expected =
            "None\tTrue\t2\nDEEP\tq\nDEEP\tp\nSET\t1.10\tb c\nIP\tx\nIP\ty\nSET\t2\t\nZONE\tz\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
        for (json, expected) in
            [("[1, \"a\"]", "1\ta\n"), ("\"x\"", "x\n"), ("[]", ""), ("[[1, 2], [3]]", "1\t2\n3\n")]
        {
            let mut out = Vec::new();
            write(&OrderedJson::parse(json).unwrap(), &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
