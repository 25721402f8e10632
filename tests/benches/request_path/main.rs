//! One `RunInstances` request from values to signed bytes and headers, beside what the same costs
//! when it is written by hand for this one request, and checks nothing.
//!
//! `tests/benches/README.md` says how to run it and has the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "../figures/mod.rs"]
mod figures;
mod floor;
mod plain;
mod request;
#[path = "../rounds/mod.rs"]
mod rounds;
mod way;

use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use ecm_client::ecm;
use ecm_client::sign::{
    Authorization, CanonicalHead, CanonicalRequest, CredentialScope, Signer, SigningKey,
    SigningTime, StringToSign,
};
use ecm_client::{
    BoxFuture, Credentials, HttpResponse, Request as _, Secret, SignedRequest, Transport,
    TransportError, ValidationMode,
};
use figures::{bar, setting};
use floor::{Floor, JSON, SECRET_ID, SECRET_KEY, SERVICE_HOST};
use request::request;
use rounds::{Lane, print, race};
use way::Way;

/// Answers at once.
struct Canned;

impl Transport for Canned {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        drop(black_box(request));
        const BODY: &[u8] = br#"{"Response":{"InstanceIdSet":["ein-1"],"RequestId":"r-1"}}"#;
        Box::pin(std::future::ready(Ok(HttpResponse::new(200, BODY))))
    }
}

/// Both roads lead to the same bytes, and nothing in them breaks a rule.
fn compare(floor: &Floor) -> Result<Vec<u8>, Box<dyn Error>> {
    let body = serde_json::to_vec(&plain::request())?;
    assert_eq!(request().to_json().as_bytes(), body);
    assert!(request().validate().is_ok_and(|warnings| warnings.is_empty()));
    let (sent, headers) = floor.request()?;
    assert_eq!((sent.len(), headers.len()), (body.len(), 9));
    Ok(body)
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let rounds = setting("REQUEST_PATH_ROUNDS", 301);
    let turn = Duration::from_millis(1);
    let now = SigningTime::try_from(SystemTime::now())?;
    let floor = Floor::new(now.date())?;
    let body = compare(&floor)?;
    println!("{} bytes, {rounds} rounds\n", body.len());
    let signing = signing(&floor, &body, &now, rounds, turn);
    let whole = whole(&floor, rounds, turn)?;
    parts(rounds, turn);
    let signing = bar("signing", signing, 1.15);
    let whole = bar("request path", whole, 1.3);
    Ok(if signing && whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How many times as long as by hand signing takes.
fn signing(floor: &Floor, body: &[u8], now: &SigningTime, rounds: usize, turn: Duration) -> f64 {
    let headers = [("content-type", JSON), ("host", SERVICE_HOST), ("x-tc-action", "RunInstances")];
    let signer = Signer::new(Credentials::new(SECRET_ID, SECRET_KEY));
    let head = CanonicalHead::new("POST", "", headers);
    let key = SigningKey::derive(&Secret::from(SECRET_KEY), &CredentialScope::new(now, "ecm"));
    let by_hand = || floor.sign(black_box(body), &black_box(now.seconds()).to_string());
    let at_once = || {
        let time = SigningTime::from_seconds(black_box(now.seconds()));
        time.map(|time| signer.authorize(&head, black_box(body), "ecm", &time))
    };
    let in_steps = || {
        let canonical = CanonicalRequest::new("POST", "", headers, black_box(body));
        let scope = CredentialScope::new(now, "ecm");
        let text = StringToSign::new(&canonical, &scope, now);
        Authorization::new(SECRET_ID, &scope, &canonical, &key.sign(&text))
    };
    assert_eq!(at_once().map(|header| header.expose().to_owned()), Ok(by_hand()));
    assert_eq!(in_steps().expose(), by_hand());
    let mut lanes = [
        Lane::new("by hand", || drop(black_box(by_hand()))),
        Lane::new("`Signer`", || drop(black_box(at_once()))),
        Lane::new("step by step", || drop(black_box(in_steps()))),
    ];
    race(&mut lanes, rounds, turn);
    print("signing", &lanes);
    let [by_hand, at_once, _] = lanes;
    at_once.ratio_to(&by_hand)
}

/// How many times as long as by hand the way of a request takes, from its values to the transport.
fn whole(floor: &Floor, rounds: usize, turn: Duration) -> Result<f64, Box<dyn Error>> {
    let way = Way::new(ValidationMode::Strict)?;
    let unchecked = Way::new(ValidationMode::Off)?;
    let built = request();
    let canned = ecm::Client::new(way::builder().transport(Canned).build()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let mut lanes = [
        Lane::new("by hand", || drop(black_box(floor.request()))),
        Lane::new("a call, up to the transport", || assert!(way.go(&request()))),
        Lane::new("the same, request built beforehand", || assert!(way.go(&built))),
        Lane::new("the same, and unchecked", || assert!(unchecked.go(&built))),
        Lane::new("a call with its answer", || {
            let answer = runtime.block_on(async { canned.run_instances(&request()).await });
            assert!(black_box(answer).is_ok());
        }),
    ];
    race(&mut lanes, rounds, turn);
    print("request path", &lanes);
    let [by_hand, call, ..] = lanes;
    Ok(call.ratio_to(&by_hand))
}

/// Where the time goes.
fn parts(rounds: usize, turn: Duration) {
    let (ours, plain) = (request(), plain::request());
    let mut build = [
        Lane::new("by hand", || drop(black_box(plain::request()))),
        Lane::new("builder", || drop(black_box(request()))),
    ];
    race(&mut build, rounds, turn);
    print("building", &build);
    let mut write = [
        Lane::new("derived `Serialize`", || {
            let mut body = Vec::with_capacity(1024);
            let written = serde_json::to_writer(&mut body, black_box(&plain));
            assert!(written.is_ok());
            drop(black_box(body));
        }),
        Lane::new("`to_json`", || drop(black_box(black_box(&ours).to_json()))),
        Lane::new("checking every rule", || drop(black_box(black_box(&ours).validate()))),
    ];
    race(&mut write, rounds, turn);
    print("writing", &write);
}
