//! Short and long help of all commands.

/// Heading that is no example, though commands could stand below it.
const EXIT_CODES: &str = "Exit codes:";

/// Leaves the examples, and nothing else behind the options, to `-h`; `--help` has everything.
pub(crate) fn shortened(command: clap::Command) -> clap::Command {
    let command = command.mut_subcommands(shortened);
    let Some(all) = command.get_after_help().map(ToString::to_string) else { return command };
    let examples = examples(&all);
    match examples == all {
        true => command,
        false => command.after_help(examples).after_long_help(all),
    }
}

/// Returns the blocks at the beginning of a text that have a heading and indented lines.
fn examples(text: &str) -> String {
    let is_example = |block: &&str| {
        let (heading, lines) = block.split_once('\n').unwrap_or((block, ""));
        let is_below = |line: &str| line.starts_with("  ");
        heading != EXIT_CODES && !lines.is_empty() && lines.lines().all(is_below)
    };
    text.split("\n\n").take_while(is_example).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_come_first_and_stay() {
        let text = "Examples:\n  a b\n      c\n\nMore:\n  d\n\nA text.\nGoes on.\n\nExit codes:\n  0  good";
        assert_eq!(examples(text), "Examples:\n  a b\n      c\n\nMore:\n  d");
        assert_eq!(examples("Exit codes:\n  0  good"), "");
        assert_eq!(examples("A text."), "");
    }
}
