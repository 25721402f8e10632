//! What a create did whose answer was lost.

use ecm_client::{Outcome, TrackingTag};
use ecm_tests::scripted::Scripted;
use serde_json::{Value, json};

use super::warehouse::{Client, Line, OrderCratesRequest, Sticker};

/// Carries orders out, and loses the answers.
fn forgetful() -> Scripted {
    let mut crates: Vec<Value> = Vec::new();
    Scripted::new(move |action, body| {
        if action == "OrderCrates" {
            for _ in 0..body["Count"].as_u64().unwrap() {
                let id = format!("c-{}", crates.len());
                crates.push(json!({"CrateId": id, "Stickers": body["Stickers"]}));
            }
            // No answer that could be read.
            return Ok(json!([]));
        }
        let filter = &body["Filters"][0];
        let name = filter["Name"].as_str().unwrap().strip_prefix("line:").unwrap();
        let wanted = json!({"Name": name, "Text": filter["Values"][0]});
        let is_wanted = |one: &&Value| {
            let lines = one["Stickers"][0]["Lines"].as_array();
            lines.is_some_and(|lines| lines.contains(&wanted))
        };
        let found: Vec<Value> = crates.iter().filter(is_wanted).cloned().collect();
        let place = |field: &str| usize::try_from(body[field].as_u64().unwrap_or(0)).unwrap();
        let page = found.iter().skip(place("Offset")).take(place("Limit"));
        Ok(json!({"TotalCount": found.len(), "CrateSet": page.collect::<Vec<_>>()}))
    })
}

#[tokio::test]
async fn what_an_order_did_is_found_by_its_mark() {
    let service = forgetful();
    let client = Client::new(service.client());
    let mut marks = Vec::new();
    for count in [7, 0, 2] {
        let tag = TrackingTag::random("order");
        let mut request = OrderCratesRequest::new(count);
        tag.apply_to(&mut request).unwrap();
        let error = client.order_crates(&request).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::Unknown, "{error}");
        marks.push((tag, count));
    }
    for (tag, count) in &marks {
        let ids = tag.reconcile::<OrderCratesRequest>(client.core()).await.unwrap();
        assert_eq!(i64::try_from(ids.len()), Ok(*count), "{ids:?}");
    }
    let ids = marks[2].0.reconcile::<OrderCratesRequest>(client.core()).await.unwrap();
    assert_eq!(ids, ["c-7", "c-8"]);
    assert_ne!(marks[0].0.value(), marks[1].0.value());
}

#[test]
fn a_mark_is_put_beside_what_is_there_and_once() {
    let line = |name: &str, text: &str| Line { name: name.into(), text: text.into() };
    let mut request = OrderCratesRequest::new(1);
    request.stickers = Some(vec![
        Sticker { side: "left".into(), lines: vec![line("a", "b")] },
        Sticker { side: "top".into(), lines: vec![line("a", "b")] },
    ]);
    let tag = TrackingTag::new("order", "7");
    tag.apply_to(&mut request).unwrap();
    let once = request.clone();
    tag.apply_to(&mut request).unwrap();
    assert_eq!(request, once);
    let stickers = request.stickers.unwrap();
    assert_eq!(stickers[0].lines, [line("a", "b")]);
    assert_eq!(stickers[1].lines, [line("a", "b"), line("order", "7")]);
}
