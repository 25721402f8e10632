//! Arguments of `ecm import`.

use std::path::PathBuf;

use ecm_import::NamePattern;
use ecm_spec::model::Effect;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm import cvm/api.json --out specs/cvm.json    a new spec
  ecm import cvm/api.json --docs --out specs/cvm.json
  ecm import cvm/api.json --examples cvm/examples.json --out specs/cvm.json
  ecm import cvm/api.json --out specs/cvm.json --effect 'Delete*=idempotent'
  ecm import cvm/api.json --onto specs/cvm.json   update a spec
  ecm import cvm/api.json --onto specs/cvm.json --check

Actions, types and fields, and what is required, nullable or deprecated, follow
the metadata. Everything that people have added is kept: documentation, rules,
names, effects and error codes. Where the two disagree, the report has a line
with a code, the place in both files and what was done. Items that are no
longer in the metadata are marked as deprecated or, with --prune, removed. A
second import changes nothing.

Whether an action may be repeated is not in the metadata. Describe, List and
the like read, Create and Run create, Assume hands out credentials and may be
repeated; any other new action is taken for one that creates, which is never
sent twice. A guess is reported, and marked in the spec by `effect_guessed`. If
repeating it leaves the same state, set --effect: the last pattern that matches
decides, for actions of the spec as well. The region of new actions is a guess,
too, and so are event streams: from the answers of --examples, from a boolean
parameter Stream, or from a name that ends in SSE.

Nothing is passed over in silence: keys of the metadata without use, bodies that
are no JSON, and parameters that only examples have are lines of the report.")]
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
    /// Examples published beside the metadata (examples.json): they show event streams, and
    /// parameters that the metadata does not have yet
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) examples: Option<PathBuf>,
    /// Use the vendor's documentation where the spec has none
    #[arg(long)]
    pub(crate) docs: bool,
    /// Remove items that are no longer in the metadata
    #[arg(long)]
    pub(crate) prune: bool,
    /// Effect of actions by name, such as `Delete*=idempotent`; may be given more than once
    #[arg(long = "effect", value_name = "ACTION=EFFECT")]
    pub(crate) effects: Vec<EffectArg>,
}

/// Effect of the actions that a pattern matches, written as `PATTERN=EFFECT`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EffectArg {
    pub(crate) pattern: NamePattern,
    pub(crate) effect: Effect,
}

impl std::str::FromStr for EffectArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (pattern, effect) = text.split_once('=').unwrap_or((text, ""));
        let effect = match effect.trim() {
            "read" => Effect::Read,
            "idempotent" => Effect::Idempotent,
            "create" => Effect::Create,
            _ => {
                return Err(
                    "expected ACTION=EFFECT, such as Delete*=idempotent; an effect is read, \
                            idempotent or create"
                        .to_owned(),
                );
            }
        };
        Ok(Self { pattern: NamePattern::new(pattern.trim()), effect })
    }
}
