//! The walk over a record and all that is in it, for everything that writes records.
//!
//! It keeps a stack of its own instead of calling itself, so that no nesting, however deep, can
//! exhaust the thread's.

use crate::rt::check::{Rules, Unchecked, Validity};
use crate::rt::table::FieldEntries;
use crate::rt::{List, Record, RecordTable, View};

/// What a walk meets, in order. A record and a list are opened before what is in them and closed
/// after it; a field or an item is named before its value.
pub(super) trait Sink {
    fn open_record(&mut self);
    fn field(&mut self, name: &FieldName);
    fn close_record(&mut self);
    fn open_list(&mut self);
    fn item(&mut self, index: usize);
    fn close_list(&mut self);
    /// A value without parts. Fields that are not set are left out; an item is
    /// [`View::Absent`] where it is not set.
    fn value(&mut self, view: View<'_>, is_secret: bool);
}

/// The name of a field that is met: looked up as it is needed.
pub(super) struct FieldName {
    table: &'static RecordTable,
    field: usize,
    /// Whether no field of the record has been met before.
    pub(super) is_first: bool,
}

impl FieldName {
    pub(super) fn wire(&self) -> &'static str {
        self.table.wire(self.field)
    }

    /// The same as JSON has it behind another field, where it was made beforehand.
    pub(super) fn key(&self) -> Option<&'static str> {
        self.table.keys.get(self.field).copied()
    }
}

/// What has been opened and not been closed.
enum Frame<'a> {
    Record {
        record: &'a dyn Record,
        table: &'static RecordTable,
        left: FieldEntries,
        is_first: bool,
    },
    List {
        list: &'a dyn List,
        length: usize,
        next: usize,
        secret: bool,
    },
}

impl<'a> Frame<'a> {
    fn record(record: &'a dyn Record) -> Self {
        let table = record.table();
        Self::Record { record, table, left: table.each(), is_first: true }
    }

    fn list(list: &'a dyn List, secret: bool) -> Self {
        Self::List { list, length: list.len(), next: 0, secret }
    }

    /// Gives all that comes before the next record or list to `sink`. What that is; `None` at the end.
    fn advance<S: Sink, R: Rules>(&mut self, walker: &mut Walker<'_, S, R>) -> Option<Self> {
        match self {
            Self::Record { record, table, left, is_first } => {
                for (index, _, marks) in left {
                    let view = record.field(index);
                    if let Some(marks) = marks {
                        walker.rules.field(marks, view);
                    }
                    if matches!(view, View::Absent) {
                        continue;
                    }
                    let is_first = std::mem::replace(is_first, false);
                    walker.sink.field(&FieldName { table, field: index, is_first });
                    if let Some(inner) = walker.take(view, marks.is_some_and(|marks| marks.secret))
                    {
                        return Some(inner);
                    }
                }
                walker.rules.record(*record, table.rules);
                walker.sink.close_record();
            }
            Self::List { list, length, next, secret } => {
                while *next < *length {
                    let index = *next;
                    *next += 1;
                    walker.sink.item(index);
                    if let Some(inner) = walker.take(list.item(index), *secret) {
                        return Some(inner);
                    }
                }
                walker.sink.close_list();
            }
        }
        None
    }
}

/// What goes along.
struct Walker<'s, S, R> {
    sink: &'s mut S,
    rules: R,
    is_finite: bool,
}

impl<S: Sink, R: Rules> Walker<'_, S, R> {
    /// Gives a value to the sink, or opens it.
    #[inline]
    fn take<'a>(&mut self, view: View<'a>, secret: bool) -> Option<Frame<'a>> {
        match view {
            View::Record(record) => {
                self.sink.open_record();
                Some(Frame::record(record))
            }
            View::List(list) => {
                self.sink.open_list();
                Some(Frame::list(list, secret))
            }
            view => {
                self.is_finite &= !matches!(view, View::Float(value) if !value.is_finite());
                self.sink.value(view, secret);
                None
            }
        }
    }
}

/// Deeper than most records are, so that the stack need not move.
const INITIAL_DEPTH: usize = 8;

/// What a walk has found.
#[must_use]
#[derive(Clone, Copy, Debug)]
pub(crate) struct WalkSummary {
    /// Whether every float is: no format here has a word for another, and where there is one, what was
    /// written is not what was meant.
    pub(crate) is_finite: bool,
    /// Whether it is certain that every rule is kept that was looked at.
    pub(crate) is_valid: bool,
}

/// What a walk looks at on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleChecks {
    Skip,
    Run,
}

/// Gives everything in the record to `sink`.
pub(super) fn walk<S: Sink>(record: &dyn Record, sink: &mut S, check: RuleChecks) -> WalkSummary {
    match check {
        RuleChecks::Skip => walk_with(record, sink, Unchecked),
        RuleChecks::Run => walk_with(record, sink, Validity::default()),
    }
}

fn walk_with<S: Sink, R: Rules>(record: &dyn Record, sink: &mut S, rules: R) -> WalkSummary {
    let mut walker = Walker { sink, rules, is_finite: true };
    walker.sink.open_record();
    let mut outer = Vec::with_capacity(INITIAL_DEPTH);
    let mut innermost = Frame::record(record);
    loop {
        match innermost.advance(&mut walker) {
            Some(inner) => {
                outer.push(std::mem::replace(&mut innermost, inner));
                walker.rules.depth(outer.len());
            }
            None => match outer.pop() {
                Some(open) => innermost = open,
                None => {
                    let Walker { rules, is_finite, .. } = walker;
                    return WalkSummary { is_finite, is_valid: is_finite && rules.all_hold() };
                }
            },
        }
    }
}
