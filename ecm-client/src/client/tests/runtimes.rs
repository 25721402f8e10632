//! Clients without a runtime, and clients of several.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;

use tokio::runtime::{Builder, Runtime};

use super::*;
use crate::identity::CredentialsResult;
use crate::testing::records::switch_on;
use crate::testing::socket::{builder, http, read_request};
use crate::{BoxFuture, CredentialsError, CredentialsProvider, Outcome};

/// A provider that waits for what never comes.
struct Waiting;

impl CredentialsProvider for Waiting {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(async {
            std::future::pending::<()>().await;
            Err(CredentialsError::new("nothing came"))
        })
    }
}

/// A client for each way to the server.
fn clients(url: &str) -> Vec<ClientBuilder> {
    let direct = builder(url);
    #[cfg(feature = "proxy")]
    let proxied = Some(builder("http://127.0.0.1:9").proxy(url));
    #[cfg(not(feature = "proxy"))]
    let proxied = None;
    std::iter::once(direct).chain(proxied).collect()
}

fn polled_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

#[test]
fn without_a_runtime_a_call_is_an_error_that_says_so() {
    let all = clients("http://127.0.0.1:9").into_iter();
    let all = all.chain(
        clients("http://127.0.0.1:9")
            .into_iter()
            .map(|builder| builder.credentials_provider(Waiting)),
    );
    for client in all.map(|builder| builder.build().unwrap()) {
        let request = switch_on();
        let error = polled_once(client.send(&request)).unwrap().unwrap_err();
        let said = error.to_string();
        assert_eq!((error.outcome(), error.attempts()), (Outcome::NotSent, 0), "{said}");
        assert!(said.contains("no tokio runtime") && said.contains("blocking::Client"), "{said}");
    }
}

#[test]
fn without_a_runtime_a_request_is_prepared_if_there_is_nothing_to_wait_for() {
    let client = builder("http://127.0.0.1:9").build().unwrap();
    polled_once(client.prepare(&switch_on())).unwrap().unwrap();
    let client = builder("http://127.0.0.1:9").credentials_provider(Waiting).build().unwrap();
    let error = polled_once(client.prepare(&switch_on())).unwrap().unwrap_err();
    assert!(error.to_string().contains("no tokio runtime"), "{error}");
}

/// Answers every request of every connection, on a runtime of its own.
fn serve() -> String {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer = http("200 OK", r#"{"Response": {"Ids": ["ein-1"], "RequestId": "r-1"}}"#);
    let serve = async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            tokio::spawn(async move {
                use tokio::io::AsyncWriteExt as _;
                loop {
                    // Until the client closes.
                    if socket.peek(&mut [0]).await.unwrap_or(0) == 0 {
                        return;
                    }
                    read_request(&mut socket).await;
                    socket.write_all(answer).await.unwrap();
                }
            });
        }
    };
    thread::spawn(move || runtime.block_on(serve));
    url
}

#[test]
fn a_client_of_a_runtime_at_rest_works_on_another() {
    let url = serve();
    let new = || Builder::new_current_thread().enable_all().build().unwrap();
    for builder in clients(&url) {
        let client = builder.timeout(Duration::from_secs(20)).build().unwrap();
        let (at_rest, other) = (new(), new());
        let request = switch_on();
        let sent = |runtime: &Runtime| runtime.block_on(client.send(&request)).unwrap();
        for runtime in [&at_rest, &other, &at_rest, &other] {
            let begun = std::time::Instant::now();
            assert_eq!(sent(runtime).request_id(), "r-1");
            assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
        }
        // A runtime that is gone has taken its connections along.
        drop(at_rest);
        assert_eq!(sent(&new()).request_id(), "r-1");
    }
}

#[cfg(feature = "blocking")]
#[test]
fn a_client_may_be_used_on_a_runtime_and_blocking() {
    let url = serve();
    for builder in clients(&url) {
        let client = builder.timeout(Duration::from_secs(20)).build().unwrap();
        let blocking = crate::blocking::Client::new(client.clone()).unwrap();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let request = switch_on();
        for _ in 0..2 {
            runtime.block_on(client.send(&request)).unwrap();
            blocking.send(&request).unwrap();
            // Within the runtime, which is not driven meanwhile.
            let _guard = runtime.enter();
            blocking.send(&request).unwrap();
        }
    }
}
