//! Helpers of the test package.

pub mod answers;
pub mod asked;
pub mod dispatch;
pub mod examples;
pub mod fuzz;
pub mod leaves;
pub mod profile;
pub mod requests;
pub mod scripted;
pub mod secrets;
pub mod typed;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use ecm_codegen::Selection;
use ecm_spec::model::{Spec, Type};

/// The invented spec, whose shapes are all that a real one might come up with.
pub const WORKSHOP: &str = include_str!("../specs/workshop-2024-02-29.json");

/// The invented spec whose lists come in pages and whose states are waited for.
pub const WAREHOUSE: &str = include_str!("../specs/warehouse-2024-03-31.json");

/// The shipped spec of ECM.
///
/// # Panics
///
/// If it does not ship.
#[must_use]
pub fn ecm() -> &'static str {
    ecm_spec::shipped("ecm-2019-07-19").unwrap_or_else(|| unreachable!("the ECM spec ships"))
}

/// Every action of the shipped spec, in its order, with the types of the client's own module.
pub static ECM_ACTIONS: &[typed::Typed] = {
    use crate::typed;
    use ecm_client::ecm;
    include!(concat!(env!("OUT_DIR"), "/ecm_actions.rs"))
};

/// The action of the shipped spec that is tested in depth: the one with the most rules.
pub const MAIN_ACTION: &str = "RunInstances";

/// The records that a request of the action in depth is made of.
///
/// # Panics
///
/// If the spec does not have it.
#[must_use]
pub fn sent_by_main_action(spec: &Spec) -> Vec<&Type> {
    let selection = Selection::actions_of(spec, &[MAIN_ACTION])
        .unwrap_or_else(|unknown| unreachable!("unknown actions: {unknown:?}"));
    selection.records(spec).filter(|ty| ty.sent).collect()
}

/// The folder of the workspace.
#[must_use]
pub fn workspace() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Reads a spec that is known to be right.
///
/// # Panics
///
/// If it is not, with all of its problems.
#[must_use]
pub fn read(name: &str, text: &str) -> Spec {
    ecm_spec::read(text).unwrap_or_else(|problems| unreachable!("{}", problems.render(name, text)))
}

/// The data that is kept beside the project, where it is there; says so where it is not, so that
/// a test that then runs on the project's own data alone is seen to.
#[must_use]
pub fn shared(path: &str) -> Option<PathBuf> {
    let shared = workspace().join("../shared").join(path);
    if shared.exists() {
        return Some(shared);
    }
    say_skipped(&format!("shared data `{path}` is not here"));
    None
}

/// Says that something is not tested, past the harness, which keeps what macros print to itself.
pub fn say_skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// The generated code of a whole spec, formatted as a file.
///
/// # Panics
///
/// If the tokens are no Rust.
#[must_use]
pub fn generated(spec: &Spec) -> String {
    generated_of(spec, &Selection::all(spec))
}

/// The generated code of some actions of a spec, formatted as a file.
///
/// # Panics
///
/// If the tokens are no Rust.
#[must_use]
pub fn generated_of(spec: &Spec, selection: &Selection) -> String {
    let tokens = ecm_codegen::generate(spec, selection).tokens();
    let file: syn::Result<syn::File> = syn::parse2(tokens.clone());
    if let Err(error) = file {
        unreachable!("no Rust: {error}");
    }
    ecm_codegen::format::text(tokens)
}

/// The code in the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// The code of the guide's page about `ecm-launch`, which the client cannot compile.
#[cfg(doctest)]
#[doc = include_str!("../../ecm-client/docs/launching-once.md")]
struct LaunchingOnce;
