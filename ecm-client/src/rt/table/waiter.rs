//! Table of a state that can be waited for.

use super::rule::FieldPath;

/// State that can be waited for, and the action that is polled.
#[derive(Debug)]
pub struct WaiterTable {
    pub name: &'static str,
    /// Field of the request for the ids.
    pub ids: WaiterIds,
    /// Maximum number of ids in one request.
    pub batch: usize,
    /// Field of the request for the number of items on a page.
    pub limit: Option<&'static str>,
    /// Path of the list of records in the response; empty if the response is about the one id.
    pub items: FieldPath,
    pub id: FieldPath,
    /// Path of the state, in a record or in the response.
    pub state: FieldPath,
    /// States that are waited for; integers in decimal.
    pub until: &'static [&'static str],
    /// States from which none of those can be reached; integers in decimal.
    pub failed: &'static [&'static str],
    /// Meaning of an id that is not in the response.
    pub absent: AbsenceMeaning,
    /// Seconds between two polls.
    pub poll_seconds: u64,
    /// Seconds after which the wait ends with an error.
    pub timeout_seconds: u64,
}

/// Field of a request for ids, by wire names.
#[derive(Clone, Copy, Debug)]
pub enum WaiterIds {
    /// A field that holds one id.
    One(&'static str),
    /// A field that holds a list of ids.
    List(&'static str),
    /// A filter in a list of filters.
    Filter {
        list: &'static str,
        /// Field of a filter for its name.
        name: &'static str,
        /// Name of the filter that takes ids.
        value: &'static str,
        /// Field of a filter for the ids.
        values: &'static str,
    },
}

/// Meaning of an id that is not in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsenceMeaning {
    /// It does not exist yet: poll again.
    Wait,
    /// It is gone, which is the state that is waited for.
    Done,
    /// It is gone for good: the wait fails.
    Fail,
}
