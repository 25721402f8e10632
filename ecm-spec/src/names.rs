//! Names: what is known of each, and which stand twice.

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

/// Whether a text is made of what can be seen of ASCII, without blanks.
pub(crate) fn is_graphic(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [b'!'..=b'~', after @ ..] = rest {
        rest = after;
    }
    rest.is_empty()
}

/// Each place that has the same name as one before it, and the first of those.
pub(crate) fn repetitions<'a, T>(all: &'a [T], name: fn(&'a T) -> &'a str) -> Vec<(usize, usize)> {
    let mut repeated = Vec::new();
    if all.len() > FEW {
        let mut names = Names::new();
        for (index, one) in all.iter().enumerate() {
            let first = names.add(name(one), index);
            repeated.extend(first.map(|first| (index, first)));
        }
        return repeated;
    }
    let (mut index, mut rest) = (0, all);
    while let [one, after @ ..] = rest {
        let (mut first, mut before) = (0, all);
        while first < index
            && let [other, others @ ..] = before
        {
            if name(other) == name(one) {
                repeated.push((index, first));
                break;
            }
            (first, before) = (first + 1, others);
        }
        (index, rest) = (index + 1, after);
    }
    repeated
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTS: [usize; 6] = [0, 1, FEW - 1, FEW, FEW + 1, 10 * FEW];

    #[test]
    fn however_many_there_are_each_has_its_first_value() {
        for count in COUNTS {
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

    #[test]
    fn however_many_there_are_each_repetition_is_found() {
        for count in COUNTS {
            let mut all: Vec<String> = (0..count).map(|key| key.to_string()).collect();
            all.extend(["a", "0", "a", "0", "a"].map(str::to_owned));
            let zero = (count > 0).then_some((count + 1, 0));
            let expected = zero.into_iter().chain([
                (count + 2, count),
                (count + 3, if count > 0 { 0 } else { 1 }),
                (count + 4, count),
            ]);
            assert_eq!(repetitions(&all, |one| one), expected.collect::<Vec<_>>(), "{count}");
        }
    }
}
