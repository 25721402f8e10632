//! A proxy, and what it may do to requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ecm_tests::secrets::PROXY_PASSWORD;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;

/// What a proxy does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Passes everything on.
    Forward,
    /// Does not listen.
    Down,
    /// Answers for itself with this status.
    Answers(u16),
    /// Closes each connection once it has read something.
    Closes,
    /// Says nothing.
    Stalls,
    /// Says what is no HTTP.
    Babbles,
    /// Says that the way is free, and closes.
    ClosesBehindConnect,
}

/// A proxy on this machine.
pub struct Proxy {
    port: u16,
    to: u16,
    mended: Arc<AtomicBool>,
    task: std::sync::Mutex<Option<JoinHandle<()>>>,
    /// While it is down: holds the port, so that nobody else gets it, and refuses connections.
    closed: std::sync::Mutex<Option<TcpSocket>>,
}

/// How many connections may wait to be accepted.
const BACKLOG: u32 = 64;

pub async fn start(way: Way, to: u16) -> Proxy {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let port = socket.local_addr().unwrap().port();
    let mended = Arc::new(AtomicBool::new(false));
    let (serving, closed) = match way {
        Way::Down => (None, Some(socket)),
        way => {
            let listener = socket.listen(BACKLOG).unwrap();
            (Some(serve(listener, way, to, Arc::clone(&mended))), None)
        }
    };
    Proxy { port, to, mended, task: serving.into(), closed: closed.into() }
}

fn serve(listener: TcpListener, way: Way, to: u16, mended: Arc<AtomicBool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let way = if mended.load(Ordering::Relaxed) { Way::Forward } else { way };
            tokio::spawn(handle(stream, way, to));
        }
    })
}

async fn handle(mut stream: TcpStream, way: Way, to: u16) {
    if way == Way::Forward {
        let Ok(mut server) = TcpStream::connect(("127.0.0.1", to)).await else { return };
        let _ = copy_bidirectional(&mut stream, &mut server).await;
        return;
    }
    let mut bytes = [0; 4096];
    let _ = stream.read(&mut bytes).await;
    let answer = match way {
        Way::Answers(status) => format!(
            "HTTP/1.1 {status} No\r\ncontent-length: 6\r\nproxy-authenticate: Basic\r\n\
             connection: close\r\n\r\n<html>"
        ),
        Way::Babbles => "SSH-2.0-nothing\r\n".to_owned(),
        Way::ClosesBehindConnect => "HTTP/1.1 200 OK\r\n\r\n".to_owned(),
        _ => String::new(),
    };
    let _ = stream.write_all(answer.as_bytes()).await;
    if way == Way::Stalls {
        while !matches!(stream.read(&mut bytes).await, Ok(0) | Err(_)) {}
    }
}

impl Proxy {
    pub fn url(&self) -> String {
        format!("http://user:{PROXY_PASSWORD}@127.0.0.1:{}", self.port)
    }

    /// Passes everything on from now on.
    pub async fn mend(&self) {
        self.mended.store(true, Ordering::Relaxed);
        if let Some(socket) = self.closed.lock().unwrap().take() {
            let listener = socket.listen(BACKLOG).unwrap();
            let task = serve(listener, Way::Forward, self.to, Arc::clone(&self.mended));
            *self.task.lock().unwrap() = Some(task);
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Some(task) = self.task.lock().unwrap().take() {
            task.abort();
        }
    }
}
