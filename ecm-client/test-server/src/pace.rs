//! Hold on a paused clock while requests are on their way.
//!
//! Where time is paused, tokio moves its clock to the next timer whenever no task can run, also while
//! bytes travel between two sockets; before 1.53.3 (tokio#8595) even when they have just arrived and
//! wake a task. The next timer is then often a timeout of the client. A timer of the server's own
//! therefore keeps each step short, and the clock is held for a moment of real time after anything
//! has happened.

use std::thread;
use std::time::{Duration, Instant};

use tokio::{task, time};

use super::ledger::LedgerState;

/// Paused time that can pass before the clock is held for a request that has come.
const STEP: Duration = Duration::from_millis(50);
/// Steps after which the clock is held in any case, so that no second passes without real time.
const MAX_STEPS: usize = 20;
/// Real time for which the clock is held.
const HOLD: Duration = Duration::from_millis(1);

/// Returns true if the clock of the runtime is paused: it stands while real time passes.
pub(super) fn is_paused() -> bool {
    let (before, begun) = (time::Instant::now(), Instant::now());
    while Instant::now() == begun {
        std::hint::spin_loop();
    }
    time::Instant::now() == before
}

/// Holds the clock again and again, for as long as this is polled.
pub(super) async fn pace(ledger: &LedgerState) {
    loop {
        // Tokio does not move a paused clock while a blocking task runs.
        let _ = task::spawn_blocking(|| thread::sleep(HOLD)).await;
        for _ in 0..MAX_STEPS {
            let before = ledger.events();
            time::sleep(STEP).await;
            // More bytes may follow, in either direction.
            if ledger.events() != before {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_paused_clock_is_told_from_one_that_runs() {
        assert!(is_paused());
        time::resume();
        assert!(!is_paused());
        time::pause();
        assert!(is_paused());
    }

    #[tokio::test(start_paused = true)]
    async fn no_second_passes_without_real_time() {
        let (ledger, begun) = (LedgerState::default(), Instant::now());
        let minute = time::timeout(Duration::from_secs(60), pace(&ledger)).await;
        assert!(minute.is_err() && begun.elapsed() >= 60 * HOLD, "{:?}", begun.elapsed());
    }
}
