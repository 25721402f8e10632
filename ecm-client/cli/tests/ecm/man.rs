//! Tests of `ecm man`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::help::commands;
use crate::support::{anywhere, run};

/// Requests and macros that pages may hold: those that every reader of pages knows.
const KNOWN: &[&str] =
    &["TH", "SH", "PP", "TP", "IP", "RS", "RE", "nf", "fi", "br", "nh", "ad", "ie", "el"];

fn pages(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = files.map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    named.collect()
}

/// Text of a page as a reader shows it, without layout.
fn shown(page: &str) -> String {
    // The mark of an item stands in front of its text.
    let marked = |line: &str| match line.strip_prefix(".IP ") {
        Some(arguments) => format!("{} ", arguments.split(' ').next().unwrap()),
        None => format!("{line}\n"),
    };
    let text: String = page.lines().map(marked).collect();
    let text = text.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "");
    let text = text.replace("\\-", "-").replace("\\*(Aq", "'").replace("\\&", "");
    text.replace("\\\\", "\\")
}

#[test]
fn every_command_has_a_page_and_there_are_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let written = run(folder.path(), &["man", "--out", "a/man1"]);
    assert_eq!((written.code, written.err.as_str()), (Some(0), ""));
    let pages = pages(&folder.path().join("a/man1"));
    let mut expected: Vec<String> = commands()
        .into_iter()
        .map(|words| format!("{}.1", [vec!["ecm".to_owned()], words].concat().join("-")))
        .collect();
    expected.sort();
    assert_eq!(pages.keys().cloned().collect::<Vec<_>>(), expected);
    // The same again, and nothing is left of writing.
    let again = run(folder.path(), &["man", "--out", "a/man1"]);
    assert!(again.out.lines().all(|line| line.starts_with("unchanged ")), "{again:?}");
    let other = run(folder.path(), &["man", "--out", "b"]);
    assert_eq!(other.code, Some(0));
    assert_eq!(super::man::pages(&folder.path().join("b")), pages);
}

#[test]
fn a_page_has_what_the_help_has() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["man", "--out", "."]).code, Some(0));
    let pages = pages(folder.path());
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in commands() {
        let name = [vec!["ecm".to_owned()], words.clone()].concat().join("-");
        let page = &pages[&format!("{name}.1")];
        assert!(page.contains(&format!("\n.TH {name} 1 \"\" \"ecm 0.")), "{page}");
        let sections: Vec<&str> =
            page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        assert!(sections.starts_with(&["NAME", "SYNOPSIS", "DESCRIPTION"]), "{name}: {sections:?}");
        assert_eq!(sections.last(), Some(&"\"SEE ALSO\""), "{name}");
        let arguments: Vec<&str> = words.iter().map(String::as_str).chain(["--help"]).collect();
        let help = anywhere(&arguments).out;
        let text = flat(&shown(page));
        let heads = |line: &str| line.is_empty() || line.ends_with(':');
        // Lines of examples are kept whole; all others flow.
        let examples = help.lines().skip_while(|line| *line != "Examples:").skip(1);
        for line in examples.take_while(|line| line.starts_with("  ")) {
            assert!(shown(page).contains(&format!("\n{}\n", &line[2..])), "{name}: {line}");
        }
        let behind_options = help.split("\nExamples:\n").nth(1).unwrap_or_default();
        for line in behind_options.lines().filter(|line| !heads(line) && !line.contains("  -")) {
            let line = flat(line).replace("Exit codes:", "");
            assert!(text.contains(&line), "{name}: {line}");
        }
    }
}

#[test]
fn pages_hold_nothing_that_a_reader_does_not_know() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["man", "--out", "."]).code, Some(0));
    for (name, page) in pages(folder.path()) {
        for line in page.lines() {
            if let Some(request) = line.strip_prefix('.') {
                let request = request.split(' ').next().unwrap();
                assert!(KNOWN.contains(&request), "{name}: {line}");
            }
            assert!(!line.starts_with('\''), "{name}: {line}");
            // An escape sequence that is not meant to be one would swallow what follows.
            let mut rest = line;
            while let Some((_, escape)) = rest.split_once('\\') {
                let known = ["fB", "fI", "fR", "-", "*(Aq", "&", "\\", "(bu", "(aq", "n(.g"];
                let found = known.iter().find(|known| escape.starts_with(**known));
                rest = &escape[found.unwrap_or_else(|| panic!("{name}: {line}")).len()..];
            }
        }
        assert!(page.is_ascii(), "{name}");
        // What opens a block closes it.
        let count = |request: &str| {
            page.lines().filter(|line| line.split(' ').next() == Some(request)).count()
        };
        assert_eq!((count(".nf"), count(".RS")), (count(".fi"), count(".RE")), "{name}");
        assert_eq!(page.matches(".TH ").count(), 1, "{name}");
    }
}

#[test]
fn pages_are_written_all_or_none() {
    let folder = tempfile::tempdir().unwrap();
    // The last page cannot take the place of a folder.
    fs::create_dir_all(folder.path().join("man/ecm-whoami.1/x")).unwrap();
    let run = run(folder.path(), &["man", "--out", "man"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
    assert!(run.err.contains("ecm-whoami.1` cannot be written"), "{run:?}");
    let left: Vec<_> = fs::read_dir(folder.path().join("man")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}
