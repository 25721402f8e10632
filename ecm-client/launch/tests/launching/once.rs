//! One create for a key, whatever happens to requests, answers and writes.

use std::sync::atomic::Ordering;

use ecm_client::Outcome;
use ecm_client::ecm::{Isp, Login, RunInstancesRequest, ZoneInstanceCountIsp};
use ecm_launch::{KnownBy, LaunchError, LaunchState, Stored};
use ecm_test_server::{Fault, FaultRule, Moment};
use serde_json::{Value, json};

use super::fixture::{FENCE, Fixture, START};

#[tokio::test]
async fn the_first_launch_creates_and_the_next_ones_remember() {
    let fixture = Fixture::start().await;
    let request = fixture.request(2);
    let launch = fixture.launcher().launch("order-1", &request).await.unwrap();
    assert_eq!((launch.state, launch.known_by), (LaunchState::Created, KnownBy::Sent));
    assert_eq!((launch.ids.len(), launch.wanted, launch.recorded), (2, Some(2), true));
    // Intent, lease and attempt are one durable write, the result is the other.
    assert_eq!(fixture.journal.writes.load(Ordering::SeqCst), 2);

    let again = fixture.launcher().launch("order-1", &request).await.unwrap();
    assert_eq!((again.state, again.known_by), (LaunchState::Created, KnownBy::Remembered));
    assert_eq!(again.ids, launch.ids);
    let other = fixture.launcher().launch("order-2", &request).await.unwrap();
    assert_ne!(other.ids, launch.ids);
    assert_eq!(fixture.commits(), 2);
    assert_eq!(fixture.launcher().keys().list().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_launch_takes_two_durable_writes_and_one_more_for_each_further_attempt() {
    for (key, refused) in [("order-1", 0), ("order-2", 1), ("order-3", 2)] {
        let fixture = Fixture::start().await;
        let throttled = FaultRule::new(Fault::error("RequestLimitExceeded"));
        fixture.server.inject(throttled.action("RunInstances").take(refused));
        let client = fixture.client();
        #[cfg(feature = "sqlite")]
        let (client, slots) = {
            let file = fixture.folder.path().join("journal.db");
            let journal = ecm_launch::SqliteJournal::open(&file).unwrap();
            let limiter = journal.rate_limiter().unwrap();
            (
                client.rate_limit(true).rate_limiter(limiter),
                rusqlite::Connection::open(file).unwrap(),
            )
        };
        let launcher = fixture.launcher_of(client.build().unwrap());
        let launch = launcher.launch(key, &fixture.request(1)).await.unwrap();
        assert_eq!((launch.state, launch.known_by), (LaunchState::Created, KnownBy::Sent));
        let attempts = usize::try_from(refused).unwrap() + 1;
        assert_eq!(fixture.requests(), attempts);
        // The intent, the lease and the first attempt are one write; slots are none of the journal's.
        assert_eq!(fixture.journal.writes.load(Ordering::SeqCst), attempts + 1);
        #[cfg(feature = "sqlite")]
        {
            let names = "SELECT count(*) FROM launch_slots WHERE name = '/ecm/RunInstances'";
            let count: i64 = slots.query_row(names, [], |row| row.get(0)).unwrap();
            assert_eq!(count, 1);
        }
    }
}

#[tokio::test]
async fn a_generated_request_is_launched_as_its_text_is() {
    let fixture = Fixture::start().await;
    let request = RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("ap-zhengzhou-1", 2, Isp::Cmcc)])
        .module_id("em-0vag13d1")
        .login(Login::Password("S3cr-canary-Et1".into()))
        .build();
    let launch = fixture.launcher().launch_request("order-1", &request).await.unwrap();
    assert_eq!((launch.state, launch.ids.len()), (LaunchState::Created, 2));
    let text = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!(text.ids, launch.ids);
}

#[tokio::test]
async fn another_request_for_the_key_is_an_error_that_shows_the_difference() {
    let fixture = Fixture::start().await;
    fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    let error = fixture.launcher().launch("order-1", &fixture.request(3)).await.unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, LaunchError::OtherRequest { .. }), "{text}");
    assert!(text.contains("InstanceCount\":2") && text.contains("InstanceCount\":3"), "{text}");
    // A changed secret is not seen.
    let changed = fixture.request_with(2, "An0ther-secret");
    assert!(fixture.launcher().launch("order-1", &changed).await.is_ok());
    assert_eq!(fixture.commits(), 1);
}

#[tokio::test]
async fn a_lost_answer_is_found_by_the_tag() {
    let fixture = Fixture::start().await;
    fixture.server.inject(FaultRule::new(Fault::reset(Moment::Request)).after_commit().take(1));
    let launch = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!((launch.state, launch.known_by), (LaunchState::Created, KnownBy::Found));
    assert_eq!((launch.ids.len(), fixture.commits()), (2, 1));
    assert!(launch.ids.iter().all(|resource| resource.state.is_some()), "{:?}", launch.ids);
}

#[tokio::test]
async fn a_lost_request_is_sent_again_only_behind_the_fence() {
    let fixture = Fixture::start().await;
    fixture.server.inject(FaultRule::new(Fault::reset(Moment::Request)).take(1));
    let request = fixture.request(2);
    let launch = fixture.launcher().launch("order-1", &request).await.unwrap();
    assert_eq!((launch.state, launch.until), (LaunchState::Pending, Some(START + FENCE)));
    fixture.clock.pass(FENCE - 1);
    assert_eq!(fixture.recovered().await, LaunchState::Pending);
    let early = fixture.launcher().launch("order-1", &request).await.unwrap();
    assert_eq!((early.state, fixture.commits()), (LaunchState::Pending, 0));
    fixture.clock.pass(1);
    assert_eq!(fixture.recovered().await, LaunchState::NotCreated);
    assert_eq!(fixture.commits(), 0, "recovering never sends");
    let again = fixture.launcher().launch("order-1", &request).await.unwrap();
    assert_eq!((again.state, again.known_by), (LaunchState::Created, KnownBy::Sent));
    assert_eq!(fixture.commits(), 1);
}

#[tokio::test]
async fn several_launches_at_once_create_once() {
    let fixture = Fixture::start().await;
    let (first, second, third) = (fixture.launcher(), fixture.launcher(), fixture.launcher());
    let request = fixture.request(1);
    let (first, second, third) = tokio::join!(
        first.launch("order-1", &request),
        second.launch("order-1", &request),
        third.launch("order-1", &request)
    );
    let sent = [first, second, third]
        .into_iter()
        .filter(|launch| launch.as_ref().unwrap().known_by == KnownBy::Sent)
        .count();
    assert_eq!((sent, fixture.commits()), (1, 1));
}

#[tokio::test]
async fn a_journal_that_fails_before_sending_keeps_everything_from_being_sent() {
    let fixture = Fixture::start().await;
    fixture.journal.failing.store(1, Ordering::SeqCst);
    let error = fixture.launcher().launch("order-1", &fixture.request(1)).await.unwrap_err();
    assert!(matches!(error, LaunchError::Journal(_)), "{error}");
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(error.to_string(), "journal: no space left; no create was sent");
    assert_eq!((fixture.commits(), fixture.requests()), (0, 0));
}

#[tokio::test]
async fn a_journal_that_fails_after_sending_loses_nothing() {
    let fixture = Fixture::start().await;
    fixture.journal.failing.store(2, Ordering::SeqCst);
    let launch = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!((launch.state, launch.recorded), (LaunchState::Created, false));
    let again = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!(
        (again.state, again.known_by, fixture.commits()),
        (LaunchState::Created, KnownBy::Found, 1)
    );
}

#[tokio::test]
async fn an_answer_is_not_forgotten_with_its_entry() {
    let fixture = Fixture::start().await;
    fixture.journal.removed.store(2, Ordering::SeqCst);
    let launch = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!((launch.state, launch.recorded), (LaunchState::Created, false));
    let made = fixture.server.ledger().commits.remove(0).ids;
    let known: Vec<&str> = launch.ids.iter().map(|resource| &*resource.id).collect();
    assert_eq!(known, made);
}

#[tokio::test]
async fn an_answer_is_not_recorded_for_a_later_launch_of_a_forgotten_key() {
    let fixture = Fixture::start().await;
    fixture.launcher().launch("other", &fixture.request(2)).await.unwrap();
    // Of another launch, with another tag, which is not created yet.
    let text = fixture.journal.text("other").await.replace("\"created\"", "\"pending\"");
    let mut entry: Value = serde_json::from_str(&text).unwrap();
    (entry["ids"], entry["key"]) = (json!([]), json!("order-1"));
    let later = Stored { revision: "later".to_owned(), text: entry.to_string() };
    *fixture.journal.replacement.lock().unwrap() = Some(later.clone());
    fixture.journal.removed.store(4, Ordering::SeqCst);
    let launch = fixture.launcher().launch("order-1", &fixture.request(2)).await.unwrap();
    assert_eq!((launch.state, launch.recorded), (LaunchState::Created, false));
    assert_eq!(fixture.journal.text("order-1").await, later.text);
}

#[tokio::test]
async fn a_process_that_was_frozen_is_refused_and_does_not_try_again() {
    let fixture = Fixture::start().await;
    // Between recording the attempt and signing it.
    fixture.journal.slow.store(400, Ordering::SeqCst);
    let error = fixture.launcher().launch("order-1", &fixture.request(1)).await.unwrap_err();
    let LaunchError::Call { error, until } = error else { panic!("{error}") };
    assert_eq!(
        (error.outcome(), error.code()),
        (Outcome::Rejected, Some("AuthFailure.SignatureExpire"))
    );
    assert_eq!((until, fixture.commits()), (Some(START + FENCE), 0));
}

#[tokio::test]
async fn a_throttled_attempt_is_followed_by_one_that_is_recorded_as_well() {
    let fixture = Fixture::start().await;
    fixture.server.inject(FaultRule::new(Fault::error("RequestLimitExceeded")).take(1));
    let launch = fixture.launcher().launch("order-1", &fixture.request(1)).await.unwrap();
    assert_eq!((launch.state, fixture.commits()), (LaunchState::Created, 1));
    assert_eq!(fixture.journal.writes.load(Ordering::SeqCst), 3);
}
