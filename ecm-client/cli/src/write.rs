//! Output files of the subcommands.

use std::io::Write;

use ecm_codegen::output::{self, OutputFile};

use crate::verdict::Failure;

/// Writes all files or none, and reports which of them changed.
pub(crate) fn write_files(files: &[OutputFile], out: &mut impl Write) -> Result<(), Failure> {
    let written = output::write(files)?;
    for file in files {
        let what = if written.contains(&file.path.as_path()) { "wrote" } else { "unchanged" };
        writeln!(out, "{what} {}", file.path.display())?;
    }
    Ok(())
}
