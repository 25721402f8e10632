//! Event streams that actions answer with.

use super::TypeId;

/// Event stream that an action answers with, instead of a JSON object or by choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Events {
    /// Boolean field of the request that is true where the answer is a stream; `None` if every
    /// answer is one.
    pub when: Option<String>,
    /// Record in the data of each event.
    pub event: TypeId,
    /// Data of the event that ends the stream and holds no record, such as `[DONE]`.
    pub end: Option<String>,
}
