//! What the fuzz targets are made of: the promises that are checked, and a mutator that knows the
//! format of specs.

#[path = "../../src/fuzz.rs"]
pub mod promises;

#[path = "../../src/profile.rs"]
pub mod profile;
#[path = "../../src/answers.rs"]
pub mod answers;

#[path = "../../src/asked.rs"]
pub mod asked;

pub mod mutate;
mod words;
