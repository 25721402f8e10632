//! Times as text, in the form of RFC 3339.

use std::time::{Duration, SystemTime};

use crate::scope::{SECONDS_PER_DAY, YEARS_OF_FOUR_DIGITS};

/// Years by which early times are moved into the range that `humantime` knows.
///
/// The calendar repeats itself every 400 years.
const MOVED_YEARS: u64 = 2000;

/// First year that needs no move.
const FIRST_YEAR: u64 = 1970;

/// Seconds of the moved years: 400 of them have 146,097 days.
const MOVED_SECONDS: i64 = 5 * 146_097 * SECONDS_PER_DAY;

/// Formats seconds since the Unix epoch as a time in UTC, such as `2024-02-29T12:00:00Z`.
///
/// Returns `None` for a year that does not have four digits.
#[must_use]
pub fn format(seconds: i64) -> Option<String> {
    if !YEARS_OF_FOUR_DIGITS.contains(&seconds) {
        return None;
    }
    let moved = if seconds < 0 { MOVED_SECONDS } else { 0 };
    let since = Duration::from_secs(u64::try_from(seconds + moved).ok()?);
    let text = humantime::format_rfc3339_seconds(SystemTime::UNIX_EPOCH + since).to_string();
    if moved == 0 {
        return Some(text);
    }
    let (year, rest) = text.split_at_checked(4)?;
    let year = year.parse::<u64>().ok()?.checked_sub(MOVED_YEARS)?;
    Some(format!("{year:04}{rest}"))
}

/// Parses a time with an offset from UTC, or with the given one, in seconds, where the text has none.
///
/// Of the time, seconds can be missing; without a default for the offset, it cannot be missing as a whole.
#[must_use]
pub fn parse(text: &str, default_offset: Option<i64>) -> Option<SystemTime> {
    let text = text.to_ascii_uppercase();
    let (date, time) = text.split_at_checked("YYYY-MM-DD".len())?;
    let (time, offset) = match time.strip_suffix('Z') {
        Some(time) => (time, Some(0)),
        None => match time.rfind(['+', '-']).and_then(|at| time.split_at_checked(at)) {
            Some((time, offset)) => (time, Some(offset_seconds(offset)?)),
            None => (time, default_offset),
        },
    };
    let time = match (time.len(), offset) {
        (0, _) if default_offset.is_some() => "T00:00:00",
        (6, _) => &format!("{time}:00"),
        _ => time,
    };
    let (year, day) = date.split_at_checked(4)?;
    let year = year.parse::<u64>().ok().filter(|_| !year.starts_with('+'))?;
    let moved = if year < FIRST_YEAR { MOVED_YEARS } else { 0 };
    let at = humantime::parse_rfc3339_weak(&format!("{:04}{day}{time}", year + moved)).ok()?;
    let seconds = if moved > 0 { MOVED_SECONDS } else { 0 } + offset?;
    let difference = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { at.checked_add(difference) } else { at.checked_sub(difference) }
}

/// Reads `+HH:MM`, `+HHMM` or `+HH`.
fn offset_seconds(text: &str) -> Option<i64> {
    let (sign, digits) = text.split_at_checked(1)?;
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = match minutes.strip_prefix(':').unwrap_or(minutes) {
        "" if minutes.is_empty() => "00",
        two => two,
    };
    let number = |text: &str, limit: i64| {
        let is_number = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i64>().ok().filter(|number| is_number && *number < limit)
    };
    let seconds = number(hours, 24)? * 3600 + number(minutes, 60)? * 60;
    Some(if sign == "-" { -seconds } else { seconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i64> {
        let at = parse(text, None)?;
        match at.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).ok(),
            Err(before) => i64::try_from(before.duration().as_secs()).ok().map(|seconds| -seconds),
        }
    }

    #[test]
    fn times_of_all_years_are_formatted_and_parsed_again() {
        for (number, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (-2_203_891_200, "1900-03-01T00:00:00Z"),
            (-62_135_596_800, "0001-01-01T00:00:00Z"),
            (YEARS_OF_FOUR_DIGITS.start, "0000-01-01T00:00:00Z"),
            (YEARS_OF_FOUR_DIGITS.end - 1, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(format(number).as_deref(), Some(text));
            assert_eq!(seconds(text), Some(number), "{text}");
        }
        for number in [i64::MIN, YEARS_OF_FOUR_DIGITS.start - 1, YEARS_OF_FOUR_DIGITS.end, i64::MAX]
        {
            assert_eq!(format(number), None);
        }
    }

    #[test]
    fn offsets_and_fractions_are_read_in_any_form() {
        let noon = Some(1_700_049_600);
        for text in [
            "2023-11-15T12:00:00Z",
            "2023-11-15t12:00:00z",
            "2023-11-15 12:00:00Z",
            "2023-11-15T12:00:00.999999999999Z",
            "2023-11-15T12:00Z",
            "2023-11-15T12:00:00+00:00",
            "2023-11-15T20:00:00.5+08:00",
            "2023-11-15T20:00:00+0800",
            "2023-11-15T20:00:00+08",
            "2023-11-15T06:30:00-05:30",
        ] {
            assert_eq!(seconds(text), noon, "{text}");
        }
        let fraction = parse("2023-11-15T12:00:00.25Z", None).unwrap();
        assert_eq!(fraction.duration_since(SystemTime::UNIX_EPOCH).unwrap().subsec_millis(), 250);
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        for text in [
            "",
            "soon",
            "1700049600",
            "2023-11-15",
            "2023-11-15T12:00:00",
            "2023-13-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2023-11-15T24:00:00Z",
            "2023-11-15T12:60:00Z",
            "2023-11-15T12Z",
            "2023-11-15T12:00:00+24:00",
            "2023-11-15T12:00:00+08:",
            "2023-11-15T12:00:00+8",
            "2023-11-15T12:00:00Zulu",
            "20231115T120000Z",
            "+023-11-15T12:00:00Z",
            "2023-11-15T12:00:00+08:00Z",
            "\u{4e2d}\u{4e2d}\u{4e2d}\u{4e2d}T12:00:00Z",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_missing_offset_is_the_default() {
        let noon = parse("2023-11-15T12:00:00Z", None);
        assert_eq!(parse("2023-11-15 08:00:00", Some(-4 * 3600)), noon);
        assert_eq!(parse("2023-11-15", Some(-12 * 3600)), noon);
        assert_eq!(parse("2023-11-15T12:00:00Z", Some(3600)), noon);
        assert_eq!(parse("2023-11-15 12:00:00", None), None);
    }
}
