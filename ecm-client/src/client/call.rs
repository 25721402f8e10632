//! A call: attempts, until one succeeds or nothing more may be tried.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::assemble::{Message, Signed};
use super::{Client, reply};
use crate::clock::{Deadline, within};
use crate::envelope::Said;
use crate::error::{Cause, Error, Lost};
use crate::rate::Limiter;
use crate::retry::{Decision, Failure, History, backoff, decide};
use crate::rt::{ActionTable, Init, Record};
use crate::sign::Signer;
use crate::trace::{self, CallSpan};
use crate::{
    BoxFuture, Effect, ErrorCategory, HttpResponse, Outcome, RetryAdvice, SendProgress,
    TransportError, Violations,
};

/// What takes the response of a call.
pub(crate) trait Receive: Send {
    /// The record to read into, emptied: what an attempt that failed has left in it is not the
    /// answer.
    fn emptied(&mut self) -> &mut dyn Record;

    /// The whole body, once it has been read as an answer.
    fn keep(&mut self, _body: &Bytes) {}
}

impl<T: Record + Init> Receive for T {
    fn emptied(&mut self) -> &mut dyn Record {
        *self = T::init();
        self
    }
}

impl Client {
    /// All of a call that does not depend on its types: compiled once. `json` is the request as JSON
    /// text, where it is to be sent as it is.
    pub(crate) async fn call(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        json: Option<&str>,
        response: &mut dyn Receive,
    ) -> Result<(String, Violations), Error> {
        // Nothing is waited for before the credentials.
        let deadline = Deadline::after_start(&*self.shared.sleep, self.shared.timeout);
        let message = self.encode(action, request, json)?;
        let mut call = Call {
            client: self,
            action,
            message: &message,
            deadline,
            limiter: message.route.limiter.clone(),
            refreshed: None,
            history: History::default(),
            doubt: false,
        };
        let span = CallSpan::new(action, self.region.as_deref());
        let result = span.around(pin!(call.run(request, response))).await;
        span.ended(&result, call.history.attempts);
        Ok((result?, message.warnings))
    }
}

/// A call on its way.
struct Call<'a> {
    client: &'a Client,
    action: &'static ActionTable,
    message: &'a Message,
    deadline: Deadline<'a>,
    limiter: Option<Arc<Limiter>>,
    /// Who signs, after the credentials were refused.
    refreshed: Option<Arc<Signer>>,
    history: History,
    /// Whether an attempt so far may have been carried out.
    doubt: bool,
}

/// A request on its way: given to the transport, and its answer not yet waited for. Small, as it is kept
/// for as long as the answer takes; the request itself is not.
struct Attempt<'a> {
    span: trace::AttemptSpan,
    mark: SendProgress,
    /// How large the answer may be.
    limit: u64,
    reply: BoxFuture<'a, Result<HttpResponse, TransportError>>,
}

/// An attempt that failed, and what the answer said of the time.
struct Failed {
    error: Error,
    reply: Option<HttpResponse>,
}

impl<'a> Call<'a> {
    /// Gives the request id of the answer.
    async fn run(
        &mut self,
        request: &dyn Record,
        response: &mut dyn Receive,
    ) -> Result<String, Error> {
        let mut last: Option<Error> = None;
        loop {
            let signer = match self.ready().await {
                Ok(signer) => signer,
                Err(error) => return Err(self.settle(last, error)),
            };
            let by = signer.as_deref();
            let mut attempt = match self.begin(by) {
                Ok(attempt) => attempt,
                Err(error) => return Err(self.settle(last, error)),
            };
            let failed = match self.finish(&mut attempt, by, request, response).await {
                Ok(request_id) => {
                    self.client.shared.budget.succeeded();
                    return Ok(request_id);
                }
                Err(failed) => failed,
            };
            // Boxed, so that a call that succeeds has no room to keep for it.
            let again = Box::pin(self.recover(&failed, by)).await;
            let error = self.settle(last, failed.error);
            if !again {
                return Err(error);
            }
            self.doubt |= self.action.effect != Effect::Read && error.may_have_been_carried_out();
            last = Some(error);
        }
    }

    /// What is known after one more failure: where nothing was sent, no more than before.
    fn settle(&self, last: Option<Error>, error: Error) -> Error {
        let before = last.filter(|_| error.outcome() == Outcome::NotSent);
        before.unwrap_or(error).after(self.history.attempts, self.doubt)
    }

    /// All that is waited for before an attempt: credentials, and a turn under the rate limit. None where
    /// the action is sent without a signature.
    async fn ready(&self) -> Result<Option<Arc<Signer>>, Error> {
        let (action, client) = (self.action, self.client);
        let late = |waiting_for| Error::new(action, Cause::Late { waiting_for });
        let shared = &*client.shared;
        let signer = match &self.refreshed {
            Some(signer) => Some(Arc::clone(signer)),
            None => client.signer(action, &self.deadline).await?,
        };
        if let Some(limiter) = &self.limiter {
            let turn = pin!(limiter.wait(&*shared.sleep));
            let turn = self.deadline.limit(turn).await;
            turn.ok_or_else(|| late("its turn under the rate limit"))?;
        }
        // The first attempt of a call that had nothing to wait for has all of its time.
        let has_waited = self.limiter.is_some()
            || self.history.attempts > 0
            || shared.identity.at_hand().is_none();
        if has_waited && self.deadline.left().is_zero() {
            return Err(late("its start"));
        }
        Ok(signer)
    }

    /// Signs, and gives the request away; nothing is sent before its answer is waited for.
    fn begin(&mut self, signer: Option<&Signer>) -> Result<Attempt<'a>, Error> {
        let (action, client) = (self.action, self.client);
        let moment = client.moment(action)?;
        let Signed { request, .. } = client.sign(action, self.message, signer, &moment)?;
        self.history.attempts += 1;
        let span = trace::AttemptSpan::new(self.history.attempts);
        let (mark, limit) = (request.mark.clone(), request.max_response_size);
        // Given away from where it is: in a closure it would be moved twice.
        let entered = span.enter();
        let reply = client.shared.transport.send(request);
        drop(entered);
        Ok(Attempt { span, mark, limit, reply })
    }

    async fn finish(
        &mut self,
        attempt: &mut Attempt<'a>,
        signer: Option<&Signer>,
        request: &dyn Record,
        response: &mut dyn Receive,
    ) -> Result<String, Failed> {
        let Attempt { span, mark, limit, reply } = attempt;
        let limit = *limit;
        let reply = within(&*self.client.shared.sleep, || self.attempt_time(), reply);
        let sent = match span.around(pin!(reply)).await {
            // Whatever carries requests, the limit holds.
            Some(Ok(reply)) if reply.body.len() as u64 > limit => {
                Err(Cause::Lost(Lost::Oversized { limit }))
            }
            Some(Ok(reply)) => Ok(reply),
            Some(Err(error)) => Err(error.into_cause(limit)),
            None if mark.is_nothing_sent() => Err(Cause::no_connection_in_time()),
            None => Err(Cause::Lost(Lost::Timeout)),
        };
        // Whoever refuses may quote what was sent, and may do so anywhere.
        let mask = |text| reply::masked(request, text, signer);
        let (error, reply) = match sent {
            Ok(reply) => match reply::read(self.action, &reply, response.emptied()) {
                Ok(Said::Done { request_id }) => {
                    if let Some(limiter) = &self.limiter {
                        limiter.accepted();
                    }
                    response.keep(&reply.body);
                    let request_id = request_id.unwrap_or_default();
                    span.ended(&Ok(&request_id));
                    return Ok(request_id);
                }
                Ok(Said::Refused { code, message, request_id }) => {
                    let cause = Cause::Rejected { code: mask(code), message: mask(message) };
                    let error = Error::new(self.action, cause);
                    (error.with_request_id(request_id.map(mask)), Some(reply))
                }
                Err(error) => {
                    let request_id = error.request_id().map(str::to_owned).map(mask);
                    (error.with_request_id(request_id), Some(reply))
                }
            },
            Err(cause) => (Error::new(self.action, cause), None),
        };
        span.ended(&Err(&error));
        Err(Failed { error, reply })
    }

    /// How long this attempt may take. What creates gets all the time there is: nothing follows an
    /// attempt of it that was given up.
    fn attempt_time(&self) -> Duration {
        let shared = &*self.client.shared;
        let usual = match self.action.effect {
            Effect::Create => shared.timeout,
            Effect::Read | Effect::Idempotent => shared.timeout / 2,
        };
        shared.attempt_timeout.unwrap_or(usual).min(self.deadline.left())
    }

    /// Whether there is to be another attempt; if so, all that comes before it has been done.
    async fn recover(&mut self, failed: &Failed, signer: Option<&Signer>) -> bool {
        let shared = &*self.client.shared;
        let failure = failed.error.failure();
        self.heed_throttling(&failed.error);
        match decide(self.action.effect, failure, self.history, shared.retry_policy.max_attempts) {
            Decision::Stop => false,
            Decision::AfterPause => self.pause().await,
            Decision::AfterClockCorrection => {
                self.history.clock_corrected = true;
                let learn =
                    |reply: &HttpResponse| shared.skew.learn(shared.clock.now(), &reply.headers);
                failed.reply.as_ref().is_some_and(learn)
            }
            Decision::AfterCredentialRefresh => {
                self.history.credentials_refreshed = true;
                let Some(signer) = signer else { return false };
                let refresh = pin!(shared.identity.refresh(signer));
                self.refreshed = self.deadline.limit(refresh).await.flatten();
                self.refreshed.is_some()
            }
        }
    }

    /// Waits before another attempt, if the budget and the deadline leave room for one.
    async fn pause(&self) -> bool {
        let shared = &*self.client.shared;
        let pause = backoff(&shared.retry_policy, self.history.attempts, &*shared.jitter);
        if pause >= self.deadline.left() || !shared.budget.spend() {
            return false;
        }
        shared.sleep.sleep(pause).await;
        true
    }

    fn heed_throttling(&self, error: &Error) {
        let throttled = error.failure() == Failure::Refused(RetryAdvice::AfterBackoff)
            && error.category() == Some(ErrorCategory::RequestLimitExceeded);
        if let Some(limiter) = self.limiter.as_ref().filter(|_| throttled) {
            limiter.throttled(self.client.shared.sleep.elapsed());
        }
    }
}

#[cfg(test)]
mod signing_tests;
#[cfg(test)]
mod tests;
