//! Arguments of `ecm generate`.

use std::path::PathBuf;

use super::dependency::Dependency;
use crate::completion::{action_names, completer, group_names, specs};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm generate specs/lamp.json --out src/lamp.rs
  ecm generate specs/lamp.json --out src/lamp.rs --actions SwitchOn,SwitchOff
  ecm generate specs/lamp.json --out src/lamp.rs --groups bulb,dimmer
  ecm generate specs/lamp.json --out lamp-client --crate lamp-client
  ecm generate specs/lamp.json --out lamp --dependency path=../ecm-client
  ecm generate specs/lamp.json --out src/lamp.rs --check      in CI

The code is the same as that of `ecm_client::api!` for the spec. Files are
written completely or not at all. In a crate, `src/lib.rs` is overwritten each
time; `Cargo.toml` and `README.md` are written only if they are missing and are
yours to edit. Other files in the folder are left alone.

As `ecm-client` is not in a registry yet, a crate needs --dependency to compile
as it is generated. A relative path is one from the current folder.")]
pub(crate) struct Args {
    /// Spec to generate from
    #[arg(add = completer(specs))]
    pub(crate) spec: PathBuf,
    /// Output: a file if it ends in `.rs`, otherwise the folder of a crate
    #[arg(long, value_name = "DIR|FILE.rs", value_hint = clap::ValueHint::AnyPath)]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) client: ClientArgs,
    /// Write nothing; exit with 1 and show the differences if a file is out of date
    #[arg(long)]
    pub(crate) check: bool,
}

/// Selection of actions and name of a generated client.
#[derive(Debug, clap::Args)]
pub(crate) struct ClientArgs {
    /// Actions to generate, with the types that they use [default: all, unless --groups is given]
    #[arg(long, value_name = "A,B", value_delimiter = ',', add = completer(action_names))]
    pub(crate) actions: Option<Vec<String>>,
    /// Groups of actions to generate, in addition to those of --actions
    #[arg(long, value_name = "A,B", value_delimiter = ',', add = completer(group_names))]
    pub(crate) groups: Option<Vec<String>>,
    /// Name of the crate [default: tencent-SERVICE]
    #[arg(long = "crate", value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Origin of `ecm-client` for a new Cargo.toml: `path=FOLDER`, `git=URL` or `version=VERSION`
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) dependency: Option<Dependency>,
}
