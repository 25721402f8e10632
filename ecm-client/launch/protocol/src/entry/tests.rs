use serde_json::json;

use super::*;

const AT: Situation = Situation { now: 1000, epoch: 0 };

fn begun(wanted: u64) -> Entry {
    let order = Order {
        key: "order-1".to_owned(),
        target: Target {
            service: "lamp".to_owned(),
            version: "2024-01-01".to_owned(),
            action: "LightLamps".to_owned(),
            host: "lamp.example.com".to_owned(),
            region: None,
            secret_id: "AKIDEXAMPLE".to_owned(),
            account: None,
        },
        request: json!({"Count": wanted}),
        wanted: Some(wanted),
        tag: EntryTag { key: "once".to_owned(), value: "1f".to_owned() },
    };
    Entry::begin(order, AT)
}

fn sent(wanted: u64) -> Entry {
    let timing = Timing::default();
    let entry = begun(wanted).take_lease("me", &timing, AT).unwrap();
    entry.record_attempt("me", 1000, &timing, AT).unwrap()
}

fn resources(ids: &[&str]) -> Vec<Resource> {
    ids.iter().map(|id| Resource { id: (*id).to_owned(), state: None }).collect()
}

/// Judges a look-up that begins and ends at these times of both clocks.
fn judged(
    entry: &Entry,
    began: i64,
    ended: i64,
    ids: &[&str],
) -> Result<(LaunchState, usize), i64> {
    let clocks = |time| Clocks { service: Some(time), journal: time };
    let look_up = LookUp { began: clocks(began), ended: clocks(ended), found: resources(ids) };
    match entry.judge(&look_up, &Timing::default(), Situation { now: ended, epoch: 0 }) {
        Judgement::Settled(entry) => Ok((entry.state(0), entry.ids().len())),
        Judgement::Pending { until } => Err(until),
    }
}

#[test]
fn an_entry_survives_its_text() {
    let entry = sent(2).record_answer(&resources(&["a"]), AT);
    assert_eq!(Entry::read(&entry.to_text()).unwrap(), entry);
    assert!(Entry::read("{}").unwrap_err().contains("missing field"));
    let later = entry.to_text().replace("\"format\":1", "\"format\":2");
    assert_eq!(Entry::read(&later).unwrap_err(), "its format is 2; this version reads format 1");
}

#[test]
fn only_the_holder_of_the_lease_records_an_attempt() {
    let (timing, entry) = (Timing::default(), sent(1));
    assert_eq!(entry.lease().unwrap().until, 1180);
    let again = |holder, at| entry.record_attempt(holder, 1001, &timing, at).map(drop);
    assert_eq!(again("me", AT), Ok(()));
    assert_eq!(again("you", AT), Err(TransitionError::LeaseLost));
    assert_eq!(again("me", Situation { epoch: 1, ..AT }), Err(TransitionError::LeaseLost));
    let late = Situation { now: 1181, ..AT };
    assert_eq!(again("me", late), Err(TransitionError::LeaseExpired { until: 1180, now: 1181 }));
    assert_eq!(
        entry.record_attempt("me", 1301, &timing, AT).unwrap_err(),
        TransitionError::ClockAhead { signed: 1301, now: 1000 }
    );
    assert_eq!(
        entry.take_lease("you", &timing, AT).unwrap_err(),
        TransitionError::LeaseTaken { until: 1180 }
    );
}

#[test]
fn the_answer_wins_over_the_list() {
    let entry = sent(2).record_answer(&resources(&["a", "b"]), AT);
    assert_eq!((entry.state(0), entry.lease()), (LaunchState::Created, None));
    // A second process that got an answer as well: both are named.
    let both = entry.record_answer(&resources(&["c"]), AT);
    assert_eq!((both.state(0), both.ids().len()), (LaunchState::Excess, 3));
    let fewer = sent(2).record_answer(&resources(&["a"]), AT);
    assert_eq!(fewer.state(0), LaunchState::Pending);
    assert_eq!(judged(&fewer, 0, 0, &["b"]), Ok((LaunchState::Created, 2)));
    assert_eq!(sent(2).record_answer(&[], AT), sent(2));
}

#[test]
fn an_absence_counts_between_the_fence_and_the_end_of_the_window() {
    const FENCE: i64 = 1421;
    let entry = sent(2);
    assert_eq!(entry.fence(&Timing::default()), Some(FENCE));
    assert_eq!(judged(&entry, FENCE - 1, 5000, &[]), Err(FENCE));
    assert_eq!(judged(&entry, FENCE, 5000, &[]), Ok((LaunchState::NotCreated, 0)));
    assert_eq!(judged(&entry, FENCE, FENCE + 3600, &[]), Ok((LaunchState::NotCreated, 0)));
    assert_eq!(judged(&entry, FENCE, FENCE + 3601, &[]), Ok((LaunchState::Undecided, 0)));
    // A part is only a part behind the fence.
    assert_eq!(judged(&entry, FENCE - 1, 5000, &["a"]), Err(FENCE));
    assert_eq!(judged(&entry, FENCE, 9000, &["a"]), Ok((LaunchState::Partial, 1)));
    assert_eq!(judged(&entry, 0, 0, &["a", "b"]), Ok((LaunchState::Created, 2)));
    assert_eq!(judged(&entry, 0, 0, &["a", "b", "c"]), Ok((LaunchState::Excess, 3)));
}

#[test]
fn both_clocks_must_have_passed_the_fence() {
    let entry = sent(1);
    let ended = Clocks { service: Some(1500), journal: 1500 };
    for (service, journal) in [(None, 1500), (Some(1420), 1500), (Some(1500), 1420)] {
        let look_up = LookUp { began: Clocks { service, journal }, ended, found: Vec::new() };
        assert_eq!(
            entry.judge(&look_up, &Timing::default(), AT),
            Judgement::Pending { until: 1421 },
            "{service:?} {journal}"
        );
    }
}

#[test]
fn a_person_closes_what_is_undecided() {
    let timing = Timing::default();
    let restored = Situation { now: 3000, epoch: 2000 };
    let entry = sent(2);
    assert_eq!(entry.state(2000), LaunchState::Undecided);
    assert_eq!(
        entry.resolve(&Resolution::NotCreated, &timing, AT).unwrap_err(),
        TransitionError::State(LaunchState::Pending)
    );
    assert!(entry.check_forgettable(0).is_err() && entry.check_forgettable(2000).is_err());
    let none = entry.resolve(&Resolution::NotCreated, &timing, restored).unwrap();
    assert_eq!((none.state(2000), none.since()), (LaunchState::NotCreated, 3000));
    assert!(none.check_forgettable(2000).is_ok());
    let ids = Resolution::Created(vec!["a".to_owned(), "b".to_owned()]);
    let created = entry.resolve(&ids, &timing, restored).unwrap();
    assert_eq!(created.state(2000), LaunchState::Created);
    let empty = Resolution::Created(Vec::new());
    assert!(matches!(entry.resolve(&empty, &timing, restored), Err(TransitionError::Ids(_))));
    let known = entry.record_answer(&resources(&["a"]), AT);
    assert!(matches!(
        known.resolve(&Resolution::NotCreated, &timing, restored),
        Err(TransitionError::Ids(_))
    ));
}

#[test]
fn a_person_says_not_created_behind_the_fence_only() {
    let timing = Timing::default();
    let resolve = |entry: &Entry, now, epoch| {
        entry.resolve(&Resolution::NotCreated, &timing, Situation { now, epoch }).map(drop)
    };
    let too_early = |until, now| Err(TransitionError::TooEarly { until, now });
    let undecided = sent(2).undecide(AT).unwrap();
    assert_eq!(resolve(&undecided, 1420, 0), too_early(1421, 1420));
    assert_eq!(resolve(&undecided, 1421, 0), Ok(()));
    // A lost attempt may have been recorded when the journal was restored, with a time ahead of it.
    assert_eq!(resolve(&undecided, 2720, 2000), too_early(2721, 2720));
    assert_eq!(resolve(&undecided, 2721, 2000), Ok(()));
    let found = Resolution::Created(vec!["a".to_owned()]);
    assert!(undecided.resolve(&found, &timing, AT).is_ok());
}
