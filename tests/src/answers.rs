//! What must hold for any bytes at all that come back as an answer, and for any `Date` on it.
//!
//! The fuzz target calls [`check`] with what the fuzzer thinks of, the test suite with the corpus
//! that the fuzzer left behind. Nothing here may depend on the rest of this package: the fuzz
//! package compiles this file by itself.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use ecm_client::ecm::{DescribeInstancesRequest, Isp, RunInstancesRequest, ZoneInstanceCountIsp};
use ecm_client::{
    BoxFuture, Client, Credentials, Error, HttpResponse, Outcome, Request, SignedRequest,
    Transport, TransportError,
};
use http::{HeaderMap, HeaderValue, header::DATE};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

/// What bytes turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// An answer.
    Done,
    /// The service's refusal.
    Refused,
    /// Nothing that can be believed.
    Lost,
}

const GOOD: &str = r#"{"Response":{"RequestId":"r"}}"#;

/// More than any error has to say.
const MAX_MESSAGE: usize = 4096;

/// Answers each request with the same, until it is told better.
#[derive(Clone)]
struct Parrot {
    reply: Arc<Mutex<HttpResponse>>,
    times: Arc<Mutex<Vec<i64>>>,
}

impl Transport for Parrot {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let time = request.headers().get("x-tc-timestamp").and_then(|time| time.to_str().ok());
        let time = time.and_then(|time| time.parse().ok()).expect("a signature is dated");
        self.times.lock().expect("nothing panics").push(time);
        let reply = self.reply.lock().expect("nothing panics").clone();
        Box::pin(std::future::ready(Ok(reply)))
    }
}

thread_local! {
    static RUNTIME: Runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime can be had");
}

/// Takes the first line for a `Date` and the rest for the body of an answer.
///
/// # Panics
///
/// If the client breaks a promise, whatever the bytes are.
pub fn check(bytes: &[u8]) -> Verdict {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (date, body) = bytes.split_at(end);
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    let date = HeaderValue::from_bytes(date).ok();
    let zones = [ZoneInstanceCountIsp::new("ap-zhengzhou-1", 1, Isp::Cmcc)];
    let create =
        RunInstancesRequest::builder().zone_instance_count_isp_set(zones).module_id("em-1");
    let created = send(&create.build(), date.as_ref(), body);
    let listed = send(&DescribeInstancesRequest::new(), date.as_ref(), body);
    // An answer that fits the one response may not fit the other; a refusal is one for both.
    assert_eq!(created == Verdict::Refused, listed == Verdict::Refused);
    listed
}

fn send<R: Request>(request: &R, date: Option<&HeaderValue>, body: &[u8]) -> Verdict {
    let mut reply = HttpResponse::new(200, body.to_vec());
    if let Some(date) = date {
        reply = reply.with_headers(HeaderMap::from_iter([(DATE, date.clone())]));
    }
    let parrot = Parrot { reply: Arc::new(Mutex::new(reply)), times: Arc::default() };
    let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let client = Client::builder()
        .credentials(Credentials::new("an-id", "a-key"))
        .transport(parrot.clone())
        .clock(move || moment)
        .jitter(|| 0.5)
        .rate_limit(false)
        .build()
        .expect("it has all that it needs");
    let result = RUNTIME.with(|runtime| runtime.block_on(client.send(request)));
    let verdict = match &result {
        Ok(_) => {
            check_answer(body);
            Verdict::Done
        }
        Err(error) => check_error(error),
    };
    let attempts = parrot.times.lock().expect("nothing panics").len();
    assert!(attempts >= 1);
    if R::ACTION.effect == ecm_client::Effect::Create && verdict != Verdict::Refused {
        assert_eq!(attempts, 1, "an answer that was lost, and another attempt");
    }
    // Whatever came back, the client goes on.
    *parrot.reply.lock().expect("nothing panics") = HttpResponse::new(200, GOOD);
    let next = RUNTIME.with(|runtime| runtime.block_on(client.send(request)));
    assert_eq!(next.expect("all is well again").request_id(), "r");
    verdict
}

/// What is taken for an answer is an envelope, and holds no refusal.
fn check_answer(body: &[u8]) {
    // What is nested deeper than this reader goes may stand where nobody looks.
    let Ok(value) = serde_json::from_slice::<Value>(body) else { return };
    let response = value.get("Response").and_then(Value::as_object).expect("an envelope");
    let error = response.get("Error").filter(|error| !error.is_null());
    assert!(error.is_none(), "an error taken for an answer");
}

fn check_error(error: &Error) -> Verdict {
    let text = error.to_string();
    assert!(text.len() <= MAX_MESSAGE, "{} bytes of message", text.len());
    assert!(!text.chars().any(char::is_control), "something that a terminal would act on");
    assert!(!format!("{error:?}").is_empty());
    match error.outcome() {
        Outcome::Rejected => {
            assert!(error.code().is_some_and(|code| !code.is_empty()));
            Verdict::Refused
        }
        Outcome::Unknown => Verdict::Lost,
        Outcome::NotSent => panic!("it was sent: {text}"),
    }
}
