mod mismatches;
mod secrets;

use std::collections::VecDeque;
use std::future::pending;
use std::io;
use std::sync::Mutex;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream;
use http::header::{CONTENT_TYPE, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderValue};

use super::*;
use crate::testing::records::{Chat, Word, switch_on};
use crate::transport::StreamedResponse;
use crate::{
    BoxFuture, Client, ClientBuilder, Credentials, HttpResponse, Outcome, RetryPolicy,
    SignedRequest, Transport, TransportError,
};

const SECOND: Duration = Duration::from_secs(1);

/// Part of a body.
#[derive(Clone)]
enum Part {
    Bytes(&'static str),
    Pause(Duration),
    Reset,
    /// Nothing comes any more, and the connection stays open.
    Silence,
}

/// Transport that gives each attempt the next response.
struct Bodies {
    responses: Mutex<VecDeque<(HeaderMap, Vec<Part>)>>,
    sent: Mutex<Vec<String>>,
}

fn headers(kind: &'static str, is_framed: bool) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if is_framed {
        headers.insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
    }
    headers
}

fn framed(parts: &[Part]) -> (HeaderMap, Vec<Part>) {
    (headers("text/event-stream; charset=utf-8", true), parts.to_vec())
}

impl Transport for &'static Bodies {
    fn send(&self, _: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        panic!("a stream is opened")
    }

    fn open(
        &self,
        request: SignedRequest,
    ) -> BoxFuture<'_, Result<StreamedResponse, TransportError>> {
        self.sent.lock().unwrap().push(String::from_utf8_lossy(request.body()).into_owned());
        let next = self.responses.lock().unwrap().pop_front();
        Box::pin(async move {
            let Some((headers, parts)) = next else {
                return Err(TransportError::unknown(&io::Error::other("reset")));
            };
            let body = stream::iter(parts).filter_map(|part| async move {
                match part {
                    Part::Bytes(bytes) => Some(Ok(Bytes::from_static(bytes.as_bytes()))),
                    Part::Pause(time) => {
                        tokio::time::sleep(time).await;
                        None
                    }
                    Part::Reset => Some(Err(TransportError::unknown(&io::Error::other("reset")))),
                    Part::Silence => pending().await,
                }
            });
            Ok(StreamedResponse::new(HttpResponse::new(200, "").with_headers(headers), body))
        })
    }
}

fn client(
    responses: impl IntoIterator<Item = (HeaderMap, Vec<Part>)>,
) -> (Client, &'static Bodies) {
    let (builder, bodies) = builder(responses);
    (builder.build().unwrap(), bodies)
}

fn builder(
    responses: impl IntoIterator<Item = (HeaderMap, Vec<Part>)>,
) -> (ClientBuilder, &'static Bodies) {
    let responses = Mutex::new(responses.into_iter().collect());
    let bodies: &'static Bodies =
        Box::leak(Box::new(Bodies { responses, sent: Mutex::new(Vec::new()) }));
    let builder = Client::builder()
        .credentials(Credentials::new("id", "key"))
        .transport(bodies)
        .retry_policy(RetryPolicy::new().max_attempts(2))
        .jitter(|| 0.0)
        .idle_timeout(SECOND * 5);
    (builder, bodies)
}

/// Texts of the events, and the error that ended them.
async fn read(mut stream: EventStream<Word>) -> (Vec<String>, Option<Error>) {
    let mut texts = Vec::new();
    while let Some(event) = stream.next().await {
        match event {
            Ok(event) => texts.push(event.into_inner().text.unwrap_or_default()),
            Err(error) => {
                assert!(stream.next().await.is_none(), "a stream goes on after its end");
                return (texts, Some(error));
            }
        }
    }
    (texts, None)
}

async fn opened(response: (HeaderMap, Vec<Part>)) -> EventStream<Word> {
    client([response]).0.stream(&Chat::default()).await.unwrap()
}

const A: &str = "id: 1\ndata: {\"Text\": \"a\", \"RequestId\": \"r-1\"}\n\n";
const B: &str = "event: word\nretry: 20\ndata:{\"Text\":\"b\"}\r\n\r\n";
const C: &str = "data: {\"Text\": \"c\"}";
const DONE: &str = "data: [DONE]\n\n";

#[tokio::test(start_paused = true)]
async fn events_come_one_by_one_with_what_the_stream_says_of_them() {
    let (client, bodies) = client([framed(&[Part::Bytes(A), Part::Bytes(B), Part::Bytes(DONE)])]);
    let chat = Chat { text: Some("hello".into()), ..Chat::default() };
    let mut stream = client.stream(&chat).await.unwrap();
    assert_eq!(stream.request_id(), "r-1");
    let first = stream.next().await.unwrap().unwrap();
    assert_eq!((first.text.as_deref(), first.id(), first.event()), (Some("a"), Some("1"), None));
    let second = stream.next().await.unwrap().unwrap();
    assert_eq!((second.id(), second.event()), (Some("1"), Some("word")));
    assert_eq!(second.retry(), Some(Duration::from_millis(20)));
    assert!(stream.next().await.is_none() && stream.next().await.is_none());
    // The field that asks for a stream is set.
    assert_eq!(*bodies.sent.lock().unwrap(), [r#"{"Text":"hello","Stream":true}"#]);
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_whole_by_its_framing_or_its_end_mark_alone() {
    let unframed = |parts: &[Part]| (headers("text/event-stream", false), parts.to_vec());
    for (response, texts, is_whole) in [
        (framed(&[Part::Bytes(A), Part::Bytes(B)]), vec!["a", "b"], true),
        (framed(&[Part::Bytes(A), Part::Bytes(C)]), vec!["a", "c"], true),
        (framed(&[Part::Bytes(A), Part::Bytes("data: {\"Text\"")]), vec!["a"], true),
        (framed(&[Part::Bytes(A), Part::Bytes(DONE), Part::Silence]), vec!["a"], true),
        (unframed(&[Part::Bytes(A), Part::Bytes(DONE)]), vec!["a"], true),
        (unframed(&[Part::Bytes(A), Part::Bytes("data: [DONE]")]), vec!["a"], true),
        (unframed(&[Part::Bytes(A), Part::Bytes(B)]), vec!["a", "b"], false),
        (unframed(&[Part::Bytes(A), Part::Bytes(C)]), vec!["a", "c"], false),
        (framed(&[Part::Bytes(A), Part::Reset]), vec!["a"], false),
        (framed(&[Part::Bytes(A), Part::Bytes(C), Part::Reset]), vec!["a", "c"], false),
        (framed(&[Part::Bytes(A), Part::Bytes("data: {\"Te"), Part::Reset]), vec!["a"], false),
    ] {
        let (seen, error) = read(opened(response).await).await;
        assert_eq!(seen, texts);
        assert_eq!(error.is_none(), is_whole, "{texts:?} {error:?}");
        if let Some(error) = error {
            assert_eq!(error.outcome(), Outcome::Unknown);
            assert_eq!(error.events(), texts.len() as u64);
            assert_eq!(error.request_id(), Some("r-1"));
            let came = if texts.len() == 1 { "after one event" } else { "after 2 events" };
            assert!(error.to_string().contains(came), "{error}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn silence_ends_a_stream_that_may_otherwise_take_any_time() {
    let wait = Part::Pause(SECOND * 4);
    let mut parts = vec![Part::Bytes(A)];
    for _ in 0..50 {
        parts.extend([wait.clone(), Part::Bytes(B)]);
    }
    let (texts, error) = read(opened(framed(&parts)).await).await;
    assert!(texts.len() == 51 && error.is_none(), "{error:?}");
    let mut kept_alive = vec![Part::Bytes(A)];
    for _ in 0..5 {
        kept_alive.extend([wait.clone(), Part::Bytes(": wait\n")]);
    }
    kept_alive.extend([wait, Part::Bytes(B)]);
    let (texts, error) = read(opened(framed(&kept_alive)).await).await;
    assert!(texts == ["a", "b"] && error.is_none(), "{error:?}");
    let silent = framed(&[Part::Bytes(A), Part::Silence]);
    let start = tokio::time::Instant::now();
    let (_, error) = read(opened(silent).await).await;
    assert!(error.unwrap().is_timeout());
    assert_eq!(start.elapsed(), SECOND * 5);
}

#[tokio::test(start_paused = true)]
async fn an_error_in_the_stream_ends_it_as_what_it_is() {
    const ERROR: &str = "data: {\"Error\": {\"Code\": \"InternalError\", \"Message\": \"no\"}, \"RequestId\": \"r-2\"}\n\n";
    const ENVELOPE: &str =
        "data: {\"Response\": {\"Error\": {\"Code\": \"InternalError\", \"Message\": \"no\"}}}\n\n";
    for (event, id) in [(ERROR, "r-2"), (ENVELOPE, "r-1")] {
        let (texts, error) =
            read(opened(framed(&[Part::Bytes(A), Part::Bytes(event), Part::Bytes(B)])).await).await;
        let error = error.unwrap();
        assert_eq!((texts, error.code()), (vec!["a".to_owned()], Some("InternalError")));
        assert_eq!((error.events(), error.request_id()), (1, Some(id)));
    }
    let (_, error) =
        read(opened(framed(&[Part::Bytes(A), Part::Bytes("data: words\n\n")])).await).await;
    assert_eq!(error.unwrap().outcome(), Outcome::Unknown);
}

#[tokio::test(start_paused = true)]
async fn an_event_that_its_spec_calls_an_error_ends_the_stream() {
    const REASON: &str = "data: {\"Kind\": \"error\", \"Reason\": {\"Code\": \"No.More\", \"Message\": \"tired\"}, \"RequestId\": \"r-3\"}\n\n";
    const BARE: &str = "data: {\"Kind\": \"error\"}\n\n";
    const OTHER: &str =
        "data: {\"Text\": \"o\", \"Kind\": \"errors\", \"Reason\": {\"Code\": \"No.More\"}}\n\n";
    for (event, code, message, id) in
        [(REASON, "No.More", "tired", "r-3"), (BARE, "error", "", "r-1")]
    {
        let parts = [Part::Bytes(A), Part::Bytes(OTHER), Part::Bytes(event), Part::Bytes(B)];
        let (texts, error) = read(opened(framed(&parts)).await).await;
        let error = error.unwrap();
        assert_eq!((texts, error.outcome()), (vec!["a".into(), "o".into()], Outcome::Rejected));
        assert_eq!((error.code(), error.message()), (Some(code), Some(message)));
        assert_eq!((error.events(), error.request_id()), (2, Some(id)));
        // It has begun to answer, so that a code alone does not prove that nothing was done.
        assert!(error.to_string().contains("It changes nothing; it can be sent again"), "{error}");
    }
    let error = client([framed(&[Part::Bytes(REASON)])]).0.stream(&Chat::default()).await;
    let error = error.unwrap_err();
    assert_eq!((error.code(), error.events()), (Some("No.More"), 0));
}

#[tokio::test(start_paused = true)]
async fn before_the_first_event_it_is_a_call_like_any_other() {
    let json = |body| (headers("application/json", true), vec![Part::Bytes(body)]);
    let refusal = r#"{"Response": {"Error": {"Code": "InvalidParameter", "Message": "no"}, "RequestId": "r"}}"#;
    let error = client([json(refusal)]).0.stream(&Chat::default()).await.unwrap_err();
    assert_eq!((error.code(), error.outcome()), (Some("InvalidParameter"), Outcome::Rejected));
    // Read actions are sent again after a break, as nothing has been given out.
    let broken = framed(&[Part::Bytes(": wait\n"), Part::Reset]);
    let (again, bodies) = client([broken.clone(), framed(&[Part::Bytes(A)])]);
    let (texts, error) = read(again.stream(&Chat::default()).await.unwrap()).await;
    assert!(texts == ["a"] && error.is_none());
    assert_eq!(bodies.sent.lock().unwrap().len(), 2);
    // After it, nothing is.
    let (once, bodies) = client([framed(&[Part::Bytes(A), Part::Reset]), framed(&[])]);
    let (_, error) = read(once.stream(&Chat::default()).await.unwrap()).await;
    assert!(error.is_some() && bodies.sent.lock().unwrap().len() == 1);
    // The call's time is that of the first event.
    let silent = framed(&[Part::Bytes(": wait\n"), Part::Silence]);
    let start = tokio::time::Instant::now();
    let error = client([silent.clone(), silent]).0.stream(&Chat::default()).await.unwrap_err();
    assert!(error.is_timeout() && start.elapsed() == SECOND * 60, "{:?}", start.elapsed());
    // An answer in JSON is a stream of one event.
    let whole = json(r#"{"Response": {"Text": "all of it", "RequestId": "r-9"}}"#);
    let stream = client([whole]).0.stream(&Chat::default()).await.unwrap();
    assert_eq!(stream.request_id(), "r-9");
    assert_eq!(read(stream).await.0, ["all of it"]);
}

#[tokio::test(start_paused = true)]
async fn what_asks_for_another_answer_than_is_read_is_not_sent() {
    let (client, bodies) = client([]);
    let chat = |stream| Chat { stream, ..Chat::default() };
    let error = client.stream(&chat(Some(false))).await.unwrap_err();
    assert!(error.to_string().contains("`Stream` is false"), "{error}");
    let error = client.send(&chat(Some(true))).await.unwrap_err();
    assert!(error.to_string().contains("`Stream` asks for a stream of events"), "{error}");
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert!(bodies.sent.lock().unwrap().is_empty());
    assert!(client.prepare(&switch_on()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_head_names_the_request_until_an_event_does() {
    const NAMELESS: &str = "data: {\"Text\": \"a\"}\n\n";
    let named = |parts: &[Part], id| {
        let (mut headers, parts) = framed(parts);
        headers.insert("X-TC-RequestId", HeaderValue::from_static(id));
        (headers, parts)
    };
    let parts = [Part::Bytes(NAMELESS), Part::Bytes(NAMELESS), Part::Reset];
    let stream = opened(named(&parts, "r-head")).await;
    assert_eq!(stream.request_id(), "r-head");
    assert_eq!(read(stream).await.1.unwrap().request_id(), Some("r-head"));
    let stream = opened(named(&[Part::Bytes(A), Part::Reset], "r-head")).await;
    assert_eq!(stream.request_id(), "r-1");
    // Before the first event as well, and without a secret; an attempt has nothing from the one before.
    let failed = |responses: Vec<_>| async {
        let chat = Chat { password: Some("opensesame".into()), ..Chat::default() };
        let error = client(responses).0.stream(&chat).await.unwrap_err();
        error.request_id().map(str::to_owned)
    };
    let broken = named(&[Part::Reset], "r-opensesame");
    assert_eq!(failed(vec![broken.clone(), broken.clone()]).await.unwrap(), "r-[redacted]");
    let silent = named(&[Part::Silence], "r-head");
    assert_eq!(failed(vec![silent.clone(), silent]).await.unwrap(), "r-head");
    assert_eq!(failed(vec![broken]).await, None);
    let odd = named(&[Part::Bytes("data: odd\n\n")], "r-head");
    assert_eq!(failed(vec![odd.clone(), odd]).await.unwrap(), "r-head");
}

#[tokio::test(start_paused = true)]
async fn an_event_above_the_limit_ends_the_stream() {
    let long = Box::leak(format!("data: {}\n\n", "x".repeat(300)).into_boxed_str());
    let bodies = [framed(&[Part::Bytes(A), Part::Bytes(long)])];
    let client = client(bodies).0;
    let shown = format!("{:?}", client.stream(&Chat::default()).await.unwrap());
    assert!(shown.contains("request_id: \"r-1\", events: 1"), "{shown}");
    let client = builder([framed(&[Part::Bytes(A), Part::Bytes(long)])]).0.max_response_size(200);
    let (texts, error) =
        read(client.build().unwrap().stream(&Chat::default()).await.unwrap()).await;
    assert_eq!(texts, ["a"]);
    assert!(error.unwrap().to_string().contains("200 bytes"));
}
