//! Events of a plain stream, beside `eventsource-stream`, whole and cut at random.
//!
//! `tests/benches/README.md` says how to run it and has the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "../figures/mod.rs"]
mod figures;
#[path = "../rounds/mod.rs"]
mod rounds;

use std::convert::Infallible;
use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use bytes::Bytes;
use ecm_events::EventParser;
use eventsource_stream::Eventsource as _;
use figures::{bar, setting};
use futures_util::{FutureExt as _, StreamExt as _, stream};
use rounds::{Lane, print, race};
use serde::Deserialize;

/// Events of the stream.
const EVENTS: usize = 100_000;

/// Largest share of the peer's time for splitting events, and with their data decoded.
const MAX_SPLIT: f64 = 1.0 / 5.0;
const MAX_DECODED: f64 = 1.0 / 2.0;

/// Data of an event, as chat completions have it.
#[derive(Deserialize)]
#[allow(dead_code, reason = "that it was read is enough")]
struct Delta<'a> {
    id: &'a str,
    created: u64,
    delta: &'a str,
}

fn events() -> Vec<u8> {
    let event = |number: usize| {
        format!("data: {{\"id\":\"chat-1\",\"created\":{number},\"delta\":\"word {number}\"}}\n\n")
    };
    (0..EVENTS).flat_map(|number| event(number).into_bytes()).collect()
}

/// Cuts a stream into chunks of 1 to 2,999 bytes.
fn cut(stream: &Bytes) -> Vec<Bytes> {
    let mut random = fastrand::Rng::with_seed(7);
    let mut rest = stream.clone();
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        chunks.push(rest.split_to(random.usize(1..3_000).min(rest.len())));
    }
    chunks
}

/// Gives every event's data to `look`; returns the number of events.
fn ours(chunks: &[Bytes], mut look: impl FnMut(&str)) -> usize {
    let mut parser = EventParser::new(1024 * 1024);
    let mut count = 0;
    for chunk in chunks {
        let mut rest = &chunk[..];
        while let Ok(Some(event)) = parser.next(&mut rest) {
            look(event.data());
            count += 1;
        }
    }
    count
}

/// The same by the peer.
fn theirs(chunks: &[Bytes], mut look: impl FnMut(&str)) -> usize {
    let chunks = stream::iter(chunks.iter().cloned().map(Ok::<_, Infallible>));
    let mut events = chunks.eventsource();
    let mut count = 0;
    // Nothing is waited for: all chunks are there.
    while let Some(Some(Ok(event))) = events.next().now_or_never() {
        look(&event.data);
        count += 1;
    }
    count
}

fn decode(data: &str) {
    let delta: serde_json::Result<Delta<'_>> = serde_json::from_str(data);
    black_box(delta.map_or(0, |delta| delta.created));
}

/// Ratio of our time to the peer's.
fn compare(title: &str, chunks: &[Bytes], look: fn(&str), rounds: usize) -> f64 {
    assert_eq!((ours(chunks, look), theirs(chunks, look)), (EVENTS, EVENTS));
    let mut lanes = [
        Lane::new("eventsource-stream", || assert_eq!(theirs(black_box(chunks), look), EVENTS)),
        Lane::new("ours", || assert_eq!(ours(black_box(chunks), look), EVENTS)),
    ];
    race(&mut lanes, rounds, Duration::from_millis(50));
    print(title, &lanes);
    let [theirs, ours] = lanes;
    ours.ratio_to(&theirs)
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let rounds = setting("EVENTS_ROUNDS", 21);
    let whole = [Bytes::from(events())];
    let cut = cut(&whole[0]);
    println!("{EVENTS} events, {} bytes, {} chunks; {rounds} rounds\n", whole[0].len(), cut.len());
    let skip = |data: &str| assert!(!black_box(data).is_empty());
    // The peer moves all that is left of a chunk for each event: with one chunk, a run takes a minute.
    let figures = [
        ("split, whole", compare("split, whole", &whole, skip, 1), MAX_SPLIT),
        ("split, cut", compare("split, cut", &cut, skip, rounds), MAX_SPLIT),
        ("decoded, whole", compare("decoded, whole", &whole, decode, 1), MAX_DECODED),
        ("decoded, cut", compare("decoded, cut", &cut, decode, rounds), MAX_DECODED),
    ];
    let met = figures.map(|(what, ratio, most)| bar(what, ratio, most));
    Ok(if met == [true; 4] { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
