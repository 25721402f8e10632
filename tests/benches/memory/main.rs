//! What a call takes from the allocator: a request on its way to the transport, and answers that are
//! read, beside the same by hand and by derive.
//!
//! `tests/benches/README.md` says how to run it and has the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "../decoding/answer.rs"]
mod answer;
#[path = "../decoding/derived.rs"]
mod derived;
#[path = "../request_path/floor.rs"]
mod floor;
#[path = "../request_path/plain.rs"]
mod plain;
#[path = "../request_path/request.rs"]
mod request;
#[path = "../decoding/types.rs"]
mod types;
#[path = "../request_path/way.rs"]
mod way;

use std::alloc::System;
use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::SystemTime;

use derived::Envelope;
use ecm_client::ValidationMode;
use ecm_client::decode_response;
use ecm_client::ecm::DescribeInstancesResponse;
use ecm_client::sign::SigningTime;
use floor::Floor;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use way::Way;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Prints what one of many takes, and what is kept of it while the result is there; returns how often
/// it allocates.
fn measure<T>(name: &str, mut work: impl FnMut() -> T) -> usize {
    const CALLS: usize = 100;
    drop(black_box(work()));
    let region = Region::new(ALLOCATOR);
    for _ in 0..CALLS {
        drop(black_box(work()));
    }
    let all = region.change();
    let region = Region::new(ALLOCATOR);
    let result = black_box(work());
    let one = region.change();
    drop(result);
    let kept = one.bytes_allocated.saturating_sub(one.bytes_deallocated);
    let (times, bytes) = (all.allocations + all.reallocations, all.bytes_allocated);
    println!("{name:40} {:>12} {:>12} {kept:>12}", times / CALLS, bytes / CALLS);
    times / CALLS
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let floor = Floor::new(SigningTime::try_from(SystemTime::now())?.date())?;
    let way = Way::new(ValidationMode::Strict)?;
    let small = answer::of(1);
    let large = answer::of(1024 * 1024 / small.len() + 1);
    println!("{:40} {:>12} {:>12} {:>12}", "", "allocations", "bytes", "kept");
    measure("request by hand", || floor.request().is_ok());
    measure("request, up to the transport", || way.go(&request::request()));
    let mut holds = true;
    for (title, answer) in [("one instance", &small), ("a megabyte", &large)] {
        let by_derive = measure(&format!("{title}, derived `Deserialize`"), || {
            serde_json::from_slice::<Envelope>(answer).ok()
        });
        let by_us = measure(&format!("{title}, ours"), || {
            let mut response = DescribeInstancesResponse::default();
            decode_response(answer, &mut response).then_some(response)
        });
        let is_met = by_us <= by_derive;
        let verdict = if is_met { "met" } else { "MISSED" };
        println!("{title}: no more allocations than derived `Deserialize`: {verdict}");
        holds &= is_met;
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
