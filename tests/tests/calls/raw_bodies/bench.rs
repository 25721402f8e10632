//! A server and a client of the invented service, and what is sent.

use std::time::Duration;

use bytes::Bytes;
use ecm_client::{
    Client, ClientBuilder, Credentials, Error, Outcome, PayloadSigning, RequestBody, RetryPolicy,
};
use ecm_test_server::TestServer;
use futures_util::{StreamExt as _, stream};

use crate::raw_bodies::attics::{self, PutBoxRequest, PutNoteRequest};

pub(crate) const SPEC: &str = include_str!("../../../specs/attics-2024-09-01.json");

pub(crate) async fn server() -> TestServer {
    TestServer::builder().spec(SPEC).credentials("an-id", "a-key").start().await.unwrap()
}

pub(crate) fn builder(url: &str) -> ClientBuilder {
    Client::builder().credentials(Credentials::new("an-id", "a-key")).endpoint(url)
}

pub(crate) fn client(server: &TestServer) -> attics::Client {
    let quick = RetryPolicy::new().initial_backoff(Duration::from_millis(1));
    builder(&server.url()).retry_policy(quick).build().map(attics::Client::new).unwrap()
}

pub(crate) fn a_box() -> PutBoxRequest {
    PutBoxRequest::builder().attic_id("attic-1").weight(12).fragile(true).lock("10-20-30").build()
}

pub(crate) fn note() -> PutNoteRequest {
    PutNoteRequest::builder().attic_id("attic-1").build()
}

/// A stream of these chunks, which says so by its length.
pub(crate) fn chunks(chunks: &'static [&'static str]) -> RequestBody {
    let length = chunks.iter().map(|chunk| chunk.len() as u64).sum();
    let chunks = stream::iter(chunks).map(|chunk| Ok::<_, Error>(Bytes::from(*chunk)));
    RequestBody::stream(length, chunks).payload_signing(PayloadSigning::Unsigned)
}

pub(crate) fn not_sent(result: Result<impl Sized, Error>) -> String {
    let error = result.map(drop).unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
    error.to_string()
}
