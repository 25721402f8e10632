//! Parser of event streams (`text/event-stream`) for bytes as they arrive.
//!
//! [`EventParser::next`] takes chunks of the body, cut anywhere, and returns each event as soon as the
//! byte that ends it is there. The format is that of the [HTML standard]; the parser does no I/O.
//!
//! [HTML standard]: https://html.spec.whatwg.org/multipage/server-sent-events.html
//!
//! ```
//! use ecm_events::EventParser;
//!
//! let mut parser = EventParser::new(64 * 1024);
//! let mut chunk = &b": a comment keeps the connection alive\ndata: {\"n\": 1}\n\ndata: {\"n\""[..];
//! let event = parser.next(&mut chunk)?.map(|event| event.data().to_owned());
//! assert_eq!(event.as_deref(), Some("{\"n\": 1}"));
//! // The second event is not complete yet.
//! assert!(parser.next(&mut chunk)?.is_none() && chunk.is_empty());
//! # Ok::<(), ecm_events::EventTooLarge>(())
//! ```

mod event;
mod parser;

pub use event::{EventTooLarge, ParsedEvent};
pub use parser::EventParser;

/// Runs the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
