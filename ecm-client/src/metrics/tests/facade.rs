//! Measurements that a recorder of the crate `metrics` gets.

use std::collections::{BTreeMap, BTreeSet};

use ::metrics::{
    Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit,
    set_default_local_recorder,
};
use opentelemetry_semantic_conventions::{attribute, metric};

use super::*;
use crate::MetricsFacade;
use crate::trace::names::OWN_PREFIX;

/// Recorder that writes down what it is told.
#[derive(Clone, Default)]
struct Recorded {
    units: Arc<Mutex<BTreeMap<String, Unit>>>,
    values: Arc<Mutex<Vec<(Key, f64)>>>,
}

struct Values(Arc<Mutex<Vec<(Key, f64)>>>, Key);

impl HistogramFn for Values {
    fn record(&self, value: f64) {
        self.0.lock().unwrap().push((self.1.clone(), value));
    }
}

impl Recorder for Recorded {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, key: KeyName, unit: Option<Unit>, text: SharedString) {
        assert!(text.ends_with('.'), "{text}");
        self.units.lock().unwrap().insert(key.as_str().to_owned(), unit.unwrap());
    }

    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        panic!("there are no counters")
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        panic!("there are no gauges")
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(Arc::new(Values(Arc::clone(&self.values), key.clone())))
    }
}

/// Names of the conventions that are used; one that is deprecated there does not compile.
#[deny(deprecated)]
fn conventions() -> BTreeSet<&'static str> {
    BTreeSet::from([
        metric::RPC_CLIENT_CALL_DURATION,
        attribute::ERROR_TYPE,
        attribute::RPC_METHOD,
        attribute::RPC_SYSTEM_NAME,
    ])
}

/// Makes calls that end in every way; returns what is recorded of them.
async fn recorded() -> Recorded {
    let recorded = Recorded::default();
    let guard = set_default_local_recorder(&recorded);
    let script = Script::new([rejected("RequestLimitExceeded"), Step::Refused]);
    let builder = scripted::builder(&script).region("ap-guangzhou").rate_limit(true);
    let client = builder.metrics(MetricsFacade::new()).build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    for step in [rejected("Odd.keykeykeykey"), Step::Broken, answer(503, "keykeykeykey")] {
        script.then([step]);
        call(&client, Effect::Create).await.unwrap_err();
    }
    drop(guard);
    recorded
}

#[tokio::test(start_paused = true)]
async fn histograms_and_labels_have_the_names_of_the_conventions_or_the_own_prefix() {
    let recorded = recorded().await;
    let guide = include_str!("../../../docs/tracing.md");
    let mut of_conventions = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (key, value) in recorded.values.lock().unwrap().iter() {
        assert!(*value >= 0.0, "{key} {value}");
        names.insert(key.name().to_owned());
        let labels = key.labels().map(|label| label.key());
        for name in labels.chain([key.name()]) {
            assert!(guide.contains(&format!("`{name}`")), "{name}");
            if !name.starts_with(OWN_PREFIX) {
                of_conventions.insert(name.to_owned());
            }
        }
    }
    assert_eq!(of_conventions, conventions().into_iter().map(str::to_owned).collect());
    // Each is described, and none beside them.
    let described: BTreeSet<String> = recorded.units.lock().unwrap().keys().cloned().collect();
    assert_eq!((names.len(), names), (6, described));
    assert_eq!(recorded.units.lock().unwrap()[metric::RPC_CLIENT_CALL_DURATION], Unit::Seconds);
}

#[tokio::test(start_paused = true)]
async fn labels_have_few_values_and_no_secret() {
    let recorded = recorded().await;
    let mut values: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (key, _) in recorded.values.lock().unwrap().iter() {
        for label in key.labels() {
            let texts = values.entry(label.key().to_owned()).or_default();
            texts.insert(label.value().to_owned());
        }
    }
    let of = |name: &str| values[name].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(of("rpc.method"), ["lamp/SwitchOn"]);
    assert_eq!(of("rpc.system.name"), ["tencentcloud"]);
    assert_eq!(of("tencentcloud.outcome"), ["done", "not sent", "rejected", "unknown"]);
    let kinds = ["RequestLimitExceeded", "_OTHER", "connect", "connection", "http_status"];
    assert_eq!(of("error.type"), kinds);
    assert_eq!(values.len(), 4, "{values:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_is_recorded_in_seconds_bytes_and_numbers() {
    let recorded = Recorded::default();
    let _guard = set_default_local_recorder(&recorded);
    let script = Script::new([
        after(MS * 30, rejected("RequestLimitExceeded")),
        after(MS * 20, scripted::done()),
    ]);
    let client = scripted::builder(&script).metrics(MetricsFacade::new()).build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    let values = |name: &str| -> Vec<f64> {
        let values = recorded.values.lock().unwrap();
        values.iter().filter(|(key, _)| key.name() == name).map(|(_, value)| *value).collect()
    };
    assert_eq!(values("rpc.client.call.duration"), [0.175]);
    assert_eq!(values("tencentcloud.client.call.attempts"), [2.0]);
    assert_eq!(values("tencentcloud.client.attempt.duration"), [0.03, 0.02]);
    assert_eq!(values("tencentcloud.client.response.body.size")[1], DONE.len() as f64);
    assert_eq!(values("tencentcloud.client.request.body.size").len(), 2);
}
