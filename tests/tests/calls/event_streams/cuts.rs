//! Streams that are cut at every byte: none of them counts as whole.

use std::time::Duration;

use ecm_client::{Client, Credentials, Error, RetryPolicy};

use super::parrots::ChatRequest;
use super::socket::{Answer, Ending, Framing, Server};

/// Bodies in parts, each a chunk of its own where there are any.
const BODIES: &[&[&str]] = &[
    &["data: {\"Text\": \"a\"}\n\n", "data: {\"Text\": \"b\"}\n\n", "data: [DONE]\n\n"],
    &["data:{\"Text\":\"\u{e9}\u{6a21}\"}\r\n\r\n", ": wait\r\ndata:{\"Text\":", "\"b\"}\r\n\r\n"],
    &["id: 1\ndata: {\"Text\": \"a\"}\n\ndata: {\"Text\": \"b\"}"],
];

async fn read(bytes: Vec<u8>) -> (Vec<String>, Option<Error>) {
    let answer = Answer { bytes, end_waits: false, ending: Ending::Close };
    let server = Server::start(answer).await;
    let client = Client::builder()
        .credentials(Credentials::new("an-id", "a-key"))
        .endpoint(&server.url)
        .retry_policy(RetryPolicy::disabled())
        .timeout(Duration::from_secs(20))
        .build()
        .unwrap();
    let mut texts = Vec::new();
    let mut stream = match client.stream(&ChatRequest::new("hello")).await {
        Ok(stream) => stream,
        Err(error) => return (texts, Some(error)),
    };
    while let Some(event) = stream.next().await {
        match event {
            Ok(event) => texts.push(event.into_inner().text.unwrap_or_default()),
            Err(error) => return (texts, Some(error)),
        }
    }
    (texts, None)
}

/// Answer as it travels, to the end of its framing.
fn whole(framing: Framing, parts: &[&str]) -> Vec<u8> {
    let length = parts.iter().map(|part| part.len()).sum();
    let end = if framing == Framing::Chunked { "0\r\n\r\n" } else { "" };
    let body: String = parts.iter().map(|part| framing.part(part)).collect();
    [framing.head(length), body, end.to_owned()].concat().into_bytes()
}

/// Place behind the end mark, which makes a stream whole before its framing ends.
fn behind_end_mark(bytes: &[u8], parts: &[&str]) -> Option<usize> {
    const MARK: &[u8] = b"data: [DONE]";
    let at = bytes.windows(MARK.len()).position(|part| part == MARK)? + MARK.len();
    parts.last().is_some_and(|part| part.contains("[DONE]")).then_some(at)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_that_is_cut_below_its_framing_is_never_whole() {
    let mut cuts = 0;
    for parts in BODIES {
        for framing in Framing::ALL {
            let bytes = whole(framing, parts);
            let (all, error) = read(bytes.clone()).await;
            // Without framing, only an end mark tells a whole stream from one that broke off.
            let mark = behind_end_mark(&bytes, parts);
            let has_end = framing != Framing::Unframed || mark.is_some();
            assert_eq!((all.len(), error.is_none()), (2, has_end), "{framing:?} {error:?}");
            for cut in 0..bytes.len() {
                cuts += 1;
                let (texts, error) = read(bytes[..cut].to_vec()).await;
                assert!(all.starts_with(&texts), "{framing:?} {cut}: {texts:?}");
                match mark.filter(|mark| cut >= *mark) {
                    // All that is missing is behind the mark.
                    Some(_) => assert!(error.is_none() && texts == all, "{framing:?} {cut}"),
                    None => {
                        let error = error.unwrap_or_else(|| panic!("{framing:?} {cut}: whole"));
                        assert_eq!(error.events(), texts.len() as u64, "{framing:?} {cut}");
                    }
                }
            }
        }
    }
    assert!(cuts > 1_000, "{cuts} cuts");
}
