//! Lists page by page: where they begin, what they ask for, and that they end.

use std::future::{Future as _, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use ecm_client::{Outcome, Paginated, Paginator};
use ecm_tests::scripted::Scripted;
use futures_core::Stream;
use serde_json::{Value, json};

use super::warehouse::{
    Client, ListCratesRequest, ListEventsRequest, ListLabelsRequest, ListShelvesRequest,
};

fn number(body: &Value, field: &str) -> Option<usize> {
    match &body[field] {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64().and_then(|number| usize::try_from(number).ok()),
    }
}

/// The crates of a page of a list of so many, with or without their number.
fn crates(count: usize, body: &Value) -> Vec<Value> {
    let (offset, limit) =
        (number(body, "Offset").unwrap_or(0), number(body, "Limit").unwrap_or(20));
    let page = (0..count).skip(offset).take(limit);
    page.map(|index| json!({ "CrateId": format!("c-{index}") })).collect()
}

fn warehouse(count: usize) -> Scripted {
    Scripted::new(move |_, body| {
        Ok(json!({ "TotalCount": count, "CrateSet": crates(count, body) }))
    })
}

/// The sizes of the pages, and the error at the end, if there is one.
async fn walk<R: Paginated>(mut pages: Paginator<R>) -> (Vec<usize>, Option<ecm_client::Error>) {
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => sizes.push(R::items(page.into_inner()).len()),
            Err(error) => {
                let after = pages.next().await.is_some();
                assert!(!after || error.outcome() == Outcome::Rejected, "{error}");
                return (sizes, Some(error));
            }
        }
        assert!(sizes.len() < 100, "this never ends");
    }
    assert!(pages.next().await.is_none(), "an end is an end");
    (sizes, None)
}

fn asked(service: &Scripted, field: &str) -> Vec<Value> {
    service.asked().iter().map(|body| body[field].clone()).collect()
}

#[tokio::test]
async fn pages_are_of_the_spec_s_size_and_end_with_the_last_item() {
    let service = warehouse(6);
    let client = Client::new(service.client());
    let mut pages = client.list_crates_pages(ListCratesRequest::new());
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert_eq!(Some(page.request_id()), pages.request_id());
        ids.push(page.request_id().to_owned());
    }
    assert_eq!(ids, ["r-1", "r-2"]);
    assert_eq!(
        service.asked(),
        [json!({ "Offset": 0, "Limit": 3 }), json!({ "Offset": 3, "Limit": 3 }),]
    );
}

#[tokio::test]
async fn items_come_one_by_one_across_pages() {
    let service = warehouse(7);
    let client = Client::new(service.client());
    let mut items = ListCratesRequest::new().pages(&client).items();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.unwrap().crate_id.unwrap());
    }
    assert_eq!(found, ["c-0", "c-1", "c-2", "c-3", "c-4", "c-5", "c-6"]);
    assert_eq!(items.request_id(), Some("r-3"));
    assert_eq!(service.asked().len(), 3);
}

#[tokio::test]
async fn the_user_says_where_to_begin_and_how_much_at_once() {
    let service = warehouse(9);
    let client = Client::new(service.client());
    let request = ListCratesRequest::builder().offset(4).limit(2).build();
    assert_eq!(walk(client.list_crates_pages(request)).await.0, [2, 2, 1]);
    assert_eq!(asked(&service, "Offset"), [4, 6, 8]);
    assert_eq!(asked(&service, "Limit"), [2, 2, 2]);
}

#[tokio::test]
async fn a_service_with_smaller_pages_loses_nothing() {
    let service = Scripted::new(|_, body| {
        let mut page = crates(5, body);
        page.truncate(2);
        Ok(json!({ "TotalCount": 5, "CrateSet": page }))
    });
    let client = Client::new(service.client());
    assert_eq!(walk(client.list_crates_pages(ListCratesRequest::new())).await.0, [2, 2, 1]);
}

#[tokio::test]
async fn without_a_number_of_all_items_a_page_with_room_is_the_last() {
    for (count, expected) in [(0, vec![0]), (2, vec![2]), (3, vec![3, 0]), (4, vec![3, 1])] {
        let service = Scripted::new(move |_, body| Ok(json!({ "CrateSet": crates(count, body) })));
        let client = Client::new(service.client());
        let (sizes, error) = walk(client.list_crates_pages(ListCratesRequest::new())).await;
        assert_eq!((sizes, error.is_none()), (expected, true), "{count}");
    }
}

#[tokio::test]
async fn without_a_size_either_an_empty_page_is_the_last() {
    let service = Scripted::new(|_, body| {
        let offset = number(body, "Offset").unwrap_or(0);
        let labels: Vec<_> = (0..5).skip(offset).take(2).map(|label| label.to_string()).collect();
        Ok(json!({ "Labels": labels }))
    });
    let client = Client::new(service.client());
    assert_eq!(walk(client.list_labels_pages(ListLabelsRequest::new())).await.0, [2, 2, 1, 0]);
    // A number that is sent as text stays one.
    assert_eq!(asked(&service, "Offset"), ["0", "2", "4", "5"]);
    assert_eq!(asked(&service, "Limit"), vec![Value::Null; 4]);
}

#[tokio::test]
async fn a_start_that_is_no_number_is_not_sent() {
    let service = warehouse(1);
    let client = Client::new(service.client());
    let request = ListLabelsRequest::builder().offset("ten").build();
    let (sizes, error) = walk(client.list_labels_pages(request)).await;
    let error = error.unwrap();
    assert_eq!((sizes, error.outcome()), (vec![], Outcome::NotSent));
    assert!(error.to_string().contains("`Offset` must be a whole number"), "{error}");
    assert!(service.asked().is_empty());
}

#[tokio::test]
async fn a_list_that_changes_is_walked_to_its_new_end() {
    let mut count = 4;
    let service = Scripted::new(move |_, body| {
        count += 1;
        Ok(json!({ "TotalCount": count, "CrateSet": crates(count, body) }))
    });
    let client = Client::new(service.client());
    assert_eq!(walk(client.list_crates_pages(ListCratesRequest::new())).await.0, [3, 3]);
    let mut count = 8;
    let service = Scripted::new(move |_, body| {
        count -= 2;
        Ok(json!({ "TotalCount": count, "CrateSet": crates(count, body) }))
    });
    let client = Client::new(service.client());
    assert_eq!(walk(client.list_crates_pages(ListCratesRequest::new())).await.0, [3, 1]);
}

#[tokio::test]
async fn a_number_of_all_items_that_cannot_be_is_not_believed() {
    // One that denies what has come is followed by an empty page; one that is none, by nothing.
    for (total, expected) in
        [(json!(0), vec![3, 1, 0]), (json!(-1), vec![3, 1]), (json!(null), vec![3, 1])]
    {
        let service = Scripted::new(move |_, body| {
            Ok(json!({ "TotalCount": total, "CrateSet": crates(4, body) }))
        });
        let client = Client::new(service.client());
        assert_eq!(walk(client.list_crates_pages(ListCratesRequest::new())).await.0, expected);
    }
}

#[tokio::test]
async fn a_service_that_ignores_the_offset_is_found_out() {
    for total in [json!(1000), json!(null)] {
        let service = Scripted::new(move |_, _| {
            Ok(json!({ "TotalCount": total, "CrateSet": crates(3, &json!({})) }))
        });
        let client = Client::new(service.client());
        let (sizes, error) = walk(client.list_crates_pages(ListCratesRequest::new())).await;
        let error = error.unwrap();
        assert_eq!((sizes, service.asked().len()), (vec![3], 2));
        assert_eq!(error.request_id(), Some("r-2"));
        assert!(error.to_string().contains("the previous page again"), "{error}");
    }
}

#[tokio::test]
async fn after_an_error_the_same_page_is_asked_for() {
    let mut calls = 0;
    let service = Scripted::new(move |_, body| {
        calls += 1;
        match calls {
            1 | 3 | 4 => Err("InternalError"),
            _ => Ok(json!({ "TotalCount": 5, "CrateSet": crates(5, body) })),
        }
    });
    let client = Client::new(service.client());
    let mut items = client.list_crates_pages(ListCratesRequest::new()).items();
    let (mut found, mut failures) = (Vec::new(), 0);
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => found.push(item.crate_id.unwrap()),
            Err(error) => {
                assert_eq!(error.request_id(), items.request_id());
                failures += 1;
            }
        }
    }
    assert_eq!(
        (found, failures),
        (vec!["c-0".into(), "c-1".into(), "c-2".into(), "c-3".into(), "c-4".into()], 3)
    );
    assert_eq!(asked(&service, "Offset"), [0, 0, 3, 3, 3]);
}

#[tokio::test]
async fn a_future_that_is_dropped_loses_no_page() {
    let service = warehouse(4);
    let client = Client::new(service.client());
    let mut pages = client.list_crates_pages(ListCratesRequest::new());
    {
        let mut next = pin!(pages.next());
        let mut context = Context::from_waker(Waker::noop());
        assert!(next.as_mut().poll(&mut context).is_pending());
    }
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!((page.request_id(), page.crate_set.as_ref().unwrap().len()), ("r-1", 3));
    assert_eq!(pages.next().await.unwrap().unwrap().request_id(), "r-2");
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn pages_by_number_begin_at_one_or_where_the_user_says() {
    let service = Scripted::new(|_, body| {
        let (page, size) = (number(body, "PageNumber").unwrap(), number(body, "PageSize").unwrap());
        let shelves: Vec<_> = (0..7).skip((page - 1) * size).take(size).collect();
        Ok(json!({ "Result": { "Shelves": shelves, "Total": 7 } }))
    });
    let client = Client::new(service.client());
    assert_eq!(walk(client.list_shelves_pages(ListShelvesRequest::new(0, 3))).await.0, [3, 3, 1]);
    assert_eq!(walk(client.list_shelves_pages(ListShelvesRequest::new(3, 2))).await.0, [2, 1]);
    assert_eq!(asked(&service, "PageNumber"), [1, 2, 3, 3, 4]);
}

#[tokio::test]
async fn a_page_without_its_list_is_the_last() {
    for response in [json!({}), json!({ "Result": null }), json!({ "Result": { "Total": 0 } })] {
        let service = Scripted::new(move |_, _| Ok(response.clone()));
        let client = Client::new(service.client());
        assert_eq!(walk(client.list_shelves_pages(ListShelvesRequest::new(1, 3))).await.0, [0]);
    }
}

/// Events that come with these tokens, one page each.
fn events(tokens: &'static [Option<&str>]) -> Scripted {
    let mut pages = tokens.iter().enumerate().cycle();
    Scripted::new(move |_, _| {
        let (index, token) = pages.next().unwrap();
        Ok(json!({ "Events": [format!("e-{index}")], "Context": token }))
    })
}

#[tokio::test]
async fn pages_by_token_end_without_a_token() {
    for last in [None, Some("")] {
        let service = events(Box::leak(Box::new([Some("a"), Some("b"), last])));
        let client = Client::new(service.client());
        let (sizes, error) = walk(client.list_events_pages(ListEventsRequest::new())).await;
        assert_eq!((sizes, error.is_none()), (vec![1, 1, 1], true));
        assert_eq!(asked(&service, "Context"), [json!(null), json!("a"), json!("b")]);
        assert_eq!(asked(&service, "Limit"), vec![Value::Null; 3]);
    }
}

#[tokio::test]
async fn a_token_that_has_been_used_is_not_followed() {
    for (tokens, start, pages) in [
        (&[Some("a"), Some("a")][..], None, 2),
        (&[Some("a"), Some("b"), Some("a")], None, 3),
        // The user's own counts as well.
        (&[Some("a"), Some("s")], Some("s"), 2),
    ] {
        let service = events(tokens);
        let client = Client::new(service.client());
        let mut request = ListEventsRequest::new();
        request.context = start.map(str::to_owned);
        let (sizes, error) = walk(client.list_events_pages(request)).await;
        let error = error.unwrap();
        assert_eq!((sizes.len(), service.asked().len()), (pages, pages));
        assert!(error.to_string().contains("leads back to an earlier page"), "{error}");
    }
}

#[tokio::test]
async fn what_the_service_says_of_the_last_page_counts() {
    let service = Scripted::new(|_, body| {
        let second = body["Context"] == "a";
        let token = if second { "b" } else { "a" };
        Ok(json!({ "Events": [token], "Context": token, "ListOver": second }))
    });
    let client = Client::new(service.client());
    let (sizes, error) = walk(client.list_events_pages(ListEventsRequest::new())).await;
    assert_eq!((sizes, error.is_none()), (vec![1, 1], true));
    // And an empty page is one, whatever token it brings.
    let service = Scripted::new(|_, _| Ok(json!({ "Events": [], "Context": "more" })));
    let client = Client::new(service.client());
    assert_eq!(walk(client.list_events_pages(ListEventsRequest::new())).await.0, [0]);
}

#[tokio::test]
async fn pages_and_items_are_streams_that_can_go_elsewhere() {
    async fn count<S: Stream + Unpin>(mut stream: S) -> usize {
        let mut count = 0;
        while poll_fn(|context| -> Poll<Option<S::Item>> {
            Pin::new(&mut stream).poll_next(context)
        })
        .await
        .is_some()
        {
            count += 1;
        }
        count
    }
    let service = warehouse(7);
    let client = Client::new(service.client());
    let pages = client.list_crates_pages(ListCratesRequest::new());
    let items = client.list_crates_pages(ListCratesRequest::new()).items();
    assert_eq!(tokio::spawn(count(pages)).await.unwrap(), 3);
    assert_eq!(tokio::spawn(count(items)).await.unwrap(), 7);
}
