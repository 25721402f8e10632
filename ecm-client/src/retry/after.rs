//! Pause that a response asks for.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, HeaderName, RETRY_AFTER};

/// Returns the pause that `Retry-After` asks for, in seconds or up to a date.
///
/// A date is compared with the response's own `Date` where it has one, as clocks differ, and else
/// with `now`. A pause that is over, negative or unreadable is none.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    let date = |text| httpdate::parse_http_date(text).ok();
    let asked = text(RETRY_AFTER)?;
    let is_number = !asked.is_empty() && asked.bytes().all(|byte| byte.is_ascii_digit());
    let pause = match is_number {
        true => asked.parse().ok().map(Duration::from_secs),
        false => {
            let now = text(DATE).and_then(date).unwrap_or(now);
            date(asked)?.duration_since(now).ok()
        }
    };
    pause.filter(|pause| !pause.is_zero())
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    /// What is asked for 100 s after the epoch by our clock.
    fn asked(headers: &[(HeaderName, &'static str)]) -> Option<u64> {
        let value = |(name, text): &(HeaderName, &'static str)| {
            (name.clone(), HeaderValue::from_static(text))
        };
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        retry_after(&headers.iter().map(value).collect(), now).map(|pause| pause.as_secs())
    }

    #[test]
    fn seconds_and_dates_are_read() {
        assert_eq!(asked(&[(RETRY_AFTER, "120")]), Some(120));
        assert_eq!(asked(&[(RETRY_AFTER, " 1 ")]), Some(1));
        assert_eq!(asked(&[(RETRY_AFTER, "18446744073709551615")]), Some(u64::MAX));
        let date = (RETRY_AFTER, "Thu, 01 Jan 1970 00:02:00 GMT");
        assert_eq!(asked(std::slice::from_ref(&date)), Some(20), "by our clock");
        let theirs = (DATE, "Thu, 01 Jan 1970 00:01:50 GMT");
        assert_eq!(asked(&[date.clone(), theirs]), Some(10), "by theirs");
        assert_eq!(asked(&[date, (DATE, "noon")]), Some(20));
        assert_eq!(asked(&[(RETRY_AFTER, "Thursday, 01-Jan-70 00:02:00 GMT")]), Some(20));
    }

    #[test]
    fn what_asks_for_no_pause_is_ignored() {
        assert_eq!(asked(&[]), None);
        for odd in [
            "",
            "0",
            "-5",
            "+5",
            "1.5",
            "soon",
            "99999999999999999999",
            "Thu, 01 Jan 1970 00:01:39 GMT",
            "Thu, 01 Jan 1970 00:01:40 GMT",
            "Thu, 32 Jan 1970 00:02:00 GMT",
        ] {
            assert_eq!(asked(&[(RETRY_AFTER, odd)]), None, "{odd}");
        }
        let past = (RETRY_AFTER, "Thu, 01 Jan 1970 00:02:00 GMT");
        let theirs = (DATE, "Thu, 01 Jan 1970 00:03:00 GMT");
        assert_eq!(asked(&[past, theirs]), None, "past by their clock");
    }
}
