//! The events of one answer, and their bytes.

use std::iter;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use super::{Content, ServedEvent, ServedEvents};

/// Event stream on its way to a client.
#[derive(Debug)]
pub(crate) struct OutgoingStream {
    pub(crate) action: String,
    /// Added to all records that have none.
    pub(crate) request_id: String,
    pub(crate) events: ServedEvents,
    /// Data of the event that ends the stream.
    pub(crate) end_mark: Option<String>,
}

/// Event as it travels, without the framing of chunks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OutgoingEvent {
    pub(crate) bytes: Bytes,
    pub(crate) delay: Duration,
    pub(crate) is_end_mark: bool,
}

impl OutgoingStream {
    /// Returns bytes per chunk at most.
    pub(crate) fn max_chunk(&self) -> usize {
        self.events.max_chunk
    }

    /// Returns the events one by one, however many there are, with the end mark at last.
    pub(crate) fn events(&self) -> impl Iterator<Item = OutgoingEvent> {
        // Nothing, however often, is nothing.
        let rounds = if self.events.events.is_empty() { 0 } else { self.events.rounds };
        let rounds = (0..rounds).flat_map(|_| self.events.events.iter());
        let events = rounds.map(|event| OutgoingEvent {
            bytes: self.bytes(event),
            delay: event.delay,
            is_end_mark: false,
        });
        let end_mark = self.end_mark.iter().filter(|_| self.events.end_mark).map(|mark| {
            let bytes = self.bytes(&ServedEvent::data(mark));
            OutgoingEvent { bytes, delay: Duration::ZERO, is_end_mark: true }
        });
        events.chain(end_mark)
    }

    fn bytes(&self, event: &ServedEvent) -> Bytes {
        let data = match &event.content {
            Content::Raw(bytes) => return bytes.clone(),
            Content::Data(text) => text.clone(),
            Content::Record(record) => self.with_request_id(record).to_string(),
        };
        let blank = if self.events.blank { " " } else { "" };
        let before = event.lines.iter().map(|(name, value)| {
            // A line end inside would begin a line of its own.
            format!("{name}:{blank}{}\n", value.replace(['\r', '\n'], " "))
        });
        let data = data.replace("\r\n", "\n").replace('\r', "\n");
        let data = data.split('\n').map(|line| format!("data:{blank}{line}\n"));
        let lines: String = before.chain(data).chain(iter::once("\n".to_owned())).collect();
        lines.into()
    }

    fn with_request_id(&self, record: &Value) -> Value {
        let mut record = record.clone();
        if let Value::Object(fields) = &mut record {
            fields.entry("RequestId").or_insert_with(|| self.request_id.as_str().into());
        }
        record
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn texts(events: ServedEvents) -> Vec<String> {
        let end_mark = Some("[DONE]".to_owned());
        let stream =
            OutgoingStream { action: String::new(), request_id: "r-1".into(), events, end_mark };
        let texts = stream.events().map(|event| String::from_utf8(event.bytes.into()).unwrap());
        texts.collect()
    }

    #[test]
    fn events_are_written_as_asked() {
        let full =
            ServedEvent::new(json!({ "A": 1 })).comment("x\ny").event("delta").id("7").retry(1500);
        let events = vec![
            full,
            ServedEvent::error("InternalError", "Gone."),
            ServedEvent::new(json!({ "RequestId": "own" })),
            ServedEvent::data("a\rb\r\n\nc"),
            ServedEvent::raw("data: {").id("nothing is added"),
        ];
        let expected = [
            ": x y\nevent: delta\nid: 7\nretry: 1500\ndata: {\"A\":1,\"RequestId\":\"r-1\"}\n\n",
            "data: {\"Error\":{\"Code\":\"InternalError\",\"Message\":\"Gone.\"},\
             \"RequestId\":\"r-1\"}\n\n",
            "data: {\"RequestId\":\"own\"}\n\n",
            "data: a\ndata: b\ndata: \ndata: c\n\n",
            "data: {",
            "data: [DONE]\n\n",
        ];
        assert_eq!(texts(events.clone().into()), expected);
        let bare = texts(ServedEvents::new(events).without_blanks().without_end_mark());
        let expected = expected.map(|text| match text {
            "data: {" => text.to_owned(),
            text => text.replace(": ", ":"),
        });
        assert_eq!(bare, expected[..5]);
    }

    #[test]
    fn events_are_repeated_in_turn() {
        let two = ServedEvents::new([ServedEvent::raw("a"), ServedEvent::raw("b")]);
        assert_eq!(texts(two.clone().repeat(2)), ["a", "b", "a", "b", "data: [DONE]\n\n"]);
        assert_eq!(texts(two.repeat(0)), ["data: [DONE]\n\n"]);
        let none = ServedEvents::new(Vec::<ServedEvent>::new()).repeat(u64::MAX);
        assert_eq!(texts(none), ["data: [DONE]\n\n"]);
    }
}
