//! Everything that can break a stream, case by case: where, by what, with which framing, for which
//! effect and by which client.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ecm_client::dynamic::{Api, DynamicEventStream};
use ecm_client::{
    Client, Credentials, Error, EventStream, Outcome, RetryPolicy, Streamed, blocking,
};
use tokio::runtime::Runtime;

use super::parrots::{ChatRequest, ReciteRequest, SingRequest};
use super::socket::{Answer, Ending, Framing, Server, wait_until};

const SPEC: &str = include_str!("../../../specs/parrots-2024-08-01.json");

/// Longest silence that a client bears.
const IDLE: Duration = Duration::from_millis(300);
/// Time for a first event, of which an attempt has half where it can be repeated.
const TIMEOUT: Duration = Duration::from_millis(600);
/// No case takes as long, on any machine; one that hangs does.
const HANGS: Duration = Duration::from_secs(30);

/// Place of a fault.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    BeforeHead,
    AfterHead,
    WithinFirst,
    BetweenEvents,
    WithinSecond,
    /// Behind the second event, of which only the blank line is missing.
    BeforeBlankLine,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Typed,
    Dynamic,
    Blocking,
}

#[derive(Clone, Copy, Debug)]
enum Op {
    /// Reads.
    Chat,
    /// Is idempotent.
    Recite,
    /// Creates.
    Sing,
}

#[derive(Clone, Debug)]
struct Case {
    place: Place,
    ending: Ending,
    framing: Framing,
    op: Op,
    kind: Kind,
}

const FIRST: &str = "data: {\"Text\": \"a\", \"Note\": \"a\", \"RequestId\": \"r-1\"}\n\n";
const SECOND: &str = "data: {\"Text\": \"b\", \"Note\": \"b\", \"RequestId\": \"r-2\"}";

fn cases() -> Vec<Case> {
    use Place::*;
    let mut cases = Vec::new();
    for place in [BeforeHead, AfterHead, WithinFirst, BetweenEvents, WithinSecond, BeforeBlankLine]
    {
        for framing in Framing::ALL {
            let garbage: &[u8] = match (place, framing) {
                (BeforeHead, _) => b"\x00garbage\r\n\r\n",
                (_, Framing::Chunked) => b"garbage\r\n",
                _ => b"\n\ndata: garbage\xff\n\n",
            };
            for ending in [Ending::Reset, Ending::Close, Ending::Silence, Ending::Garbage(garbage)]
            {
                for op in [Op::Chat, Op::Recite, Op::Sing] {
                    let kinds: &[Kind] = match framing {
                        Framing::Chunked => &[Kind::Typed, Kind::Dynamic, Kind::Blocking],
                        Framing::Length | Framing::Unframed => &[Kind::Typed],
                    };
                    let ending = &ending;
                    let each = kinds.iter().map(|kind| Case {
                        place,
                        ending: ending.clone(),
                        framing,
                        op,
                        kind: *kind,
                    });
                    cases.extend(each);
                }
            }
        }
    }
    cases
}

impl Case {
    fn answer(&self) -> Answer {
        let (half, rest) = (&FIRST[..20], &SECOND[..20]);
        let parts: &[&str] = match self.place {
            Place::BeforeHead | Place::AfterHead => &[],
            Place::WithinFirst => &[half],
            Place::BetweenEvents => &[FIRST],
            Place::WithinSecond => &[FIRST, rest],
            Place::BeforeBlankLine => &[FIRST, SECOND],
        };
        let head = (self.place != Place::BeforeHead).then(|| self.framing.head(1_000));
        let parts = parts.iter().map(|part| self.framing.part(part));
        let text: String = head.into_iter().chain(parts).collect();
        let end_waits = self.events_before() > 0;
        Answer { bytes: text.into_bytes(), end_waits, ending: self.ending.clone() }
    }

    /// Events that are given out before the fault.
    fn events_before(&self) -> u64 {
        match self.place {
            Place::BeforeHead | Place::AfterHead | Place::WithinFirst => 0,
            Place::BetweenEvents | Place::WithinSecond | Place::BeforeBlankLine => 1,
        }
    }

    /// Events that are given out in all, and the id of the request then.
    fn expected(&self) -> (u64, Option<&'static str>) {
        match (self.place, &self.ending) {
            (Place::BeforeHead, _) => (0, None),
            // Of an event that is not over in time, nobody knows if it is whole.
            (Place::BeforeBlankLine, Ending::Silence) => (1, Some("r-1")),
            (Place::BeforeBlankLine, _) => (2, Some("r-2")),
            _ if self.events_before() == 0 => (0, Some("r-head")),
            _ => (1, Some("r-1")),
        }
    }

    /// Requests that the server must have seen, at least and at most.
    fn requests(&self) -> (usize, usize) {
        match (self.events_before(), self.op, &self.ending) {
            (1.., _, _) | (_, Op::Sing, _) => (1, 1),
            // The time for a second attempt may be over.
            (_, _, Ending::Silence) => (1, 2),
            _ => (2, 2),
        }
    }

    fn check(&self, count: u64, error: &Error, requests: usize) {
        let (events, id) = self.expected();
        // A reset may take away what had come and was not read.
        let least =
            events - u64::from(self.ending == Ending::Reset && self.events_before() < events);
        assert!((least..=events).contains(&count), "{self:?}: {count} events, {error}");
        assert_eq!(error.events(), count, "{self:?}: {error}");
        assert_eq!(error.outcome(), Outcome::Unknown, "{self:?}: {error}");
        assert_eq!(error.is_timeout(), self.ending == Ending::Silence, "{self:?}: {error}");
        if count == events {
            assert_eq!(error.request_id(), id, "{self:?}: {error}");
        }
        let (least, most) = self.requests();
        assert!((least..=most).contains(&requests), "{self:?}: {requests} requests, {error}");
    }
}

/// A stream of any kind.
trait Reads {
    async fn read(&mut self) -> Option<Result<(), Error>>;
}

impl<T: ecm_client::rt::Record + ecm_client::rt::Init + Unpin + 'static> Reads for EventStream<T> {
    async fn read(&mut self) -> Option<Result<(), Error>> {
        self.next().await.map(|event| event.map(drop))
    }
}

impl Reads for DynamicEventStream {
    async fn read(&mut self) -> Option<Result<(), Error>> {
        self.next().await.map(|event| event.map(drop))
    }
}

/// Reads a stream to its end, which the server holds back until the first event has come.
async fn count(opened: Result<impl Reads, Error>, server: &Server) -> (u64, Option<Error>) {
    let mut stream = match opened {
        Ok(stream) => stream,
        Err(error) => return (0, Some(error)),
    };
    let mut events = 0;
    loop {
        match stream.read().await {
            Some(Ok(())) => events += 1,
            Some(Err(error)) => {
                assert!(stream.read().await.is_none(), "a stream goes on after its end");
                return (events, Some(error));
            }
            None => return (events, None),
        }
        server.end();
    }
}

fn client(server: &Server) -> Client {
    let client = Client::builder()
        .credentials(Credentials::new("an-id", "a-key"))
        .endpoint(&server.url)
        .retry_policy(RetryPolicy::new().max_attempts(2).initial_backoff(Duration::from_millis(1)))
        .timeout(TIMEOUT)
        .connect_timeout(TIMEOUT / 2)
        .idle_timeout(IDLE)
        .build();
    client.unwrap()
}

async fn typed(case: &Case, client: &Client, server: &Server) -> (u64, Option<Error>) {
    match case.op {
        Op::Chat => count(client.stream(&ChatRequest::new("hello")).await, server).await,
        Op::Recite => count(client.stream(&ReciteRequest::new()).await, server).await,
        Op::Sing => count(client.stream(&SingRequest::new()).await, server).await,
    }
}

async fn dynamic(case: &Case, client: &Client, server: &Server, api: Api) -> (u64, Option<Error>) {
    let action = api.action(&format!("{:?}", case.op)).unwrap();
    let json = if matches!(case.op, Op::Chat) { r#"{"Text": "hello"}"# } else { "{}" };
    count(client.stream_dynamic(&action.request(json).unwrap()).await, server).await
}

fn blocked(case: &Case, client: &blocking::Client, server: &Server) -> (u64, Option<Error>) {
    fn count<R: Streamed<Event: Send> + Clone>(
        client: &blocking::Client,
        request: &R,
        server: &Server,
    ) -> (u64, Option<Error>) {
        let stream = match client.stream(request) {
            Ok(stream) => stream,
            Err(error) => return (0, Some(error)),
        };
        let mut events = 0;
        for event in stream {
            match event {
                Ok(_) => events += 1,
                Err(error) => return (events, Some(error)),
            }
            server.end();
        }
        (events, None)
    }
    match case.op {
        Op::Chat => count(client, &ChatRequest::new("hello"), server),
        Op::Recite => count(client, &ReciteRequest::new(), server),
        Op::Sing => count(client, &SingRequest::new(), server),
    }
}

/// Tries a case; the servers have a runtime of their own.
fn try_case(case: &Case, servers: &Runtime, api: Api) {
    let server = servers.block_on(Server::start(case.answer()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = client(&server);
    let start = Instant::now();
    let (count, error) = match case.kind {
        Kind::Blocking => {
            let client = blocking::Client::new(client.clone()).unwrap();
            let result = blocked(case, &client, &server);
            // While the client is there: its stream has closed the connection.
            wait_until(&runtime, &format!("{case:?}: a connection"), || {
                server.open_connections() == 0
            });
            result
        }
        Kind::Typed => runtime.block_on(typed(case, &client, &server)),
        Kind::Dynamic => runtime.block_on(dynamic(case, &client, &server, api)),
    };
    assert!(start.elapsed() < HANGS, "{case:?}: {:?}", start.elapsed());
    let error = error.unwrap_or_else(|| panic!("{case:?}: whole, with {count} events"));
    case.check(count, &error, server.requests());
    wait_until(&runtime, &format!("{case:?}: a connection"), || server.open_connections() == 0);
    // The pool has a task of its own once a connection has come back to it, even a closed one.
    let is_back = case.framing == Framing::Unframed && case.ending == Ending::Close;
    let (tasks, most) = (runtime.metrics(), usize::from(is_back));
    wait_until(&runtime, &format!("{case:?}: a task"), || tasks.num_alive_tasks() <= most);
    drop(client);
    wait_until(&runtime, &format!("{case:?}: a task"), || tasks.num_alive_tasks() == 0);
}

#[test]
fn every_fault_of_a_stream_is_told_as_what_it_is() {
    let servers =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let (servers, api) = (servers.unwrap(), Api::read(SPEC).unwrap());
    let (cases, next) = (cases(), AtomicUsize::new(0));
    let failed = Mutex::new(Vec::new());
    // Most cases wait.
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let tried = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                        try_case(case, &servers, api);
                    }));
                    if tried.is_err() {
                        failed.lock().unwrap().push(format!("{case:?}"));
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    println!("{} cases", cases.len());
    assert!(cases.len() >= 350, "{} cases", cases.len());
    assert!(failed.is_empty(), "{} of {}: {failed:#?}", failed.len(), cases.len());
}
