//! The arguments of `ecm generate`.

use std::path::PathBuf;

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
pub(crate) struct Args {
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
