//! Spellings of two failures that pass: too many requests, and a failure inside the service.
//!
//! A code says what it is in the words of its name. Where no spec says more, these words decide whether a
//! request that may be repeated anyway is repeated.

use super::ErrorCategory;

/// Words that stand next to each other in codes of throttling. A word matches by its beginning.
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

/// Words of limits that do not pass while a call waits.
const LASTING: [&str; 7] = ["quota", "daily", "day", "week", "month", "year", "hour"];

/// Words before `rate` that make it a property of something else.
const OTHER_RATES: [&str; 3] = ["bit", "frame", "sampl"];

/// Segments that say that the service was too busy.
const BUSY: [&str; 3] = ["ServerBusy", "ServiceBusy", "SystemBusy"];

/// Returns true for a code that says that there were too many requests. A quota is none.
pub(crate) fn is_throttling(code: &str) -> bool {
    if !may_pass(code) {
        return false;
    }
    let words = words(code);
    let is_lasting = |word: &String| LASTING.iter().any(|lasting| word.starts_with(lasting));
    !words.iter().any(is_lasting) && THROTTLING.iter().any(|pattern| has(&words, pattern))
}

/// Returns true for a code that says that the service failed inside, or was not there.
pub(super) fn is_internal_failure(code: &str) -> bool {
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

/// Returns true for categories whose errors are not the fault of the request itself.
fn may_pass(code: &str) -> bool {
    matches!(
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

fn has(words: &[String], pattern: &[&str]) -> bool {
    let is_rate = pattern.first() == Some(&"rate");
    words.windows(pattern.len()).enumerate().any(|(at, window)| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let is_other_rate = is_rate
            && before.is_some_and(|word| OTHER_RATES.iter().any(|other| word.starts_with(other)));
        !is_other_rate && window.iter().zip(pattern).all(|(word, begin)| word.starts_with(begin))
    })
}

/// Splits a code into its words, in lower case: `LimitExceeded.IPFreqCtrl` has limit, exceeded, ip, freq and
/// ctrl.
fn words(code: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    let mut characters = code.chars().peekable();
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
