//! Any bytes, read as a credentials file.

#![no_main]

use ecm_fuzz::profile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    profile::check(data);
});
