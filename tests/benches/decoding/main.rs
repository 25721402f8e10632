//! Answers of `DescribeInstances` read into the response, beside the same by structs with derived
//! `Deserialize`.
//!
//! `tests/benches/README.md` says how to run it and has the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod answer;
mod derived;
#[path = "../figures/mod.rs"]
mod figures;
#[path = "../rounds/mod.rs"]
mod rounds;
mod types;

use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use derived::Envelope;
use ecm_client::decode_response;
use ecm_client::ecm::DescribeInstancesResponse;
use figures::{bar, setting};
use rounds::{Lane, print, race};
use serde_json::Value;

/// How fast it has to be, where derived structs are 1.
const LEAST: f64 = 0.95;

const MEGABYTE: usize = 1024 * 1024;

fn ours(answer: &[u8]) -> Option<DescribeInstancesResponse> {
    let mut response = DescribeInstancesResponse::default();
    decode_response(answer, &mut response).then_some(response)
}

fn derived(answer: &[u8]) -> serde_json::Result<Envelope> {
    serde_json::from_slice(answer)
}

/// How many times as long as with derived structs it takes.
fn compare(
    title: &str,
    answer: &[u8],
    (rounds, turn): (usize, Duration),
) -> Result<f64, Box<dyn Error>> {
    let by_derive = derived(answer)?.response.instance_set.map_or(0, |set| set.len());
    let by_us = ours(answer).and_then(|response| response.instance_set).map_or(0, |set| set.len());
    assert_eq!(by_us, by_derive);
    let mut lanes = [
        Lane::new("derived `Deserialize`", || drop(black_box(derived(black_box(answer))))),
        Lane::new("ours", || drop(black_box(ours(black_box(answer))))),
    ];
    race(&mut lanes, rounds, turn);
    print(&format!("{title}, {} bytes", answer.len()), &lanes);
    let [by_derive, by_us] = lanes;
    Ok(by_us.ratio_to(&by_derive))
}

/// The same answer with the keys of all objects in the opposite order.
fn backwards(answer: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&turned(serde_json::from_slice(answer)?))
}

fn turned(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            object.into_iter().rev().map(|(key, value)| (key, turned(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(turned).collect(),
        value => value,
    }
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let rounds = setting("DECODING_ROUNDS", 201);
    let (short, long) = (Duration::from_millis(1), Duration::from_millis(20));
    let small = answer::of(1);
    let large = answer::of(MEGABYTE / small.len() + 1);
    let backwards = backwards(&large)?;
    println!("{rounds} rounds\n");
    let small = compare("one instance", &small, (rounds, short))?;
    let backwards = compare("a megabyte, keys in no order", &backwards, (rounds / 4 + 1, long))?;
    let large = compare("a megabyte", &large, (rounds / 4 + 1, long))?;
    let met = [bar("one instance", small, 1.0 / LEAST), bar("a megabyte", large, 1.0 / LEAST)];
    println!("a megabyte, keys in no order: {backwards:.2}, without a bar");
    Ok(if met == [true; 2] { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
