//! Async client for Tencent Cloud APIs, generated from JSON specs.
//!
//! A spec describes an API: parameters, types, rules between fields, error codes and rate limits. [`api!`]
//! turns it into typed requests, validators, error enums and client methods. Edge Computing Machine (ECM) is
//! included, in the module `ecm`.
//!
//! Requests are validated before they are sent, signed with TC3-HMAC-SHA256 (or a version 1 signature), and
//! answered with a typed [`Response`] or an [`Error`]. Its [`Outcome`] says what the service can have done:
//! nothing was sent, it rejected the request, or nobody knows.
//!
//! The client never retries a request that could do something twice (see [`RetryPolicy`]), never follows a
//! redirect with a signed request, and never prints a secret.
//!
//! # Quick start
//!
#![cfg_attr(feature = "ecm-instance", doc = "```no_run")]
#![cfg_attr(not(feature = "ecm-instance"), doc = "```ignore")]
//! use ecm_client::credentials::CredentialsProviderChain;
//! use ecm_client::ecm::{self, Isp, RunInstancesRequest, ZoneInstanceCountIsp};
//! use ecm_client::{Client, Outcome};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let core = Client::builder()
//!         .credentials_provider(CredentialsProviderChain::default_chain())
//!         .region_from_env()
//!         .build()?;
//!     let client = ecm::Client::new(core);
//!     let request = RunInstancesRequest::builder()
//!         .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("ap-zhengzhou-1", 2, Isp::Cmcc)])
//!         .module_id("em-0vag13d1")
//!         .build();
//!     match client.run_instances(&request).await {
//!         Ok(response) => {
//!             let ids = response.into_inner().instance_id_set.unwrap_or_default();
//!             client.wait_until_instances_running(ids).await?;
//!         }
//!         Err(error) if error.outcome() == Outcome::Unknown => {
//!             eprintln!("look for instances before you call again: {error}");
//!         }
//!         Err(error) => return Err(error.into()),
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # Cargo features
//!
//! | feature | content |
//! | --- | --- |
//! | `ecm` (default) | the same as `ecm-instance`: 25 actions, from the launch of an instance to its end |
//! | `ecm-instance`, `ecm-module`, `ecm-image`, `ecm-network`, `ecm-network-interface`, `ecm-address`, `ecm-security-group`, `ecm-load-balancer`, `ecm-overview` | one group of ECM actions each |
//! | `ecm-full` | all 132 actions |
//! | `dynamic` | calls of actions that are known only at run time, in the module `dynamic` |
//! | `blocking` | a client for programs without an async runtime, in the module `blocking` and in each generated module |
//! | `metrics` | measurements of calls for the recorder of the crate `metrics`: `MetricsFacade` |
//! | `proxy` | requests through an HTTP proxy: `ClientBuilder::proxy` and `ClientBuilder::proxy_from_env` |
//! | `reqwest` | calls over a client of `reqwest` that you configure: `ReqwestTransport` |
//! | `serde` | `Serialize` and `Deserialize` for generated types, enums and error codes; `FromStr` for error codes |
//! | `webpki-roots` (default) | root certificates in the program, for systems that have none and for [`TrustedRoots`] |
//!
//! # Where next
//!
//! The [`guide`] has a page per subject: [configuration](guide::configuration),
//! [errors and outcomes](guide::errors_and_outcomes), [retries](guide::retries), [testing](guide::testing),
//! [your own spec](guide::own_spec), [another service](guide::another_service) and more.

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
mod decoding;
#[cfg(feature = "dynamic")]
pub mod dynamic;
mod effect;
mod empty;
mod envelope;
mod environment;
mod error;
mod event_stream;
#[cfg(any(doc, doctest))]
pub mod guide;
mod identity;
mod literal;
mod metrics;
mod outcome;
mod paginator;
mod payload_signing;
mod prepared;
mod profile;
mod provider;
mod rate;
mod raw_request;
mod request;
mod request_body;
mod response;
mod retry;
#[doc(hidden)]
pub mod rt;
mod small_file;
#[cfg(test)]
mod testing;
mod trace;
mod tracking_tag;
mod transport;
#[cfg(feature = "serde")]
mod unknown_code;
mod validation;
mod violation;
mod waiter;

pub use category::{ErrorCategory, ErrorCode};
pub use client::{
    AttemptHook, BatchProgress, Client, ClientBuilder, HttpMethod, PlannedAttempt, ResponseFuture,
    SignatureMethod, SignedHeaders, Site,
};
pub use clock::{Clock, Jitter, Sleep, SystemClock, TokioSleep};
pub use decoding::DecodingMode;
pub use ecm_macros::api;
pub use ecm_sign as sign;
#[doc(inline)]
pub use ecm_sign::{Credentials, Secret};
pub use effect::{Effect, RetryAdvice};
pub use empty::Empty;
#[doc(hidden)]
pub use envelope::decode_response;
pub use error::Error;
pub use event_stream::{Event, EventStream, Streamed};
pub use identity::CredentialsError;
pub use literal::{FieldRules, Items};
#[cfg(feature = "metrics")]
pub use metrics::MetricsFacade;
pub use metrics::{AttemptMetrics, CallMetrics, Metrics, RateLimitMetrics};
pub use outcome::Outcome;
pub use paginator::{Paginated, Paginator, PaginatorItems};
pub use payload_signing::PayloadSigning;
pub use prepared::{PreparedRequest, RequestPreview};
pub use provider::CredentialsProvider;
pub use rate::{LimitedAttempt, RateLimiter, RateLimiterError};
pub use raw_request::RawRequest;
pub use request::{ExtraValue, Request, WithExtra};
pub use request_body::RequestBody;
pub use response::Response;
pub use retry::RetryPolicy;
pub use rt::{DecodeError, DecodeMismatch, ExtraField};
pub use tracking_tag::{Taggable, TrackingTag};
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
#[doc(hidden)]
pub use transport::tls_config;
pub use transport::{
    BodyChunks, BodyStream, HttpResponse, SendProgress, SignedRequest, StreamedResponse,
    TlsVersion, Transport, TransportError, TrustedRoots,
};
#[cfg(feature = "serde")]
pub use unknown_code::UnknownErrorCode;
pub use validation::{Severity, ValidationMode};
pub use violation::{Violation, Violations};
pub use waiter::{
    ObservedState, Waiter, WaiterError, WaiterErrorKind, WaiterOutput, WaiterProgress,
};

/// Boxed future, as returned by the async methods of the object-safe traits of this crate.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

ecm_api! {}
