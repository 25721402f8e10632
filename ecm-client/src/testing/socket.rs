//! A socket on this machine that answers one request with prepared bytes.

use std::time::{Duration, SystemTime};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::{Client, ClientBuilder, Credentials};

pub(crate) const SECRETS: [&str; 4] =
    ["AKIDidididid", "keykeykeykey", "tokentokentoken", "opensesame"];

pub(crate) fn builder(endpoint: &str) -> ClientBuilder {
    let [id, key, token, _] = SECRETS;
    Client::builder()
        .credentials(Credentials::new(id, key).with_token(token))
        .endpoint(endpoint)
        .region("ap-guangzhou")
        .timeout(Duration::from_secs(10))
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_551_113_065))
}

pub(crate) fn client(endpoint: &str) -> Client {
    builder(endpoint).build().unwrap()
}

/// Takes one connection, reads one request and answers it; gives the request.
pub(crate) async fn serve(answer: &'static [u8], linger: Duration) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let request = read_request(&mut socket).await;
        socket.write_all(answer).await.unwrap();
        tokio::time::sleep(linger).await;
        drop(socket);
        // Nothing more may come: neither a second try nor a redirect.
        let again = tokio::time::timeout(Duration::from_millis(150), listener.accept());
        assert!(again.await.is_err(), "a second connection");
        request
    });
    (endpoint, task)
}

/// One whole request.
pub(crate) async fn read_request(socket: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = socket.read(&mut buffer).await.unwrap();
        request.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            assert!(count > 0, "the connection ended: {text}");
            continue;
        };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if count == 0 || body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
            return text;
        }
    }
}

pub(crate) fn http(status: &str, body: &str) -> &'static [u8] {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n");
    format!("{head}Location: /elsewhere\r\n\r\n{body}").into_bytes().leak()
}

#[track_caller]
pub(crate) fn assert_no_secrets(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{text}");
    }
}
