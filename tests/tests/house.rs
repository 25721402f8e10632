//! House rules that are read from the syntax trees of the product crates.
//!
//! `cargo test -p ecm-tests --test house voice -- --nocapture` runs one rule and shows its numbers.

#[path = "house/circles.rs"]
mod circles;
#[path = "house/directions.rs"]
mod directions;
#[path = "house/gone.rs"]
mod gone;
#[path = "house/limits.rs"]
mod limits;
#[path = "house/lines.rs"]
mod lines;
#[path = "house/names.rs"]
mod names;
#[path = "house/tokens.rs"]
mod tokens;
#[path = "house/tree.rs"]
mod tree;
#[path = "house/voice.rs"]
mod voice;

use ecm_tests::workspace;
