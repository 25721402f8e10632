//! Screen of a terminal, as far as tests look at it.

use std::num::NonZeroU16;

/// Rows of the screen, of which nothing is scrolled away.
pub(crate) const ROWS: u16 = 3000;

/// Row of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) text: String,
    /// True if it goes on in the next row, as its line is too long.
    pub(crate) is_wrapped: bool,
    /// True if its first character is bold.
    pub(crate) is_bold: bool,
}

/// Reads what is on a screen of this width once all of a text has been shown.
pub(crate) fn rows(shown: &str, width: u16) -> Vec<Row> {
    // Who does not know a width takes the usual one.
    let width = NonZeroU16::new(width).unwrap_or(NonZeroU16::new(80).unwrap());
    let mut parser = vt100::Parser::new(NonZeroU16::new(ROWS).unwrap(), width, 0);
    parser.process(shown.as_bytes());
    let screen = parser.screen();
    let row = |(at, text): (usize, String)| {
        let at = u16::try_from(at).unwrap();
        let is_bold = screen.cell(at, 0).is_some_and(vt100::Cell::bold);
        Row { text, is_wrapped: screen.row_wrapped(at), is_bold }
    };
    let mut rows: Vec<Row> = screen.rows(0, width.get()).enumerate().map(row).collect();
    while rows.last().is_some_and(|row| row.text.is_empty()) {
        rows.pop();
    }
    rows
}
