//! What is called, when, and by which client: by chance, from a seed.

use std::sync::Mutex;
use std::time::Duration;

use crate::simulation::depot::Op;
use ecm_client::{Client, ClientBuilder, Credentials, RetryPolicy};
use ecm_tests::secrets::{SECRET_ID, SECRET_KEY};
use fastrand::Rng;

use super::tally::Said;

/// A call to be made.
#[derive(Clone, Debug)]
pub struct Planned {
    pub op: Op,
    pub name: String,
    /// When its caller gives up, where it does.
    pub dropped_after: Option<Duration>,
}

/// One to five calls, most of which create.
pub fn plan(rng: &mut Rng, longest: Duration) -> Vec<Planned> {
    let count = 1 + rng.usize(..5);
    let planned = |index| Planned {
        op: [Op::Launch, Op::Launch, Op::Launch, Op::Rename, Op::List][rng.usize(..5)],
        name: format!("call-{index}"),
        dropped_after: (rng.u8(..5) == 0).then(|| longest.mul_f64(rng.f64())),
    };
    (0..count).map(planned).collect()
}

/// A client with limits of all kinds.
pub fn client(rng: &mut Rng, timeout: Duration) -> ClientBuilder {
    let resending = RetryPolicy::new()
        .max_attempts(rng.u32(1..6))
        .retry_budget(rng.u32(..20))
        .initial_backoff(timeout.mul_f64(rng.f64() / 20.0))
        .max_backoff(timeout.mul_f64(rng.f64() / 2.0));
    let pauses = Mutex::new(Rng::with_seed(rng.u64(..)));
    let builder = Client::builder()
        .credentials(Credentials::new(SECRET_ID, SECRET_KEY))
        .timeout(timeout)
        .retry_policy(resending)
        .rate_limit(rng.bool())
        .jitter(move || pauses.lock().unwrap().f64());
    match rng.bool() {
        true => builder.attempt_timeout(timeout.mul_f64(0.1 + rng.f64())),
        false => builder,
    }
}

/// Makes a call, and says how it ended and how long it took.
pub async fn make(client: &Client, planned: &Planned) -> (Said, Duration) {
    let start = tokio::time::Instant::now();
    let call = planned.op.call(client, &planned.name);
    let result = match planned.dropped_after {
        Some(time) => tokio::time::timeout(time, call).await.ok(),
        None => Some(call.await),
    };
    (Said::of(result.as_ref()), start.elapsed())
}
