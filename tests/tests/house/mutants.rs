//! The mutants that the suite is tried with still apply: one that does not would prove nothing.

use std::fs;
use std::path::PathBuf;

use ecm_tests::workspace;

/// What a patch takes out of a file and what it puts there, one pair per hunk.
struct Patch {
    file: String,
    hunks: Vec<(String, String)>,
}

fn read(text: &str) -> Patch {
    let file = text.lines().find_map(|line| line.strip_prefix("--- a/")).unwrap();
    let mut hunks: Vec<(String, String)> = Vec::new();
    for line in text.lines().skip_while(|line| !line.starts_with("@@")) {
        if line.starts_with("@@") {
            hunks.push(Default::default());
            continue;
        }
        let (before, after) = hunks.last_mut().unwrap();
        let (sign, rest) = line.split_at(line.len().min(1));
        let rest = format!("{rest}\n");
        match sign {
            "-" => before.push_str(&rest),
            "+" => after.push_str(&rest),
            _ => {
                before.push_str(&rest);
                after.push_str(&rest);
            }
        }
    }
    Patch { file: file.to_owned(), hunks }
}

fn patches() -> Vec<PathBuf> {
    let files = fs::read_dir(workspace().join("tests/mutants")).unwrap();
    let paths = files.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "patch")).collect()
}

#[test]
fn every_mutant_applies() {
    let patches = patches();
    assert!(patches.len() >= 6, "{} mutants", patches.len());
    for path in patches {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.display();
        let mut head = text.lines();
        assert!(head.next().is_some_and(|line| line.ends_with('.')), "{name}: what does it break?");
        assert!(
            head.next().is_some_and(|line| line.starts_with("Tests: -p ")),
            "{name}: which tests?"
        );
        let Patch { file, hunks } = read(&text);
        let source = fs::read_to_string(workspace().join(&file)).unwrap();
        assert!(!hunks.is_empty(), "{name} changes nothing");
        for (before, after) in hunks {
            assert_ne!(before, after, "{name} changes nothing");
            assert_eq!(source.matches(&before).count(), 1, "{name} no longer applies to {file}");
        }
    }
}
