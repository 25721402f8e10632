//! Crates that tests write and have compiled.
//!
//! [`Compiler`] takes the libraries that the suite was built with, so that only the crate itself is compiled.
//! [`Scratch`] is a package that cargo builds, with its dependencies: for tests that are about manifests, features,
//! build scripts or cargo itself.

mod compiler;
mod message;
mod scratch;

use std::fmt::Display;
use std::path::{Path, PathBuf};

pub use compiler::{Compiler, Program};
pub use message::Message;
pub use scratch::Scratch;

/// Folder of the workspace.
fn workspace() -> PathBuf {
    must(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize())
}

/// A path as Rust and TOML write it.
#[must_use]
pub fn quoted(path: &Path) -> String {
    format!("{:?}", path.to_string_lossy())
}

fn must<T, E: Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| unreachable!("{error}"))
}
