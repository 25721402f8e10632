//! A call: repeats attempts until one succeeds or no further one is allowed.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use super::Shared;
use super::attempt::{Attempt, Failed, Receive, ReplyReader, StreamRequest};
use super::attempt_hook::{AttemptHook, PlannedAttempt};
use super::host_choice::HostChoice;
use super::raw::RawContent;
use super::signing::{Moment, RequestSigner};
use crate::clock::Deadline;
use crate::error::Cause;
use crate::event_stream::StreamSlot;
use crate::metrics::Exchanged;
use crate::response::ResponseMetadata;
use crate::retry::{Decision, Failure, History, backoff, decide, retry_after};
use crate::rt::Record;
use crate::trace;
use crate::transport::BaseUrl;
use crate::{Effect, Error, HttpResponse, Outcome, RateLimiterError, RetryAdvice};
use ecm_sign::Signer;

pub(super) struct Call<'a> {
    shared: &'a Shared,
    signer: RequestSigner<'a>,
    deadline: Deadline<'a>,
    /// Signer to use after the service rejected the credentials.
    refreshed: Option<Arc<Signer>>,
    /// Asked before each attempt.
    hook: Option<&'a dyn AttemptHook>,
    history: History,
    /// True once an earlier attempt may have been carried out.
    doubt: bool,
    hosts: HostChoice<'a>,
}

impl<'a> Call<'a> {
    pub(super) fn new(
        shared: &'a Shared,
        signer: RequestSigner<'a>,
        deadline: Deadline<'a>,
        hook: Option<&'a dyn AttemptHook>,
    ) -> Self {
        let history = History::default();
        let (hosts, route) = HostChoice::new(signer.route, &*shared.sleep);
        let signer = RequestSigner { route, ..signer };
        Self { shared, signer, deadline, refreshed: None, hook, history, doubt: false, hosts }
    }

    pub(super) fn attempts(&self) -> u32 {
        self.history.attempts
    }

    /// Server that the call goes to, unless it cannot be reached.
    pub(super) fn base_url(&self) -> &BaseUrl {
        &self.signer.route.base_url
    }

    /// Runs the call; returns what is known of the response beside its fields.
    // Not `async`, which would store what it is given twice. For the same reason, nothing that an
    // attempt began with is kept while the response is awaited.
    pub(super) fn run<'r>(
        &'r mut self,
        request: &'r dyn Record,
        response: &'r mut dyn Receive,
    ) -> impl Future<Output = Result<ResponseMetadata, Error>> + Send + 'r
    where
        'a: 'r,
    {
        let mut last: Option<Error> = None;
        async move {
            loop {
                let ready = self.ready().await;
                let signer = ready.map_err(|error| self.give_up(last.take(), error))?;
                let begun = match self.moment(signer.as_deref()).await {
                    Ok(moment) => self.begin(signer.as_deref(), &moment, response.stream()),
                    Err(error) => Err(error),
                };
                let attempt = begun.map_err(|error| self.give_up(last.take(), error))?;
                let stopwatch = self.shared.meter.stopwatch(&*self.shared.sleep);
                let request_size = attempt.request_size;
                let reader = ReplyReader {
                    action: self.signer.route.action,
                    request,
                    by: signer.as_deref(),
                    response: &mut *response,
                    hook: self.hook,
                };
                let call = &*self;
                let time = move || call.attempt_time();
                let ended = attempt.finish(&*call.shared.sleep, time, reader).await;
                let failed = match self.settle(ended, request_size, &stopwatch) {
                    Ok(metadata) => return Ok(metadata),
                    Err(failed) => failed,
                };
                // Boxed, so that a call that succeeds has no room to keep for it.
                let again = Box::pin(self.recover(&failed, signer.as_deref(), &stopwatch)).await;
                let error = self.merge_errors(last.take(), failed.error);
                if !again {
                    return Err(error);
                }
                let is_read = self.signer.route.action.effect == Effect::Read;
                self.doubt |= !is_read && error.may_have_been_carried_out();
                last = Some(error);
            }
        }
    }

    /// Takes the end of an attempt: reports it, and notes that the service has answered or why not.
    #[allow(clippy::result_large_err, reason = "a success is as large")]
    fn settle(
        &self,
        ended: Result<ResponseMetadata, Failed>,
        request_size: u64,
        stopwatch: &trace::Stopwatch<'_>,
    ) -> Result<ResponseMetadata, Failed> {
        self.report(&ended, request_size, stopwatch);
        let metadata = ended.map_err(|failed| self.complete(failed))?;
        if let Some(limiter) = &self.signer.route.limiter {
            limiter.accepted();
        }
        self.hosts.answered(self.signer.route, &*self.shared.sleep);
        self.shared.budget.succeeded();
        Ok(metadata)
    }

    /// Adds to a failure where the request went, and the pause that the response asks for.
    #[cold]
    fn complete(&self, failed: Failed) -> Failed {
        let Failed { error, reply } = failed;
        let pause = reply.as_ref().and_then(|reply| self.asked_pause(&error, reply));
        let error = error.at_address(|| self.hosts.tried(self.signer.route));
        Failed { error: error.with_retry_after(pause), reply }
    }

    /// Reports an attempt that ended to whoever measures.
    fn report(
        &self,
        ended: &Result<ResponseMetadata, Failed>,
        request_size: u64,
        stopwatch: &trace::Stopwatch<'_>,
    ) {
        let failure = ended.as_ref().err().map(|failed| &failed.error);
        let attempt = self.history.attempts;
        let action = self.signer.route.action;
        self.shared.meter.attempt_ended(action, failure, stopwatch, || {
            let answer = match ended {
                // An answer with another status is none.
                Ok(metadata) => Some((200, metadata.raw_body.len())),
                Err(Failed { reply, .. }) => {
                    reply.as_ref().map(|reply| (reply.status, reply.body.len()))
                }
            };
            let (status, size) = answer.unzip();
            let response_size = size.map(|size| size as u64);
            Exchanged { attempt, status, request_size, response_size }
        });
    }

    /// Ends a call of which nothing is in flight.
    fn give_up(&self, last: Option<Error>, error: Error) -> Error {
        let error = self.merge_errors(last, error);
        trace::call_not_sent(&error);
        error
    }

    /// Returns the failure to report: the earlier one, if the later attempt was not sent.
    fn merge_errors(&self, last: Option<Error>, error: Error) -> Error {
        // Of two hosts that cannot be reached, the message for the second names both.
        let names_both = |last: &Error| {
            self.hosts.has_moved() && last.is_unreachable() && error.is_unreachable()
        };
        let before = last.filter(|last| error.outcome() == Outcome::NotSent && !names_both(last));
        before.unwrap_or(error).after(self.history.attempts, self.doubt)
    }

    /// Waits for a signer, if the action is signed, and for a slot under the rate limit.
    async fn ready(&self) -> Result<Option<Arc<Signer>>, Error> {
        let Self { shared, deadline, .. } = self;
        let route = self.signer.route;
        let late = |waiting_for| Error::new(route.action, Cause::DeadlineExceeded { waiting_for });
        let signer = match &self.refreshed {
            Some(signer) => Some(Arc::clone(signer)),
            None => shared.signer_of(route.action, deadline).await?,
        };
        if let Some(limiter) = &route.limiter {
            let turn = pin!(limiter.wait(&*shared.sleep, deadline));
            let start = shared.meter.start(&*shared.sleep);
            let turn = deadline.limit(turn).await;
            shared.meter.waited(route.action, start, &*shared.sleep);
            turn.unwrap_or(Err(RateLimiterError::DeadlineExceeded)).map_err(
                |error| match error {
                    RateLimiterError::DeadlineExceeded => late("its turn under the rate limit"),
                    failed @ RateLimiterError::Failed(_) => {
                        Error::unsendable(route.action, failed.to_string())
                    }
                },
            )?;
        }
        // The first attempt of a call that had nothing to wait for has all of its time.
        let has_waited = route.limiter.is_some()
            || self.history.attempts > 0
            || shared.credentials.static_signer().is_none();
        if has_waited && deadline.left().is_zero() {
            return Err(late("its start"));
        }
        Ok(signer)
    }

    /// Takes the time that the attempt is signed with, and asks the hook of the call about it.
    async fn moment(&self, by: Option<&Signer>) -> Result<Moment, Error> {
        let RequestSigner { format, route, .. } = self.signer;
        let moment = Moment::now(&self.shared.clock, format);
        let moment = moment.map_err(|error| Error::unsendable(route.action, error.to_string()))?;
        if let Some(hook) = self.hook {
            // Boxed, so that a call without a hook has no room to keep for it.
            Box::pin(self.ask(hook, by, &moment)).await?;
        }
        Ok(moment)
    }

    async fn ask(
        &self,
        hook: &dyn AttemptHook,
        by: Option<&Signer>,
        moment: &Moment,
    ) -> Result<(), Error> {
        let route = self.signer.route;
        let late = |waiting_for| Error::new(route.action, Cause::DeadlineExceeded { waiting_for });
        let attempt = PlannedAttempt {
            action: route.action.name,
            host: &route.base_url.host_and_port(),
            signing_time: moment.seconds(),
            secret_id: by.map(|by| by.credentials().secret_id()),
        };
        let answer = pin!(hook.before_attempt(attempt));
        let answer = self.deadline.limit(answer).await.ok_or_else(|| late("its attempt hook"))?;
        answer.map_err(|error| Error::unsendable(route.action, error.to_string()))?;
        // The rest of the time may be gone, and then a request that is begun would have none.
        if self.deadline.left().is_zero() { Err(late("its start")) } else { Ok(()) }
    }

    fn begin(
        &mut self,
        by: Option<&Signer>,
        moment: &Moment,
        slot: Option<&StreamSlot>,
    ) -> Result<Attempt<'a>, Error> {
        let route = self.signer.route;
        let request = self.signer.sign(by, moment)?;
        self.history.attempts += 1;
        let end = route.action.events.and_then(|events| events.end);
        let stream = slot.map(|slot| StreamRequest { slot: slot.clone(), end });
        Ok(Attempt::begin(&*self.shared.transport, request, self.history.attempts, stream))
    }

    /// Time that this attempt may take. An action that creates gets all that is left, as no other
    /// attempt follows one that timed out.
    fn attempt_time(&self) -> Duration {
        let shared = self.shared;
        let usual = match self.signer.route.action.effect {
            Effect::Create => shared.timeout,
            Effect::Read | Effect::Idempotent => shared.timeout / 2,
        };
        shared.attempt_timeout.unwrap_or(usual).min(self.deadline.left())
    }

    /// Prepares another attempt and waits for its time; false where there is to be none.
    async fn recover(
        &mut self,
        failed: &Failed,
        by: Option<&Signer>,
        stopwatch: &trace::Stopwatch<'_>,
    ) -> bool {
        self.slow_down_if_throttled(&failed.error).await;
        let pause = self.pause_before_retry(failed, by).await;
        trace::attempt_failed(&failed.error, self.history.attempts, stopwatch, pause);
        if let Some(pause) = pause.filter(|pause| !pause.is_zero()) {
            self.shared.sleep.sleep(pause).await;
        }
        pause.is_some()
    }

    /// Time to wait before another attempt, prepared otherwise; `None` if there is to be none.
    async fn pause_before_retry(
        &mut self,
        failed: &Failed,
        by: Option<&Signer>,
    ) -> Option<Duration> {
        let shared = self.shared;
        if failed.error.is_unreachable()
            && let Some(other) = self.hosts.take_other()
        {
            // Nothing was sent, so that it may be: this is no retry of what may have been done.
            self.signer = RequestSigner { route: other, ..self.signer };
            return Some(Duration::ZERO);
        }
        let (effect, failure) = (self.signer.route.action.effect, failed.error.failure());
        let decision = decide(effect, failure, self.history, shared.retry_policy.max_attempts);
        let refused = failure == Failure::Refused(RetryAdvice::AfterCredentialRefresh);
        if refused && !self.history.credentials_refreshed {
            // Even where this call ends: those that follow are not to sign with the same key.
            self.history.credentials_refreshed = true;
            let refresh = pin!(shared.credentials.refresh(by?, &*shared.sleep));
            self.refreshed = self.deadline.limit(refresh).await.flatten();
        }
        if self.signer.encoded.raw().is_some_and(RawContent::is_spent) {
            return None;
        }
        match decision {
            Decision::Stop => None,
            Decision::AfterPause => {
                // Only if the budget and the deadline leave room for one.
                let pause = backoff(&shared.retry_policy, self.history.attempts, &*shared.jitter);
                let pause = pause.max(failed.error.retry_after().unwrap_or_default());
                (pause < self.deadline.left() && shared.budget.spend()).then_some(pause)
            }
            Decision::AfterClockCorrection => {
                self.history.clock_corrected = true;
                let learn = |reply: &HttpResponse| shared.clock.learn(&reply.headers);
                failed.reply.as_ref().is_some_and(learn).then_some(Duration::ZERO)
            }
            Decision::AfterCredentialRefresh => self.refreshed.as_ref().map(|_| Duration::ZERO),
        }
    }

    /// Pause that a response asks for by `Retry-After`. It says when a request may be sent again and
    /// nothing about whether it may.
    fn asked_pause(&self, error: &Error, reply: &HttpResponse) -> Option<Duration> {
        const TOO_MANY_REQUESTS: u16 = 429;
        const SERVICE_UNAVAILABLE: u16 = 503;
        let is_throttled =
            error.is_throttling() || error.failure() == Failure::Refused(RetryAdvice::AfterBackoff);
        let counts = matches!(reply.status, TOO_MANY_REQUESTS | SERVICE_UNAVAILABLE);
        (is_throttled || counts).then(|| retry_after(&reply.headers, self.shared.clock.time()))?
    }

    async fn slow_down_if_throttled(&self, error: &Error) {
        let limiter = self.signer.route.limiter.as_ref().filter(|_| error.is_throttling());
        if let Some(limiter) = limiter {
            limiter.throttled(&*self.shared.sleep, &self.deadline).await;
        }
    }
}

#[cfg(test)]
mod tests;
