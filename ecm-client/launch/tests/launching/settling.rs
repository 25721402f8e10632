//! Conclusions from look-ups, and from their absence.

use std::sync::atomic::Ordering;
use std::time::Duration;

use ecm_launch::{LaunchError, LaunchState, Resolution};
use ecm_test_server::{Fault, FaultRule, Moment};

use super::fixture::{FENCE, Fixture, START};

/// Launches for an answer that is lost; the create is carried out or not.
async fn lose(fixture: &Fixture, committed: bool) -> LaunchState {
    let lost = FaultRule::new(Fault::reset(Moment::Request)).take(1);
    fixture.server.inject(if committed { lost.after_commit() } else { lost });
    fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap().state
}

#[tokio::test]
async fn a_list_that_lags_is_waited_for() {
    let fixture = Fixture::start().await;
    fixture.set(|anomalies| {
        anomalies.listing_lag = Duration::from_secs(60);
        anomalies.listing_step = Duration::from_secs(60);
    });
    assert_eq!(lose(&fixture, true).await, LaunchState::Pending);
    fixture.clock.pass(60);
    assert_eq!(fixture.recovered().await, LaunchState::Pending, "one of two is listed");
    fixture.clock.pass(60);
    assert_eq!(fixture.recovered().await, LaunchState::Created);
    assert_eq!(fixture.commits(), 1);
}

#[tokio::test]
async fn a_list_that_lags_longer_than_assumed_is_the_documented_danger() {
    let fixture = Fixture::start().await;
    fixture.set(|anomalies| anomalies.listing_lag = Duration::from_secs(1000));
    assert_eq!(lose(&fixture, true).await, LaunchState::Pending);
    fixture.clock.pass(FENCE);
    // `settle_time` is for this.
    assert_eq!(fixture.recovered().await, LaunchState::NotCreated);
}

#[tokio::test]
async fn dates_and_clocks_that_are_ahead_settle_nothing_by_themselves() {
    let fixture = Fixture::start().await;
    fixture.set(|anomalies| anomalies.date_offset = 10_000);
    assert_eq!(lose(&fixture, false).await, LaunchState::Pending);
    assert_eq!(fixture.recovered().await, LaunchState::Pending, "the journal's clock is right");
    fixture.set(|anomalies| anomalies.date_offset = -10_000);
    fixture.clock.pass(FENCE);
    assert_eq!(fixture.recovered().await, LaunchState::Pending, "no date has passed the fence");
    fixture.set(|_| {});
    assert_eq!(fixture.recovered().await, LaunchState::NotCreated);
}

#[tokio::test]
async fn an_item_without_the_tag_makes_the_list_worthless() {
    let fixture = Fixture::start().await;
    fixture.launcher().launch("other", &fixture.request(2)).await.unwrap();
    fixture.set(|anomalies| anomalies.ignores_filters = true);
    fixture.server.inject(FaultRule::new(Fault::reset(Moment::Request)).take(1));
    let error = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap_err();
    assert!(matches!(error, LaunchError::Call { until: Some(_), .. }), "{error}");
    fixture.clock.pass(FENCE);
    let settled = fixture.launcher().recover().await.unwrap();
    let error = settled[0].1.as_ref().unwrap_err();
    assert!(error.to_string().contains("does not carry the tag"), "{error}");
    fixture.set(|_| {});
    assert_eq!(fixture.recovered().await, LaunchState::NotCreated);
}

#[tokio::test]
async fn a_part_stays_a_part_and_is_never_completed() {
    let fixture = Fixture::start().await;
    fixture.server.inject(FaultRule::new(Fault::CreateAtMost(1)).take(1));
    let launch = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!((launch.state, launch.ids.len()), (LaunchState::Pending, 1));
    fixture.clock.pass(FENCE);
    assert_eq!(fixture.recovered().await, LaunchState::Partial);
    let again = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!((again.state, again.ids.len(), again.wanted), (LaunchState::Partial, 1, Some(2)));
    assert_eq!(fixture.commits(), 1);
}

#[tokio::test]
async fn a_replayed_request_is_an_excess() {
    let fixture = Fixture::start().await;
    fixture.server.inject(FaultRule::new(Fault::Replay).take(1));
    // The process dies before it can record the answer.
    fixture.journal.failing.store(2, Ordering::SeqCst);
    fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!(fixture.commits(), 2);
    let settled = fixture.launcher().recover().await.unwrap();
    let launch = settled[0].1.as_ref().unwrap();
    assert_eq!((launch.state, launch.ids.len()), (LaunchState::Excess, 4));
}

#[tokio::test]
async fn an_item_that_is_older_than_the_first_attempt_is_neither_found_nor_absent() {
    // The list has times without an offset from UTC: only twelve hours and more prove anything.
    let (zones, clocks) = (12 * 3600, 300);
    for (offset, expected) in [(0, true), (-zones - clocks, true), (-zones - clocks - 1, false)] {
        let fixture = Fixture::start().await;
        fixture.set(|anomalies| anomalies.record_time_offset = offset);
        fixture.server.inject(FaultRule::new(Fault::reset(Moment::Request)).after_commit().take(1));
        let launched = fixture.launcher().launch("order-1", &fixture.request(2)).await;
        if expected {
            assert_eq!(launched.unwrap().state, LaunchState::Created, "{offset}");
            continue;
        }
        launched.unwrap_err();
        fixture.clock.pass(FENCE);
        let settled = fixture.launcher().recover().await.unwrap().remove(0).1;
        let error = settled.unwrap_err().to_string();
        assert!(error.contains("before the first attempt (signed at 1700000000"), "{error}");
        assert!(error.contains("was created at \"2023-11-14 10:08:19\""), "{error}");
        let keys = fixture.launcher().keys().list().await.unwrap();
        assert_eq!(keys[0].state, LaunchState::Pending);
    }
}

#[tokio::test]
async fn an_absence_that_is_seen_too_late_is_for_a_person_to_decide() {
    let fixture = Fixture::start().await;
    assert_eq!(lose(&fixture, false).await, LaunchState::Pending);
    fixture.clock.pass(FENCE + 3601);
    assert_eq!(fixture.recovered().await, LaunchState::Undecided);
    let launch = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!((launch.state, fixture.commits()), (LaunchState::Undecided, 0));
    assert!(fixture.launcher().keys().forget("order-1").await.is_err());
    let resolved =
        fixture.launcher().keys().resolve("order-1", &Resolution::NotCreated).await.unwrap();
    assert_eq!(resolved.state, LaunchState::NotCreated);
    let launch = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!((launch.state, fixture.commits()), (LaunchState::Created, 1));
    fixture.launcher().keys().forget("order-1").await.unwrap();
    assert!(fixture.launcher().keys().list().await.unwrap().is_empty());
}

#[tokio::test]
async fn nothing_is_said_not_to_be_created_while_an_attempt_of_a_lost_journal_may_be_carried_out() {
    let fixture = Fixture::start().await;
    assert_eq!(lose(&fixture, false).await, LaunchState::Pending);
    // The backup is older than the attempts that were made until now: they are signed at most 300 s ahead of it.
    fixture.clock.pass(FENCE + 3601);
    let keys = fixture.launcher().keys();
    keys.restored().await.unwrap();
    fixture.clock.pass(FENCE + 299);
    let error = keys.resolve("order-1", &Resolution::NotCreated).await.unwrap_err();
    let until = START + FENCE + 3601 + 300 + FENCE;
    assert!(error.to_string().contains(&format!("carried out until {until}")), "{error}");
    fixture.clock.pass(1);
    let resolved = keys.resolve("order-1", &Resolution::NotCreated).await.unwrap();
    assert_eq!(resolved.state, LaunchState::NotCreated);
    // A second restore is another one.
    keys.restored().await.unwrap();
    keys.restored().await.unwrap();
    assert_eq!(keys.list().await.unwrap()[0].state, LaunchState::Undecided);
}

#[tokio::test]
async fn a_restored_journal_makes_every_key_undecided() {
    let fixture = Fixture::start().await;
    fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    fixture.launcher().keys().restored().await.unwrap();
    let launch = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!((launch.state, launch.ids.len()), (LaunchState::Undecided, 2));
    assert_eq!(fixture.launcher().recover().await.unwrap().len(), 0);
    assert_eq!(fixture.commits(), 1);
}

#[tokio::test]
async fn a_list_of_several_pages_is_read_until_two_walks_agree() {
    let fixture = Fixture::start().await;
    fixture.server.inject(FaultRule::new(Fault::reset(Moment::Request)).after_commit().take(1));
    let launch = fixture.launcher().launch("order-1", &fixture.request(90)).await.unwrap();
    assert_eq!((launch.state, launch.ids.len()), (LaunchState::Created, 90));
    // One create, and two walks of five pages.
    assert_eq!(fixture.requests(), 11);
}
