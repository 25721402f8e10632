//! Crates that tests write and have compiled, and work that is done on all cores.
//!
//! [`Compiler`] takes the libraries that the suite was built with, so that only the crate itself is compiled.
//! [`Scratch`] is a package that cargo builds, with its dependencies: for tests that are about manifests, features,
//! build scripts or cargo itself.

mod compiler;
mod folder;
mod message;
mod scratch;

use std::env;
use std::fmt::Display;
use std::ops::Range;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

pub use compiler::{Compiler, Program};
pub use folder::Folder;
pub use message::Message;
pub use scratch::Scratch;

/// Folder of the workspace.
fn workspace() -> PathBuf {
    must(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize())
}

/// Cargo, which does not see what another cargo tells the test.
#[must_use]
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    forget_package(&mut command);
    command
}

/// Removes the variables by which cargo tells a program whose test it is.
///
/// Build scripts ask to be run again when a variable changes, that of `ring` for these: with them, everything above it
/// would be built anew, and once more by whoever calls cargo next.
pub fn forget_package(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let is_of_package = ["CARGO_PKG", "CARGO_MANIFEST"].iter().any(|one| text.starts_with(one));
        if is_of_package || text == "OUT_DIR" {
            command.env_remove(&name);
        }
    }
}

/// Divides numbers below a count among all cores; returns what each has made of its share.
///
/// # Panics
///
/// If the work on a share does.
#[must_use]
pub fn on_all_cores<T: Send>(count: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = |index| index * count / cores..(index + 1) * count / cores;
    thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> =
            (0..cores).map(|index| scope.spawn(move || work(share(index)))).collect();
        let ended = workers.into_iter().map(|worker| worker.join());
        ended.map(|made| made.unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// A path as Rust and TOML write it.
#[must_use]
pub fn quoted(path: &Path) -> String {
    format!("{:?}", path.to_string_lossy())
}

fn must<T, E: Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| unreachable!("{error}"))
}
