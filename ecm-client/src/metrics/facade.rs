//! Measurements for the recorder of the crate `metrics`.

use std::time::Duration;

use ::metrics::{Label, Unit, describe_histogram, histogram};

use super::{AttemptMetrics, CallMetrics, Metrics, RateLimitMetrics};
use crate::Outcome;
use crate::trace::{names, outcome_name};

// The first is a metric of OpenTelemetry's conventions; they have none for the rest.
const CALL_DURATION: &str = "rpc.client.call.duration";
const CALL_ATTEMPTS: &str = "tencentcloud.client.call.attempts";
const ATTEMPT_DURATION: &str = "tencentcloud.client.attempt.duration";
const REQUEST_SIZE: &str = "tencentcloud.client.request.body.size";
const RESPONSE_SIZE: &str = "tencentcloud.client.response.body.size";
const WAIT_DURATION: &str = "tencentcloud.client.rate_limit.wait.duration";

/// [`Metrics`] that go to the recorder of the crate `metrics`, as histograms.
///
/// The recorder is that of the thread on which a call ends, or else the one of the program. Labels are
/// `rpc.system.name`, `rpc.method` (service and action), `tencentcloud.outcome` and, for failures,
/// `error.type`; each has a limited number of values. Needs the feature `metrics`.
///
/// | histogram | unit | recorded |
/// | --- | --- | --- |
/// | `rpc.client.call.duration` | seconds | when a call ends |
/// | `tencentcloud.client.call.attempts` | count | when a call ends |
/// | `tencentcloud.client.attempt.duration` | seconds | when an attempt ends |
/// | `tencentcloud.client.request.body.size` | bytes | when an attempt ends |
/// | `tencentcloud.client.response.body.size` | bytes | when an attempt ends, if a response was read |
/// | `tencentcloud.client.rate_limit.wait.duration` | seconds | when a wait for the rate limiter ends |
///
/// The last one has no outcome and no error type.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MetricsFacade;

impl MetricsFacade {
    /// Creates the receiver, and describes the histograms to the recorder.
    ///
    /// Install the recorder before.
    #[must_use]
    pub fn new() -> Self {
        for (name, unit, description) in [
            (CALL_DURATION, Unit::Seconds, "Duration of a call, with all attempts and pauses."),
            (CALL_ATTEMPTS, Unit::Count, "Number of attempts of a call."),
            (ATTEMPT_DURATION, Unit::Seconds, "Duration of an attempt."),
            (REQUEST_SIZE, Unit::Bytes, "Size of the request body of an attempt."),
            (RESPONSE_SIZE, Unit::Bytes, "Size of the response body of an attempt."),
            (WAIT_DURATION, Unit::Seconds, "Duration of a wait for the rate limiter."),
        ] {
            describe_histogram!(name, unit, description);
        }
        Self
    }
}

impl Default for MetricsFacade {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics for MetricsFacade {
    fn call_ended(&self, call: &CallMetrics) {
        let labels = result_labels(call.service, call.action, call.outcome, call.error_type);
        record(CALL_DURATION, &labels, seconds(call.duration));
        record(CALL_ATTEMPTS, &labels, f64::from(call.attempts));
    }

    fn attempt_ended(&self, attempt: &AttemptMetrics) {
        let AttemptMetrics { service, action, outcome, error_type, .. } = *attempt;
        let labels = result_labels(service, action, outcome, error_type);
        record(ATTEMPT_DURATION, &labels, seconds(attempt.duration));
        record(REQUEST_SIZE, &labels, bytes(attempt.request_size));
        if let Some(size) = attempt.response_size {
            record(RESPONSE_SIZE, &labels, bytes(size));
        }
    }

    fn rate_limit_waited(&self, wait: &RateLimitMetrics) {
        record(WAIT_DURATION, &labels(wait.service, wait.action), seconds(wait.duration));
    }
}

fn record(name: &'static str, labels: &[Label], value: f64) {
    histogram!(name, labels.iter()).record(value);
}

fn seconds(duration: Duration) -> f64 {
    duration.as_secs_f64()
}

#[allow(clippy::cast_precision_loss, reason = "no body is so large that it matters")]
fn bytes(size: u64) -> f64 {
    size as f64
}

fn labels(service: &str, action: &str) -> Vec<Label> {
    vec![
        Label::from_static_parts(names::RPC_SYSTEM, names::SYSTEM),
        Label::new(names::RPC_METHOD, format!("{service}/{action}")),
    ]
}

fn result_labels(
    service: &str,
    action: &str,
    outcome: Option<Outcome>,
    error_type: Option<&'static str>,
) -> Vec<Label> {
    let mut labels = labels(service, action);
    labels.push(Label::from_static_parts(names::OUTCOME, outcome_name(outcome)));
    labels.extend(error_type.map(|kind| Label::from_static_parts(names::ERROR_TYPE, kind)));
    labels
}
