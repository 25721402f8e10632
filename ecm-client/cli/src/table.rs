//! Tables, without frames, that fit the terminal.

use std::io::IsTerminal as _;

use anstyle::Style;
use comfy_table::{ContentArrangement, Table, presets};

/// Returns the width of the terminal; `None` where the output is none.
pub(crate) fn terminal_width() -> Option<u16> {
    let stdout = std::io::stdout();
    let size = stdout.is_terminal().then(|| terminal_size::terminal_size_of(&stdout)).flatten();
    size.map(|(width, _)| width.0)
}

/// Creates a table; with a width, its cells are broken so that it fits.
pub(crate) fn with_width(width: Option<u16>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    table
}

/// Formats a table as lines without blanks at their ends.
///
/// The first is bold if it is a head on a terminal.
pub(crate) fn lines(table: &Table, has_bold_head: bool) -> String {
    let head = if has_bold_head { Style::new().bold() } else { Style::new() };
    let mut text = String::new();
    for (index, line) in table.lines().enumerate() {
        let line = line.trim_end();
        match index {
            0 => text.push_str(&format!("{head}{line}{head:#}\n")),
            _ => text.push_str(&format!("{line}\n")),
        }
    }
    text
}
