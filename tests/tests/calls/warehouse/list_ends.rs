//! Lists that end too early, or do not know how long they are.

use ecm_client::{Outcome, Paginated, Paginator, RetryAdvice, TrackingTag, blocking};
use ecm_tests::scripted::Scripted;
use serde_json::{Value, json};

use super::capture;
use super::letters::{self, ListLettersRequest, ListStampsRequest};
use super::warehouse::{self, ListCratesRequest, OrderCratesRequest};

/// A service that gives these pages one after the other, and the last one for ever.
fn pages(pages: &[Value]) -> Scripted {
    let pages = pages.to_vec();
    let mut next = 0;
    Scripted::new(move |_, _| {
        let page = pages.get(next).or_else(|| pages.last()).cloned();
        next += 1;
        Ok(page.unwrap_or_default())
    })
}

/// A page of crates with the ids of a range.
fn crates(ids: std::ops::Range<usize>, total: Value) -> Value {
    let stickers = json!([{ "Lines": [{ "Name": "order", "Text": "7" }] }]);
    let one = |id| json!({ "CrateId": format!("c-{id}"), "Stickers": stickers });
    let crates: Vec<Value> = ids.map(one).collect();
    json!({ "TotalCount": total, "CrateSet": crates })
}

/// The sizes of the pages, the names of their warnings, and the error at the end, if there is one.
async fn walk<R: Paginated>(
    mut pages: Paginator<R>,
) -> (Vec<usize>, Vec<String>, Option<ecm_client::Error>) {
    let (mut sizes, mut warnings, mut error) = (Vec::new(), Vec::new(), None);
    while let Some(page) = pages.next().await {
        assert!(error.is_none() && sizes.len() < 100, "this never ends");
        match page {
            Ok(page) => {
                warnings.extend(page.warnings().iter().map(ToString::to_string));
                sizes.push(R::items(page.into_inner()).len());
            }
            Err(problem) => error = Some(problem),
        }
    }
    (sizes, warnings, error)
}

async fn walk_crates(service: &Scripted) -> (Vec<usize>, Vec<String>, Option<ecm_client::Error>) {
    let client = warehouse::Client::new(service.client());
    walk(client.list_crates_pages(ListCratesRequest::new())).await
}

fn offsets(service: &Scripted) -> Vec<Value> {
    service.asked().iter().map(|body| body["Offset"].clone()).collect()
}

fn is_incomplete(error: Option<ecm_client::Error>, numbers: &str, request_id: &str) {
    let error = error.unwrap();
    assert!(error.is_incomplete_list(), "{error}");
    assert!(error.to_string().contains(&format!("the list ended after {numbers} (")), "{error}");
    assert_eq!(error.request_id(), Some(request_id));
    assert_eq!((error.outcome(), error.retry()), (Outcome::Unknown, RetryAdvice::IfIdempotent));
}

/// Every way to give no items.
fn empty_pages(total: &Value) -> [Value; 5] {
    [
        json!({ "TotalCount": total, "CrateSet": [] }),
        json!({ "TotalCount": total, "CrateSet": null }),
        json!({ "TotalCount": total }),
        // The number of the page before holds.
        json!({ "TotalCount": null, "CrateSet": [] }),
        json!({}),
    ]
}

#[tokio::test]
async fn an_empty_page_before_the_end_is_asked_for_again_and_then_an_error() {
    for empty in empty_pages(&json!(5)) {
        let service = pages(&[crates(0..2, json!(5)), empty.clone()]);
        let (sizes, warnings, error) = walk_crates(&service).await;
        assert_eq!((sizes, warnings), (vec![2], vec![]), "{empty}");
        is_incomplete(error, "2 of 5 items", "r-3");
        assert_eq!(offsets(&service), [0, 2, 2]);
    }
    let service = pages(&[json!({ "TotalCount": 5, "CrateSet": null })]);
    let (sizes, _, error) = walk_crates(&service).await;
    assert_eq!((sizes, offsets(&service)), (vec![], vec![json!(0), json!(0)]));
    is_incomplete(error, "0 of 5 items", "r-2");
}

#[tokio::test]
async fn what_comes_the_second_time_is_a_page_like_any_other() {
    for empty in empty_pages(&json!(8)) {
        let service = pages(&[
            crates(0..3, json!(8)),
            empty.clone(),
            crates(3..6, json!(8)),
            // It is once per page, not once per walk.
            empty,
            crates(6..8, json!(8)),
        ]);
        let (sizes, warnings, error) = walk_crates(&service).await;
        assert!(error.is_none() && warnings.is_empty());
        assert_eq!(sizes, [3, 3, 2]);
        assert_eq!(offsets(&service), [0, 3, 3, 6, 6]);
    }
}

#[tokio::test]
async fn the_latest_total_says_whether_an_empty_page_is_the_end() {
    // Three of six went away meanwhile.
    let service = pages(&[crates(0..3, json!(6)), crates(0..0, json!(3))]);
    let (sizes, warnings, error) = walk_crates(&service).await;
    assert!(error.is_none() && warnings.is_empty());
    assert_eq!((sizes, offsets(&service)), (vec![3, 0], vec![json!(0), json!(3)]));
    // They went when the page was asked for again.
    let service = pages(&[crates(0..3, json!(6)), crates(0..0, json!(6)), crates(0..0, json!(3))]);
    let (sizes, _, error) = walk_crates(&service).await;
    assert!(error.is_none());
    assert_eq!((sizes, offsets(&service)), (vec![3, 0], vec![json!(0), json!(3), json!(3)]));
    // The first page alone has the number.
    let service = pages(&[crates(0..3, json!(5)), crates(3..5, json!(null))]);
    assert_eq!(walk_crates(&service).await.0, [3, 2]);
    assert_eq!(service.asked().len(), 2);
}

#[tokio::test]
async fn a_total_that_is_too_small_is_a_warning_and_no_end() {
    let all = |total: Value| {
        pages(&[
            crates(0..3, total.clone()),
            crates(3..5, total.clone()),
            crates(5..8, total.clone()),
            crates(0..0, total),
        ])
    };
    for total in [json!(0), json!(2), json!("2")] {
        let (sizes, warnings, error) = walk_crates(&all(total.clone())).await;
        assert!(error.is_none(), "{total}");
        assert_eq!(sizes, [3, 2, 3, 0]);
        assert_eq!(warnings.len(), 3, "{warnings:?}");
        let number = total.to_string().replace('"', "");
        assert_eq!(
            warnings[0],
            format!(
                "warning: TotalCount: is {number}, but more items than that have come \
                 (more_items_than_total)"
            )
        );
    }
    // As many as there are, and more in the end.
    let service = pages(&[crates(0..3, json!(6)), crates(3..6, json!(4)), crates(0..0, json!(4))]);
    let (sizes, warnings, error) = walk_crates(&service).await;
    assert_eq!((sizes, warnings.len(), error.is_none()), (vec![3, 3, 0], 1, true));
}

#[tokio::test]
async fn a_list_is_read_as_a_whole_or_the_error_has_what_came() {
    let service = || pages(&[crates(0..3, json!(5)), crates(0..0, json!(5))]);
    let ids = |error: &ecm_client::Error| -> Vec<String> {
        let items = error.items_read::<warehouse::Crate>().unwrap();
        items.iter().map(|item| item.crate_id.clone().unwrap()).collect()
    };
    let client = warehouse::Client::new(service().client());
    let items = client.list_crates_pages(ListCratesRequest::new()).items();
    let error = items.read_all().await.unwrap_err();
    assert!(error.is_incomplete_list());
    assert_eq!(ids(&error), ["c-0", "c-1", "c-2"]);
    assert!(error.items_read::<String>().is_none());

    let core = service().client();
    let error = std::thread::spawn(move || {
        let client = warehouse::blocking::Client::new(blocking::Client::new(core).unwrap());
        let mut pages = client.list_crates_pages(ListCratesRequest::new());
        let sizes: Vec<usize> =
            pages.by_ref().map_while(Result::ok).map(|page| page.crate_set.iter().len()).collect();
        assert_eq!((sizes.len(), pages.next().is_none()), (1, true), "an end is an end");
        let items = client.list_crates_pages(ListCratesRequest::new()).items();
        items.read_all().unwrap_err()
    });
    let error = error.join().unwrap();
    assert_eq!((ids(&error), error.is_incomplete_list()), (vec![], true));

    let client = warehouse::Client::new(pages(&[crates(0..2, json!(2))]).client());
    let items = client.list_crates_pages(ListCratesRequest::new()).items();
    assert_eq!(items.read_all().await.unwrap().len(), 2);
    // A call that fails has them as well.
    let mut answers = [Ok(crates(0..3, json!(5))), Err("InvalidParameter")].into_iter();
    let service = Scripted::new(move |_, _| answers.next().unwrap());
    let client = warehouse::Client::new(service.client());
    let items = client.list_crates_pages(ListCratesRequest::new()).items();
    let error = items.read_all().await.unwrap_err();
    assert_eq!((ids(&error).len(), error.code()), (3, Some("InvalidParameter")));
}

#[tokio::test]
async fn what_a_create_did_is_not_looked_up_in_half_of_a_list() {
    let service = pages(&[crates(0..3, json!(5)), crates(0..0, json!(5))]);
    let client = warehouse::Client::new(service.client());
    let tag = TrackingTag::new("order", "7");
    let error = tag.reconcile::<OrderCratesRequest>(client.core()).await.unwrap_err();
    assert!(error.is_incomplete_list(), "{error}");
    assert_eq!(error.items_read::<String>().unwrap(), ["c-0", "c-1", "c-2"]);
}

#[tokio::test]
async fn a_total_that_is_too_small_is_traced() {
    capture::begin();
    let page = |items: Value| json!({ "Stamps": items, "Total": 1 });
    let service = pages(&[page(json!(["a", "b"])), page(json!([]))]);
    let client = letters::Client::new(service.client());
    let (sizes, warnings, _) = walk(client.list_stamps_pages(ListStampsRequest::new())).await;
    assert_eq!((sizes, warnings.len()), (vec![2, 0], 1));
    let traced = capture::taken();
    let event = traced.lines().find(|line| line.contains("more items than the service says"));
    let fields = "/ListStamps tencentcloud.total=1 tencentcloud.request_id=r-1";
    assert!(event.unwrap().contains(fields), "{event:?}");
}

fn letters(count: usize, token: &str, more: Value) -> Value {
    json!({ "Letters": vec!["a letter"; count], "Total": 5, "NextToken": token, "HasMore": more })
}

#[tokio::test]
async fn a_list_by_token_does_not_end_before_its_total() {
    for (answers, start, expected, numbers) in [
        // Nothing leads to what is missing.
        (vec![letters(2, "", json!(null))], None, vec![2], Some("2 of 5 items")),
        (vec![letters(2, "", json!(false))], None, vec![2], Some("2 of 5 items")),
        (
            vec![letters(2, "a", json!(null)), letters(0, "", json!(null))],
            None,
            vec![2],
            Some("2 of 5 items"),
        ),
        // A flag ends nothing that the total says is to come, as long as there is a token.
        (vec![letters(2, "a", json!(false)), letters(3, "", json!(null))], None, vec![2, 3], None),
        (vec![letters(2, "a", json!(null)), letters(3, "", json!(false))], None, vec![2, 3], None),
        // Nobody knows how many come before a token of the user's.
        (vec![letters(2, "", json!(null))], Some("t"), vec![2], None),
        (vec![letters(0, "", json!(null))], Some("t"), vec![0], None),
    ] {
        let service = pages(&answers);
        let client = letters::Client::new(service.client());
        let mut request = ListLettersRequest::new();
        request.token = start.map(str::to_owned);
        let (sizes, _, error) = walk(client.list_letters_pages(request)).await;
        assert_eq!((sizes, error.is_some()), (expected, numbers.is_some()), "{answers:?}");
        if let Some(numbers) = numbers {
            is_incomplete(error, numbers, &format!("r-{}", service.asked().len()));
        }
    }
}

#[tokio::test]
async fn a_flag_that_says_that_there_is_more_counts_where_no_total_does() {
    let page = |items: Value, more: bool| json!({ "Stamps": items, "HasMore": more });
    let service = pages(&[page(json!(["a"]), true), page(json!([]), true)]);
    let client = letters::Client::new(service.client());
    let stamps = || ListStampsRequest::builder().size(3).build();
    let (sizes, _, error) = walk(client.list_stamps_pages(stamps())).await;
    assert_eq!((sizes, service.asked().len()), (vec![1], 3));
    is_incomplete(error, "1 items, and the service says there are more", "r-3");
    let service = pages(&[page(json!(["a"]), true), page(json!(["b"]), false)]);
    let client = letters::Client::new(service.client());
    assert_eq!(walk(client.list_stamps_pages(stamps())).await.0, [1, 1]);
    let service = pages(&[json!({ "Letters": ["a"], "HasMore": true })]);
    let client = letters::Client::new(service.client());
    let (sizes, _, error) = walk(client.list_letters_pages(ListLettersRequest::new())).await;
    assert_eq!(sizes, [1]);
    is_incomplete(error, "1 items, and the service says there are more", "r-1");
}

/// The pages by number of a service that gives at most `most` stamps at once, of `count`.
fn stamps(count: usize, most: usize) -> Scripted {
    Scripted::new(move |_, body| {
        let number = |field: &str| usize::try_from(body[field].as_u64().unwrap()).unwrap();
        let size = number("Size").min(most);
        let page = (0..count).skip((number("Page") - 1) * size).take(size);
        let page: Vec<String> = page.map(|stamp| stamp.to_string()).collect();
        Ok(json!({ "Stamps": page, "Total": count }))
    })
}

#[tokio::test]
async fn a_service_with_a_maximum_of_its_own_loses_nothing_by_number() {
    for (count, most, start, expected) in [
        (7, 3, 1, vec![3, 3, 1]),
        (7, 100, 1, vec![5, 2]),
        (7, 100, 2, vec![2, 0]),
        // By what was asked for, the page is the last one; only another call tells.
        (9, 2, 2, vec![2, 2, 2, 1, 0]),
        (10, 5, 2, vec![5]),
        (10, 5, 3, vec![0]),
    ] {
        let service = stamps(count, most);
        let client = letters::Client::new(service.client());
        let request = ListStampsRequest::builder().page(start).size(5).build();
        let (sizes, warnings, error) = walk(client.list_stamps_pages(request)).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!((sizes, warnings), (expected, vec![]), "{count} {most} {start}");
    }
}
