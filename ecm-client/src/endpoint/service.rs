//! From a request to its answer, without the network: authenticate, find the action, check, answer.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use ecm_spec::model::{Action, Region, Spec};
use http::{HeaderMap, Method, Uri};
use serde_json::{Map, Value, json};

use super::auth::{self, Account, Signed};
use super::ids::Ids;
use super::recorded::{Recorded, Recorder};
use super::{answer, body, check};
use crate::Severity;

/// How many broken rules an answer names; a large body can break millions.
const NAMED: usize = 100;

/// Tells the time.
pub(super) type Now = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) code: String,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}

/// What the user of the endpoint wants answered in place of what it would make up.
pub(super) enum Scripted {
    Answer(Map<String, Value>),
    Failure(Refusal),
}

/// Everything that the endpoint knows.
pub(super) struct Service {
    pub(super) specs: Vec<Spec>,
    pub(super) accounts: Vec<Account>,
    pub(super) now: Now,
    pub(super) ids: Ids,
    pub(super) scripted: BTreeMap<String, Scripted>,
    pub(super) recorder: Recorder,
}

/// A request as it came in.
pub(super) struct Incoming<'r> {
    pub(super) method: &'r Method,
    pub(super) uri: &'r Uri,
    pub(super) headers: &'r HeaderMap,
    /// The body, or why it could not be received.
    pub(super) body: Result<&'r [u8], Refusal>,
}

impl Incoming<'_> {
    /// The text of a header; empty where it is missing or is not text.
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Service {
    /// The whole answer: the envelope with a request id, in success and in failure.
    pub(super) fn respond(&self, request: &Incoming<'_>) -> Value {
        let request_id = self.ids.request();
        let mut sent = Value::Null;
        let outcome = self.run(request, &mut sent);
        self.record(request, sent, &request_id, outcome.as_ref().err());
        let mut inside = outcome.unwrap_or_else(|refusal| {
            let error = json!({ "Code": refusal.code, "Message": refusal.message });
            Map::from_iter([("Error".to_owned(), error)])
        });
        inside.entry("RequestId").or_insert_with(|| request_id.into());
        json!({ "Response": inside })
    }

    /// The checks in the order in which the service makes them, as far as that can be seen.
    fn run(&self, request: &Incoming<'_>, sent: &mut Value) -> Result<Map<String, Value>, Refusal> {
        let bytes = well_formed(request)?;
        let signed = Signed {
            method: request.method.as_str(),
            query: request.uri.query().unwrap_or_default(),
            headers: request.headers,
            body: bytes,
        };
        let service = auth::verify(&signed, &self.accounts, self.seconds())?;
        let (spec, action) = self.route(service, request)?;
        if action.region == Region::Required && request.header("x-tc-region").is_empty() {
            return Err(Refusal::new("MissingParameter", "X-TC-Region must be given."));
        }
        *sent = body::read(bytes).map_err(|place| {
            Refusal::new("InvalidParameter", format!("The body cannot be read: {place}."))
        })?;
        judge(&check::check_action(spec, action, sent))?;
        match self.scripted.get(&action.name.wire) {
            Some(Scripted::Answer(inside)) => Ok(inside.clone()),
            Some(Scripted::Failure(refusal)) => Err(refusal.clone()),
            None => Ok(answer::made_up(spec, action, sent, &self.ids)),
        }
    }

    /// The action that the scope's service and the two headers name.
    fn route<'s>(
        &'s self,
        service: &str,
        request: &Incoming<'_>,
    ) -> Result<(&'s Spec, &'s Action), Refusal> {
        let (name, version) = (request.header("x-tc-action"), request.header("x-tc-version"));
        for (header, value) in [("X-TC-Action", name), ("X-TC-Version", version)] {
            if value.is_empty() {
                return Err(Refusal::new("MissingParameter", format!("{header} must be given.")));
            }
        }
        let of_service = || self.specs.iter().filter(|spec| spec.service == service);
        let mut of_version = of_service().filter(|spec| spec.version == version).peekable();
        if of_service().next().is_none() {
            let message = "The service of the credential scope is not served here.";
            return Err(Refusal::new("NoSuchProduct", message));
        }
        if of_version.peek().is_none() {
            let message = "The service does not have the version of X-TC-Version.";
            return Err(Refusal::new("NoSuchVersion", message));
        }
        let named = |spec: &'s Spec| {
            spec.actions.iter().find(|action| action.name.wire == name).map(|found| (spec, found))
        };
        of_version.find_map(named).ok_or_else(|| {
            Refusal::new("InvalidAction", "The service does not have the action of X-TC-Action.")
        })
    }

    /// Now, in seconds since 1970.
    fn seconds(&self) -> i64 {
        let seconds = match (self.now)().duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()),
            Err(before) => i64::try_from(before.duration().as_secs()).map(|seconds| -seconds),
        };
        seconds.unwrap_or(i64::MAX)
    }

    fn record(
        &self,
        request: &Incoming<'_>,
        body: Value,
        request_id: &str,
        refusal: Option<&Refusal>,
    ) {
        let region = request.header("x-tc-region");
        // A body that was not read is not kept either.
        let bytes =
            if body.is_null() { 0 } else { request.body.as_ref().map_or(0, |body| body.len()) };
        let recorded = Recorded {
            action: request.header("x-tc-action").to_owned(),
            version: request.header("x-tc-version").to_owned(),
            region: (!region.is_empty()).then(|| region.to_owned()),
            body,
            request_id: request_id.to_owned(),
            error: refusal.map(|refusal| refusal.code.clone()),
        };
        self.recorder.push(bytes, recorded);
    }
}

/// A POST of JSON to `/`, small enough: gives the body.
fn well_formed<'r>(request: &Incoming<'r>) -> Result<&'r [u8], Refusal> {
    if request.method != Method::POST {
        return Err(Refusal::new("UnsupportedProtocol", "Requests are sent by POST."));
    }
    if request.uri.path() != "/" {
        return Err(Refusal::new("InvalidRequest", "Requests are sent to the path `/`."));
    }
    let content_type = request.header("content-type").to_ascii_lowercase();
    let mut parts = content_type.split(';').map(str::trim);
    let json = parts.next() == Some("application/json");
    if !json || parts.any(|part| part != "charset=utf-8") {
        return Err(Refusal::new(
            "InvalidRequest",
            "The content type must be application/json, in UTF-8.",
        ));
    }
    request.body.clone()
}

/// The answer to broken rules: the code of the first, the text of all that refuse, up to a limit.
fn judge(findings: &[check::Finding]) -> Result<(), Refusal> {
    let errors: Vec<_> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let Some(first) = errors.first() else { return Ok(()) };
    let mut message =
        errors.iter().take(NAMED).map(ToString::to_string).collect::<Vec<_>>().join("; ");
    if let Some(more) = errors.len().checked_sub(NAMED).filter(|more| *more > 0) {
        message.push_str(&format!("; and {more} more"));
    }
    Err(Refusal::new(first.code.clone(), message))
}
