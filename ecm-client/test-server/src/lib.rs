//! An endpoint to test against: the service's side of the wire, on this machine.
//!
//! It listens on loopback only, verifies signatures with code of its own, checks requests by
//! interpreting their spec, and answers as the service would: ids and values that look like some on
//! success, the documented error code otherwise. What a [simulation](TestServerBuilder::simulation)
//! describes is remembered: records are created, listed, changed and removed, and their states follow
//! each other with a [clock](TestServerBuilder::clock) that a test can hold.
//!
//! What goes wrong is up to the test: a [`FaultRule`] says which requests meet which [`Fault`], before
//! or after they are carried out, and the [`Ledger`] says what really happened.
//!
//! ```no_run
//! # async fn example(spec: &str) -> Result<(), Box<dyn std::error::Error>> {
//! use ecm_test_server::TestServer;
//!
//! let server = TestServer::builder().spec(spec).credentials("an id", "a key").start().await?;
//! println!("listening on {}", server.url());
//! // ... send requests ...
//! assert!(server.requests().iter().all(|request| request.error.is_none()));
//! server.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! What it does where the service's documentation leaves a choice:
//!
//! - Requests are signed by TC3-HMAC-SHA256, with a JSON body or with parameters in the query, or by
//!   HmacSHA1 or HmacSHA256 of version 1, with parameters in the query or in a form.
//!   Actions that the spec calls `unsigned` are let in with `Authorization: SKIP`.
//! - The rate limits of a spec hold in every window of one second.
//! - Every answer is HTTP 200 with content type `application/json`, errors too.
//! - A body in which an object has the same key twice is refused with `InvalidParameter`.
//! - A signature may cover any set of headers that includes `content-type` and `host`; the values
//!   of signed headers are trimmed and lower-cased.
//! - An error answer has the code of the first broken rule and names all of them in its message.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, PoisonError};

use tokio::sync::watch;
use tokio::task::JoinHandle;

mod auth;
mod body;
mod builder;
mod check;
mod connection;
mod fault;
mod ids;
mod json_path;
mod ledger;
mod listen;
mod pagination;
mod race;
mod rate;
mod rejection;
mod request;
mod request_log;
mod sample;
mod service;
pub mod simulation;
mod state;
mod wire;

pub use builder::{StartError, TestServerBuilder};
pub use check::{Finding, check};
pub use ecm_spec::model::Severity;
pub use fault::{Disconnect, Fault, FaultRule, Moment, Position};
pub use ledger::{Commit, Ledger};
pub use request::request_from_parameters;
pub use request_log::RecordedRequest;
pub use sample::minimal_request;
pub use wire::ServedResponse;

use auth::AcceptedCredentials;
use service::Service;

/// A running endpoint. Dropping it ends it.
pub struct TestServer {
    address: SocketAddr,
    service: Arc<Service>,
    stop: watch::Sender<bool>,
    task: Option<JoinHandle<()>>,
}

impl TestServer {
    /// Begins the description of an endpoint.
    pub fn builder() -> TestServerBuilder {
        TestServerBuilder::new()
    }

    /// Binds a port of the loopback interface, any where it is 0, and begins to serve.
    async fn launch(service: Service, port: u16) -> std::io::Result<Self> {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let service = Arc::new(service);
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(listen::serve(listener, Arc::clone(&service), stopped));
        Ok(Self { address, service, stop, task: Some(task) })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests received so far, oldest first: at most the newest ten thousand, and of these no
    /// more than have 64 MiB of bodies together.
    #[must_use]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.service.ledger.requests.all()
    }

    /// What has happened so far: connections, requests, and what was created.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        self.service.ledger.read()
    }

    /// Lets this account in from now on, and no other: what becomes of credentials that change.
    pub fn replace_credentials(&self, secret_id: &str, secret_key: &str, token: Option<&str>) {
        let credentials = AcceptedCredentials {
            secret_id: secret_id.to_owned(),
            secret_key: secret_key.to_owned(),
            token: token.map(str::to_owned),
        };
        *self.service.credentials.write().unwrap_or_else(PoisonError::into_inner) =
            vec![credentials];
    }

    /// Lets requests meet one more fault from now on.
    pub fn inject(&self, rule: FaultRule) {
        self.service.faults.add(rule);
    }

    /// Takes all faults back.
    pub fn clear_faults(&self) {
        self.service.faults.clear();
    }

    /// Ends it: closes idle connections, gives requests that are being answered a second to
    /// finish, and returns when nothing is left running.
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
