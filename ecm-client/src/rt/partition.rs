//! Division of a request into several.

use std::collections::BTreeMap;

use serde_json::Value;

use super::check::ScalarKey;
use super::{List, Record, RecordCheck, View, is_finite, set, to_value};

/// Maximum number of parts; a request that needs more is a mistake.
const MAX_PARTS: i128 = 10_000;

/// Divisible limit of a sum, from the rule.
#[derive(Clone, Copy)]
struct Sum {
    list: usize,
    field: usize,
    per: Option<usize>,
    max: i64,
}

/// Share of a part in the list: positions of items, and the amount of each.
type PartItems = Vec<(usize, Option<i64>)>;

/// Divides a request into parts, each within the divisible limits of the spec. A request that
/// cannot be divided is returned unchanged, for validation to refuse.
pub(crate) fn partition<R: Record + Clone>(request: &R) -> Vec<R> {
    let mut parts = vec![request.clone()];
    for rule in request.table().rules {
        if let RecordCheck::Sum { list, field, per, max, divisible: true } = rule.check {
            let sum = Sum { list, field, per, max };
            parts = parts.into_iter().flat_map(|part| partition_by_sum(part, sum)).collect();
        }
    }
    parts
}

fn partition_by_sum<R: Record + Clone>(request: R, sum: Sum) -> Vec<R> {
    let parts = match request.field(sum.list) {
        View::List(list) => plan(&request, sum).and_then(|plan| {
            let part = |items: &PartItems| {
                let mut part = request.clone();
                set(&mut part, sum.list, select_items(list, sum.field, items)?).ok()?;
                Some(part)
            };
            plan.iter().map(part).collect()
        }),
        _ => None,
    };
    parts.unwrap_or_else(|| vec![request])
}

/// Copies some items of a list of records, each with its number in one of the fields.
fn select_items(list: &dyn List, field: usize, items: &PartItems) -> Option<Value> {
    let item = |(index, number): &(usize, Option<i64>)| {
        let View::Record(record) = list.item(*index) else { return None };
        let mut item = to_value(View::Record(record));
        if let Some(number) = number {
            item.as_object_mut()?.insert(record.table().wire(field).to_owned(), (*number).into());
        }
        Some(item)
    };
    items.iter().map(item).collect()
}

/// Assigns the items to parts; `None` where there is nothing to divide. Groups are divided side by
/// side, each filling its parts one after the other, so that there are as few parts as possible.
fn plan(request: &dyn Record, sum: Sum) -> Option<Vec<PartItems>> {
    let View::List(list) = request.field(sum.list) else { return None };
    // JSON, which the parts are made of, would lose what is not.
    if !is_finite(request) {
        return None;
    }
    let max = i128::from(sum.max);
    let mut parts: Vec<PartItems> = vec![Vec::new()];
    // The part that a group is filling, and how much of it is in there.
    let mut filled: BTreeMap<Option<ScalarKey<'_>>, (usize, i128)> = BTreeMap::new();
    for index in 0..list.len() {
        let View::Record(item) = list.item(index) else { return None };
        let group = sum.per.and_then(|per| ScalarKey::of(item.field(per)));
        let (part, used) = filled.entry(group).or_insert((0, 0));
        let mut left = match ScalarKey::of(item.field(sum.field)) {
            Some(ScalarKey::Int(number)) if number > 0 => number,
            // It adds nothing, so it can go with any other.
            _ => {
                parts.get_mut(*part)?.push((index, None));
                continue;
            }
        };
        if max < 1 || left / max > MAX_PARTS {
            return None;
        }
        while left > 0 {
            if *used == max {
                (*part, *used) = (*part + 1, 0);
            }
            let taken = left.min(max - *used);
            if *part == parts.len() {
                parts.push(Vec::new());
            }
            parts.get_mut(*part)?.push((index, Some(i64::try_from(taken).ok()?)));
            (*used, left) = (*used + taken, left - taken);
        }
        if i128::try_from(parts.len()).ok()? > MAX_PARTS {
            return None;
        }
    }
    (parts.len() > 1).then_some(parts)
}

#[cfg(test)]
mod tests {
    use crate::Request;
    use crate::testing::records::{Lamp, SwitchOn, switch_on};

    fn lamp(id: &str, watts: i64, room: &str) -> Lamp {
        Lamp {
            id: Some(id.to_owned()),
            watts: Some(watts),
            room: Some(room.to_owned()),
            inner: Some(Box::new(Lamp { id: Some("in".to_owned()), ..Lamp::default() })),
        }
    }

    fn wish(lamps: Vec<Lamp>) -> SwitchOn {
        SwitchOn { lamps: Some(lamps), count: None, ..switch_on() }
    }

    fn parts(lamps: Vec<Lamp>) -> Vec<Vec<(String, i64)>> {
        let look = |part: &SwitchOn| {
            let lamps = part.lamps.iter().flatten();
            lamps.map(|lamp| (lamp.id.clone().unwrap(), lamp.watts.unwrap())).collect()
        };
        wish(lamps).split().iter().map(look).collect()
    }

    fn known(parts: &[&[(&str, i64)]]) -> Vec<Vec<(String, i64)>> {
        let owned = |item: &(&str, i64)| (item.0.to_owned(), item.1);
        parts.iter().map(|part| part.iter().map(owned).collect()).collect()
    }

    #[test]
    fn groups_are_divided_side_by_side() {
        let lamps = vec![lamp("aa", 250, "hall"), lamp("bb", 30, "loft"), lamp("cc", 60, "hall")];
        let expected: &[&[(&str, i64)]] =
            &[&[("aa", 100), ("bb", 30)], &[("aa", 100)], &[("aa", 50), ("cc", 50)], &[("cc", 10)]];
        assert_eq!(parts(lamps), known(expected));
    }

    #[test]
    fn what_is_within_the_limit_stays_one_request() {
        for watts in [0, 1, 99, 100] {
            let request = wish(vec![lamp("aa", watts, "hall"), lamp("bb", 100, "loft")]);
            assert_eq!(request.split(), [request]);
        }
        assert_eq!(wish(vec![]).split(), [wish(vec![])]);
    }

    #[test]
    fn every_part_is_valid_and_all_else_stays() {
        let lamps =
            vec![lamp("aa", 450, "hall"), Lamp { id: Some("bb".into()), ..Lamp::default() }];
        let parts = wish(lamps.clone()).split();
        assert_eq!(parts.len(), 5);
        for part in &parts {
            assert!(part.validate().is_ok(), "{:?}", part.validate());
            let first = &part.lamps.as_ref().unwrap()[0];
            assert_eq!(*first, Lamp { watts: first.watts, ..lamps[0].clone() });
            assert_eq!(
                SwitchOn { lamps: None, ..part.clone() },
                SwitchOn { lamps: None, ..wish(vec![]) }
            );
        }
        assert_eq!(parts[0].lamps.as_ref().unwrap()[1], lamps[1]);
    }

    #[test]
    fn what_makes_no_sense_is_left_for_validation() {
        for watts in [i64::MAX, 100 * 10_001, -5] {
            let request = wish(vec![lamp("aa", watts, "hall")]);
            assert_eq!(request.split(), [request]);
        }
    }
}
