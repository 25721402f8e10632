//! Specs and metadata, their changes, and the generated code as cargo and the compiler take it.

mod diff;
mod imports;
mod obstacles;
mod rebuild;
mod schema;
