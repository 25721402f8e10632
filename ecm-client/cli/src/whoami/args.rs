//! Arguments of `ecm whoami`.

use clap::ValueEnum;

use crate::credentials::CredentialsArgs;

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
    pub(crate) credentials: CredentialsArgs,
    /// Ask the service whose credentials these are
    #[arg(long)]
    pub(crate) check: bool,
    /// Region, such as `ap-guangzhou` [default: TENCENTCLOUD_REGION, or the profile's]
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// URL to ask with --check instead of the service's host: https, or http on this machine
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    pub(crate) endpoint: Option<String>,
    /// Time limit of the check, including all attempts
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) timeout: u64,
    /// Output format
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) output: ReportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Lines for people
    Text,
    /// Object for programs
    Json,
}
