//! The arguments of `ecm sync`.

use std::path::PathBuf;

use crate::diff::LevelArg;
use crate::generate::ClientArgs;
use crate::import::MergeArgs;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm sync ecm/api.json --onto specs/ecm.json --changelog CHANGELOG.md
  ecm sync cvm/api.json --onto specs/cvm.json --out cvm-client --dry-run
  ecm sync cvm/api.json --onto specs/cvm.json --out cvm-client --fail-on major

The metadata is put onto the spec as `ecm import` does it, the result is checked, compared with what
was there as `ecm diff` does it, and the client is generated from it as `ecm generate` does it; the
changelog gets an entry at the end of its section `## Unreleased`, which is made where there is none.
Everything is made before anything is written: where a step fails, all files are as they were.

Where the spec changes, its revision becomes the next number, or what --revision says. A second run
has nothing to do. A program that uses `ecm_client::api!` needs no --out: it follows the spec.")]
pub(crate) struct Args {
    /// The vendor's metadata of the newer version (api.json)
    #[arg(value_name = "API_JSON", value_hint = clap::ValueHint::FilePath)]
    pub(crate) metadata: PathBuf,
    /// The spec to bring up to date
    #[arg(long, value_name = "SPEC", value_hint = clap::ValueHint::FilePath)]
    pub(crate) onto: PathBuf,
    #[command(flatten)]
    pub(crate) merge: MergeArgs,
    /// The client to generate: a file if it ends in `.rs`, else the folder of a crate
    #[arg(long, value_name = "DIR|FILE.rs", value_hint = clap::ValueHint::AnyPath)]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) client: ClientArgs,
    /// The changelog to write to [default: CHANGELOG.md of the crate that is generated]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) changelog: Option<PathBuf>,
    /// The revision of the spec where it changes [default: the next number, if it is a number]
    #[arg(long, value_name = "TEXT")]
    pub(crate) revision: Option<String>,
    /// Write nothing and exit with 1 if any change is of this level or above
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<LevelArg>,
    /// Write nothing, and say what would be written
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Write nothing; exit with 1 if something would be written
    #[arg(long)]
    pub(crate) check: bool,
}
