//! The command `ecm whoami`.

mod args;
mod report;

use std::io::Write;
use std::sync::Arc;

use ecm_client::credentials::CallerIdentity;

use crate::call::{failure, with_runtime};
use crate::connection::ConnectionArgs;
use crate::verdict::{CallFailure, Failure, Verdict};
pub(crate) use args::Args;
use args::ReportFormat;
use report::Report;

/// Asks the service whose keys a profile has, and prints the answer.
pub(crate) fn check(
    connection: &ConnectionArgs,
    profile: &str,
    out: &mut impl Write,
) -> Result<Verdict, Failure> {
    let mut connection = connection.clone();
    connection.credentials.profile = Some(profile.to_owned());
    run(&Args { connection, check: true, output: ReportFormat::Text }, out)
}

/// Prints who would sign a call, and why nobody else would.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let nobody = |problem: String| Failure::Call {
        kind: CallFailure::NotSent,
        message: format!("nobody would sign: {problem}. Nothing was sent."),
    };
    let chain = Arc::new(args.connection.credentials.chain().build());
    let region = match &args.connection.region {
        Some(region) => Some(region.clone()),
        None => {
            let read = args.connection.credentials.chain().read_region();
            read.map_err(|error| nobody(format!("the region cannot be read: {error}")))?
        }
    };
    // The chain sends its requests over the transport of the client.
    let connection = &args.connection;
    let builder = connection.builder(Arc::clone(&chain), |error| nobody(error.to_string()))?;
    let client = connection.build(builder)?;
    let (found, checked) = with_runtime(|runtime| {
        let found = runtime.block_on(chain.report());
        let checked = match args.check && found.credentials().is_ok() {
            true => runtime.block_on(CallerIdentity::of(&client)).map(Some),
            false => Ok(None),
        };
        Ok((found, checked))
    })?;
    let mut report = Report::new(&found, region);
    if let Ok(Some(identity)) = &checked {
        report.set_identity(identity);
    }
    report.print(args.output, out)?;
    out.flush()?;
    match (found.credentials(), checked) {
        (Err(error), _) => Err(nobody(error.to_string())),
        (Ok(_), Err(error)) => Err(failure(error)),
        (Ok(_), Ok(_)) => Ok(Verdict::Success),
    }
}
