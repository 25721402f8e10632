//! Error codes at hand, judged by their names alone: every one that would be sent again, read by people.

use std::collections::BTreeSet;
use std::fs;

use ecm_client::RetryAdvice;
use ecm_client::rt::retry_advice;
use serde_json::Value;

/// Codes after which everything is sent again.
const THROTTLING: [&str; 4] = [
    "RequestLimitExceeded",
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
    "RequestLimitExceeded.IPLimitExceeded",
    "RequestLimitExceeded.UinLimitExceeded",
];

/// Codes after which what may be repeated is sent again.
const IF_IDEMPOTENT: [&str; 12] = [
    "FailedOperation.InternalOperationFailure",
    "InternalError",
    "InternalError.DbError",
    "InternalError.EncryptError",
    "InternalError.GetAppIdError",
    "InternalError.GetRoleError",
    "InternalError.GetSeedTokenError",
    "InternalError.IllegalRole",
    "InternalError.PbSerializeError",
    "InternalError.SystemError",
    "InternalError.UnknownError",
    "ServiceUnavailable",
];

/// Every text in a document that may be a code: it has a word in front of a dot, or a common one.
fn add_codes(value: &Value, codes: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => add_codes_in(text, codes),
        Value::Array(items) => items.iter().for_each(|item| add_codes(item, codes)),
        Value::Object(members) => members.iter().for_each(|(key, value)| {
            add_codes_in(key, codes);
            add_codes(value, codes);
        }),
        _ => {}
    }
}

fn add_codes_in(text: &str, codes: &mut BTreeSet<String>) {
    let is_inside = |character: char| character.is_ascii_alphanumeric() || character == '.';
    for word in text.split(|character| !is_inside(character)) {
        let word = word.trim_matches('.');
        let parts: Vec<&str> = word.split('.').collect();
        let is_name = |part: &&str| part.len() > 2 && part.starts_with(char::is_uppercase);
        if parts.iter().all(is_name) && (parts.len() > 1 || word.ends_with("Exceeded")) {
            codes.insert(word.to_owned());
        }
    }
}

fn at_hand() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for name in ["ecm-2019-07-19", "sts-2018-08-13"] {
        let spec = ecm_tests::read(name, ecm_spec::shipped(name).unwrap());
        codes.extend(spec.errors.into_iter().map(|code| code.name.wire));
    }
    let folders = ["metadata", "metadata-3.1.189.1", "facts"];
    let mut open: Vec<_> = folders.iter().filter_map(|name| ecm_tests::shared(name)).collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let text = fs::read_to_string(path).unwrap();
            add_codes(&serde_json::from_str(&text).unwrap(), &mut codes);
        }
    }
    codes
}

/// Codes that refuse the key itself.
const KEY_REFUSED: [&str; 4] = [
    "AuthFailure.InvalidSecretId",
    "AuthFailure.SecretIdNotFound",
    "AuthFailure.SignatureFailure",
    "AuthFailure.TokenFailure",
];

#[test]
fn no_code_at_hand_is_sent_again_that_should_not_be() {
    let codes = at_hand();
    assert!(codes.len() >= 190, "{} codes", codes.len());
    for (advice, expected) in [
        (RetryAdvice::AfterBackoff, BTreeSet::from(THROTTLING)),
        (RetryAdvice::IfIdempotent, BTreeSet::from(IF_IDEMPOTENT)),
        (RetryAdvice::AfterClockCorrection, BTreeSet::new()),
        (RetryAdvice::AfterCredentialRefresh, BTreeSet::from(KEY_REFUSED)),
    ] {
        let found = codes.iter().map(String::as_str);
        let found: BTreeSet<&str> =
            found.filter(|code| retry_advice(&[], code) == advice).collect();
        assert_eq!(found, expected, "{advice:?}");
    }
}
