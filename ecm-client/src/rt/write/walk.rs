//! Walk over a record and all values in it, on which all writing of records is built.
//!
//! It keeps a stack of its own instead of recursing, so that no nesting, however deep, can exhaust
//! the thread's.

use crate::rt::check::{Rules, Unchecked, Validity};
use crate::rt::table::FieldEntries;
use crate::rt::{List, Record, RecordTable, View};
use ecm_sign::REDACTED;

/// Receiver of the values of a walk, in order. A record and a list are opened before their content
/// and closed after it; a field or an item is named before its value.
pub(super) trait Sink {
    fn open_record(&mut self);
    fn field(&mut self, name: &FieldName<'_>);
    fn close_record(&mut self);
    fn open_list(&mut self);
    fn item(&mut self, index: usize);
    fn close_list(&mut self);
    /// Returns true if secrets are not to be shown.
    fn redacts(&self) -> bool;
    /// Takes a scalar: of a field only if it is set, of an item perhaps [`View::Absent`].
    fn value(&mut self, view: View<'_>, is_secret: bool);
}

/// Name of the current field, looked up when it is needed.
pub(super) struct FieldName<'a> {
    table: &'static RecordTable,
    field: usize,
    /// Name of a parameter that is not in the table.
    extra: Option<&'a str>,
    /// True for the first field of the record that is set.
    pub(super) is_first: bool,
}

impl FieldName<'_> {
    pub(super) fn wire(&self) -> &str {
        self.extra.unwrap_or_else(|| self.table.wire(self.field))
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
        /// Position of the next parameter that is not in the table.
        next_extra: usize,
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
        Self::Record { record, table, left: table.each(), next_extra: 0, is_first: true }
    }

    fn list(list: &'a dyn List, secret: bool) -> Self {
        Self::List { list, length: list.len(), next: 0, secret }
    }

    /// Passes all that is before the next record or list to the sink, and returns that, if any.
    fn advance<S: Sink, R: Rules>(&mut self, walker: &mut Walker<'_, S, R>) -> Option<Self> {
        match self {
            Self::Record { record, table, left, next_extra, is_first } => {
                for (index, _, marks) in left {
                    let view = record.field(index);
                    if let Some(marks) = marks {
                        walker.rules.field(marks, view);
                    }
                    if matches!(view, View::Absent) {
                        continue;
                    }
                    let is_first = std::mem::replace(is_first, false);
                    walker.sink.field(&FieldName { table, field: index, extra: None, is_first });
                    if let Some(inner) = walker.take(view, marks.is_some_and(|marks| marks.secret))
                    {
                        return Some(inner);
                    }
                }
                while let Some(extra) = record.extra_parameters().get(*next_extra) {
                    *next_extra += 1;
                    walker.has_extra = true;
                    let is_first = std::mem::replace(is_first, false);
                    let name = Some(extra.name.as_str());
                    walker.sink.field(&FieldName {
                        table,
                        field: usize::MAX,
                        extra: name,
                        is_first,
                    });
                    // Of a secret one, its type and its form say something as well.
                    let view = match extra.secret && walker.sink.redacts() {
                        true => View::Text(REDACTED),
                        false => extra.value.view(),
                    };
                    if let Some(inner) = walker.take(view, extra.secret) {
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
    has_extra: bool,
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
    /// True if every checked rule certainly holds and nothing is left to report.
    pub(crate) is_valid: bool,
    /// True if there are parameters that the spec does not know.
    pub(crate) has_extra: bool,
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
    let mut walker = Walker { sink, rules, is_finite: true, has_extra: false };
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
                    let Walker { rules, is_finite, has_extra, .. } = walker;
                    let is_valid = is_finite && !has_extra && rules.all_hold();
                    return WalkSummary { is_finite, is_valid, has_extra };
                }
            },
        }
    }
}
