//! Lookup of types by their keys.

use std::collections::HashMap;

use super::TypeFacts;

/// Places of types in their list; made once, as every action looks types up.
pub(crate) struct TypeIndex(HashMap<String, usize>);

impl TypeIndex {
    pub(super) fn of(types: &[TypeFacts]) -> Self {
        Self(types.iter().enumerate().map(|(at, one)| (one.key.clone(), at)).collect())
    }

    /// Finds a type in the list that the index is of.
    pub(super) fn find<'t>(&self, types: &'t [TypeFacts], key: &str) -> Option<&'t TypeFacts> {
        types.get(*self.0.get(key)?)
    }
}
