//! Time and scope of a signature.

use std::fmt;
use std::sync::OnceLock;
use std::time::SystemTime;

use crate::timestamp;

/// Time of signing, and its day in UTC.
#[derive(Clone, Debug)]
pub struct SigningTime {
    seconds: i64,
    /// Formatted on first use.
    date: OnceLock<String>,
}

/// Range of seconds since the Unix epoch, from the year 0 to the year 9999.
pub(crate) const YEARS_OF_FOUR_DIGITS: std::ops::Range<i64> = -62_167_219_200..253_402_300_800;

pub(crate) const SECONDS_PER_DAY: i64 = 86_400;

impl SigningTime {
    /// Creates the time this many seconds after the Unix epoch.
    ///
    /// # Errors
    ///
    /// If the year does not have four digits.
    pub fn from_seconds(seconds: i64) -> Result<Self, TimeOutOfRange> {
        match YEARS_OF_FOUR_DIGITS.contains(&seconds) {
            true => Ok(Self { seconds, date: OnceLock::new() }),
            false => Err(TimeOutOfRange(())),
        }
    }

    /// Returns the seconds since the Unix epoch.
    pub fn seconds(&self) -> i64 {
        self.seconds
    }

    /// The day in UTC, `YYYY-MM-DD`.
    pub fn date(&self) -> &str {
        self.date.get_or_init(|| {
            // Every second of a year with four digits has a text.
            let mut text = timestamp::format(self.seconds).unwrap_or_default();
            text.truncate("YYYY-MM-DD".len());
            text
        })
    }

    /// Returns the day in UTC, counted from the Unix epoch.
    pub(crate) fn day(&self) -> i64 {
        self.seconds.div_euclid(SECONDS_PER_DAY)
    }
}

impl PartialEq for SigningTime {
    fn eq(&self, other: &Self) -> bool {
        self.seconds == other.seconds
    }
}

impl Eq for SigningTime {}

impl TryFrom<SystemTime> for SigningTime {
    type Error = TimeOutOfRange;

    fn try_from(time: SystemTime) -> Result<Self, TimeOutOfRange> {
        let seconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()),
            Err(before) => i64::try_from(before.duration().as_secs()).map(|seconds| -seconds),
        };
        Self::from_seconds(seconds.map_err(|_| TimeOutOfRange(()))?)
    }
}

/// Time that no signature can be dated with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOutOfRange(());

impl fmt::Display for TimeOutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the clock is not between the years 0 and 9999, and no signature can be dated; set it",
        )
    }
}

impl std::error::Error for TimeOutOfRange {}

/// Scope of a signing key: one day, one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialScope {
    text: String,
    /// Lengths of the date and of the service.
    date: usize,
    service: usize,
}

impl CredentialScope {
    /// Last part of every scope.
    pub(crate) const TERMINATOR: &'static str = "tc3_request";

    /// Creates the scope of a service at a time.
    #[must_use]
    pub fn new(time: &SigningTime, service: &str) -> Self {
        let date = time.date();
        let text = [date, "/", service, "/", Self::TERMINATOR].concat();
        Self { text, date: date.len(), service: service.len() }
    }

    /// The day in UTC, `YYYY-MM-DD`.
    pub fn date(&self) -> &str {
        self.text.get(..self.date).unwrap_or_default()
    }

    /// Returns the service's short name.
    pub fn service(&self) -> &str {
        let start = self.date + 1;
        self.text.get(start..start + self.service).unwrap_or_default()
    }

    /// Returns the scope as text, as in headers.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for CredentialScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
