//! Options of an import.

/// Options of an import.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Takes over the vendor's documentation where the spec has none.
    pub docs: bool,
    /// Removes parts that are no longer in the metadata, instead of deprecating them.
    pub prune: bool,
}
