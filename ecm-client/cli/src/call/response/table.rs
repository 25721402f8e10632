//! Tables of an answer.

use comfy_table::Table;

use crate::call::ordered_json::OrderedJson;
use crate::table::{lines, with_width};
use crate::text::sanitize;

/// Width down to which a column is broken; below, its words are too.
const MIN_COLUMN: u16 = 8;

/// Blanks beside a column.
const PADDING: usize = 2;

/// Formats the single values as one table and each list of records as a table of its own.
///
/// With a width, cells are broken so that the tables fit it, and heads are bold.
pub(super) fn format(value: &OrderedJson, width: Option<u16>) -> String {
    let mut single = Vec::new();
    let mut lists = Vec::new();
    flatten("", value, &mut single, &mut lists);
    let mut text = String::new();
    if !single.is_empty() {
        let mut table = with_width(width);
        for (name, value) in single {
            table.add_row([sanitize(&name), value]);
        }
        text.push_str(&lines(&table, false));
    }
    for (name, items) in lists {
        // A list that is the whole value has no name.
        if !name.is_empty() {
            text.push_str(&format!("\n{} ({})\n", sanitize(&name), items.len()));
        }
        text.push_str(&Records::new(items).format(width));
    }
    text
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

/// Records of a list, with the fields that any of them has.
struct Records {
    columns: Vec<String>,
    /// Names and values of each record.
    rows: Vec<Vec<(String, String)>>,
}

impl Records {
    fn new(items: &[OrderedJson]) -> Self {
        let row = |item| {
            let (mut row, mut lists) = (Vec::new(), Vec::new());
            flatten("", item, &mut row, &mut lists);
            let lists = lists.into_iter().map(|(name, items)| (name, compact(items)));
            row.extend(lists);
            row
        };
        let rows: Vec<Vec<(String, String)>> = items.iter().map(row).collect();
        let mut columns: Vec<String> = Vec::new();
        for (name, _) in rows.iter().flatten() {
            if !columns.contains(name) {
                columns.push(name.clone());
            }
        }
        Self { columns, rows }
    }

    /// Formats a row for each record, or a table for each where a row has no room.
    fn format(&self, width: Option<u16>) -> String {
        let table = self.table(width);
        match width {
            Some(width) if least_width(&table) > usize::from(width) => self.one_by_one(width),
            _ => lines(&table, width.is_some()),
        }
    }

    fn table(&self, width: Option<u16>) -> Table {
        let mut table = with_width(width);
        table.set_header(self.columns.iter().map(|name| sanitize(name)));
        for row in &self.rows {
            let value = |column: &String| {
                let found = row.iter().find(|(name, _)| name == column);
                found.map(|(_, value)| value.clone()).unwrap_or_default()
            };
            table.add_row(self.columns.iter().map(value));
        }
        table
    }

    /// Formats a line for each field, and an empty one between records.
    fn one_by_one(&self, width: u16) -> String {
        let record = |row: &Vec<(String, String)>| {
            let mut table = with_width(Some(width));
            for (name, value) in row {
                table.add_row([sanitize(name), value.clone()]);
            }
            lines(&table, false)
        };
        self.rows.iter().map(record).collect::<Vec<_>>().join("\n")
    }
}

/// Width from which a table can be read: a column keeps its words, or as much as [`MIN_COLUMN`].
fn least_width(table: &Table) -> usize {
    let widths = table.column_max_content_widths();
    widths.into_iter().map(|width| usize::from(width.min(MIN_COLUMN)) + PADDING).sum()
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
    fn a_table_fits_the_width_and_has_a_bold_head() {
        let items = (0..5).map(|at| {
            format!(r#"{{"Name": "a long name of {at}", "Text": "{}"}}"#, "word ".repeat(30))
        });
        let list = format!("[{}]", items.collect::<Vec<_>>().join(","));
        for width in [20, 40, 80] {
            let text = format(&tree(&list), Some(width));
            assert!(text.starts_with("\u{1b}[1m") && text.contains("Name"), "{text}");
            let plain = anstream::adapter::strip_str(&text).to_string();
            assert!(plain.lines().all(|line| line.chars().count() <= usize::from(width)), "{text}");
            assert_eq!(plain.matches("word").count(), 150, "{text}");
        }
        assert!(!format(&tree(&list), None).contains('\u{1b}'));
    }

    #[test]
    fn a_number_is_printed_as_it_is_written() {
        let written = r#"{"Price": 1.10, "Total": 12345678901234567890123, "Set": [{"N": 1e3}]}"#;
        let text = format(&tree(written), None);
        for number in ["1.10", "12345678901234567890123", "1e3"] {
            assert!(text.contains(number), "{text}");
        }
    }

    #[test]
    fn lists_of_records_are_tables() {
        let text = format(
            &tree(
                r#"{"TotalCount": 2, "Ids": ["a", "b"], "Set": [
                {"Id": "a", "Zone": {"Name": "z", "Tags": [{"K": 1}]}, "Ip": ["1", "2"]},
                {"Id": "b\u001b", "New": null}], "RequestId": "r"}"#,
            ),
            None,
        );
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
