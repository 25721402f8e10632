//! Output of `ecm call` for an answer that is a stream of events.

use ecm_client::dynamic::{Api, DynamicEventStream, DynamicRequest, DynamicResponse};
use ecm_client::{Client, Error, Event};
use ecm_spec::model::Events;

use super::answer::View;
use super::args::OutputFormat;
use super::interrupt::{Attempts, interrupt, interrupted_at};
use super::ordered_json::OrderedJson;
use super::{Args, failure, warn, warning};
use crate::progress::Progress;
use crate::stdout::Output;
use crate::text::{json_line, pluralize, sanitize, sanitize_lines};
use crate::verdict::{Failure, Verdict};

/// Form in which events are printed.
enum EventFormat<'s> {
    Json,
    /// The text at this path alone, one behind the other.
    Text(&'s [String]),
    Raw,
}

/// Checks that an answer of the action can be printed in the form that is asked for.
pub(super) fn check(request: &DynamicRequest, view: &View<'_>) -> Result<(), Failure> {
    let action = request.action().name();
    if view.args.dry_run || !request.is_streamed() {
        return Ok(());
    }
    let problem = match view.format {
        _ if view.query.is_some() => {
            "`--query` needs a whole response, and this one comes as events; leave it out"
        }
        _ if view.args.wait.wait.is_some() => {
            "`--wait` needs a whole response, and this one comes as events; leave it out"
        }
        OutputFormat::Table => {
            "`--output table` needs a whole response, and this one comes as events; use `--output json`"
        }
        OutputFormat::Text if text_path(view.api, action).is_none() => {
            "the spec does not say which field of an event is its text (`text` of `events`); use \
             `--output json`"
        }
        _ => return Ok(()),
    };
    Err(Failure::Usage(format!("{action}: {problem}. Nothing was sent")))
}

fn events_of<'s>(api: &'s Api, action: &str) -> Option<&'s Events> {
    api.spec().action(action)?.events.as_ref()
}

fn text_path<'s>(api: &'s Api, action: &str) -> Option<&'s [String]> {
    events_of(api, action)?.text.as_deref()
}

/// Sends a request that is answered with events, and prints each as it comes.
pub(super) async fn run(
    api: &Api,
    client: &Client,
    request: &DynamicRequest,
    view: &View<'_>,
    out: &mut impl Output,
) -> Result<Verdict, Failure> {
    let (action, args) = (request.action(), view.args);
    let format = match (view.format, text_path(api, action.name())) {
        (OutputFormat::Text, Some(path)) => EventFormat::Text(path),
        (OutputFormat::Raw, _) => EventFormat::Raw,
        _ => EventFormat::Json,
    };
    let mut printer = Printer { api, args, format, out, has_warned: false, line_is_open: false };
    let mut interrupt = interrupt();
    let progress = Progress::start(action.name());
    let attempts = Attempts::default();
    let client = client.with_attempt_hook(attempts.clone());
    let opened = tokio::select! {
        biased;
        () = &mut interrupt => Err(attempts.interrupted(action.name(), action.effect())),
        opened = client.stream_dynamic(request) => Ok(opened),
    };
    drop(progress);
    let mut stream = match opened? {
        Ok(stream) => stream,
        Err(error) => return Err(printer.failed(error)?),
    };
    warn(stream.warnings());
    let mut count = 0;
    loop {
        let event = tokio::select! {
            biased;
            () = &mut interrupt => {
                return Err(printer.interrupted(request, &stream, count)?);
            }
            event = stream.next() => event,
        };
        match event {
            Some(Ok(event)) => {
                count += 1;
                printer
                    .print(&event, count)
                    .map_err(|failure| unprinted(&stream, count, args, &failure))?;
                // Nobody reads any more: the rest is not waited for.
                if printer.out.is_closed() {
                    return Ok(Verdict::Success);
                }
            }
            Some(Err(error)) => return Err(printer.failed(error)?),
            None => {
                printer.end()?;
                return Ok(Verdict::Success);
            }
        }
    }
}

/// Failure of the output after the service has begun to answer.
fn unprinted(stream: &DynamicEventStream, count: u64, args: &Args, failure: &Failure) -> Failure {
    let (action, id) = (&args.action, sanitize(stream.request_id()));
    let text = failure.text().trim_end_matches('.');
    Failure::Usage(format!(
        "{action} was carried out (request id {id}), but at event {count}, {text}; do not send it \
         again only to see the response"
    ))
}

struct Printer<'a, O> {
    api: &'a Api,
    args: &'a Args,
    format: EventFormat<'a>,
    out: &'a mut O,
    /// True once an event that does not fit has been reported.
    has_warned: bool,
    /// True if the last line of text has no end yet.
    line_is_open: bool,
}

impl<O: Output> Printer<'_, O> {
    fn print(&mut self, event: &Event<DynamicResponse>, number: u64) -> Result<(), Failure> {
        if !self.has_warned && !event.mismatches().is_empty() {
            self.has_warned = true;
            self.break_line()?;
            for one in event.mismatches() {
                warning(&format!("event {number}: {one}"));
            }
            warning("later events are not reported");
        }
        match self.format {
            EventFormat::Raw => {
                self.out.write_all(event.raw_data())?;
                self.out.write_all(b"\n")?;
            }
            _ => self.print_data(event.data())?,
        }
        Ok(self.out.flush()?)
    }

    fn print_data(&mut self, data: &DynamicResponse) -> Result<(), Failure> {
        let mut body = OrderedJson::parse(data.json()).map_err(std::io::Error::from)?;
        match self.format {
            EventFormat::Text(path) => {
                let mut text = String::new();
                body.texts(path, &mut text);
                let text = sanitize_lines(&text);
                if let Some(last) = text.chars().last() {
                    self.line_is_open = last != '\n';
                }
                self.out.write_all(text.as_bytes())?;
            }
            EventFormat::Json | EventFormat::Raw => {
                if !self.args.show_secrets
                    && !self.args.raw
                    && let Some(events) = events_of(self.api, &self.args.action)
                {
                    body.redact(self.api.spec(), events.event);
                }
                writeln!(self.out, "{}", json_line(&body)?)?;
            }
        }
        Ok(())
    }

    /// Ends a line of text, so that what follows begins a new one.
    fn break_line(&mut self) -> Result<(), Failure> {
        if std::mem::take(&mut self.line_is_open) {
            writeln!(self.out)?;
        }
        Ok(self.out.flush()?)
    }

    fn end(&mut self) -> Result<(), Failure> {
        self.break_line()
    }

    /// Prints what came with an error, if anything did, and returns the failure.
    fn failed(&mut self, error: Error) -> Result<Failure, Failure> {
        self.break_line()?;
        if let Some(received) = error.received::<DynamicResponse>() {
            self.print_data(received)?;
            self.break_line()?;
        } else if matches!(self.format, EventFormat::Raw)
            && let Some(body) = error.raw_body()
        {
            self.out.write_all(body)?;
            self.out.write_all(b"\n")?;
            self.out.flush()?;
        }
        Ok(failure(error))
    }

    fn interrupted(
        &mut self,
        request: &DynamicRequest,
        stream: &DynamicEventStream,
        count: u64,
    ) -> Result<Failure, Failure> {
        self.break_line()?;
        let action = request.action();
        let id = Some(stream.request_id()).filter(|id| !id.is_empty()).unwrap_or("unknown");
        let count = pluralize(usize::try_from(count).unwrap_or(usize::MAX), "event");
        let when = format!("after {count} (request id {})", sanitize(id));
        Ok(interrupted_at(action.name(), action.effect(), &when))
    }
}
