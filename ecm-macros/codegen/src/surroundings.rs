//! Surroundings of a generated module, as far as its documentation speaks of them.

/// Facts about the crate that a module is generated for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    feature_prefix: Option<String>,
    path: String,
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
    pub(crate) fn feature(&self, group: &str) -> Option<String> {
        self.feature_prefix.as_ref().map(|prefix| format!("{prefix}{group}"))
    }

    /// Returns the path before the name of an item in links of the module's documentation.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}
