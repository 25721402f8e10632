//! Event streams that actions answer with.

use super::{Path, TypeId};

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
    /// Text of an event, for people who read along; it may be a field of the items of a list.
    pub text: Option<Path>,
    /// Form of an event that tells of a failure, beside an `Error` as in any answer.
    pub error: Option<EventError>,
}

/// Event that tells of a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventError {
    /// Mark of such an event; `None` if its code marks it, by a value that is neither 0 nor empty.
    pub mark: Option<EventMark>,
    /// Field with the error code, a text or an integer.
    pub code: Path,
    /// Field with the message.
    pub message: Option<Path>,
}

/// Text of a field by which an event is told from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMark {
    /// Field of the event.
    pub field: Path,
    /// Its value.
    pub value: String,
}
