//! Decision whether a request is sent again, in one place.

use crate::{Effect, RetryAdvice};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Nothing was sent, and the same request will fail again.
    Unsendable,
    /// Nothing was sent, for now.
    NotSent,
    /// Something may have been sent, and no valid response came back.
    Unknown,
    /// Something came back that a second request would bring as well.
    Unreadable,
    Refused(RetryAdvice),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct History {
    /// Attempts made, including the one that just failed.
    pub(crate) attempts: u32,
    /// True once the clock was corrected in this call.
    pub(crate) clock_corrected: bool,
    /// True once other credentials were requested in this call.
    pub(crate) credentials_refreshed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Stop,
    AfterPause,
    /// Correct the clock, if possible, and send again.
    AfterClockCorrection,
    /// Fetch other credentials, if there are any, and send again.
    AfterCredentialRefresh,
}

/// Decides whether a request is sent again. An action that creates is sent again only where it is
/// certain that nothing was created: nothing was sent, or the service itself reported that it did
/// not run the request. Neither a lost response nor an internal error of the service proves that.
pub(crate) fn decide(
    effect: Effect,
    failure: Failure,
    history: History,
    max_attempts: u32,
) -> Decision {
    if history.attempts >= max_attempts {
        return Decision::Stop;
    }
    let repeatable = match effect {
        Effect::Create => Decision::Stop,
        Effect::Read | Effect::Idempotent => Decision::AfterPause,
    };
    match failure {
        Failure::Unsendable | Failure::Unreadable | Failure::Refused(RetryAdvice::Never) => {
            Decision::Stop
        }
        Failure::NotSent | Failure::Refused(RetryAdvice::AfterBackoff) => Decision::AfterPause,
        Failure::Unknown | Failure::Refused(RetryAdvice::IfIdempotent) => repeatable,
        Failure::Refused(RetryAdvice::AfterClockCorrection) => match history.clock_corrected {
            false => Decision::AfterClockCorrection,
            true => Decision::Stop,
        },
        Failure::Refused(RetryAdvice::AfterCredentialRefresh) => {
            match history.credentials_refreshed {
                false => Decision::AfterCredentialRefresh,
                true => Decision::Stop,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use Effect::{Create, Idempotent, Read};

    use super::*;

    fn fresh(attempts: u32) -> History {
        History { attempts, ..History::default() }
    }

    #[test]
    fn the_whole_table() {
        use Decision::{AfterClockCorrection, AfterCredentialRefresh, AfterPause, Stop};
        for (failure, create, repeatable, read) in [
            (Failure::Unsendable, Stop, Stop, Stop),
            (Failure::Unreadable, Stop, Stop, Stop),
            (Failure::NotSent, AfterPause, AfterPause, AfterPause),
            (Failure::Unknown, Stop, AfterPause, AfterPause),
            (Failure::Refused(RetryAdvice::Never), Stop, Stop, Stop),
            (Failure::Refused(RetryAdvice::AfterBackoff), AfterPause, AfterPause, AfterPause),
            (Failure::Refused(RetryAdvice::IfIdempotent), Stop, AfterPause, AfterPause),
            (
                Failure::Refused(RetryAdvice::AfterClockCorrection),
                AfterClockCorrection,
                AfterClockCorrection,
                AfterClockCorrection,
            ),
            (
                Failure::Refused(RetryAdvice::AfterCredentialRefresh),
                AfterCredentialRefresh,
                AfterCredentialRefresh,
                AfterCredentialRefresh,
            ),
        ] {
            for (effect, expected) in [(Create, create), (Idempotent, repeatable), (Read, read)] {
                let decided = |attempts| decide(effect, failure, fresh(attempts), 3);
                assert_eq!(decided(1), expected, "{effect:?} after {failure:?}");
                assert_eq!(decided(2), expected, "{effect:?} after {failure:?}");
                assert_eq!(decided(3), Stop, "{effect:?} after {failure:?} for the third time");
                assert_eq!(decide(effect, failure, fresh(1), 1), Stop);
                assert_eq!(decide(effect, failure, fresh(1), 0), Stop);
            }
        }
    }

    #[test]
    fn what_is_done_once_is_done_once() {
        for effect in [Create, Idempotent, Read] {
            let corrected = History { clock_corrected: true, ..fresh(1) };
            let clock = Failure::Refused(RetryAdvice::AfterClockCorrection);
            assert_eq!(decide(effect, clock, corrected, 9), Decision::Stop);
            let token = Failure::Refused(RetryAdvice::AfterCredentialRefresh);
            assert_eq!(decide(effect, token, corrected, 9), Decision::AfterCredentialRefresh);
            let refreshed = History { credentials_refreshed: true, ..fresh(1) };
            assert_eq!(decide(effect, token, refreshed, 9), Decision::Stop);
            assert_eq!(decide(effect, clock, refreshed, 9), Decision::AfterClockCorrection);
        }
    }
}
