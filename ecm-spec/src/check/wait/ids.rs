//! The ids that a wait looks up, and how many of them one request takes.

use super::Owner;
use crate::check::index::Class;
use crate::model::{Rule, Shape, ValueCheck, WaiterIds};
use crate::problem::{Code, Placed, Report};
use crate::raw::{Filter, Text};

/// How many ids are asked for at once where nothing says how many may be: as many as the service
/// puts on a page of its own accord.
const USUAL_PAGE: u64 = 20;
/// The same where the action has no pages.
const USUAL_LIST: u64 = 100;

/// The ids of a wait and the record and field that hold them.
pub(super) struct Ids {
    pub(super) ids: WaiterIds,
    of_type: usize,
    field: String,
}

impl Owner<'_, '_> {
    pub(super) fn ids(&self, report: &mut Report) -> Option<Ids> {
        let wait = self.wait;
        match (wait.ids, &wait.filter) {
            (Some(ids), None) => self.plain(ids, report),
            (None, Some(filter)) => self.filter(filter, report),
            (Some(ids), Some(filter)) => {
                let message = "ids are either in `ids` or in a `filter`";
                let _ = report.add(Code::BadWait, ids.at, message).also(filter.at, "the filter");
                None
            }
            (None, None) => {
                let message = "a wait needs `ids` or `filter`, or it looks nothing up";
                let _ = report.add(Code::BadWait, wait.wire.at, message);
                None
            }
        }
    }

    /// A field that takes one id, or a list of them.
    fn plain(&self, written: Text<'_>, report: &mut Report) -> Option<Ids> {
        let of_type = self.action.request.0;
        let shape = self.lookup.own(of_type, written, Code::BadWait, report)?;
        let field = written.value.to_owned();
        let ids = if self.is_texts(shape)? {
            WaiterIds::List(field.clone())
        } else {
            let wanted = "text or a list of texts";
            self.lookup.fits(written, shape, &[Class::Text], wanted, Code::BadWait, report)?;
            WaiterIds::One(field.clone())
        };
        Some(Ids { ids, of_type, field })
    }

    /// One of a list of filters, each of which has a name and values.
    fn filter(&self, filter: &Filter<'_>, report: &mut Report) -> Option<Ids> {
        let (list, name, value, values) =
            (filter.list?, filter.name?, filter.value?, filter.values?);
        let shape = self.lookup.own(self.action.request.0, list, Code::BadWait, report)?;
        let item = match shape {
            Shape::List(item) => self.lookup.index.class(item),
            _ => None,
        };
        let Some(Class::Record(item)) = item else {
            let _ = report.add(Code::BadWait, list.at, "filters are a list of records");
            return None;
        };
        let name_shape = self.lookup.own(item, name, Code::BadWait, report)?;
        self.lookup.fits(name, name_shape, &[Class::Text], "text", Code::BadWait, report)?;
        let values_shape = self.lookup.own(item, values, Code::BadWait, report)?;
        if !self.is_texts(values_shape)? {
            let _ =
                report.add(Code::BadWait, values.at, "the values of a filter are a list of texts");
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
        if let Some(Placed { value: 0, at }) = self.wait.batch {
            let _ = report.add(Code::BadWait, at, "a request needs at least one id");
        }
        let Some(Ids { ids, of_type, field }) = ids else { return 1 };
        if matches!(ids, WaiterIds::One(_)) {
            if let Some(batch) = self.wait.batch.filter(|batch| batch.value > 1) {
                let message = "the field for the id takes one only";
                let _ = report.add(Code::BadWait, batch.at, message);
            }
            return 1;
        }
        let page = match &self.action.pages {
            None => USUAL_LIST,
            Some(pages) => {
                let limit = pages.limit.as_deref();
                let most = limit.and_then(|limit| self.most(self.action.request.0, limit));
                most.or(pages.size).unwrap_or(USUAL_PAGE)
            }
        };
        let said = self.wait.batch.map(|batch| batch.value);
        let most = [self.most(*of_type, field), said].into_iter().flatten().min();
        // What is said of the ids stands in the place of what is usual without pages.
        let batch = match (most, &self.action.pages) {
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
