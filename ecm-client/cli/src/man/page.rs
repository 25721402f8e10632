//! Manual page of a command.

use std::io::{self, Write as _};

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::prose::{self, Prose};

const NAME: &str = "ecm";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Lines at the beginning of a page, which the writer puts in front of each section.
pub(super) const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// Returns the name of the page of a command: `ecm-service-add`.
pub(super) fn name(command: &clap::Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

/// Writes the page of a command, which has been built; `parent` is the page of the command above it.
pub(super) fn page(command: &clap::Command, parent: Option<&str>) -> io::Result<String> {
    let name = name(command);
    let has_subcommands = command.get_subcommands().any(|one| !one.is_hide_set());
    let after = command.get_after_long_help().or_else(|| command.get_after_help());
    let after = Prose::read(&after.map(ToString::to_string).unwrap_or_default());
    let man = Man::new(command.clone().override_usage(usage(command)));
    let mut page = Vec::new();
    // The writer loses an empty date, and what follows would stand in its place.
    writeln!(page, ".TH {name} 1 \"\" \"{NAME} {VERSION}\" \"Manual of {NAME}\"")?;
    // Names of options and services are copied from here: none is broken at a hyphen.
    Roff::new().control("nh", []).control("ad", ["l"]).to_writer(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    page.extend(prose::written(&after.paragraphs).into_bytes());
    man.render_options_section(&mut page)?;
    if has_subcommands {
        man.render_subcommands_section(&mut page)?;
    }
    page.extend(prose::section("EXIT STATUS", &after.exit_codes).into_bytes());
    page.extend(prose::section("EXAMPLES", &after.examples).into_bytes());
    page.extend(see_also(command, &name, parent).into_bytes());
    let page = String::from_utf8(page).map_err(io::Error::other)?;
    Ok(format!("{PREAMBLE}{}", page.replace(PREAMBLE, "")))
}

/// Forms of the command as `--help` shows them, each on a line.
fn usage(command: &clap::Command) -> String {
    let usage = command.clone().render_usage().to_string();
    let forms = usage.lines().map(|line| line.trim().trim_start_matches("Usage:").trim_start());
    forms.collect::<Vec<_>>().join("\n")
}

/// Writes the section with the pages beside this one.
fn see_also(command: &clap::Command, name: &str, parent: Option<&str>) -> String {
    let children = command.get_subcommands().filter(|one| !one.is_hide_set());
    let children = children.map(|child| format!("{name}-{}", child.get_name()));
    let pages: Vec<String> = parent.map(str::to_owned).into_iter().chain(children).collect();
    let mut roff = Roff::new();
    if let Some((last, others)) = pages.split_last() {
        roff.control("SH", ["SEE ALSO"]);
        for page in others {
            roff.text([bold(page), roman("(1),")]);
        }
        roff.text([bold(last), roman("(1)")]);
    }
    roff.to_roff()
}
