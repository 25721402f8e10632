//! Values by which the client finds its way: where one cannot be read, the walk fails and nothing
//! passes for an end, or for something that is not there.

use ecm_client::{Error, Outcome, Paginated, TrackingTag, WaiterError};
use ecm_tests::scripted::Scripted;
use serde_json::{Value, json};

ecm_client::api! {
    spec: "specs/warehouse-2024-03-31.json",
    /// The invented service.
    pub mod warehouse,
}
use warehouse::{
    Client, ListCratesRequest, ListEventsRequest, ListShelvesRequest, OrderCratesRequest,
};

/// A service that says this once and then nothing more, and a client of it.
fn told(response: Value) -> (Scripted, Client) {
    let service = Scripted::new(move |_, _| Ok(response.clone()));
    let client = Client::new(service.client());
    (service, client)
}

async fn first<R: Paginated>(client: &Client, request: R) -> Result<usize, Error> {
    let mut items = ecm_client::Paginator::new(client.core(), request).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item?;
        count += 1;
        if count == 2 {
            break;
        }
    }
    Ok(count)
}

/// The error of a walk that was misled by this value, and nothing else.
#[track_caller]
fn misled<T: std::fmt::Debug>(result: Result<T, Error>, path: &str, service: &Scripted) {
    let error = result.unwrap_err();
    let paths: Vec<String> = error.mismatches().iter().map(|one| one.path()).collect();
    assert_eq!(paths, [path], "{error}");
    assert_eq!((error.outcome(), service.asked().len()), (Outcome::Unknown, 1), "{error}");
    assert_eq!(error.request_id(), Some("r-1"));
    assert!(error.raw_body().is_some());
}

#[tokio::test]
async fn a_list_does_not_end_with_what_cannot_be_read() {
    let crates = || json!([{"CrateId": "a"}, {"CrateId": "b"}]);
    for (response, path) in [
        (json!({"CrateSet": {}, "TotalCount": 2}), "CrateSet"),
        (json!({"CrateSet": "none", "TotalCount": 0}), "CrateSet"),
        (json!({"CrateSet": 0}), "CrateSet"),
        (json!({"CrateSet": [{"CrateId": "a"}, []], "TotalCount": 2}), "CrateSet[1]"),
        (json!({"CrateSet": crates(), "TotalCount": 8.5}), "TotalCount"),
        (json!({"CrateSet": crates(), "TotalCount": "many"}), "TotalCount"),
        (json!({"CrateSet": [], "TotalCount": {}}), "TotalCount"),
    ] {
        let (service, client) = told(response);
        misled(first(&client, ListCratesRequest::new()).await, path, &service);
    }
    for (response, path) in [
        (json!({"Result": []}), "Result"),
        (json!({"Result": {"Shelves": {}, "Total": 2}}), "Result.Shelves"),
        (json!({"Result": {"Shelves": [1, "x"], "Total": 2}}), "Result.Shelves[1]"),
        (json!({"Result": {"Shelves": [1, 2], "Total": -2}}), "Result.Total"),
    ] {
        let (service, client) = told(response);
        misled(first(&client, ListShelvesRequest::new(1, 2)).await, path, &service);
    }
    for (response, path) in [
        (json!({"Events": ["a", "b"], "Context": ["c"]}), "Context"),
        (json!({"Events": ["a", "b"], "Context": "c", "ListOver": "no"}), "ListOver"),
    ] {
        let (service, client) = told(response);
        misled(first(&client, ListEventsRequest::new()).await, path, &service);
    }
}

#[tokio::test]
async fn a_list_goes_on_past_what_is_odd_within_an_item() {
    let odd = json!({"CrateSet": [{"CrateId": [], "State": 7}, {"State": []}], "TotalCount": 2});
    let (service, client) = told(odd);
    assert_eq!(first(&client, ListCratesRequest::new()).await.unwrap(), 2);
    assert_eq!(service.asked().len(), 1);
    // What only looks odd says what it should.
    let (_, client) = told(json!({"CrateSet": [{}, {}], "TotalCount": "2"}));
    assert_eq!(first(&client, ListCratesRequest::new()).await.unwrap(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_state_that_cannot_be_read_is_not_waited_out() {
    let call = |result: Result<_, WaiterError>| {
        let error: WaiterError = Result::<ecm_client::WaiterOutput, _>::unwrap_err(result);
        error.call().unwrap_or_else(|| panic!("{error}")).mismatches()[0].path()
    };
    for (response, path) in [
        (json!({"CrateSet": {}}), "CrateSet"),
        (json!({"CrateSet": [7]}), "CrateSet[0]"),
        (
            json!({"CrateSet": [{"CrateId": [], "State": {"Name": "STORED"}}]}),
            "CrateSet[0].CrateId",
        ),
        (json!({"CrateSet": [{"CrateId": "a", "State": []}]}), "CrateSet[0].State"),
        (json!({"CrateSet": [{"CrateId": "a", "State": {"Name": {}}}]}), "CrateSet[0].State.Name"),
    ] {
        let (service, client) = told(response.clone());
        assert_eq!(call(client.wait_until_crates_stored(["a"]).await), path);
        assert_eq!(service.asked().len(), 1);
        // To be gone is what is waited for here, and what cannot be read is not gone.
        let (_, client) = told(response);
        assert_eq!(call(client.wait_until_crates_gone(["a"]).await), path);
    }
    let task = warehouse::DescribeTaskRequest::new("hall", "t");
    let (_, client) = told(json!({"Status": 0.5}));
    assert_eq!(call(client.wait_until_tasks_done(["t"]).base_request(&task).await), "Status");
    // The total steers no wait.
    let stored = json!([{"CrateId": "a", "State": {"Name": "STORED"}}]);
    let (_, client) = told(json!({"CrateSet": stored, "TotalCount": []}));
    client.wait_until_crates_stored(["a"]).await.unwrap();
}

#[tokio::test]
async fn a_lost_create_is_not_found_to_have_done_nothing() {
    for (response, path) in [
        (json!({"CrateSet": {}, "TotalCount": 0}), "CrateSet"),
        (json!({"CrateSet": [{"CrateId": "a"}, 7], "TotalCount": 2}), "CrateSet[1]"),
        (
            json!({"CrateSet": [{"CrateId": "a"}, {"CrateId": []}], "TotalCount": 2}),
            "CrateSet[1].CrateId",
        ),
        (json!({"CrateSet": [], "TotalCount": []}), "TotalCount"),
        (json!({"CrateSet": [{"CrateId": "a", "Stickers": {}}]}), "CrateSet[0].Stickers"),
        (
            json!({"CrateSet": [{"CrateId": "a", "Stickers": [{"Lines": [{"Text": []}]}]}]}),
            "CrateSet[0].Stickers[0].Lines[0].Text",
        ),
    ] {
        let (service, client) = told(response);
        let tag = TrackingTag::new("order", "7");
        misled(tag.reconcile::<OrderCratesRequest>(client.core()).await, path, &service);
    }
    // What becomes of a crate says nothing of whose it is.
    let stickers = json!([{"Lines": [{"Name": "order", "Text": "7"}]}]);
    let (_, client) =
        told(json!({"CrateSet": [{"CrateId": "a", "State": [], "Stickers": stickers}]}));
    let tag = TrackingTag::new("order", "7");
    assert_eq!(tag.reconcile::<OrderCratesRequest>(client.core()).await.unwrap(), ["a"]);
}
