//! The arguments of `ecm schema`.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm schema --out specs/spec.schema.json
  ecm schema | head

Name the file in a spec's `\"$schema\"`, and an editor completes and checks while you type.")]
pub(crate) struct Args {
    /// Write it to a file
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
}
