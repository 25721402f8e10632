//! From a request to the bytes and headers that are sent: encoded once, signed for every attempt.

use std::pin::pin;
use std::sync::Arc;

use bytes::Bytes;

use super::Client;
use super::route::Route;
use crate::clock::Deadline;
use crate::error::{Cause, Error};
use crate::prepared::wiped;
use crate::rt::{self, ActionTable, Check, Record, Walked};
use crate::sign::{Parameters, Signer, SigningTime, v1};
use crate::{SendProgress, SignedRequest, ValidationMode, Violations};

/// What all attempts of a call have in common.
pub(super) struct Message {
    pub(super) route: Arc<Route>,
    pub(super) content: Content,
    pub(super) warnings: Violations,
}

/// The fields of a request, encoded.
pub(super) enum Content {
    /// The whole body.
    Json(Bytes),
    /// Part of a query or of a form.
    Parameters(Parameters),
}

/// What only holds for one attempt.
pub(super) struct Moment {
    pub(super) time: SigningTime,
    /// Only version 1 signatures have one.
    pub(super) nonce: Option<u64>,
}

/// A request that can be sent.
pub(super) struct Signed {
    pub(super) request: SignedRequest,
    /// What a version 1 signature was made of.
    pub(super) parameters: Option<v1::StringToSign>,
}

impl Client {
    /// Checks and encodes. `json` is the request as JSON text, where it is to be sent as it is.
    pub(super) fn encode(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        json: Option<&str>,
    ) -> Result<Message, Error> {
        let unsendable = |problem| Error::new(action, Cause::Unsendable(problem));
        let check = self.what_to_check();
        let Encoded { content, size, walked } = match (self.shared.form.is_json(), json) {
            (true, Some(json)) => as_it_is(json),
            (true, None) => as_json(request, check),
            (false, _) => as_parameters(request, check),
        };
        let warnings = match (check, walked.is_valid) {
            (Check::Nothing, _) => Violations::default(),
            (Check::Rules, true) => Violations::default().of(action),
            (Check::Rules, false) => self.violations(action, request)?,
        };
        if !walked.is_finite {
            let problem = "a number in it is not finite, which what is sent cannot express";
            return Err(unsendable(problem.to_owned()));
        }
        let room = self.shared.form.room();
        if size > room.limit {
            return Err(Error::new(action, Cause::TooLarge { size, room }));
        }
        let route = self.route(action).map_err(unsendable)?;
        Ok(Message { route, content, warnings })
    }

    /// Who signs; nobody where the action is sent without a signature.
    pub(super) async fn signer(
        &self,
        action: &'static ActionTable,
        deadline: &Deadline<'_>,
    ) -> Result<Option<Arc<Signer>>, Error> {
        if action.unsigned {
            return Ok(None);
        }
        if let Some(signer) = self.shared.identity.at_hand() {
            return Ok(Some(Arc::clone(signer)));
        }
        let late = Cause::Late { waiting_for: "credentials" };
        let signer = pin!(self.shared.identity.signer());
        let signer = deadline.limit(signer).await;
        let signer = signer.ok_or_else(|| Error::new(action, late))?;
        signer.map(Some).map_err(|problem| Error::new(action, Cause::Credentials(problem)))
    }

    /// The time now, corrected by what is known of the clock.
    pub(super) fn moment(&self, action: &'static ActionTable) -> Result<Moment, Error> {
        let now = self.shared.clock.now();
        // A correction that leads to no time that can be signed was learnt from a wrong date; only a
        // request that is sent can be answered with a right one.
        let time = SigningTime::try_from(self.shared.skew.corrected(now))
            .or_else(|_| SigningTime::try_from(now))
            .map_err(|error| Error::new(action, Cause::Unsendable(error.to_string())))?;
        let nonce = self.shared.form.signature.version_1().map(|_| self.shared.nonce.next());
        Ok(Moment { time, nonce })
    }

    /// Signs, dated with the moment. Only actions that are sent without a signature have no signer.
    pub(super) fn sign(
        &self,
        action: &'static ActionTable,
        message: &Message,
        signer: Option<&Signer>,
        moment: &Moment,
    ) -> Result<Signed, Error> {
        // Made first and completed where it is: it is large, and each function that gave back a part of it
        // would move that part.
        let mut request = SignedRequest {
            method: self.shared.form.http_method(),
            target: message.route.address.root().clone(),
            headers: message.route.headers.clone(),
            body: Bytes::new(),
            effect: action.effect,
            max_response_size: self.shared.max_response_size,
            mark: SendProgress::default(),
        };
        let mut parameters = None;
        let signed = match (self.shared.form.signature.version_1(), signer) {
            (None, _) => self.sign_headers(action, message, signer, moment, &mut request),
            (Some(algorithm), Some(signer)) => {
                let by = (signer, algorithm);
                let signed = self.sign_parameters(action, message, by, moment, &mut request);
                signed.map(|text| parameters = Some(text))
            }
            (Some(_), None) => {
                Err("version 1 has no way to send a request without a signature".to_owned())
            }
        };
        signed.map_err(|problem| Error::new(action, Cause::Unsendable(problem)))?;
        let room = self.shared.form.room();
        let size = request.target.query().map_or(request.body.len(), str::len);
        if size > room.limit {
            return Err(Error::new(action, Cause::TooLarge { size, room }));
        }
        Ok(Signed { request, parameters })
    }

    fn what_to_check(&self) -> Check {
        match self.validation_mode {
            ValidationMode::Off => Check::Nothing,
            ValidationMode::Strict | ValidationMode::Warn => Check::Rules,
        }
    }

    /// What the rules of the spec have against a request that may break some; an error where that
    /// keeps it from being sent.
    #[cold]
    fn violations(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
    ) -> Result<Violations, Error> {
        let violations = rt::validate(request).of(action);
        match self.validation_mode == ValidationMode::Strict && violations.has_errors() {
            true => Err(Error::new(action, Cause::Invalid(violations))),
            false => Ok(violations),
        }
    }
}

/// A request encoded.
struct Encoded {
    content: Content,
    /// How many bytes it has at least when it is sent.
    size: usize,
    walked: Walked,
}

fn as_json(request: &dyn Record, check: Check) -> Encoded {
    let mut body = Vec::with_capacity(rt::USUAL);
    let walked = rt::write_checked(request, &mut body, check);
    Encoded { size: body.len(), content: Content::Json(wiped(body)), walked }
}

/// Text that was written before; only the rules are still to be looked at.
// Not inline, as the next one: few calls go this way, and the others would keep room for it.
#[inline(never)]
fn as_it_is(json: &str) -> Encoded {
    let walked = Walked { is_finite: true, is_valid: false };
    Encoded { size: json.len(), content: Content::Json(wiped(json.into())), walked }
}

#[inline(never)]
fn as_parameters(request: &dyn Record, check: Check) -> Encoded {
    let mut parameters = Parameters::default();
    let walked = rt::flatten(request, &mut parameters, check);
    Encoded { size: parameters.encode().len(), content: Content::Parameters(parameters), walked }
}
