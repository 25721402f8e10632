//! What is said of the versions that there have been, kept as text that somebody has read.

use std::path::Path;

use ecm_diff::{Diff, SemverLevel, diff};
use ecm_import::Options;

use super::import;
use super::versions::pairs;

fn differences(old: &str, new: &str) -> Diff {
    let options = Options::default();
    diff(&import(old, None, &options).spec, &import(new, None, &options).spec)
}

fn text(diff: &Diff) -> String {
    let mut text = String::new();
    for level in [SemverLevel::Major, SemverLevel::Minor, SemverLevel::Patch] {
        for change in diff.changes.iter().filter(|change| change.level() == level) {
            text.push_str(&format!("{level} {}: {change}\n", change.code()));
            for companions in &change.companions {
                text.push_str(&format!("    with it: {}\n", companions.subject));
            }
        }
    }
    for rename in &diff.renames {
        text.push_str(&format!("perhaps renamed: {} -> {}\n", rename.from, rename.to));
    }
    let level = diff.level().map_or("none", SemverLevel::as_str);
    text.push_str(&format!("verdict: {level}, {} changes\n", diff.changes.len()));
    text
}

/// `UPDATE_EXPECT=1` writes the texts anew, which somebody then has to read.
#[test]
fn the_versions_of_ecm_differ_as_was_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/services/published/differences");
    for (name, old, new) in pairs() {
        let name = Path::new(&name).file_stem().unwrap().to_str().unwrap();
        let path = folder.join(format!("{name}.txt"));
        let text = text(&differences(&old, &new));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        // More versions may be at hand than somebody has read.
        match std::fs::read_to_string(&path) {
            Ok(read) => assert_eq!(read, text, "{name}"),
            Err(_) => ecm_tests::say_skipped(&format!("nobody has read what differs in `{name}`")),
        }
    }
}
