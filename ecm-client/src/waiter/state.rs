//! What was seen while waiting.

/// The end of a wait: every id has been seen in a state that was waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiterOutput {
    pub(super) states: Vec<ObservedState>,
}

impl WaiterOutput {
    /// What was seen last of each id, in the order in which they were given.
    pub fn states(&self) -> &[ObservedState] {
        &self.states
    }
}

/// What was seen last of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObservedState {
    pub(super) id: String,
    pub(super) state: Option<String>,
    pub(super) progress: WaiterProgress,
}

impl ObservedState {
    /// The id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its state, as the service calls it; `None` if no answer had the id, or its answer no state.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// What that means for the wait.
    pub fn progress(&self) -> WaiterProgress {
        self.progress
    }
}

/// What the state of an id means for a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaiterProgress {
    /// It is not yet what is waited for.
    Pending,
    /// It is what is waited for.
    Done,
    /// It will never be what is waited for.
    Failed,
}
