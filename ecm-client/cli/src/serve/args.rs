//! Arguments of `ecm serve`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use crate::completion::{completer, specs};
use crate::source;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm serve --port 8080
  ecm serve cvm vpc@2017-03-12
  ecm serve --spec specs/lamp.json --simulation specs/lamp.simulation.json
  ecm serve --error RunInstances=ResourcesSoldOut.SpecifiedInstanceType

Point a client at the printed URL over plain HTTP, with the printed key.
Requests are verified (TC3-HMAC-SHA256 by POST or GET; HmacSHA1 and HmacSHA256
of version 1), validated by the rules of the spec and answered as the service
would answer them, with its error codes. A simulation keeps state until the
server stops: instances of the shipped spec are created, start running, are
listed, stopped, started and destroyed. Actions without a simulation get sample
responses. Nothing is real, nothing is billed, and
only this machine can connect, unless --listen says otherwise.

Each request is printed as one line: its action, `accepted` or the error code,
and its request id. Press Ctrl-C to stop. If the port is taken, the command
fails with exit code 2.")]
pub(crate) struct Args {
    /// Port to listen on; 0 picks a free one
    #[arg(long, value_name = "P", default_value_t = 0)]
    pub(crate) port: u16,
    /// Address to listen on; any but a loopback one lets other machines connect
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(crate) listen: IpAddr,
    /// Specs to serve: stored services, files or shipped specs [default: the first shipped one]
    #[arg(value_name = "SPEC", add = completer(specs))]
    services: Vec<PathBuf>,
    /// Spec to serve as well; may be given more than once
    #[arg(long = "spec", value_name = "SPEC", add = completer(specs))]
    specs: Vec<PathBuf>,
    /// Simulation for a spec; a shipped spec comes with its own
    #[arg(long = "simulation", value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) simulations: Vec<PathBuf>,
    /// Secret id to accept
    #[arg(long, value_name = "ID", default_value = "AKIDEXAMPLE")]
    pub(crate) secret_id: String,
    /// Secret key to accept; never use a real one
    #[arg(long, value_name = "KEY", default_value = EXAMPLE_KEY, hide_default_value = true)]
    pub(crate) secret_key: String,
    /// Token that goes with them, for credentials of a session
    #[arg(long, value_name = "TOKEN")]
    pub(crate) token: Option<String>,
    /// Answer one request of the action with this error code; repeat for further requests, in order
    #[arg(long = "error", value_name = "ACTION=CODE")]
    pub(crate) errors: Vec<InjectedError>,
    /// Do not enforce the rate limits of the spec
    #[arg(long)]
    pub(crate) no_rate_limits: bool,
    /// Seed of generated ids: with the same seed, every run generates the same ones
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Do not print requests
    #[arg(long)]
    pub(crate) quiet: bool,
}

const EXAMPLE_KEY: &str = "SECRETEXAMPLE";

impl Args {
    /// Lists the specs to serve.
    pub(crate) fn specs(&self) -> Vec<&Path> {
        let mut specs: Vec<&Path> =
            self.services.iter().chain(&self.specs).map(PathBuf::as_path).collect();
        if specs.is_empty() {
            specs.push(source::default_spec().as_ref());
        }
        specs
    }

    /// Returns the key for printing, redacted unless it is the example key: it could be a real one.
    pub(crate) fn shown_key(&self) -> &str {
        if self.secret_key == EXAMPLE_KEY { EXAMPLE_KEY } else { "[redacted]" }
    }
}

/// Error code for one request of an action, written as `ACTION=CODE`.
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
            _ => Err("expected ACTION=CODE, such as RunInstances=InternalError".to_owned()),
        }
    }
}
