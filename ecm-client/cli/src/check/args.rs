//! The arguments of `ecm check`.

use std::path::PathBuf;

use clap::ValueEnum;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm check specs/lamp-2024-01-01.json
  ecm check --format json specs/*.json

With `--format json` the output is one list with an object per problem: `code`, `message`, `help`,
`file`, `line`, `column` and `length` (in characters, from 1), and in `also` a second place that has
to do with it, with a `label`. `help` and `also` may be null. `ecm explain CODE` says more.")]
pub(crate) struct Args {
    /// The specs to check
    #[arg(required = true, value_name = "SPEC", value_hint = clap::ValueHint::FilePath)]
    pub(crate) specs: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people: the lines in question, with colours on a terminal (unless NO_COLOR is set)
    Text,
    /// For programs
    Json,
}
