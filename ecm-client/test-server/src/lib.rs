//! Test server that responds as a Tencent Cloud service would, by its JSON spec.
//!
//! It listens on the loopback interface only, verifies signatures, checks requests against their
//! spec and enforces its rate limits. Responses have generated ids and sample values, or the
//! documented error code. The crate shares no code with any client, so that an error in one shows
//! against the other.
//!
//! ```
//! use ecm_test_server::{Fault, FaultRule, TestServer};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), ecm_test_server::StartError> {
//! let throttled = FaultRule::new(Fault::error("RequestLimitExceeded"));
//! let server = TestServer::builder()
//!     .shipped("ecm-2019-07-19")
//!     .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
//!     .fault(throttled.action("RunInstances").nth(1))
//!     .start()
//!     .await?;
//! // Here, a client with these credentials and the endpoint `server.url()` makes its calls.
//! assert!(server.url().starts_with("http://127.0.0.1:"));
//! // The ledger says what really happened.
//! assert!(server.ledger().commits.is_empty());
//! server.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! # Simulated state
//!
//! What a [simulation](TestServerBuilder::simulation) describes is remembered between requests:
//! records are created, listed, changed and removed, and their states follow each other with time.
//!
//! # Waits in milliseconds
//!
//! A state that takes minutes is tested in milliseconds where tokio's time is paused:
//!
//! ```ignore
//! #[tokio::test(start_paused = true)]
//! async fn instances_start() {
//!     let builder = TestServer::builder().shipped("ecm-2019-07-19");
//!     let server = builder.credentials("AKIDEXAMPLE", "SECRETEXAMPLE").start().await.unwrap();
//!     let client = client(&server.url());
//!     let launched = client.run_instances(&request()).await.unwrap();
//!     client.wait_until_instances_running(launched.instance_id_set.iter().flatten()).await.unwrap();
//! }
//! ```
//!
//! Simulated states and rate limits go by the timer of tokio, as pauses and timeouts of a client do.
//! Tokio moves a paused clock on whenever no task can run, also while a request is on its way, so
//! that a timeout would fire before the response could arrive. A server that is started in a runtime
//! with paused time, in which the client must run as well, holds the clock for a moment of real time
//! after each request, and once in every second of paused time:
//!
//! - A minute takes some 200 milliseconds.
//! - A request takes up to a tenth of a second of paused time. Give timeouts a second or more.
//! - Pause the time before the server is started, not after.
//!
//! Signatures go by the system's clock on both sides, however far the paused clock has come. A test
//! that has to choose the time of day sets [`clock`](TestServerBuilder::clock), for the client too.
//!
//! # Faults
//!
//! A [`FaultRule`] says which requests meet which [`Fault`], before or after they are carried out:
//! error codes, other responses, no response at all, or one that is late, truncated or mislabelled.
//! The [`Ledger`] has the connections, the requests, and everything that was created.
//!
//! # Event streams
//!
//! An action with `events` in its spec answers with an event stream, always or where the request
//! chooses one. It has three sample events, unless the test
//! [gives others](TestServerBuilder::respond_with_events). A request that is rejected gets an
//! ordinary JSON response. Faults count events by [`Position::Events`]:
//!
//! ```
//! use ecm_test_server::{Disconnect, Fault, FaultRule, Position};
//!
//! // Two events come, and then nothing more, while the connection stays open.
//! let silent = Fault::Truncate { at: Position::Events(2), disconnect: Disconnect::Stall };
//! // The connection is reset in the middle of the first event.
//! let at = Position::WithinEvent { after: 0, bytes: 9 };
//! let reset = Fault::Truncate { at, disconnect: Disconnect::Reset };
//! let _ = [silent, reset].map(|fault| FaultRule::new(fault).action("ChatCompletions"));
//! ```
//!
//! [`Ledger::streams`] says how many events were written, and how each stream ended.
//!
//! # Choices
//!
//! Where the service's documentation leaves a choice, the server does this:
//!
//! - Requests are signed by TC3-HMAC-SHA256, with a JSON body or with parameters in the query, or by
//!   HmacSHA1 or HmacSHA256 of version 1, with parameters in the query or in a form.
//!   Actions that the spec calls `unsigned` are also accepted with `Authorization: SKIP`.
//! - The rate limits of a spec hold in every window of one second.
//! - Every response is HTTP 200 with content type `application/json`, errors too, or an event stream
//!   with `text/event-stream`. The records of events have no envelope.
//! - A client that closes its side of the connection ends the event stream that it receives.
//! - A body in which an object has the same key twice is rejected with `InvalidParameter`.
//! - A signature may cover any set of headers that includes `content-type` and `host`; the values
//!   of signed headers are trimmed and lower-cased.
//! - An error response has the code of the first broken rule and names all of them in its message.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, PoisonError};

use tokio::sync::watch;
use tokio::task::JoinHandle;

mod anomaly;
mod auth;
mod body;
mod builder;
mod check;
mod clock;
mod connection;
mod events;
mod fault;
mod ids;
mod json_path;
mod ledger;
mod listen;
mod pace;
mod pagination;
mod race;
mod rate;
mod raw_body;
mod rejection;
mod request;
mod request_log;
mod sample;
mod service;
pub mod simulation;
mod start_error;
mod state;
mod stream_log;
mod wire;

pub use anomaly::Anomalies;
pub use builder::TestServerBuilder;
pub use check::{Finding, check};
pub use ecm_spec::model::Severity;
pub use events::{ServedEvent, ServedEvents};
pub use fault::{Disconnect, Fault, FaultRule, Moment, Position};
pub use ledger::{Commit, Ledger};
pub use request::request_from_parameters;
pub use request_log::RecordedRequest;
pub use sample::minimal_request;
pub use start_error::StartError;
pub use stream_log::{RecordedStream, StreamState};
pub use wire::ServedResponse;

use auth::AcceptedCredentials;
use race::race;
use service::Service;

/// Running server for tests.
///
/// Dropping it stops it and closes its connections; [`shutdown`](Self::shutdown) also waits for
/// that.
pub struct TestServer {
    address: SocketAddr,
    service: Arc<Service>,
    stop: watch::Sender<bool>,
    task: Option<JoinHandle<()>>,
}

impl TestServer {
    /// Returns a builder for a server.
    pub fn builder() -> TestServerBuilder {
        TestServerBuilder::new()
    }

    /// Binds a port, a free one for 0, and starts to serve.
    async fn launch(service: Service, address: SocketAddr) -> std::io::Result<Self> {
        if tokio::runtime::Handle::try_current().is_err() {
            let problem = "there is no tokio runtime on this thread; start the server within one";
            return Err(std::io::Error::other(problem));
        }
        let listener = tokio::net::TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let service = Arc::new(service);
        let (stop, stopped) = watch::channel(false);
        let serving = listen::serve(listener, Arc::clone(&service), stopped);
        let task = if pace::is_paused() {
            let service = Arc::clone(&service);
            tokio::spawn(async move {
                let _ = race(serving, pace::pace(&service.ledger)).await;
            })
        } else {
            tokio::spawn(serving)
        };
        Ok(Self { address, service, stop, task: Some(task) })
    }

    /// Returns the URL to give to clients as their endpoint: `http://127.0.0.1:PORT`.
    ///
    /// For a server on another [address](TestServerBuilder::address), it has that address; for one on all
    /// addresses, that of this machine to itself.
    #[must_use]
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}", SocketAddr::new(ip, self.address.port()))
    }

    /// Returns the address and the port that it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns true if it listens on another address than a loopback one, so that other machines may
    /// reach it.
    #[must_use]
    pub fn is_exposed(&self) -> bool {
        !self.address.ip().is_loopback()
    }

    /// Returns the requests received so far, oldest first.
    ///
    /// The newest ten thousand are kept, and of these no more than have 64 MiB of bodies together.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.service.ledger.requests()
    }

    /// Returns a copy of the ledger: connections, requests, and what was created so far.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        self.service.ledger.read()
    }

    /// Replaces all accepted credentials, as when a service rotates or revokes them.
    pub fn replace_credentials(&self, secret_id: &str, secret_key: &str, token: Option<&str>) {
        let credentials = AcceptedCredentials {
            secret_id: secret_id.to_owned(),
            secret_key: secret_key.to_owned(),
            token: token.map(str::to_owned),
        };
        *self.service.credentials.write().unwrap_or_else(PoisonError::into_inner) =
            vec![credentials];
    }

    /// Changes the anomalies of the running server.
    pub fn set_anomalies(&self, anomalies: Anomalies) {
        *self.service.anomalies.write().unwrap_or_else(PoisonError::into_inner) = anomalies;
    }

    /// Adds a fault rule to the running server.
    pub fn inject(&self, rule: FaultRule) {
        self.service.faults.add(rule);
    }

    /// Removes all fault rules.
    pub fn clear_faults(&self) {
        self.service.faults.clear();
    }

    /// Stops the server and waits until nothing of it is running.
    ///
    /// Idle connections are closed at once. Requests in progress get one second to finish.
    pub async fn shutdown(mut self) {
        let _ = self.stop.send(true);
        if let Some(task) = self.task.take() {
            // The task is neither aborted nor does it panic; if it did, it would be over as well.
            let _ = task.await;
        }
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        // The connections belong to the task and end with it.
        if let Some(task) = self.task.take() {
            task.abort();
        }
    }
}

impl fmt::Debug for TestServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestServer").field("address", &self.address).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
