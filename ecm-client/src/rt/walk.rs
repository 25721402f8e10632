//! The walk over a record and all that is in it, for everything that writes records.
//!
//! It keeps a stack of its own instead of calling itself, so that no nesting, however deep, can
//! exhaust the thread's.

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
    Record { record: &'a dyn Record, next: usize, first: bool },
    List { list: &'a dyn List, next: usize, secret: bool },
}

/// Gives everything in the record to `sink`. `false` if a float is not finite: no format here has a
/// word for it, and what was written is not what was meant.
#[must_use]
pub(super) fn walk<S: Sink>(record: &dyn Record, sink: &mut S) -> bool {
    let mut is_finite = true;
    sink.open_record();
    let mut open = vec![Open::Record { record, next: 0, first: true }];
    while let Some(top) = open.last_mut() {
        let (view, secret) = match top {
            Open::Record { record, next, first } => {
                let Some(field) = record.table().fields.get(*next) else {
                    sink.close_record();
                    open.pop();
                    continue;
                };
                let view = record.field(*next);
                *next += 1;
                if matches!(view, View::Absent) {
                    continue;
                }
                sink.field(field.wire, std::mem::replace(first, false));
                (view, field.secret)
            }
            Open::List { list, next, secret } => {
                if *next >= list.len() {
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
                open.push(Open::Record { record, next: 0, first: true });
            }
            View::List(list) => {
                sink.open_list();
                open.push(Open::List { list, next: 0, secret });
            }
            view => {
                is_finite &= !matches!(view, View::Float(value) if !value.is_finite());
                sink.value(view, secret);
            }
        }
    }
    is_finite
}
