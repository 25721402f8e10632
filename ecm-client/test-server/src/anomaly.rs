//! Anomalies of the simulated service as a whole: clocks, lists and tags that are not as they should be.

use std::time::Duration;

/// Ways in which the service differs from the usual one, for all actions alike.
///
/// ```
/// use std::time::Duration;
///
/// use ecm_test_server::{Anomalies, TestServer};
///
/// let mut anomalies = Anomalies::default();
/// anomalies.listing_lag = Duration::from_secs(20);
/// let _ = TestServer::builder().anomalies(anomalies);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Anomalies {
    /// Difference between the clocks of client and server at which a signature is refused (300 s).
    pub signature_validity: Duration,
    /// Seconds by which the `Date` of responses is ahead of the clock that judges signatures.
    pub date_offset: i64,
    /// Time until a record that was created is listed.
    pub listing_lag: Duration,
    /// Time by which each further record of the same request is listed later.
    pub listing_step: Duration,
    /// Time until the parts of a record that filters with a key look at, such as its tags, are written.
    pub tag_lag: Duration,
    /// Seconds by which times in records, such as that of their creation, are ahead of the clock.
    pub record_time_offset: i64,
    /// Lists have all records, whatever filters a request has.
    pub ignores_filters: bool,
}

impl Default for Anomalies {
    fn default() -> Self {
        Self {
            signature_validity: Duration::from_secs(300),
            date_offset: 0,
            listing_lag: Duration::ZERO,
            listing_step: Duration::ZERO,
            tag_lag: Duration::ZERO,
            record_time_offset: 0,
            ignores_filters: false,
        }
    }
}

impl Anomalies {
    /// Returns the time until a record is listed, by its place among those of its request.
    pub(crate) fn lag(&self, place: usize) -> Duration {
        let steps = u32::try_from(place).unwrap_or(u32::MAX);
        self.listing_lag.saturating_add(self.listing_step.saturating_mul(steps))
    }
}
