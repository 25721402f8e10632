//! The command `ecm call`.

mod action;
mod answer;
mod args;
mod comments;
mod complete;
mod dry_run;
mod events;
mod guess;
mod help;
mod input;
mod interrupt;
mod ordered_json;
mod pages;
mod parameters;
mod query;
mod request;
mod response;
mod skeleton;
mod wait;
mod waiters;

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, SystemTime};

use ecm_client::dynamic::{Api, DynamicRequest, DynamicResponse};
use ecm_client::{
    Client, ClientBuilder, DecodeMismatch, Error, Outcome, RequestBody, Response, Violation,
    Violations,
};
use tokio::runtime::Runtime;

use crate::connection::with_options;
use crate::paint::warning;
use crate::progress::Progress;
use crate::source::{self, Source};
use crate::stdout::Output;
use crate::text::sanitize;
use crate::verdict::{CallFailure, Failure, Verdict};
pub(crate) use action::ActionArg;
use answer::{Answer, View, print_raw};
use args::OutputFormat;
pub(crate) use args::{Args, ServiceArgs};
pub(crate) use complete::action as complete_action;
pub(crate) use interrupt::interrupt;
use interrupt::{Attempts, Interrupt};
use ordered_json::OrderedJson;
pub(crate) use request::{RequestArgs, request};
use wait::Wait;

/// Part of the client's message for a region that is missing.
const NO_REGION: &str = "needs a region";

/// Part of the client's message for a body that is missing.
const NO_BODY: &str = "and the call has none";

/// Validates, signs and sends a request, and prints the response.
pub(crate) fn run(args: &Args, out: &mut impl Output) -> Result<Verdict, Failure> {
    let service = api(&args.service, &args.action)?;
    let called = called(args, &service, out);
    called.map_err(|failure| guess::say(&service.api, &args.action, failure))
}

fn called(args: &Args, service: &ServiceApi, out: &mut impl Output) -> Result<Verdict, Failure> {
    let api = &service.api;
    let action = request::action(service, &args.action)?;
    if let Some(fields) = args.skeleton {
        if let Some(action) = api.spec().action(action.name()) {
            skeleton::print(api.spec(), action.request, fields, out)?;
        }
        return Ok(Verdict::Success);
    }
    let view = View::new(service, args)?;
    let wait = Wait::new(api, args)?;
    let request = request(service, &args.action, &args.request, Some(args.allow_unknown))?;
    let request = match body(args)? {
        Some(body) => request.with_body(body),
        None => request,
    };
    events::check(&request, &view)?;
    let client = client(args)?;
    with_runtime(|runtime| {
        if args.dry_run {
            let prepared = runtime.block_on(client.prepare_dynamic(&request)).map_err(failure)?;
            warn(prepared.warnings());
            match args.show_secrets {
                true => dry_run::print(&prepared.unredacted(), args, out)?,
                false => dry_run::print(prepared.redacted(), args, out)?,
            }
            return Ok(Verdict::Success);
        }
        if request.is_streamed() {
            return runtime.block_on(events::run(api, &client, &request, &view, out));
        }
        if args.answers.all {
            return runtime.block_on(pages::run(&client, &request, &view, out));
        }
        runtime.block_on(call(&client, &request, &view, wait.as_ref(), out))
    })
}

/// Sends a request, prints the answer, and waits for what it is about.
async fn call(
    client: &Client,
    request: &DynamicRequest,
    view: &View<'_>,
    wait: Option<&Wait<'_>>,
    out: &mut impl Output,
) -> Result<Verdict, Failure> {
    let mut interrupt = interrupt();
    let Some(wait) = wait else {
        return exchange(client, request, view, &mut interrupt, out)
            .await
            .map(|_| Verdict::Success);
    };
    let sent = OrderedJson::parse(request.json()).map_err(std::io::Error::from)?;
    let mut ids = wait.ids_in_request(&sent);
    if wait.is_before_answer() {
        if ids.is_empty() {
            let response = send(client, request, &mut interrupt).await?.map_err(failure)?;
            ids = wait.ids_in_answer(&view.body(response.body())?).unwrap_or_default();
        }
        wait.run(client, ids, None, &mut interrupt).await?;
        return exchange(client, request, view, &mut interrupt, out)
            .await
            .map(|_| Verdict::Success);
    }
    let response = exchange(client, request, view, &mut interrupt, out).await?;
    let action = request.action().name();
    let done = format!("{action} was carried out (request id {})", sanitize(response.request_id()));
    let answer = OrderedJson::parse(response.body().json()).map_err(std::io::Error::from)?;
    let found = wait.ids_in_answer(&answer).map_err(|problem| Failure::Call {
        kind: CallFailure::Unknown,
        message: format!("{done}. `--wait-ids` cannot be evaluated: {}", sanitize(&problem)),
    })?;
    ids.extend(found);
    let named = match ids.as_slice() {
        [] => done,
        ids => format!("{done}: {}", wait::list(ids)),
    };
    wait.run(client, ids, Some(&named), &mut interrupt).await?;
    Ok(Verdict::Success)
}

/// Sends a request and prints what comes back.
async fn exchange(
    client: &Client,
    request: &DynamicRequest,
    view: &View<'_>,
    interrupt: &mut Interrupt,
    out: &mut impl Output,
) -> Result<Response<DynamicResponse>, Failure> {
    match send(client, request, interrupt).await? {
        Ok(response) => {
            warn(response.warnings());
            warn_of_mismatches(response.mismatches());
            let (body, id) = (response.raw_body(), response.request_id());
            view.print(&Answer { response: response.body(), body, id }, out)?;
            Ok(response)
        }
        Err(error) => {
            // A refusal may be about what the spec does not know.
            if view.args.allow_unknown && error.violations().is_none() {
                let violations = request.validate().unwrap_or_else(|violations| violations);
                violations.iter().filter(|one| one.rule().starts_with("extra_")).for_each(warn_of);
            }
            let body = error.raw_body().unwrap_or_default();
            if let Some(response) = error.received::<DynamicResponse>() {
                let id = error.request_id().unwrap_or_default();
                view.print(&Answer { response, body, id }, out)?;
            } else if view.format == OutputFormat::Raw {
                print_raw(body, out)?;
            }
            Err(failure(error))
        }
    }
}

/// API of a service, and the name of its spec for messages.
pub(crate) struct ServiceApi {
    pub(crate) api: Api,
    pub(crate) spec: String,
}

/// Reads the spec that the action or the option names, or else the first shipped one.
pub(crate) fn api(service: &ServiceArgs, action: &ActionArg) -> Result<ServiceApi, Failure> {
    let Some(spec) = &action.spec else { return service_api(service) };
    if let Some(option) = &service.spec {
        return Err(Failure::Usage(format!(
            "the action names the spec `{}`, and `--spec` names `{}`; name one of them. Nothing was sent",
            sanitize(spec),
            option.display()
        )));
    }
    ServiceApi::read(source::service(spec)?)
}

/// Reads the spec that the option names, or else the first shipped one.
pub(crate) fn service_api(service: &ServiceArgs) -> Result<ServiceApi, Failure> {
    let spec = service.spec.as_deref();
    ServiceApi::read(Source::find(spec.unwrap_or(source::default_spec().as_ref()))?)
}

impl ServiceApi {
    fn read(source: Source) -> Result<Self, Failure> {
        let mut spec = source.spec()?;
        guess::take_for_creating(&mut spec);
        Ok(Self { api: Api::new(spec), spec: source.name })
    }
}

/// Time that is left to what still blocks when a command is over.
const MAX_BLOCKED: Duration = Duration::from_millis(500);

/// Does work in an async runtime, whose end does not wait for what still blocks.
///
/// That may be the look-up of a host that nobody answers for. What is given up has a moment to end by itself, so that
/// no command for credentials is left behind.
pub(crate) fn with_runtime<T>(
    work: impl FnOnce(&Runtime) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        Failure::Usage(format!("cannot start the async runtime: {error}; nothing was sent"))
    })?;
    let done = work(&runtime);
    // Dropped first, its tasks tell what blocks that nobody waits any more; `shutdown_timeout` would drop them last.
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || {
        drop(runtime);
        let _ = sender.send(());
    });
    let _ = ended.recv_timeout(MAX_BLOCKED);
    done
}

/// Reads the bytes that travel as the body.
fn body(args: &Args) -> Result<Option<RequestBody>, Failure> {
    let Some(path) = &args.body else { return Ok(None) };
    if path.as_os_str() == "-"
        && let Some(other) = args.request.stdin()
    {
        return Err(Failure::Usage(format!(
            "{other} and `--body -` both read standard input; name a file for one of them. Nothing was sent"
        )));
    }
    let body = RequestBody::from(input::read_body(path)?);
    Ok(Some(match args.payload {
        Some(payload) => body.payload_signing(payload.into()),
        None => body,
    }))
}

/// Returns a builder with credentials, and with everything else that the arguments say of the service.
pub(crate) fn builder(service: &ServiceArgs, action: &str) -> Result<ClientBuilder, Failure> {
    let chain = service.connection.credentials.chain().build();
    let builder = service.connection.builder(chain, |error| Failure::Call {
        kind: CallFailure::NotSent,
        message: format!("{} was not sent: {error}. Nothing was done.", sanitize(action)),
    })?;
    Ok(match &service.language {
        Some(language) => builder.language(language),
        None => builder,
    })
}

fn client(args: &Args) -> Result<Client, Failure> {
    let mut builder = builder(&args.service, &args.action)?
        .idle_timeout(Duration::from_secs(args.idle_timeout))
        .validation_mode(args.validation.into())
        .decoding_mode(args.decoding.into())
        .signature(args.signature.into())
        .http_method(args.method.into())
        .signed_headers(args.signed_headers.into());
    if let Some(content_type) = &args.content_type {
        builder = builder.content_type(content_type);
    }
    if let Some(seconds) = args.timestamp {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.into());
        builder = builder.clock(move || time);
    }
    if let Some(nonce) = args.nonce {
        builder = builder.nonce(u64::from(nonce));
    }
    args.service.connection.build(builder)
}

/// Sends the request, with a progress indicator on a terminal.
async fn send(
    client: &Client,
    request: &DynamicRequest,
    interrupt: &mut Interrupt,
) -> Result<Result<Response<DynamicResponse>, Error>, Failure> {
    let action = request.action();
    let _progress = Progress::start(action.name());
    let attempts = Attempts::default();
    let client = client.with_attempt_hook(attempts.clone());
    tokio::select! {
        // Signals are subscribed to before anything is sent.
        biased;
        () = interrupt => Err(attempts.interrupted(action.name(), action.effect())),
        result = client.send_dynamic(request) => Ok(result),
    }
}

/// Failure of a call, with the exit code of its outcome.
pub(crate) fn failure(error: Error) -> Failure {
    let message = error.to_string();
    failed(&error, &message)
}

/// Failure of a call, with a message that says more than the error.
pub(crate) fn failed(error: &Error, message: &str) -> Failure {
    let kind = match error.outcome() {
        Outcome::NotSent if error.violations().is_some() => CallFailure::Invalid,
        Outcome::NotSent => CallFailure::NotSent,
        Outcome::Rejected => CallFailure::Rejected,
        Outcome::Unknown => CallFailure::Unknown,
    };
    let mut message = with_options(message);
    if kind == CallFailure::NotSent && message.contains(NO_REGION) {
        message.push_str(
            "\nset it with `--region`, such as `--region ap-guangzhou`, or in TENCENTCLOUD_REGION",
        );
    }
    if kind == CallFailure::NotSent && message.contains(NO_BODY) {
        message.push_str(
            "\nname the file that holds them with `--body`, or `--body -` for standard input",
        );
    }
    Failure::Call { kind, message }
}

/// Prints the violations that did not keep the request from being sent, as warnings.
fn warn(violations: &Violations) {
    violations.iter().for_each(warn_of);
}

fn warn_of(violation: &Violation) {
    warning(&format!("{}: {} ({})", violation.path(), violation.message(), violation.rule()));
}

/// Prints the values of a response that do not have the form that the spec describes, as warnings.
fn warn_of_mismatches(mismatches: &[DecodeMismatch]) {
    for one in mismatches {
        warning(&format!("response: {one}"));
    }
}
