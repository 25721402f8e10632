//! Times of expiry, as services and files write them.

use std::time::{Duration, SystemTime};

use serde_json::Value;

/// Reads seconds since 1970, as a number or as text; zero is no time.
pub(crate) fn from_seconds(value: &Value) -> Option<SystemTime> {
    // Programs in other languages write a fraction where they take the time from a clock.
    let whole = |seconds: f64| (0.0..1e12).contains(&seconds).then_some(seconds as u64);
    let number = value.as_u64().or_else(|| value.as_f64().and_then(whole));
    let seconds = number.or_else(|| value.as_str()?.parse().ok())?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).filter(|_| seconds > 0)
}

/// Reads a timestamp of RFC 3339.
pub(crate) fn from_timestamp(text: &str) -> Option<SystemTime> {
    ecm_sign::timestamp::parse(text, None)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn seconds_are_read_in_any_form() {
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        for value in [json!(1_700_000_000), json!(1_700_000_000.75), json!("1700000000")] {
            assert_eq!(from_seconds(&value), Some(at), "{value}");
        }
        for value in [json!(0), json!(-1), json!(1e300), json!("soon"), json!(null), json!([])] {
            assert_eq!(from_seconds(&value), None, "{value}");
        }
        assert_eq!(from_timestamp("2023-11-14T22:13:20Z"), Some(at));
        assert_eq!(from_timestamp("tomorrow"), None);
    }
}
