//! Ctrl-C during a call, and what is known of the call then.

use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ecm_client::{AttemptHook, BoxFuture, Effect, PlannedAttempt};

use crate::verdict::{CallFailure, Failure};

/// Ctrl-C, which is subscribed to once, so that it is noticed between two calls as well.
pub(crate) type Interrupt = Pin<Box<dyn Future<Output = ()>>>;

/// Subscribes to Ctrl-C when it is polled. Where that is not possible, the system ends the program as
/// usual.
pub(crate) fn interrupt() -> Interrupt {
    Box::pin(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

/// Record of whether a call has come as far as its first attempt.
#[derive(Clone, Debug, Default)]
pub(super) struct Attempts(Arc<AtomicBool>);

impl AttemptHook for Attempts {
    fn before_attempt<'a>(
        &'a self,
        _: PlannedAttempt<'a>,
    ) -> BoxFuture<'a, Result<(), Box<dyn Error + Send + Sync>>> {
        self.0.store(true, Ordering::Release);
        Box::pin(std::future::ready(Ok(())))
    }
}

impl Attempts {
    /// Failure of a call that was interrupted before its answer.
    pub(super) fn interrupted(&self, action: &str, effect: Effect) -> Failure {
        if self.0.load(Ordering::Acquire) {
            return interrupted_at(action, effect, "before a response arrived");
        }
        let message = format!("{action} was interrupted before it was sent. Nothing was done.");
        Failure::Call { kind: CallFailure::NotSent, message }
    }
}

/// Failure of a call that was interrupted after it may have been sent.
pub(super) fn interrupted_at(action: &str, effect: Effect, when: &str) -> Failure {
    let advice = match effect {
        Effect::Read => "It changes nothing and can be sent again.",
        Effect::Idempotent => "It may have been carried out; it can safely be sent again.",
        Effect::Create => {
            "It may have been carried out; check what exists before you send it again."
        }
    };
    let message = format!("{action} was interrupted {when}. {advice}");
    Failure::Call { kind: CallFailure::Unknown, message }
}
