//! Arguments of `ecm import`.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm import cvm/api.json --out specs/cvm.json          a new spec
  ecm import cvm/api.json --docs --out specs/cvm.json   with the vendor's documentation
  ecm import cvm/api.json --onto specs/cvm.json         update a spec
  ecm import cvm/api.json --onto specs/cvm.json --check in CI

Actions, types and fields, and what is required, nullable or deprecated, follow the metadata.
Everything that people have added is kept: documentation, rules, names, effects and error codes.
Where the two disagree, the report has a line with a code, the place in both files and what was
done. Items that are no longer in the metadata are marked as deprecated or, with --prune, removed.
A second import changes nothing.

The effect of a new action is guessed from its name: review each of them.")]
pub(crate) struct Args {
    /// Vendor's metadata of one version of a service (api.json)
    #[arg(value_name = "API_JSON", value_hint = clap::ValueHint::FilePath)]
    pub(crate) metadata: PathBuf,
    /// Spec to update
    #[arg(long, value_name = "SPEC", value_hint = clap::ValueHint::FilePath)]
    pub(crate) onto: Option<PathBuf>,
    /// File for a new spec [default: standard output]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, conflicts_with = "onto")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) merge: MergeArgs,
    /// Write nothing; exit with 1 if the spec is out of date
    #[arg(long, visible_alias = "dry-run", requires = "onto")]
    pub(crate) check: bool,
    /// Report additions and guesses line by line for a new spec, too
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// Options of an import.
#[derive(Debug, clap::Args)]
pub(crate) struct MergeArgs {
    /// List of error codes, by action or common to all actions; may be given more than once
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) errors: Vec<PathBuf>,
    /// Use the vendor's documentation where the spec has none
    #[arg(long)]
    pub(crate) docs: bool,
    /// Remove items that are no longer in the metadata
    #[arg(long)]
    pub(crate) prune: bool,
}
