//! Pairs of types.

use ecm_spec::model::Type;

#[derive(Clone, Copy)]
pub(super) struct TypePair<'s> {
    pub(super) old: &'s Type,
    pub(super) new: &'s Type,
}

impl TypePair<'_> {
    /// Tells whether a request reaches it in either spec.
    pub(super) fn is_sent(self) -> bool {
        self.old.sent || self.new.sent
    }

    pub(super) fn wire(self) -> String {
        self.old.name.wire.clone()
    }
}
