//! Request of an action: a JSON text, and parameters on top of it.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal as _};
use std::path::Path as FilePath;

use ecm_client::dynamic::{Action, Api, DynamicRequest, RequestError};
use ecm_spec::model::{Scalar, Shape};
use zeroize::Zeroizing;

use super::ServiceApi;
use super::complete;
use super::input::{self, Input};
use super::ordered_json::OrderedJson;
use super::parameters::{GivenValue, ParameterError, Path, Place, RequestBuilder};
use crate::completion::completer;
use crate::paint::warning;
use crate::prompt;
use crate::source;
use crate::text::sanitize;
use crate::verdict::{CallFailure, Failure};

/// Arguments that say what is sent.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Request")]
pub(crate) struct RequestArgs {
    /// Request: a JSON object, a file with one, or `-` for standard input [default: no fields]
    #[arg(long, value_name = "FILE|JSON|-", value_hint = clap::ValueHint::FilePath)]
    pub(crate) json: Option<OsString>,
    /// Parameter, on top of `--json`; may be repeated
    #[arg(long, value_name = "PATH=VALUE", add = completer(complete::assignment))]
    pub(crate) set: Vec<String>,
}

impl RequestArgs {
    fn json(&self) -> Option<&OsStr> {
        self.json.as_deref()
    }

    fn has_json_on_stdin(&self) -> bool {
        self.json().is_some_and(|argument| argument == "-")
    }

    /// Returns the option that reads standard input, if any does.
    pub(super) fn stdin(&self) -> Option<String> {
        let on_stdin = |written: &&String| written.ends_with("=@-");
        let set = self.set.iter().find(on_stdin).map(|written| format!("`--set {written}`"));
        set.or_else(|| self.has_json_on_stdin().then(|| "`--json -`".to_owned()))
    }
}

/// Finds an action of a spec.
pub(super) fn action(service: &ServiceApi, name: &str) -> Result<Action, Failure> {
    let ServiceApi { api, spec } = service;
    api.action(name).ok_or_else(|| {
        let names = api.spec().actions.iter().map(|action| action.name.wire.as_str());
        let hint = match ecm_spec::closest(name, names) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("run `ecm explain {spec}` to list its actions"),
        };
        Failure::Usage(format!("`{spec}` has no action `{}`; {hint}", sanitize(name)))
    })
}

/// Reads the request of an action; `allow_unknown` is `None` where there is no such option.
pub(crate) fn request(
    service: &ServiceApi,
    name: &str,
    args: &RequestArgs,
    allow_unknown: Option<bool>,
) -> Result<DynamicRequest, Failure> {
    let api = &service.api;
    let may_allow = allow_unknown.is_some();
    let allow_unknown = allow_unknown.unwrap_or_default();
    let action = action(service, name)?.allow_unknown(allow_unknown);
    let input = args.json().map_or(Ok(Input::empty()), Input::read)?;
    let from = input.file.map(|path| format!(" in `{}`", path.display())).unwrap_or_default();
    let report = Report { action: action.name(), from, may_allow };
    let ids = api.spec().action(name);
    let (base, Some(ids)) = (OrderedJson::parse(&input.json), ids) else {
        return action
            .request(&input.json)
            .map_err(|error| report.failure(&[], Some(&error), None));
    };
    if input.is_inline
        && base
            .as_ref()
            .is_ok_and(|base| base.holds_secret(api.spec(), &Shape::Record(ids.request)))
    {
        warn_of_secret("`--json`", "name a file with `--json`, or `--json -`");
    }
    let base = match base {
        Ok(base @ OrderedJson::Object(_)) if !args.set.is_empty() => base,
        _ => {
            let read = action.request(&input.json);
            return read.map_err(|error| report.failure(&[], Some(&error), None));
        }
    };
    let builder = RequestBuilder::new(api.spec(), ids.request, base, allow_unknown);
    let (json, mistakes) = Assignments::new(api, args).apply(builder)?;
    let json = Zeroizing::new(serde_json::to_string(&json).map_err(io::Error::from)?);
    match action.request(&json) {
        Ok(request) if mistakes.is_empty() => Ok(request),
        Ok(request) => Err(report.failure(&mistakes, None, Some(&request))),
        Err(error) => Err(report.failure(&mistakes, Some(&error), None)),
    }
}

/// Reader of the values of `--set`, from wherever each comes.
struct Assignments<'a> {
    api: &'a Api,
    args: &'a RequestArgs,
    /// True once standard input has been read.
    stdin_is_read: bool,
    warned: BTreeSet<String>,
}

impl<'a> Assignments<'a> {
    fn new(api: &'a Api, args: &'a RequestArgs) -> Self {
        Self { api, args, stdin_is_read: args.has_json_on_stdin(), warned: BTreeSet::new() }
    }

    fn apply(
        mut self,
        mut builder: RequestBuilder<'_>,
    ) -> Result<(OrderedJson, Vec<ParameterError>), Failure> {
        for (index, written) in self.args.set.iter().enumerate() {
            let Some((path, value)) = written.split_once('=') else {
                let problem = "has no `=`; write `--set PATH=VALUE`".to_owned();
                builder
                    .report(ParameterError::new(format!("--set (number {})", index + 1), problem));
                continue;
            };
            let path = match Path::parse(path) {
                Ok(path) => path,
                Err(problem) => {
                    builder.report(ParameterError::new(format!("--set {path}"), problem));
                    continue;
                }
            };
            match builder.place(&path) {
                Ok(place) => {
                    let given = self.read(&path, place, value)?;
                    builder.set(&path, &given);
                }
                Err(mistake) => builder.fail(mistake),
            }
        }
        Ok(builder.finish())
    }

    /// Reads the value that is written behind `=`.
    fn read(&mut self, path: &Path, place: Place<'_>, value: &str) -> Result<GivenValue, Failure> {
        let bytes = match value.strip_prefix('@') {
            None => {
                self.warn(path, place, value);
                return Ok(GivenValue::text(value));
            }
            Some(text) if text.starts_with('@') => {
                self.warn(path, place, text);
                return Ok(GivenValue::text(text));
            }
            Some("-") if place.secret && io::stdin().is_terminal() => {
                return Ok(GivenValue::Text(prompt::hidden(&format!("{path}: "))?));
            }
            Some("-") if std::mem::replace(&mut self.stdin_is_read, true) => {
                return Err(Failure::Usage(format!(
                    "`--set {path}=@-` reads standard input, which something else reads as well; name a file for one \
                     of them. Nothing was sent"
                )));
            }
            Some("-") => input::read_stdin(&format!("the value of {path}"))?,
            Some("") => {
                return Err(Failure::Usage(format!(
                    "`--set {path}=@` names no file; a text that begins with `@` is written `@@`. Nothing was sent"
                )));
            }
            Some(file) => source::bytes(FilePath::new(file))?,
        };
        let bytes = Zeroizing::new(bytes);
        if place.shape.is_some_and(|shape| *shape.item() == Shape::Scalar(Scalar::Binary)) {
            return Ok(GivenValue::Content(bytes));
        }
        Ok(match std::str::from_utf8(&bytes) {
            Ok(text) => {
                // The line break at the end of a text file.
                let line = text.strip_suffix('\n').unwrap_or(text);
                GivenValue::text(line.strip_suffix('\r').unwrap_or(line))
            }
            Err(_) => GivenValue::NotText,
        })
    }

    /// Warns of a secret on the command line.
    fn warn(&mut self, path: &Path, place: Place<'_>, text: &str) {
        let is_secret = place.secret && !text.is_empty()
            || place.shape.is_some_and(|shape| {
                OrderedJson::parse(text).is_ok_and(|value| {
                    value.holds_secret(self.api.spec(), shape.item())
                        || value.holds_secret(self.api.spec(), shape)
                })
            });
        let path = path.to_string();
        if is_secret && self.warned.insert(path.clone()) {
            let way =
                format!("write `--set {path}=@-` to be asked for it, or `--set {path}=@FILE`");
            warn_of_secret(&path, &way);
        }
    }
}

fn warn_of_secret(what: &str, way: &str) {
    warning(&format!(
        "{what} holds a secret, and other users of this machine can read a command line; {way}"
    ));
}

/// Report of a request that does not match the spec, with a line for every mistake.
struct Report<'a> {
    action: &'a str,
    /// File of the request, in words.
    from: String,
    /// True if there is an option that sends unknown fields.
    may_allow: bool,
}

impl Report<'_> {
    /// Makes the failure; `built` is the request, if it can be read in spite of the mistakes.
    fn failure(
        &self,
        mistakes: &[ParameterError],
        error: Option<&RequestError>,
        built: Option<&DynamicRequest>,
    ) -> Failure {
        let mut message = format!(
            "{} was not sent: the request{} does not match the spec. Nothing was done; correct \
             the request and try again.",
            self.action, self.from
        );
        let mut line = |text: &str| message.push_str(&format!("\n{}", sanitize(text)));
        mistakes.iter().for_each(|one| line(&format!("{}: {}", one.path, one.problem)));
        let is_known = |path: &str| mistakes.iter().any(|one| one.path == path);
        if let Some(error) = error {
            let others = error.decode_errors().iter().filter(|one| !is_known(&one.path()));
            others.for_each(|one| line(&one.to_string()));
            if !error.violations().is_empty() {
                error.violations().to_string().lines().for_each(&mut line);
            }
        }
        if let Some(built) = built {
            let violations = built.validate().unwrap_or_else(|violations| violations);
            if !violations.is_empty() {
                violations.to_string().lines().for_each(line);
            }
        }
        let unknown = match error.is_some_and(RequestError::has_unknown_field) {
            true => Some("fields"),
            false => mistakes.iter().any(|one| one.is_unknown).then_some("values"),
        };
        if let Some(unknown) = unknown.filter(|_| self.may_allow) {
            message.push_str(&format!(
                "\nif the service is newer than the spec, `--allow-unknown` sends unknown {unknown} as well"
            ));
        }
        Failure::Call { kind: CallFailure::Invalid, message }
    }
}
