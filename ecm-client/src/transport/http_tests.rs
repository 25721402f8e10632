//! HTTP against sockets on this machine.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, Method};
use reqwest::Url;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
const BODY: &[u8] = b"the body";

/// What a server has seen: one entry per connection, with what came over it.
type Seen = Arc<Mutex<Vec<String>>>;

/// A server that answers each request of each connection with `answer`, and closes a connection
/// after so many.
async fn serve(answer: &'static [u8], requests: usize) -> (String, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let seen = Seen::default();
    let log = Arc::clone(&seen);
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let number = {
                let mut log = log.lock().unwrap();
                log.push(String::new());
                log.len() - 1
            };
            tokio::spawn(talk(socket, number, Arc::clone(&log), answer, requests));
        }
    });
    (address, seen)
}

async fn talk(
    mut socket: TcpStream,
    number: usize,
    log: Seen,
    answer: &'static [u8],
    requests: usize,
) {
    let mut buffer = [0; 4096];
    for _ in 0..requests {
        let mut request = String::new();
        while !request.ends_with("the body") && !request.starts_with("CONNECT") {
            match socket.read(&mut buffer).await {
                Ok(0) | Err(_) => return,
                Ok(count) => request.push_str(&String::from_utf8_lossy(&buffer[..count])),
            }
        }
        log.lock().unwrap()[number].push_str(&request);
        if socket.write_all(answer).await.is_err() {
            return;
        }
    }
}

fn request(url: &str, effect: Effect) -> SignedRequest {
    SignedRequest {
        method: Method::POST,
        url: Url::parse(url).unwrap(),
        headers: HeaderMap::new(),
        body: Bytes::from_static(BODY),
        effect,
        max_response_size: 100,
        mark: SentMark::default(),
    }
}

fn limits() -> Limits {
    Limits::new(Duration::from_secs(5), Proxies::None)
}

fn not_sent(error: &TransportError) -> bool {
    error.to_string().starts_with("nothing was sent")
}

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_is_replaced() {
    for effect in [Effect::Create, Effect::Repeatable, Effect::Read] {
        let (address, seen) = serve(ANSWER, 1).await;
        let transport = HttpTransport::new(&limits()).unwrap();
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
    let (address, seen) = on_threads();
    let transport = HttpTransport::new(&limits()).unwrap();
    let url = format!("http://{address}/");
    for _ in 0..20 {
        transport.send(request(&url, Effect::Create)).await.unwrap();
        // Nothing of the runtime runs meanwhile, so nobody has seen the end of the connection.
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(seen.lock().unwrap().len(), 20);
}

/// A server on a thread of its own that answers one request per connection and closes it.
fn on_threads() -> (String, Seen) {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let seen = Seen::default();
    let log = Arc::clone(&seen);
    std::thread::spawn(move || {
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            let (mut request, mut buffer) = (String::new(), [0; 4096]);
            while !request.ends_with("the body") {
                let count = socket.read(&mut buffer).unwrap();
                request.push_str(&String::from_utf8_lossy(&buffer[..count]));
            }
            log.lock().unwrap().push(request);
            socket.write_all(ANSWER).unwrap();
            // Not together with the answer.
            std::thread::sleep(Duration::from_millis(3));
        }
    });
    (address, seen)
}

#[tokio::test]
async fn creates_share_a_connection_in_a_row_and_take_a_new_one_after_a_pause() {
    let (address, seen) = serve(ANSWER, 99).await;
    let idle_timeout_of_creates = Duration::from_millis(100);
    let transport = HttpTransport::new(&Limits { idle_timeout_of_creates, ..limits() }).unwrap();
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

#[tokio::test]
async fn the_mark_tells_whether_something_left() {
    // Nobody answers the first word of TLS, so nothing of the request can leave.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let transport = HttpTransport::new(&limits()).unwrap();
    for (url, nothing) in
        [(format!("https://{address}/"), true), (format!("http://{address}/"), false)]
    {
        let request = request(&url, Effect::Create);
        let mark = request.mark().clone();
        let sent = tokio::time::timeout(Duration::from_millis(200), transport.send(request));
        assert!(sent.await.is_err());
        assert_eq!(mark.is_nothing_sent(), nothing, "{url}");
    }
}

#[tokio::test]
async fn without_a_body_there_is_no_proof() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let transport = HttpTransport::new(&limits()).unwrap();
    let request = SignedRequest { body: Bytes::new(), ..request(&url, Effect::Create) };
    let mark = request.mark().clone();
    let sent = tokio::time::timeout(Duration::from_millis(200), transport.send(request));
    assert!(sent.await.is_err());
    assert!(!mark.is_nothing_sent());
}

#[tokio::test]
async fn the_length_of_the_body_is_sent() {
    let (address, seen) = serve(ANSWER, 1).await;
    let transport = HttpTransport::new(&limits()).unwrap();
    transport.send(request(&format!("http://{address}/"), Effect::Create)).await.unwrap();
    let head = seen.lock().unwrap()[0].to_lowercase();
    assert!(head.contains("content-length: 8\r\n"), "{head}");
    assert!(!head.contains("transfer-encoding"), "{head}");
}

#[tokio::test]
async fn a_proxy_is_used_where_one_is_named() {
    let (proxy, seen) = serve(ANSWER, 1).await;
    let explicit = |url: String| Limits::new(Duration::from_secs(5), Proxies::Explicit(url));
    let transport = HttpTransport::new(&explicit(format!("http://user:hunter2@{proxy}"))).unwrap();
    transport.send(request("http://127.0.0.1:9/", Effect::Create)).await.unwrap();
    let through = seen.lock().unwrap()[0].clone();
    assert!(through.starts_with("POST http://127.0.0.1:9/ HTTP/1.1\r\n"), "{through}");
    assert!(through.to_lowercase().contains("proxy-authorization: basic "), "{through}");

    // A proxy that will not connect proves that nothing was sent.
    let (proxy, seen) = serve(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", 1).await;
    let transport = HttpTransport::new(&explicit(format!("http://user:hunter2@{proxy}"))).unwrap();
    let refused = transport.send(request("https://lamp.example.com/", Effect::Create)).await;
    let error = refused.unwrap_err();
    assert!(not_sent(&error), "{error}");
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    let through = seen.lock().unwrap()[0].clone();
    assert!(through.starts_with("CONNECT lamp.example.com:443 HTTP/1.1\r\n"), "{through}");
    assert!(!through.contains("the body"), "{through}");
}

#[test]
fn a_proxy_that_cannot_be_one_is_refused_without_being_repeated() {
    for url in
        ["", "proxy.example.com", "ftp://user:hunter2@host", "http://user:hunter2@", "socks5://h"]
    {
        let limits = Limits::new(Duration::from_secs(5), Proxies::Explicit(url.to_owned()));
        let error = HttpTransport::new(&limits).err().map(|error| format!("{error} {error:?}"));
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
    let environment = Limits::new(Duration::from_secs(5), Proxies::Environment);
    let url = "http://127.0.0.1:9/";
    let reply = HttpTransport::new(&environment).unwrap().send(request(url, Effect::Create)).await;
    assert_eq!(reply.unwrap().status, 200);
    let direct = HttpTransport::new(&limits()).unwrap().send(request(url, Effect::Create)).await;
    assert!(not_sent(&direct.unwrap_err()), "the environment counts only where it is asked for");
}

#[tokio::test]
async fn the_environment_names_a_proxy_only_where_it_is_asked_for() {
    let (proxy, seen) = serve(ANSWER, 1).await;
    let mut inner = std::process::Command::new(std::env::current_exe().unwrap());
    inner.args(["--exact", "transport::http::tests::environment_of_a_proxy"]).env(RUN_AGAIN, "");
    for name in ["NO_PROXY", "no_proxy", "http_proxy", "ALL_PROXY", "all_proxy"] {
        inner.env_remove(name);
    }
    inner.env("HTTP_PROXY", format!("http://{proxy}"));
    let output = tokio::task::spawn_blocking(move || inner.output()).await.unwrap().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    assert!(seen.lock().unwrap()[0].starts_with("POST http://127.0.0.1:9/"));
}
