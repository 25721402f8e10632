//! Arguments of `ecm configure`.

use clap::{Subcommand, ValueEnum};
use clap_complete::engine::CompletionCandidate;

use super::{NAMES, REGION};
use crate::completion::{CommandLine, beginning, completer, profiles, regions};
use crate::connection::ConnectionArgs;

#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  ecm configure
  ecm configure --profile work --region ap-guangzhou --check
  ecm configure list
  ecm configure set region ap-guangzhou --profile work
  ecm configure set secret_key < key.txt
  ecm configure get region

Without a subcommand, it asks for the keys without showing them and for the
region, on a terminal; an empty line keeps what is there.

The file is the one that TENCENTCLOUD_CREDENTIALS_FILE names, or else
~/.tencentcloud/credentials. What is not changed stays as it was written. The
file is replaced as a whole, readable by its owner only, or not at all.

Exit codes:
  0  success; with --check, the service knows the keys
  1  `get`: the profile has no such value
  2  the command could not run as given; nothing was changed
  3  with --check: the service refused the keys, which are written
  4  with --check: no connection; the keys are written
  5  with --check: no valid response came back; the keys are written"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<ConfigureCommand>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
    /// Ask the service whose keys these are, once they are written
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigureCommand {
    /// List the profiles, without secrets
    List(ProfileListArgs),
    /// Print a value of a profile
    Get(GetArgs),
    /// Set a value of a profile, or remove it
    Set(SetArgs),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm configure list
  ecm configure list --output json

Of a secret id, the first and the last four characters are shown.")]
pub(crate) struct ProfileListArgs {
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Text)]
    pub(crate) output: ListFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// Table for people
    Text,
    /// List of objects for programs
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm configure get region
  ecm configure get secret_id --profile work

If the profile has no such value, nothing is printed and the exit code is 1.")]
pub(crate) struct GetArgs {
    /// Name of the value, such as `region`
    #[arg(add = completer(names))]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) profile: ProfileArgs,
    /// Print a secret key or a token, which is refused otherwise
    #[arg(long)]
    pub(crate) show_secrets: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm configure set region ap-guangzhou --profile work
  ecm configure set secret_key < key.txt
  ecm configure set token --remove

Names that are known: secret_id, secret_key, token, region, role_arn,
source_profile, role_session_name, external_id, credential_process.")]
pub(crate) struct SetArgs {
    /// Name of the value, such as `region`
    #[arg(add = completer(names))]
    pub(crate) name: String,
    /// Value; without one it is asked for, or read from standard input
    #[arg(conflicts_with = "remove", add = completer(value))]
    pub(crate) value: Option<String>,
    #[command(flatten)]
    pub(crate) profile: ProfileArgs,
    /// Remove the value instead
    #[arg(long)]
    pub(crate) remove: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProfileArgs {
    /// Profile of the credentials file [default: TENCENTCLOUD_PROFILE, or `default`]
    #[arg(long, value_name = "NAME", add = completer(profiles))]
    pub(crate) profile: Option<String>,
}

/// Completes the name of a value.
fn names(_: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    beginning(current, NAMES.iter().copied())
}

/// Completes a value, of which only a region can be known.
fn value(line: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    match line.positional(0) {
        Some(REGION) => regions(line, current),
        _ => Vec::new(),
    }
}
