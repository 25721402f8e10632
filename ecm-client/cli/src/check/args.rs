//! Arguments of `ecm check`.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::completion::{completer, specs};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm check specs/lamp-2024-01-01.json
  ecm check --format json specs/*.json

With `--format json`, the output is a list with an object per problem: `code`,
`message`, `help`, `file`, `line`, `column` and `length` (in characters, from
1), and `related`, a second place that is involved, with a `label`. `help` and
`related` may be null. `ecm explain CODE` describes a code.")]
pub(crate) struct Args {
    /// Specs to check
    #[arg(required = true, value_name = "SPEC", add = completer(specs))]
    pub(crate) specs: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// Problems with their source lines; coloured on a terminal unless NO_COLOR is set
    Text,
    /// List of problems, for programs
    Json,
}
