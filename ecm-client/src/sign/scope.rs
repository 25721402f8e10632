//! When and for what a signature is good.

use std::{fmt, time::SystemTime};

/// The moment of signing, and its day in UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningTime {
    seconds: i64,
    date: String,
}

impl SigningTime {
    /// The moment so many seconds after the Unix epoch.
    ///
    /// # Errors
    ///
    /// If the year would not have four digits.
    pub fn from_seconds(seconds: i64) -> Result<Self, TimeOutOfRange> {
        let moment = jiff::Timestamp::from_second(seconds).map_err(|_| TimeOutOfRange(()))?;
        let date = jiff::tz::Offset::UTC.to_datetime(moment).date();
        match date.year() {
            0..=9999 => Ok(Self { seconds, date: date.to_string() }),
            _ => Err(TimeOutOfRange(())),
        }
    }

    /// Seconds after the Unix epoch.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.seconds
    }

    /// The day in UTC, `YYYY-MM-DD`.
    #[must_use]
    pub fn date(&self) -> &str {
        &self.date
    }
}

impl TryFrom<SystemTime> for SigningTime {
    type Error = TimeOutOfRange;

    fn try_from(time: SystemTime) -> Result<Self, TimeOutOfRange> {
        let moment = jiff::Timestamp::try_from(time).map_err(|_| TimeOutOfRange(()))?;
        Self::from_seconds(moment.as_second())
    }
}

/// A moment that no signature can be dated with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOutOfRange(());

impl fmt::Display for TimeOutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the clock shows a year that a signature cannot be dated with")
    }
}

impl std::error::Error for TimeOutOfRange {}

/// What a signing key is good for: one day, one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    date: String,
    service: String,
}

impl Scope {
    /// What ends every scope.
    pub(super) const END: &'static str = "tc3_request";

    /// The scope of a service at a time.
    #[must_use]
    pub fn new(time: &SigningTime, service: &str) -> Self {
        Self { date: time.date.clone(), service: service.to_owned() }
    }

    /// The day in UTC, `YYYY-MM-DD`.
    #[must_use]
    pub fn date(&self) -> &str {
        &self.date
    }

    /// The service's short name.
    #[must_use]
    pub fn service(&self) -> &str {
        &self.service
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.date, self.service, Self::END)
    }
}
