//! A case of the matrix: what goes wrong, what is to come of it, and the trial.

use std::error::Error as _;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::depot::{self, Op};
use ecm_client::{Client, ClientBuilder, Credentials, Error, Outcome, RetryPolicy};
use ecm_test_server::{FaultRule, TestServer, TestServerBuilder};
use ecm_tests::secrets::{SECRET_ID, SECRET_KEY, seen_in};
use serde_json::{Value, json};

use super::capture;
use super::reuse::{End, Judged, judge};
use super::world::World;

/// How long a call may take where time is not what goes wrong: more than any machine needs.
pub const AMPLE: Duration = Duration::from_secs(20);
/// The same where it is.
pub const SHORT: Duration = Duration::from_millis(1200);
/// How much later than its deadline a call may end on a machine that is busy otherwise.
const GRACE: Duration = Duration::from_secs(10);

/// What a call is to end with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    Done,
    NotSent,
    Rejected(String),
    Unknown,
}

/// One case.
pub struct Case {
    pub name: String,
    pub op: Op,
    pub rules: Vec<FaultRule>,
    pub world: World,
    pub timeout: Duration,
    pub max_response_size: Option<u64>,
    /// Any of these.
    pub want: Vec<Want>,
    /// How many requests the server is to see, where that is certain.
    pub requests: Option<usize>,
}

impl Case {
    pub fn new(name: impl Into<String>, op: Op, want: Want) -> Self {
        Self {
            name: name.into(),
            op,
            rules: Vec::new(),
            world: World::Right,
            timeout: AMPLE,
            max_response_size: None,
            want: vec![want],
            requests: None,
        }
    }

    pub fn rule(mut self, rule: FaultRule) -> Self {
        self.rules.push(rule);
        self
    }

    pub fn or(mut self, want: Want) -> Self {
        self.want.push(want);
        self
    }

    pub fn requests(mut self, count: usize) -> Self {
        self.requests = Some(count);
        self
    }

    pub fn short(mut self) -> Self {
        self.timeout = SHORT;
        self
    }

    pub fn world(mut self, world: World) -> Self {
        self.world = world;
        self
    }
}

/// The answers of the server, which are the same each time so that places in them are known.
pub fn golden(op: Op) -> Value {
    let id = "00000000-0000-4000-8000-000000000000";
    match op {
        Op::Launch | Op::List => json!({ "MachineIds": ["dm-12345678"], "RequestId": id }),
        Op::Rename => json!({ "RequestId": id }),
    }
}

/// The same as they are sent.
pub fn golden_body(op: Op) -> String {
    json!({ "Response": golden(op) }).to_string()
}

pub fn server() -> TestServerBuilder {
    Op::ALL.into_iter().fold(
        TestServer::builder()
            .spec(depot::SPEC)
            .credentials(SECRET_ID, SECRET_KEY)
            .rate_limits(false)
            .seed(1),
        |builder, op| builder.respond_with(op.action(), golden(op)),
    )
}

pub fn client(url: &str, timeout: Duration) -> ClientBuilder {
    let pause = Duration::from_millis(2);
    Client::builder()
        .credentials(Credentials::new(SECRET_ID, SECRET_KEY))
        .endpoint(url)
        .timeout(timeout)
        .rate_limit(false)
        .metrics(capture::Measured)
        .retry_policy(RetryPolicy::new().initial_backoff(pause).max_backoff(pause))
}

/// Everything that a program could show of a failure.
pub fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(inner) = source {
        let _ = write!(text, " {inner} {inner:?} {inner:#?}");
        source = inner.source();
    }
    let parts = [error.code(), error.message(), error.request_id()];
    parts.into_iter().flatten().for_each(|part| text.push_str(part));
    text
}

/// How a call ended.
pub fn ended(result: &Result<String, Error>) -> Want {
    match result {
        Ok(_) => Want::Done,
        Err(error) => match error.outcome() {
            Outcome::NotSent => Want::NotSent,
            Outcome::Rejected => Want::Rejected(error.code().unwrap_or_default().to_owned()),
            Outcome::Unknown => Want::Unknown,
        },
    }
}

/// No secret is in a text, or in anything that was traced or measured meanwhile.
pub fn keeps_secrets(text: &str) -> Result<(), String> {
    for text in [text, &capture::taken()] {
        if let Some(secret) = seen_in(text) {
            return Err(format!("shows {secret:?} in {text}"));
        }
    }
    Ok(())
}

/// What a call has left behind is what it says.
pub fn agrees(ended: &Want, commits: usize, op: Op) -> Result<(), String> {
    let right = match (ended, op) {
        (_, Op::Rename | Op::List) | (Want::NotSent | Want::Rejected(_), _) => commits == 0,
        (Want::Done, Op::Launch) => commits == 1,
        (Want::Unknown, Op::Launch) => commits <= 1,
    };
    if right { Ok(()) } else { Err(format!("{ended:?} and {commits} commits")) }
}

/// Tries a case: the call, and one more with the same client once nothing goes wrong any more.
pub async fn try_out(case: &Case) -> Result<Judged, String> {
    capture::begin();
    let mut stage = case.world.stage(case).await;
    let before = stage.ledger();
    let start = Instant::now();
    let call = case.op.call(&stage.client, "first");
    let result = tokio::time::timeout(case.timeout + GRACE, call).await;
    let result = result.map_err(|_| "it hangs".to_owned())?;
    let took = start.elapsed();
    if took > case.timeout + GRACE / 2 {
        return Err(format!("it took {took:?}"));
    }
    let ended = ended(&result);
    let text = result.as_ref().map_or_else(shown, Clone::clone);
    keeps_secrets(&format!("{text} {:?} {:#?}", stage.client, depot::launch("first")))?;
    if !case.want.contains(&ended) {
        return Err(format!("ended with {ended:?}: {text}"));
    }
    let after = stage.ledger();
    agrees(&ended, after.commits.len() - before.commits.len(), case.op)?;
    let requests = after.requests.len() - before.requests.len();
    if case.requests.is_some_and(|expected| expected != requests) {
        return Err(format!("{requests} requests and not {:?}", case.requests));
    }
    let first = &after.requests[before.requests.len()..];
    let mut next = None;
    if stage.mend(case).await {
        let result = case.op.call(&stage.client, "next").await;
        result.map_err(|error| format!("the next call fails: {error}"))?;
        let launched =
            stage.ledger().commits.iter().filter(|one| one.body["Name"] == "next").count();
        if launched != usize::from(case.op == Op::Launch) {
            return Err(format!("the next call made {launched}"));
        }
        next = stage.ledger().requests.into_iter().nth(after.requests.len());
    }
    keeps_secrets("")?;
    let end = match ended {
        Want::Done | Want::Rejected(_) => End::Answered,
        Want::NotSent | Want::Unknown => End::Unanswered,
    };
    judge(case, first, end, next.as_ref())
}

/// Tries all cases, so many at a time; how many pairs of requests shared a connection, and how many
/// were not to.
pub async fn try_all(cases: Vec<Case>, at_a_time: usize) -> Judged {
    use futures_util::stream::{self, StreamExt as _};
    let count = cases.len();
    let tried = stream::iter(cases)
        .map(async |case| try_out(&case).await.map_err(|why| format!("{}: {why}", case.name)))
        .buffer_unordered(at_a_time)
        .collect::<Vec<_>>()
        .await;
    let (mut failures, mut all) = (Vec::new(), Judged::default());
    for result in tried {
        match result {
            Ok(judged) => {
                all.same += judged.same;
                all.other += judged.other;
            }
            Err(why) => failures.push(why),
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
    all
}
