//! The walk over a record and all that is in it, for everything that writes records.
//!
//! It keeps a stack of its own instead of calling itself, so that no nesting, however deep, can
//! exhaust the thread's.

use super::table::Fields;
use super::{List, Record, View};

/// What a walk meets, in order. A record and a list are opened before what is in them and closed
/// after it; a field or an item is named before its value.
pub(super) trait Sink {
    fn open_record(&mut self);
    fn field(&mut self, name: Name);
    fn close_record(&mut self);
    fn open_list(&mut self);
    fn item(&mut self, index: usize);
    fn close_list(&mut self);
    /// A value without parts. Fields that are not set are left out; an item is
    /// [`View::Absent`] where it is not set.
    fn value(&mut self, view: View<'_>, is_secret: bool);
}

/// The name of a field that is met.
pub(super) struct Name {
    pub(super) wire: &'static str,
    /// The same as JSON has it behind another field, where it was made beforehand.
    pub(super) key: Option<&'static str>,
    /// Whether no field of the record has been met before.
    pub(super) is_first: bool,
}

/// What has been opened and not been closed.
enum Open<'a> {
    Record { record: &'a dyn Record, keys: &'static [&'static str], left: Fields, is_first: bool },
    List { list: &'a dyn List, length: usize, next: usize, secret: bool },
}

impl<'a> Open<'a> {
    fn record(record: &'a dyn Record) -> Self {
        let table = record.table();
        Self::Record { record, keys: table.keys, left: table.each(), is_first: true }
    }

    fn list(list: &'a dyn List, secret: bool) -> Self {
        Self::List { list, length: list.len(), next: 0, secret }
    }

    /// Gives all that comes before the next record or list to `sink`. What that is; `None` at the end.
    fn go_on<S: Sink>(&mut self, sink: &mut S, is_finite: &mut bool) -> Option<Self> {
        match self {
            Self::Record { record, keys, left, is_first } => {
                for (index, wire, marks) in left {
                    let view = record.field(index);
                    if matches!(view, View::Absent) {
                        continue;
                    }
                    let is_first = std::mem::replace(is_first, false);
                    let key = keys.get(index).copied();
                    sink.field(Name { wire, key, is_first });
                    let secret = marks.is_some_and(|marks| marks.secret);
                    if let Some(inner) = take(view, secret, sink, is_finite) {
                        return Some(inner);
                    }
                }
                sink.close_record();
            }
            Self::List { list, length, next, secret } => {
                while *next < *length {
                    let index = *next;
                    *next += 1;
                    sink.item(index);
                    if let Some(inner) = take(list.item(index), *secret, sink, is_finite) {
                        return Some(inner);
                    }
                }
                sink.close_list();
            }
        }
        None
    }
}

/// Gives a value to `sink`, or opens it.
#[inline]
fn take<'a, S: Sink>(
    view: View<'a>,
    secret: bool,
    sink: &mut S,
    is_finite: &mut bool,
) -> Option<Open<'a>> {
    match view {
        View::Record(record) => {
            sink.open_record();
            Some(Open::record(record))
        }
        View::List(list) => {
            sink.open_list();
            Some(Open::list(list, secret))
        }
        view => {
            *is_finite &= !matches!(view, View::Float(value) if !value.is_finite());
            sink.value(view, secret);
            None
        }
    }
}

/// Deeper than most records are, so that the stack need not move.
const USUAL_DEPTH: usize = 8;

/// Gives everything in the record to `sink`. `false` if a float is not finite: no format here has a
/// word for it, and what was written is not what was meant.
#[must_use]
pub(super) fn walk<S: Sink>(record: &dyn Record, sink: &mut S) -> bool {
    let mut is_finite = true;
    sink.open_record();
    let mut outer = Vec::with_capacity(USUAL_DEPTH);
    let mut innermost = Open::record(record);
    loop {
        match innermost.go_on(sink, &mut is_finite) {
            Some(inner) => outer.push(std::mem::replace(&mut innermost, inner)),
            None => match outer.pop() {
                Some(open) => innermost = open,
                None => return is_finite,
            },
        }
    }
}
