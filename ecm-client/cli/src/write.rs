//! Output files of the subcommands.

use std::io::Write;
use std::path::Path;

use ecm_codegen::output::OutputFile;

use crate::interrupts::{self, Replacing};
use crate::verdict::Failure;

/// Writes all files or none, and reports which of them changed.
pub(crate) fn write_files(files: &[OutputFile], out: &mut impl Write) -> Result<(), Failure> {
    let written = write_all(files)?;
    for file in files {
        let what = if written.contains(&file.path.as_path()) { "wrote" } else { "unchanged" };
        writeln!(out, "{what} {}", file.path.display())?;
    }
    Ok(())
}

/// Writes all files or none, and returns the paths of those that changed.
pub(crate) fn write_all(files: &[OutputFile]) -> Result<Vec<&Path>, Failure> {
    let staged = interrupts::stage(files)?;
    let _replacing = Replacing::begin()?;
    Ok(staged.commit()?)
}
