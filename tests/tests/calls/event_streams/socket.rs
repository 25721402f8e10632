//! Server that answers every request with the same bytes and ends them by the same fault.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// End of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ending {
    Reset,
    Close,
    Silence,
    /// These bytes, and nothing more.
    Garbage(&'static [u8]),
}

/// Answer to every request.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) bytes: Vec<u8>,
    /// True if the end waits until the test has read what came before it.
    pub(crate) end_waits: bool,
    pub(crate) ending: Ending,
}

pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<AtomicUsize>,
    open: Arc<AtomicUsize>,
    go: watch::Sender<bool>,
}

impl Server {
    pub(crate) async fn start(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (requests, open) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (go, may_end) = watch::channel(false);
        let counts = (Arc::clone(&requests), Arc::clone(&open));
        let server = async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                let (requests, open) = (Arc::clone(&counts.0), Arc::clone(&counts.1));
                let (answer, may_end) = (answer.clone(), may_end.clone());
                tokio::spawn(async move {
                    open.fetch_add(1, Ordering::SeqCst);
                    serve(socket, &answer, &requests, may_end).await;
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        };
        tokio::spawn(server);
        Self { url, requests, open, go }
    }

    /// Lets answers end that wait for it.
    pub(crate) fn end(&self) {
        self.go.send_replace(true);
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    pub(crate) fn open_connections(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }
}

/// Answers the requests of a connection until its client closes it.
async fn serve(
    mut socket: TcpStream,
    answer: &Answer,
    requests: &AtomicUsize,
    mut may_end: watch::Receiver<bool>,
) {
    if !read_request(&mut socket).await {
        return;
    }
    requests.fetch_add(1, Ordering::SeqCst);
    if socket.write_all(&answer.bytes).await.is_err() {
        return;
    }
    if answer.end_waits {
        let _ = may_end.wait_for(|may_end| *may_end).await;
    }
    match answer.ending {
        Ending::Close => return,
        Ending::Reset => {
            let _ = socket.set_zero_linger();
            return;
        }
        Ending::Silence => {}
        Ending::Garbage(bytes) => {
            let _ = socket.write_all(bytes).await;
        }
    }
    // It stays open as long as the client wants it.
    while matches!(socket.read(&mut [0; 1024]).await, Ok(1..)) {}
}

/// Reads a whole request; false if the connection ends before.
async fn read_request(socket: &mut TcpStream) -> bool {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let Ok(count @ 1..) = socket.read(&mut buffer).await else { return false };
        request.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&request).to_ascii_lowercase();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
        if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
            return true;
        }
    }
}

/// Waits until something holds, as the runtime goes on meanwhile.
pub(crate) fn wait_until(runtime: &Runtime, what: &str, holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    let limit = Duration::from_secs(20);
    let done = runtime.block_on(async { tokio::time::timeout(limit, wait).await });
    assert!(done.is_ok(), "{what}");
}

/// Framing of the body of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Framing {
    Chunked,
    Length,
    /// None: the body ends with its connection.
    Unframed,
}

impl Framing {
    pub(crate) const ALL: [Self; 3] = [Self::Chunked, Self::Length, Self::Unframed];

    /// Head of an answer whose body has this length.
    pub(crate) fn head(self, length: usize) -> String {
        let framing = match self {
            Self::Chunked => "Transfer-Encoding: chunked\r\n".to_owned(),
            Self::Length => format!("Content-Length: {length}\r\n"),
            Self::Unframed => String::new(),
        };
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-TC-RequestId: r-head\r\n{framing}\r\n"
        )
    }

    /// Part of a body as it travels.
    pub(crate) fn part(self, text: &str) -> String {
        match self {
            Self::Chunked if !text.is_empty() => format!("{:x}\r\n{text}\r\n", text.len()),
            _ => text.to_owned(),
        }
    }
}
