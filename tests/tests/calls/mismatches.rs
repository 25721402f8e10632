//! Answers in which the type of one value is another than described: every one is read, and the value
//! is named or was converted without loss, and nothing else is named or lost.

mod mutation;
mod sources;
mod steering;

use std::sync::{Arc, Mutex};

use ecm_client::dynamic::{Action, DynamicResponse};
use ecm_client::{
    BoxFuture, Client, Credentials, DecodingMode, Error, HttpResponse, Outcome, Response,
    RetryPolicy, SignedRequest, Transport, TransportError, ValidationMode,
};
use fastrand::Rng;
use mutation::{Effect, Mutation};
use serde_json::{Value, json};
use sources::Source;
use tokio::runtime::{Builder, Runtime};

/// How many answers are changed, of each kind of source.
const MUTANTS: usize = 10_000;

/// A service that says one thing, and is asked once for each answer.
#[derive(Clone, Default)]
struct Says(Arc<Mutex<(String, usize)>>);

impl Transport for Says {
    fn send(&self, _: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let mut state = self.0.lock().unwrap();
        state.1 += 1;
        let reply = HttpResponse::new(200, state.0.clone());
        Box::pin(std::future::ready(Ok(reply)))
    }
}

struct Reader {
    client: Client,
    service: Says,
    runtime: Runtime,
}

impl Reader {
    fn new() -> Self {
        let service = Says::default();
        let client = Client::builder()
            .credentials(Credentials::new("an-id", "a-key"))
            .transport(service.clone())
            .region("ap-guangzhou")
            .validation_mode(ValidationMode::Off)
            .retry_policy(RetryPolicy::new().initial_backoff(std::time::Duration::ZERO))
            .rate_limit(false)
            .build();
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        Self { client: client.unwrap(), service, runtime }
    }

    fn read(&self, action: &Action, response: &Value) -> Result<Response<DynamicResponse>, Error> {
        self.read_by(&self.client, action, response)
    }

    fn read_by(
        &self,
        client: &Client,
        action: &Action,
        response: &Value,
    ) -> Result<Response<DynamicResponse>, Error> {
        let body = json!({ "Response": response }).to_string();
        *self.service.0.lock().unwrap() = (body, 0);
        let request = action.request("{}").unwrap();
        let result = self.runtime.block_on(client.send_dynamic(&request));
        assert_eq!(self.service.0.lock().unwrap().1, 1, "{}: asked for once", action.name());
        result
    }
}

fn named(mismatches: &[ecm_client::DecodeMismatch]) -> Vec<String> {
    mismatches.iter().map(ecm_client::DecodeMismatch::path).collect()
}

/// Changes an answer and holds what is read of it against an answer without the value, or with the
/// value that it was converted to.
fn check(reader: &Reader, source: &Source, mutation: &Mutation, tally: &mut Tally) {
    let Mutation { path, mutant, expected, effect } = mutation;
    let about = || format!("{} {path}: {mutant}", source.name);
    let read = reader.read(&source.action, mutant).unwrap_or_else(|error| {
        panic!("{}: {error}", about());
    });
    let reference = reader.read(&source.action, expected).unwrap();
    assert_eq!(reference.mismatches(), [], "{}", about());
    match effect {
        Effect::Converted => {
            assert_eq!(named(read.mismatches()), Vec::<String>::new(), "{}", about());
            tally.converted += 1;
        }
        Effect::Misfit => {
            assert_eq!(named(read.mismatches()), [path.as_str()], "{}", about());
            tally.named += 1;
        }
    }
    assert_eq!(format!("{:?}", read.body()), format!("{:?}", reference.body()), "{}", about());
    assert_eq!(read.request_id(), reference.request_id(), "{}", about());
    if *effect == Effect::Misfit && tally.named.is_multiple_of(10) {
        let strict = reader.client.with_decoding_mode(DecodingMode::Strict);
        let error = reader.read_by(&strict, &source.action, mutant).unwrap_err();
        assert_eq!(
            (error.outcome(), named(error.mismatches())),
            (Outcome::Unknown, vec![path.clone()])
        );
        let received = error.received::<DynamicResponse>().unwrap();
        assert_eq!(format!("{received:?}"), format!("{:?}", reference.body()), "{}", about());
        assert!(reader.read_by(&strict, &source.action, expected).is_ok());
    }
}

#[derive(Default)]
struct Tally {
    named: usize,
    converted: usize,
}

fn check_all(sources: &[Source], seed: u64) {
    let reader = Reader::new();
    let mut rng = Rng::with_seed(seed);
    let mut tally = Tally::default();
    while tally.named + tally.converted < MUTANTS {
        let source = &sources[rng.usize(..sources.len())];
        if let Some(mutation) =
            mutation::of(source.spec, source.response_type, &source.response, &mut rng)
        {
            check(&reader, source, &mutation, &mut tally);
        }
    }
    // Where all is of one kind, half of it would not be tried.
    assert!(tally.named > MUTANTS / 4 && tally.converted > MUTANTS / 4, "{}", tally.named);
}

/// Sources that are read whole as they are.
fn readable(sources: Vec<Source>) -> Vec<Source> {
    let reader = Reader::new();
    let is_whole = |source: &Source| {
        let read = reader.read(&source.action, &source.response);
        read.is_ok_and(|read| read.mismatches().is_empty())
    };
    sources.into_iter().filter(is_whole).collect()
}

#[test]
fn one_odd_value_costs_that_value_alone() {
    let sources = sources::own();
    let count = sources.len();
    let sources = readable(sources);
    assert_eq!(sources.len(), count, "what we made ourselves is as described");
    assert!(count > 150, "{count}");
    check_all(&sources, 20);
}

#[test]
fn one_odd_value_in_a_published_example_costs_that_value_alone() {
    let all = sources::published();
    if all.is_empty() {
        return;
    }
    let count = all.len();
    let sources = readable(all);
    // The vendor's own examples hold a handful of values of another type than documented.
    assert!(sources.len() * 100 >= count * 95, "{} of {count}", sources.len());
    check_all(&sources, 21);
}
