//! Members of a request and of an answer that are called as parts of a signature and of an envelope,
//! and numbers that no member can hold.

#![deny(missing_docs, warnings)]

ecm_client::api! {
    spec: "specs/members-2024-09-01.json",
    /// The invented service.
    pub mod members,
}

#[cfg(test)]
mod tests {
    use ecm_client::dynamic::{Action, Api};
    use ecm_client::{Client, Credentials, HttpMethod, Outcome, Request as _, SignatureMethod};
    use ecm_test_server::{ServedEvent, TestServer, TestServerBuilder};
    use serde_json::{Value, json};

    use super::members::{self, Failure, ReciteRequest, TranslateRequest};

    const SPEC: &str = include_str!("../../specs/members-2024-09-01.json");

    fn server() -> TestServerBuilder {
        TestServer::builder().spec(SPEC).credentials("an-id", "a-key")
    }

    fn builder(server: &TestServer) -> ecm_client::ClientBuilder {
        Client::builder().credentials(Credentials::new("an-id", "a-key")).endpoint(server.url())
    }

    fn core(server: &TestServer) -> Client {
        builder(server).build().unwrap()
    }

    fn action(name: &str) -> Action {
        Api::read(SPEC).unwrap().action(name).unwrap()
    }

    fn failure(code: &str, message: &str) -> Value {
        json!({ "Code": code, "Message": message })
    }

    /// A member of a success may have the form of a refusal.
    #[tokio::test]
    async fn an_error_within_a_success_is_data() {
        let answer =
            json!({ "Text": "half", "Error": failure("Partial.Rest", "The rest is missing.") });
        let server = server().respond_with("Translate", answer).start().await.unwrap();
        let answer =
            members::Client::new(core(&server)).translate(&TranslateRequest::new("a")).await;
        let answer = answer.unwrap();
        assert_eq!(answer.text.as_deref(), Some("half"));
        let error = answer.error.as_ref().unwrap();
        assert_eq!(error.code.as_deref(), Some("Partial.Rest"));
        assert_eq!(error.message.as_deref(), Some("The rest is missing."));
        assert!(answer.mismatches().is_empty() && answer.extra().is_empty());

        let request = action("Translate").request(r#"{"Text": "a"}"#).unwrap();
        let answer = core(&server).send_dynamic(&request).await.unwrap();
        let json: Value = serde_json::from_str(answer.json()).unwrap();
        assert_eq!(json["Error"], failure("Partial.Rest", "The rest is missing."));
        assert_eq!(json["Text"], "half");
        assert!(answer.mismatches().is_empty() && answer.extra().is_empty());
        server.shutdown().await;
    }

    #[tokio::test]
    async fn an_error_in_place_of_a_success_is_a_refusal() {
        let server = server()
            .respond_with_error("Translate", "InvalidParameterValue", "No such language.")
            .start()
            .await
            .unwrap();
        let typed =
            members::Client::new(core(&server)).translate(&TranslateRequest::new("a")).await;
        let request = action("Translate").request(r#"{"Text": "a"}"#).unwrap();
        let dynamic = core(&server).send_dynamic(&request).await;
        for error in [typed.unwrap_err(), dynamic.unwrap_err()] {
            assert_eq!(error.outcome(), Outcome::Rejected, "{error}");
            assert_eq!(error.code(), Some("InvalidParameterValue"));
        }
        server.shutdown().await;
    }

    #[tokio::test]
    async fn the_events_of_a_stream_keep_their_errors_until_one_is_a_refusal() {
        let line = |text: &str| ServedEvent::new(json!({ "Text": text, "RequestId": "r" }));
        let half = json!({ "Text": "b", "Error": failure("Forgotten", "One word."), "New": [1] });
        let events = vec![line("a"), ServedEvent::new(half), line("c")];
        let refusal = ServedEvent::error("InternalError", "All is forgotten.");
        let broken = vec![line("a"), refusal];
        for (events, texts, code) in
            [(events, &["a", "b", "c"][..], None), (broken, &["a"], Some("InternalError"))]
        {
            let server = server().respond_with_events("Recite", events).start().await.unwrap();
            let client = members::Client::new(core(&server));
            let mut stream = client.recite_stream(&ReciteRequest::new("Odd")).await.unwrap();
            let (mut read, mut refused) = (Vec::new(), None);
            while let Some(event) = stream.next().await {
                match event {
                    Ok(event) => {
                        let extra = event.extra();
                        let error = event.error.clone();
                        if event.text.as_deref() == Some("b") {
                            let code = Some("Forgotten".to_owned());
                            let message = Some("One word.".to_owned());
                            let forgotten = Failure { code, message };
                            assert_eq!(error, Some(forgotten));
                            assert_eq!((extra[0].path(), extra[0].json()), ("New", "[1]"));
                        } else {
                            assert!(error.is_none() && extra.is_empty());
                        }
                        read.push(event.into_inner().text.unwrap());
                    }
                    Err(error) => {
                        assert_eq!(error.outcome(), Outcome::Rejected, "{error}");
                        refused = error.code().map(str::to_owned);
                    }
                }
            }
            assert_eq!(read, texts);
            assert_eq!(refused.as_deref(), code);
            server.shutdown().await;
        }
    }

    /// An answer that is one JSON object is a stream of one event, and as newer as any.
    #[tokio::test]
    async fn a_stream_of_one_object_keeps_its_error() {
        let object = json!({ "Text": "a", "Error": failure("Forgotten", "All else."), "New": 1 });
        let server = server().respond_with("Recite", object).start().await.unwrap();
        let client = members::Client::new(core(&server));
        let mut stream = client.recite_stream(&ReciteRequest::new("Odd")).await.unwrap();
        let event = stream.next().await.unwrap().unwrap();
        assert_eq!(event.error.as_ref().unwrap().code.as_deref(), Some("Forgotten"));
        assert_eq!(event.extra()[0].path(), "New");
        assert!(stream.next().await.is_none());
        server.shutdown().await;
    }

    /// A field may have the name of a parameter that the signature would send, as long as it does not.
    #[tokio::test]
    async fn fields_with_common_names_arrive_in_every_form() {
        let own = json!({ "Text": "a", "Language": "nl", "Region": "north", "Token": "word" });
        let server = server().start().await.unwrap();
        for signature in
            [SignatureMethod::Tc3HmacSha256, SignatureMethod::HmacSha1, SignatureMethod::HmacSha256]
        {
            for method in [HttpMethod::Post, HttpMethod::Get] {
                let builder = || builder(&server).signature(signature).http_method(method);
                let is_first = signature != SignatureMethod::Tc3HmacSha256;
                for name in ["Language", "Region", "Token"] {
                    // A token is the session's for whoever reads it, and there is no session here.
                    if is_first && name == "Token" {
                        continue;
                    }
                    let body = json!({ "Text": "a", name: own[name] });
                    let request = TranslateRequest::from_json(&body.to_string()).unwrap();
                    let client = members::Client::new(builder().build().unwrap());
                    client.translate(&request).await.unwrap();
                    let received = server.requests().last().unwrap().body.clone();
                    assert_eq!(received, body, "{signature:?} {method:?} {name}");
                }
                let request = TranslateRequest::from_json(&own.to_string()).unwrap();
                let client = builder().language("en-US").region("ap-guangzhou").build().unwrap();
                let sent = members::Client::new(client).translate(&request).await;
                assert_eq!(sent.is_err(), is_first, "{signature:?} {method:?}");
                if let Err(error) = sent {
                    assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
                }
            }
        }
        server.shutdown().await;
    }

    const SIGNED: &str = "an integer of 20 digits, which is not within -2^63 to 2^63-1; check it";
    const UNSIGNED: &str = "an integer of 20 digits, which is not within 0 to 2^64-1; check it";
    const ROUNDED: &str = "10000000000000000001";

    /// A number that went through floats on its way, as it does in JavaScript.
    #[test]
    fn a_number_beyond_its_field_is_told_in_every_request() {
        for (json, problem) in [
            (format!(r#"{{"Text": "a", "Number": {ROUNDED}}}"#), format!("found {SIGNED}")),
            (
                format!(r#"{{"Text": "a", "Number": "{ROUNDED}"}}"#),
                format!("found text that spells {SIGNED}"),
            ),
            (r#"{"Text": "a", "Odd": 36893488147419103232}"#.into(), format!("found {UNSIGNED}")),
            (
                r#"{"Text": "a", "Odd": -1}"#.into(),
                "found a negative integer of 1 digit, which is not within 0 to 2^64-1".into(),
            ),
        ] {
            let typed = TranslateRequest::from_json(&json).unwrap_err().to_string();
            let serde = serde_json::from_str::<TranslateRequest>(&json).unwrap_err().to_string();
            let dynamic = action("Translate").request(&json).unwrap_err().to_string();
            for error in [typed, serde, dynamic] {
                assert!(error.contains(&problem) && !error.contains(ROUNDED), "{json}: {error}");
            }
        }
    }

    #[tokio::test]
    async fn a_number_beyond_its_field_is_told_of_every_answer() {
        let answer = format!(r#"{{"Text": "a", "Number": {ROUNDED}}}"#);
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let server = server().respond_with("Translate", answer).start().await.unwrap();
        let client = members::Client::new(core(&server));
        let answer = client.translate(&TranslateRequest::new("a")).await.unwrap();
        assert_eq!((answer.text.as_deref(), answer.number), (Some("a"), None));
        let mismatch = &answer.mismatches()[0];
        assert_eq!(mismatch.expected(), "an integer of 64 bits");
        assert!(mismatch.found().starts_with(SIGNED), "{mismatch}");
        let request = action("Translate").request(r#"{"Text": "a"}"#).unwrap();
        let answer = core(&server).send_dynamic(&request).await.unwrap();
        assert!(answer.mismatches()[0].to_string().contains(SIGNED));
        server.shutdown().await;
    }
}
