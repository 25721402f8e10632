//! What must hold for any bytes at all that are taken for a credentials file.
//!
//! The fuzz target calls [`check`] with what the fuzzer thinks of, the test suite with the corpus
//! that the fuzzer left behind. Nothing here may depend on the rest of this package: the fuzz
//! package compiles this file by itself.

use ecm_client::credentials::read_profile;

/// Reads the bytes as a credentials file. True if it has a profile `default`.
///
/// # Panics
///
/// If the reader breaks a promise, whatever the bytes are.
pub fn check(bytes: &[u8]) -> bool {
    let read = read_profile(bytes, "default");
    assert_eq!(read, read_profile(bytes, "default"), "two readings differ");
    match read {
        Ok(credentials) => {
            let shown = format!("{credentials:?}");
            let key = credentials.secret_key().expose();
            let parts = [credentials.secret_id(), key]
                .into_iter()
                .chain(credentials.token().map(ecm_client::Secret::expose));
            let text = String::from_utf8_lossy(bytes);
            for part in parts {
                assert!(!part.is_empty() && text.contains(part), "a value that is not in the text");
                assert!(!part.contains(char::is_whitespace) && !part.contains(char::is_control));
            }
            assert!(key.len() < 12 || !shown.contains(key), "a key is shown");
            true
        }
        Err(error) => {
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
            let shown = error.to_string();
            if !error.is_absent() {
                let line = shown.strip_prefix("line ").and_then(|rest| rest.split_once(':'));
                let line: usize = line.and_then(|(line, _)| line.parse().ok()).unwrap_or_default();
                assert!((1..=lines).contains(&line), "{shown}: there are {lines} lines");
            }
            // One of a few sentences, and nothing out of the file.
            assert!(shown.len() < 80 && shown.is_ascii(), "{shown}");
            false
        }
    }
}
