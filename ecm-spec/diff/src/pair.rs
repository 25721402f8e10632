//! Pairing of the parts of two specs.

use std::collections::BTreeMap;

pub(super) struct Pairs<'s, T> {
    /// Items of the old list alone, in its order.
    pub(super) removed: Vec<&'s T>,
    /// Items of the new list alone, in its order.
    pub(super) added: Vec<&'s T>,
    /// Items of both lists, in the order of the new list.
    pub(super) kept: Vec<(&'s T, &'s T)>,
    pub(super) moved: bool,
}

/// Pairs two lists in which no key is repeated.
pub(super) fn pair<'s, T, K: Ord + 's>(
    old: &'s [T],
    new: &'s [T],
    key: impl Fn(&'s T) -> K,
) -> Pairs<'s, T> {
    let positions: BTreeMap<K, usize> =
        old.iter().enumerate().map(|(position, item)| (key(item), position)).collect();
    let mut is_kept = vec![false; old.len()];
    let (mut added, mut kept) = (Vec::new(), Vec::new());
    let (mut moved, mut last) = (false, 0);
    for item in new {
        let position = positions.get(&key(item)).copied();
        match position.and_then(|position| Some((position, old.get(position)?))) {
            Some((position, before)) => {
                moved |= position < last;
                last = position;
                is_kept.iter_mut().skip(position).take(1).for_each(|kept| *kept = true);
                kept.push((before, item));
            }
            None => added.push(item),
        }
    }
    let removed = old.iter().zip(is_kept).filter(|(_, kept)| !kept).map(|(item, _)| item).collect();
    Pairs { removed, added, kept, moved }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_and_goes_moves_nothing() {
        let pairs = pair(&[1, 2, 3, 4], &[0, 1, 5, 3, 4], |n| *n);
        assert_eq!((pairs.removed, pairs.added), (vec![&2], vec![&0, &5]));
        assert_eq!(pairs.kept, [(&1, &1), (&3, &3), (&4, &4)]);
        assert!(!pairs.moved);
        assert!(pair(&[1, 2, 3], &[2, 4, 1], |n| *n).moved);
    }
}
