//! Subscriber that keeps spans in the form of OTLP.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use super::{SCHEMA, now, resource};

thread_local! {
    /// Spans that this thread is in, the innermost last.
    static ENTERED: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// Subscriber that keeps the client's spans, with their events.
#[derive(Clone, Default)]
pub(crate) struct Spans(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    last_id: u64,
    open: HashMap<u64, Span>,
    ended: Vec<Value>,
}

struct Span {
    trace_id: String,
    parent: Option<u64>,
    start: String,
    fields: Fields,
    events: Vec<Value>,
}

/// Fields in the form of OTLP, without those that stand for something else.
#[derive(Default)]
struct Fields {
    attributes: Vec<Value>,
    name: String,
    is_failed: bool,
}

impl Fields {
    fn add(&mut self, field: &Field, value: Value, text: &str) {
        match field.name() {
            "otel.name" | "message" => self.name = text.to_owned(),
            "otel.kind" => {}
            "otel.status_code" => self.is_failed = text == "ERROR",
            name => self.attributes.push(json!({ "key": name, "value": value })),
        }
    }
}

impl Visit for Fields {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.add(field, json!({ "doubleValue": value }), "");
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field, json!({ "intValue": value.to_string() }), "");
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.add(field, json!({ "intValue": value.to_string() }), "");
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.add(field, json!({ "stringValue": value }), value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.record_str(field, &format!("{value:?}"));
    }
}

impl Span {
    fn ended(self, id: u64) -> Value {
        const CLIENT: u8 = 3;
        const ERROR: u8 = 2;
        json!({
            "traceId": self.trace_id,
            "spanId": format!("{id:016x}"),
            "parentSpanId": self.parent.map(|id| format!("{id:016x}")).unwrap_or_default(),
            "name": self.fields.name,
            "kind": CLIENT,
            "startTimeUnixNano": self.start,
            "endTimeUnixNano": now(),
            "attributes": self.fields.attributes,
            "events": self.events,
            "status": if self.fields.is_failed { json!({ "code": ERROR }) } else { json!({}) },
        })
    }
}

impl Spans {
    /// Returns all spans that have ended, as a request to a collector.
    pub(crate) fn document(&self) -> Value {
        json!({ "resourceSpans": [{
            "resource": resource(),
            "scopeSpans": [{
                "scope": { "name": "ecm_client" },
                "spans": self.kept().ended,
                "schemaUrl": SCHEMA,
            }],
        }] })
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn current() -> Option<u64> {
    ENTERED.with_borrow(|entered| entered.last().copied())
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("ecm_client") && *metadata.level() <= Level::DEBUG
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let mut kept = self.kept();
        kept.last_id += 1;
        let id = kept.last_id;
        let parent = attributes.parent().map(Id::into_u64).or_else(current);
        let of_parent = parent.and_then(|parent| kept.open.get(&parent));
        // A real exporter takes random numbers.
        let trace_id = of_parent.map_or(format!("{id:032x}"), |parent| parent.trace_id.clone());
        let span = Span { trace_id, parent, start: now(), fields, events: Vec::new() };
        kept.open.insert(id, span);
        Id::from_u64(id)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        if let Some(span) = self.kept().open.get_mut(&id.into_u64()) {
            values.record(&mut span.fields);
        }
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let parent = event.parent().map(Id::into_u64).or_else(current);
        let mut kept = self.kept();
        if let Some(span) = parent.and_then(|parent| kept.open.get_mut(&parent)) {
            let Fields { name, attributes, .. } = fields;
            let event = json!({ "timeUnixNano": now(), "name": name, "attributes": attributes });
            span.events.push(event);
        }
    }

    fn enter(&self, id: &Id) {
        ENTERED.with_borrow_mut(|entered| entered.push(id.into_u64()));
    }

    fn exit(&self, _: &Id) {
        ENTERED.with_borrow_mut(Vec::pop);
    }

    fn try_close(&self, id: Id) -> bool {
        let mut kept = self.kept();
        if let Some(span) = kept.open.remove(&id.into_u64()) {
            let ended = span.ended(id.into_u64());
            kept.ended.push(ended);
        }
        true
    }
}
