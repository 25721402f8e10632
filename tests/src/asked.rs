//! What must hold for any bytes at all that are sent to the server.
//!
//! The fuzz target calls [`check`] with what the fuzzer thinks of, the test suite with the corpus
//! that the fuzzer left behind. Nothing here may depend on the rest of this package: the fuzz
//! package compiles this file by itself.

use std::time::{Duration, SystemTime};

use ecm_client::Secret;
use ecm_client::sign::{
    Authorization, CanonicalRequest, CredentialScope, SigningKey, SigningTime, StringToSign,
};
use ecm_test_server::TestServer;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};

/// What bytes turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Not HTTP, or nothing.
    NoRequest,
    /// Something that was refused.
    Refused,
    /// A request that was carried out.
    Done,
}

/// The time at the server, so that a signature in a corpus stays right.
const NOW: u64 = 1_700_000_000;
const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "SECRETEXAMPLE";

/// Longer than anything takes that is sent at once.
const MAX_TIME: Duration = Duration::from_secs(10);

struct Stage {
    runtime: Runtime,
    // Dropped, it would end.
    _server: TestServer,
    address: String,
}

thread_local! {
    static STAGE: Stage = {
        // Both sides on one thread, in the same order each time.
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime can be had");
        let server = TestServer::builder()
            .shipped("ecm-2019-07-19")
            .credentials(ID, KEY)
            .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(NOW))
            .rate_limits(false)
            .seed(1);
        let server = runtime.block_on(server.start()).expect("a port can be had");
        let address = server.url().trim_start_matches("http://").to_owned();
        Stage { runtime, _server: server, address }
    };
}

/// Sends the bytes: as they are or, where the first of them is `!`, as the body of a request that is
/// signed, for the action that the first line names.
///
/// # Panics
///
/// If the server breaks a promise, whatever the bytes are.
pub fn check(bytes: &[u8]) -> Verdict {
    STAGE.with(|stage| {
        let sent = bytes.strip_prefix(b"!").and_then(signed).unwrap_or_else(|| bytes.to_vec());
        let exchange = async {
            tokio::time::timeout(MAX_TIME, exchange(&stage.address, &sent)).await.expect("an end")
        };
        let answered = stage.runtime.block_on(exchange);
        judge(&sent, &answered)
    })
}

/// A signed request: its action, a line end, its body.
fn signed(bytes: &[u8]) -> Option<Vec<u8>> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (action, body) = (std::str::from_utf8(&bytes[..end]).ok()?, &bytes[end + 1..]);
    let action = Some(action).filter(|action| action.chars().all(|c| c.is_ascii_alphanumeric()))?;
    let time = SigningTime::from_seconds(NOW as i64).ok()?;
    let scope = CredentialScope::new(&time, "ecm");
    let headers = [("content-type", "application/json"), ("host", "localhost")];
    let request = CanonicalRequest::new("POST", "", headers, body);
    let key = SigningKey::derive(&Secret::from(KEY), &scope);
    let signature = key.sign(&StringToSign::new(&request, &scope, &time));
    let authorization = Authorization::new(ID, &scope, &request, &signature);
    let head = format!(
        "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nx-tc-action: {action}\r\nx-tc-version: 2019-07-19\r\n\
         x-tc-timestamp: {NOW}\r\nauthorization: {}\r\n\r\n",
        body.len(),
        authorization.expose()
    );
    Some([head.as_bytes(), body].concat())
}

/// Sends everything, and reads what comes until the end.
async fn exchange(address: &str, sent: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let (mut from, mut to) = stream.split();
    let write = async {
        // Whoever has heard enough may close before the end.
        let _ = to.write_all(sent).await;
        let _ = to.shutdown().await;
    };
    let mut answered = Vec::new();
    let read = async {
        let _ = from.read_to_end(&mut answered).await;
    };
    tokio::join!(write, read);
    answered
}

/// What came back is answers, whole and one after the other, the best of which counts.
fn judge(sent: &[u8], answered: &[u8]) -> Verdict {
    let blank = sent.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
    assert!(blank || !answered.is_empty(), "no answer at all");
    let (mut rest, mut verdict) = (answered, Verdict::NoRequest);
    while !rest.is_empty() {
        let end = rest.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole head");
        let head = std::str::from_utf8(&rest[..end]).expect("a head of ASCII");
        let status =
            head.strip_prefix("HTTP/1.1 ").and_then(|head| head.get(..3)).expect("a status");
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |length| length.parse().expect("a length"));
        let body = rest.get(end + 4..end + 4 + length).expect("a whole body");
        rest = &rest[end + 4 + length..];
        if status != "200" {
            assert!(["100", "400", "431"].contains(&status), "status {status}");
            continue;
        }
        let answer: Value = serde_json::from_slice(body).expect("an answer in JSON");
        let response = answer.get("Response").and_then(Value::as_object).expect("an envelope");
        assert!(response["RequestId"].is_string());
        match response.get("Error") {
            None => verdict = Verdict::Done,
            Some(error) => {
                assert!(error["Code"].is_string() && error["Message"].is_string());
                if verdict == Verdict::NoRequest {
                    verdict = Verdict::Refused;
                }
            }
        }
    }
    verdict
}
