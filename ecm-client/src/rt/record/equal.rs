//! Comparison of generated records.

use super::{List, Record, View};
use crate::rt::ExtraParameter;

/// Returns true if two records of one type hold the same values.
#[must_use]
pub fn equal(left: &dyn Record, right: &dyn Record) -> bool {
    let fields = 0..left.table().fields.len();
    fields.into_iter().all(|index| same(left.field(index), right.field(index)))
        && same_extra(left.extra_parameters(), right.extra_parameters())
}

fn same_extra(left: &[ExtraParameter], right: &[ExtraParameter]) -> bool {
    left.len() == right.len()
        && left.iter().zip(right).all(|(left, right)| {
            left.name == right.name
                && left.secret == right.secret
                && same(left.value.view(), right.value.view())
        })
}

/// Returns true if two views are of the same value.
pub(crate) fn same(left: View<'_>, right: View<'_>) -> bool {
    match (left, right) {
        (View::Absent, View::Absent) => true,
        (View::Bool(left), View::Bool(right)) => left == right,
        (View::Int(left), View::Int(right)) => left == right,
        (View::Uint(left), View::Uint(right)) => left == right,
        (View::Float(left), View::Float(right)) => left == right,
        (View::Text(left), View::Text(right)) => left == right,
        (View::Bytes(left), View::Bytes(right)) => left == right,
        (View::Record(left), View::Record(right)) => equal(left, right),
        (View::List(left), View::List(right)) => same_items(left, right),
        _ => false,
    }
}

fn same_items(left: &dyn List, right: &dyn List) -> bool {
    left.len() == right.len()
        && (0..left.len()).all(|index| same(left.item(index), right.item(index)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::records::{Lamp, SwitchOn, switch_on};

    #[test]
    fn every_field_counts() {
        let changes: &[fn(&mut SwitchOn)] = &[
            |it| it.lamps = None,
            |it| it.lamps = Some(vec![]),
            |it| it.lamps = Some(vec![Lamp::default()]),
            |it| it.count = Some(2),
            |it| it.code = Some("another".into()),
            |it| it.names = Some(vec!["10.0.0.2".into()]),
            |it| it.bright = Some(f64::NAN),
            |it| it.soft = Some(false),
            |it| it.total = Some(0),
            |it| it.main = Some(Lamp::default()),
            |it| it.grid = Some(vec![vec![0, 1], vec![1]]),
        ];
        assert!(equal(&switch_on(), &switch_on()));
        for (number, change) in changes.iter().enumerate() {
            let mut other = switch_on();
            change(&mut other);
            assert!(!equal(&switch_on(), &other), "change {number}");
        }
    }
}
