//! Arguments of `ecm service`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use crate::completion::{completer, stored};
use crate::diff::{DiffFormat, LevelArg};
use crate::store::ServiceName;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm service add --all --from python
  pip download tccli --no-deps
  ecm service add cvm vpc --from tccli-3.1.189.1-py2.py3-none-any.whl
  ecm service list
  ecm call cvm.DescribeInstances --region ap-guangzhou
  ecm explain cvm@2017-03-12.RunInstances
  ecm service update --from tccli-3.1.190.1.tar.gz

A stored service is a spec that every command takes by its name: `cvm` is the
latest version that is there, `cvm@2017-03-12` that one. Its actions are
`cvm.DescribeInstances` or `cvm@2017-03-12.DescribeInstances`. A stored spec
comes before one that ships with this command, except by the whole name of that
(`ecm-2019-07-19`), and before a file; `./cvm` is a file.

They are kept in the folder `services` of ECM_HOME, or else of `ecm` in the
user's folder for data: XDG_DATA_HOME, ~/.local/share, on macOS
~/Library/Application Support, on Windows %LOCALAPPDATA%. They may be edited:
rules, effects and secrets that people add stay when a service is updated.")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: ServiceCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ServiceCommand {
    /// Import services from the vendor's metadata and store them by name
    Add(AddArgs),
    /// List the stored services
    List(ListArgs),
    /// Import stored services again, from where they came or from a newer source
    Update(UpdateArgs),
    /// Compare a stored service with a source and report what would change
    Diff(DiffArgs),
    /// Remove stored services
    Remove(RemoveArgs),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm service add cvm vpc --from tccli-3.1.189.1.tar.gz
  ecm service add cvm@2017-03-12 --from metadata
  ecm service add --all --from python

SOURCE is one of
  - a folder with SERVICE/VERSION/api.json and, if there are any, examples.json;
    or one that has such folders in `services` or `tccli/services`
  - an archive of the vendor's command line as it was downloaded: `.tar.gz`,
    `.whl` or `.zip`. Nothing of it is unpacked to the disk
  - `python`: the package `tccli` that is installed for `python3`

All versions of a service are added, unless one is named. A service that is
there already is imported again, and keeps what people have added to its spec.
If this command ships a spec of the service, its rules are taken over.

All specs are written, or none if one cannot be written. A service whose
metadata cannot be imported is reported, and does not keep the others out.

With `--format json`, the output is an object with `folder`, `services` (each
with `service`, `version`, `status`, `actions`, `level`, `source` and
`vendor_version`), `absent` and `failures`.

Exit codes:
  0  success
  1  the metadata of a service cannot be imported; the others are stored
  2  the command could not run, such as for a damaged archive; nothing changed")]
pub(crate) struct AddArgs {
    /// Services to add
    #[arg(
        value_name = "SERVICE[@VERSION]",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    pub(crate) names: Vec<ServiceName>,
    /// Add every service of the source
    #[arg(long)]
    pub(crate) all: bool,
    /// Folder of metadata, archive of the vendor's command line, or `python`
    #[arg(long, value_name = "SOURCE", value_hint = clap::ValueHint::AnyPath)]
    pub(crate) from: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = ServiceFormat::Text)]
    pub(crate) format: ServiceFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm service list
  ecm service list cvm
  ecm service list --format json

With `--format json`, the output is a list of objects with `service`,
`version`, `actions`, `source`, `vendor_version`, `metadata_digest`,
`spec_digest`, `added` and `path`; those about the origin are null for a spec
that was put there by hand.")]
pub(crate) struct ListArgs {
    /// Services to list [default: all]
    #[arg(value_name = "SERVICE[@VERSION]", add = completer(stored))]
    pub(crate) names: Vec<ServiceName>,
    /// Output format
    #[arg(long, value_enum, default_value_t = ServiceFormat::Text)]
    pub(crate) format: ServiceFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm service update
  ecm service update cvm --from tccli-3.1.190.1.tar.gz

Each service is imported again, and the report has the version bump that its
changes require of a generated client, as `ecm diff` judges them. New versions
of a service are added, unless one version is named. What people have added to
a spec stays.

The output formats and exit codes are those of `ecm service add`.")]
pub(crate) struct UpdateArgs {
    /// Services to update [default: all that are stored]
    #[arg(value_name = "SERVICE[@VERSION]", add = completer(stored))]
    pub(crate) names: Vec<ServiceName>,
    /// Source to read, as of `ecm service add` [default: the one that each came from]
    #[arg(long, value_name = "SOURCE", value_hint = clap::ValueHint::AnyPath)]
    pub(crate) from: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = ServiceFormat::Text)]
    pub(crate) format: ServiceFormat,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm service diff cvm --from tccli-3.1.190.1.tar.gz
  ecm service diff cvm@2017-03-12 --from metadata --fail-on major

Nothing is written: `ecm service update` makes the changes. The output is that
of `ecm diff`.")]
pub(crate) struct DiffArgs {
    /// Stored service to compare; its latest version, unless one is named
    #[arg(value_name = "SERVICE[@VERSION]", add = completer(stored))]
    pub(crate) name: ServiceName,
    /// Source to read, as of `ecm service add` [default: the one that it came from]
    #[arg(long, value_name = "SOURCE", value_hint = clap::ValueHint::AnyPath)]
    pub(crate) from: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    /// Exit with 1 if any change has this level or a higher one
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<LevelArg>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm service remove vpc
  ecm service remove cvm@2017-03-12

All versions of a service are removed, unless one is named. Specs that ship with
this command stay.")]
pub(crate) struct RemoveArgs {
    /// Stored services to remove
    #[arg(value_name = "SERVICE[@VERSION]", required = true, add = completer(stored))]
    pub(crate) names: Vec<ServiceName>,
    /// Output format
    #[arg(long, value_enum, default_value_t = ServiceFormat::Text)]
    pub(crate) format: ServiceFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ServiceFormat {
    /// Lines or a table for people
    Text,
    /// Object or list for programs
    Json,
}
