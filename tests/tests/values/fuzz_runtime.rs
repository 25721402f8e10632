//! Everything that fuzzing of the client and of the server has found worth keeping, checked again.

use std::fs;
use std::path::PathBuf;

use ecm_tests::{answers, asked, workspace};

/// A corpus is to stay what a test can go through in a moment.
const MAX_FILES: usize = 400;
const MAX_BYTES: usize = 256 * 1024;

/// The files of a corpus, each checked; the name of one that breaks something is said.
#[allow(clippy::print_stderr, reason = "to be seen where the test fails")]
fn replay<T>(corpus: &str, check: impl Fn(&[u8]) -> T + std::panic::RefUnwindSafe) -> Vec<T> {
    let folder = workspace().join("tests/fuzz/corpus").join(corpus);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<(PathBuf, Vec<u8>)> =
        paths.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    files.sort();
    assert!(files.len() <= MAX_FILES, "{} files", files.len());
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(bytes <= MAX_BYTES, "{bytes} bytes");
    let replay = |(path, bytes): &(PathBuf, Vec<u8>)| {
        std::panic::catch_unwind(|| check(bytes)).unwrap_or_else(|broken| {
            eprintln!("broken by {}", path.display());
            std::panic::resume_unwind(broken)
        })
    };
    files.iter().map(replay).collect()
}

#[test]
fn every_answer_of_the_corpus_is_met_as_promised() {
    let verdicts = replay("answers", answers::check);
    for verdict in [answers::Verdict::Done, answers::Verdict::Refused, answers::Verdict::Lost] {
        assert!(verdicts.iter().filter(|other| **other == verdict).count() >= 3, "{verdict:?}");
    }
}

#[test]
fn every_request_of_the_corpus_is_met_as_promised() {
    let verdicts = replay("asked", asked::check);
    for (verdict, least) in
        [(asked::Verdict::Done, 1), (asked::Verdict::Refused, 5), (asked::Verdict::NoRequest, 3)]
    {
        assert!(verdicts.iter().filter(|other| **other == verdict).count() >= least, "{verdict:?}");
    }
}
