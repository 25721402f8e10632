//! Questions of shells, and answers in the form that each of them reads.

use clap_complete::engine::{self, CompletionCandidate, PathCompleter, ValueCompleter as _};

use super::words::{TypedWord, quoted, split};
use super::{CommandLine, FILES, FOLDERS, can_be_typed, with_paths};

/// Shell that asks, and what it says of the line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asker {
    shell: ShellKind,
    words: Vec<String>,
    /// Position of the word at the cursor.
    at: usize,
    /// That word as it stands on the line.
    word: TypedWord,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ShellKind {
    Bash,
    Zsh,
    Fish,
    Elvish,
    PowerShell,
}

/// Answer before it is written.
#[derive(Debug, Default)]
struct Candidates {
    values: Vec<CompletionCandidate>,
    /// Text before the path of a file, if there can be one.
    ///
    /// The shell completes the path itself.
    files: Option<String>,
    folders: Option<String>,
}

impl Asker {
    /// Reads what the script of a shell says; `None` if it is none of ours.
    pub(super) fn read(shell: &str, arguments: Vec<String>) -> Option<Self> {
        let mut arguments = arguments.into_iter();
        let (shell, mut words, at, word) = match shell {
            "bash" => {
                // The line before the cursor, the line behind it, the characters that end a word, and the word
                // that readline has found.
                let (before, after) = (arguments.next()?, arguments.next()?);
                let mut line = split(&before, &arguments.next()?);
                if arguments.next()?.starts_with('@') {
                    line.last.take_back('@');
                }
                let at = line.words.len();
                let mut words = line.words;
                words.push(line.last.text.clone());
                let rest = after.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
                words.extend(split(&format!("{rest} "), "").words);
                (ShellKind::Bash, words, at, line.last)
            }
            "zsh" => {
                // The position, the word before the cursor, and all words.
                let at: usize = arguments.next()?.parse().ok()?;
                let text = arguments.next()?;
                let mut words: Vec<String> = arguments.collect();
                words.resize(words.len().max(at + 1), String::new());
                *words.get_mut(at)? = text.clone();
                (ShellKind::Zsh, words, at, TypedWord { text, ..TypedWord::default() })
            }
            "fish" | "elvish" | "powershell" => {
                let words: Vec<String> = arguments.collect();
                let at = words.len().checked_sub(1)?;
                let last = words.last()?;
                let (shell, word) = match shell {
                    // It is told as it was typed.
                    "fish" => (ShellKind::Fish, split(last, "").last),
                    "elvish" => (
                        ShellKind::Elvish,
                        TypedWord { text: last.clone(), ..TypedWord::default() },
                    ),
                    _ => (
                        ShellKind::PowerShell,
                        TypedWord { text: last.clone(), ..TypedWord::default() },
                    ),
                };
                (shell, words, at, word)
            }
            _ => return None,
        };
        *words.get_mut(at)? = word.text.clone();
        Some(Self { shell, words, at, word })
    }

    /// Completes the word at the cursor.
    pub(super) fn reply(self, command: clap::Command) -> String {
        let is_bash = self.shell == ShellKind::Bash;
        if is_bash && (self.word.is_expanded || self.word.is_redirection) {
            return "shell\n".to_owned();
        }
        let mut candidates = self.candidates(with_paths(command));
        if is_bash && candidates.files.as_deref().is_some_and(|prefix| prefix.ends_with('@')) {
            // For readline, it belongs to the path.
            self.list_files(&mut candidates);
        }
        match self.shell {
            ShellKind::Bash => self.for_bash(&candidates),
            ShellKind::Zsh => for_zsh(&candidates),
            ShellKind::Fish => for_fish(&candidates),
            ShellKind::Elvish | ShellKind::PowerShell => {
                self.list_files(&mut candidates);
                self.for_others(&candidates)
            }
        }
    }

    fn candidates(&self, mut command: clap::Command) -> Candidates {
        command.build();
        CommandLine::read(&command, &self.words, self.at).set();
        let words = self.words.iter().map(Into::into).collect();
        let found = engine::complete(&mut command, words, self.at, None).unwrap_or_default();
        let mut candidates = Candidates::default();
        for one in found {
            let value = one.get_value().to_str().filter(|value| can_be_typed(value));
            let Some(value) = value else { continue };
            match one.get_id().map(String::as_str) {
                Some(FILES) => candidates.files = Some(value.to_owned()),
                Some(FOLDERS) => candidates.folders = Some(value.to_owned()),
                _ => candidates.values.push(one),
            }
        }
        // Options are in the way until a dash asks for them, unless there is nothing else.
        let is_option = |one: &CompletionCandidate| value(one).starts_with('-');
        let has_others = candidates.files.is_some()
            || candidates.folders.is_some()
            || !candidates.values.iter().all(is_option);
        if self.word.text.is_empty() && has_others {
            candidates.values.retain(|one| !is_option(one));
        }
        candidates
    }

    /// Writes what readline puts in the place of the part of the word that it takes for one.
    fn for_bash(&self, candidates: &Candidates) -> String {
        let is_open = candidates.values.iter().any(|one| is_open(value(one)));
        let mut text = match (&candidates.files, &candidates.folders) {
            (Some(_), _) => "files".to_owned(),
            (None, Some(_)) => "folders".to_owned(),
            (None, None) if is_open => "open".to_owned(),
            (None, None) => "closed".to_owned(),
        };
        text.push('\n');
        let kept = self.word.text.get(..self.word.kept).unwrap_or_default();
        for one in &candidates.values {
            let Some(rest) = value(one).strip_prefix(kept) else { continue };
            let quoted = quoted(rest, self.word.quote);
            // What is beside files is quoted as they are, by readline; that is for plain names only.
            let is_beside_files = candidates.files.is_some() || candidates.folders.is_some();
            if !is_beside_files || quoted == rest {
                text.push_str(&format!("{quoted}\n"));
            }
        }
        text
    }

    /// Puts paths in the place of what stands for them.
    fn list_files(&self, candidates: &mut Candidates) {
        let (files, folders) = (candidates.files.take(), candidates.folders.take());
        for (prefix, completer) in [(files, PathCompleter::file()), (folders, PathCompleter::dir())]
        {
            let Some(prefix) = prefix else { continue };
            let Some(path) = self.word.text.strip_prefix(&prefix) else { continue };
            let paths = completer.complete(path.as_ref()).into_iter();
            let paths = paths.map(|path| path.add_prefix(&prefix));
            candidates.values.extend(paths.filter(|path| can_be_typed(value(path))));
        }
    }

    /// Writes a line for each candidate.
    fn for_others(&self, candidates: &Candidates) -> String {
        let described = self.shell == ShellKind::PowerShell;
        let line = |one: &CompletionCandidate| match help(one).filter(|_| described) {
            Some(help) => format!("{}\t{help}\n", value(one)),
            None => format!("{}\n", value(one)),
        };
        candidates.values.iter().map(line).collect()
    }
}

/// Writes a line for each candidate: `+` where the word goes on behind it, else `-`.
fn for_zsh(candidates: &Candidates) -> String {
    let mut text = String::new();
    for one in &candidates.values {
        let sign = if is_open(value(one)) { '+' } else { '-' };
        let escaped = value(one).replace('\\', "\\\\").replace(':', "\\:");
        match help(one) {
            Some(help) => text.push_str(&format!("{sign}{escaped}:{help}\n")),
            None => text.push_str(&format!("{sign}{escaped}\n")),
        }
    }
    let counted = |prefix: &Option<String>| prefix.as_ref().map(|prefix| prefix.chars().count());
    if let Some(count) = counted(&candidates.files) {
        text.push_str(&format!("f{count}\n"));
    }
    if let Some(count) = counted(&candidates.folders) {
        text.push_str(&format!("d{count}\n"));
    }
    text
}

/// Writes a line for each candidate, behind `-`.
fn for_fish(candidates: &Candidates) -> String {
    let mut text = String::new();
    for one in &candidates.values {
        match help(one) {
            Some(help) => text.push_str(&format!("-{}\t{help}\n", value(one))),
            None => text.push_str(&format!("-{}\n", value(one))),
        }
    }
    if let Some(prefix) = &candidates.files {
        text.push_str(&format!("f{prefix}\n"));
    }
    if let Some(prefix) = &candidates.folders {
        text.push_str(&format!("d{prefix}\n"));
    }
    text
}

fn value(candidate: &CompletionCandidate) -> &str {
    candidate.get_value().to_str().unwrap_or_default()
}

fn help(candidate: &CompletionCandidate) -> Option<String> {
    let help = candidate.get_help()?.to_string();
    let line = help.lines().next().unwrap_or_default().replace('\t', " ");
    Some(line).filter(|line| !line.is_empty())
}

/// Tells whether the word goes on behind a candidate, so that no blank follows it.
fn is_open(value: &str) -> bool {
    value.ends_with(['.', '=', '@', '/'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_question_that_is_none_of_ours_has_no_answer() {
        for (shell, arguments) in [
            ("bash", &["ecm ", ""][..]),
            ("bash", &[]),
            ("zsh", &["x", "", "ecm"]),
            ("zsh", &["1"]),
            ("fish", &[]),
            ("tcsh", &["ecm", ""]),
        ] {
            let arguments = arguments.iter().map(|one| (*one).to_owned()).collect();
            assert_eq!(Asker::read(shell, arguments), None, "{shell}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_line_has_an_answer(
            shell in prop::sample::select(vec!["bash", "zsh", "fish", "elvish", "powershell"]),
            words in prop::collection::vec(
                prop_oneof![
                    "(call|launch|configure|set|explain|generate|--set|--spec|--|-|-x|--json=|--set=A)",
                    "[A-Za-z@=.\\[0-9]{0,12}",
                    "\\PC{0,6}",
                ],
                0..6,
            ),
            at in 0..7_usize,
        ) {
            let line = format!("ecm {}", words.join(" "));
            let arguments = match shell {
                "bash" => vec![line, " x".to_owned(), " =@:".to_owned(), "@".to_owned()],
                "zsh" => [vec![at.to_string(), "w".to_owned(), "ecm".to_owned()], words].concat(),
                _ => [vec!["ecm".to_owned()], words].concat(),
            };
            if let Some(asker) = Asker::read(shell, arguments) {
                asker.reply(crate::cli::command());
            }
        }
    }
}
