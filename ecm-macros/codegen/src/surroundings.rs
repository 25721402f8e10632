//! Surroundings of a generated module, as far as its documentation speaks of them.

use crate::code::{Code, code};

/// Facts about the crate that a module is generated for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    feature_prefix: Option<String>,
    path: String,
    has_no_prelude: bool,
}

impl Surroundings {
    /// Says that each group of actions is behind a feature, named after the group with this in front.
    #[must_use]
    pub fn feature_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.feature_prefix = Some(prefix.into());
        self
    }

    /// Says that the module of this name is documented outside of it as well, before `mod`.
    ///
    /// All its documentation is then read outside, links included.
    #[must_use]
    pub fn documented_outside(mut self, module: &str) -> Self {
        self.path = format!("{module}::");
        self
    }

    /// The feature that a group is behind.
    /// Says that the module is in a crate with `#![no_implicit_prelude]`.
    ///
    /// Such a crate cannot name the attribute that gives the compiler its messages for builders, so that
    /// the code is generated without them.
    #[must_use]
    pub fn without_prelude(mut self) -> Self {
        self.has_no_prelude = true;
        self
    }

    /// Returns the attribute that explains why a bound does not hold, if the module can name it.
    pub(crate) fn explanation(&self, texts: Code) -> Code {
        match self.has_no_prelude {
            true => Code::new(),
            false => code!(#[diagnostic::on_unimplemented(#texts)]),
        }
    }

    pub(crate) fn feature(&self, group: &str) -> Option<String> {
        self.feature_prefix.as_ref().map(|prefix| format!("{prefix}{group}"))
    }

    /// Returns the path before the name of an item in links of the module's documentation.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}
