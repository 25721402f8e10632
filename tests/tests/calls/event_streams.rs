//! Answers that are streams of events, by an invented spec and a server in this process.

#![deny(missing_docs, warnings)]

ecm_client::api! {
    spec: "specs/parrots-2024-08-01.json",
    /// The invented service.
    pub mod parrots,
}

#[cfg(test)]
mod cuts;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod socket;

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use ecm_client::dynamic::Api;
    use ecm_client::{Client, Credentials, Error, EventStream, Outcome, RetryPolicy, blocking};
    use ecm_test_server::{
        Disconnect, Fault, FaultRule, Position, ServedEvent, ServedEvents, TestServer,
        TestServerBuilder,
    };
    use serde_json::json;

    use super::parrots::{self, ChatRequest, SingRequest, Word};

    const SPEC: &str = include_str!("../../specs/parrots-2024-08-01.json");

    fn words() -> Vec<ServedEvent> {
        let word = |number: i64| {
            ServedEvent::new(json!({
                "Text": format!("w{number}"), "Number": number, "RequestId": "r-parrot"
            }))
        };
        (0..3).map(word).collect()
    }

    fn server() -> TestServerBuilder {
        TestServer::builder()
            .spec(SPEC)
            .credentials("an-id", "a-key")
            .respond_with_events("Chat", words())
    }

    fn core(server: &TestServer) -> Client {
        let client = Client::builder()
            .credentials(Credentials::new("an-id", "a-key"))
            .endpoint(server.url())
            .retry_policy(RetryPolicy::disabled())
            .idle_timeout(Duration::from_secs(2))
            .build();
        client.unwrap()
    }

    async fn read(mut stream: EventStream<Word>) -> (Vec<String>, Option<Error>) {
        let mut texts = Vec::new();
        while let Some(event) = stream.next().await {
            match event {
                Ok(event) => texts.push(event.into_inner().text.unwrap_or_default()),
                Err(error) => return (texts, Some(error)),
            }
        }
        (texts, None)
    }

    #[tokio::test]
    async fn events_come_typed_beside_the_json_form_of_the_same_action() {
        // Without an end mark, the last chunk is read, which gives the connection back.
        let words = ServedEvents::new(words()).without_end_mark();
        let server = server().respond_with_events("Chat", words).start().await.unwrap();
        let client = parrots::Client::new(core(&server));
        let request = ChatRequest::new("hello");
        for _ in 0..3 {
            let stream = client.chat_stream(&request).await.unwrap();
            assert_eq!(stream.request_id(), "r-parrot");
            let (texts, error) = read(stream).await;
            assert_eq!(
                (texts, error.is_none()),
                (vec!["w0".into(), "w1".into(), "w2".into()], true)
            );
        }
        assert!(client.chat(&request).await.unwrap().words.is_some());
        let ledger = server.ledger();
        assert_eq!(ledger.connections, 1, "{ledger:?}");
        server.shutdown().await;
    }

    #[tokio::test]
    async fn every_break_is_told_from_an_end() {
        for (disconnect, at, count) in [
            (Disconnect::Close, Position::Events(2), 2),
            (Disconnect::Reset, Position::Events(1), 1),
            (Disconnect::Stall, Position::Events(2), 2),
            (Disconnect::Close, Position::WithinEvent { after: 1, bytes: 9 }, 1),
            (Disconnect::Stall, Position::WithinEvent { after: 2, bytes: 3 }, 2),
        ] {
            let rule = FaultRule::new(Fault::Truncate { at, disconnect });
            let server = server().fault(rule).start().await.unwrap();
            let client = parrots::Client::new(core(&server));
            let start = Instant::now();
            let stream = match client.chat_stream(&ChatRequest::new("hello")).await {
                Ok(stream) => stream,
                // A reset may take away what was on its way.
                Err(error) if disconnect == Disconnect::Reset => {
                    assert_eq!((error.outcome(), error.events()), (Outcome::Unknown, 0));
                    server.shutdown().await;
                    continue;
                }
                Err(error) => panic!("{at:?} {disconnect:?}: {error}"),
            };
            let (texts, error) = read(stream).await;
            let error = error.unwrap_or_else(|| panic!("{at:?} {disconnect:?}: no error"));
            assert!(texts.len() == count || (disconnect == Disconnect::Reset && texts.len() < 2));
            assert_eq!(error.events(), texts.len() as u64, "{error}");
            assert_eq!(error.outcome(), Outcome::Unknown);
            assert_eq!(error.request_id(), Some("r-parrot"));
            assert_eq!(error.is_timeout(), disconnect == Disconnect::Stall, "{error}");
            assert!(start.elapsed() < Duration::from_secs(30));
            server.shutdown().await;
        }
    }

    #[tokio::test]
    async fn a_create_is_sent_once_and_its_events_follow() {
        let server = server().start().await.unwrap();
        let client = parrots::Client::new(core(&server));
        let mut stream = client.sing_stream(&SingRequest::new()).await.unwrap();
        let mut notes = 0;
        while let Some(note) = stream.next().await {
            assert!(note.unwrap().note.is_some());
            notes += 1;
        }
        assert!(notes > 1 && server.ledger().commits.len() == 1);
        // Its answers are all streams: there is no JSON to wait for.
        let error = client.core().send(&SingRequest::new()).await.unwrap_err();
        assert!(error.to_string().contains("`_stream`"), "{error}");
        // A refusal is an ordinary answer.
        let error = client.core().clone();
        let wrong = parrots::Client::new(error.with_region("not a region"));
        assert_eq!(
            wrong.sing_stream(&SingRequest::new()).await.unwrap_err().outcome(),
            Outcome::NotSent
        );
        server.shutdown().await;
    }

    #[tokio::test]
    async fn a_failure_is_an_event_of_the_form_that_the_spec_gives() {
        let word = |code: i64| json!({ "Text": "w", "Trouble": { "Code": code, "Words": "no voice" }, "RequestId": "r-parrot" });
        let note =
            |kind: &str, reason: &str| json!({ "Note": "c", "Kind": kind, "Reason": reason });
        let server = server()
            .respond_with_events("Chat", [word(0), word(4001), word(0)])
            .respond_with_events("Sing", [note("clear", "A.B"), note("broken", "InvalidParameter")])
            .start()
            .await
            .unwrap();
        let client = parrots::Client::new(core(&server));
        let (texts, error) =
            read(client.chat_stream(&ChatRequest::new("hello")).await.unwrap()).await;
        let error = error.unwrap();
        assert_eq!((texts, error.outcome()), (vec!["w".to_owned()], Outcome::Rejected));
        assert_eq!((error.code(), error.message()), (Some("4001"), Some("no voice")));
        assert_eq!((error.events(), error.request_id()), (1, Some("r-parrot")));
        let mut song = client.sing_stream(&SingRequest::new()).await.unwrap();
        assert_eq!(song.next().await.unwrap().unwrap().note.as_deref(), Some("c"));
        let error = song.next().await.unwrap().unwrap_err();
        assert_eq!((error.code(), error.message()), (Some("InvalidParameter"), Some("")));
        // The code alone would say that nothing was created.
        assert!(error.to_string().contains("do not send it again before looking"), "{error}");
        server.shutdown().await;
    }

    /// Texts in the data of the events as it was written, and the error that ended them.
    async fn read_dynamic(
        client: &Client,
        action: &str,
        json: &str,
    ) -> (Vec<String>, Option<Error>) {
        let api = Api::read(SPEC).unwrap();
        let request = api.action(action).unwrap().request(json).unwrap();
        let mut texts = Vec::new();
        let mut stream = match client.stream_dynamic(&request).await {
            Ok(stream) => stream,
            Err(error) => return (texts, Some(error)),
        };
        while let Some(event) = stream.next().await {
            match event {
                Ok(event) => texts.push(event.json().to_owned()),
                Err(error) => return (texts, Some(error)),
            }
        }
        (texts, None)
    }

    #[tokio::test]
    async fn an_action_that_is_known_at_run_time_streams_as_well() {
        let server = server()
            .respond_with_events(
                "Chat",
                [
                    ServedEvent::data(r#" {"Text": "a", "New": 1.10} "#),
                    ServedEvent::data(r#"{"Response": {"Text": "b", "RequestId": "r-2"}}"#),
                    ServedEvent::error("InternalError", "the word is hush-hush"),
                ],
            )
            .start()
            .await
            .unwrap();
        let client = core(&server);
        for json in [
            r#"{"Text": "x", "Whisper": "hush-hush"}"#,
            r#"{"Stream": true, "Text": "x", "Whisper": "hush-hush"}"#,
        ] {
            let (texts, error) = read_dynamic(&client, "Chat", json).await;
            // Each as it was written, without what is around it.
            assert_eq!(
                texts,
                [r#"{"Text": "a", "New": 1.10}"#, r#"{"Text": "b", "RequestId": "r-2"}"#]
            );
            let error = error.unwrap();
            assert_eq!((error.outcome(), error.events()), (Outcome::Rejected, 2));
            assert_eq!(error.message(), Some("the word is [redacted]"));
        }
        // The field that asks for a stream is set in the text that is sent.
        let sent: Vec<_> = server.requests().iter().map(|one| one.body.clone()).collect();
        assert!(sent.iter().all(|body| body["Stream"] == json!(true)), "{sent:?}");
        let (notes, error) = read_dynamic(&client, "Sing", "{}").await;
        assert!(notes.len() == 3 && error.is_none(), "{error:?}");
        for (json, says) in [
            (r#"{"Text": "x", "Stream": null}"#, "`Stream` is null; leave it out"),
            (r#"{"Text": "x", "Stream": false}"#, "`Stream` is false"),
        ] {
            let (_, error) = read_dynamic(&client, "Chat", json).await;
            let error = error.unwrap();
            assert_eq!(error.outcome(), Outcome::NotSent);
            assert!(error.to_string().contains(says), "{error}");
        }
        let api = Api::read(SPEC).unwrap();
        let asks = |json| api.action("Chat").unwrap().request(json).unwrap().is_streamed();
        assert!(asks(r#"{"Text": "x", "Stream": true}"#) && !asks(r#"{"Text": "x"}"#));
        assert!(api.action("Sing").unwrap().request("{}").unwrap().is_streamed());
        server.shutdown().await;
    }

    #[test]
    fn without_a_runtime_it_is_an_iterator() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let server = runtime.block_on(server().start()).unwrap();
        let client = blocking::Client::new(core(&server)).unwrap();
        let events = client.stream(&ChatRequest::new("hello")).unwrap();
        assert_eq!(events.request_id(), "r-parrot");
        let numbers: Vec<_> = events.map(|event| event.unwrap().number.unwrap()).collect();
        assert_eq!(numbers, [0, 1, 2]);
        // The generated client has the methods of the other one.
        let client = parrots::blocking::Client::new(client);
        let texts = client.chat_stream(&ChatRequest::new("hello")).unwrap();
        assert_eq!(texts.filter(|event| event.as_ref().unwrap().text.is_some()).count(), 3);
        assert!(client.chat(&ChatRequest::new("hello")).unwrap().words.is_some());
        assert!(client.sing_stream(&SingRequest::new()).unwrap().all(|event| event.is_ok()));
        runtime.block_on(server.shutdown());
    }
}
