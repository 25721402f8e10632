//! Proxies against sockets on this machine.

use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use tokio::net::TcpListener;

use super::super::BodyStream;
use super::*;
use crate::Effect;
use crate::testing::local_server::{
    ANSWER, MOVED, not_sent, nothing_sent_unanswered, pool_config, request, serve,
};

fn tls() -> Tls {
    crate::transport::TlsSettings::default().build().unwrap()
}

/// Through the proxy at this address.
fn through(proxy: &str) -> ProxiedTransport {
    let proxy_config = ProxyConfig::Explicit(format!("http://user:hunter2@{proxy}"));
    ProxiedTransport::new(&pool_config(), &proxy_config, tls()).unwrap()
}

#[tokio::test]
async fn a_proxy_is_used_where_one_is_named() {
    let (proxy, seen) = serve(ANSWER, 1).await;
    through(&proxy).send(request("http://127.0.0.1:9/", Effect::Create)).await.unwrap();
    let sent = seen.lock().unwrap()[0].clone();
    assert!(sent.starts_with("POST http://127.0.0.1:9/ HTTP/1.1\r\n"), "{sent}");
    assert!(sent.to_lowercase().contains("proxy-authorization: basic "), "{sent}");

    // A proxy that will not connect proves that nothing was sent.
    let (proxy, seen) = serve(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", 1).await;
    let request = request("https://lamp.example.com/", Effect::Create);
    let error = through(&proxy).send(request).await.unwrap_err();
    assert!(not_sent(&error), "{error}");
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    let sent = seen.lock().unwrap()[0].clone();
    assert!(sent.starts_with("CONNECT lamp.example.com:443 HTTP/1.1\r\n"), "{sent}");
    assert!(!sent.contains("the body"), "{sent}");
}

#[tokio::test]
async fn a_stream_goes_through_a_proxy_or_ends_there() {
    let (proxy, seen) = serve(ANSWER, 1).await;
    let parts = |parts: &'static [&'static str], length| {
        let parts = parts.iter().map(|part| Ok::<_, Error>(Bytes::from(*part)));
        let stream = Some(BodyStream::new(length, stream::iter(parts)));
        SignedRequest { stream, ..request("http://127.0.0.1:9/", Effect::Create) }
    };
    through(&proxy).send(parts(&["the ", "body"], 8)).await.unwrap();
    let sent = seen.lock().unwrap()[0].clone();
    assert!(sent.contains("content-length: 8\r\n") && sent.ends_with("\r\n\r\nthe body"), "{sent}");
    let error = through(&proxy).send(parts(&["the"], 8)).await.unwrap_err();
    assert!(!not_sent(&error), "{error}");
    assert!(error.to_string().contains("ended after 3 of the 8 bytes"), "{error}");
}

#[tokio::test]
async fn the_mark_tells_whether_something_left() {
    // A proxy that says nothing: in clear it has the request, and for TLS it was asked for a way.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let transport = through(&listener.local_addr().unwrap().to_string());
    for (url, nothing) in [("https://lamp.example.com/", true), ("http://127.0.0.1:9/", false)] {
        let request = request(url, Effect::Create);
        assert_eq!(nothing_sent_unanswered(&transport, request).await, nothing, "{url}");
    }
}

#[tokio::test]
async fn a_proxy_that_takes_too_long_to_connect_proves_that_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy_config = ProxyConfig::Explicit(format!("http://{}", listener.local_addr().unwrap()));
    let pool_config = PoolConfig { connect_timeout: Duration::from_millis(50), ..pool_config() };
    let transport = ProxiedTransport::new(&pool_config, &proxy_config, tls()).unwrap();
    let request = request("https://lamp.example.com/", Effect::Create);
    let error = transport.send(request).await.unwrap_err();
    assert!(not_sent(&error), "{error}");
    assert!(format!("{error:?}").contains("timeout: true"), "{error:?}");
}

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_is_replaced() {
    let (proxy, seen) = serve(ANSWER, 1).await;
    let transport = through(&proxy);
    for _ in 0..3 {
        let reply = transport.send(request("http://127.0.0.1:9/", Effect::Create)).await.unwrap();
        assert_eq!((reply.status, &*reply.body), (200, &b"{}"[..]));
        // Time for the end of the connection to arrive.
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    assert_eq!(seen.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn the_connection_of_a_transient_fault_is_not_used_again() {
    const UNAVAILABLE: &[u8] = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 2\r\n\r\n{}";
    for (answer, poison, connections) in
        [(ANSWER, false, 1), (ANSWER, true, 3), (UNAVAILABLE, false, 3)]
    {
        for effect in [Effect::Create, Effect::Read] {
            let (proxy, seen) = serve(answer, 99).await;
            let transport = through(&proxy);
            for _ in 0..3 {
                let reply = transport.send(request("http://127.0.0.1:9/", effect)).await.unwrap();
                if poison {
                    reply.poison();
                }
            }
            assert_eq!(seen.lock().unwrap().len(), connections, "{effect:?}");
        }
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer() {
    let (proxy, seen) = serve(MOVED, 9).await;
    let request = request("http://127.0.0.1:9/", Effect::Read);
    assert_eq!(through(&proxy).send(request).await.unwrap().status, 302);
    tokio::time::sleep(Duration::from_millis(20)).await;
    let seen = seen.lock().unwrap().concat();
    assert!(seen.contains("the body") && !seen.contains("elsewhere"), "{seen}");
}

#[test]
fn a_proxy_that_cannot_be_one_is_refused_without_being_repeated() {
    for url in
        ["", "proxy.example.com", "ftp://user:hunter2@host", "http://user:hunter2@", "socks5://h"]
    {
        let made =
            ProxiedTransport::new(&pool_config(), &ProxyConfig::Explicit(url.to_owned()), tls());
        let error = made.err().map(|error| format!("{error} {error:?}"));
        let error = error.unwrap_or_else(|| panic!("{url} is taken for a proxy"));
        assert!(error.contains("the proxy must be a URL") && !error.contains("hunter2"), "{error}");
    }
}

/// Set where the next test runs this one again, with an environment that names a proxy.
const RUN_AGAIN: &str = "ECM_CLIENT_TEST_WITH_PROXY";

#[tokio::test]
async fn environment_of_a_proxy() {
    if std::env::var_os(RUN_AGAIN).is_none() {
        return;
    }
    let environment =
        ProxiedTransport::new(&pool_config(), &ProxyConfig::Environment, tls()).unwrap();
    let url = "http://127.0.0.1:9/";
    assert_eq!(environment.send(request(url, Effect::Create)).await.unwrap().status, 200);
    let direct =
        HttpTransport::standalone(&pool_config()).unwrap().send(request(url, Effect::Create)).await;
    assert!(not_sent(&direct.unwrap_err()), "the environment counts only where it is asked for");
}

#[tokio::test]
async fn the_environment_names_a_proxy_only_where_it_is_asked_for() {
    let (proxy, seen) = serve(ANSWER, 1).await;
    let mut inner = std::process::Command::new(std::env::current_exe().unwrap());
    inner.args(["--exact", "transport::proxy::tests::environment_of_a_proxy"]).env(RUN_AGAIN, "");
    for name in ["NO_PROXY", "no_proxy", "http_proxy", "ALL_PROXY", "all_proxy"] {
        inner.env_remove(name);
    }
    inner.env("HTTP_PROXY", format!("http://{proxy}"));
    let output = tokio::task::spawn_blocking(move || inner.output()).await.unwrap().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    assert!(seen.lock().unwrap()[0].starts_with("POST http://127.0.0.1:9/"));
}

/// Run again by the next test, with a variable that is no proxy.
#[test]
fn environment_of_no_proxy() {
    if std::env::var_os(RUN_AGAIN).is_none() {
        return;
    }
    let pair = crate::Credentials::new("id", "key");
    let error = crate::Client::builder().credentials(pair).proxy_from_env().build().unwrap_err();
    let error = format!("{error} {error:?}");
    assert!(
        error.contains("the client cannot be built: the proxy in all_proxy must be"),
        "{error}"
    );
    assert!(!error.contains("hunter2"), "{error}");
}

#[test]
fn a_variable_that_is_no_proxy_does_not_mean_none() {
    let mut inner = std::process::Command::new(std::env::current_exe().unwrap());
    inner.args(["--exact", "transport::proxy::tests::environment_of_no_proxy"]);
    for name in ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        inner.env_remove(name);
    }
    let output = inner.env(RUN_AGAIN, "").env("all_proxy", "socks5://hunter2@proxy").output();
    let output = output.unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}
