//! Timers: deadlines, pauses and rate limits.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::Poll;
use std::time::Duration;

use tokio::time::Instant;

use crate::BoxFuture;

/// Timer: measures elapsed time and waits. The time of day is the concern of
/// [`Clock`](crate::Clock).
///
/// Deadlines, pauses between attempts and rate limits all use it.
pub trait Sleep: Send + Sync {
    /// Returns the time since some fixed moment; it never goes back.
    fn elapsed(&self) -> Duration;

    /// Waits for this long. Dropping the future ends the wait.
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

/// Timer of the tokio runtime, which a test may pause and advance.
#[derive(Clone, Copy, Debug)]
pub struct TokioSleep {
    start: Instant,
}

impl TokioSleep {
    /// Creates a timer whose elapsed time begins now.
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

pub(crate) struct Deadline<'a> {
    sleep: &'a dyn Sleep,
    duration: Duration,
    /// Set when the deadline is first used.
    at: OnceLock<Duration>,
}

impl<'a> Deadline<'a> {
    /// Creates a deadline that begins with its first use: work that never waits reads no clock.
    pub(crate) fn after(sleep: &'a dyn Sleep, duration: Duration) -> Self {
        Self { sleep, duration, at: OnceLock::new() }
    }

    pub(crate) fn left(&self) -> Duration {
        let now = self.sleep.elapsed();
        self.at.get_or_init(|| now.saturating_add(self.duration)).saturating_sub(now)
    }

    /// Limits a future; `None` if the deadline passes first.
    // Not `async`, which would store the future twice.
    pub(crate) fn limit<T>(
        &self,
        future: impl Future<Output = T> + Unpin,
    ) -> impl Future<Output = Option<T>> + Unpin {
        timeout(self.sleep, || self.left(), future)
    }
}

/// Limits a future; `None` if the duration passes first. A future that is ready at once costs no
/// timer and no look at the clock. The caller pins the future, so that it is stored once.
pub(crate) fn timeout<T>(
    sleep: &dyn Sleep,
    duration: impl Fn() -> Duration + Unpin,
    mut future: impl Future<Output = T> + Unpin,
) -> impl Future<Output = Option<T>> + Unpin {
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
