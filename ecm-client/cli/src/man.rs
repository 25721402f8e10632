//! The command `ecm man`.

mod page;
mod prose;

use std::io::Write;
use std::path::PathBuf;

use ecm_codegen::output::OutputFile;

use crate::verdict::{Failure, Verdict};
use crate::write::write_files;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm man --out ~/.local/share/man/man1        for yourself; then `man ecm-call`
  ecm man --out pkg/usr/share/man/man1         in a package

There is a page for the command itself and one for each of its commands, such as
ecm-call.1 and ecm-service-add.1. They hold what --help prints. The same version
of the command writes the same pages.

Files are written completely or not at all.")]
pub(crate) struct Args {
    /// Folder for the pages, which is created
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    out: PathBuf,
}

/// Writes a manual page for a command and for each of its subcommands.
pub(crate) fn run(
    args: &Args,
    command: clap::Command,
    out: &mut impl Write,
) -> Result<Verdict, Failure> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut files = Vec::new();
    add_pages(&command, None, args, &mut files)?;
    write_files(&files, out)?;
    Ok(Verdict::Success)
}

fn add_pages(
    command: &clap::Command,
    parent: Option<&str>,
    args: &Args,
    files: &mut Vec<OutputFile>,
) -> Result<(), Failure> {
    let name = page::name(command);
    let text = page::page(command, parent)?;
    files.push(OutputFile { path: args.out.join(format!("{name}.1")), text });
    for subcommand in command.get_subcommands().filter(|one| !one.is_hide_set()) {
        add_pages(subcommand, Some(&name), args, files)?;
    }
    Ok(())
}
