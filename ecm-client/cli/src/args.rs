//! The arguments; what is written here is what `--help` shows.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::call::args::CallArgs;
use crate::serve;
use crate::source;
use crate::sync::args::SyncArgs;

/// Makes, checks, compares, explains, calls, generates from, syncs and serves JSON specs of Tencent Cloud APIs.
///
/// A SPEC is the path of a JSON file, or the name of a spec that ships with this command.
#[derive(Debug, Parser)]
#[command(name = "ecm", version, arg_required_else_help = true, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
From the vendor's metadata to a client:
  ecm import cvm/api.json --docs --out specs/cvm.json
  ecm check specs/cvm.json
  ecm generate specs/cvm.json --out cvm-client --crate cvm-client

What an action takes, what would be sent, and something to try it against:
  ecm explain RunInstances
  ecm call RunInstances --json machine.json --dry-run
  ecm serve --port 8080

Each command has examples in its own help: `ecm import --help`.

Exit codes:
  0  all is well
  1  problems were found: in a spec or in metadata, a file that is not current, or a change that `--fail-on` names
  2  the command could not be carried out: wrong arguments, a file that cannot be read or written

`ecm call` has more of them; see `ecm call --help`.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Call an action: check the request by the spec, sign it, send it, print the answer
    Call(Box<CallArgs>),
    /// Report every problem of specs, each with its line and what to do about it
    Check(CheckArgs),
    /// Report what changes from one spec to another, and what it breaks
    Diff(DiffArgs),
    /// Explain an action, a field, a type, a vocabulary, a code or a rule
    Explain(ExplainArgs),
    /// Generate a client: a formatted file, or a whole crate
    Generate(GenerateArgs),
    /// Make a spec from the vendor's metadata, or bring one up to date with it
    Import(ImportArgs),
    /// Print the JSON Schema of the format, for editors
    Schema(SchemaArgs),
    /// Serve a spec on this machine, for clients in any language to be tested against
    Serve(ServeArgs),
    /// Bring a spec, its client and its changelog up to date with the vendor's metadata in one step
    Sync(SyncArgs),
    /// Print the completions of this command for a shell
    #[command(after_help = "Examples:
  ecm completions bash > ~/.local/share/bash-completion/completions/ecm
  ecm completions fish > ~/.config/fish/completions/ecm.fish")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm check specs/lamp-2024-01-01.json
  ecm check --format json specs/*.json

With `--format json` the output is one list with an object per problem: `code`, `message`, `help`,
`file`, `line`, `column` and `length` (in characters, from 1), and in `also` a second place that has
to do with it, with a `label`. `help` and `also` may be null. `ecm explain CODE` says more.")]
pub(crate) struct CheckArgs {
    /// The specs to check
    #[arg(required = true, value_name = "SPEC", value_hint = clap::ValueHint::FilePath)]
    pub(crate) specs: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: the lines in question, with colours on a terminal (unless NO_COLOR is set)
    Text,
    /// For programs
    Json,
}

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
pub(crate) struct DiffArgs {
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
    pub(crate) fail_on: Option<DiffLevel>,
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
pub(crate) enum DiffLevel {
    /// Any change at all
    Patch,
    /// More to use, or something that is handled otherwise
    Minor,
    /// What breaks programs
    Major,
}

impl From<DiffLevel> for ecm_diff::Level {
    fn from(level: DiffLevel) -> Self {
        match level {
            DiffLevel::Patch => Self::Patch,
            DiffLevel::Minor => Self::Minor,
            DiffLevel::Major => Self::Major,
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(
    override_usage = "ecm explain SPEC TARGET\n       ecm explain TARGET\n       ecm explain SPEC\n       ecm explain CODE",
    after_help = "Examples:
  ecm explain RunInstances                              an action of a spec that ships
  ecm explain RunInstances.Password                     a field of its request
  ecm explain RunInstances.ZoneInstanceCountISPSet.ISP
  ecm explain R16                                       a rule that a violation names
  ecm explain LimitExceeded.VcpuLimitExceeded
  ecm explain ecm-2019-07-19                            what is in a spec
  ecm explain specs/lamp-2024-01-01.json SwitchOn       an action of a spec of your own
  ecm explain unknown-type                              a problem that `ecm check` reports
  ecm explain effect-guessed                            a line that `ecm import` reports"
)]
pub(crate) struct ExplainArgs {
    /// A spec, or what is to be explained: something in a spec that ships, the code of a problem or of
    /// a line in the report of an import
    #[arg(value_name = "SPEC|TARGET|CODE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) spec: PathBuf,
    /// ACTION, ACTION.Field, a type, TYPE.Field, a vocabulary, an error code or the id of a rule
    pub(crate) target: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm generate specs/lamp.json --out src/lamp.rs
  ecm generate specs/lamp.json --out src/lamp.rs --actions SwitchOn,SwitchOff
  ecm generate specs/lamp.json --out src/lamp.rs --groups bulb,dimmer
  ecm generate specs/lamp.json --out lamp-client --crate lamp-client
  ecm generate specs/lamp.json --out src/lamp.rs --check      in CI

The code is what `ecm_client::api!` makes of the same spec. No file is ever left half written. Of a
crate, `src/lib.rs` is written anew each time; `Cargo.toml` and `README.md` are written where they
are missing and yours from then on. Other files in the folder are left alone.")]
pub(crate) struct GenerateArgs {
    /// The spec
    #[arg(value_hint = clap::ValueHint::FilePath)]
    pub(crate) spec: PathBuf,
    /// Where to: a file if it ends in `.rs`, else the folder of a crate
    #[arg(long, value_name = "DIR|FILE.rs", value_hint = clap::ValueHint::AnyPath)]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) client: ClientArgs,
    /// Write nothing; exit with 1 and show the difference if something would be written
    #[arg(long)]
    pub(crate) check: bool,
}

/// What to generate of a spec.
#[derive(Debug, clap::Args)]
pub(crate) struct ClientArgs {
    /// Only these actions and what they reach
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(crate) actions: Option<Vec<String>>,
    /// Only the actions of these groups, and what they reach; with --actions, both
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(crate) groups: Option<Vec<String>>,
    /// The name of the crate [default: tencent-SERVICE]
    #[arg(long = "crate", value_name = "NAME")]
    pub(crate) name: Option<String>,
}

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
pub(crate) struct ImportArgs {
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

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm schema --out specs/spec.schema.json
  ecm schema | head

Name the file in a spec's `\"$schema\"`, and an editor completes and checks while you type.")]
pub(crate) struct SchemaArgs {
    /// Write it to a file
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm serve --port 8080
  ecm serve --spec specs/lamp-2024-01-01.json --simulation specs/lamp.simulation.json
  ecm serve --error RunInstances=ResourcesSoldOut.SpecifiedInstanceType

Point a client at the address that is printed, with plain HTTP and the key that is printed. Requests
are verified (TC3-HMAC-SHA256 by POST or GET; HmacSHA1 and HmacSHA256 of version 1), judged by the
rules of the spec and answered as the service would answer them, errors with their codes. What a
simulation describes is remembered until the end: instances of the shipped spec are created, become
running, are listed, stopped, started and destroyed. Of what nobody describes, answers are made up.
Nothing is real, nothing is billed, and only this machine can connect.

Each request is printed in one line: its action, `accepted` or the code that refused it, its id.
Ctrl-C ends it. A port that is taken makes it end at once, with exit code 2.")]
pub(crate) struct ServeArgs {
    /// The port to listen on; 0 takes any that is free
    #[arg(long, value_name = "P", default_value_t = 0)]
    pub(crate) port: u16,
    /// A spec to serve; may be given more than once
    #[arg(long = "spec", value_name = "SPEC", value_hint = clap::ValueHint::FilePath, default_value = source::default_spec())]
    pub(crate) specs: Vec<PathBuf>,
    /// What to remember of a spec; a shipped spec brings its own
    #[arg(long = "simulation", value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) simulations: Vec<PathBuf>,
    /// The secret id that is let in
    #[arg(long, value_name = "ID", default_value = "AKIDEXAMPLE")]
    pub(crate) secret_id: String,
    /// The secret key that belongs to it; never a real one
    #[arg(long, value_name = "KEY", default_value = EXAMPLE_KEY, hide_default_value = true)]
    pub(crate) secret_key: String,
    /// Refuse a request of the action with this code: each `--error` one request, in this order
    #[arg(long = "error", value_name = "ACTION=CODE")]
    pub(crate) errors: Vec<serve::Refuse>,
    /// Do not enforce the rate limits of the spec
    #[arg(long)]
    pub(crate) no_rate_limits: bool,
    /// Make up the same ids in every run
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Do not print requests
    #[arg(long)]
    pub(crate) quiet: bool,
}

const EXAMPLE_KEY: &str = "SECRETEXAMPLE";

impl ServeArgs {
    /// The key, to be printed: one that was given could be real, whatever the help says.
    pub(crate) fn shown_key(&self) -> &str {
        if self.secret_key == EXAMPLE_KEY { EXAMPLE_KEY } else { "[redacted]" }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_make_sense_to_clap() {
        super::Args::command().debug_assert();
    }
}
