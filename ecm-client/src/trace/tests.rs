//! Names of the fields of spans and events.

use std::collections::BTreeSet;

use http::header::CONTENT_TYPE;
use opentelemetry_semantic_conventions::SCHEMA_URL;

use super::*;
use crate::testing::capture::Capture;
use crate::testing::records::{ACTION, Chat, switch_on};
use crate::testing::scripted::{self, Script, Step, answer, call, rejected, with_header};
use crate::{Client, Effect, Request as _, RetryPolicy};

/// Names of the conventions that are used; one that is deprecated there does not compile.
#[deny(deprecated)]
fn conventions() -> BTreeSet<&'static str> {
    use opentelemetry_semantic_conventions::attribute as of;
    BTreeSet::from([
        of::CLOUD_REGION,
        of::ERROR_TYPE,
        of::EXCEPTION_MESSAGE,
        of::HTTP_REQUEST_METHOD,
        of::HTTP_REQUEST_RESEND_COUNT,
        of::HTTP_RESPONSE_STATUS_CODE,
        of::OTEL_STATUS_CODE,
        of::RPC_METHOD,
        of::RPC_RESPONSE_STATUS_CODE,
        of::RPC_SYSTEM_NAME,
        of::SERVER_ADDRESS,
        of::SERVER_PORT,
    ])
}

/// Reads a stream of events that come at once, to its end.
async fn stream(client: &Client, script: &Script, events: &str) {
    script.then([with_header(answer(200, events), CONTENT_TYPE, "text/event-stream")]);
    let mut stream = client.stream(&Chat::default()).await.unwrap();
    while stream.next().await.is_some() {}
}

/// Names of the fields of everything that a client can trace.
async fn seen(capture: &Capture) -> BTreeSet<&'static str> {
    let script = Script::new([rejected("RequestLimitExceeded"), Step::Refused]);
    let builder = scripted::builder(&script).region("ap-guangzhou");
    let client = builder.retry_policy(RetryPolicy::new().max_attempts(3)).build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    for step in [rejected("InvalidParameter"), Step::Broken, answer(503, "busy")] {
        script.then([step]);
        call(&client, Effect::Create).await.unwrap_err();
    }
    client.send(&switch_on().extra("New", "opensesame")).await.unwrap();
    script.then([answer(200, r#"{"Response": {"Ids": {"a": 1}, "RequestId": "r-1"}}"#)]);
    call(&client, Effect::Read).await.unwrap();
    let text = "data: {\"Text\": \"a\", \"RequestId\": \"r-1\"}\n\n";
    let odd = "data: {\"Text\": \"a\", \"Number\": \"opensesame\"}\n\n";
    stream(&client, &script, &format!("{text}{odd}")).await;
    stream(&client, &script, &format!("{text}data: opensesame\n\n")).await;
    list_exceeds_total(&ACTION, 1, "r-1");
    let events = capture.events.lock().unwrap().join("\n");
    for message in [
        "attempt failed, trying again",
        "attempt failed",
        "call ended",
        "the request has parameters",
        "answer does not fit",
        "event does not fit",
        "stream failed",
        "the list has more items",
    ] {
        assert!(events.contains(message), "{message}: {events}");
    }
    assert!(!events.contains("opensesame"), "{events}");
    capture.names.lock().unwrap().clone()
}

#[tokio::test(start_paused = true)]
async fn fields_have_the_names_of_the_conventions_or_the_own_prefix() {
    let (capture, _guard) = Capture::listen();
    let seen = seen(&capture).await;
    let is_own = |name: &&&str| name.starts_with(names::OWN_PREFIX);
    // The text of an event, as `tracing` calls it, and what exporters of its spans read.
    let tracing = BTreeSet::from(["message", names::SPAN_KIND, names::SPAN_NAME]);
    let of_conventions: BTreeSet<_> =
        seen.iter().filter(|name| !is_own(name) && !tracing.contains(*name)).copied().collect();
    assert_eq!(of_conventions, conventions());
    assert_eq!(seen.iter().filter(is_own).count(), 11, "{seen:?}");
}

#[tokio::test(start_paused = true)]
async fn the_guide_names_the_version_and_every_field() {
    let guide = include_str!("../../docs/tracing.md");
    let version = format!("semantic conventions, version {}", names::CONVENTIONS);
    assert!(guide.contains(&version) && SCHEMA_URL.ends_with(names::CONVENTIONS), "{version}");
    let (capture, _guard) = Capture::listen();
    for name in seen(&capture).await {
        assert!(name == "message" || guide.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn an_address_is_told_apart_from_its_port() {
    for (url, address, port) in [
        ("https://lamp.example/", "lamp.example", 443),
        ("http://127.0.0.1/", "127.0.0.1", 80),
        ("https://[::1]:8443/", "::1", 8443),
    ] {
        let url = RequestUrl::parse(url.to_owned()).unwrap();
        assert_eq!((url.server_address(), url.server_port()), (address, port));
    }
}
