//! Command line that is being completed.

use std::sync::OnceLock;

/// Line of this process, as far as the shell has told.
static CURRENT: OnceLock<CommandLine> = OnceLock::new();

/// Words of a line by the arguments that they are, without the one at the cursor.
#[derive(Debug, Default)]
pub(crate) struct CommandLine {
    /// Values of options by their long names, in order.
    options: Vec<(String, String)>,
    /// Values without an option; `None` at the cursor.
    positionals: Vec<Option<String>>,
}

impl CommandLine {
    /// Sorts the words by the arguments that a command has; `at` is the word at the cursor.
    ///
    /// The first word is the command itself.
    pub(crate) fn read(command: &clap::Command, words: &[String], at: usize) -> Self {
        let mut line = Self::default();
        let mut command = command;
        let mut only_positionals = false;
        // Option that the next word is the value of.
        let mut option: Option<String> = None;
        for (index, word) in words.iter().enumerate().skip(1) {
            let is_current = index == at;
            if let Some(name) = option.take() {
                if !is_current {
                    line.options.push((name, word.clone()));
                }
            } else if only_positionals || word == "-" || !word.starts_with('-') {
                let subcommand = command.find_subcommand(word).filter(|_| !only_positionals);
                match subcommand.filter(|_| line.positionals.is_empty() && !is_current) {
                    Some(subcommand) => command = subcommand,
                    None => line.positionals.push((!is_current).then(|| word.clone())),
                }
            } else if word == "--" && !is_current {
                only_positionals = true;
            } else if let Some((name, value)) =
                word.strip_prefix("--").and_then(|word| word.split_once('='))
            {
                if !is_current {
                    line.options.push((name.to_owned(), value.to_owned()));
                }
            } else if !is_current {
                option = valued(command, word);
            }
        }
        line
    }

    /// Value of an option; the last one, if there are several.
    pub(crate) fn option(&self, name: &str) -> Option<&str> {
        self.options(name).last()
    }

    /// Values of an option that may be repeated.
    pub(crate) fn options(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.options.iter().filter(move |(option, _)| option == name);
        named.map(|(_, value)| value.as_str())
    }

    /// Value at a position, counted from 0.
    pub(crate) fn positional(&self, index: usize) -> Option<&str> {
        self.positionals.get(index)?.as_deref()
    }

    /// Makes this the line that completers see.
    pub(super) fn set(self) {
        // Only a second line of one process would be refused.
        let _ = CURRENT.set(self);
    }
}

/// Returns the long name of an option whose value is the next word.
fn valued(command: &clap::Command, word: &str) -> Option<String> {
    let named = |argument: &&clap::Arg| match word.strip_prefix("--") {
        Some(long) => {
            argument.get_long_and_visible_aliases().is_some_and(|all| all.contains(&long))
        }
        // Of several short options in one word, the last one can have a value.
        None => argument.get_short() == word.chars().last(),
    };
    let argument = command.get_arguments().find(named)?;
    let takes_value = argument.get_num_args().is_some_and(|count| count.takes_values());
    let is_next = takes_value && !argument.is_require_equals_set();
    argument.get_long().filter(|_| is_next).map(str::to_owned)
}

pub(super) fn current() -> &'static CommandLine {
    CURRENT.get_or_init(CommandLine::default)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, at: usize) -> CommandLine {
        let mut command = crate::cli::command();
        command.build();
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        CommandLine::read(&command, &words, at)
    }

    #[test]
    fn words_are_the_arguments_that_the_command_has() {
        let line = read("ecm call --set A=1 lamp.On --spec=a.json --set B=2 --all --set ", 10);
        assert_eq!(line.positional(0), Some("lamp.On"));
        assert_eq!(line.option("spec"), Some("a.json"));
        assert_eq!(line.options("set").collect::<Vec<_>>(), ["A=1", "B=2"]);
        // An option whose value must follow `=` takes no other word.
        let line = read("ecm call --skeleton lamp.On", 4);
        assert_eq!(line.positional(0), Some("lamp.On"));
        let line = read("ecm call -- --set A", 5);
        assert_eq!((line.positional(0), line.positional(1)), (Some("--set"), Some("A")));
        let line = read("ecm configure set region --profile work ", 6);
        assert_eq!((line.positional(0), line.option("profile")), (Some("region"), Some("work")));
    }

    #[test]
    fn the_word_at_the_cursor_is_left_out() {
        let line = read("ecm call lamp.On --set A=1 --spec b", 4);
        assert_eq!(line.options("set").count(), 0);
        assert_eq!(line.option("spec"), Some("b"));
        let line = read("ecm explain la SwitchOn", 2);
        assert_eq!((line.positional(0), line.positional(1)), (None, Some("SwitchOn")));
    }
}
