//! Credentials files with anything in them.

use std::fs;

use ecm_client::credentials::{Credentials, read_profile};
use proptest::prelude::*;

/// What fuzzing has left behind: some of it is a profile, and some is not.
#[test]
fn the_corpus_of_profiles_keeps_the_promises() {
    let folder = ecm_tests::workspace().join("tests/fuzz/corpus/profile");
    let files = fs::read_dir(folder).unwrap();
    let read: Vec<bool> = files
        .map(|file| ecm_tests::profile::check(&fs::read(file.unwrap().path()).unwrap()))
        .collect();
    let good = read.iter().filter(|read| **read).count();
    assert!(good >= 3 && read.len() - good >= 5 && read.len() < 200, "{good} of {}", read.len());
}

proptest! {
    /// Whatever is in a profile file, it is read or refused, and nothing of it is repeated.
    #[test]
    fn any_profile_file_is_read_or_refused(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("[default]".to_owned()), Just("[".to_owned()), Just("]".to_owned()),
                Just("\n".to_owned()), Just("\r\n".to_owned()), Just("=".to_owned()),
                Just("secret_id".to_owned()), Just("secret_key = ".to_owned()),
                Just("token:".to_owned()), Just("\"".to_owned()), Just("# ".to_owned()),
                Just("\u{FEFF}".to_owned()), Just("hunter2".to_owned()), any::<String>(),
            ],
            0..40,
        )
    ) {
        ecm_tests::profile::check(pieces.concat().as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        ecm_tests::profile::check(&bytes);
    }

    /// What can be written at all is read back.
    #[test]
    fn what_is_written_is_read(
        id in "[!-~&&[^#;\"'`]][!-~]{0,40}", key in "[!-~&&[^#;\"'`]][!-~]{0,40}",
        before in "[ \t]{0,3}", sign in "[=:]", after in "[ \t]{0,3}( [#;][ -~]{0,9})?",
        end in "(\r)?\n",
    ) {
        let text = format!(
            "[default]{end}{before}secret_id{before}{sign}{before}{id}{after}{end}secret_key{sign}{key}{after}"
        );
        let read = read_profile(text.as_bytes(), "default").unwrap();
        prop_assert_eq!(read, Credentials::new(id, key));
    }
}
