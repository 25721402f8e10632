//! The arguments; what is written here is what `--help` shows.

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::{call, check, diff, explain, generate, import, schema, serve, sync};

/// Makes, checks, compares, explains, calls, generates from, syncs and serves JSON specs of Tencent Cloud APIs.
///
/// A SPEC is the path of a JSON file, or the name of a spec that ships with this command.
#[derive(Debug, Parser)]
#[command(name = "ecm", version, arg_required_else_help = true, after_help = AFTER_HELP)]
pub(crate) struct Cli {
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
    Call(Box<call::Args>),
    /// Report every problem of specs, each with its line and what to do about it
    Check(check::Args),
    /// Report what changes from one spec to another, and what it breaks
    Diff(diff::Args),
    /// Explain an action, a field, a type, an enum, a code or a rule
    Explain(explain::Args),
    /// Generate a client: a formatted file, or a whole crate
    Generate(generate::Args),
    /// Make a spec from the vendor's metadata, or bring one up to date with it
    Import(import::Args),
    /// Print the JSON Schema of the format, for editors
    Schema(schema::Args),
    /// Serve a spec on this machine, for clients in any language to be tested against
    Serve(serve::Args),
    /// Bring a spec, its client and its changelog up to date with the vendor's metadata in one step
    Sync(sync::Args),
    /// Print the completions of this command for a shell
    #[command(after_help = "Examples:
  ecm completions bash > ~/.local/share/bash-completion/completions/ecm
  ecm completions fish > ~/.config/fish/completions/ecm.fish")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_make_sense_to_clap() {
        super::Cli::command().debug_assert();
    }
}
