//! Another service, by its spec alone: shapes, names and collisions that ECM does not have.

#![deny(missing_docs, warnings)]

use ecm_client::{
    Client, Credentials, ErrorCategory, ErrorCode as _, Outcome, Request as _, RetryAdvice,
};
use ecm_test_server::TestServer;
use serde_json::{Value, json};

ecm_client::api! {
    spec: "specs/workshop-2024-02-29.json",
    /// The invented service.
    pub mod workshop,
}

use workshop::error::{CommonErrorCode, NewErrorCode, ResetErrorCode};
use workshop::{
    Box, Color, DescribeRequest, Gift, Leaf, Level, NewRequest, Payment, ResetRequest, Result, Tree,
};

// What the crate calls its own must not change what generated code means.
#[allow(dead_code, unreachable_pub)]
mod shadows {
    pub struct Option;
    pub struct Some;
    pub struct String;
    pub struct Vec;
    pub struct Box;
    pub struct Result;
    pub trait Into {}
    pub trait Default {}

    ecm_client::api! {
        spec: "specs/workshop-2024-02-29.json",
        pub(crate) mod again,
        actions: [New],
    }
}

async fn start() -> (TestServer, workshop::Client) {
    let server = TestServer::builder()
        .spec(ecm_tests::WORKSHOP)
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .start()
        .await
        .unwrap();
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(server.url())
        .region("nowhere")
        .build()
        .unwrap();
    (server, workshop::Client::new(core))
}

/// A body that sets every field of `DescribeRequest`, in the order of the spec.
fn everything() -> Value {
    let tree = json!({
        "Name": "root",
        "Left": { "Name": "left" },
        "Right": { "Name": "right", "Others": [{ "Name": "twig" }] },
        "Others": [],
        "Owner": { "String": "red", "Vec": ["a", ""], "Tree": { "Name": "inner" } },
    });
    json!({
        "Text": "quotes \" and \\ and \u{7} and 直播 🚀",
        "Signed": -5,
        "Unsigned": u64::MAX,
        "Ratio": 0.25,
        "Flag": false,
        "Day": "2024-02-29",
        "Moment": "2024-02-29 23:59:60",
        "Instant": "2024-02-29T23:59:59+08:00",
        "Bytes": "AP8Kew==",
        "Parts": ["", "YQ=="],
        "Grid": [[1, -2], [], [i64::MIN, i64::MAX]],
        "Cube": [[["a"], []], []],
        "Forest": [[tree.clone()], [], [tree]],
        "Levels": [-1, 0, 7, 99],
        "Colors": ["RED", "dark-blue", "Other", "self", "", "unheard-of"],
    })
}

#[test]
fn every_field_of_every_shape_round_trips_byte_for_byte() {
    let text = everything().to_string();
    let request = DescribeRequest::from_json(&text).unwrap();
    assert_eq!(request.to_json(), text);
    let value: Value = serde_json::to_value(&request).unwrap();
    assert_eq!(value.to_string(), text);
    assert_eq!(serde_json::from_value::<DescribeRequest>(value).unwrap(), request);
    assert_eq!(
        request.colors.as_deref().unwrap().last(),
        Some(&Color::Other("unheard-of".to_owned()))
    );
    assert_eq!(request.levels.as_deref().unwrap().last(), Some(&Level::Other(99)));
}

#[test]
fn bytes_are_base64_on_the_wire_and_nowhere_else() {
    let request = DescribeRequest::builder().bytes(*b"\0\xff\n{").parts(["", "a"]).build();
    assert_eq!(request.bytes.as_deref(), Some(&b"\0\xff\n{"[..]));
    assert_eq!(request.to_json(), r#"{"Bytes":"AP8Kew==","Parts":["","YQ=="]}"#);
    assert_eq!(
        format!("{request:?}"),
        "DescribeRequest { Bytes: [4 bytes], Parts: [[0 bytes], [1 bytes]] }"
    );
    assert!(request.validate().is_ok());
    let large = DescribeRequest::builder().bytes([0; 5]).build().validate().unwrap_err();
    let large = large.to_string();
    assert!(large.starts_with("Bytes: must decode to at most 4 bytes, has 5 (W14)\n"), "{large}");
    for wrong in ["?", "AP8Kew", "a b="] {
        let text = json!({ "Bytes": wrong }).to_string();
        let error = DescribeRequest::from_json(&text).unwrap_err().to_string();
        assert_eq!(error, "Bytes: expected Base64 with padding, found other text", "{wrong}");
    }
}

#[test]
fn names_that_rust_keeps_for_itself_are_still_fields() {
    let request = ResetRequest::builder()
        .r#type("type")
        .self_("self")
        .super_("super")
        .crate_("crate")
        .r#async(true)
        .r#match([Result::builder().ok("ok").build()])
        .new_("new")
        .build_("build")
        .send_("send")
        .maybe_build("maybe")
        .request_id_upper("upper")
        .request_id("lower")
        .build();
    let body: Value = serde_json::from_str(&request.to_json()).unwrap();
    for (wire, expected) in [
        ("Type", json!("type")),
        ("Self", json!("self")),
        ("Super", json!("super")),
        ("Crate", json!("crate")),
        ("Async", json!(true)),
        ("Match", json!([{ "Ok": "ok" }])),
        ("New", json!("new")),
        ("Build", json!("build")),
        ("Send", json!("send")),
        ("MaybeBuild", json!("maybe")),
        ("RequestID", json!("upper")),
        ("RequestId", json!("lower")),
    ] {
        assert_eq!(body[wire], expected, "{wire}");
    }
    assert_eq!(body.as_object().unwrap().len(), 12);
}

#[tokio::test]
async fn a_create_goes_end_to_end() {
    let (server, client) = start().await;
    let request = NewRequest::builder()
        .tree(Tree::builder().name("root").owner(Box::new("ribbon")).build())
        .bytes("QUJDREVG")
        .count(2)
        .payment(Payment::Gift(Gift::new("someone")))
        .leaves([Leaf::new(2), Leaf::new(1)])
        .build();
    let answer = client.new_(&request).await.unwrap();
    assert!(answer.tree_id.as_deref().unwrap().starts_with("tree-"));
    assert_eq!(answer.leaf_ids.as_ref().unwrap().len(), 3);
    assert!(!answer.request_id().is_empty());

    let recorded = server.requests();
    assert_eq!(recorded.len(), 1);
    assert_eq!(recorded[0].body["Gift"], json!({ "From": "someone" }));
    server.shutdown().await;
}

#[tokio::test]
async fn nothing_required_and_nothing_answered_go_end_to_end() {
    let (server, client) = start().await;
    DescribeRequest::builder().send(&client).await.unwrap();
    let answer = client.reset(&ResetRequest::default()).await.unwrap();
    assert_eq!(answer.body(), &workshop::ResetResponse::default());
    server.shutdown().await;
}

#[tokio::test]
async fn a_violation_is_found_before_anything_is_sent() {
    let (server, client) = start().await;
    let request = NewRequest::builder()
        .tree(Tree::new("root"))
        .bytes("QUJDREVGRw==")
        .count(1)
        .address("not an address")
        .leaves([Leaf::new(11)])
        .build();
    let error = client.new_(&request).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent);
    let rules: Vec<_> = error.violations().unwrap().iter().map(|found| found.rule()).collect();
    assert_eq!(rules, ["W21-size", "W22", "W31", "W32"]);
    assert!(server.requests().is_empty());
    server.shutdown().await;
}

#[tokio::test]
async fn a_documented_code_is_a_variant_and_an_unknown_one_is_kept() {
    let server = TestServer::builder()
        .spec(ecm_tests::WORKSHOP)
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .respond_with_error("Reset", "InvalidParameterValue.TooLarge", "too large")
        .respond_with_error("Describe", "Never.HeardOf", "who knows")
        .start()
        .await
        .unwrap();
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(server.url())
        .region("nowhere")
        .build()
        .unwrap();
    let client = workshop::Client::new(core);

    let error = client.reset(&ResetRequest::new()).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Rejected);
    assert_eq!(
        error.code_as::<ResetErrorCode>(),
        Some(ResetErrorCode::InvalidParameterValueTooLarge)
    );
    assert_eq!(error.category(), Some(ErrorCategory::InvalidParameterValue));
    assert!(error.request_id().is_some());

    let error = client.describe(&DescribeRequest::new()).await.unwrap_err();
    assert_eq!(error.code(), Some("Never.HeardOf"));
    assert_eq!(error.code_as::<CommonErrorCode>(), None);
    assert_eq!(error.retry(), RetryAdvice::Never);
    server.shutdown().await;
}

#[test]
fn codes_that_differ_by_a_dot_are_different() {
    let one = ResetErrorCode::from_code("InvalidParameter.ValueTooLarge").unwrap();
    let other = ResetErrorCode::from_code("InvalidParameterValue.TooLarge").unwrap();
    assert_eq!(one, ResetErrorCode::InvalidParameterValueTooLargeA);
    assert_eq!(other, ResetErrorCode::InvalidParameterValueTooLarge);
    assert_eq!(one.as_str(), "InvalidParameter.ValueTooLarge");
    assert_eq!(format!("{one:?}"), one.as_str());
    let common = CommonErrorCode::from_code("RequestLimitExceeded").unwrap();
    assert_eq!(common, CommonErrorCode::RequestLimitExceeded);
    assert_eq!(common.retry(), RetryAdvice::AfterBackoff);
    assert_eq!(common.to_string(), "RequestLimitExceeded");
    assert_eq!("RequestLimitExceeded".parse(), core::result::Result::Ok(common));
    assert_eq!(serde_json::to_value(common).unwrap(), "RequestLimitExceeded");
    assert_eq!(ResetErrorCode::values().len(), 3);
    assert!(workshop::error::DescribeErrorCode::values().is_empty());
    assert_eq!(NewErrorCode::from_code("RequestLimitExceeded"), None);
    assert_eq!(NewErrorCode::from_code("Never.HeardOf"), None);
}

#[test]
fn a_response_is_read_as_leniently_as_the_service_writes() {
    let text = r#"{
        "Trees": null, "Grid": [["1", 2], null, []], "Color": "PURPLE", "Level": "7", "Ratio": "0.5",
        "Error": "a field, not the envelope's", "Unheard": [{}]
    }"#;
    let response: workshop::DescribeResponse = serde_json::from_str(text).unwrap();
    assert_eq!(response.trees, None);
    assert_eq!(response.grid, Some(vec![vec![1, 2], vec![]]));
    assert_eq!(response.color, Some(Color::Other("PURPLE".to_owned())));
    assert_eq!(response.level, Some(Level::Roof));
    assert_eq!(response.ratio, Some(0.5));
    assert_eq!(response.error.as_deref(), Some("a field, not the envelope's"));
}

#[test]
fn secrets_of_any_service_are_not_shown() {
    let request = NewRequest::builder()
        .tree(Tree::new("root"))
        .bytes("QUJD")
        .count(1)
        .code("C0FFEE")
        .payment(Payment::Card("4111-1111".into()))
        .build();
    let text = format!("{request:?} {:#?} {:?}", request, request.payment);
    assert!(text.contains("[redacted]"), "{text}");
    assert!(!text.contains("C0FFEE") && !text.contains("4111"), "{text}");
}

#[test]
fn an_open_enum_lists_parses_and_serializes_its_values() {
    let names: Vec<_> = Color::values().iter().map(Color::as_str).collect();
    assert_eq!(names, ["RED", "dark-blue", "Other", "self", ""]);
    assert_eq!(Level::values().iter().map(Level::value).collect::<Vec<_>>(), [-1, 0, 7]);
    for color in Color::values() {
        assert_eq!(color.as_str().parse().as_ref(), core::result::Result::Ok(color));
    }
    assert_eq!("7".parse::<Level>().unwrap(), Level::Roof);
    assert_eq!("99".parse::<Level>().unwrap(), Level::Other(99));
    assert!("roof".parse::<Level>().is_err());
    let both = (Color::DarkBlue, Color::from("unheard-of"), Level::Roof, Level::from(99));
    let text = serde_json::to_string(&both).unwrap();
    assert_eq!(text, r#"["dark-blue","unheard-of",7,99]"#);
    assert_eq!(serde_json::from_str::<(Color, Color, Level, Level)>(&text).unwrap(), both);
}

/// Decoding begins with an empty value where one is required; nobody else can make one by accident.
#[test]
fn a_required_value_of_an_enum_is_still_read() {
    let request = ecm_client::ecm::TagSpecification::builder();
    let request = request.resource_type("instance").tags([]).build();
    let text = serde_json::to_string(&request).unwrap();
    assert_eq!(text, r#"{"ResourceType":"instance","Tags":[]}"#);
    assert_eq!(serde_json::from_str::<ecm_client::ecm::TagSpecification>(&text).unwrap(), request);
}
