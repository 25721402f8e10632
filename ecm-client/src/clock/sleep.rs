//! Time that passes: deadlines, pauses, rates.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::Poll;
use std::time::Duration;

use tokio::time::Instant;

use crate::BoxFuture;

/// Measures how time passes, and waits. Not the time of day: that is [`Clock`](crate::Clock)'s.
///
/// Deadlines, pauses between attempts and rates are all measured by one of these.
pub trait Sleep: Send + Sync {
    /// The time since some fixed moment; it never goes back.
    fn elapsed(&self) -> Duration;

    /// Waits. A future that is dropped stops waiting.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

impl<S: Sleep + ?Sized> Sleep for Arc<S> {
    fn elapsed(&self) -> Duration {
        (**self).elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
    }
}

/// The timer of the tokio runtime, which a test may pause and advance.
#[derive(Clone, Copy, Debug)]
pub struct TokioSleep {
    start: Instant,
}

impl TokioSleep {
    /// A timer that begins now.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for TokioSleep {
    fn default() -> Self {
        Self::new()
    }
}

impl Sleep for TokioSleep {
    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// The moment by which something must have happened.
pub(crate) struct Deadline<'a> {
    sleep: &'a dyn Sleep,
    duration: Duration,
    /// Known once somebody has asked.
    at: OnceLock<Duration>,
}

impl<'a> Deadline<'a> {
    /// So far from the moment when something is waited for, or somebody asks what is left: for work
    /// that may need no look at the clock until then.
    pub(crate) fn after(sleep: &'a dyn Sleep, duration: Duration) -> Self {
        Self { sleep, duration, at: OnceLock::new() }
    }

    /// How long there is left.
    pub(crate) fn left(&self) -> Duration {
        let now = self.sleep.elapsed();
        self.at.get_or_init(|| now.saturating_add(self.duration)).saturating_sub(now)
    }

    /// What the future gives, if it gives it in time.
    // Not `async`, which would keep the future twice.
    pub(crate) fn limit<T>(
        &self,
        future: impl Future<Output = T> + Unpin,
    ) -> impl Future<Output = Option<T>> {
        timeout(self.sleep, || self.left(), future)
    }
}

/// What the future gives, if it gives it within the duration. What is ready at once costs no timer and
/// no look at the clock. The caller pins the future, so that it is kept once.
pub(crate) fn timeout<T>(
    sleep: &dyn Sleep,
    duration: impl Fn() -> Duration,
    mut future: impl Future<Output = T> + Unpin,
) -> impl Future<Output = Option<T>> {
    let mut timer = None;
    poll_fn(move |context| {
        if let Poll::Ready(value) = Pin::new(&mut future).poll(context) {
            return Poll::Ready(Some(value));
        }
        let timer = timer.get_or_insert_with(|| sleep.sleep(duration()));
        timer.as_mut().poll(context).map(|()| None)
    })
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_comes_in_time_is_given() {
        let sleep = TokioSleep::new();
        let second = Duration::from_secs(1);
        assert_eq!(timeout(&sleep, || Duration::ZERO, ready(7)).await, Some(7));
        assert_eq!(timeout(&sleep, || second * 2, sleep.sleep(second)).await, Some(()));
        assert_eq!(timeout(&sleep, || second, pending::<()>()).await, None);
        assert_eq!(sleep.elapsed(), second * 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_deadline_does_not_move() {
        let sleep = TokioSleep::new();
        let second = Duration::from_secs(1);
        let deadline = Deadline::after(&sleep, second * 3);
        assert_eq!(deadline.left(), second * 3);
        sleep.sleep(second * 2).await;
        assert_eq!(deadline.left(), second);
        assert_eq!(deadline.limit(sleep.sleep(second * 2)).await, None);
        assert_eq!((deadline.left(), sleep.elapsed()), (Duration::ZERO, second * 3));
        let later = Deadline::after(&sleep, second * 3);
        sleep.sleep(second).await;
        assert_eq!((later.left(), later.limit(ready(7)).await), (second * 3, Some(7)));
        sleep.sleep(second).await;
        assert_eq!(later.left(), second * 2);
        assert_eq!(later.limit(pending::<()>()).await, None);
        let far = Deadline::after(&sleep, Duration::MAX);
        assert_eq!(far.limit(ready(())).await, Some(()));
    }
}
