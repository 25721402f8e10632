//! A service in this process, on which every attempt meets what a seed says.

use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use crate::simulation::depot::Op;
use ecm_client::{BoxFuture, HttpResponse, SendProgress, SignedRequest, Transport, TransportError};
use fastrand::Rng;
use futures_util::future::join_all;
use http::header::DATE;
use http::{HeaderMap, HeaderValue};
use serde_json::{Value, json};

use super::schedule::{client, make, plan};
use super::tally::Tally;

const TIMEOUT: Duration = Duration::from_secs(10);
/// Timers have whole milliseconds.
const GRACE: Duration = Duration::from_millis(20);

/// The service, and the names of what it created.
#[derive(Clone)]
struct Chaos {
    rng: Arc<Mutex<Rng>>,
    commits: Arc<Mutex<Vec<String>>>,
    /// How likely it is that nothing goes wrong, of ten.
    calm: u8,
}

/// What the client sees of an attempt.
enum Seen {
    Good,
    Refusal(&'static str),
    Odd(u16, &'static str),
    Broken,
    Oversized,
    TimedOut,
    Nothing,
}

/// What becomes of an attempt that arrives: whether it is carried out, and what is said of it.
fn arrived(rng: &mut Rng, calm: u8) -> (bool, Seen) {
    if rng.u8(..10) < calm {
        return (true, Seen::Good);
    }
    let carried_out = rng.bool();
    match rng.u8(..12) {
        0 => (false, Seen::Refusal("RequestLimitExceeded")),
        1 => (false, Seen::Refusal("AuthFailure.SignatureExpire")),
        2 => (false, Seen::Refusal("AuthFailure.TokenFailure")),
        3 => (false, Seen::Refusal("ResourceInsufficient")),
        // These leave it open.
        4 => (carried_out, Seen::Refusal("InternalError")),
        5 => (carried_out, Seen::Refusal("FailedOperation.Stuck")),
        6 => (carried_out, Seen::Odd([307, 429, 502, 504][rng.usize(..4)], "<html>")),
        7 => (
            carried_out,
            Seen::Odd(200, ["", "null", "[]", "<html>", r#"{"Response":{"Mach"#][rng.usize(..5)]),
        ),
        8 => (carried_out, Seen::Broken),
        9 => (carried_out, Seen::Oversized),
        10 => (carried_out, Seen::TimedOut),
        _ => (carried_out, Seen::Nothing),
    }
}

impl Chaos {
    fn good(&self, action: &str) -> Value {
        match action {
            "Rename" => json!({ "RequestId": "r" }),
            _ => json!({ "MachineIds": ["dm-1"], "RequestId": "r" }),
        }
    }

    /// Before a connection there is nothing that can have been carried out.
    async fn connect(&self, progress: &SendProgress) -> Result<(), TransportError> {
        let (turn, wait) = {
            let mut rng = self.rng.lock().unwrap();
            (rng.u8(..40), Duration::from_millis(rng.u64(..200)))
        };
        if turn % 2 == 0 {
            progress.start_tracking();
            tokio::time::sleep(wait).await;
        }
        match turn {
            0..4 => Err(TransportError::not_sent(&io::Error::other("refused"))),
            // Most of the time somebody keeps the mark.
            4..7 => pending().await,
            _ => Ok(()),
        }
    }

    async fn exchange(&self, request: SignedRequest) -> Result<HttpResponse, TransportError> {
        self.connect(request.progress()).await?;
        request.progress().mark_started();
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        let action = request.headers()["x-tc-action"].to_str().unwrap().to_owned();
        let (before, after, carried_out, seen, dated) = {
            let mut rng = self.rng.lock().unwrap();
            let (carried_out, seen) = arrived(&mut rng, self.calm);
            // Most is quick, and some of it takes longer than anybody waits.
            let longest = if rng.u8(..8) == 0 { 20_000 } else { 500 };
            let mut wait = || Duration::from_millis(rng.u64(..longest));
            (wait(), wait(), carried_out, seen, rng.u8(..4))
        };
        tokio::time::sleep(before).await;
        if carried_out && action == Op::Launch.action() {
            let name = body["Name"].as_str().unwrap().to_owned();
            self.commits.lock().unwrap().push(name);
        }
        tokio::time::sleep(after).await;
        let inside = match seen {
            Seen::Good => self.good(&action),
            Seen::Refusal(code) => json!({ "Error": { "Code": code, "Message": "m" } }),
            Seen::Odd(status, body) => return Ok(HttpResponse::new(status, body)),
            Seen::Broken => return Err(TransportError::unknown(&io::Error::other("reset"))),
            Seen::Oversized => return Err(TransportError::oversized()),
            Seen::TimedOut => return Err(TransportError::timeout()),
            Seen::Nothing => pending().await,
        };
        let date = match dated {
            0 => HeaderValue::from_static("Mon, 01 Jan 1900 00:00:00 GMT"),
            1 => HeaderValue::from_static("Fri, 31 Dec 9999 23:59:59 GMT"),
            2 => HeaderValue::from_static("never"),
            _ => HeaderValue::from_static("Mon, 01 Jan 2024 00:00:00 GMT"),
        };
        let reply = HttpResponse::new(200, json!({ "Response": inside }).to_string());
        Ok(reply.with_headers(HeaderMap::from_iter([(DATE, date)])))
    }
}

impl Transport for Chaos {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

/// Runs a schedule of calls, all at once, by clones of a client.
pub async fn run(seed: u64) -> Result<Tally, String> {
    let mut rng = Rng::with_seed(seed);
    let chaos = Chaos {
        rng: Arc::new(Mutex::new(rng.fork())),
        commits: Arc::default(),
        calm: rng.u8(1..8),
    };
    let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let client = client(&mut rng, TIMEOUT).transport(chaos.clone()).clock(move || moment);
    let client = client.build().map_err(|error| error.to_string())?;
    let planned = plan(&mut rng, TIMEOUT / 4);
    let ended = join_all(planned.iter().map(|planned| {
        let client = client.clone();
        async move { make(&client, planned).await }
    }))
    .await;
    let commits = chaos.commits.lock().unwrap().clone();
    let mut tally = Tally::default();
    for (planned, (said, took)) in planned.iter().zip(ended) {
        if took > TIMEOUT + GRACE {
            return Err(format!("{planned:?} took {took:?}"));
        }
        let own = commits.iter().filter(|name| **name == planned.name).count();
        tally.note(planned.op, said, own).map_err(|why| format!("{planned:?}: {why}"))?;
    }
    tally.committed(commits.len());
    Ok(tally)
}
