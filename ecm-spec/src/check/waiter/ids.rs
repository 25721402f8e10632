//! Checks of the ids that a waiter looks up, and of how many one request takes.

use super::WaiterChecker;
use crate::check::index::ShapeClass;
use crate::model::{Rule, Shape, ValueCheck, WaiterIds};
use crate::problem::{ProblemCode, Report, Spanned, quote};
use crate::raw::{Text, WaiterFilter};

/// Number of ids in a request where the spec sets no limit: the service's own default page size.
const DEFAULT_PAGE_SIZE: u64 = 20;
/// Number of ids in a request where the action has no pagination and the spec sets no limit.
const DEFAULT_BATCH: u64 = 100;

pub(super) struct CheckedIds {
    pub(super) ids: WaiterIds,
    of_type: usize,
    field: String,
}

impl WaiterChecker<'_, '_> {
    pub(super) fn ids(&self, report: &mut Report) -> Option<CheckedIds> {
        let waiter = self.waiter;
        match (waiter.ids, &waiter.filter) {
            (Some(ids), None) => self.id_field(ids, report),
            (None, Some(filter)) => self.filter(filter, report),
            (Some(ids), Some(filter)) => {
                let message = "a waiter has either `ids` or `filter`, not both";
                let _ = report
                    .add(ProblemCode::BadWaiter, ids.at, message)
                    .also(filter.at, "the filter");
                None
            }
            (None, None) => {
                let message = "a waiter needs `ids` or `filter`";
                report.add(ProblemCode::BadWaiter, waiter.wire.at, message).none()
            }
        }
    }

    /// Reads a field that takes one id or a list of ids.
    fn id_field(&self, written: Text<'_>, report: &mut Report) -> Option<CheckedIds> {
        let of_type = self.action.request.0;
        let shape = self.resolver.own_field(of_type, written, ProblemCode::BadWaiter, report)?;
        let field = written.value.to_owned();
        let ids = if self.is_texts(shape)? {
            WaiterIds::List(field.clone())
        } else {
            let class = self.resolver.index.class(shape)?;
            if class != ShapeClass::Text {
                let (name, found) = (quote(written.value), class.describe());
                let message = format!("{name} must be text or a list of texts, not {found}");
                return report.add(ProblemCode::BadWaiter, written.at, message).none();
            }
            WaiterIds::One(field.clone())
        };
        Some(CheckedIds { ids, of_type, field })
    }

    /// Reads one of a list of filters, each of which has a name and values.
    fn filter(&self, filter: &WaiterFilter<'_>, report: &mut Report) -> Option<CheckedIds> {
        let (list, name, value, values) =
            (filter.list?, filter.name?, filter.value?, filter.values?);
        let shape =
            self.resolver.own_field(self.action.request.0, list, ProblemCode::BadWaiter, report)?;
        let item = match shape {
            Shape::List(item) => self.resolver.index.class(item),
            _ => None,
        };
        let Some(ShapeClass::Record(item)) = item else {
            return report
                .add(ProblemCode::BadWaiter, list.at, "`list` must name a list of records")
                .none();
        };
        let code = ProblemCode::BadWaiter;
        let name_shape = self.resolver.own_field(item, name, code, report)?;
        self.resolver.expect_class(name, name_shape, &[ShapeClass::Text], code, report)?;
        let values_shape = self.resolver.own_field(item, values, ProblemCode::BadWaiter, report)?;
        if !self.is_texts(values_shape)? {
            return report
                .add(ProblemCode::BadWaiter, values.at, "`values` must name a list of texts")
                .none();
        }
        let text = |text: Text<'_>| text.value.to_owned();
        let ids = WaiterIds::Filter {
            list: text(list),
            name: text(name),
            value: text(value),
            values: text(values),
        };
        Some(CheckedIds { ids, of_type: item, field: text(values) })
    }

    /// Tells whether a shape is a list of texts; `None` if it is not known.
    fn is_texts(&self, shape: &Shape) -> Option<bool> {
        match shape {
            Shape::List(item) => Some(self.resolver.index.class(item)? == ShapeClass::Text),
            _ => Some(false),
        }
    }

    /// Computes how many ids a request takes: the least of the spec, the rules and the page size.
    pub(super) fn batch(&self, ids: Option<&CheckedIds>, report: &mut Report) -> u64 {
        if let Some(Spanned { value: 0, at }) = self.waiter.batch {
            let _ = report.add(ProblemCode::BadWaiter, at, "`batch` must be at least 1");
        }
        let Some(CheckedIds { ids, of_type, field }) = ids else { return 1 };
        if matches!(ids, WaiterIds::One(_)) {
            if let Some(batch) = self.waiter.batch.filter(|batch| batch.value > 1) {
                let message = "`batch` must be 1, because the field takes one id";
                let _ = report.add(ProblemCode::BadWaiter, batch.at, message);
            }
            return 1;
        }
        let page = match &self.action.pagination {
            None => DEFAULT_BATCH,
            Some(pagination) => {
                let limit = pagination.limit.as_deref();
                let most = limit.and_then(|limit| self.max_allowed(self.action.request.0, limit));
                most.or(pagination.size).unwrap_or(DEFAULT_PAGE_SIZE)
            }
        };
        let said = self.waiter.batch.map(|batch| batch.value);
        let most = [self.max_allowed(*of_type, field), said].into_iter().flatten().min();
        // Without pagination the spec's own limit takes the place of the default.
        let batch = match (most, &self.action.pagination) {
            (Some(most), None) => most,
            (Some(most), Some(_)) => most.min(page),
            (None, _) => page,
        };
        batch.max(1)
    }

    /// Gives the maximum that the rules of a field allow: items of a list, or an integer's value.
    fn max_allowed(&self, of_type: usize, field: &str) -> Option<u64> {
        let field = self.resolver.field(of_type, field)?;
        let most = |rule: &Rule<ValueCheck>| match rule.check {
            ValueCheck::Items { max, .. } => max,
            ValueCheck::IntRange { max, .. } => u64::try_from(max?).ok(),
            _ => None,
        };
        field.rules.iter().filter_map(most).min()
    }
}
