//! Recorder that keeps histograms in the form of OTLP.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use metrics::{
    Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit,
};
use serde_json::{Value, json};

use super::{SCHEMA, attribute, now, resource};

/// Recorder that keeps what the client measures; it takes histograms alone, as there is nothing else.
#[derive(Clone, Default)]
pub(crate) struct Histograms(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    units: HashMap<String, (Unit, SharedString)>,
    values: HashMap<Key, Vec<f64>>,
}

struct Series(Histograms, Key);

impl HistogramFn for Series {
    fn record(&self, value: f64) {
        self.0.kept().values.entry(self.1.clone()).or_default().push(value);
    }
}

impl Histograms {
    /// Returns all histograms, as a request to a collector.
    pub(crate) fn document(&self) -> Value {
        let kept = self.kept();
        let mut metrics: Vec<Value> =
            kept.values.iter().map(|(key, values)| metric(&kept, key, values)).collect();
        metrics.sort_by_key(|metric| metric["name"].to_string());
        json!({ "resourceMetrics": [{
            "resource": resource(),
            "scopeMetrics": [{
                "scope": { "name": "ecm_client" }, "metrics": metrics, "schemaUrl": SCHEMA,
            }],
        }] })
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Histogram of one bucket: number and sum of the values of one set of labels.
fn metric(kept: &Kept, key: &Key, values: &[f64]) -> Value {
    const CUMULATIVE: u8 = 2;
    let (unit, description) = match kept.units.get(key.name()) {
        Some((Unit::Seconds, text)) => ("s", text.to_string()),
        Some((Unit::Bytes, text)) => ("By", text.to_string()),
        other => ("1", other.map(|(_, text)| text.to_string()).unwrap_or_default()),
    };
    let labels: Vec<Value> =
        key.labels().map(|label| attribute(label.key(), label.value())).collect();
    let count = values.len().to_string();
    json!({
        "name": key.name(), "unit": unit, "description": description,
        "histogram": { "aggregationTemporality": CUMULATIVE, "dataPoints": [{
            "attributes": labels, "timeUnixNano": now(), "count": count,
            "sum": values.iter().sum::<f64>(), "bucketCounts": [count], "explicitBounds": [],
        }] },
    })
}

impl Recorder for Histograms {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, key: KeyName, unit: Option<Unit>, description: SharedString) {
        let unit = unit.unwrap_or(Unit::Count);
        self.kept().units.insert(key.as_str().to_owned(), (unit, description));
    }

    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        Counter::noop()
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(Arc::new(Series(self.clone(), key.clone())))
    }
}
