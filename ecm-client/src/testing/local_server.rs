//! A server on this machine, for tests of what carries requests.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::transport::{PoolConfig, RequestUrl};
use crate::{Effect, SendProgress, SignedRequest, Transport, TransportError};

pub(crate) const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
/// To another page of the same server.
pub(crate) const MOVED: &[u8] = b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\
                                  Content-Length: 0\r\n\r\n";
const BODY: &[u8] = b"the body";

/// What a server has seen: one entry per connection, with what came over it.
pub(crate) type ConnectionLog = Arc<Mutex<Vec<String>>>;

/// A server that answers each request of each connection with `answer`, and closes a connection
/// after so many.
pub(crate) async fn serve(answer: &'static [u8], requests: usize) -> (String, ConnectionLog) {
    let (address, seen) = listen(move |socket, seen| {
        let number = log_entry(&seen);
        serve_connection(socket, number, seen, answer, requests)
    })
    .await;
    (address.to_string(), seen)
}

/// The same over TLS, as often as anybody asks. Gives its port.
pub(crate) async fn serve_tls(config: rustls::ServerConfig) -> (u16, ConnectionLog) {
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let (address, seen) = listen(move |socket, seen| {
        let accepted = acceptor.accept(socket);
        async move {
            let Ok(socket) = accepted.await else { return };
            let number = log_entry(&seen);
            serve_connection(socket, number, seen, ANSWER, usize::MAX).await;
        }
    })
    .await;
    (address.port(), seen)
}

/// Does the same with every connection, side by side.
async fn listen<F>(
    each: impl Fn(TcpStream, ConnectionLog) -> F + Send + 'static,
) -> (SocketAddr, ConnectionLog)
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let seen = ConnectionLog::default();
    let log = Arc::clone(&seen);
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            tokio::spawn(each(socket, Arc::clone(&log)));
        }
    });
    (address, seen)
}

/// A new entry, and its number.
fn log_entry(seen: &ConnectionLog) -> usize {
    let mut seen = seen.lock().unwrap();
    seen.push(String::new());
    seen.len() - 1
}

async fn serve_connection(
    mut socket: impl AsyncRead + AsyncWrite + Unpin,
    number: usize,
    log: ConnectionLog,
    answer: &'static [u8],
    requests: usize,
) {
    let mut buffer = [0; 4096];
    for _ in 0..requests {
        let mut request = String::new();
        // Who asks for a way, or follows to another page, has no body.
        let is_whole = |request: &str| {
            let bare = ["CONNECT", "GET"].iter().any(|method| request.starts_with(method));
            bare || request.ends_with("the body")
        };
        while !is_whole(&request) {
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

/// A server on a thread of its own that answers one request per connection and closes it, which it
/// says afterwards.
pub(crate) fn serve_on_threads() -> (String, ConnectionLog, mpsc::Receiver<()>) {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let seen = ConnectionLog::default();
    let log = Arc::clone(&seen);
    let (close, closed) = mpsc::channel();
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
            drop(socket);
            if close.send(()).is_err() {
                break;
            }
        }
    });
    (address, seen, closed)
}

pub(crate) fn request(url: &str, effect: Effect) -> SignedRequest {
    SignedRequest {
        method: Method::POST,
        url: RequestUrl::parse(url.to_owned()).unwrap(),
        headers: HeaderMap::new(),
        body: Bytes::from_static(BODY),
        stream: None,
        effect,
        max_response_size: 100,
        progress: SendProgress::default(),
    }
}

pub(crate) fn pool_config() -> PoolConfig {
    PoolConfig::new(Duration::from_secs(5))
}

pub(crate) fn not_sent(error: &TransportError) -> bool {
    error.to_string().starts_with("not sent: ")
}

/// Whether it is certain that nothing was sent, once a request has been given up that nobody answers.
pub(crate) async fn nothing_sent_unanswered(
    transport: &dyn Transport,
    request: SignedRequest,
) -> bool {
    let progress = request.progress().clone();
    let sent = tokio::time::timeout(Duration::from_millis(200), transport.send(request));
    assert!(sent.await.is_err());
    progress.is_nothing_sent()
}
