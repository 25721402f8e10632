//! What an import may do beyond what it must.

/// What to do with the texts.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Take the vendor's documentation over where the spec has none.
    pub docs: bool,
    /// Remove what is no longer in the metadata, in place of marking it.
    pub prune: bool,
}
