//! States of ids during a wait.

/// Result of a wait: every id has reached a state that was waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiterOutput {
    pub(super) states: Vec<ObservedState>,
}

impl WaiterOutput {
    /// Returns the last state of each id, in the order in which they were given.
    pub fn states(&self) -> &[ObservedState] {
        &self.states
    }
}

/// Last known state of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObservedState {
    pub(super) id: String,
    pub(super) state: Option<String>,
    pub(super) progress: WaiterProgress,
}

impl ObservedState {
    /// Returns the id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns its state as the service calls it.
    ///
    /// `None` if no response had the id, or the response had no state for it.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// Returns the meaning of the state for the wait.
    pub fn progress(&self) -> WaiterProgress {
        self.progress
    }
}

/// Meaning of an id's state for a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaiterProgress {
    /// The state is not reached yet.
    Pending,
    /// The state is reached.
    Done,
    /// The state can no longer be reached.
    Failed,
}
