//! Names, and what is known of each.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// So many names are compared one by one. An unoptimised macro takes as long to hash one text as to
/// compare dozens, and most places where names are looked up have few.
const FEW: usize = 64;

/// A value for each name.
pub(crate) struct Names<K, V> {
    few: Vec<(K, V)>,
    /// All of them, once they are more than a few.
    many: Option<HashMap<K, V>>,
}

impl<K: Borrow<str> + Hash + Eq, V: Clone> Names<K, V> {
    pub(crate) fn new() -> Self {
        Self { few: Vec::new(), many: None }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        if let Some(many) = &self.many {
            return many.get(name);
        }
        let mut few = self.few.as_slice();
        while let [(known, value), others @ ..] = few {
            if known.borrow() == name {
                return Some(value);
            }
            few = others;
        }
        None
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Adds a name, unless it is there: then the value that it has.
    pub(crate) fn add(&mut self, name: K, value: V) -> Option<V> {
        if let Some(first) = self.get(name.borrow()) {
            return Some(first.clone());
        }
        match &mut self.many {
            None if self.few.len() < FEW => self.few.push((name, value)),
            None => self.many = Some(self.few.drain(..).chain([(name, value)]).collect()),
            Some(many) => {
                many.insert(name, value);
            }
        }
        None
    }
}

impl<K: Borrow<str> + Hash + Eq, V: Clone> FromIterator<(K, V)> for Names<K, V> {
    /// Of two values for a name the first counts.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Self {
        let mut names = Self::new();
        for (name, value) in all {
            names.add(name, value);
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_many_there_are_each_has_its_first_value() {
        for count in [0, 1, FEW - 1, FEW, FEW + 1, 10 * FEW] {
            let keys: Vec<String> = (0..count).map(|key| key.to_string()).collect();
            let mut names: Names<&str, usize> = Names::new();
            for (value, key) in keys.iter().enumerate() {
                assert_eq!(names.add(key, value), None);
            }
            for (value, key) in keys.iter().enumerate() {
                assert_eq!(names.add(key, count + 1), Some(value));
                assert_eq!(names.get(key), Some(&value));
            }
            assert!(!names.contains("other"));
        }
    }
}
