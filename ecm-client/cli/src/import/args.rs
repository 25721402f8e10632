//! The arguments of `ecm import`.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm import cvm/api.json --out specs/cvm.json          a new spec
  ecm import cvm/api.json --docs --out specs/cvm.json   with the vendor's documentation
  ecm import cvm/api.json --onto specs/cvm.json         bring a spec up to date
  ecm import cvm/api.json --onto specs/cvm.json --check in CI

What the metadata can say, it says: actions, types, fields, what is required, nullable, deprecated.
Everything that people added stays: documentation, rules, names, effects, error codes. Where the two
disagree, a line says so, with its code, its place in both files and what was done. What is no longer
in the metadata is marked as deprecated, or with --prune removed. A second import changes nothing.

The effect of a new action is a guess from its name: look at each of them.")]
pub(crate) struct Args {
    /// The vendor's metadata of one version of a service (api.json)
    #[arg(value_name = "API_JSON", value_hint = clap::ValueHint::FilePath)]
    pub(crate) metadata: PathBuf,
    /// The spec to bring up to date
    #[arg(long, value_name = "SPEC", value_hint = clap::ValueHint::FilePath)]
    pub(crate) onto: Option<PathBuf>,
    /// Where a new spec goes [default: the standard output]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, conflicts_with = "onto")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) merge: MergeArgs,
    /// Write nothing; exit with 1 if something would be written
    #[arg(long, visible_alias = "dry-run", requires = "onto")]
    pub(crate) check: bool,
    /// Report what is new and what is a guess line by line in a new spec, too
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// How metadata becomes a spec.
#[derive(Debug, clap::Args)]
pub(crate) struct MergeArgs {
    /// A list of error codes: by action, or of those that any action may answer
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) errors: Vec<PathBuf>,
    /// Take the vendor's documentation over where the spec has none
    #[arg(long)]
    pub(crate) docs: bool,
    /// Remove what is no longer in the metadata
    #[arg(long)]
    pub(crate) prune: bool,
}
