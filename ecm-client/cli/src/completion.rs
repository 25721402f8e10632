//! Completion of command lines, which the shell asks this command for while they are typed.
//!
//! The script that `ecm completions` prints runs the command with a variable set, and with the line so far
//! as its arguments. Completers see the whole line, so that parameters are those of the action on it.
//!
//! Nothing may disturb what is typed: what cannot be read has no candidates, and nothing is printed about
//! it.

mod actions;
mod line;
mod profiles;
mod reply;
mod script;
mod specs;
mod words;

use std::env;
use std::ffi::OsStr;
use std::io::Write as _;
use std::panic;
use std::process::ExitCode;

use clap::ValueHint;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::text::{is_printable, sanitize};
pub(crate) use actions::{action_names, actions, group_names};
pub(crate) use line::CommandLine;
pub(crate) use profiles::{profiles, regions};
use reply::Asker;
pub(crate) use script::script;
pub(crate) use specs::{services, source, spec_names, specs, stored};

/// Variable with the name of the shell that asks.
const VARIABLE: &str = "ECM_COMPLETE";

/// Id of the candidate that stands for all files, which the shell lists itself.
const FILES: &str = "files";

/// Id of the candidate that stands for all folders.
const FOLDERS: &str = "folders";

/// Maximum length of a description, in characters.
const MAX_DESCRIPTION: usize = 70;

/// Answers a shell; `None` if none asks.
pub(crate) fn answer(command: fn() -> clap::Command) -> Option<ExitCode> {
    let shell = env::var(VARIABLE).ok()?;
    let mut arguments = env::args_os().skip(1);
    if arguments.next()? != "--" {
        return None;
    }
    let arguments = arguments.map(|word| word.to_string_lossy().into_owned()).collect();
    let asker = Asker::read(&shell, arguments)?;
    panic::set_hook(Box::new(|_| {}));
    if let Ok(text) = panic::catch_unwind(move || asker.reply(command())) {
        // A shell that has gone away is no failure either.
        let _ = std::io::stdout().write_all(text.as_bytes());
    }
    Some(ExitCode::SUCCESS)
}

/// Completer of the value of an argument, which sees the rest of the line.
pub(crate) fn completer(
    complete: fn(&CommandLine, &str) -> Vec<CompletionCandidate>,
) -> ArgValueCompleter {
    ArgValueCompleter::new(move |current: &OsStr| {
        current.to_str().map(|current| complete(line::current(), current)).unwrap_or_default()
    })
}

/// Candidate with the beginning of its documentation.
pub(crate) fn candidate(value: impl Into<String>, doc: Option<&str>) -> CompletionCandidate {
    let help = doc.map(summary).filter(|help| !help.is_empty());
    CompletionCandidate::new(value.into()).help(help.map(Into::into))
}

/// Candidates among names, in their order.
pub(crate) fn beginning<'n>(
    current: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Vec<CompletionCandidate> {
    let names = names.into_iter().filter(|name| name.starts_with(current));
    names.map(|name| candidate(name, None)).collect()
}

/// Stands for the files whose paths begin as the word does behind a prefix.
pub(crate) fn files(prefix: &str) -> CompletionCandidate {
    CompletionCandidate::new(prefix).id(Some(FILES.to_owned()))
}

/// Returns the first sentence, or as much of it as a line has room for.
fn summary(doc: &str) -> String {
    let line = doc.lines().next().unwrap_or_default();
    let sentence = line.split_inclusive(". ").next().unwrap_or_default().trim_end();
    let sentence = sanitize(sentence.trim_end_matches('.'));
    match sentence.chars().count() > MAX_DESCRIPTION {
        false => sentence,
        true => {
            let cut: String = sentence.chars().take(MAX_DESCRIPTION).collect();
            format!("{} ...", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
        }
    }
}

/// Tells whether a value can be typed: texts of a spec may hold anything.
fn can_be_typed(value: &str) -> bool {
    value.chars().all(is_printable)
}

/// Lets the shell list the files of every argument that is a path.
fn with_paths(command: clap::Command) -> clap::Command {
    let command = command.mut_args(|argument| {
        let id = match argument.get_value_hint() {
            ValueHint::AnyPath | ValueHint::FilePath => FILES,
            ValueHint::DirPath => FOLDERS,
            _ => return argument,
        };
        match argument.get::<ArgValueCompleter>() {
            Some(_) => argument,
            None => argument.add(ArgValueCompleter::new(move |_: &OsStr| {
                vec![CompletionCandidate::new("").id(Some(id.to_owned()))]
            })),
        }
    });
    command.mut_subcommands(with_paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_one_line_that_a_terminal_can_show() {
        for (doc, expected) in [
            ("Lists lamps. In pages.", "Lists lamps"),
            ("Lists lamps.\nIn pages.", "Lists lamps"),
            ("Red\u{1b}[31m, v1.2 of it.", "Red\u{fffd}[31m, v1.2 of it"),
            ("", ""),
        ] {
            assert_eq!(summary(doc), expected);
        }
        let long = summary(&"word ".repeat(40));
        assert!(
            long.ends_with("word ...") && long.chars().count() <= MAX_DESCRIPTION + 4,
            "{long}"
        );
    }
}
