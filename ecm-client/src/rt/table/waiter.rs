//! What can be waited for.

use super::rule::FieldPath;

/// A state that can be waited for.
#[derive(Debug)]
pub struct WaiterTable {
    /// What the spec calls it.
    pub name: &'static str,
    /// How the request says what is looked up.
    pub ids: WaiterIds,
    /// How many ids one request takes.
    pub batch: usize,
    /// The field of the request for the number of items on a page.
    pub limit: Option<&'static str>,
    /// The list of records in the response; empty where the response speaks of the one id.
    pub items: FieldPath,
    /// The id in a record.
    pub id: FieldPath,
    /// The state, in a record or in the response.
    pub state: FieldPath,
    /// The states that are waited for; integers in decimal.
    pub until: &'static [&'static str],
    /// The states from which there is no way to one of them.
    pub failed: &'static [&'static str],
    /// What it means that an id is not in the response.
    pub absent: AbsenceMeaning,
    /// Seconds from one look to the next.
    pub poll_seconds: u64,
    /// Seconds after which to give up.
    pub timeout_seconds: u64,
}

/// How a request says what is looked up, by wire names.
#[derive(Clone, Copy, Debug)]
pub enum WaiterIds {
    /// A field that holds one id.
    One(&'static str),
    /// A field that holds a list of ids.
    List(&'static str),
    /// An item of a list of filters.
    Filter {
        /// The field with the filters.
        list: &'static str,
        /// The field of a filter with its name.
        name: &'static str,
        /// The name of the filter that takes ids.
        value: &'static str,
        /// The field of a filter with the ids.
        values: &'static str,
    },
}

/// What it means that an id is not in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsenceMeaning {
    /// It is not there yet.
    Wait,
    /// It is gone, as is waited for.
    Done,
    /// It is gone for good.
    Fail,
}
