//! Changelog entries.

use std::io;

use ecm_diff::{Diff, SemverLevel};
use ecm_spec::Spec;

use crate::diff::markdown;
use crate::text::sanitize;

/// Formats the entry for the changes between two specs.
pub(super) fn entry(spec: &Spec, level: SemverLevel, diff: &Diff) -> io::Result<String> {
    let Spec { service, version, revision, .. } = spec;
    let revision = sanitize(revision);
    let mut entry =
        format!("### API of `{service}` {version}, revision {revision}: {level}\n").into_bytes();
    markdown::sections(diff, "####", &mut entry)?;
    String::from_utf8(entry).map_err(io::Error::other)
}

/// Inserts an entry at the end of the section of unreleased changes.
pub(super) fn with_entry(present: &str, entry: &str) -> String {
    let end_of_line = if present.contains("\r\n") { "\r\n" } else { "\n" };
    let lines: Vec<&str> = present.lines().collect();
    let headings = || lines.iter().enumerate().filter(|(_, line)| line.starts_with("## "));
    let open = headings().find(|(_, line)| is_unreleased(line)).map(|(at, _)| at);
    // Before the next heading, or in a new section before the latest release.
    let next = headings().map(|(at, _)| at).find(|at| open.is_none_or(|open| *at > open));
    let (before, after) = lines.split_at_checked(next.unwrap_or(lines.len())).unwrap_or_default();

    let mut parts = vec![before.join("\n")];
    if present.trim().is_empty() {
        parts.push("# Changelog".to_owned());
    }
    if open.is_none() {
        parts.push("## Unreleased".to_owned());
    }
    parts.extend([entry.to_owned(), after.join("\n")]);
    let parts = parts.iter().map(|part| part.trim_matches('\n')).filter(|part| !part.is_empty());
    let text = parts.collect::<Vec<_>>().join("\n\n") + "\n";
    text.replace('\n', end_of_line)
}

/// Recognizes `## Unreleased` and `## [Unreleased]`, with or without further text.
fn is_unreleased(heading: &str) -> bool {
    let title = heading.trim_start_matches(['#', ' ', '[']).to_ascii_lowercase();
    title.starts_with("unreleased")
}

#[cfg(test)]
mod tests {
    use super::with_entry;

    #[test]
    fn an_entry_goes_to_the_end_of_what_is_not_released() {
        for (present, expected) in [
            ("", "# Changelog\n\n## Unreleased\n\n### New\n\n- one\n"),
            ("# Log\n", "# Log\n\n## Unreleased\n\n### New\n\n- one\n"),
            (
                "# Log\n\n## Unreleased\n\n- mine\n\n## 0.1.0\n\n- old\n",
                "# Log\n\n## Unreleased\n\n- mine\n\n### New\n\n- one\n\n## 0.1.0\n\n- old\n",
            ),
            (
                "# Log\n\n## [unreleased] - soon\n## [0.1.0]\n- old",
                "# Log\n\n## [unreleased] - soon\n\n### New\n\n- one\n\n## [0.1.0]\n- old\n",
            ),
            (
                "# Log\r\n\r\n## 0.1.0\r\n",
                "# Log\r\n\r\n## Unreleased\r\n\r\n### New\r\n\r\n- one\r\n\r\n## 0.1.0\r\n",
            ),
        ] {
            assert_eq!(with_entry(present, "### New\n\n- one\n"), expected, "{present:?}");
        }
    }
}
