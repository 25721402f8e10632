//! Colours for problems.
//!
//! Colours are always added; the output stream removes them if it is no terminal or the user has
//! turned them off.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use ecm_spec::{Problem, Problems};

use crate::progress;

const FRAME: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Blue)));
const ERROR: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const WARNING: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
const BOLD: Style = Style::new().bold();

/// Formats all problems of a file, each with its source lines.
pub(crate) fn problems(problems: &Problems, name: &str, text: &str) -> String {
    let painted = problems.iter().map(|one| problem(one, name, text));
    painted.collect::<Vec<_>>().join("\n")
}

pub(crate) fn problem(problem: &Problem, name: &str, text: &str) -> String {
    let rendered = problem.render(name, text);
    let mut lines = rendered.lines();
    let mut painted = lines.next().map(headline).unwrap_or_default();
    for line in lines {
        painted.push('\n');
        painted.push_str(&framed(line));
    }
    painted.push('\n');
    painted
}

/// Colours a line `error[code]: message`.
fn headline(line: &str) -> String {
    match line.split_once(": ") {
        Some((what, message)) => format!("{ERROR}{what}{ERROR:#}{BOLD}: {message}{BOLD:#}"),
        None => line.to_owned(),
    }
}

/// Colours a line that starts with a line number, an arrow or a bar.
fn framed(line: &str) -> String {
    let inside = line.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
    let symbol = ["-->", ":::", "|", "="].into_iter().find(|symbol| inside.starts_with(symbol));
    let Some(symbol) = symbol else { return line.to_owned() };
    let (frame, rest) = line.split_at(line.len() - inside.len() + symbol.len());
    let rest = match rest.trim_start().chars().next() {
        // A marker line has no number before the bar.
        Some('^') if frame.trim_start() == "|" => format!("{ERROR}{rest}{ERROR:#}"),
        Some('-') if frame.trim_start() == "|" => format!("{FRAME}{rest}{FRAME:#}"),
        _ => rest.to_owned(),
    };
    format!("{FRAME}{frame}{FRAME:#}{rest}")
}

/// Prints a warning to the standard error.
pub(crate) fn warning(text: &str) {
    progress::beside(|| {
        let _ = writeln!(anstream::stderr(), "{WARNING}warning{WARNING:#}: {text}");
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_its_colours_a_problem_is_what_it_was() {
        let text = "{\n  \"servce\": \"lamp\",\n  \"doc\": \"^\", \"doc\": \"^\"\n}";
        let problems = ecm_spec::read(text).unwrap_err();
        for one in &problems {
            let painted = problem(one, "lamp.json", text);
            let plain = anstream::adapter::strip_str(&painted).to_string();
            assert_eq!(plain, one.render("lamp.json", text));
            assert!(painted.contains(&format!("{ERROR}error[{}]{ERROR:#}", one.code)), "{painted}");
        }
    }

    #[test]
    fn only_marks_under_a_line_are_marks() {
        assert_eq!(framed("  |   ^^"), format!("{FRAME}  |{FRAME:#}{ERROR}   ^^{ERROR:#}"));
        assert_eq!(framed("2 |   ^"), format!("{FRAME}2 |{FRAME:#}   ^"));
        assert_eq!(framed("  = help: x"), format!("{FRAME}  ={FRAME:#} help: x"));
    }
}
