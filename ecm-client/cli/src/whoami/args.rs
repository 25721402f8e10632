//! Arguments of `ecm whoami`.

use clap::ValueEnum;

use crate::connection::ConnectionArgs;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm whoami
  ecm whoami --profile work --check
  ecm whoami --output json

The sources of credentials are asked in the order of `ecm call --help`, as
before a call: a login of tccli that is about to expire is renewed, and a role
is exchanged. No secret is printed; of the secret id, the first and the last
four characters are.

With --check, the service is asked as well whose credentials these are.

Exit codes:
  0  somebody would sign; with --check, the service knows them
  2  the command could not run as given
  3  with --check: the service refused the credentials
  4  nobody would sign, or, with --check, no connection
  5  with --check: no valid response came back")]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
    /// Ask the service whose credentials these are
    #[arg(long)]
    pub(crate) check: bool,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ReportFormat::Text)]
    pub(crate) output: ReportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Lines for people
    Text,
    /// Object for programs
    Json,
}
