//! A transport that does what a script says, and actions of every effect, for tests.

use std::collections::VecDeque;
use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::header::DATE;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::records::{ACTION, API, SwitchOnResponse, switch_on};
use crate::request_body::BodySource;
use crate::rt::{ActionTable, ApiTable, ErrorInfo};
use crate::{
    BoxFuture, Client, ClientBuilder, Credentials, Effect, Error, HttpResponse, RetryAdvice,
    SignedRequest, Transport, TransportError,
};

/// What happens to one attempt.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// There is no connection.
    Refused,
    /// The connection breaks after the request has left.
    Broken,
    /// Nothing ever happens: before something has left, or after.
    Hang { begun: bool },
    /// An answer, after a while.
    Answer { after: Duration, status: u16, headers: HeaderMap, body: String },
}

pub(crate) const DONE: &str = r#"{"Response": {"Ids": ["ein-1"], "RequestId": "r-1"}}"#;

pub(crate) fn answer(status: u16, body: &str) -> Step {
    let (after, headers) = (Duration::ZERO, HeaderMap::new());
    Step::Answer { after, status, headers, body: body.to_owned() }
}

pub(crate) fn done() -> Step {
    answer(200, DONE)
}

pub(crate) fn rejected(code: &str) -> Step {
    let text = r#"{"Response": {"Error": {"Code": "CODE", "Message": "No."}, "RequestId": "r-2"}}"#;
    answer(200, &text.replace("CODE", code))
}

/// The same with one more header.
pub(crate) fn with_header(step: Step, name: HeaderName, value: &'static str) -> Step {
    let mut step = step;
    if let Step::Answer { headers, .. } = &mut step {
        headers.append(name, HeaderValue::from_static(value));
    }
    step
}

pub(crate) fn with_headers(step: Step, added: &[(&'static str, &'static str)]) -> Step {
    let mut step = step;
    if let Step::Answer { headers, .. } = &mut step {
        let added = added
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        headers.extend(added);
    }
    step
}

pub(crate) fn dated(step: Step, date: &'static str) -> Step {
    with_header(step, DATE, date)
}

pub(crate) fn after(after: Duration, step: Step) -> Step {
    match step {
        Step::Answer { status, headers, body, .. } => Step::Answer { after, status, headers, body },
        other => other,
    }
}

/// Does the steps in order, then answers that all is done.
#[derive(Clone, Default)]
pub(crate) struct Script {
    steps: Arc<Mutex<VecDeque<Step>>>,
    sent: Arc<Mutex<Vec<SignedRequest>>>,
    poisoned: Arc<Mutex<usize>>,
}

impl Script {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let script = Self::default();
        script.then(steps);
        script
    }

    pub(crate) fn then(&self, steps: impl IntoIterator<Item = Step>) {
        self.steps.lock().unwrap().extend(steps);
    }

    /// From now on, all is done.
    pub(crate) fn clear(&self) {
        self.steps.lock().unwrap().clear();
    }

    /// How many attempts there were.
    pub(crate) fn attempts(&self) -> usize {
        self.sent.lock().unwrap().len()
    }

    /// How many connections were poisoned.
    pub(crate) fn poisoned(&self) -> usize {
        *self.poisoned.lock().unwrap()
    }

    /// The value of a header, of every attempt.
    pub(crate) fn header(&self, name: &str) -> Vec<String> {
        let sent = self.sent.lock().unwrap();
        let value = |request: &SignedRequest| request.headers().get(name).cloned();
        let text = |value: Option<HeaderValue>| {
            value.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
        };
        sent.iter().map(value).map(text).collect()
    }
}

impl Transport for Script {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let step = self.steps.lock().unwrap().pop_front().unwrap_or_else(done);
        let progress = request.progress().clone();
        self.sent.lock().unwrap().push(request);
        Box::pin(async move {
            match step {
                Step::Refused => Err(TransportError::not_sent(&io::Error::other("refused"))),
                Step::Broken => Err(TransportError::unknown(&io::Error::other("reset"))),
                Step::Hang { begun } => {
                    progress.start_tracking();
                    if begun {
                        progress.mark_started();
                    }
                    pending().await
                }
                Step::Answer { after, status, headers, body } => {
                    tokio::time::sleep(after).await;
                    let poisoned = Arc::clone(&self.poisoned);
                    Ok(HttpResponse::new(status, body)
                        .with_headers(headers)
                        .on_poison(move || *poisoned.lock().unwrap() += 1))
                }
            }
        })
    }
}

/// A client over a script, without limit of rate.
pub(crate) fn builder(script: &Script) -> ClientBuilder {
    Client::builder()
        .credentials(Credentials::new("AKIDidididid", "keykeykeykey"))
        .transport(script.clone())
        .rate_limit(false)
        .jitter(|| 0.5)
}

macro_rules! actions {
    ($($name:ident $effect:ident;)*) => {
        $(static $name: ActionTable = ActionTable {
            effect: Effect::$effect,
            rate_limit: Some(20),
            api: &ApiTable {
                error_codes: &[
                    ErrorInfo {
                        code: "AuthFailure.SignatureExpire",
                        retry: RetryAdvice::AfterClockCorrection,
                    },
                    ErrorInfo {
                        code: "AuthFailure.TokenFailure",
                        retry: RetryAdvice::AfterCredentialRefresh,
                    },
                ],
                ..API
            },
            ..ACTION
        };)*

        /// An action of this effect.
        pub(crate) fn action(effect: Effect) -> &'static ActionTable {
            match effect {
                $(Effect::$effect => &$name,)*
            }
        }
    };
}

actions! {
    CREATE Create;
    REPEATABLE Idempotent;
    READ Read;
}

/// Calls the action of this effect.
pub(crate) async fn call(client: &Client, effect: Effect) -> Result<SwitchOnResponse, Error> {
    let mut response = SwitchOnResponse::default();
    client.call(action(effect), &switch_on(), BodySource::Fields, &mut response).await?;
    Ok(response)
}
