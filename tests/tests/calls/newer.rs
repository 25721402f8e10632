//! Services that are newer than the spec: parameters that it does not know go along, by every way in
//! which a request is sent.

#![deny(missing_docs, warnings)]

ecm_client::api! {
    spec: "specs/parrots-2024-08-01.json",
    /// The invented service whose answers are streams.
    pub mod parrots,
}
ecm_client::api! {
    spec: "specs/warehouse-2024-03-31.json",
    /// The invented service with lists.
    pub mod warehouse,
}

#[cfg(test)]
mod tests {
    use ecm_client::{
        Client, Credentials, ExtraValue, HttpMethod, Outcome, Paginator, Request as _, Response,
        SignatureMethod, TrackingTag, blocking,
    };
    use ecm_test_server::{ServedEvent, TestServer, TestServerBuilder};
    use ecm_tests::scripted::Scripted;
    use serde_json::{Value, json};

    use super::parrots::{self, ChatRequest};
    use super::warehouse::{self, DescribeTaskRequest, ListCratesRequest, OrderCratesRequest};

    /// The spec that the service has by now.
    fn newer() -> String {
        let spec = include_str!("../../specs/parrots-2024-08-01.json");
        let mut spec: Value = serde_json::from_str(spec).unwrap();
        let fields = &mut spec["types"]["ChatRequest"]["fields"];
        fields["Mood"] = json!({ "type": "string", "doc": "The mood.", "required": "required" });
        fields["Seeds"] = json!({ "type": "[Word]", "doc": "Words to begin with." });
        spec["types"]["Word"]["fields"]["Pitch"] = json!({ "type": "float", "doc": "Its pitch." });
        spec.to_string()
    }

    fn server() -> TestServerBuilder {
        let events = vec![
            ServedEvent::new(json!({ "Text": "a", "Pitch": 1.5, "RequestId": "r" })),
            ServedEvent::new(json!({ "Text": "b" })),
        ];
        let server = TestServer::builder().spec(newer()).credentials("an-id", "a-key");
        server.respond_with_events("Chat", events)
    }

    fn core(server: &TestServer) -> Client {
        let builder = Client::builder().credentials(Credentials::new("an-id", "a-key"));
        builder.endpoint(server.url()).build().unwrap()
    }

    fn request() -> ecm_client::WithExtra<ChatRequest> {
        let mut seed = parrots::Word::default();
        (seed.text, seed.number) = (Some("polly".to_owned()), Some(3));
        ChatRequest::new("hello").extra("Mood", "cheerful").extra("Seeds", [seed])
    }

    fn warned<T>(answer: &Response<T>) -> Vec<String> {
        answer.warnings().iter().map(|one| format!("{} {}", one.path(), one.rule())).collect()
    }

    /// The service asks for a parameter that the spec does not know, and gets it, signed.
    #[tokio::test]
    async fn a_newer_service_is_called_in_every_form() {
        let server = server().start().await.unwrap();
        let missing = core(&server).send(&ChatRequest::new("hello")).await.unwrap_err();
        assert_eq!(missing.outcome(), Outcome::Rejected, "{missing}");
        for signature in
            [SignatureMethod::Tc3HmacSha256, SignatureMethod::HmacSha1, SignatureMethod::HmacSha256]
        {
            for method in [HttpMethod::Post, HttpMethod::Get] {
                let builder = Client::builder().credentials(Credentials::new("an-id", "a-key"));
                let builder = builder.endpoint(server.url()).signature(signature);
                let client = builder.http_method(method).build().unwrap();
                let answer = client.send(&request()).await.unwrap();
                assert_eq!(warned(&answer), ["Mood extra_parameter", "Seeds extra_parameter"]);
                let body = server.requests().last().unwrap().body.clone();
                assert_eq!(body["Mood"], "cheerful", "{signature:?} {method:?}");
                assert_eq!(body["Seeds"][0]["Text"], "polly", "{signature:?} {method:?}");
            }
        }
        let answers = core(&server).send_all(&[request(), request()], 2, |_| {}).await;
        assert!(answers.iter().all(Result::is_ok));
        server.shutdown().await;
    }

    #[tokio::test]
    async fn a_stream_takes_them_and_gives_fields_that_are_newer() {
        let server = server().start().await.unwrap();
        let mut stream = core(&server).stream(&request()).await.unwrap();
        let first = stream.next().await.unwrap().unwrap();
        let extra = first.extra();
        assert_eq!((extra[0].path(), extra[0].json()), ("Pitch", "1.5"));
        assert!(!format!("{first:?} {extra:?}").contains("1.5"));
        assert_eq!(first.raw_data(), br#"{"Text":"a","Pitch":1.5,"RequestId":"r"}"#);
        assert!(stream.next().await.unwrap().unwrap().extra().is_empty());
        assert!(stream.next().await.is_none());
        // The field that asks for a stream is known, and stays what it is.
        let error = core(&server).send(&ChatRequest::new("a").extra("stream", true)).await;
        let error = error.unwrap_err().to_string();
        assert!(error.contains("stream: is the field `Stream` of the spec; set that"), "{error}");
        server.shutdown().await;
    }

    #[test]
    fn a_blocking_client_takes_them_as_well() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let server = runtime.block_on(server().start()).unwrap();
        let client = blocking::Client::new(core(&server)).unwrap();
        assert_eq!(warned(&client.send(&request()).unwrap()).len(), 2);
        assert_eq!(client.stream(&request()).unwrap().count(), 2);
        assert_eq!(client.prepare(&request()).unwrap().warnings().len(), 2);
        runtime.block_on(server.shutdown());
    }

    fn crates() -> Scripted {
        Scripted::new(move |_, body| {
            let offset = body["Offset"].as_u64().unwrap_or(0);
            let crates: Vec<Value> = (offset..4.min(offset + 3))
                .map(|index| json!({ "CrateId": format!("c-{index}"), "State": { "Name": "STORED" } }))
                .collect();
            Ok(json!({ "TotalCount": 4, "CrateSet": crates }))
        })
    }

    #[tokio::test]
    async fn every_page_is_asked_for_with_them() {
        let service = crates();
        let request = ListCratesRequest::new().extra("Hall", ExtraValue::object([("Row", 7)]));
        let items = Paginator::new(&service.client(), request.clone()).items();
        assert_eq!(items.read_all().await.unwrap().len(), 4);
        let hall = json!({ "Row": 7 });
        assert_eq!(
            service.asked(),
            [
                json!({ "Offset": 0, "Limit": 3, "Hall": hall }),
                json!({ "Offset": 3, "Limit": 3, "Hall": hall }),
            ]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn every_poll_is_sent_with_them() {
        let service = crates();
        let client = warehouse::Client::new(service.client());
        let base = ListCratesRequest::new().extra("Hall", "north");
        client.wait_until_crates_stored(["c-0"]).base_request(&base).await.unwrap();
        assert_eq!(service.asked()[0]["Hall"], "north");
        assert_eq!(service.asked()[0]["CrateIds"], json!(["c-0"]));
        // One without any is as before, and one of another action does not fit.
        client.wait_until_crates_stored(["c-0"]).base_request(base.request()).await.unwrap();
        assert_eq!(service.asked()[1].get("Hall"), None);
        let service = Scripted::new(|_, _| Ok(json!({ "Status": 0 })));
        let client = warehouse::Client::new(service.client());
        let base = DescribeTaskRequest::new("hall", "").extra_plain("Deep", true);
        client.wait_until_tasks_done(["t-1"]).base_request(&base).await.unwrap();
        assert_eq!(service.asked(), [json!({ "Hall": "hall", "TaskId": "t-1", "Deep": true })]);
    }

    #[tokio::test]
    async fn a_create_with_them_can_be_tagged_and_found() {
        let service = Scripted::new(|_, body| {
            Ok(json!({ "CrateSet": match body.get("Filters") {
                Some(_) => {
                    let stickers = json!([{ "Lines": [{ "Name": "k", "Text": "v" }] }]);
                    json!([{ "CrateId": "c-1", "Stickers": stickers }])
                }
                None => json!([]),
            }, "TotalCount": 1 }))
        });
        let client = service.client();
        let tag = TrackingTag::new("k", "v");
        let mut order = OrderCratesRequest::new(1).extra("Hall", "north");
        tag.apply_to(&mut order).unwrap();
        client.send(&order).await.unwrap();
        assert_eq!(service.asked()[0]["Hall"], "north");
        assert_eq!(service.asked()[0]["Stickers"][0]["Lines"][0]["Text"], "v");
        let found = tag.reconcile::<ecm_client::WithExtra<OrderCratesRequest>>(&client).await;
        assert_eq!(found.unwrap(), ["c-1"]);
    }
}
