//! A proxy that keeps a log of what it is asked for.
//!
//! Also a part of the tests of the command.

use std::sync::{Arc, Mutex, mpsc};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::authority::Identity;

/// Treatment of a request by a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Passes everything on.
    Forward,
    /// Passes it on for this user and password, and else asks for them.
    Login(&'static str),
    /// Refuses it.
    Refuse,
    /// Says nothing.
    Silent,
    /// Passes on so many bytes of the answer, and closes.
    Cut(usize),
}

/// One request: its method, the server that it is for, and the login in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub method: String,
    pub server: String,
    pub login: Option<String>,
}

/// A proxy on this machine, on a thread of its own.
pub struct LoggedProxy {
    pub port: u16,
    log: Arc<Mutex<Vec<Asked>>>,
}

impl LoggedProxy {
    /// Starts one, which speaks TLS if it is given a certificate.
    pub fn start(manner: Manner, identity: Option<&Identity>) -> Self {
        let acceptor = identity.map(Identity::acceptor);
        let log = Arc::<Mutex<Vec<Asked>>>::default();
        let kept = Arc::clone(&log);
        let (tell, port) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async move {
                let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
                tell.send(listener.local_addr().unwrap().port()).unwrap();
                while let Ok((stream, _)) = listener.accept().await {
                    let (acceptor, log) = (acceptor.clone(), Arc::clone(&kept));
                    tokio::spawn(async move {
                        match acceptor {
                            None => handle(stream, manner, &log).await,
                            Some(acceptor) => {
                                let Ok(stream) = acceptor.accept(stream).await else { return };
                                handle(stream, manner, &log).await;
                            }
                        }
                    });
                }
            });
        });
        Self { port: port.recv().unwrap(), log }
    }

    /// Requests since this was asked last.
    pub fn taken(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.log.lock().unwrap())
    }
}

/// Reads a head, and what came of the body with it.
async fn head(stream: &mut (impl AsyncRead + Unpin)) -> Option<(String, Vec<u8>)> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        if let Some(end) = bytes.windows(4).position(|end| end == b"\r\n\r\n") {
            let body = bytes.split_off(end + 4);
            return Some((String::from_utf8(bytes).unwrap(), body));
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}

async fn handle<S>(mut stream: S, manner: Manner, log: &Mutex<Vec<Asked>>)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let Some((head, body)) = head(&mut stream).await else { return };
    let mut words = head.split(' ');
    let (method, target) = (words.next().unwrap().to_owned(), words.next().unwrap());
    let server = target.trim_start_matches("http://").split('/').next().unwrap().to_owned();
    let login = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("proxy-authorization").then(|| value.to_owned())
    });
    let asked = Asked { method: method.clone(), server: server.clone(), login: login.clone() };
    log.lock().unwrap().push(asked);
    let refused = match manner {
        Manner::Refuse => Some("403 Forbidden\r\n"),
        Manner::Login(wanted) if login.as_deref() != Some(wanted) => {
            Some("407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n")
        }
        _ => None,
    };
    if let Some(refused) = refused {
        let answer = format!("HTTP/1.1 {refused}content-length: 0\r\nconnection: close\r\n\r\n");
        let _ = stream.write_all(answer.as_bytes()).await;
        return;
    }
    if manner == Manner::Silent {
        let mut buffer = [0; 4096];
        while !matches!(stream.read(&mut buffer).await, Ok(0) | Err(_)) {}
        return;
    }
    let Ok(mut onward) = TcpStream::connect(&server).await else { return };
    if method == "CONNECT" {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
    } else {
        // One request for each connection, so that each is seen.
        let head = head.replacen("\r\n", "\r\nconnection: close\r\n", 1);
        let _ = onward.write_all(&[head.as_bytes(), &body].concat()).await;
    }
    let limit = match manner {
        Manner::Cut(bytes) => bytes,
        _ => usize::MAX,
    };
    pass(stream, onward, limit).await;
}

/// Passes everything on, and of the answer so many bytes.
async fn pass(stream: impl AsyncRead + AsyncWrite, onward: TcpStream, limit: usize) {
    let (mut from_client, mut to_client) = tokio::io::split(stream);
    let (mut from_server, mut to_server) = onward.into_split();
    let up = async {
        let _ = tokio::io::copy(&mut from_client, &mut to_server).await;
        let _ = to_server.shutdown().await;
        std::future::pending::<()>().await;
    };
    let down = async {
        let mut from_server = (&mut from_server).take(limit as u64);
        let _ = tokio::io::copy(&mut from_server, &mut to_client).await;
        let _ = to_client.shutdown().await;
    };
    tokio::select! {
        () = up => {}
        () = down => {}
    }
}
