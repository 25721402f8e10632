//! Any bytes: a `Date` and the body of an answer.

#![no_main]

use ecm_fuzz::answers;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    answers::check(data);
});
