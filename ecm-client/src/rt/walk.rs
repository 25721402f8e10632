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
    fn field(&mut self, wire: &'static str, is_first: bool);
    fn close_record(&mut self);
    fn open_list(&mut self);
    fn item(&mut self, index: usize);
    fn close_list(&mut self);
    /// A value without parts. Fields that are not set are left out; an item is
    /// [`View::Absent`] where it is not set.
    fn value(&mut self, view: View<'_>, is_secret: bool);
}

enum Open<'a> {
    Record { record: &'a dyn Record, left: Fields, first: bool },
    List { list: &'a dyn List, length: usize, next: usize, secret: bool },
}

impl<'a> Open<'a> {
    fn record(record: &'a dyn Record) -> Self {
        Self::Record { record, left: record.table().each(), first: true }
    }

    fn list(list: &'a dyn List, secret: bool) -> Self {
        Self::List { list, length: list.len(), next: 0, secret }
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
    let mut open = Vec::with_capacity(USUAL_DEPTH);
    open.push(Open::record(record));
    while let Some(top) = open.last_mut() {
        let (view, secret) = match top {
            Open::Record { record, left, first } => {
                let Some((index, wire, marks)) = left.next() else {
                    sink.close_record();
                    open.pop();
                    continue;
                };
                let view = record.field(index);
                if matches!(view, View::Absent) {
                    continue;
                }
                sink.field(wire, std::mem::replace(first, false));
                (view, marks.is_some_and(|marks| marks.secret))
            }
            Open::List { list, length, next, secret } => {
                if *next >= *length {
                    sink.close_list();
                    open.pop();
                    continue;
                }
                sink.item(*next);
                *next += 1;
                (list.item(*next - 1), *secret)
            }
        };
        match view {
            View::Record(record) => {
                sink.open_record();
                open.push(Open::record(record));
            }
            View::List(list) => {
                sink.open_list();
                open.push(Open::list(list, secret));
            }
            view => {
                is_finite &= !matches!(view, View::Float(value) if !value.is_finite());
                sink.value(view, secret);
            }
        }
    }
    is_finite
}
