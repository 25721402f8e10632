//! Time of creation of what a look-up finds.

use std::time::SystemTime;

use ecm_sign::timestamp;
use serde_json::Value;

use crate::LaunchError;
use ecm_launch_protocol::Entry;

/// Seconds by which the service's clock may be behind the signing time of a request that it accepts.
const MAX_CLOCK_DIFFERENCE: i64 = 300;

/// Offset from UTC, in seconds, of the time zone in which a day ends last.
const LATEST_OFFSET: i64 = -12 * 3600;

/// Refuses an item that was created before any attempt for the key could be accepted.
///
/// Its tag is not of a launch.
pub(super) fn check(entry: &Entry, id: &str, created: Option<&Value>) -> Result<(), LaunchError> {
    let (Some(created), Some(first)) = (created, entry.attempts().iter().min()) else {
        return Ok(());
    };
    let latest = created.as_str().and_then(latest).ok_or_else(|| {
        LaunchError::LookUp(format!("the creation time {created} of {id} cannot be read"))
    })?;
    if latest < first.saturating_sub(MAX_CLOCK_DIFFERENCE) {
        return Err(LaunchError::LookUp(format!(
            "{id} carries the tag {} and was created at {created}, before the first attempt (signed at {first}, in \
             seconds since 1970); somebody else wrote the tag, so nothing follows from this list",
            entry.tag()
        )));
    }
    Ok(())
}

/// Returns the latest moment that a text may mean. Without an offset from UTC, it may be of any time zone.
fn latest(text: &str) -> Option<i64> {
    let at = timestamp::parse(text, Some(LATEST_OFFSET))?;
    match at.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).ok(),
        Err(before) => i64::try_from(before.duration().as_secs()).ok().map(|seconds| -seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_an_offset_may_be_of_any_zone() {
        let noon = 1_700_049_600;
        assert_eq!(latest("2023-11-15T12:00:00Z"), Some(noon));
        assert_eq!(latest("2023-11-15T20:00:00+08:00"), Some(noon));
        assert_eq!(latest("2023-11-15 12:00:00"), Some(noon + 12 * 3600));
        assert_eq!(latest("2023-11-15T20:00:00.5+08:00"), Some(noon));
        assert_eq!(latest("2023-11-15"), Some(noon));
        assert_eq!(latest("0001-01-01T00:00:00Z"), Some(-62_135_596_800));
        for text in ["yesterday", "2023-13-01 00:00:00", "1700049600"] {
            assert_eq!(latest(text), None, "{text}");
        }
    }
}
