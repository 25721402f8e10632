//! Any bytes: sent to the server.

#![no_main]

use ecm_fuzz::asked;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    asked::check(data);
});
