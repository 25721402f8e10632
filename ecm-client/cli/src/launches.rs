//! The command `ecm launches`.

use std::io::Write;

use clap::Subcommand;
use ecm_launch::{Launch, LaunchKeys, LaunchState, Resolution};
use ecm_sign::timestamp;
use tokio::runtime::Runtime;

use crate::call::{self, ServiceArgs};
use crate::launch::{self, JournalArgs};
use crate::progress::Progress;
use crate::table::{lines, terminal_width, with_width};
use crate::text::sanitize;
use crate::verdict::{CallFailure, Failure, Verdict};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm launches
  ecm launches recover
  ecm launches resolve order-1234 --ids ein-1a2b3c4d,ein-5e6f7a8b
  ecm launches resolve order-1234 --not-created
  ecm launches forget order-1234

Without a command, the keys of the journal are listed.

Exit codes:
  0  success
  2  the command could not run as given, or the key is in another state
  4  the journal cannot be read or written
  5  recover: keys are left that are pending, undecided, partial or excess")]
pub(crate) struct Args {
    #[command(flatten)]
    journal: JournalArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Find out about pending keys; sends nothing that creates
    #[command(after_help = "Examples:
  ecm launches recover
  ecm launches --journal postgres://host/launches recover --region ap-guangzhou")]
    Recover(Box<ServiceArgs>),
    /// Close a key that is undecided
    #[command(after_help = "Examples:
  ecm launches resolve order-1234 --ids ein-1a2b3c4d,ein-5e6f7a8b
  ecm launches resolve order-1234 --not-created")]
    Resolve {
        /// Key of the launch
        key: String,
        /// Ids of its resources, separated by commas
        #[arg(long, value_delimiter = ',', required_unless_present = "not_created")]
        ids: Vec<String>,
        /// Nothing was created: the key may be launched again
        #[arg(long, conflicts_with = "ids")]
        not_created: bool,
    },
    /// Make every key undecided, after the journal was restored from a backup
    #[command(after_help = "Examples:
  ecm launches restored
  ecm launches --journal launches.db restored")]
    Restored,
    /// Remove a settled key; a launch with it then creates again
    #[command(after_help = "Examples:
  ecm launches forget order-1234")]
    Forget {
        /// Key of the launch
        key: String,
    },
}

/// Lists the keys of a journal, or does something with them.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    call::with_runtime(|runtime| work(runtime, args, out))
}

fn work(runtime: &Runtime, args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let keys = || args.journal.open(runtime).map(|journal| LaunchKeys::new(journal.boxed()));
    match &args.command {
        None => {
            let launches = runtime.block_on(keys()?.list()).map_err(launch::failure)?;
            print(&launches, out)
        }
        Some(Command::Recover(service)) => {
            let api = call::service_api(service)?.api;
            let launcher = launch::launcher(runtime, api, service, &args.journal, "recovery")?;
            let settled = {
                let _progress = Progress::start("recover");
                runtime.block_on(launcher.recover()).map_err(launch::failure)?
            };
            let mut problems = Vec::new();
            let mut launches = Vec::new();
            for (key, result) in settled {
                match result {
                    Ok(launch) => launches.push(launch),
                    Err(error) => problems.push(sanitize(&format!("{key}: {error}"))),
                }
            }
            print(&launches, out)?;
            let open = launches.iter().filter(|launch| {
                !matches!(launch.state, LaunchState::Created | LaunchState::NotCreated)
            });
            problems.extend(open.map(launch::next_step));
            match problems.is_empty() {
                true => Ok(Verdict::Success),
                false => {
                    Err(Failure::Call { kind: CallFailure::Unknown, message: problems.join("\n") })
                }
            }
        }
        Some(Command::Resolve { key, ids, not_created }) => {
            let resolution = match not_created {
                true => Resolution::NotCreated,
                false => Resolution::Created(ids.clone()),
            };
            let resolved = runtime.block_on(keys()?.resolve(key, &resolution));
            print(&[resolved.map_err(launch::failure)?], out)
        }
        Some(Command::Restored) => done(runtime.block_on(keys()?.restored())),
        Some(Command::Forget { key }) => done(runtime.block_on(keys()?.forget(key))),
    }
}

fn done(result: Result<(), ecm_launch::LaunchError>) -> Result<Verdict, Failure> {
    result.map(|()| Verdict::Success).map_err(launch::failure)
}

/// Prints a table of keys.
fn print(launches: &[Launch], out: &mut impl Write) -> Result<Verdict, Failure> {
    let width = terminal_width();
    let mut table = with_width(width);
    table.set_header(["key", "state", "ids", "since"]);
    for launch in launches {
        let ids: Vec<String> = launch
            .ids
            .iter()
            .map(|resource| match &resource.state {
                Some(state) => sanitize(&format!("{} ({state})", resource.id)),
                None => sanitize(&resource.id),
            })
            .collect();
        let since = timestamp::format(launch.since);
        table.add_row([
            sanitize(&launch.key),
            launch.state.as_str().to_owned(),
            ids.join("\n"),
            since.unwrap_or_default(),
        ]);
    }
    write!(out, "{}", lines(&table, width.is_some()))?;
    out.flush()?;
    Ok(Verdict::Success)
}
