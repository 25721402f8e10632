//! Markdown output of `ecm diff`, for a changelog.

use std::io::{self, Write};

use ecm_diff::{Aspect, Change, ChangeKind, Diff, SemverLevel};

use crate::text::{pluralize, sanitize};

pub(super) fn write(diff: &Diff, out: &mut impl Write) -> io::Result<()> {
    let Some(level) = diff.level() else { return writeln!(out, "No changes.") };
    writeln!(out, "API: {level} ({}).", pluralize(diff.changes.len(), "change"))?;
    sections(diff, "###", out)
}

/// Writes a section per level and one for suspected renames; `depth` is the heading marker.
pub(crate) fn sections(diff: &Diff, depth: &str, out: &mut impl Write) -> io::Result<()> {
    for (level, title) in [
        (SemverLevel::Major, "Breaking changes"),
        (SemverLevel::Minor, "Additions and changes"),
        (SemverLevel::Patch, "Other changes"),
    ] {
        let (docs, changes): (Vec<&Change>, Vec<&Change>) =
            diff.changes.iter().filter(|one| one.level() == level).partition(|one| is_doc(one));
        if docs.is_empty() && changes.is_empty() {
            continue;
        }
        writeln!(out, "\n{depth} {title}\n")?;
        for change in changes {
            writeln!(out, "- {}", line(change))?;
        }
        if !docs.is_empty() {
            writeln!(out, "- Documentation of {}.", pluralize(docs.len(), "item"))?;
        }
    }
    if diff.renames.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{depth} Possible renames\n")?;
    for rename in &diff.renames {
        let (from, to) = (rename.from.to_string(), rename.to.to_string());
        writeln!(out, "- {} -> {}", escaped(&from), escaped(&to))?;
    }
    Ok(())
}

fn line(change: &Change) -> String {
    let mut line = change.to_string();
    // The text of a change may already end with a full stop.
    line.push_str(if line.ends_with('.') { " " } else { ". " });
    line.push_str(&change.impact.rust);
    if !change.companions.is_empty() {
        let companions: Vec<String> =
            change.companions.iter().map(|one| one.subject.to_string()).collect();
        line.push_str(&format!(" Along with it: {}.", companions.join(", ")));
    }
    let warning = change.impact.warning.as_ref();
    let warning = warning.map(|warning| format!(" **Note: {warning}.**"));
    escaped(&line) + &warning.unwrap_or_default()
}

fn is_doc(change: &Change) -> bool {
    change.kind == ChangeKind::Changed(Aspect::Doc)
}

/// Escapes Markdown outside of code spans.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut is_code = false;
    for character in sanitize(text).chars() {
        is_code ^= character == '`';
        if !is_code && matches!(character, '*' | '_' | '<' | '[' | ']' | '#' | '|' | '\\') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_code_is_markup() {
        assert_eq!(super::escaped("a*b `c*d` <e>\n"), "a\\*b `c*d` \\<e> ");
    }
}
