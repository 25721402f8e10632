//! Checks of rules during a walk that has another purpose.

use super::record::check_record_rule;
use super::report::Path;
use super::validate::value_holds;
use crate::Violations;
use crate::rt::{FieldMarks, MAX_DEPTH, Record, RecordCheck, Rule, View};

/// Observer of a walk over a record that checks its rules.
pub(crate) trait Rules {
    /// Takes a field that has marks, set or not.
    fn field(&mut self, marks: &'static FieldMarks, view: View<'_>);
    /// Takes a record, after all of its fields.
    fn record(&mut self, record: &dyn Record, rules: &'static [Rule<RecordCheck>]);
    /// Takes the current depth of the walk.
    fn depth(&mut self, depth: usize);
    /// Returns true if all rules hold.
    fn all_hold(self) -> bool;
}

/// Observer that checks no rule.
pub(crate) struct Unchecked;

impl Rules for Unchecked {
    fn field(&mut self, _: &'static FieldMarks, _: View<'_>) {}

    fn record(&mut self, _: &dyn Record, _: &'static [Rule<RecordCheck>]) {}

    fn depth(&mut self, _: usize) {}

    fn all_hold(self) -> bool {
        true
    }
}

/// Observer that finds out if every rule holds. As most requests break none,
/// [`validate`](crate::rt::validate()) tells which do not, in a walk of its own.
#[derive(Default)]
pub(crate) struct Validity {
    is_broken: bool,
    /// Violations of rules between fields; only their presence counts.
    found: Violations,
}

impl Rules for Validity {
    #[inline]
    fn field(&mut self, marks: &'static FieldMarks, view: View<'_>) {
        self.is_broken |= match view {
            View::Absent => marks.required.is_some(),
            view => !marks.rules.iter().all(|rule| value_holds(&rule.check, view)),
        };
    }

    fn record(&mut self, record: &dyn Record, rules: &'static [Rule<RecordCheck>]) {
        for rule in rules {
            check_record_rule(rule, record, &Path::Root, &mut self.found);
        }
    }

    fn depth(&mut self, depth: usize) {
        self.is_broken |= depth > MAX_DEPTH;
    }

    fn all_hold(self) -> bool {
        !self.is_broken && self.found.is_empty()
    }
}
