//! What changes between two specs, and what that means to whoever uses the client.
//!
//! [`diff`] names every change once, where it is in the text of both (through
//! [`SourceMap`](ecm_spec::SourceMap)), what it does on the wire and in Rust, and what it asks of the
//! version of a generated crate:
//!
//! ```
//! # fn main() -> Result<(), ecm_spec::Problems> {
//! # let old_text = ecm_spec::shipped("ecm-2019-07-19").unwrap_or_default();
//! # let new_text = old_text.replacen("\"effect\": \"create\"", "\"effect\": \"idempotent\"", 1);
//! let (old, new) = (ecm_spec::read(&old_text)?, ecm_spec::read(&new_text)?);
//! let diff = ecm_diff::diff(&old, &new);
//! for change in &diff.changes {
//!     println!("{} {}: {}", change.level(), change.code(), change.subject);
//! }
//! # assert_eq!(diff.changes.len(), 1);
//! # assert_eq!(diff.level(), Some(ecm_diff::SemverLevel::Major));
//! # Ok(())
//! # }
//! ```
//!
//! # How the level is judged
//!
//! By the code that the generator makes of both specs: structs that are not exhaustive, a
//! constructor and a builder that ask for what is required, open enums, exclusive groups as closed
//! enums, one enum of codes per action. A change is *major* where a program that compiled may not
//! compile. Some changes leave every signature as it is and are major all the same, because calls
//! that were made are refused or made in another way: a rule between fields or a rule without
//! literals that is tightened, a region that is now required, an action that is no longer known to
//! create, another service or version, required fields of one type that change places.
//!
//! What the service does is another matter: a request of an old client that the new service
//! refuses is told in the field `requests` of [`Impact`], whatever the level.
//!
//! # How it is made
//!
//! The walk takes every struct of the model apart without `..`, so that whoever adds to the model
//! is told by the compiler where to say what a change of it means.

mod action;
mod change;
mod companions;
mod context;
mod enums;
mod error_code;
mod field;
mod impact;
mod pair;
mod record;
mod record_rule;
mod rename;
mod rule;
mod shape;
mod show;
mod spec;
mod strict;
mod type_pair;
mod usage;
mod value_rule;
mod waiter;

pub use change::{Aspect, Change, ChangeKind, Companion, Subject};
pub use impact::{Impact, RequestImpact, ResponseImpact, SemverLevel};
pub use rename::Rename;

use ecm_spec::model::Spec;

/// Everything that changes between two specs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    /// The changes: of the spec as a whole, of actions, types, enums and error codes, each in
    /// the order of the files.
    pub changes: Vec<Change>,
    /// What was perhaps only given another name. A guess, which no level takes into account.
    pub renames: Vec<Rename>,
}

impl Diff {
    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The highest level of any change; `None` where there is none.
    #[must_use]
    pub fn level(&self) -> Option<SemverLevel> {
        self.changes.iter().map(Change::level).max()
    }

    /// The first change of the highest level.
    #[must_use]
    pub fn deciding(&self) -> Option<&Change> {
        let level = self.level()?;
        self.changes.iter().find(|change| change.level() == level)
    }
}

/// What changes from one spec to another.
#[must_use]
pub fn diff(old: &Spec, new: &Spec) -> Diff {
    let mut cx = context::DiffContext::new(old, new);
    spec::compare(&mut cx);
    let mut changes = cx.into_changes();
    companions::attach(old, new, &mut changes);
    let renames = rename::suggest(old, new, &changes);
    Diff { changes, renames }
}
