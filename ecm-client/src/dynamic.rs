//! Calls of actions that are known at run time only, by their spec.
//!
//! A program that is compiled with generated requests needs none of this; it is for tools that take
//! spec, action and request from their user. A request made here is checked, signed, sent and
//! retried by the same code, with the same outcomes, as a generated one.
//!
//! ```no_run
//! # async fn example(spec: &str, client: ecm_client::Client) -> Result<(), Box<dyn std::error::Error>> {
//! use ecm_client::dynamic::Api;
//!
//! let api = Api::read(spec)?;
//! let action = api.action("DescribeInstances").ok_or("there is no such action")?;
//! let request = action.request(r#"{"Limit": 10}"#)?;
//! let answer = client.send_dynamic(&request).await?;
//! println!("{}", answer.json());
//! # Ok(())
//! # }
//! ```

mod collector;
mod event_stream;
mod intern;
mod object;
mod paginator;
mod request_error;
mod rules;
mod steering;
mod tables;
mod waiter;

use std::fmt;
use std::ops::Range;

use bytes::Bytes;
use ecm_spec::{Problems, Spec};
use zeroize::Zeroizing;

use crate::client::Receive;
use crate::event_stream::StreamSlot;
use crate::request_body::BodySource;
use crate::rt::{self, ActionTable, PaginationTable, Record};
use crate::{
    Client, Effect, Error, ExtraField, PreparedRequest, RequestBody, Violations, envelope,
};
use collector::Collector;
pub use event_stream::DynamicEventStream;
use object::{Kind, Object};
pub use paginator::DynamicPaginator;
pub use request_error::RequestError;
use tables::Tables;
pub use waiter::DynamicWaiter;

/// API whose spec is read at run time.
///
/// The tables that are made of the spec live as long as the program, as generated ones do: make one
/// `Api` for each spec, not one for each call.
#[derive(Clone, Copy)]
pub struct Api(&'static Tables);

impl Api {
    /// Makes the tables of a spec, which stay in memory until the program ends.
    #[must_use]
    pub fn new(spec: Spec) -> Self {
        Self(Tables::leak(spec))
    }

    /// Reads a spec from JSON text.
    ///
    /// # Errors
    ///
    /// Every problem of the spec, if it has any.
    pub fn read(text: &str) -> Result<Self, Problems> {
        ecm_spec::read(text).map(Self::new)
    }

    /// Returns the spec.
    pub fn spec(&self) -> &'static Spec {
        self.0.spec
    }

    /// Returns the action of this name, as in `RunInstances`; `None` if the spec has none.
    #[must_use]
    pub fn action(&self, name: &str) -> Option<Action> {
        let index = self.0.spec.actions.iter().position(|action| action.name.wire == name)?;
        let (action, table) = (self.0.spec.actions.get(index)?, self.0.actions.get(index)?);
        let kind = |id| Kind::new(self.0, id);
        Some(Action {
            table,
            request: kind(action.request),
            response: kind(action.response),
            event: kind(action.events.as_ref().map_or(action.response, |events| events.event)),
            pagination: self.0.paginations.get(index)?.as_ref(),
            allow_unknown: false,
        })
    }
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Spec { service, version, revision, .. } = self.0.spec;
        f.debug_tuple("Api").field(service).field(version).field(revision).finish()
    }
}

/// Action of a spec.
#[derive(Clone, Copy)]
pub struct Action {
    table: &'static ActionTable,
    request: Kind,
    response: Kind,
    /// Type of its events, where it answers with any.
    event: Kind,
    pagination: Option<&'static PaginationTable>,
    allow_unknown: bool,
}

impl Action {
    /// Returns its name.
    pub fn name(&self) -> &'static str {
        self.table.name
    }

    /// Returns the effect of sending it twice.
    pub fn effect(&self) -> Effect {
        self.table.effect
    }

    /// Returns the action with requests that may have fields that the spec does not know, because the
    /// service is newer.
    ///
    /// Such fields, at any depth, are treated as those of
    /// [`Request::extra`](crate::Request::extra): they go along as written, a warning names each,
    /// they are shown as `[redacted]`, and a name that differs from that of a field only in case is
    /// refused.
    #[must_use]
    pub fn allow_unknown(self, allow: bool) -> Self {
        Self { allow_unknown: allow, ..self }
    }

    /// Reads a request of the action from the JSON text that is to be sent.
    ///
    /// Keys that stand twice are refused, and so are unknown ones unless they are
    /// [allowed](Action::allow_unknown); rules are not checked. Where requests are sent as JSON, the
    /// text is sent unchanged, without white space around it.
    ///
    /// # Errors
    ///
    /// If the text is no JSON object, or a value does not fit its field: all such mistakes at once, and
    /// the rules that are broken beside them.
    pub fn request(&self, json: &str) -> Result<DynamicRequest, RequestError> {
        let json = json.strip_prefix('\u{feff}').unwrap_or(json).trim();
        let record = self.read(json)?;
        let json = Zeroizing::new(json.to_owned());
        Ok(DynamicRequest { action: *self, record, json, body: None })
    }
}

impl Action {
    fn read(&self, json: &str) -> Result<Object, RequestError> {
        if self.allow_unknown
            && let Some((record, errors)) = Collector::read(self.request, json, true)
        {
            return match errors.is_empty() {
                true => Ok(record),
                false => Err(RequestError::new(self, errors, &record)),
            };
        }
        let mut record = Object::new(self.request);
        rt::read_request(json, &mut record).map_err(|first| RequestError::of(self, json, first))?;
        Ok(record)
    }
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Action").field(&self.table.name).finish()
    }
}

/// Request of an action that is known at run time only.
#[derive(Clone)]
pub struct DynamicRequest {
    action: Action,
    record: Object,
    json: Zeroizing<String>,
    body: Option<RequestBody>,
}

impl DynamicRequest {
    /// Adds the body of an action whose spec says that it travels raw; the fields are then headers.
    ///
    /// A call of such an action without a body, and of any other with one, fails without being sent.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<RequestBody>) -> Self {
        self.body = Some(body.into());
        self
    }

    fn source(&self) -> BodySource<'_> {
        self.body.as_ref().map_or(BodySource::Json(&self.json), BodySource::Raw)
    }

    /// Returns the action.
    pub fn action(&self) -> Action {
        self.action
    }

    /// Returns the text that it was read from, secrets included.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Checks every rule of the spec and reports all broken ones at once.
    ///
    /// Rules of severity [`Severity::Warn`](crate::Severity::Warn) do not make it fail; it returns
    /// those that are broken. Nothing is sent.
    ///
    /// # Errors
    ///
    /// If a rule of severity [`Severity::Error`](crate::Severity::Error) is broken; the warnings
    /// are in the report as well.
    pub fn validate(&self) -> Result<Violations, Violations> {
        rt::validate(&self.record).with_source(self.action.table.api).judged()
    }
}

impl fmt::Debug for DynamicRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.record.fmt(f)
    }
}

/// Response of an action that is known at run time only, or the data of an event of one.
#[derive(Clone)]
pub struct DynamicResponse {
    record: Object,
    json: String,
}

impl DynamicResponse {
    /// Returns the object `Response`, or the data of an event, as the service wrote it, secrets
    /// included.
    ///
    /// It has `RequestId`, and fields that the spec does not know. Bytes that are no UTF-8 are
    /// replaced; [`Response::raw_body`](crate::Response::raw_body) has them.
    pub fn json(&self) -> &str {
        &self.json
    }
}

impl crate::Response<DynamicResponse> {
    /// Returns the fields of the answer that the spec does not know; see
    /// [`Response::extra`](crate::Response::extra).
    pub fn extra(&self) -> Vec<ExtraField> {
        envelope::extra_fields(self.raw_body(), &mut self.record.blank())
    }
}

impl fmt::Debug for DynamicResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.record.fmt(f)
    }
}

/// Receiver of a response whose type is known at run time only, or of a first event.
struct Receiver {
    kind: Kind,
    response: DynamicResponse,
    /// Place for a stream, where one is asked for.
    slot: Option<StreamSlot>,
}

impl Receiver {
    fn new(kind: Kind) -> Self {
        let response = DynamicResponse { record: Object::new(kind), json: String::new() };
        Self { kind, response, slot: None }
    }
}

impl Receive for Receiver {
    fn reset(&mut self) -> &mut dyn Record {
        self.response.record = Object::new(self.kind);
        &mut self.response.record
    }

    fn keep(&mut self, body: &Bytes, response: Range<usize>) {
        let text = String::from_utf8_lossy(body.get(response).unwrap_or_default());
        self.response.json = text.into_owned();
    }

    fn stream(&self) -> Option<&StreamSlot> {
        self.slot.as_ref()
    }
}

impl Client {
    /// Sends a request of an action known at run time, as [`Client::send`] sends a generated one.
    ///
    /// # Errors
    ///
    /// As with [`Client::send`].
    pub async fn send_dynamic(
        &self,
        request: &DynamicRequest,
    ) -> Result<crate::Response<DynamicResponse>, Error> {
        let DynamicRequest { action: Action { table, response: kind, .. }, record, .. } = request;
        let mut receiver = Receiver::new(*kind);
        let metadata = self.call(table, record, request.source(), &mut receiver).await?;
        self.complete(table, receiver.response, metadata)
    }

    /// Checks and signs a request as [`Client::send_dynamic`] does, without sending it.
    ///
    /// # Errors
    ///
    /// If it would not be sent.
    pub async fn prepare_dynamic(
        &self,
        request: &DynamicRequest,
    ) -> Result<PreparedRequest, Error> {
        self.prepare_record(request.action.table, &request.record, request.source()).await
    }
}

#[cfg(test)]
mod tests;
