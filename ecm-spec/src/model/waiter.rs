//! Waiters for states.

use super::{ActionId, Name, Path};

/// Waiter that polls an action until resources are in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// Name, such as `InstancesRunning`; its Rust name is that of the client method.
    pub name: Name,
    /// Documentation.
    pub doc: String,
    /// Action that is polled; it only reads.
    pub action: ActionId,
    /// Field of the request that holds the ids.
    pub ids: WaiterIds,
    /// Number of ids that one request takes.
    pub batch: u64,
    /// Field of the request to set to the number of ids, so that all are on one page.
    pub limit: Option<String>,
    /// Place of the states in the response.
    pub state: StateSource,
    /// States that end the wait; integers in decimal.
    pub until: Vec<String>,
    /// States that fail the wait, because none of `until` can follow.
    pub failed: Vec<String>,
    /// Meaning of an id that is not in the response.
    pub absent: IfAbsent,
    /// Seconds between two polls.
    pub poll_seconds: u64,
    /// Seconds after which the wait times out.
    pub within_seconds: u64,
}

/// Field of a request that holds the ids to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaiterIds {
    /// A field that holds one id.
    One(String),
    /// A field that holds a list of ids.
    List(String),
    /// A filter: an item of a list of records with a name and values.
    Filter {
        /// The field with the list of filters.
        list: String,
        /// The field of a filter with its name.
        name: String,
        /// The name of the filter that takes ids.
        value: String,
        /// The field of a filter with the ids.
        values: String,
    },
}

/// Place of the states in a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateSource {
    /// The response describes the one id that was asked for.
    Response {
        /// The state in the response.
        state: Path,
    },
    /// The response has a list of records.
    Items {
        /// The list in the response.
        items: Path,
        /// The id in a record.
        id: Path,
        /// The state in a record.
        state: Path,
    },
}

/// Meaning of an id that was asked for and is not in the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfAbsent {
    /// The resource does not exist yet.
    Wait,
    /// The resource is gone, as the wait is for.
    Done,
    /// The resource is gone and can no longer reach the state.
    Fail,
}
