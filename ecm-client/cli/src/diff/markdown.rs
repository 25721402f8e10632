//! For a changelog: what users of the client have to know, in few lines.

use std::io::{self, Write};

use ecm_spec::diff::{Aspect, Change, Kind, Level};

use super::Report;
use crate::text::{counted, plain};

pub(super) fn write(report: &Report<'_>, out: &mut impl Write) -> io::Result<()> {
    let diff = &report.diff;
    let Some(level) = diff.level() else { return writeln!(out, "Nothing has changed.") };
    writeln!(out, "API: {level} ({}).", counted(diff.changes.len(), "change"))?;
    for (level, title) in
        [(Level::Major, "Breaking"), (Level::Minor, "New and different"), (Level::Patch, "Small")]
    {
        let (docs, changes): (Vec<&Change>, Vec<&Change>) =
            diff.changes.iter().filter(|one| one.level() == level).partition(|one| is_doc(one));
        if docs.is_empty() && changes.is_empty() {
            continue;
        }
        writeln!(out, "\n### {title}\n")?;
        for change in changes {
            let warning = change.effects.warning.as_ref();
            let warning = warning.map(|warning| format!(" **Note: {warning}.**"));
            let (what, rust) = (escaped(&change.to_string()), escaped(&change.effects.rust));
            writeln!(out, "- {what}. {rust}{}", warning.unwrap_or_default())?;
        }
        if !docs.is_empty() {
            writeln!(out, "- Documentation of {}.", counted(docs.len(), "item"))?;
        }
    }
    Ok(())
}

fn is_doc(change: &Change) -> bool {
    change.kind == Kind::Changed(Aspect::Doc)
}

/// Text of a spec in which only what is code is markup.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut is_code = false;
    for character in plain(text).chars() {
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
