//! Waiting: what is asked, how often, and how it ends. Time is the runtime's, which is paused.

use std::time::Duration;

use ecm_client::{ObservedState, Outcome, WaiterError, WaiterErrorKind, WaiterProgress};
use ecm_tests::scripted::Scripted;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::warehouse::{Client, DescribeTaskRequest, Filter, ListCratesRequest};

/// Crates that are in the n-th of these states when they are asked for the n-th time, and then
/// stay in the last; a state of nothing is a crate that is not there.
fn crates(states: &'static [(&str, &[&str])]) -> Scripted {
    let mut asked: Vec<(&str, usize)> = Vec::new();
    Scripted::new(move |_, body| {
        let ids = match &body["CrateIds"] {
            Value::Null => body["Filters"][0]["Values"].clone(),
            ids => ids.clone(),
        };
        let ids: Vec<String> = serde_json::from_value(ids).unwrap();
        let mut found = Vec::new();
        for (id, states) in states.iter().filter(|(id, _)| ids.iter().any(|one| one == id)) {
            let times = asked.iter().filter(|(one, _)| one == id).count();
            asked.push((id, times));
            let state = states[times.min(states.len() - 1)];
            if !state.is_empty() {
                found.push(json!({ "CrateId": id, "State": { "Name": state } }));
            }
        }
        Ok(json!({ "TotalCount": found.len(), "CrateSet": found }))
    })
}

fn shown(states: &[ObservedState]) -> Vec<(&str, Option<&str>, WaiterProgress)> {
    states.iter().map(|seen| (seen.id(), seen.state(), seen.progress())).collect()
}

fn ids(service: &Scripted) -> Vec<Value> {
    service.asked().iter().map(|body| body["CrateIds"].clone()).collect()
}

#[tokio::test(start_paused = true)]
async fn ids_are_asked_for_in_batches_until_each_is_there() {
    let service = crates(&[
        ("a", &["ARRIVED", "MOVING", "STORED"]),
        ("b", &["STORED"]),
        ("c", &["", "STORED"]),
    ]);
    let client = Client::new(service.client());
    let start = Instant::now();
    let waited = client.wait_until_crates_stored(["a", "b", "c", "b"]).await.unwrap();
    assert_eq!(
        shown(waited.states()),
        [
            ("a", Some("STORED"), WaiterProgress::Done),
            ("b", Some("STORED"), WaiterProgress::Done),
            ("c", Some("STORED"), WaiterProgress::Done),
        ]
    );
    // Two at once, as the rule of the field allows, and none again that is there.
    assert_eq!(ids(&service), [json!(["a", "b"]), json!(["c"]), json!(["a", "c"]), json!(["a"])]);
    assert!(service.asked().iter().all(|body| body["Limit"] == 2));
    assert_eq!(start.elapsed(), Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn nothing_to_wait_for_asks_nothing() {
    let service = crates(&[]);
    let client = Client::new(service.client());
    let waited = client.wait_until_crates_stored(Vec::<String>::new()).await.unwrap();
    assert!(waited.states().is_empty() && service.asked().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_failed_state_ends_the_wait_with_all_that_was_seen() {
    let service = crates(&[("a", &["STORED"]), ("b", &["MOVING", "LOST"]), ("c", &["MOVING"])]);
    let client = Client::new(service.client());
    let error = client.wait_until_crates_stored(["a", "b", "c"]).await.unwrap_err();
    assert_eq!(error.kind(), WaiterErrorKind::Failed);
    assert_eq!(
        shown(error.states()),
        [
            ("a", Some("STORED"), WaiterProgress::Done),
            ("b", Some("LOST"), WaiterProgress::Failed),
            ("c", Some("MOVING"), WaiterProgress::Pending),
        ]
    );
    assert_eq!(
        error.to_string(),
        "waiter `CratesStored`: 1 of 3 can no longer reach the state: `b` is `LOST`; look at these before \
         waiting again"
    );
    assert!(error.call().is_none());
}

#[tokio::test(start_paused = true)]
async fn time_runs_out_when_it_was_said_to() {
    let service = crates(&[("a", &["MOVING"]), ("b", &[""])]);
    let client = Client::new(service.client());
    let start = Instant::now();
    let error = client.wait_until_crates_stored(["a", "b"]).await.unwrap_err();
    assert_eq!(
        (error.kind(), start.elapsed()),
        (WaiterErrorKind::Deadline, Duration::from_secs(60))
    );
    assert_eq!(service.asked().len(), 12);
    assert_eq!(
        error.to_string(),
        "waiter `CratesStored`: 2 of 2 not in the state after 60s: `a` is `MOVING`, `b` has no known \
         state; wait again, or with a longer timeout"
    );

    let waiter = client.wait_until_crates_stored(["a"]);
    let error = waiter
        .timeout(Duration::from_secs(7))
        .poll_interval(Duration::from_secs(3))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), WaiterErrorKind::Deadline);
    assert_eq!((start.elapsed(), service.asked().len()), (Duration::from_secs(67), 15));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fails_ends_the_wait_and_is_kept() {
    let mut calls = 0;
    let service = Scripted::new(move |_, _| {
        calls += 1;
        match calls {
            1 => Ok(json!({ "CrateSet": [{ "CrateId": "a", "State": { "Name": "MOVING" } }] })),
            _ => Err("AuthFailure.SecretIdNotFound"),
        }
    });
    let client = Client::new(service.client());
    let error: WaiterError = client.wait_until_crates_stored(["a"]).await.unwrap_err();
    assert_eq!(error.kind(), WaiterErrorKind::Call);
    let call = error.call().unwrap();
    assert_eq!((call.outcome(), call.request_id()), (Outcome::Rejected, Some("r-2")));
    assert_eq!(shown(error.states()), [("a", Some("MOVING"), WaiterProgress::Pending)]);
    assert!(error.to_string().contains("AuthFailure.SecretIdNotFound"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test(start_paused = true)]
async fn what_is_absent_is_gone_where_the_spec_says_so() {
    let service = crates(&[("a", &["STORED", "GONE"]), ("b", &["MOVING", ""])]);
    let client = Client::new(service.client());
    let waited = client.wait_until_crates_gone(["a", "b"]).await.unwrap();
    assert_eq!(
        shown(waited.states()),
        [("a", Some("GONE"), WaiterProgress::Done), ("b", None, WaiterProgress::Done),]
    );
    let filters = json!([{ "Name": "crate-id", "Values": ["a", "b"] }]);
    assert_eq!(service.asked(), vec![json!({ "Filters": filters, "Limit": 10 }); 2]);
    // And where it says that this is the end, it is.
    let error = client.wait_until_crates_found(["a", "b"]).await.unwrap_err();
    assert_eq!(error.kind(), WaiterErrorKind::Failed);
    assert_eq!(shown(error.states())[1], ("b", None, WaiterProgress::Failed));
}

#[tokio::test(start_paused = true)]
async fn a_request_of_the_user_s_is_asked_with() {
    let service = crates(&[("a", &["GONE"])]);
    let client = Client::new(service.client());
    let request = ListCratesRequest::builder()
        .filters([Filter::new("hall", ["7"]), Filter::new("crate-id", ["z"])])
        .limit(9)
        .build();
    let waiter = client.wait_until_crates_stored(["a"]).base_request(&request);
    let _ = waiter.timeout(Duration::from_secs(1)).await.unwrap_err();
    let mut expected: Value = serde_json::to_value(&request).unwrap();
    expected["CrateIds"] = json!(["a"]);
    expected["Limit"] = json!(2);
    assert_eq!(service.asked(), [expected]);

    let service = Scripted::new(|_, _| Ok(json!({ "CrateSet": [] })));
    let client = Client::new(service.client());
    client.wait_until_crates_gone(["a"]).base_request(&request).await.unwrap();
    let hall = json!({ "Name": "hall", "Values": ["7"] });
    let filter = json!({ "Name": "crate-id", "Values": ["a"] });
    assert_eq!(service.asked()[0]["Filters"], json!([hall, filter]));
}

#[tokio::test(start_paused = true)]
async fn a_state_in_the_response_is_that_of_the_one_id() {
    let mut calls = 0;
    let service = Scripted::new(move |_, body| {
        calls += 1;
        Ok(json!({ "Status": if body["TaskId"] == "t-2" && calls > 2 { -1 } else { 3 - calls } }))
    });
    let client = Client::new(service.client());
    // What else is required only the user can know.
    let error = client.wait_until_tasks_done(["t-1"]).await.unwrap_err();
    assert_eq!(error.call().unwrap().outcome(), Outcome::NotSent);
    assert!(error.to_string().contains("Hall"), "{error}");
    assert!(service.asked().is_empty());

    let request = DescribeTaskRequest::new("north", "replaced");
    let waiter = client.wait_until_tasks_done(["t-1"]).base_request(&request);
    let waited = waiter.await.unwrap();
    assert_eq!(shown(waited.states()), [("t-1", Some("0"), WaiterProgress::Done)]);
    assert_eq!(service.asked(), vec![json!({ "Hall": "north", "TaskId": "t-1" }); 3]);
    let waiter = client.wait_until_tasks_done(["t-2"]).base_request(&request);
    assert_eq!(waiter.await.unwrap_err().kind(), WaiterErrorKind::Failed);
}

#[tokio::test(start_paused = true)]
async fn a_wait_can_go_elsewhere_and_shows_no_secret() {
    let service = crates(&[("a", &["STORED"])]);
    let client = Client::new(service.client());
    let waiter = client.wait_until_crates_stored(["a"]);
    let text = format!("{waiter:?}");
    assert!(text.contains("CratesStored") && !text.contains("SECRET"), "{text}");
    assert!(tokio::spawn(waiter.into_future()).await.unwrap().is_ok());
}
