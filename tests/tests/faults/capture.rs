//! Everything that is traced and measured while this program runs, whoever traces it.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use ecm_client::{AttemptMetrics, CallMetrics, Metrics, RateLimitMetrics};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static TEXT: Mutex<String> = Mutex::new(String::new());
static NEXT: AtomicU64 = AtomicU64::new(1);

/// Begins to write down what is traced.
pub fn begin() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Capture).unwrap());
}

/// What was traced since this was asked last.
pub fn taken() -> String {
    std::mem::take(&mut TEXT.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Writes down everything that is measured.
pub struct Measured;

impl Metrics for Measured {
    fn call_ended(&self, call: &CallMetrics) {
        measured(call);
    }

    fn attempt_ended(&self, attempt: &AttemptMetrics) {
        measured(attempt);
    }

    fn rate_limit_waited(&self, wait: &RateLimitMetrics) {
        measured(wait);
    }
}

fn measured(measurement: &dyn fmt::Debug) {
    let mut text = TEXT.lock().unwrap_or_else(PoisonError::into_inner);
    text.push_str(&format!("\n{measurement:?}"));
}

/// Writes down the name and every field of every span and event, at every level.
struct Capture;

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push_str(&format!(" {field}={value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        // As it is: in quotes, a secret would be escaped once more.
        self.0.push_str(&format!(" {field}={value}"));
    }
}

fn write(metadata: Option<&Metadata<'_>>, fields: impl FnOnce(&mut Line<'_>)) {
    let mut text = TEXT.lock().unwrap_or_else(PoisonError::into_inner);
    text.push('\n');
    if let Some(metadata) = metadata {
        text.push_str(metadata.target());
        text.push(' ');
        text.push_str(metadata.name());
    }
    fields(&mut Line(&mut text));
}

impl Subscriber for Capture {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        write(Some(attributes.metadata()), |line| attributes.record(line));
        Id::from_u64(NEXT.fetch_add(1, Ordering::Relaxed))
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        write(None, |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        write(Some(event.metadata()), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
