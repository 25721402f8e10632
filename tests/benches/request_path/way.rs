//! A call as far as the transport, which is the way of a request and nothing of its answer's.

use std::error::Error;
use std::future::pending;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use ecm_client::ecm::{self, RunInstancesRequest};
use ecm_client::{
    BoxFuture, Client, ClientBuilder, Credentials, HttpResponse, SignedRequest, Sleep, Transport,
    TransportError, ValidationMode,
};

use super::floor::{SECRET_ID, SECRET_KEY};

/// Takes a request and never answers.
struct Taken;

impl Transport for Taken {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        drop(black_box(request));
        Box::pin(pending())
    }
}

/// Deadlines and timers are for those who wait for an answer.
struct NoTimer;

impl Sleep for NoTimer {
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(pending())
    }
}

/// What the way leads through.
pub(crate) struct Way(ecm::Client);

impl Way {
    pub(crate) fn new(validation: ValidationMode) -> Result<Self, Box<dyn Error>> {
        let client =
            builder().transport(Taken).sleep(NoTimer).validation_mode(validation).build()?;
        Ok(Self(ecm::Client::new(client)))
    }

    /// Whether a request has arrived.
    pub(crate) fn go(&self, request: &RunInstancesRequest) -> bool {
        let mut call = pin!(self.0.run_instances(request));
        black_box(call.as_mut().poll(&mut Context::from_waker(Waker::noop()))).is_pending()
    }
}

/// A client for as many calls as can be.
pub(crate) fn builder() -> ClientBuilder {
    let credentials = Credentials::new(SECRET_ID, SECRET_KEY);
    Client::builder().credentials(credentials).region("ap-guangzhou").rate_limit(false)
}
