//! Arguments of `ecm schema`.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm schema --out specs/spec.schema.json
  ecm schema | head

Name the file in the `\"$schema\"` of a spec, and your editor completes and
checks as you type.")]
pub(crate) struct Args {
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
}
