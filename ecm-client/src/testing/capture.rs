//! Listener that writes down what is traced.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down every field of every span and of every event.
#[derive(Clone, Default)]
pub(crate) struct Capture {
    pub(crate) spans: Arc<Mutex<Vec<String>>>,
    pub(crate) events: Arc<Mutex<Vec<String>>>,
    /// Names of the fields that spans and events declare.
    pub(crate) names: Arc<Mutex<BTreeSet<&'static str>>>,
}

impl Capture {
    /// Listens to what this thread does.
    pub(crate) fn listen() -> (Self, (tracing::subscriber::DefaultGuard, tracing::Dispatch)) {
        let capture = Self::default();
        // As long as there is only one listener, a place that another thread meets first asks that
        // thread alone, where nobody listens. A second one makes it ask everybody.
        let second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
        let guard = tracing::subscriber::set_default(capture.clone());
        tracing::callsite::rebuild_interest_cache();
        (capture, (guard, second))
    }

    fn declare(&self, metadata: &Metadata<'_>) {
        self.names.lock().unwrap().extend(metadata.fields().iter().map(|field| field.name()));
    }
}

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        assert!((0.0..=10.0).contains(&value), "{field} {value}");
        self.0.push_str(&format!(" {field}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push_str(&format!(" {field}={value:?}"));
    }
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("ecm_client")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        self.declare(attributes.metadata());
        let mut lines = self.spans.lock().unwrap();
        let mut line = attributes.metadata().name().to_owned();
        attributes.record(&mut Line(&mut line));
        lines.push(line);
        Id::from_u64(lines.len() as u64)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        let mut lines = self.spans.lock().unwrap();
        values.record(&mut Line(&mut lines[id.into_u64() as usize - 1]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.declare(event.metadata());
        let mut line = event.metadata().level().to_string();
        event.record(&mut Line(&mut line));
        self.events.lock().unwrap().push(line);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
