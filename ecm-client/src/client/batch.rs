//! Batches: many requests, a few at a time.

use futures_util::stream::{FuturesUnordered, StreamExt};

use super::Client;
use crate::{Error, Request, Response};

/// Progress of [`Client::send_all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BatchProgress {
    /// Calls that succeeded.
    pub succeeded: usize,
    /// Calls that failed.
    pub failed: usize,
    /// All calls of the batch.
    pub total: usize,
}

/// Sends many requests; see [`Client::send_all`].
pub(super) async fn send_all<R: Request>(
    client: &Client,
    requests: &[R],
    concurrency: usize,
    mut progress: impl FnMut(BatchProgress),
) -> Vec<Result<Response<R::Response>, Error>> {
    let mut counts = BatchProgress { succeeded: 0, failed: 0, total: requests.len() };
    let mut waiting = requests.iter().enumerate();
    let mut calls = FuturesUnordered::new();
    let mut outcomes = Vec::with_capacity(requests.len());
    loop {
        while calls.len() < concurrency.max(1) {
            let Some((at, request)) = waiting.next() else { break };
            calls.push(async move { (at, client.send(request).await) });
        }
        let Some((at, outcome)) = calls.next().await else { break };
        match outcome {
            Ok(_) => counts.succeeded += 1,
            Err(_) => counts.failed += 1,
        }
        outcomes.push((at, outcome));
        progress(counts);
    }
    outcomes.sort_unstable_by_key(|(at, _)| *at);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::*;
    use crate::Outcome;
    use crate::testing::records::{SwitchOn, switch_on};
    use crate::testing::scripted::{self, Script, Step, answer, rejected};

    fn slow() -> Step {
        scripted::after(Duration::from_secs(1), scripted::done())
    }

    #[tokio::test(start_paused = true)]
    async fn outcomes_come_in_the_order_of_the_requests() {
        let script = Script::new([slow(), rejected("InvalidParameter"), answer(502, ""), slow()]);
        let client = scripted::builder(&script).build().unwrap();
        let mut seen = Vec::new();
        let requests = vec![switch_on(); 4];
        let progress =
            |counts: BatchProgress| seen.push((counts.succeeded, counts.failed, counts.total));
        let outcomes = client.send_all(&requests, 3, progress).await;
        let known = |outcome: &Result<_, Error>| outcome.as_ref().err().map(Error::outcome);
        let outcomes: Vec<_> = outcomes.iter().map(known).collect();
        assert_eq!(outcomes, [None, Some(Outcome::Rejected), Some(Outcome::Unknown), None]);
        assert_eq!(seen, [(0, 1, 4), (0, 2, 4), (1, 2, 4), (2, 2, 4)]);
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_than_so_many_at_a_time() {
        for (concurrency, seconds) in [(0, 6), (1, 6), (2, 3), (6, 1), (99, 1)] {
            let script = Script::new(vec![slow(); 6]);
            let client = scripted::builder(&script).build().unwrap();
            let start = Instant::now();
            let outcomes = client.send_all(&vec![switch_on(); 6], concurrency, |_| {}).await;
            assert!(outcomes.iter().all(Result::is_ok));
            assert_eq!(start.elapsed().as_secs(), seconds, "{concurrency} at a time");
        }
        let client = scripted::builder(&Script::default()).build().unwrap();
        assert!(client.send_all::<SwitchOn>(&[], 3, |_| {}).await.is_empty());
    }

    #[test]
    fn a_batch_can_be_spawned() {
        fn spawnable<T: Send>(_: T) {}
        let client = scripted::builder(&Script::default()).build().unwrap();
        spawnable(client.send_all(&[switch_on()], 3, |_| {}));
    }
}
