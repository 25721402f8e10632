//! Spellings of two failures that pass: too many requests, and a failure inside the service.
//!
//! A code says what it is in the words of its name. Where no spec says more, these words decide whether a
//! request that may be repeated anyway is repeated.

use super::ErrorCategory;

/// Words that stand next to each other in a segment of a code of throttling. A word matches by its
/// beginning.
const THROTTLING: &[&[&str]] = &[
    &["request", "limit"],
    &["request", "rate"],
    &["rate", "limit"],
    &["rate", "exceed"],
    &["qps", "limit"],
    &["qps", "exceed"],
    &["freq"],
    &["throttl"],
    &["too", "many", "request"],
];

/// Words that may follow in the same segment.
const ENDINGS: [&str; 10] =
    ["exceed", "limit", "reach", "ctrl", "control", "cnt", "count", "error", "exception", "fail"];

/// Words of limits that do not pass while a call waits.
const LASTING: [&str; 7] = ["quota", "daily", "day", "week", "month", "year", "hour"];

/// Words before `rate` that make it a property of something else.
const OTHER_RATES: [&str; 3] = ["bit", "frame", "sampl"];

/// Segments that say that the service was too busy.
const BUSY: [&str; 3] = ["ServerBusy", "ServiceBusy", "SystemBusy"];

/// Returns true for a code that says that there were too many requests. A quota is none.
pub(crate) fn is_throttling(code: &str) -> bool {
    let is_lasting = |word: &String| begins_with_any(word, &LASTING);
    may_pass(code)
        && !code.split('.').flat_map(words).any(|word| is_lasting(&word))
        && code.split('.').any(says_throttling)
}

fn says_throttling(segment: &str) -> bool {
    let words = words(segment);
    THROTTLING.iter().any(|pattern| {
        let is_rate = pattern.first() == Some(&"rate");
        (0..words.len()).any(|at| {
            let Some((before, from)) = words.split_at_checked(at) else { return false };
            let Some((found, after)) = from.split_at_checked(pattern.len()) else { return false };
            let is_other = before.last().is_some_and(|word| begins_with_any(word, &OTHER_RATES));
            found.iter().zip(*pattern).all(|(word, begin)| word.starts_with(begin))
                && after.iter().all(|word| begins_with_any(word, &ENDINGS))
                && !(is_rate && is_other)
        })
    })
}

fn begins_with_any(word: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|begin| word.starts_with(begin))
}

/// Returns true for a code that says that the service failed inside, or was not there.
pub(crate) fn is_internal_failure(code: &str) -> bool {
    match ErrorCategory::from_code(code) {
        ErrorCategory::InternalError | ErrorCategory::ServiceUnavailable => true,
        _ => may_pass(code) && code.split('.').any(says_internal_failure),
    }
}

fn says_internal_failure(segment: &str) -> bool {
    let words = words(segment);
    match words.as_slice() {
        [first, .., last] if first == "internal" || first == "inner" => {
            matches!(last.as_str(), "error" | "failure" | "exception")
        }
        _ => BUSY.contains(&segment) || segment == "ServiceUnavailable",
    }
}

/// Returns true for a well-formed code of a category whose errors are not the fault of the request.
fn may_pass(code: &str) -> bool {
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let is_name = |segment: &str| !segment.is_empty() && segment.bytes().all(is_inside);
    code.split('.').all(is_name)
        && matches!(
            ErrorCategory::from_code(code),
            ErrorCategory::FailedOperation
                | ErrorCategory::InternalError
                | ErrorCategory::LimitExceeded
                | ErrorCategory::OperationDenied
                | ErrorCategory::Other
                | ErrorCategory::RequestLimitExceeded
                | ErrorCategory::ResourceUnavailable
                | ErrorCategory::ServiceUnavailable
        )
}

/// Splits a segment into its words, in lower case: `IPFreqCtrl` has ip, freq and ctrl.
fn words(segment: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    let mut characters = segment.chars().peekable();
    while let Some(character) = characters.next() {
        let next_is_lower = characters.peek().is_some_and(char::is_ascii_lowercase);
        let begins = character.is_ascii_uppercase()
            && (!before.is_ascii_uppercase() || next_is_lower)
            || !character.is_ascii_alphanumeric();
        if begins && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if character.is_ascii_alphanumeric() {
            word.push(character.to_ascii_lowercase());
        }
        before = character;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests;
