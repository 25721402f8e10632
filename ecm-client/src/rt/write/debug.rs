//! `Debug` for generated records and error codes.

use std::fmt;

use crate::ErrorCode;
use crate::rt::{List, MAX_DEPTH, Record, View};
use ecm_sign::REDACTED;

/// Formats a record like a struct, with the fields that are set and without its secrets.
pub fn debug(record: &dyn Record, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show_record(record, 0, f)
}

/// Formats a code as the service spells it. Fails if the formatter fails.
pub fn debug_code<C: ErrorCode>(code: &C, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(code.as_str())
}

fn show_record(record: &dyn Record, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = record.table();
    let mut shown = f.debug_struct(table.name);
    for (index, wire, marks) in table.each() {
        let view = record.field(index);
        if !matches!(view, View::Absent) {
            let secret = marks.is_some_and(|marks| marks.secret);
            shown.field(wire, &DebugView { view, secret, depth: depth + 1 });
        }
    }
    for extra in record.extra_parameters() {
        let value = DebugView { view: extra.value.view(), secret: extra.secret, depth: depth + 1 };
        shown.field(&extra.name.escape_debug().to_string(), &value);
    }
    shown.finish()
}

struct DebugView<'a> {
    view: View<'a>,
    secret: bool,
    depth: usize,
}

impl fmt::Debug for DebugView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.view {
            _ if self.secret => f.write_str(REDACTED),
            View::Absent => f.write_str("None"),
            View::Bool(value) => value.fmt(f),
            View::Int(value) => value.fmt(f),
            View::Uint(value) => value.fmt(f),
            View::Float(value) => value.fmt(f),
            View::Text(text) => text.fmt(f),
            // Files may be here, which nobody wants to read byte by byte.
            View::Bytes(bytes) => write!(f, "[{} bytes]", bytes.len()),
            _ if self.depth > MAX_DEPTH => f.write_str(".."),
            View::Record(record) => show_record(record, self.depth, f),
            View::List(list) => show_list(list, self.depth, f),
        }
    }
}

fn show_list(list: &dyn List, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let items = (0..list.len()).map(|index| DebugView {
        view: list.item(index),
        secret: false,
        depth: depth + 1,
    });
    f.debug_list().entries(items).finish()
}
