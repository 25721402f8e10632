//! The arguments of `ecm diff`.

use std::path::PathBuf;

use clap::ValueEnum;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm diff old.json new.json
  ecm diff old.json new.json --fail-on major       in CI
  ecm diff old.json new.json --format markdown     for a changelog

The level is what a change asks of the version of a generated client: `major` where a program may no
longer compile or a call is refused or made in another way, `minor` where there is more to use or
something is handled otherwise, `patch` for the rest. Before 1.0, a major change is the next `0.x`.
Apart from that, the report says what becomes of requests and answers of clients that are not
updated. What was perhaps renamed is only ever suggested.

With `--format json` the output is an object with `level`, `deciding` (an index), `renames` and
`changes`, one a line, each with `code`, `level`, `what`, `path`, `before`, `after`, `old` and `new` (places),
`rust`, `requests`, `new_answers`, `old_answers`, `actions`, `along` and `warning`.")]
pub(crate) struct Args {
    /// The spec as it was
    #[arg(value_hint = clap::ValueHint::FilePath)]
    pub(crate) old: PathBuf,
    /// The spec as it is
    #[arg(value_hint = clap::ValueHint::FilePath)]
    pub(crate) new: PathBuf,
    /// How to report
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    /// Exit with 1 if any change is of this level or above
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<LevelArg>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people: the worst first
    Text,
    /// For programs
    Json,
    /// For a changelog
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArg {
    /// Any change at all
    Patch,
    /// More to use, or something that is handled otherwise
    Minor,
    /// What breaks programs
    Major,
}

impl From<LevelArg> for ecm_diff::Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Patch => Self::Patch,
            LevelArg::Minor => Self::Minor,
            LevelArg::Major => Self::Major,
        }
    }
}
