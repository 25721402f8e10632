//! Bodies that come as streams: sent once, in full or not at all.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use ecm_client::{Error, Outcome, PayloadSigning, RequestBody, RetryPolicy};
use ecm_test_server::{Fault, FaultRule, ServedResponse};
use futures_util::{StreamExt as _, stream};

use crate::raw_bodies::attics;
use crate::raw_bodies::bench::{a_box, builder, chunks, client, not_sent, note, server};

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
    let fail = || server.inject(FaultRule::new(Fault::Response(ServedResponse::html(502))).nth(1));
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
