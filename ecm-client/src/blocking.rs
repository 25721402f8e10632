//! Client for programs without an async runtime.
//!
//! ```no_run
//! use ecm_client::{Credentials, blocking};
//!
//! let core = ecm_client::Client::builder()
//!     .credentials(Credentials::new("AKID...", "the-secret-key"))
//!     .build()?;
//! let client = blocking::Client::new(core)?;
//! # Ok::<(), ecm_client::Error>(())
//! ```
//!
//! Generated modules have a client of their own over it, with a method for each action:
//!
#![cfg_attr(feature = "ecm-instance", doc = "```no_run")]
#![cfg_attr(not(feature = "ecm-instance"), doc = "```ignore")]
//! use ecm_client::ecm::{self, DescribeInstancesRequest};
//!
//! # fn show(client: ecm_client::blocking::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let client = ecm::blocking::Client::new(client);
//! let all = client.describe_instances_pages(DescribeInstancesRequest::new());
//! for instance in all.items() {
//!     println!("{:?}", instance?.instance_id);
//! }
//! client.wait_until_instances_running(["ein-0vag13d1"]).wait()?;
//! # Ok(())
//! # }
//! ```

mod event_stream;
mod generated;
mod paginator;
mod waiter;

use std::fmt;
use std::sync::Arc;
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

pub use event_stream::EventStream;
pub use paginator::{Paginator, PaginatorItems};
pub use waiter::Waiter;

use crate::{
    Error, Paginated, PreparedRequest, RawRequest, Request, RequestBody, Response, Streamed,
};

/// Client whose calls block until their outcome is known.
///
/// It is cheap to clone; clones share a thread that drives connections and timers.
///
/// A call may be made from any thread. Within an async runtime it does not panic, but it blocks the
/// runtime's thread.
#[derive(Clone)]
pub struct Client {
    core: crate::Client,
    runtime: Arc<Background>,
}

impl Client {
    /// Creates a blocking client over one that has credentials, region and timeouts.
    ///
    /// # Errors
    ///
    /// If the system cannot create a thread or an event queue.
    pub fn new(core: crate::Client) -> Result<Self, Error> {
        let runtime = Background::start()
            .map_err(|error| Error::build(format!("there is no runtime to be had: {error}")))?;
        Ok(Self { core, runtime: Arc::new(runtime) })
    }

    /// Returns the async client underneath.
    pub fn core(&self) -> &crate::Client {
        &self.core
    }

    /// Sends a request as [`Client::send`](crate::Client::send) does, and blocks until the outcome
    /// is known.
    ///
    /// # Errors
    ///
    /// As with the async client.
    pub fn send<R: Request>(&self, request: &R) -> Result<Response<R::Response>, Error> {
        self.wait(self.core.send(request))
    }

    /// Sends a request as [`Client::send_raw`](crate::Client::send_raw) does, and blocks until the
    /// outcome is known.
    ///
    /// # Errors
    ///
    /// As with the async client.
    pub fn send_raw<R: RawRequest>(
        &self,
        request: &R,
        body: impl Into<RequestBody>,
    ) -> Result<Response<R::Response>, Error> {
        self.wait(self.core.send_raw(request, body))
    }

    /// Checks and signs a request as [`Client::prepare`](crate::Client::prepare) does, without
    /// sending it.
    ///
    /// # Errors
    ///
    /// As with the async client.
    pub fn prepare<R: Request>(&self, request: &R) -> Result<PreparedRequest, Error> {
        self.wait(self.core.prepare(request))
    }

    /// Checks and signs a request as [`Client::prepare_raw`](crate::Client::prepare_raw) does, without
    /// sending it.
    ///
    /// # Errors
    ///
    /// As with the async client.
    pub fn prepare_raw<R: RawRequest>(
        &self,
        request: &R,
        body: impl Into<RequestBody>,
    ) -> Result<PreparedRequest, Error> {
        let body = body.into();
        self.wait(self.core.prepare_raw(request, body))
    }

    /// Sends a request as [`Client::stream`](crate::Client::stream) does, and blocks until the first
    /// event has come.
    ///
    /// # Errors
    ///
    /// As with the async client.
    pub fn stream<R>(&self, request: &R) -> Result<EventStream<R::Event>, Error>
    where
        R: Streamed<Event: Send> + Clone,
    {
        Ok(EventStream::new(self, self.wait(self.core.stream(request))?))
    }

    /// Returns the pages of a list, fetched one by one. Nothing is sent yet.
    pub fn pages<R: Paginated>(&self, request: R) -> Paginator<R> {
        Paginator::new(self, request)
    }

    /// Blocks until a future of the client completes, such as a call by a generated method.
    pub fn wait<F>(&self, future: F) -> F::Output
    where
        F: IntoFuture,
        F::IntoFuture: Send,
        F::Output: Send,
    {
        let future = future.into_future();
        if Handle::try_current().is_err() {
            return self.runtime.handle.block_on(future);
        }
        // What a future leaves for the runtime of this thread to do would never be done while the
        // thread waits, so it is driven on one that has none.
        let drive = || self.runtime.handle.block_on(future);
        let driven = thread::scope(|scope| scope.spawn(drive).join());
        driven.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("core", &self.core).finish_non_exhaustive()
    }
}

/// Thread that drives connections and timers until this is dropped.
struct Background {
    handle: Handle,
    // Dropped, it ends the thread.
    _end: oneshot::Sender<()>,
}

impl Background {
    fn start() -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (end, ended) = oneshot::channel::<()>();
        thread::Builder::new().name("ecm-client".to_owned()).spawn(move || {
            let _ = runtime.block_on(ended);
        })?;
        Ok(Self { handle, _end: end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::records::switch_on;
    use crate::{Credentials, Outcome};

    fn client(endpoint: &str) -> Client {
        let core = crate::Client::builder()
            .credentials(Credentials::new("id", "key"))
            .endpoint(endpoint)
            .retry_policy(crate::RetryPolicy::disabled())
            .build();
        Client::new(core.unwrap()).unwrap()
    }

    /// Answers every connection once, on threads.
    fn serve() -> String {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            for socket in listener.incoming() {
                let mut socket = socket.unwrap();
                let mut request = Vec::new();
                let mut buffer = [0; 4096];
                while !request.windows(4).any(|end| end == b"}]}}" || end == b"[]]}") {
                    let count = socket.read(&mut buffer).unwrap();
                    request.extend_from_slice(&buffer[..count]);
                }
                let body = r#"{"Response": {"Ids": ["ein-1"], "RequestId": "r-1"}}"#;
                let length = body.len();
                write!(socket, "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}")
                    .unwrap();
            }
        });
        endpoint
    }

    #[test]
    fn a_call_waits_for_its_answer_from_any_thread() {
        let client = client(&serve());
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let client = client.clone();
                thread::spawn(move || client.send(&switch_on()).unwrap().request_id().to_owned())
            })
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), "r-1");
        }
        assert_eq!(client.prepare(&switch_on()).unwrap().request().method(), "POST");
    }

    #[test]
    fn within_a_runtime_it_waits_as_well() {
        let endpoint = serve();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let client = client(&endpoint);
            assert_eq!(client.send(&switch_on()).unwrap().request_id(), "r-1");
            drop(client);
        });
    }

    #[test]
    fn a_failure_is_what_it_is_elsewhere() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let error = client(&endpoint).send(&switch_on()).unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent);
    }
}
