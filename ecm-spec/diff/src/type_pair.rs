//! A type as it is in both specs.

use ecm_spec::model::Type;

/// A type in both specs.
#[derive(Clone, Copy)]
pub(super) struct TypePair<'s> {
    pub(super) old: &'s Type,
    pub(super) new: &'s Type,
}

impl TypePair<'_> {
    /// Whether a request reaches it in either spec.
    pub(super) fn is_sent(self) -> bool {
        self.old.sent || self.new.sent
    }

    pub(super) fn wire(self) -> String {
        self.old.name.wire.clone()
    }
}
