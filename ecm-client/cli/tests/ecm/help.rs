//! Tests of `--help` and `-h`, whose texts are kept in `tests/help`, and of `ecm` alone.
//!
//! `UPDATE_EXPECT=1` writes the texts anew, which somebody then has to read.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Run, anywhere, command, workspace};

/// Maximum width of a line.
const WIDTH: usize = 80;

/// Lists all commands by the lists in their helps, each as its words behind `ecm`.
pub(crate) fn commands() -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(words) = open.pop() {
        let help = help(&words, "-h", WIDTH);
        let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
        for line in list.take_while(|line| !line.is_empty()) {
            let name = line.split_whitespace().next().unwrap();
            // Text that goes on below is indented more than a name is.
            if !line.starts_with("   ") && name != "help" {
                open.push([words.clone(), vec![name.to_owned()]].concat());
            }
        }
        found.push(words);
    }
    found.sort();
    assert!(found.len() > 25, "{found:?}");
    found
}

fn help(words: &[String], option: &str, width: usize) -> String {
    let mut command = command(&workspace());
    let output = command.args(words).arg(option).env("COLUMNS", width.to_string()).output();
    let run = Run::from(output.unwrap());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{words:?} {option}");
    run.out
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/help")
}

#[test]
fn every_help_is_as_it_was_read() {
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut names = BTreeSet::new();
    let mut wrong = Vec::new();
    for words in commands() {
        let name =
            ["ecm".to_owned()].into_iter().chain(words.clone()).collect::<Vec<_>>().join("-");
        for (option, ending) in [("-h", "short.txt"), ("--help", "txt")] {
            // The library indents empty lines.
            let lines: Vec<String> = help(&words, option, WIDTH)
                .lines()
                .map(|line| format!("{}\n", line.trim_end()))
                .collect();
            let text = lines.concat();
            let file = format!("{name}.{ending}");
            let path = folder().join(&file);
            if update {
                fs::create_dir_all(folder()).unwrap();
                fs::write(&path, &text).unwrap();
            }
            if fs::read_to_string(&path).ok() != Some(text) {
                wrong.push(file.clone());
            }
            names.insert(file);
        }
    }
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !names.contains(&file) {
            match update {
                true => fs::remove_file(path).unwrap(),
                false => wrong.push(format!("{file}, for which there is no command")),
            }
        }
    }
    assert!(wrong.is_empty(), "tests/help differs: {wrong:#?}\nUPDATE_EXPECT=1 writes it anew");
}

#[test]
fn every_help_fits_a_terminal() {
    for words in commands() {
        for option in ["-h", "--help"] {
            let text = help(&words, option, WIDTH);
            let long: Vec<&str> =
                text.lines().filter(|line| line.chars().count() > WIDTH).collect();
            assert!(long.is_empty(), "{words:?} {option}: {long:#?}");
        }
    }
}

/// Text after the options is laid out for 80 columns, and so never wrapped a second time there.
#[test]
fn every_help_has_examples_that_are_wrapped_once() {
    for words in commands() {
        let after = |width: usize| {
            let help = help(&words, "--help", width);
            let start = help.find("\nExamples:\n  ecm ").or(help.find("\nExamples:\n  eval "));
            let start = start.or(help.find("\nTake services from"));
            let start = start.unwrap_or_else(|| panic!("{words:?} has no examples: {help}"));
            help[start..].to_owned()
        };
        assert_eq!(after(WIDTH), after(200), "{words:?}");
    }
}

#[test]
fn alone_it_shows_the_first_steps() {
    let run = anywhere(&[]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    for step in ["ecm configure ", "ecm explain ", "ecm call ", "ecm service add ", "ecm --help "] {
        assert!(run.out.contains(step), "{step}: {run:?}");
    }
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines.len() <= 24 && lines.iter().all(|line| line.len() <= WIDTH), "{run:?}");
    assert!(!run.out.contains('\u{1b}'), "{run:?}");
    // Every command that it names is there, and so are the options.
    let commands = commands();
    for line in run.out.lines().filter_map(|line| line.strip_prefix("  ecm ")) {
        let line = line.split("  ").next().unwrap();
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let named =
            (0..=words.len()).rev().find(|count| commands.contains(&words[..*count].to_vec()));
        let (command, arguments) = words.split_at(named.unwrap());
        let help = help(command, "--help", WIDTH);
        let options = arguments.iter().filter(|word| word.starts_with('-'));
        for option in options {
            assert!(help.contains(&format!(" {option}")), "{line}: {option}");
        }
        assert!(!command.is_empty() || line == "--help", "{line}");
    }
}
