//! HTTP against sockets on this machine.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::super::{RequestUrl, TlsVersion};
use super::*;
use crate::Effect;
use crate::testing::certificates::{LAMP, LOCALHOST, SelfSigned, pem};
use crate::testing::local_server::{
    ANSWER, MOVED, not_sent, nothing_sent_unanswered, pool_config, request, serve,
    serve_on_threads, serve_tls,
};

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_is_replaced() {
    for effect in [Effect::Create, Effect::Idempotent, Effect::Read] {
        let (address, seen) = serve(ANSWER, 1).await;
        let transport = HttpTransport::standalone(&pool_config()).unwrap();
        let url = format!("http://{address}/");
        for _ in 0..5 {
            let reply = transport.send(request(&url, effect)).await.unwrap();
            assert_eq!((reply.status, &*reply.body), (200, &b"{}"[..]));
            // Time for the end of the connection to arrive; that is all there is to notice.
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        assert_eq!(seen.lock().unwrap().len(), 5);
    }
}

#[tokio::test]
async fn a_connection_that_was_closed_behind_the_back_of_a_busy_thread_is_replaced() {
    let (address, seen, closed) = serve_on_threads();
    let transport = HttpTransport::standalone(&pool_config()).unwrap();
    let url = format!("http://{address}/");
    for _ in 0..20 {
        transport.send(request(&url, Effect::Create)).await.unwrap();
        // Nothing of the runtime runs meanwhile, so nobody has seen the end of the connection.
        closed.recv().unwrap();
    }
    assert_eq!(seen.lock().unwrap().len(), 20);
}

#[tokio::test]
async fn creates_share_a_connection_in_a_row_and_take_a_new_one_after_a_pause() {
    let (address, seen) = serve(ANSWER, 99).await;
    let create_idle_timeout = Duration::from_millis(100);
    let transport =
        HttpTransport::standalone(&PoolConfig { create_idle_timeout, ..pool_config() }).unwrap();
    let url = format!("http://{address}/");
    let connections = || seen.lock().unwrap().len();
    for _ in 0..3 {
        transport.send(request(&url, Effect::Create)).await.unwrap();
        transport.send(request(&url, Effect::Read)).await.unwrap();
    }
    assert_eq!(connections(), 2, "one for each kind");
    tokio::time::sleep(Duration::from_millis(150)).await;
    transport.send(request(&url, Effect::Read)).await.unwrap();
    assert_eq!(connections(), 2);
    transport.send(request(&url, Effect::Create)).await.unwrap();
    assert_eq!(connections(), 3);
}

/// A gateway whose server is gone.
const UNAVAILABLE: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n{}";

#[tokio::test]
async fn the_connection_of_a_transient_fault_is_not_used_again() {
    for (answer, poison, connections) in
        [(ANSWER, false, 1), (ANSWER, true, 3), (UNAVAILABLE, false, 3)]
    {
        for effect in [Effect::Create, Effect::Read] {
            let (address, seen) = serve(answer, 99).await;
            let transport = HttpTransport::standalone(&pool_config()).unwrap();
            for _ in 0..3 {
                let reply = transport.send(request(&format!("http://{address}/"), effect)).await;
                let reply = reply.unwrap();
                if poison {
                    reply.poison();
                }
            }
            assert_eq!(seen.lock().unwrap().len(), connections, "{effect:?}");
        }
    }
}

#[tokio::test]
async fn a_request_that_is_given_up_closes_its_connection() {
    // Nothing, the beginning of a head, or the beginning of a body.
    for part in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let transport = HttpTransport::standalone(&pool_config()).unwrap();
        let served = tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            crate::testing::socket::read_request(&mut socket).await;
            socket.write_all(part.as_bytes()).await.unwrap();
            // Until the client closes.
            socket.read(&mut [0]).await.unwrap_or(0)
        });
        let given_up = nothing_sent_unanswered(&transport, request(&url, Effect::Read)).await;
        assert!(!given_up);
        let end = tokio::time::timeout(Duration::from_secs(5), served).await;
        assert_eq!(end.expect("the connection is closed").unwrap(), 0, "{part:?}");
    }
}

#[test]
fn a_transport_that_was_used_on_a_runtime_at_rest_works_on_another() {
    let new = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (server, at_rest, other) = (new(), new(), new());
    let (address, seen) = server.block_on(serve(ANSWER, 99));
    std::thread::spawn(move || server.block_on(std::future::pending::<()>()));
    let transport = HttpTransport::standalone(&pool_config()).unwrap();
    for effect in [Effect::Create, Effect::Read] {
        for runtime in [&at_rest, &other, &at_rest] {
            let request = request(&format!("http://{address}/"), effect);
            let sent = async {
                tokio::time::timeout(Duration::from_secs(5), transport.send(request)).await
            };
            let reply = runtime.block_on(sent).expect("it does not wait for the other runtime");
            assert_eq!(reply.unwrap().status, 200);
        }
    }
    assert_eq!(seen.lock().unwrap().len(), 4, "one for each runtime and kind");
}

#[tokio::test]
async fn the_mark_tells_whether_something_left() {
    // Nobody answers the first word of TLS, so nothing of the request can leave.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let transport = HttpTransport::standalone(&pool_config()).unwrap();
    for (url, nothing) in
        [(format!("https://{address}/"), true), (format!("http://{address}/"), false)]
    {
        let request = request(&url, Effect::Create);
        assert_eq!(nothing_sent_unanswered(&transport, request).await, nothing, "{url}");
    }
}

#[tokio::test]
async fn without_a_body_there_is_no_proof() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let transport = HttpTransport::standalone(&pool_config()).unwrap();
    let request = SignedRequest { body: Bytes::new(), ..request(&url, Effect::Create) };
    assert!(!nothing_sent_unanswered(&transport, request).await);
}

#[tokio::test]
async fn nothing_is_sent_beside_what_was_given() {
    let (address, seen) = serve(ANSWER, 1).await;
    let transport = HttpTransport::standalone(&pool_config()).unwrap();
    let headers = [("host", "lamp.example.com"), ("x-tc-action", "Light")];
    let headers = headers.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    let request = SignedRequest {
        url: RequestUrl::parse(format!("http://{address}/?A=b%20c")).unwrap(),
        headers: HeaderMap::from_iter::<[(HeaderName, HeaderValue); 2]>(headers),
        ..request("http://127.0.0.1/", Effect::Create)
    };
    transport.send(request).await.unwrap();
    let expected = "POST /?A=b%20c HTTP/1.1\r\nhost: lamp.example.com\r\nx-tc-action: Light\r\n\
                    content-length: 8\r\n\r\nthe body";
    assert_eq!(seen.lock().unwrap()[0], expected);
}

#[tokio::test]
async fn a_redirect_is_an_answer() {
    let (address, seen) = serve(MOVED, 9).await;
    let transport = HttpTransport::standalone(&pool_config()).unwrap();
    let request = request(&format!("http://{address}/"), Effect::Read);
    assert_eq!(transport.send(request).await.unwrap().status, 302);
    tokio::time::sleep(Duration::from_millis(20)).await;
    let seen = seen.lock().unwrap().concat();
    assert!(seen.contains("the body") && !seen.contains("elsewhere"), "{seen}");
}

#[tokio::test]
async fn localhost_is_this_machine() {
    let (address, _) = serve(ANSWER, 1).await;
    let port = address.rsplit(':').next().unwrap();
    let transport = HttpTransport::standalone(&pool_config()).unwrap();
    let request = request(&format!("http://localhost:{port}/"), Effect::Create);
    assert_eq!(transport.send(request).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_name_that_nobody_knows_proves_that_nothing_was_sent() {
    let transport = HttpTransport::standalone(&pool_config()).unwrap();
    let request = request("https://lamp.invalid/", Effect::Create);
    let error = transport.send(request).await.unwrap_err();
    assert!(not_sent(&error), "{error}");
}

#[tokio::test]
async fn connecting_that_takes_too_long_proves_that_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let pool_config = PoolConfig { connect_timeout: Duration::from_millis(50), ..pool_config() };
    let transport = HttpTransport::standalone(&pool_config).unwrap();
    let error = transport.send(request(&url, Effect::Create)).await.unwrap_err();
    assert!(not_sent(&error), "{error}");
    assert!(format!("{error:?}").contains("timeout: true"), "{error:?}");
}

/// Server with one of the certificates, and a transport that trusts it.
fn parties(identity: SelfSigned) -> (ServerConfig, HttpTransport) {
    parties_with(identity, rustls::ALL_VERSIONS, TlsVersion::V1_2)
}

/// Server and transport with the versions of TLS of the one and the oldest version of the other.
fn parties_with(
    (certificate, key): SelfSigned,
    versions: &[&'static rustls::SupportedProtocolVersion],
    min_version: TlsVersion,
) -> (ServerConfig, HttpTransport) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let server = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from(certificate)],
            PrivatePkcs8KeyDer::from(key).into(),
        )
        .unwrap();
    let root_certificates = vec![pem(certificate)];
    let tls = TlsSettings { root_certificates, min_version, ..TlsSettings::default() };
    (server, HttpTransport::new(&pool_config(), tls.build().unwrap()))
}

#[tokio::test]
async fn over_tls_connections_are_shared_as_in_clear() {
    let (server, transport) = parties(LOCALHOST);
    let (port, seen) = serve_tls(server).await;
    let url = format!("https://localhost:{port}/");
    for effect in [Effect::Create, Effect::Create, Effect::Read] {
        let request = request(&url, effect);
        let progress = request.progress().clone();
        let reply = transport.send(request).await.unwrap();
        assert_eq!((reply.status, &*reply.body), (200, &b"{}"[..]));
        assert!(!progress.is_nothing_sent());
    }
    let requests: Vec<_> =
        seen.lock().unwrap().iter().map(|sent| sent.matches("the body").count()).collect();
    assert_eq!(requests, [2, 1], "one connection for what creates, one for the rest");
}

#[tokio::test]
async fn an_older_version_of_tls_is_refused_where_the_settings_say_so() {
    let old = &[&rustls::version::TLS12];
    for (min_version, is_refused) in [(TlsVersion::V1_2, false), (TlsVersion::V1_3, true)] {
        let (server, transport) = parties_with(LOCALHOST, old, min_version);
        let (port, _) = serve_tls(server).await;
        let request = request(&format!("https://localhost:{port}/"), Effect::Create);
        let sent = transport.send(request).await;
        assert_eq!(sent.is_err_and(|error| not_sent(&error)), is_refused, "{min_version:?}");
    }
}

#[tokio::test]
async fn nothing_is_sent_to_a_server_that_cannot_prove_who_it_is() {
    let (server, trusting) = parties(LAMP);
    let (port, seen) = serve_tls(server).await;
    let shipped = HttpTransport::standalone(&pool_config()).unwrap();
    let another_name = "is for `lamp.example.com`, not for localhost";
    for (transport, expected) in [(shipped, "it is self-signed"), (trusting, another_name)] {
        let request = request(&format!("https://localhost:{port}/"), Effect::Create);
        let progress = request.progress().clone();
        let error = transport.send(request).await.unwrap_err();
        assert!(not_sent(&error) && error.to_string().contains(expected), "{error}");
        assert!(progress.is_nothing_sent());
    }
    assert_eq!(seen.lock().unwrap().concat(), "");
}
