//! Output of `ecm call`: the response of the service.

use std::io::Write;

use comfy_table::{Table, presets};

use super::args::OutputFormat;
use super::ordered_json::OrderedJson;
use crate::text::{json, sanitize};
use crate::verdict::Failure;

pub(super) fn print(
    response: &OrderedJson,
    output: Option<OutputFormat>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    match output {
        Some(OutputFormat::Json | OutputFormat::Text | OutputFormat::Raw) | None => {
            writeln!(out, "{}", json(response)?)?;
        }
        Some(OutputFormat::Table) => write!(out, "{}", tables(response))?,
    }
    Ok(out.flush()?)
}

/// Formats the single values as one table and each list of records as a table of its own.
fn tables(response: &OrderedJson) -> String {
    let mut single = Vec::new();
    let mut lists = Vec::new();
    flatten("", response, &mut single, &mut lists);
    let mut text = String::new();
    if !single.is_empty() {
        let mut table = table();
        for (name, value) in single {
            table.add_row([sanitize(&name), value]);
        }
        push(&mut text, &table);
    }
    for (name, items) in lists {
        text.push_str(&format!("\n{} ({})\n", sanitize(&name), items.len()));
        push(&mut text, &record_table(items));
    }
    text
}

fn push(text: &mut String, table: &Table) {
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

fn table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}

/// Separates fields with one value from lists of records.
fn flatten<'t>(
    path: &str,
    value: &'t OrderedJson,
    single: &mut Vec<(String, String)>,
    lists: &mut Vec<(String, &'t [OrderedJson])>,
) {
    match value {
        OrderedJson::Object(fields) if !fields.is_empty() => {
            for (name, value) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(&path, value, single, lists);
            }
        }
        OrderedJson::List(items)
            if items.iter().any(|item| matches!(item, OrderedJson::Object(_))) =>
        {
            lists.push((path.to_owned(), items));
        }
        value => single.push((path.to_owned(), cell(value))),
    }
}

/// Builds a table with a row per record and a column per field that any record has.
fn record_table(items: &[OrderedJson]) -> Table {
    let mut columns: Vec<String> = Vec::new();
    let rows: Vec<Vec<(String, String)>> = items
        .iter()
        .map(|item| {
            let (mut row, mut lists) = (Vec::new(), Vec::new());
            flatten("", item, &mut row, &mut lists);
            let lists = lists.into_iter().map(|(name, items)| (name, compact(items)));
            row.extend(lists);
            row
        })
        .collect();
    for (name, _) in rows.iter().flatten() {
        if !columns.contains(name) {
            columns.push(name.clone());
        }
    }
    let mut table = table();
    table.set_header(columns.iter().map(|name| sanitize(name)));
    for row in rows {
        let value = |column: &String| {
            let found = row.iter().find(|(name, _)| name == column);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        table.add_row(columns.iter().map(value));
    }
    table
}

fn cell(value: &OrderedJson) -> String {
    match value {
        OrderedJson::Null => String::new(),
        OrderedJson::Bool(value) => value.to_string(),
        OrderedJson::Verbatim(raw) => sanitize(raw.get()),
        OrderedJson::Text(text) => sanitize(text),
        OrderedJson::List(items) => items.iter().map(cell).collect::<Vec<_>>().join(", "),
        OrderedJson::Object(_) => compact(value),
    }
}

fn compact(value: &(impl serde::Serialize + ?Sized)) -> String {
    sanitize(&serde_json::to_string(value).unwrap_or_default())
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

    #[test]
    fn a_number_is_printed_as_it_is_written() {
        let written = r#"{"Price": 1.10, "Total": 12345678901234567890123, "Set": [{"N": 1e3}]}"#;
        let text = json(&tree(written)).unwrap();
        assert_eq!(text.split_whitespace().collect::<String>(), written.replace(' ', ""));
        let text = tables(&tree(written));
        for number in ["1.10", "12345678901234567890123", "1e3"] {
            assert!(text.contains(number), "{text}");
        }
    }

    #[test]
    fn lists_of_records_are_tables() {
        let text = tables(&tree(
            r#"{"TotalCount": 2, "Ids": ["a", "b"], "Set": [
                {"Id": "a", "Zone": {"Name": "z", "Tags": [{"K": 1}]}, "Ip": ["1", "2"]},
                {"Id": "b\u001b", "New": null}], "RequestId": "r"}"#,
        ));
        let words: Vec<Vec<&str>> =
            text.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(
            words,
            [
                vec!["TotalCount", "2"],
                vec!["Ids", "a,", "b"],
                vec!["RequestId", "r"],
                vec![],
                vec!["Set", "(2)"],
                vec!["Id", "Zone.Name", "Ip", "Zone.Tags", "New"],
                vec!["a", "z", "1,", "2", r#"[{"K":1}]"#],
                vec!["b\u{fffd}"],
            ],
            "{text}"
        );
    }
}
