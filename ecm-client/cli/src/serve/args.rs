//! The arguments of `ecm serve`.

use std::path::PathBuf;

use crate::source;

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
pub(crate) struct Args {
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
    pub(crate) errors: Vec<InjectedError>,
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

impl Args {
    /// The key, to be printed: one that was given could be real, whatever the help says.
    pub(crate) fn shown_key(&self) -> &str {
        if self.secret_key == EXAMPLE_KEY { EXAMPLE_KEY } else { "[redacted]" }
    }
}

/// `ACTION=CODE`: a request that is to be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InjectedError {
    pub(crate) action: String,
    pub(crate) code: String,
}

impl std::str::FromStr for InjectedError {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((action, code)) if !action.is_empty() && !code.is_empty() => {
                Ok(Self { action: action.to_owned(), code: code.to_owned() })
            }
            _ => Err("write it as ACTION=CODE".to_owned()),
        }
    }
}
