//! The command `ecm whoami`.

mod args;
mod report;

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use ecm_client::credentials::CallerIdentity;

use crate::call::failure;
use crate::verdict::{CallFailure, Failure, Verdict};
pub(crate) use args::Args;
use report::Report;

/// Prints who would sign a call, and why nobody else would.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let nobody = |problem: String| Failure::Call {
        kind: CallFailure::NotSent,
        message: format!("nobody would sign: {problem}. Nothing was sent."),
    };
    let chain = Arc::new(args.credentials.chain().build());
    let region = match &args.region {
        Some(region) => Some(region.clone()),
        None => {
            let read = args.credentials.chain().read_region();
            read.map_err(|error| nobody(format!("the region cannot be read: {error}")))?
        }
    };
    // The chain sends its requests over the transport of the client.
    let builder = args.credentials.client(Arc::clone(&chain), args.region.as_deref());
    let builder = builder.map_err(|error| nobody(error.to_string()))?;
    let mut builder = builder.timeout(Duration::from_secs(args.timeout));
    if let Some(endpoint) = &args.endpoint {
        builder = builder.endpoint(endpoint);
    }
    let client = builder.build().map_err(|error| Failure::Usage(error.to_string()))?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
            Failure::Usage(format!("cannot start the async runtime: {error}; nothing was sent"))
        })?;
    let found = runtime.block_on(chain.report());
    let mut report = Report::new(&found, region);
    let checked = match args.check && found.credentials().is_ok() {
        true => runtime.block_on(CallerIdentity::of(&client)).map(Some),
        false => Ok(None),
    };
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
