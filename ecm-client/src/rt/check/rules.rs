//! Rules, looked at on the way of a walk that has something else to do.

use super::record::check_record_rule;
use super::report::Path;
use super::validate::value_holds;
use crate::Violations;
use crate::rt::{FieldMarks, MAX_DEPTH, Record, RecordCheck, Rule, View};

/// What is asked of the rules while a record is walked.
pub(crate) trait Rules {
    /// A field of which there is more to say than its name, set or not.
    fn field(&mut self, marks: &'static FieldMarks, view: View<'_>);
    /// A record, after all of its fields.
    fn record(&mut self, record: &dyn Record, rules: &'static [Rule<RecordCheck>]);
    /// How deep the walk is now.
    fn depth(&mut self, depth: usize);
    /// Whether all of them are kept.
    fn all_hold(self) -> bool;
}

/// No rule is looked at.
pub(crate) struct Unchecked;

impl Rules for Unchecked {
    fn field(&mut self, _: &'static FieldMarks, _: View<'_>) {}

    fn record(&mut self, _: &dyn Record, _: &'static [Rule<RecordCheck>]) {}

    fn depth(&mut self, _: usize) {}

    fn all_hold(self) -> bool {
        true
    }
}

/// Whether every rule is kept. Which are not, and how, is for [`validate`](crate::rt::validate()) to say,
/// in a walk of its own: most requests break none.
#[derive(Default)]
pub(crate) struct Validity {
    is_broken: bool,
    /// What rules between fields have found: whether there is anything is all that counts.
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
