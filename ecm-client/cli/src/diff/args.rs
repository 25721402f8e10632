//! Arguments of `ecm diff`.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::completion::{completer, specs};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm diff old.json new.json
  ecm diff old.json new.json --fail-on major       in CI
  ecm diff old.json new.json --format markdown     for a changelog

The level of a change is the version bump that it requires of a generated
client: `major` if programs may no longer compile, or if calls are refused or
made differently; `minor` if there is more to use or something is handled
differently; `patch` otherwise. Before 1.0, a major change needs the next
`0.x`. An action that the service no longer has is major, even if the spec keeps
it as deprecated, and comes first. The report also says how a change affects the
requests and responses of clients that are not updated. Renames are only ever
suggested.

With `--format json`, the output is an object with `old`, `new`, `level`,
`deciding` (the index of a change), `changes` and `renames`. Each change is on
a line of its own, with `code`, `level`, `message`, `path`, `before`, `after`,
`old` and `new` (places), `rust`, `requests`, `new_responses`, `old_responses`,
`actions`, `companions` and `warning`.")]
pub(crate) struct Args {
    /// Old spec
    #[arg(add = completer(specs))]
    pub(crate) old: PathBuf,
    /// New spec
    #[arg(add = completer(specs))]
    pub(crate) new: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    /// Exit with 1 if any change has this level or a higher one
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<LevelArg>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Changes with their places, the highest level first
    Text,
    /// Object with one change per line, for programs
    Json,
    /// Entry for a changelog
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArg {
    /// Any change
    Patch,
    /// Addition, or something that is handled differently
    Minor,
    /// Breaking change
    Major,
}

impl From<LevelArg> for ecm_diff::SemverLevel {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Patch => Self::Patch,
            LevelArg::Minor => Self::Minor,
            LevelArg::Major => Self::Major,
        }
    }
}
