//! House rules that are read from the syntax trees of the product crates.
//!
//! `cargo test -p ecm-tests --test house voice -- --nocapture` runs one rule and shows its numbers.

mod circles;
mod directions;
mod gone;
mod limits;
mod lines;
mod names;
mod tokens;
mod tree;
mod voice;

use ecm_tests::workspace;
