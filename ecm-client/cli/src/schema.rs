//! The command `ecm schema`.

mod args;

use std::io::Write;

use ecm_codegen::output::OutputFile;

use crate::verdict::{Failure, Verdict};
use crate::write::write_all;
pub(crate) use args::Args;

/// Prints the schema or writes it to a file.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    match &args.out {
        None => out.write_all(ecm_spec::SCHEMA.as_bytes())?,
        Some(path) => {
            let file = OutputFile { path: path.clone(), text: ecm_spec::SCHEMA.to_owned() };
            write_all(&[file])?;
        }
    }
    Ok(Verdict::Success)
}
