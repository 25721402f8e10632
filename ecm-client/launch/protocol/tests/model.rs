//! Model checker of the protocol: an exhaustive search over processes that run the functions of [`ecm_launch_protocol::Entry`].
//!
//! Processes crash and freeze at every step, clocks are wrong, messages are lost and delayed, lists lag, and dates lie,
//! as far as the assumptions allow. Then no key has two creates, and none stays pending once the faults stop.
//! Without one of the assumptions or safeguards, the search finds two creates, so that it is seen to look.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod model {
    pub(crate) mod journal;
    pub(crate) mod rules;
    pub(crate) mod search;
    pub(crate) mod step;
    pub(crate) mod world;
}

use model::rules::Rules;
use model::search::search;

/// Searches everything and expects no two creates for the key, and an end of every pending key.
fn holds(name: &str, rules: Rules) {
    let report = search(rules);
    println!(
        "{name}: {} states, {} steps, {} pending",
        report.states, report.steps, report.pending
    );
    if let Some(trace) = report.violation {
        panic!("{name}:\n{}", trace.join("\n"));
    }
    assert_eq!(report.untrue, None, "{name}: the entry does not tell the truth");
    if let Some(stuck) = report.stuck {
        panic!("{name}: pending for ever: {stuck}");
    }
    assert!(report.states > 1000 && report.pending > 100, "only {} states", report.states);
}

/// Searches until two creates of the key are found.
fn fails(name: &str, rules: Rules) {
    let report = search(rules);
    let trace = report.violation.unwrap_or_else(|| {
        panic!("{name}: {} states and no two creates", report.states);
    });
    println!("{name}: two creates after {} steps, {} states", trace.len(), report.states);
    assert!(trace.last().is_some_and(|last| last.contains("carried out")), "{trace:?}");
}

#[test]
fn one_process_that_crashes_and_starts_again() {
    holds("one process", Rules { processes: 1, ..Rules::default() });
}

#[test]
fn two_processes_with_wrong_clocks_of_their_own() {
    // The journal's clock may be ahead as far as it likes, as long as dates are true.
    // A person has nothing but that clock.
    let rules = Rules { journal_skews: &[-1, 3], has_person: false, ..Rules::default() };
    holds("two processes", rules);
}

#[test]
fn two_processes_and_dates_that_lie() {
    holds("dates that lie", Rules { dates_lie: true, ..Rules::default() });
}

#[test]
#[ignore = "takes minutes"]
fn three_processes() {
    holds("three processes", Rules { processes: 3, ..Rules::default() });
}

#[test]
fn assumption_a_that_old_signatures_are_refused() {
    fails("a", Rules { service_validity: 5, ..Rules::default() });
}

#[test]
fn assumption_b_that_resources_are_listed_in_time() {
    fails("b", Rules { max_lag: 3, ..Rules::default() });
}

#[test]
fn assumption_c_that_the_tag_is_written() {
    fails("c", Rules { writes_tags: false, ..Rules::default() });
}

#[test]
fn assumption_d_that_nothing_is_removed_before_the_look_up() {
    fails("d", Rules { removes_early: true, ..Rules::default() });
}

#[test]
fn assumption_e_that_no_request_is_replayed() {
    fails("e", Rules { replays: true, ..Rules::default() });
}

#[test]
fn assumption_that_one_of_the_clocks_is_right() {
    // The margin of the fence is for whole seconds: not even one second ahead is allowed.
    fails("clocks", Rules { dates_lie: true, journal_skews: &[1], ..Rules::default() });
}

#[test]
fn assumption_that_a_person_tells_the_truth() {
    fails("a person errs", Rules { person_errs: true, ..Rules::default() });
}

#[test]
fn assumption_that_the_clock_is_right_by_which_a_person_decides() {
    fails("a person's clock", Rules { journal_skews: &[2], ..Rules::default() });
}

#[test]
fn assumption_that_a_restored_journal_is_told() {
    fails("restored", Rules { restores_silently: true, ..Rules::default() });
}

#[test]
fn with_a_person_who_decides_before_the_fence() {
    fails("before the fence", Rules { resolves_early: true, ..Rules::default() });
}

#[test]
fn without_the_fence() {
    fails("no fence", Rules { has_fence: false, ..Rules::default() });
}

#[test]
fn with_a_look_up_that_counts_by_its_end() {
    fails("by its end", Rules { counts_by_end: true, ..Rules::default() });
}

#[test]
fn with_an_absence_window_that_counts_by_the_begin() {
    fails("window by its begin", Rules { window_by_begin: true, ..Rules::default() });
}

#[test]
fn without_the_absence_window() {
    fails("no window", Rules { has_window: false, ..Rules::default() });
}

#[test]
fn without_the_lease() {
    fails("no lease", Rules { checks_lease: false, ..Rules::default() });
}

#[test]
fn with_a_later_time_at_signing() {
    fails("later time", Rules { signs_later: true, ..Rules::default() });
}

#[test]
fn with_a_settlement_that_ignores_other_writes() {
    fails("no compare", Rules { settles_blindly: true, ..Rules::default() });
}

#[test]
fn with_a_lease_that_never_ends_a_key_may_stay_pending() {
    let report = search(Rules { lease_ends: false, ..Rules::default() });
    assert_eq!(report.violation, None);
    let stuck = report.stuck.expect("attempts for ever");
    println!("endless lease: {stuck}");
}
