//! Two servers behind one address, of which one is bad: a connection leads to one of them for as long
//! as it is used, and a new one leads to the other.

use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ecm_client::{
    BoxFuture, Client, Credentials, Effect, Error, HttpResponse, Outcome, RetryPolicy,
    SignedRequest, Transport, TransportError,
};
use ecm_tests::secrets::{SECRET_ID, SECRET_KEY};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::simulation::depot::Op;

const TIMEOUT: Duration = Duration::from_secs(10);
const MAX_BACKOFF: Duration = Duration::from_millis(500);

/// How the bad server fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    Page(u16),
    Broken(&'static str),
    Internal,
    Reset,
    Oversized,
    Silence,
}

/// What both servers have seen, and the connections to them.
struct Servers {
    rng: Rng,
    /// Requests that the bad server answers well before it fails for good.
    good_for: u32,
    has_failed: bool,
    next_connection: u64,
    /// Idle connections of each pool, and whether they lead to the bad server.
    idle: [Vec<(u64, bool)>; 2],
    poisoned: Vec<u64>,
    seen: Vec<Seen>,
}

/// A request that arrived.
#[derive(Clone, Debug)]
struct Seen {
    name: String,
    connection: u64,
    failure: Option<Failure>,
    committed: bool,
}

#[derive(Clone)]
struct Network(Arc<Mutex<Servers>>);

impl Network {
    fn servers(&self) -> MutexGuard<'_, Servers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn exchange(&self, request: SignedRequest) -> Result<HttpResponse, TransportError> {
        request.progress().start_tracking();
        request.progress().mark_started();
        let pool = usize::from(request.effect() == Effect::Create);
        let (connection, failure, body) = self.servers().arrive(pool, &request);
        let answer = match failure {
            None => HttpResponse::new(200, body),
            Some(Failure::Page(status)) => HttpResponse::new(status, "<html>"),
            Some(Failure::Broken(body)) => HttpResponse::new(200, body),
            Some(Failure::Internal) => {
                let error = json!({ "Code": "InternalError", "Message": "m" });
                let body = json!({ "Response": { "Error": error, "RequestId": "r" } });
                HttpResponse::new(200, body.to_string())
            }
            // The transport itself sees these, and keeps no such connection.
            Some(Failure::Reset) => {
                return Err(TransportError::unknown(&io::Error::other("reset")));
            }
            Some(Failure::Oversized) => return Err(TransportError::oversized()),
            Some(Failure::Silence) => pending().await,
        };
        let pause = Duration::from_millis(self.servers().rng.u64(..20));
        tokio::time::sleep(pause).await;
        self.servers().idle[pool].push(connection);
        let network = self.clone();
        Ok(answer.on_poison(move || network.servers().poison(connection.0)))
    }
}

impl Servers {
    /// Gives a request to the server that its connection leads to.
    fn arrive(
        &mut self,
        pool: usize,
        request: &SignedRequest,
    ) -> ((u64, bool), Option<Failure>, String) {
        let connection = self.idle[pool].pop().unwrap_or_else(|| {
            self.next_connection += 1;
            (self.next_connection, !self.has_failed && self.rng.bool())
        });
        assert!(!self.poisoned.contains(&connection.0), "used again: {connection:?}");
        let failure = (connection.1 && self.good_for == 0).then(|| self.failure());
        self.good_for -= u32::from(connection.1 && self.good_for > 0);
        self.has_failed |= failure.is_some();
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        let creates = request.effect() == Effect::Create;
        let committed = creates && (failure.is_none() || self.rng.bool());
        let name = body["Name"].as_str().unwrap().to_owned();
        self.seen.push(Seen { name, connection: connection.0, failure, committed });
        let answer = match request.headers()["x-tc-action"] == "Rename" {
            true => json!({ "RequestId": "r" }),
            false => json!({ "MachineIds": ["dm-1"], "RequestId": "r" }),
        };
        (connection, failure, json!({ "Response": answer }).to_string())
    }

    fn failure(&mut self) -> Failure {
        match self.rng.u8(..6) {
            0 => Failure::Page([500, 502, 503, 504][self.rng.usize(..4)]),
            1 => Failure::Broken(["", "<html>", r#"{"Response":{"Mach"#][self.rng.usize(..3)]),
            2 => Failure::Internal,
            3 => Failure::Reset,
            4 => Failure::Oversized,
            _ => Failure::Silence,
        }
    }

    fn poison(&mut self, connection: u64) {
        self.poisoned.push(connection);
        for idle in &mut self.idle {
            idle.retain(|(number, _)| *number != connection);
        }
    }
}

impl Transport for Network {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

/// How often what happened.
#[derive(Clone, Debug, Default)]
pub struct Count {
    /// Calls that met the bad server and succeeded all the same.
    pub saved: u64,
    /// Calls that had no attempt, no budget or no time left.
    pub spent: u64,
    /// Creates that met the bad server, and how many of them it carried out.
    pub lost: u64,
    pub lost_commits: u64,
    /// Creates after such a one.
    pub next: u64,
}

impl Count {
    pub fn add(&mut self, other: &Self) {
        self.saved += other.saved;
        self.spent += other.spent;
        self.lost += other.lost;
        self.lost_commits += other.lost_commits;
        self.next += other.next;
    }
}

/// Limits of a client, by chance.
struct Limits {
    attempts: u32,
    budget: u32,
    attempt_timeout: Option<Duration>,
}

/// Runs a schedule of calls, one after the other.
pub async fn run(seed: u64) -> Result<Count, String> {
    let mut rng = Rng::with_seed(seed);
    let network = Network(Arc::new(Mutex::new(Servers {
        rng: rng.fork(),
        good_for: rng.u32(..5),
        has_failed: false,
        next_connection: 0,
        idle: Default::default(),
        poisoned: Vec::new(),
        seen: Vec::new(),
    })));
    let limits = Limits {
        attempts: rng.u32(1..5),
        budget: [0, 1, 100][rng.usize(..3)],
        attempt_timeout: rng.bool().then(|| TIMEOUT.mul_f64(0.1 + rng.f64())),
    };
    let policy = RetryPolicy::new()
        .max_attempts(limits.attempts)
        .retry_budget(limits.budget)
        .max_backoff(MAX_BACKOFF);
    let mut builder = Client::builder()
        .credentials(Credentials::new(SECRET_ID, SECRET_KEY))
        .timeout(TIMEOUT)
        .retry_policy(policy)
        .rate_limit(false)
        .transport(network.clone());
    if let Some(timeout) = limits.attempt_timeout {
        builder = builder.attempt_timeout(timeout);
    }
    let client = builder.build().map_err(|error| error.to_string())?;
    let mut count = Count::default();
    let (mut budget, mut was_lost) = (limits.budget, false);
    for index in 0..2 + rng.usize(..4) {
        let op = Op::ALL[rng.usize(..3)];
        let name = format!("call-{index}");
        let start = tokio::time::Instant::now();
        let result = op.call(&client, &name).await;
        let left = TIMEOUT.saturating_sub(start.elapsed());
        let seen: Vec<_> =
            network.servers().seen.iter().filter(|seen| seen.name == name).cloned().collect();
        let judged = match op {
            Op::Launch => judge_create(&result, &seen, &mut was_lost, &mut count),
            Op::Rename | Op::List => {
                let could = limits.attempts > seen.len() as u32 && budget > 0 && left > MAX_BACKOFF;
                judge_other(&result, &seen, could, &mut count)
            }
        };
        judged.map_err(|why| format!("{name}, {op:?}: {why}; {result:?} {seen:?}"))?;
        budget = budget.saturating_sub(seen.len().saturating_sub(1) as u32);
    }
    Ok(count)
}

/// A create is sent once, whatever it meets, and commits at most once; after one that met the bad
/// server, the next one goes to the good one.
fn judge_create(
    result: &Result<String, Error>,
    seen: &[Seen],
    was_lost: &mut bool,
    count: &mut Count,
) -> Result<(), &'static str> {
    let [seen] = seen else { return Err("not sent exactly once") };
    match (result, seen.failure) {
        (Ok(_), None) => {}
        (Err(error), Some(failure)) => {
            // The service says itself that it failed inside, and that leaves it open as well.
            let expected = match failure {
                Failure::Internal => Outcome::Rejected,
                _ => Outcome::Unknown,
            };
            if error.outcome() != expected {
                return Err("another outcome");
            }
            if *was_lost {
                return Err("it met the bad server again");
            }
            count.lost += 1;
            count.lost_commits += u64::from(seen.committed);
        }
        _ => return Err("it does not end as it was answered"),
    }
    count.next += u64::from(*was_lost && seen.failure.is_none());
    *was_lost |= seen.failure.is_some();
    Ok(())
}

/// Whatever can be repeated succeeds, as long as there is an attempt, budget and time for it.
fn judge_other(
    result: &Result<String, Error>,
    seen: &[Seen],
    could: bool,
    count: &mut Count,
) -> Result<(), &'static str> {
    if seen.windows(2).any(|pair| pair[0].connection == pair[1].connection) {
        return Err("sent again over the same connection");
    }
    match result {
        Err(_) if could => return Err("it failed, and could have been sent again"),
        Err(_) => count.spent += 1,
        Ok(_) => count.saved += u64::from(seen.len() > 1),
    }
    Ok(())
}
