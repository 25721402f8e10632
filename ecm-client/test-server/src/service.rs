//! Turns a request into its response, without the network.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use ecm_spec::model::{Action, Body, Effect, Events, RawBody, Region, Severity, Spec};
use serde_json::{Map, Value, json};

use super::anomaly::Anomalies;
use super::auth::{self, AcceptedCredentials};
use super::clock::{self, ServerClock};
use super::events::{OutgoingStream, ServedEvents};
use super::fault::{Fault, FaultPlan, SelectedFault};
use super::ids::IdGenerator;
use super::ledger::{Commit, LedgerState};
use super::rate::RateWindows;
use super::raw_body::wrong_content_type;
use super::rejection::Rejection;
use super::request::{IncomingRequest, Parameters, ParsedRequest};
use super::request_log::RecordedRequest;
use super::state::{ActionCall, SimulatedState};
use super::wire::ServedResponse;
use super::{body, check, sample};

/// Broken rules that a response names at most; a large body can break millions.
const MAX_NAMED: usize = 100;

/// Value of `Authorization` for actions that need no signature.
const UNSIGNED: &str = "SKIP";

pub(super) type RequestObserver = Arc<dyn Fn(&RecordedRequest) + Send + Sync>;

/// Fields or rejection that a test has set in place of a sample response.
pub(super) type ScriptedResponse = Result<Map<String, Value>, Rejection>;

/// Spec that is served, with the state that its simulation keeps.
pub(super) struct ServedSpec {
    pub(super) spec: Spec,
    pub(super) state: Option<SimulatedState>,
}

/// State and settings that all connections share.
pub(super) struct Service {
    pub(super) served: Vec<ServedSpec>,
    pub(super) credentials: RwLock<Vec<AcceptedCredentials>>,
    pub(super) clock: ServerClock,
    pub(super) anomalies: RwLock<Anomalies>,
    pub(super) ids: IdGenerator,
    pub(super) scripted: BTreeMap<String, ScriptedResponse>,
    /// Streams that a test has set in place of sample events.
    pub(super) scripted_events: BTreeMap<String, ServedEvents>,
    /// Requests of the last second; `None` where limits are not enforced.
    pub(super) rates: Option<RateWindows>,
    /// Percentage of the limit that is admitted beyond it.
    pub(super) rate_slack: u32,
    pub(super) faults: FaultPlan,
    pub(super) ledger: LedgerState,
    pub(super) observer: Option<RequestObserver>,
}

pub(super) struct OutgoingResponse {
    pub(super) body: OutgoingBody,
    /// Time of the server for `Date`, the one that judges: a client corrects its clock by it.
    pub(super) date: Option<String>,
}

pub(super) enum OutgoingBody {
    Whole(ServedResponse),
    Events(OutgoingStream),
}

/// Answer to a request that was carried out.
enum Answer {
    /// Fields inside `Response`.
    Fields(Map<String, Value>),
    Events(OutgoingStream),
}

impl Service {
    /// Decides the response to a request, by a fault if there is one; all have a request id.
    pub(super) fn respond(
        &self,
        request: &IncomingRequest<'_>,
        selected: Option<&SelectedFault>,
    ) -> OutgoingResponse {
        let request_id = self.ids.request();
        let mut sent = Value::Null;
        let fault = selected.map(|selected| &selected.fault);
        let limit = match fault {
            Some(Fault::CreateAtMost(limit)) => Some(*limit),
            _ => None,
        };
        let mut outcome = if selected.is_none_or(|selected| selected.execute) {
            let outcome = self.execute(request, &request_id, &mut sent, limit);
            if fault == Some(&Fault::Replay) {
                let request_id = self.ids.request();
                let replayed = self.execute(request, &request_id, &mut sent, None);
                self.record(request, sent.clone(), &request_id, replayed.as_ref().err(), selected);
            }
            outcome
        } else {
            sent = self.readable_part(request);
            Err(Rejection::new("InternalError", "A fault rule of the test server applies."))
        };
        if let Some(SelectedFault { fault: Fault::Error { code, message }, .. }) = selected {
            outcome = Err(Rejection::new(code, message));
        }
        self.record(request, sent, &request_id, outcome.as_ref().err(), selected);
        let body = match (selected, outcome) {
            (Some(SelectedFault { fault: Fault::Response(response), .. }), _) => {
                OutgoingBody::Whole(response.clone())
            }
            (_, Ok(Answer::Events(stream))) => OutgoingBody::Events(stream),
            (_, Ok(Answer::Fields(fields))) => json_body(fields, request_id),
            (_, Err(rejection)) => json_body(rejection.to_fields(), request_id),
        };
        OutgoingResponse { body, date: self.http_date() }
    }

    /// Returns the body of a request that is not carried out, for the ledger.
    fn readable_part(&self, request: &IncomingRequest<'_>) -> Value {
        let read = match self.raw_body(request) {
            Some(raw) => request.raw_parts(raw).and_then(|parts| parts.fields()).ok(),
            None => request.body.as_ref().ok().and_then(|body| body::read(body).ok()),
        };
        read.unwrap_or_default()
    }

    /// Returns the raw body that the action of a request has.
    fn raw_body(&self, request: &IncomingRequest<'_>) -> Option<&RawBody> {
        let (name, version) = (request.header("x-tc-action"), request.header("x-tc-version"));
        let mut served = self.served.iter().filter(|served| served.spec.version == version);
        served.find_map(|served| served.spec.action(name)?.raw_body())
    }

    /// Makes the checks in the order of the service, as far as that can be seen from outside.
    fn execute(
        &self,
        request: &IncomingRequest<'_>,
        request_id: &str,
        sent: &mut Value,
        limit: Option<usize>,
    ) -> Result<Answer, Rejection> {
        let anomalies = self.anomalies();
        let parsed = request.parse(self.raw_body(request))?;
        let unsigned = request.header("authorization") == UNSIGNED;
        let service = if unsigned {
            None
        } else {
            let credentials = self.credentials.read().unwrap_or_else(PoisonError::into_inner);
            let tolerance = anomalies.signature_validity.as_secs();
            let time = auth::ServerTime { now: self.seconds(), tolerance };
            auth::verify(request, &parsed, &credentials, time)?
        };
        let (ServedSpec { spec, state }, action) = self.route(service, &parsed)?;
        if unsigned && !action.unsigned {
            let message = "The action must be signed.";
            return Err(Rejection::new("AuthFailure.InvalidAuthorization", message));
        }
        if action.region == Region::Required && parsed.region.is_empty() {
            return Err(Rejection::new("MissingParameter", "X-TC-Region must be given."));
        }
        self.check_rate_limit(spec, action)?;
        check_body(action, &parsed)?;
        *sent = parsed.json(spec, action.request)?;
        reject_broken_rules(&check::check_action(spec, action, sent))?;
        let fields = match self.scripted.get(&action.name.wire) {
            Some(scripted) => scripted.clone()?,
            None => {
                let mut fields = sample::sample_response(spec, action, sent, &self.ids);
                if let Some(limit) = limit {
                    sample::keep_generated_ids(spec, action.response, &mut fields, limit);
                }
                if let Some(state) = state {
                    let call = ActionCall {
                        spec,
                        action,
                        body: sent,
                        now: self.clock.state_time(),
                        anomalies,
                    };
                    state.run(&call, &mut fields)?;
                }
                fields
            }
        };
        if action.effect == Effect::Create {
            self.ledger.commit(Commit {
                action: action.name.wire.clone(),
                request_id: request_id.to_owned(),
                connection: request.connection,
                ids: sample::generated_ids(spec, action.response, &fields),
                body: sent.clone(),
            });
        }
        Ok(match action.events.as_ref().filter(|events| are_chosen(events, sent)) {
            Some(events) => self.events(spec, action, events, fields, request_id),
            None => Answer::Fields(fields),
        })
    }

    /// Returns the events of an action whose response has these fields.
    fn events(
        &self,
        spec: &Spec,
        action: &Action,
        events: &Events,
        fields: Map<String, Value>,
        request_id: &str,
    ) -> Answer {
        let name = &action.name.wire;
        let served = match self.scripted_events.get(name) {
            Some(scripted) => scripted.clone(),
            None if self.scripted.contains_key(name) => return Answer::Fields(fields),
            None => {
                let records = sample::sample_events(spec, action, events.event, &fields);
                ServedEvents::new(records.into_iter().map(Value::Object))
            }
        };
        Answer::Events(OutgoingStream {
            action: name.clone(),
            request_id: request_id.to_owned(),
            events: served,
            end_mark: events.end.clone(),
        })
    }

    /// Finds the requested action, within the service that the signature names if it names one.
    fn route<'s>(
        &'s self,
        service: Option<&str>,
        parsed: &ParsedRequest<'_>,
    ) -> Result<(&'s ServedSpec, &'s Action), Rejection> {
        let (name, version) = (parsed.action.as_ref(), parsed.version.as_ref());
        for (header, value) in [("X-TC-Action", name), ("X-TC-Version", version)] {
            if value.is_empty() {
                return Err(Rejection::new("MissingParameter", format!("{header} must be given.")));
            }
        }
        let of_service = || {
            let of_it =
                |served: &&ServedSpec| service.is_none_or(|name| served.spec.service == name);
            self.served.iter().filter(of_it)
        };
        let mut of_version =
            of_service().filter(|served| served.spec.version == version).peekable();
        if of_service().next().is_none() {
            let message = "The service of the credential scope is not served here.";
            return Err(Rejection::new("NoSuchProduct", message));
        }
        if of_version.peek().is_none() {
            let message = "The service does not have the version of X-TC-Version.";
            return Err(Rejection::new("NoSuchVersion", message));
        }
        let named = |served: &'s ServedSpec| Some((served, served.spec.action(name)?));
        of_version.find_map(named).ok_or_else(|| {
            Rejection::new("InvalidAction", "The service does not have the action of X-TC-Action.")
        })
    }

    fn check_rate_limit(&self, spec: &Spec, action: &Action) -> Result<(), Rejection> {
        let (Some(rates), Some(limit)) = (&self.rates, &action.rate_limit) else { return Ok(()) };
        let slack = u64::from(limit.per_second) * u64::from(self.rate_slack) / 100;
        let slack = u32::try_from(slack).unwrap_or(u32::MAX);
        let admitted = limit.per_second.saturating_add(slack);
        if rates.admits(&spec.service, &action.name.wire, admitted, self.clock.state_time()) {
            return Ok(());
        }
        let code = limit.server_error.as_deref().unwrap_or("RequestLimitExceeded");
        let message = format!("More than {admitted} requests in one second.");
        Err(Rejection::new(code, message))
    }

    /// Returns the time in seconds since 1970.
    fn seconds(&self) -> i64 {
        let seconds = match self.clock.now().duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()),
            Err(before) => i64::try_from(before.duration().as_secs()).map(|seconds| -seconds),
        };
        seconds.unwrap_or(i64::MAX)
    }

    fn anomalies(&self) -> Anomalies {
        *self.anomalies.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn http_date(&self) -> Option<String> {
        let now = clock::moved(self.clock.now(), self.anomalies().date_offset)?;
        // Others have no text of four digits for the year.
        clock::text_of(now).map(|_| httpdate::fmt_http_date(now))
    }

    fn record(
        &self,
        request: &IncomingRequest<'_>,
        body: Value,
        request_id: &str,
        rejection: Option<&Rejection>,
        selected: Option<&SelectedFault>,
    ) {
        let region = request.common("x-tc-region", "Region").into_owned();
        // A body that was not read does not count.
        let bytes =
            if body.is_null() { 0 } else { request.body.as_ref().map_or(0, |body| body.len()) };
        let raw = self.raw_body(request).filter(|_| !body.is_null());
        let raw = raw.and_then(|_| request.body.as_ref().ok());
        let recorded = RecordedRequest {
            raw_body: raw.map(|bytes| Bytes::copy_from_slice(bytes)),
            action: request.action().into_owned(),
            version: request.common("x-tc-version", "Version").into_owned(),
            region: (!region.is_empty()).then_some(region),
            body,
            request_id: request_id.to_owned(),
            error: rejection.map(|rejection| rejection.code.clone()),
            connection: request.connection,
            fault: selected.map(|selected| selected.fault.clone()),
        };
        if let Some(observer) = &self.observer {
            observer(&recorded);
        }
        self.ledger.record(bytes, recorded);
    }
}

/// Rejects a body of another kind than the action takes.
fn check_body(action: &Action, parsed: &ParsedRequest<'_>) -> Result<(), Rejection> {
    match (&action.body, &parsed.parameters) {
        (None, _) | (Some(Body::Raw(_)), Parameters::Raw(_)) => Ok(()),
        (Some(Body::Raw(raw)), _) => Err(wrong_content_type(raw)),
        (Some(Body::Unsupported { media_type }), _) => {
            let message = format!("The spec does not say how a body of {media_type} travels.");
            Err(Rejection::new("UnsupportedOperation", message))
        }
    }
}

fn json_body(mut fields: Map<String, Value>, request_id: String) -> OutgoingBody {
    fields.entry("RequestId").or_insert_with(|| request_id.into());
    OutgoingBody::Whole(ServedResponse::json(json!({ "Response": fields }).to_string()))
}

/// Returns true if the request is answered with events.
fn are_chosen(events: &Events, request: &Value) -> bool {
    let chosen = |field: &String| request.get(field).is_some_and(check::is_true);
    events.when.as_ref().is_none_or(chosen)
}

/// Rejects broken rules with the code of the first and the text of all, up to a limit.
fn reject_broken_rules(findings: &[check::Finding]) -> Result<(), Rejection> {
    let errors: Vec<_> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let Some(first) = errors.first() else { return Ok(()) };
    let mut message =
        errors.iter().take(MAX_NAMED).map(ToString::to_string).collect::<Vec<_>>().join("; ");
    if let Some(more) = errors.len().checked_sub(MAX_NAMED).filter(|more| *more > 0) {
        message.push_str(&format!("; and {more} more"));
    }
    Err(Rejection::new(first.code.clone(), message))
}
