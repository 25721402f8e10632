//! The ids that a waiter looks up, and how many of them one request takes.

use super::Owner;
use crate::check::index::Class;
use crate::model::{Rule, Shape, ValueCheck, WaiterIds};
use crate::problem::{Code, Placed, Report};
use crate::raw::{Filter, Text};

/// How many ids are asked for at once where nothing says how many may be: as many as the service
/// puts on a page of its own accord.
const USUAL_PAGE: u64 = 20;
/// The same where the action has no pagination.
const USUAL_LIST: u64 = 100;

/// The ids of a waiter and the record and field that hold them.
pub(super) struct Ids {
    pub(super) ids: WaiterIds,
    of_type: usize,
    field: String,
}

impl Owner<'_, '_> {
    pub(super) fn ids(&self, report: &mut Report) -> Option<Ids> {
        let waiter = self.waiter;
        match (waiter.ids, &waiter.filter) {
            (Some(ids), None) => self.plain(ids, report),
            (None, Some(filter)) => self.filter(filter, report),
            (Some(ids), Some(filter)) => {
                let message = "ids are either in `ids` or in a `filter`";
                let _ = report.add(Code::BadWaiter, ids.at, message).also(filter.at, "the filter");
                None
            }
            (None, None) => {
                let message = "a waiter needs `ids` or `filter`, or it looks nothing up";
                let _ = report.add(Code::BadWaiter, waiter.wire.at, message);
                None
            }
        }
    }

    /// A field that takes one id, or a list of them.
    fn plain(&self, written: Text<'_>, report: &mut Report) -> Option<Ids> {
        let of_type = self.action.request.0;
        let shape = self.lookup.own(of_type, written, Code::BadWaiter, report)?;
        let field = written.value.to_owned();
        let ids = if self.is_texts(shape)? {
            WaiterIds::List(field.clone())
        } else {
            let wanted = "text or a list of texts";
            self.lookup.fits(written, shape, &[Class::Text], wanted, Code::BadWaiter, report)?;
            WaiterIds::One(field.clone())
        };
        Some(Ids { ids, of_type, field })
    }

    /// One of a list of filters, each of which has a name and values.
    fn filter(&self, filter: &Filter<'_>, report: &mut Report) -> Option<Ids> {
        let (list, name, value, values) =
            (filter.list?, filter.name?, filter.value?, filter.values?);
        let shape = self.lookup.own(self.action.request.0, list, Code::BadWaiter, report)?;
        let item = match shape {
            Shape::List(item) => self.lookup.index.class(item),
            _ => None,
        };
        let Some(Class::Record(item)) = item else {
            let _ = report.add(Code::BadWaiter, list.at, "filters are a list of records");
            return None;
        };
        let name_shape = self.lookup.own(item, name, Code::BadWaiter, report)?;
        self.lookup.fits(name, name_shape, &[Class::Text], "text", Code::BadWaiter, report)?;
        let values_shape = self.lookup.own(item, values, Code::BadWaiter, report)?;
        if !self.is_texts(values_shape)? {
            let _ = report.add(
                Code::BadWaiter,
                values.at,
                "the values of a filter are a list of texts",
            );
            return None;
        }
        let text = |text: Text<'_>| text.value.to_owned();
        let ids = WaiterIds::Filter {
            list: text(list),
            name: text(name),
            value: text(value),
            values: text(values),
        };
        Some(Ids { ids, of_type: item, field: text(values) })
    }

    /// Whether it is a list of texts; `None` where that is not known.
    fn is_texts(&self, shape: &Shape) -> Option<bool> {
        match shape {
            Shape::List(item) => Some(self.lookup.index.class(item)? == Class::Text),
            _ => Some(false),
        }
    }

    /// How many ids a request takes: what the spec says, the rules allow and a page holds.
    pub(super) fn batch(&self, ids: Option<&Ids>, report: &mut Report) -> u64 {
        if let Some(Placed { value: 0, at }) = self.waiter.batch {
            let _ = report.add(Code::BadWaiter, at, "a request needs at least one id");
        }
        let Some(Ids { ids, of_type, field }) = ids else { return 1 };
        if matches!(ids, WaiterIds::One(_)) {
            if let Some(batch) = self.waiter.batch.filter(|batch| batch.value > 1) {
                let message = "the field for the id takes one only";
                let _ = report.add(Code::BadWaiter, batch.at, message);
            }
            return 1;
        }
        let page = match &self.action.pagination {
            None => USUAL_LIST,
            Some(pagination) => {
                let limit = pagination.limit.as_deref();
                let most = limit.and_then(|limit| self.most(self.action.request.0, limit));
                most.or(pagination.size).unwrap_or(USUAL_PAGE)
            }
        };
        let said = self.waiter.batch.map(|batch| batch.value);
        let most = [self.most(*of_type, field), said].into_iter().flatten().min();
        // What is said of the ids stands in the place of what is usual without pages.
        let batch = match (most, &self.action.pagination) {
            (Some(most), None) => most,
            (Some(most), Some(_)) => most.min(page),
            (None, _) => page,
        };
        batch.max(1)
    }

    /// The most that the rules of a field allow: items of a list, or the value of an integer.
    fn most(&self, of_type: usize, field: &str) -> Option<u64> {
        let field = self.lookup.field(of_type, field)?;
        let most = |rule: &Rule<ValueCheck>| match rule.check {
            ValueCheck::Items { max, .. } => max,
            ValueCheck::IntRange { max, .. } => u64::try_from(max?).ok(),
            _ => None,
        };
        field.rules.iter().filter_map(most).min()
    }
}
