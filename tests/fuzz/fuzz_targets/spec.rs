//! Any bytes: read as a spec, and if they are one, generate code from it.

#![no_main]

use ecm_fuzz::mutate::{crossed, mutated};
use ecm_fuzz::promises;
use libfuzzer_sys::{fuzz_crossover, fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| {
    promises::check(data);
});

// Bytes alone would seldom get past the JSON grammar, so that most mutations keep to it; every
// fifth is the fuzzer's own, for what only bytes can be.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let written = data.get(..size).unwrap_or_default();
    let mutated = if seed % 5 == 0 { None } else { mutated(written, seed.into()) };
    match mutated {
        Some(text) if text.len() <= max_size && text.len() <= data.len() => {
            write(data, text.as_bytes())
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});

fuzz_crossover!(|first: &[u8], second: &[u8], out: &mut [u8], seed: u32| {
    let crossed = crossed(first, second, seed.into());
    match crossed {
        Some(text) if text.len() <= out.len() => write(out, text.as_bytes()),
        _ => write(out, first.get(..first.len().min(out.len())).unwrap_or_default()),
    }
});

/// Puts the bytes at the front, and says how many they are.
fn write(out: &mut [u8], bytes: &[u8]) -> usize {
    if let Some(front) = out.get_mut(..bytes.len()) {
        front.copy_from_slice(bytes);
    }
    bytes.len()
}
