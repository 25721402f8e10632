//! Changes between two specs, and their impact on users of the client.
//!
//! [`diff`] reports every change once: its place in both texts (through
//! [`SourceMap`](ecm_spec::SourceMap)), its impact on the wire and in Rust, and the level that it
//! requires of the version of a generated crate:
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
//! # Levels
//!
//! The level depends on the code that the generator makes of both specs: non-exhaustive structs,
//! constructors and builders that ask for required fields, open enums, exclusive groups as closed
//! enums, one enum of codes per action. A change is *major* if a program that compiled may not
//! compile. Some changes keep every signature and are major all the same, because calls that were
//! made are refused or made differently: a tightened rule between fields or rule without literals,
//! a region that is now required, an action that is no longer known to create, another service or
//! version, required fields of one type that change places.
//!
//! Otherwise the service's behaviour does not count: a request of an old client that the new service
//! refuses is reported in the field `requests` of [`Impact`], whatever the level. The exception is an
//! action that the service no longer has: it is major whether the spec keeps it, marked in
//! `deprecated` ([`Action::is_withdrawn`](ecm_spec::model::Action::is_withdrawn)), or lacks it.
//!
//! # Completeness
//!
//! The comparison destructures every struct of the model without `..`, so that the compiler points
//! at every comparison that an addition to the model needs.

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

/// All changes between two specs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    /// Changes of the spec as a whole, of actions, types, enums and error codes.
    ///
    /// Each kind is in the order of the files, behind the actions that the service no longer has.
    pub changes: Vec<Change>,
    /// Parts that perhaps only have another name.
    ///
    /// These are guesses, which no level takes into account.
    pub renames: Vec<Rename>,
}

impl Diff {
    /// Tells whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Returns the highest level of any change; `None` if there is none.
    #[must_use]
    pub fn level(&self) -> Option<SemverLevel> {
        self.changes.iter().map(Change::level).max()
    }

    /// Returns the first change of the highest level.
    #[must_use]
    pub fn deciding(&self) -> Option<&Change> {
        let level = self.level()?;
        self.changes.iter().find(|change| change.level() == level)
    }
}

/// Compares two specs.
#[must_use]
pub fn diff(old: &Spec, new: &Spec) -> Diff {
    let mut cx = context::DiffContext::new(old, new);
    spec::compare(&mut cx);
    let mut changes = cx.into_changes();
    // Whoever calls what is no longer there has to know before anything else.
    changes.sort_by_key(|change| !change.is_withdrawal());
    companions::attach(old, new, &mut changes);
    let renames = rename::suggest(old, new, &changes);
    Diff { changes, renames }
}
