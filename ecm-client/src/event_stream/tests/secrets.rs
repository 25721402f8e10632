//! Secrets that a service repeats within a stream.

use super::*;
use crate::Secret;

const SECRETS: [&str; 4] = ["opensesame", "AKIDcanary", "canarykey", "canarytoken"];

fn leak(text: String) -> Part {
    Part::Bytes(Box::leak(text.into_boxed_str()))
}

/// Opens a stream by a request and credentials that hold the secrets.
async fn stream(parts: &[Part]) -> Result<EventStream<Word>, Error> {
    let [password, id, key, token] = SECRETS;
    let client = builder([framed(parts)]).0;
    let client = client.credentials(Credentials::new(id, key).with_token(token)).build().unwrap();
    let chat = Chat { password: Some(Secret::from(password)), ..Chat::default() };
    client.stream(&chat).await
}

fn assert_masked(error: &Error) {
    let shown = format!("{error} {error:?} {error:#?} {:?}", error.request_id());
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_within_a_stream_quotes_no_secret() {
    let all = SECRETS.join(" ");
    let id = "id-opensesame";
    let error = format!("{{\"Code\": \"No.{}\", \"Message\": \"{all}\"}}", SECRETS[2]);
    let bare = format!("data: {{\"Error\": {error}, \"RequestId\": \"{id}\"}}\n\n");
    let enveloped =
        format!("data: {{\"Response\": {{\"Error\": {error}, \"RequestId\": \"{id}\"}}}}\n\n");
    for event in [bare, enveloped] {
        // Before the first event, it is a refusal as any other.
        let refused = stream(&[leak(event.clone())]).await.unwrap_err();
        let mut opened = stream(&[Part::Bytes(A), leak(event)]).await.unwrap();
        opened.next().await.unwrap().unwrap();
        let within = opened.next().await.unwrap().unwrap_err();
        for error in [refused, within] {
            let message = ["[redacted]"; 4].join(" ");
            assert_eq!((error.code(), error.message()), (Some("No.[redacted]"), Some(&*message)));
            assert_eq!(error.request_id(), Some("id-[redacted]"));
            assert_masked(&error);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_shows_no_secret_however_it_breaks() {
    let id = leak("data: {\"RequestId\": \"opensesame\"}\n\n".to_owned());
    for last in [
        Part::Bytes("data: opensesame AKIDcanary canarykey canarytoken\n\n"),
        Part::Bytes("data: {\"Text\": {\"a\": \"opensesame\"}\n\n"),
        Part::Reset,
        Part::Silence,
    ] {
        let (_, error) = read(stream(&[Part::Bytes(A), id.clone(), last]).await.unwrap()).await;
        let error = error.unwrap();
        assert_eq!((error.events(), error.request_id()), (2, Some("[redacted]")), "{error}");
        assert_masked(&error);
    }
    let opened = stream(&[Part::Bytes(A), Part::Silence]).await.unwrap();
    for secret in SECRETS {
        assert!(!format!("{opened:?} {opened:#?}").contains(secret));
    }
}
