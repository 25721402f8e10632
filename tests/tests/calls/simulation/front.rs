//! The same over sockets: two servers behind one port, of which one is bad from some request on.

use std::sync::Arc;
use std::time::Duration;

use ecm_client::{Client, Credentials, Outcome, RetryPolicy};
use ecm_test_server::{
    Disconnect, Fault, FaultRule, Moment, Position, RecordedRequest, ServedResponse, TestServer,
};
use ecm_tests::secrets::{SECRET_ID, SECRET_KEY};
use fastrand::Rng;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::backends::Count;
use crate::simulation::depot::{self, Op};

/// More than any machine needs; silence ends after a part of it.
const TIMEOUT: Duration = Duration::from_secs(60);
const ATTEMPT_TIMEOUT: Duration = Duration::from_millis(1500);

struct Servers {
    bad: TestServer,
    good: TestServer,
}

fn fault(rng: &mut Rng) -> FaultRule {
    let end = [Disconnect::Close, Disconnect::Reset, Disconnect::HalfClose, Disconnect::Stall]
        [rng.usize(..4)];
    let rule = FaultRule::new(match rng.u8(..5) {
        0 => Fault::Response(ServedResponse::html([500, 502, 503, 504][rng.usize(..4)])),
        1 => Fault::Response(ServedResponse::json(["", "<html>", "{\"Resp"][rng.usize(..3)])),
        2 => Fault::error("InternalError"),
        3 => Fault::Truncate { at: Position::Body(rng.usize(..20)), disconnect: end },
        _ => Fault::NoResponse { after: Moment::Request, disconnect: end },
    });
    if rng.bool() { rule.after_commit() } else { rule }
}

impl Servers {
    async fn start(rng: &mut Rng) -> Self {
        let server = || {
            let builder = TestServer::builder().spec(depot::SPEC).rate_limits(false);
            builder.credentials(SECRET_ID, SECRET_KEY)
        };
        let bad = server().fault(fault(rng).skip(rng.u64(..4)));
        let (bad, good) = (bad.start().await.unwrap(), server().start().await.unwrap());
        Self { bad, good }
    }

    /// What both have seen of a call, and how often it was carried out.
    fn seen(&self, name: &str) -> (Vec<RecordedRequest>, usize) {
        let ledgers = [self.bad.ledger(), self.good.ledger()];
        let commits = ledgers.iter().flat_map(|ledger| &ledger.commits);
        let commits = commits.filter(|commit| commit.body["Name"] == name).count();
        let requests = ledgers.into_iter().flat_map(|ledger| ledger.requests);
        (requests.filter(|request| request.body["Name"] == name).collect(), commits)
    }

    fn has_failed(&self) -> bool {
        self.bad.requests().iter().any(|request| request.fault.is_some())
    }
}

/// Leads each connection to one of the servers: to either at first, to the good one later.
async fn front(servers: Arc<Servers>, mut rng: Rng) -> (String, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let mut connections = tokio::task::JoinSet::new();
        while let Ok((mut client, _)) = listener.accept().await {
            let is_bad = !servers.has_failed() && rng.bool();
            let url = if is_bad { servers.bad.url() } else { servers.good.url() };
            connections.spawn(async move {
                let address = url.strip_prefix("http://").unwrap_or_default();
                let mut server = TcpStream::connect(address).await.unwrap();
                let _ = copy_bidirectional(&mut client, &mut server).await;
            });
        }
    });
    (url, task)
}

/// Runs a schedule of calls, one after the other, directly or through a proxy.
pub async fn run(seed: u64) -> Result<Count, String> {
    let mut rng = Rng::with_seed(seed);
    let servers = Arc::new(Servers::start(&mut rng).await);
    let (url, task) = front(Arc::clone(&servers), rng.fork()).await;
    let policy = RetryPolicy::new().max_attempts(2).initial_backoff(Duration::from_millis(2));
    let builder = Client::builder()
        .credentials(Credentials::new(SECRET_ID, SECRET_KEY))
        .timeout(TIMEOUT)
        .attempt_timeout(ATTEMPT_TIMEOUT)
        .retry_policy(policy)
        .rate_limit(false);
    let builder = match rng.bool() {
        true => builder.endpoint(&url),
        false => builder.endpoint("http://127.0.0.1:9").proxy(&url),
    };
    let client = builder.build().map_err(|error| error.to_string())?;
    let (mut count, mut was_lost) = (Count::default(), false);
    for index in 0..3 + rng.usize(..4) {
        let op = Op::ALL[rng.usize(..3)];
        let name = format!("call-{index}");
        let result = op.call(&client, &name).await;
        let (seen, commits) = servers.seen(&name);
        let met_bad = seen.iter().any(|request| request.fault.is_some());
        let why = match (op, &result) {
            (Op::Launch, _) if seen.len() != 1 || commits > 1 => "not exactly once",
            (Op::Launch, _) if met_bad && was_lost => "it met the bad server again",
            (Op::Launch, Err(error)) if error.outcome() == Outcome::NotSent => "not sent",
            (Op::Launch, _) if met_bad != result.is_err() => "it does not end as it was answered",
            (Op::Rename | Op::List, Err(_)) => "it failed, and could have been sent again",
            _ => "",
        };
        if !why.is_empty() {
            return Err(format!("{name}, {op:?}: {why}; {result:?} {seen:?}, {commits} commits"));
        }
        if op == Op::Launch {
            count.lost += u64::from(met_bad);
            count.lost_commits += (usize::from(met_bad) * commits) as u64;
            count.next += u64::from(was_lost);
            was_lost |= met_bad;
        } else {
            count.saved += u64::from(met_bad);
        }
    }
    task.abort();
    Ok(count)
}
