//! A client for Tencent Cloud APIs that tells the truth about what it did.
//!
//! Requests are generated from a JSON spec by [`api!`], checked against every rule of that spec
//! before anything is sent, signed with TC3-HMAC-SHA256 (or, where that is chosen, with a signature of
//! version 1), and answered with a typed response or with an [`Error`] whose [`Outcome`] says whether
//! the service did something: not sent, rejected, or unknown.
//!
//! Three things this crate never does: it never sends a request again that could do a thing twice
//! (see [`RetryPolicy`]), it never follows a redirect with a signed request, and it never prints a
//! secret.
//!
//! # Using ECM
//!
#![cfg_attr(feature = "ecm-instance", doc = "```no_run")]
#![cfg_attr(not(feature = "ecm-instance"), doc = "```ignore")]
//! use ecm_client::ecm::{self, Isp, RunInstancesRequest, ZoneInstanceCountIsp};
//! use ecm_client::{Client, Credentials};
//!
//! # async fn launch() -> Result<(), Box<dyn std::error::Error>> {
//! let core = Client::builder().credentials(Credentials::new("AKID...", "the secret key")).build()?;
//! let client = ecm::Client::new(core);
//! let request = RunInstancesRequest::builder()
//!     .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("ap-zhengzhou-1", 2, Isp::Cmcc)])
//!     .module_id("em-0vag13d1")
//!     .build();
//! let answer = client.run_instances(&request).await?;
//! let ids = answer.instance_id_set.clone().unwrap_or_default();
//! client.wait_until_instances_running(ids).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Another service
//!
//! The command `ecm` makes a spec from the metadata that the vendor publishes, and from the spec
//! either [`api!`] makes a module of the actions that it is given, or the command makes a crate:
//!
//! ```text
//! ecm import cvm/v20170312/api.json --docs --out specs/cvm-2017-03-12.json
//! ecm generate specs/cvm-2017-03-12.json --crate cvm-client --out cvm-client
//! ```
//!
//! ```ignore
//! ecm_client::api! {
//!     spec: "specs/cvm-2017-03-12.json",
//!     /// Cloud virtual machines.
//!     pub mod cvm,
//!     actions: [DescribeInstances, RunInstances],
//! }
//! ```
//!
//! # Features
//!
//! - `ecm` (default): the ECM API, in the module `ecm`, with the actions around the life of an instance.
//!   It stands for features of single groups of actions, `ecm-instance` and so on; `ecm-full` stands
//!   for all of them. Only what is asked for is compiled.
//! - `dynamic`: calls of actions that are known at run time only, in the module `dynamic`.
//! - `blocking`: a client for programs without an async runtime, in the module `blocking`.
//! - `proxy`: requests through an HTTP proxy, by `ClientBuilder::proxy` and `proxy_from_environment`.
//! - `serde`: `Serialize` and `Deserialize` for generated records.

// docs.rs sets this cfg: what a feature adds says so.
#![cfg_attr(docsrs, feature(doc_cfg))]

// Generated code names only `::ecm_client`; this makes the name hold inside the crate as well.
extern crate self as ecm_client;

// Before everything else, as its macros make modules of this crate.
#[macro_use]
mod shipped;

#[cfg(feature = "blocking")]
pub mod blocking;
mod category;
mod client;
mod clock;
pub mod credentials;
#[cfg(feature = "dynamic")]
pub mod dynamic;
mod effect;
mod empty;
mod envelope;
mod environment;
mod error;
mod identity;
mod literal;
mod outcome;
mod paginator;
mod prepared;
mod rate;
mod request;
mod response;
mod retry;
#[doc(hidden)]
pub mod rt;
mod secret;
pub mod sign;
#[cfg(test)]
mod testing;
mod trace;
mod tracking_tag;
mod transport;
mod validation;
mod violation;
mod waiter;

pub use category::{ErrorCategory, ErrorCode};
pub use client::{
    BatchProgress, Client, ClientBuilder, HttpMethod, ResponseFuture, SignatureMethod,
    SignedHeaders, Site,
};
pub use clock::{Clock, Jitter, Sleep, SystemClock, TokioSleep};
pub use ecm_macros::api;
pub use effect::{Effect, RetryAdvice};
pub use empty::Empty;
pub use error::Error;
pub use identity::{Credentials, CredentialsError, CredentialsProvider};
pub use literal::{FieldRules, Items};
pub use outcome::Outcome;
pub use paginator::{Paginated, Paginator, PaginatorItems};
pub use prepared::{PreparedRequest, RequestPreview};
pub use request::Request;
pub use response::Response;
pub use retry::RetryPolicy;
pub use rt::DecodeError;
pub use secret::Secret;
pub use tracking_tag::{Taggable, TrackingTag};
pub use transport::{HttpResponse, SendProgress, SignedRequest, Transport, TransportError};
pub use validation::{Severity, ValidationMode};
pub use violation::{Violation, Violations};
pub use waiter::{
    ObservedState, Waiter, WaiterError, WaiterErrorKind, WaiterOutput, WaiterProgress,
};

/// Boxed future, as returned by the async methods of the object-safe traits of this crate.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

ecm_overview! {}
