//! The command `ecm launch`.

mod args;
mod journal;

use std::io::Write;
use std::time::Duration;

use ecm_client::dynamic::Api;
use ecm_launch::{KnownBy, Launch, LaunchError, LaunchState, Launcher};
use serde_json::json;
use tokio::runtime::Runtime;

use crate::call::{self, ServiceArgs};
use crate::progress::Progress;
use crate::text::{self, sanitize};
use crate::verdict::{CallFailure, Failure, Verdict};
pub(crate) use args::Args;
pub(crate) use journal::JournalArgs;

/// Launches a request once for a key, and prints what is known of it.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let service = call::api(&args.service, &args.action)?;
    let request = call::request(&service, &args.action, &args.request, None)?;
    let launched = call::with_runtime(|runtime| {
        let launcher = launcher(runtime, service.api, &args.service, &args.journal, &args.action)?;
        let launcher = launcher.deadline(Duration::from_secs(args.wait));
        let launcher = match &args.tag_key {
            Some(key) => launcher.tag_key(key).map_err(failure)?,
            None => launcher,
        };
        runtime.block_on(async {
            let _progress = Progress::start(format!("{} {}", args.action, args.key));
            tokio::select! {
                biased;
                () = call::interrupt() => Err(interrupted(&args.action)),
                launched = launcher.launch(&args.key, &request) => launched.map_err(failure),
            }
        })
    })?;
    print(&launched, out)?;
    match launched.state {
        LaunchState::Created => Ok(Verdict::Success),
        _ => Err(Failure::Call { kind: CallFailure::Unknown, message: next_step(&launched) }),
    }
}

/// Makes a launcher over the client that the arguments describe.
pub(crate) fn launcher(
    runtime: &Runtime,
    api: Api,
    service: &ServiceArgs,
    journal: &JournalArgs,
    action: &str,
) -> Result<Launcher, Failure> {
    let journal = journal.open(runtime)?;
    let limiter = journal.rate_limiter().map_err(|error| failure(error.into()))?;
    let client = call::builder(service, action)?.rate_limiter(limiter);
    Launcher::new(service.connection.build(client)?, api, journal.boxed()).map_err(failure)
}

/// Failure of a launch; its exit code is that of the same failure of a call.
pub(crate) fn failure(error: LaunchError) -> Failure {
    let message = sanitize(&error.to_string());
    match error {
        LaunchError::Call { error, .. } => call::failed(&error, &message),
        LaunchError::Journal(_) => Failure::Call { kind: CallFailure::NotSent, message },
        _ => Failure::Usage(message),
    }
}

fn interrupted(action: &str) -> Failure {
    let action = sanitize(action);
    let message = format!(
        "{action} was interrupted and may have been carried out. The journal knows: launch the key again, or run `ecm launches recover`."
    );
    Failure::Call { kind: CallFailure::Unknown, message }
}

fn print(launch: &Launch, out: &mut impl Write) -> Result<(), Failure> {
    let ids: Vec<&str> = launch.ids.iter().map(|resource| &*resource.id).collect();
    let known_by = match launch.known_by {
        KnownBy::Sent => "sent",
        KnownBy::Found => "found",
        _ => "remembered",
    };
    let shown = json!({
        "key": launch.key,
        "state": launch.state.as_str(),
        "ids": ids,
        "wanted": launch.wanted,
        "known_by": known_by,
        "until": launch.until,
    });
    writeln!(out, "{}", text::json(&shown)?)?;
    Ok(out.flush()?)
}

/// Advice for a key that has no good end, or none yet.
pub(crate) fn next_step(launch: &Launch) -> String {
    let key = sanitize(&launch.key);
    match launch.state {
        LaunchState::Pending => format!(
            "nothing can be said about {key} yet; launch it again or run `ecm launches recover` after {} \
             (seconds since 1970). Nothing is created twice",
            launch.until.unwrap_or_default()
        ),
        LaunchState::Partial => format!(
            "{} of {} resources of {key} exist; the rest is not sent by itself",
            launch.ids.len(),
            launch.wanted.unwrap_or_default()
        ),
        LaunchState::Excess => format!(
            "{} resources of {key} exist, and {} were wanted: the request was carried out more than once; \
             release what is too much",
            launch.ids.len(),
            launch.wanted.unwrap_or_default()
        ),
        LaunchState::Undecided => format!(
            "nothing was found for {key}, which proves nothing so late or after a restore; look for its resources, \
             then run `ecm launches resolve {key} --ids ID,..` or `--not-created`"
        ),
        LaunchState::Created | LaunchState::NotCreated => {
            format!("the state of {key} is {}", launch.state.as_str())
        }
    }
}
