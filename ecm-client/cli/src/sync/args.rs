//! Arguments of `ecm sync`.

use std::path::PathBuf;

use crate::diff::LevelArg;
use crate::generate::ClientArgs;
use crate::import::MergeArgs;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm sync ecm/api.json --onto specs/ecm.json --changelog CHANGELOG.md
  ecm sync cvm/api.json --onto specs/cvm.json --out cvm-client --dry-run
  ecm sync cvm/api.json --onto specs/cvm.json --out cvm-client --fail-on major

The steps are those of the other commands: `ecm import` puts the metadata onto
the spec, `ecm check` checks the result, `ecm diff` compares it with the
previous spec, and `ecm generate` generates the client. The changelog gets an
entry at the end of its section `## Unreleased`, which is added if it is
missing. All files are made before the first is written: if a step fails, no
file changes.

An action that the service no longer has is reported first. It is a major
change for --fail-on, whether it is kept as deprecated or removed by --prune.

If the spec changes, its revision becomes the next number, or the value of
--revision. A second run changes nothing. Programs that use `ecm_client::api!`
need no --out: they follow the spec.")]
pub(crate) struct Args {
    /// Vendor's metadata of the newer version (api.json)
    #[arg(value_name = "API_JSON", value_hint = clap::ValueHint::FilePath)]
    pub(crate) metadata: PathBuf,
    /// Spec to update
    #[arg(long, value_name = "SPEC", value_hint = clap::ValueHint::FilePath)]
    pub(crate) onto: PathBuf,
    #[command(flatten)]
    pub(crate) merge: MergeArgs,
    /// Client to generate: a file if it ends in `.rs`, otherwise the folder of a crate
    #[arg(long, value_name = "DIR|FILE.rs", value_hint = clap::ValueHint::AnyPath)]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) client: ClientArgs,
    /// Changelog to update [default: CHANGELOG.md of the generated crate]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) changelog: Option<PathBuf>,
    /// Revision for a changed spec [default: the next number, if it is a number]
    #[arg(long, value_name = "TEXT")]
    pub(crate) revision: Option<String>,
    /// Write nothing and exit with 1 if any change has this level or a higher one
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<LevelArg>,
    /// Write nothing; list the files that would be written
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Write nothing; exit with 1 if a file is out of date
    #[arg(long)]
    pub(crate) check: bool,
}
