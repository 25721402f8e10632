//! The cases, one table a file.

pub mod bodies;
pub mod clocks;
pub mod connections;
pub mod cut;
pub mod labels;
pub mod large;
pub mod pages;
pub mod proxies;
pub mod refusals;
pub mod silence;
pub mod slow;
pub mod tokens;

use crate::depot::Op;
use ecm_test_server::{Fault, FaultRule};

use super::bench::{Case, Want};

/// A fault after which nobody knows what was done: once, and each time.
///
/// What creates is not sent again; everything else is, until it works or attempts are used up.
pub fn lost(name: &str, op: Op, rule: &FaultRule) -> Vec<Case> {
    let case = |when: &str, want| Case::new(format!("{name}, {when}"), op, want);
    match op {
        Op::Launch => vec![case("once", Want::Unknown).rule(rule.clone()).requests(1)],
        Op::Rename | Op::List => vec![
            case("once", Want::Done).rule(rule.clone().take(1)).requests(2),
            case("always", Want::Unknown).rule(rule.clone()).requests(3),
        ],
    }
}

/// A fault that another request would meet as well: the outcome is unknown, and nothing is sent again.
pub fn lost_for_good(name: &str, rule: &FaultRule) -> Vec<Case> {
    let case = |op| Case::new(name, op, Want::Unknown).rule(rule.clone()).requests(1);
    Op::ALL.into_iter().map(case).collect()
}

/// The same for every action, and for requests that are carried out before and that are not.
pub fn lost_by_all(name: &str, fault: &Fault) -> Vec<Case> {
    let rule = FaultRule::new(fault.clone());
    let committed = rule.clone().after_commit();
    let of = |op| {
        let mut cases = lost(name, op, &rule);
        cases.extend(lost(&format!("{name}, carried out"), op, &committed));
        cases
    };
    Op::ALL.into_iter().flat_map(of).collect()
}
