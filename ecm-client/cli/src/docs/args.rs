//! Arguments of `ecm docs`.

use std::path::PathBuf;

use crate::completion::{completer, specs};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm docs ecm-2019-07-19 --out ecm-docs       then open ecm-docs/index.html
  ecm docs specs/lamp.json --out lamp-docs
  ecm import cvm/api.json --docs --out cvm.json && ecm docs cvm.json --out cvm

The pages need neither a server nor a network: they are read from the disk, or
served by any web server as they are. There is one for each action, with its
parameters, rules, error codes, the Rust call and the `ecm call` line, and one
for each type. `/` searches for actions, fields, types, enums, rules and codes.

Files are written completely or not at all. A second run replaces what the
first has written and leaves other files alone; a folder that holds other files
only is refused. The same spec gives the same files.")]
pub(crate) struct Args {
    /// Spec to document
    #[arg(add = completer(specs))]
    pub(crate) spec: PathBuf,
    /// Folder for the pages, which is created
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    pub(crate) out: PathBuf,
}
