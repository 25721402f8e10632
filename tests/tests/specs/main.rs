//! What becomes of specs and of metadata, down to what cargo and the compiler make of the generated code.

mod diff;
mod imports;
mod obstacles;
mod rebuild;
mod schema;
