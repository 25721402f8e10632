//! Command line of `ecm`; its documentation is the output of `ecm --help`.

use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use clap::{CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;

use crate::help::shortened;
use crate::{
    call, check, configure, diff, docs, explain, generate, import, launch, launches, man, schema,
    serve, service, sync, whoami,
};

/// Calls Tencent Cloud APIs, and generates Rust clients for them from JSON specs
///
/// SPEC is the name of a stored service, such as `cvm` or `cvm@2017-03-12`, the path of a JSON file,
/// or the name of a spec that ships with this command, such as `ecm-2019-07-19`.
#[derive(Debug, Parser)]
#[command(name = "ecm", version, after_help = AFTER_HELP, styles = STYLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Command line with all its commands.
pub(crate) fn command() -> clap::Command {
    shortened(Cli::command())
}

/// Colours of help and of errors in arguments, as of `cargo`.
const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default())
    .error(AnsiColor::Red.on_default().bold())
    .valid(AnsiColor::Cyan.on_default().bold())
    .invalid(AnsiColor::Yellow.on_default().bold());

const AFTER_HELP: &str = "\
Take services from the vendor's command line, and call them by name:
  pip download tccli --no-deps
  ecm service add cvm vpc --from tccli-3.1.189.1-py2.py3-none-any.whl
  ecm call cvm.DescribeInstances --region ap-guangzhou

Generate a client from the vendor's metadata:
  ecm import cvm/api.json --docs --out specs/cvm.json
  ecm check specs/cvm.json
  ecm generate specs/cvm.json --out cvm-client --crate cvm-client

Look up an action, preview a request, and start a server to test against:
  ecm explain RunInstances
  ecm call RunInstances --json machine.json --dry-run
  ecm serve --port 8080

The help of each command has more examples: `ecm import --help`.

Exit codes:
  0  success
  1  problems found: in a spec or in metadata, a file that is out of date, or a
     change that `--fail-on` forbids
  2  the command could not run: invalid arguments, or a file that cannot be
     read or written
  130  interrupted by Ctrl-C, before any file was written

`ecm call`, `launch` and `whoami` have further exit codes, see their help.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Call an action: validate the request, sign it, send it and print the response
    Call(Box<call::Args>),
    /// Check specs and report every problem with its line and a fix
    Check(check::Args),
    /// Print the script that lets a shell complete this command
    #[command(after_help = "Examples:
  eval \"$(ecm completions bash)\"                in ~/.bashrc
  source <(ecm completions zsh)                 in ~/.zshrc, behind compinit
  ecm completions fish > ~/.config/fish/completions/ecm.fish

The shell asks this command what can come next: commands and options, services
and their versions, actions, the paths and values of --set, profiles, regions,
states to wait for, specs and files. What cannot be read has no candidates, and
values of secret fields are never completed.

A package puts the scripts where the shells look for them: for bash into
share/bash-completion/completions/ecm, for zsh into
share/zsh/site-functions/_ecm, for fish into
share/fish/vendor_completions.d/ecm.fish.")]
    Completions {
        /// Shell that the script is for
        shell: Shell,
    },
    /// Set up the keys and the region of a profile, and show profiles
    Configure(Box<configure::Args>),
    /// Compare two specs and report what changes and what breaks
    Diff(diff::Args),
    /// Write a static, searchable reference of a service for the browser
    Docs(docs::Args),
    /// Explain an action, field, type, enum, waiter, rule, error code or problem
    Explain(explain::Args),
    /// Generate a Rust client: a single file or a whole crate
    Generate(generate::Args),
    /// Import the vendor's metadata into a new or an existing spec
    Import(import::Args),
    /// Launch a create once for a key, across crashes and repetitions
    Launch(Box<launch::Args>),
    /// List the keys of launches, recover them and decide about them
    Launches(launches::Args),
    /// Write the manual pages of this command and of its commands
    Man(man::Args),
    /// Print the JSON Schema of the spec format, for editors
    Schema(schema::Args),
    /// Serve specs on this machine, to test clients in any language
    Serve(serve::Args),
    /// Add, list, update, compare and remove services that commands take by name
    Service(service::Args),
    /// Update a spec, its client and its changelog from the vendor's metadata
    Sync(sync::Args),
    /// Tell who would sign a call, from which source, and why the other sources do not
    Whoami(whoami::Args),
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_make_sense_to_clap() {
        super::command().debug_assert();
    }
}
