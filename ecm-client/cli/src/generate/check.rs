//! Output of `ecm generate --check`: the files that are out of date.

use std::fs;
use std::io::{self, Write};

use anstyle::{AnsiColor, Color, Style};
use ecm_codegen::output::{self, OutputFile};
use imara_diff::{Algorithm, BasicLineDiffPrinter, Diff, InternedInput, UnifiedDiffConfig};

use crate::verdict::{Failure, Verdict};

/// Maximum number of diff lines shown per file.
const MAX_DIFF_LINES: usize = 60;

const REMOVED: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Red)));
const ADDED: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Green)));
const HEADER: Style = Style::new().bold();

/// Reports for every file if it is up to date.
pub(crate) fn report(files: &[OutputFile], out: &mut impl Write) -> Result<Verdict, Failure> {
    let mut verdict = Verdict::Success;
    for file in files {
        let path = file.path.display();
        if output::is_current(file) {
            writeln!(out, "{path} is up to date")?;
            continue;
        }
        verdict = Verdict::Problems;
        match fs::read(&file.path) {
            Ok(bytes) => {
                writeln!(out, "{path} is out of date; run without `--check` to update it")?;
                write_diff(&String::from_utf8_lossy(&bytes), file, out)?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                writeln!(out, "{path} is missing; run without `--check` to write it")?;
            }
            Err(error) => {
                return Err(Failure::Usage(format!("`{path}` cannot be read: {error}")));
            }
        }
    }
    Ok(verdict)
}

/// Writes a unified diff of at most `MAX_DIFF_LINES` lines.
fn write_diff(present: &str, file: &OutputFile, out: &mut impl Write) -> io::Result<()> {
    let input = InternedInput::new(present, file.text.as_str());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let mut config = UnifiedDiffConfig::default();
    config.context_len(2);
    let printer = BasicLineDiffPrinter(&input.interner);
    let text = diff.unified_diff(&printer, config, &input).to_string();
    let colored = |line: &str| match line.as_bytes() {
        [b'@', ..] => format!("{HEADER}{line}{HEADER:#}"),
        [b'-', ..] => format!("{REMOVED}{line}{REMOVED:#}"),
        [b'+', ..] => format!("{ADDED}{line}{ADDED:#}"),
        _ => line.to_owned(),
    };
    let lines: Vec<String> = text.lines().map(colored).collect();
    writeln!(out, "{HEADER}--- {}{HEADER:#}", file.path.display())?;
    writeln!(out, "{HEADER}+++ as generated{HEADER:#}")?;
    for line in lines.iter().take(MAX_DIFF_LINES) {
        writeln!(out, "{line}")?;
    }
    if let Some(more) = lines.len().checked_sub(MAX_DIFF_LINES).filter(|more| *more > 0) {
        writeln!(out, "... and {more} more lines")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(present: &str, text: &str) -> String {
        let file = OutputFile { path: "lamp.rs".into(), text: text.to_owned() };
        let mut out = Vec::new();
        write_diff(present, &file, &mut out).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    #[test]
    fn a_difference_is_unified() {
        let shown = shown("a\nb\nc\nd\ne\n", "a\nb\nC\nd\ne\n");
        assert_eq!(
            shown,
            "--- lamp.rs\n+++ as generated\n@@ -1,5 +1,5 @@\n a\n b\n-c\n+C\n d\n e\n"
        );
    }

    #[test]
    fn a_long_difference_is_cut() {
        let shown = shown("", &"x\n".repeat(100));
        assert_eq!(shown.lines().count(), 2 + MAX_DIFF_LINES + 1);
        assert!(shown.ends_with("... and 41 more lines\n"), "{shown}");
    }
}
