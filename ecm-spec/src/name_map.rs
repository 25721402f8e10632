//! Maps of names that are fast in an unoptimised macro.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Number of names up to which they are compared one by one. An unoptimised macro takes as long to
/// hash one text as to compare dozens, and most maps are small.
const MAX_LINEAR: usize = 64;

pub(crate) struct NameMap<K, V> {
    linear: Vec<(K, V)>,
    /// All names, once there are more than [`MAX_LINEAR`].
    hashed: Option<HashMap<K, V>>,
}

impl<K: Borrow<str> + Hash + Eq, V: Clone> NameMap<K, V> {
    pub(crate) fn new() -> Self {
        Self { linear: Vec::new(), hashed: None }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&V> {
        if let Some(hashed) = &self.hashed {
            return hashed.get(name);
        }
        let mut linear = self.linear.as_slice();
        while let [(known, value), others @ ..] = linear {
            if known.borrow() == name {
                return Some(value);
            }
            linear = others;
        }
        None
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Adds a name, unless it is present: then the result is the value that it has.
    pub(crate) fn add(&mut self, name: K, value: V) -> Option<V> {
        if let Some(first) = self.get(name.borrow()) {
            return Some(first.clone());
        }
        match &mut self.hashed {
            None if self.linear.len() < MAX_LINEAR => self.linear.push((name, value)),
            None => self.hashed = Some(self.linear.drain(..).chain([(name, value)]).collect()),
            Some(hashed) => {
                hashed.insert(name, value);
            }
        }
        None
    }
}

impl<K: Borrow<str> + Hash + Eq, V: Clone> FromIterator<(K, V)> for NameMap<K, V> {
    /// Builds the map; of two values for a name the first is kept.
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
        for count in [0, 1, MAX_LINEAR - 1, MAX_LINEAR, MAX_LINEAR + 1, 10 * MAX_LINEAR] {
            let keys: Vec<String> = (0..count).map(|key| key.to_string()).collect();
            let mut names: NameMap<&str, usize> = NameMap::new();
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
