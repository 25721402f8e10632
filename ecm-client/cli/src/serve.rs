//! The command `ecm serve`.

mod args;

use std::io::{ErrorKind, Write};

use ecm_test_server::{
    Fault, FaultRule, RecordedRequest, StartError, TestServer, TestServerBuilder,
};
use tokio::sync::mpsc;

use crate::interrupts::Interrupts;
use crate::paint;
use crate::source::{self, Source};
use crate::text::pluralize;
use crate::verdict::{Failure, Verdict};
pub(crate) use args::Args;
use args::InjectedError;

/// Maximum number of request lines that wait to be printed; further ones are dropped.
const MAX_PENDING_LINES: usize = 1024;

/// Serves until interrupted.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let (lines, received) = mpsc::channel(MAX_PENDING_LINES);
    let (builder, served) = describe(args)?;
    let builder = builder.on_request(move |request| {
        // A full channel drops the line; the request has been answered all the same.
        let _ = lines.try_send(line(request));
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::Usage(format!("cannot start the async runtime: {error}")))?;
    runtime.block_on(async {
        let interrupts = Interrupts::new().map_err(signal_failure)?;
        let server = builder.start().await.map_err(|error| failure(args, error))?;
        if server.is_exposed() {
            paint::warning(&format!(
                "{} is not a loopback address: other machines may connect, in clear; never give it a real key",
                server.address().ip()
            ));
        }
        writeln!(out, "listening on {}", server.url())?;
        served.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        print_instructions(args, out)?;
        let printed = print_until_interrupted(interrupts, received, args.quiet, out).await;
        server.shutdown().await;
        printed
    })?;
    Ok(Verdict::Success)
}

/// Configures the server from the arguments, with a line of output per spec.
fn describe(args: &Args) -> Result<(TestServerBuilder, Vec<String>), Failure> {
    let mut served = Vec::new();
    let builder = TestServer::builder();
    let builder = match &args.token {
        Some(token) => builder.credentials_with_token(&args.secret_id, &args.secret_key, token),
        None => builder.credentials(&args.secret_id, &args.secret_key),
    };
    let mut builder =
        builder.rate_limits(!args.no_rate_limits).address(args.listen).port(args.port);
    for path in args.specs() {
        // Read here first, so that problems are shown as in every other command.
        let source = Source::find(path)?;
        let spec = source.spec()?;
        let with = match source.shipped.filter(|_| args.simulations.is_empty()) {
            Some(name) => {
                builder = builder.shipped(name);
                ", with its simulation"
            }
            None => {
                builder = builder.spec(source.text());
                ""
            }
        };
        let actions = pluralize(spec.actions.len(), "action");
        served.push(format!("serving {} {}: {actions}{with}", spec.service, spec.version));
    }
    for path in &args.simulations {
        let text = source::text(path)?;
        // Checked here first: text that is not JSON would be reported as lacking a service.
        ecm_spec::json::tree(&text).map_err(|problems| {
            Failure::Spec(paint::problems(&problems, &path.display().to_string(), &text))
        })?;
        builder = builder.simulation(text);
    }
    for (nth, InjectedError { action, code }) in args.errors.iter().enumerate() {
        let before = args.errors.iter().take(nth).filter(|other| other.action == *action).count();
        let rule = FaultRule::new(Fault::error(code)).action(action).nth(before as u64 + 1);
        builder = builder.fault(rule);
    }
    if let Some(seed) = args.seed {
        builder = builder.seed(seed);
    }
    Ok((builder, served))
}

/// Prints the credentials that clients need.
fn print_instructions(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let token = if args.token.is_some() { ", token [redacted]" } else { "" };
    writeln!(out, "secret id {}, secret key {}{token}", args.secret_id, args.shown_key())?;
    writeln!(out, "press Ctrl-C to stop")?;
    out.flush()?;
    Ok(())
}

fn signal_failure(error: std::io::Error) -> Failure {
    Failure::Usage(format!("cannot listen for Ctrl-C: {error}"))
}

async fn print_until_interrupted(
    mut interrupts: Interrupts,
    mut lines: mpsc::Receiver<String>,
    quiet: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let interrupted = interrupts.recv();
    let mut interrupted = std::pin::pin!(interrupted);
    loop {
        tokio::select! {
            biased;
            ended = &mut interrupted => {
                return ended.map_err(signal_failure);
            }
            Some(line) = lines.recv() => {
                if !quiet {
                    writeln!(out, "{line}")?;
                    out.flush()?;
                }
            }
        }
    }
}

/// Formats a request as one line, without its body, which may hold secrets.
fn line(request: &RecordedRequest) -> String {
    let action = match request.action.as_str() {
        "" => "(no action)".to_owned(),
        action => action.chars().take(64).flat_map(char::escape_debug).collect(),
    };
    let outcome = request.error.as_deref().unwrap_or("accepted");
    format!("{action}  {outcome}  {}", request.request_id)
}

fn failure(args: &Args, error: StartError) -> Failure {
    let source = match &error {
        StartError::Bind { source, .. } if source.kind() == ErrorKind::AddrInUse => {
            Some(": another program uses it; name another port with `--port`".to_owned())
        }
        error => std::error::Error::source(error).map(|source| format!(": {source}")),
    };
    let files = match error {
        StartError::Simulation(_) => args.simulations.as_slice(),
        _ => &[],
    };
    let files: String = files.iter().map(|file| format!("\n  in `{}`", file.display())).collect();
    Failure::Usage(format!("{error}{}{files}", source.unwrap_or_default()))
}
