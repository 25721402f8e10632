//! Requests, responses and signatures as values: encoding, decoding, rules and published vectors.

mod actions;
mod decoding;
mod features;
mod fuzz_replay;
mod fuzz_runtime;
pub mod generated_compiles;
mod literals;
mod members;
mod rules;
mod vectors;
mod vectors_v1;
mod workshop;
