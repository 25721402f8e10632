//! Source text that lists every action of a spec with its generated types.
//!
//! What calls all actions by name would otherwise be a list that somebody keeps. The build script of
//! this package writes one for the shipped spec, and tests write one for crates that they compile.

use ecm_spec::model::{Action, Spec};

/// What every generated client has besides the methods of its actions.
const TAKEN: [&str; 3] = ["new", "core", "send"];

/// The items of a table, for the client that is generated in the module of this path: each is made by
/// a macro `typed!` of whoever holds the table. `raw` stands before those whose bodies travel raw.
#[must_use]
pub fn rows(spec: &Spec, module: &str) -> String {
    let rows = spec.actions.iter().map(|action| {
        let request = &spec[action.request].name.rust;
        let raw = action.raw_body().map_or("", |_| "raw ");
        format!("    typed!({raw}{module} => {}({request})),\n", method(action))
    });
    rows.collect()
}

/// The method of the client.
fn method(action: &Action) -> String {
    match action.name.rust.as_str() {
        taken if TAKEN.contains(&taken) => format!("{taken}_"),
        free => free.to_owned(),
    }
}
