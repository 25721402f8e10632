//! Bodies that travel raw, by an invented spec and a server in this process.

#![deny(missing_docs, warnings)]

ecm_client::api! {
    spec: "specs/attics-2024-09-01.json",
    /// The invented service.
    pub mod attics,
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::{Duration, UNIX_EPOCH};

    use bytes::Bytes;
    use ecm_client::dynamic::Api;
    use ecm_client::{
        Client, ClientBuilder, Credentials, Error, HttpMethod, Outcome, PayloadSigning,
        RequestBody, RetryPolicy, SignatureMethod, SignedHeaders, blocking,
    };
    use ecm_test_server::{Fault, FaultRule, ServedResponse, TestServer};
    use futures_util::{StreamExt as _, stream};
    use serde_json::json;

    use super::attics::{self, PutBoxRequest, PutNoteRequest, SendFormRequest};

    const SPEC: &str = include_str!("../specs/attics-2024-09-01.json");

    async fn server() -> TestServer {
        TestServer::builder().spec(SPEC).credentials("an-id", "a-key").start().await.unwrap()
    }

    fn builder(url: &str) -> ClientBuilder {
        Client::builder().credentials(Credentials::new("an-id", "a-key")).endpoint(url)
    }

    fn client(server: &TestServer) -> attics::Client {
        let quick = RetryPolicy::new().initial_backoff(Duration::from_millis(1));
        builder(&server.url()).retry_policy(quick).build().map(attics::Client::new).unwrap()
    }

    fn a_box() -> PutBoxRequest {
        PutBoxRequest::builder()
            .attic_id("attic-1")
            .weight(12)
            .fragile(true)
            .lock("10-20-30")
            .build()
    }

    fn note() -> PutNoteRequest {
        PutNoteRequest::builder().attic_id("attic-1").build()
    }

    /// A stream of these chunks, which says so by its length.
    fn chunks(chunks: &'static [&'static str]) -> RequestBody {
        let length = chunks.iter().map(|chunk| chunk.len() as u64).sum();
        let chunks = stream::iter(chunks).map(|chunk| Ok::<_, Error>(Bytes::from(*chunk)));
        RequestBody::stream(length, chunks).payload_signing(PayloadSigning::Unsigned)
    }

    #[tokio::test]
    async fn bytes_and_headers_arrive() {
        let server = server().await;
        let client = client(&server);
        let response = client.put_box(&a_box(), vec![0, 159, 146, 150]).await.unwrap();
        assert!(response.into_inner().box_id.unwrap().starts_with("box-"));
        client.put_note(&note(), "Grüße").await.unwrap();
        client.put_note(&note(), chunks(&["a ", "", "stream"])).await.unwrap();
        client.put_note(&note(), "").await.unwrap();
        let signed = RequestBody::from("signed").payload_signing(PayloadSigning::Signed);
        client.put_note(&note(), signed).await.unwrap();
        let requests = server.requests();
        assert_eq!(
            requests[0].body,
            json!({ "AtticId": "attic-1", "Weight": "12", "Fragile": "true", "Lock": "10-20-30" })
        );
        assert_eq!(requests[1].body, json!({ "AtticId": "attic-1" }));
        let bodies: Vec<_> =
            requests.iter().map(|request| request.raw_body.as_deref().unwrap()).collect();
        let expected: [&[u8]; 5] =
            [&[0, 159, 146, 150], "Grüße".as_bytes(), b"a stream", b"", b"signed"];
        assert_eq!(bodies, expected);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn blocking_and_dynamic_calls_send_the_same() {
        let server = server().await;
        let core = client(&server).core().clone();
        let blocking = attics::blocking::Client::new(blocking::Client::new(core.clone()).unwrap());
        let _ = blocking.put_note(&note(), "blocking").unwrap();
        let _ = blocking.put_note(&note(), chunks(&["in", " parts"])).unwrap();
        let api = Api::read(SPEC).unwrap();
        let request =
            api.action("PutBox").unwrap().request(r#"{"AtticId": "attic-1", "Weight": 12}"#);
        let request = request.unwrap().with_body("dynamic");
        core.send_dynamic(&request).await.unwrap();
        let requests = server.requests();
        let bodies: Vec<_> =
            requests.iter().map(|request| request.raw_body.as_deref().unwrap()).collect();
        assert_eq!(bodies, [&b"blocking"[..], b"in parts", b"dynamic"]);
        assert_eq!(requests[2].body, json!({ "AtticId": "attic-1", "Weight": "12" }));
    }

    fn not_sent(result: Result<impl Sized, Error>) -> String {
        let error = result.map(drop).unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
        error.to_string()
    }

    #[tokio::test]
    async fn a_body_of_another_kind_is_refused_before_anything_is_sent() {
        let server = server().await;
        let client = client(&server);
        let dynamic = |action: &str, json: &str| {
            Api::read(SPEC).unwrap().action(action).unwrap().request(json).unwrap()
        };
        let core = client.core();
        let none = dynamic("PutNote", r#"{"AtticId": "a"}"#);
        let says = "PutNote was not sent: its body is bytes of `text/plain; charset=utf-8`, and the call \
                    has none; give them beside the fields. Nothing was done.";
        assert_eq!(not_sent(core.send_dynamic(&none).await), says);
        assert_eq!(not_sent(core.prepare_dynamic(&none).await), says);
        let other = dynamic("ListBoxes", "{}").with_body("x");
        assert!(not_sent(core.send_dynamic(&other).await).contains("leave out the other body"));
        let says = "SendForm was not sent: the body of this action is not JSON but \
                    `multipart/form-data`, and its spec does not say how it travels; say so in `body` of \
                    the spec if its bytes travel raw, or use another client. Nothing was done.";
        let form = SendFormRequest::builder().file(vec![1]).build();
        assert_eq!(not_sent(client.send_form(&form).await), says);
        assert_eq!(not_sent(core.send_dynamic(&dynamic("SendForm", "{}")).await), says);
        let form = dynamic("SendForm", "{}").with_body("x");
        assert_eq!(not_sent(core.send_dynamic(&form).await), says);
        assert!(server.requests().is_empty());
    }

    #[tokio::test]
    async fn what_headers_and_signatures_cannot_hold_is_refused() {
        let server = server().await;
        let put_note = |attic: &str| {
            let client = client(&server);
            let request = PutNoteRequest::builder().attic_id(attic).build();
            async move { not_sent(client.put_note(&request, "x").await) }
        };
        assert!(put_note("a\r\nHost: b").await.contains("`AtticId` has characters that a header"));
        assert!(put_note("Dachböden").await.contains("printable ASCII"));
        assert!(put_note(" attic").await.contains("begins or ends with a blank"));
        let heavy = PutBoxRequest::builder().attic_id("é").weight(91).build();
        let error = client(&server).put_box(&heavy, "x").await.unwrap_err();
        assert_eq!(error.violations().unwrap().iter().next().unwrap().rule(), "A1");

        for (method, signature) in [
            (HttpMethod::Get, SignatureMethod::Tc3HmacSha256),
            (HttpMethod::Post, SignatureMethod::HmacSha1),
            (HttpMethod::Post, SignatureMethod::HmacSha256),
        ] {
            let other = builder(&server.url()).http_method(method).signature(signature);
            let other = attics::Client::new(other.build().unwrap());
            assert!(
                not_sent(other.put_note(&note(), "x").await)
                    .contains("need POST and TC3-HMAC-SHA256")
            );
        }
        let large = vec![0; 10 * 1024 * 1024 + 1];
        assert!(
            not_sent(client(&server).put_note(&note(), large).await)
                .contains("10485761 bytes are more")
        );
        let large = RequestBody::stream(u64::MAX, stream::empty::<Result<_, Error>>());
        let large = large.payload_signing(PayloadSigning::Unsigned);
        assert!(not_sent(client(&server).put_note(&note(), large).await).contains("are more than"));
        assert!(server.requests().is_empty());
    }

    #[tokio::test]
    async fn a_stream_is_not_signed_and_belongs_to_one_call() {
        let server = server().await;
        let client = client(&server);
        let signed = chunks(&["x"]).payload_signing(PayloadSigning::Signed);
        let text = not_sent(client.put_note(&note(), signed.clone()).await);
        assert!(text.contains("set `PayloadSigning::Unsigned` for the body"), "{text}");
        let by_spec = RequestBody::stream(1, stream::iter([Ok::<_, Error>(Bytes::from("x"))]));
        let text = not_sent(client.put_box(&a_box(), by_spec.clone()).await);
        assert!(text.contains("PayloadSigning::Unsigned"), "{text}");
        // What was refused can still be sent, and once it was sent it cannot.
        let unsigned = by_spec.payload_signing(PayloadSigning::Unsigned);
        client.put_box(&a_box(), unsigned.clone()).await.unwrap();
        let text = not_sent(client.put_box(&a_box(), unsigned).await);
        assert!(text.contains("belongs to another call"), "{text}");
        let text = not_sent(client.put_note(&note(), chunks(&[])).await);
        assert!(text.contains("give it as bytes"), "{text}");
        assert_eq!(server.requests().len(), 1);
    }

    #[tokio::test]
    async fn bytes_are_resent_as_the_effect_allows_and_streams_never() {
        let server = server().await;
        let client = client(&server);
        let fail =
            || server.inject(FaultRule::new(Fault::Response(ServedResponse::html(502))).nth(1));
        fail();
        client.put_note(&note(), "again").await.unwrap();
        assert_eq!(server.requests().len(), 2);
        let error = {
            fail();
            client.put_note(&note(), chunks(&["once"])).await.unwrap_err()
        };
        assert_eq!((error.outcome(), error.attempts()), (Outcome::Unknown, 1), "{error}");
        let error = {
            fail();
            client.put_box(&a_box(), "once").await.unwrap_err()
        };
        assert_eq!((error.outcome(), error.attempts()), (Outcome::Unknown, 1), "{error}");
        // Throttling is no doubt, but the stream is gone all the same.
        server.inject(FaultRule::new(Fault::error("RequestLimitExceeded")).nth(1));
        let error = client.put_note(&note(), chunks(&["once"])).await.unwrap_err();
        assert_eq!((error.outcome(), error.attempts()), (Outcome::Rejected, 1), "{error}");
        assert_eq!(server.requests().len(), 5);
    }

    #[tokio::test]
    async fn a_stream_that_nobody_took_is_sent_by_the_next_attempt() {
        let taken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&taken);
        let chunks = stream::once(async move {
            count.fetch_add(1, Ordering::Relaxed);
            Ok::<_, Error>(Bytes::from("x"))
        });
        let body = RequestBody::stream(1, chunks);
        let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", nobody.local_addr().unwrap());
        drop(nobody);
        let quick = RetryPolicy::new().initial_backoff(Duration::from_millis(1));
        let lost = builder(&url).retry_policy(quick).build().map(attics::Client::new).unwrap();
        let error = lost.put_note(&note(), body.clone()).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert!(error.attempts() > 1, "{error}");
        assert_eq!(taken.load(Ordering::Relaxed), 0);
        let server = server().await;
        client(&server).put_note(&note(), body).await.unwrap();
        assert_eq!(server.requests()[0].raw_body.as_deref(), Some(&b"x"[..]));
    }

    #[tokio::test]
    async fn a_stream_of_another_length_ends_the_call_and_its_connection() {
        let server = server().await;
        let client = client(&server);
        let failing = stream::iter([Ok(Bytes::from("ab")), Err("the disk is gone")]);
        let short = stream::iter([Ok::<_, Error>(Bytes::from("ab"))]);
        let long = stream::iter([Ok::<_, Error>(Bytes::from("ab")), Ok(Bytes::from("cde"))]);
        let late = stream::iter([Ok::<_, Error>(Bytes::from("abcd")), Ok(Bytes::from("e"))]);
        for (body, says) in [
            (RequestBody::stream(4, failing), "the disk is gone"),
            (RequestBody::stream(4, short), "ended after 2 of the 4 bytes"),
            (RequestBody::stream(4, long), "has more than the 4 bytes"),
            (RequestBody::stream(4, late), "has more than the 4 bytes"),
        ] {
            let error = client.put_note(&note(), body).await.unwrap_err();
            assert_eq!((error.outcome(), error.attempts()), (Outcome::Unknown, 1), "{error}");
            assert!(error.to_string().contains(says), "{error}");
        }
        // None of them was whole, and none of their connections is used again.
        client.put_note(&note(), "whole").await.unwrap();
        let ledger = server.ledger();
        let whole = ledger.requests.iter().filter(|request| request.error.is_none());
        assert_eq!((whole.count(), ledger.connections), (1, 5));
    }

    #[tokio::test]
    async fn an_answer_before_the_end_of_a_stream_ends_it() {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let served = tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut seen = Vec::new();
            while !seen.ends_with(b"begin") {
                let mut buffer = [0; 1024];
                let count = socket.read(&mut buffer).await.unwrap();
                seen.extend_from_slice(&buffer[..count]);
            }
            let answer = r#"{"Response": {"Error": {"Code": "InvalidParameter", "Message": "No."}, "RequestId": "r"}}"#;
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", answer.len());
            socket.write_all(format!("{head}{answer}").as_bytes()).await.unwrap();
            // Until the client closes: nothing more of the body comes.
            let mut rest = Vec::new();
            let _ = socket.read_to_end(&mut rest).await;
            rest.len()
        });
        let client = builder(&url).build().map(attics::Client::new).unwrap();
        let endless = stream::iter([Ok::<_, Error>(Bytes::from("begin"))]).chain(stream::pending());
        let error = client.put_note(&note(), RequestBody::stream(9, endless)).await.unwrap_err();
        assert_eq!((error.outcome(), error.code()), (Outcome::Rejected, Some("InvalidParameter")));
        let rest = tokio::time::timeout(Duration::from_secs(5), served).await;
        assert_eq!(rest.expect("the connection is closed").unwrap(), 0);
    }

    #[tokio::test]
    async fn a_preview_has_the_length_and_no_secret() {
        let client = builder("http://127.0.0.1:9").clock(|| UNIX_EPOCH + Duration::from_secs(1));
        let client = client.build().unwrap();
        let prepared = client.prepare_raw(&a_box(), "hush, hush").await.unwrap();
        let shown = format!("{prepared} {prepared:?}");
        assert!(
            shown.contains("x-attic-id: attic-1\n") && shown.contains("\n\n[10 bytes]"),
            "{shown}"
        );
        assert!(shown.contains("x-attic-lock: [redacted]\n"), "{shown}");
        assert!(!shown.contains("hush") && !shown.contains("10-20-30"), "{shown}");
        let redacted = prepared.redacted();
        assert_eq!(redacted.canonical_request(), Some("[redacted]"));
        assert_eq!((redacted.body(), redacted.raw_length()), ("[10 bytes]", Some(10)));
        let open = prepared.unredacted();
        assert!(open.headers().any(|header| header == ("x-attic-lock", "10-20-30")));
        assert_eq!(open.body(), "[10 bytes]");
        assert_eq!(prepared.body(), b"hush, hush");

        // Nothing of an unsigned payload is in its signature, so there is nothing to withhold.
        let prepared = client.prepare_raw(&note(), chunks(&["hush"])).await.unwrap();
        let canonical = prepared.redacted().canonical_request().unwrap();
        assert!(canonical.ends_with(UNSIGNED), "{canonical}");
        assert!(prepared.to_string().contains("x-tc-content-sha256: UNSIGNED-PAYLOAD\n"));
        assert!(prepared.to_string().contains("content-type: text/plain; charset=utf-8\n"));
        let sensitive = |name: &str| prepared.request().headers()[name].is_sensitive();
        assert!(!sensitive("x-attic-id"));
        let locked = client.prepare_raw(&a_box(), "x").await.unwrap();
        assert!(locked.request().headers()["x-attic-lock"].is_sensitive());
    }

    /// SHA-256 of the text `UNSIGNED-PAYLOAD`.
    const UNSIGNED: &str = "438d4109ef0d676b8c2c7ed13cdfcb418e494d53b843d4634ce3b1085f07bb96";

    #[test]
    fn signed_headers_are_chosen_as_for_any_call() {
        let headers = [SignedHeaders::ContentTypeHost, SignedHeaders::ContentTypeHostAction];
        for (headers, expected) in
            headers.into_iter().zip(["content-type;host", "content-type;host;x-tc-action"])
        {
            let core = builder("http://127.0.0.1:9").signed_headers(headers).build().unwrap();
            let client = blocking::Client::new(core).unwrap();
            let prepared = client.prepare_raw(&note(), "x").unwrap();
            let value = prepared.headers().find(|(name, _)| *name == "authorization").unwrap().1;
            assert!(value.contains(&format!("SignedHeaders={expected},")), "{value}");
        }
    }
}
