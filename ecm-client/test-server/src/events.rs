//! Event streams that a test lets the server send.

mod outgoing;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};

pub(super) use outgoing::OutgoingStream;

/// Event stream that answers an action, up to and with its end.
///
/// Each event travels in a chunk of its own. After the last one come the spec's end mark, if it has
/// one, and the last chunk.
///
/// ```
/// use std::time::Duration;
///
/// use ecm_test_server::{ServedEvent, ServedEvents};
/// use serde_json::json;
///
/// let first = ServedEvent::new(json!({ "Text": "Good " })).id("1");
/// let second = ServedEvent::new(json!({ "Text": "day" })).delay(Duration::from_secs(3));
/// let failed = ServedEvent::error("InternalError", "The model is gone.");
/// let _ = ServedEvents::new([first, second, failed]).without_end_mark();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServedEvents {
    events: Arc<[ServedEvent]>,
    rounds: u64,
    max_chunk: usize,
    blank: bool,
    end_mark: bool,
}

impl ServedEvents {
    /// Creates a stream of these events.
    pub fn new(events: impl IntoIterator<Item = impl Into<ServedEvent>>) -> Self {
        Self {
            events: events.into_iter().map(Into::into).collect(),
            rounds: 1,
            max_chunk: usize::MAX,
            blank: true,
            end_mark: true,
        }
    }

    /// Sends all events so many times, which makes a long stream of little memory.
    #[must_use]
    pub fn repeat(mut self, times: u64) -> Self {
        self.rounds = times;
        self
    }

    /// Divides each event into chunks of at most so many bytes, and at least one.
    #[must_use]
    pub fn max_chunk(mut self, bytes: usize) -> Self {
        self.max_chunk = bytes.max(1);
        self
    }

    /// Writes `data:{..}` in place of `data: {..}`, and likewise in all lines.
    #[must_use]
    pub fn without_blanks(mut self) -> Self {
        self.blank = false;
        self
    }

    /// Ends the stream without the spec's end mark.
    #[must_use]
    pub fn without_end_mark(mut self) -> Self {
        self.end_mark = false;
        self
    }
}

impl<E: Into<ServedEvent>> From<Vec<E>> for ServedEvents {
    fn from(events: Vec<E>) -> Self {
        Self::new(events)
    }
}

impl<E: Into<ServedEvent>, const N: usize> From<[E; N]> for ServedEvents {
    fn from(events: [E; N]) -> Self {
        Self::new(events)
    }
}

/// Event of a stream that a test lets the server send.
///
/// Line ends inside a comment, an event type or an id become blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServedEvent {
    content: Content,
    /// Names and values of the lines before the data; a comment has no name.
    lines: Vec<(&'static str, String)>,
    delay: Duration,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Record(Value),
    Data(String),
    Raw(Bytes),
}

impl ServedEvent {
    /// Creates an event whose data is this JSON value.
    ///
    /// A `RequestId` is added to an object that has none.
    #[must_use]
    pub fn new(record: Value) -> Self {
        Self::of(Content::Record(record))
    }

    /// Creates an event that tells an error inside the stream.
    #[must_use]
    pub fn error(code: &str, message: &str) -> Self {
        Self::new(json!({ "Error": { "Code": code, "Message": message } }))
    }

    /// Creates an event with this text as its data, whether it is JSON or not.
    ///
    /// Each line of the text becomes a line of data.
    #[must_use]
    pub fn data(text: impl Into<String>) -> Self {
        Self::of(Content::Data(text.into()))
    }

    /// Creates an event of these bytes, which need not follow the format: nothing is added to them.
    ///
    /// They travel in a chunk of their own, so that two of these can be the halves of one event.
    #[must_use]
    pub fn raw(bytes: impl Into<Bytes>) -> Self {
        Self::of(Content::Raw(bytes.into()))
    }

    fn of(content: Content) -> Self {
        Self { content, lines: Vec::new(), delay: Duration::ZERO }
    }

    /// Adds a line with an id.
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        self.with_line("id", id.into())
    }

    /// Adds a line with an event type.
    #[must_use]
    pub fn event(self, name: impl Into<String>) -> Self {
        self.with_line("event", name.into())
    }

    /// Adds a line with the time before a client should reconnect, in milliseconds.
    #[must_use]
    pub fn retry(self, milliseconds: u64) -> Self {
        self.with_line("retry", milliseconds.to_string())
    }

    /// Adds a comment.
    #[must_use]
    pub fn comment(self, text: impl Into<String>) -> Self {
        self.with_line("", text.into())
    }

    /// Sends the event after a delay, by the timer of tokio.
    #[must_use]
    pub fn delay(mut self, time: Duration) -> Self {
        self.delay = time;
        self
    }

    fn with_line(mut self, name: &'static str, value: String) -> Self {
        self.lines.push((name, value));
        self
    }
}

impl From<Value> for ServedEvent {
    fn from(record: Value) -> Self {
        Self::new(record)
    }
}
