//! Everything that fuzzing has found worth keeping, checked again.

#![deny(missing_docs, warnings)]

use std::fs;
use std::path::PathBuf;

use ecm_scratch::on_all_cores;
use ecm_tests::fuzz::{Verdict, check};
use ecm_tests::workspace;

ecm_client::api! {
    spec: "fuzz/corpus/spec/found-names.json",
    /// What was found in names: it has to compile, and without a warning.
    pub mod found,
}

/// The corpus is to stay what a test can go through in a few seconds.
const MAX_FILES: usize = 400;
const MAX_BYTES: usize = 1024 * 1024;

fn corpus() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = workspace().join("tests/fuzz/corpus/spec");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn every_file_of_the_corpus_keeps_the_promises() {
    let files = corpus();
    let verdicts =
        on_all_cores(files.len(), |share| files[share].iter().map(replay).collect::<Vec<_>>());
    let verdicts: Vec<Verdict> = verdicts.into_iter().flatten().collect();
    // A corpus in which everything is refused, or nothing, would be no test of half of the code.
    let specs = verdicts.iter().filter(|verdict| **verdict == Verdict::Spec).count();
    assert!(specs > 40, "{specs} specs");
    assert!(verdicts.len() - specs > 50, "{} files with problems", verdicts.len() - specs);
}

/// The name of the file stands before what a panic has to say, as tests print what they caught.
#[allow(clippy::print_stderr, reason = "to be seen where the test fails")]
fn replay((path, bytes): &(PathBuf, Vec<u8>)) -> Verdict {
    std::panic::catch_unwind(|| check(bytes)).unwrap_or_else(|broken| {
        eprintln!("broken by {}", path.display());
        std::panic::resume_unwind(broken)
    })
}

#[test]
#[allow(deprecated, reason = "the field is there to be both required and deprecated")]
fn names_that_once_collided_are_all_there() {
    let client =
        found::Client_::builder()._95peak(1).old("a")._1("b").__1("c")._text("d").text("e");
    let made = client.a("f").build();
    let plain = found::Client_ {
        _1: Some("b".into()),
        __1: Some("c".into()),
        _text: Some("d".into()),
        text: Some("e".into()),
        maybe_text: Some(found::Choice::A("f".into())),
        ..found::Client_::new(1, "a")
    };
    assert_eq!(made, plain);
    assert_ne!(format!("{:?}", found::Client_::_1), format!("{:?}", found::Client_::__1));
    let code: Option<found::error::N1xErrorCode> = ecm_client::ErrorCode::from_code("Gone");
    assert_eq!(code, Some(found::error::N1xErrorCode::Gone));
}

#[test]
fn the_corpus_stays_small() {
    let files = corpus();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(files.len() <= MAX_FILES, "{} files", files.len());
    assert!(bytes <= MAX_BYTES, "{bytes} bytes");
}
