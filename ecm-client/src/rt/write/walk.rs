//! Walk over a record and all values in it, on which all writing of records is built.
//!
//! It keeps a stack of its own instead of recursing, so that no nesting, however deep, can exhaust
//! the thread's.

use crate::rt::check::{Rules, Unchecked, Validity};
use crate::rt::table::FieldEntries;
use crate::rt::{List, Record, RecordTable, View};

/// Receiver of the values of a walk, in order. A record and a list are opened before their content
/// and closed after it; a field or an item is named before its value.
pub(super) trait Sink {
    fn open_record(&mut self);
    fn field(&mut self, name: &FieldName);
    fn close_record(&mut self);
    fn open_list(&mut self);
    fn item(&mut self, index: usize);
    fn close_list(&mut self);
    /// Takes a scalar: of a field only if it is set, of an item perhaps [`View::Absent`].
    fn value(&mut self, view: View<'_>, is_secret: bool);
}

/// Name of the current field, looked up when it is needed.
pub(super) struct FieldName {
    table: &'static RecordTable,
    field: usize,
    /// True for the first field of the record that is set.
    pub(super) is_first: bool,
}

impl FieldName {
    pub(super) fn wire(&self) -> &'static str {
        self.table.wire(self.field)
    }

    /// Returns the name as JSON has it behind another field, if the table has that form.
    pub(super) fn key(&self) -> Option<&'static str> {
        self.table.keys.get(self.field).copied()
    }
}

/// Record or list that is open.
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

    /// Passes all that is before the next record or list to the sink, and returns that, if any.
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

/// State of a walk besides its stack.
struct Walker<'s, S, R> {
    sink: &'s mut S,
    rules: R,
    is_finite: bool,
}

impl<S: Sink, R: Rules> Walker<'_, S, R> {
    /// Passes a scalar to the sink, or opens a record or list.
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

/// Initial capacity of the stack, deeper than most records.
const INITIAL_DEPTH: usize = 8;

#[must_use]
#[derive(Clone, Copy, Debug)]
pub(crate) struct WalkSummary {
    /// True if every float is finite. No format here can express another one faithfully.
    pub(crate) is_finite: bool,
    /// True if every checked rule certainly holds.
    pub(crate) is_valid: bool,
}

/// Selection of the checks during a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleChecks {
    Skip,
    Run,
}

/// Passes everything in the record to the sink.
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
