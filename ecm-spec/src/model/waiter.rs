//! States that can be waited for.

use super::{ActionId, Name, Path};

/// A state that can be waited for by asking for it again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// `InstancesRunning`; the Rust name is the client method's.
    pub name: Name,
    /// What is waited for.
    pub doc: String,
    /// The action that is asked; it changes nothing.
    pub action: ActionId,
    /// How the request says what is looked up.
    pub ids: WaiterIds,
    /// How many ids one request takes.
    pub batch: u64,
    /// The field of the request to set to the number of ids, so that all are on one page.
    pub limit: Option<String>,
    /// Where the states are.
    pub state: StateSource,
    /// The states that are waited for; integers in decimal.
    pub until: Vec<String>,
    /// The states from which there is no way to one of them.
    pub failed: Vec<String>,
    /// What it means that the answer does not have an id.
    pub absent: IfAbsent,
    /// Seconds between one look and the next.
    pub poll_seconds: u64,
    /// Seconds after which to give up.
    pub within_seconds: u64,
}

/// How a request says what is looked up.
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

/// Where an answer has states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateSource {
    /// The answer speaks of the one id that was asked for.
    Response {
        /// The state in the response.
        state: Path,
    },
    /// The answer has a list of records.
    Items {
        /// The list in the response.
        items: Path,
        /// The id in a record.
        id: Path,
        /// The state in a record.
        state: Path,
    },
}

/// What it means that an answer does not have an id that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfAbsent {
    /// It is not there yet.
    Wait,
    /// It is gone, which is what is waited for.
    Done,
    /// It is gone, and so never will be in the state.
    Fail,
}
