//! Command `ecm serve`.

use std::io::Write;

use ecm_test_server::{
    Fault, FaultRule, RecordedRequest, StartError, TestServer, TestServerBuilder,
};
use tokio::sync::mpsc;

use crate::paint;
use crate::source::{self, Source};
use crate::text::pluralize;
use crate::verdict::{Failure, Verdict};
pub(crate) use args::Args;
use args::InjectedError;
use interrupts::Interrupts;

/// Lines of requests that wait to be printed; if the reader is slower, some are left out.
const WAITING: usize = 1024;

/// Serves until the command is interrupted.
pub(crate) fn run(args: &ServeArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let (lines, received) = mpsc::channel(WAITING);
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
        let interrupts = Interrupts::new().map_err(no_interrupts)?;
        let server = builder.start().await.map_err(|error| failure(args, error))?;
        writeln!(out, "listening on {}", server.url())?;
        served.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        print_instructions(args, out)?;
        let printed = print_until_interrupted(interrupts, received, args.quiet, out).await;
        server.shutdown().await;
        printed
    })?;
    Ok(Verdict::Success)
}

/// Builds the server that the arguments describe, with a line for each spec that it serves.
fn describe(args: &ServeArgs) -> Result<(TestServerBuilder, Vec<String>), Failure> {
    let mut served = Vec::new();
    let mut builder = TestServer::builder()
        .credentials(&args.secret_id, &args.secret_key)
        .rate_limits(!args.no_rate_limits)
        .port(args.port);
    for path in &args.specs {
        // The server would report problems without their places in the file.
        let source = Source::find(path)?;
        let spec = source.spec()?;
        let shipped = path.to_str().filter(|name| ecm_spec::shipped(name).is_some());
        let with = match shipped.filter(|_| args.simulations.is_empty()) {
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
        // Text that is no JSON names no service either; the server would report only that.
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

/// Prints what a client needs to be accepted.
fn greet(args: &ServeArgs, out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "secret id {}, secret key {}", args.secret_id, args.shown_key())?;
    writeln!(out, "press Ctrl-C to stop")?;
    out.flush()?;
    Ok(())
}

fn no_interrupts(error: std::io::Error) -> Failure {
    Failure::Usage(format!("the system does not report interrupts such as Ctrl-C: {error}"))
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
                return ended.map_err(no_interrupts);
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

/// Signals that end the command: Ctrl-C, or a request to terminate.
///
/// They count from the moment that this is made.
struct Interrupts {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl Interrupts {
    #[cfg(unix)]
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { signals: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?] })
    }

    #[cfg(unix)]
    async fn recv(&mut self) -> std::io::Result<()> {
        let [interrupt, terminate] = &mut self.signals;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn recv(&mut self) -> std::io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}

/// Describes a request in a line, without its body, which may hold secrets.
fn line(request: &RecordedRequest) -> String {
    let action = match request.action.as_str() {
        "" => "(no action)".to_owned(),
        action => action.chars().take(64).flat_map(char::escape_debug).collect(),
    };
    let outcome = request.error.as_deref().unwrap_or("accepted");
    format!("{action}  {outcome}  {}", request.request_id)
}

fn failure(args: &Args, error: StartError) -> Failure {
    let source = std::error::Error::source(&error).map(|source| format!(": {source}"));
    let files = match error {
        StartError::Simulation(_) => args.simulations.as_slice(),
        _ => &[],
    };
    let files: String = files.iter().map(|file| format!("\n  in `{}`", file.display())).collect();
    Failure::Usage(format!("{error}{}{files}", source.unwrap_or_default()))
}

/// Argument `ACTION=CODE`: a request to reject with an error code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refuse {
    pub(crate) action: String,
    pub(crate) code: String,
}

impl std::str::FromStr for Refuse {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((action, code)) if !action.is_empty() && !code.is_empty() => {
                Ok(Self { action: action.to_owned(), code: code.to_owned() })
            }
            _ => Err("write it as ACTION=CODE".to_owned()),
        }
    }
}
