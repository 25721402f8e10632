//! What is asked of the metadata server, and what is made of its answers, without a socket.

use std::collections::VecDeque;
use std::sync::Mutex;

use super::*;
use crate::{HttpResponse, TransportError};

type Answer = Result<(u16, &'static str), fn() -> TransportError>;

#[derive(Clone, Default)]
struct Script {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Transport for Script {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        assert_eq!(request.method(), Method::GET);
        self.asked.lock().unwrap().push(request.url().to_owned());
        let answer = self.answers.lock().unwrap().pop_front().unwrap();
        Box::pin(async move {
            answer.map(|(status, body)| HttpResponse::new(status, body)).map_err(|error| error())
        })
    }
}

const GOOD: &str = r#"{"TmpSecretId": "AKIDtmp", "TmpSecretKey": "hunter2key", "Token": "hunter2token",
    "ExpiredTime": 1700000000, "Expiration": "2023-11-14T22:13:20Z", "Code": "Success"}"#;

async fn ask(
    builder: InstanceRoleCredentialsProviderBuilder,
    answers: &[Answer],
) -> (Result<Arc<Credentials>, CredentialsError>, Vec<String>) {
    let script = Script::default();
    script.answers.lock().unwrap().extend(answers.iter().copied());
    let given = builder.transport(script.clone()).build().credentials().await;
    let asked = script.asked.lock().unwrap().clone();
    (given, asked)
}

#[tokio::test]
async fn the_role_is_asked_for_and_then_its_credentials() {
    let folder = "http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials";
    let (given, asked) =
        ask(InstanceRoleCredentialsProvider::builder(), &[Ok((200, "worker\n")), Ok((200, GOOD))])
            .await;
    let given = given.unwrap();
    assert_eq!((given.secret_id(), given.secret_key().expose()), ("AKIDtmp", "hunter2key"));
    assert_eq!(given.token().unwrap().expose(), "hunter2token");
    let expiry = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    assert_eq!(given.expiry(), Some(expiry));
    assert_eq!(asked, [format!("{folder}/"), format!("{folder}/worker")]);

    let named =
        InstanceRoleCredentialsProvider::builder().role("a b/c?d").endpoint("http://10.0.0.1:81");
    let (given, asked) = ask(named, &[Ok((200, GOOD))]).await;
    assert!(given.is_ok());
    let path = "latest/meta-data/cam/security-credentials/a%20b%2Fc%3Fd";
    assert_eq!(asked, [format!("http://10.0.0.1:81/{path}")]);
}

#[tokio::test]
async fn a_machine_that_is_no_instance_or_has_no_role_is_passed_over() {
    let refused: Answer = Err(|| TransportError::not_sent(&std::io::Error::other("refused")));
    for answers in [&[refused][..], &[Ok((404, ""))], &[Ok((200, " \n"))]] {
        let (given, _) = ask(InstanceRoleCredentialsProvider::builder(), answers).await;
        let error = given.unwrap_err();
        assert!(error.is_absent(), "{error}");
    }
}

#[tokio::test]
async fn anything_else_is_an_error_without_a_secret() {
    let broken: Answer = Err(|| TransportError::unknown(&std::io::Error::other("reset")));
    let timeout: Answer = Err(TransportError::timeout);
    let large: Answer = Err(TransportError::oversized);
    let without_code = r#"{"TmpSecretKey": "hunter2"}"#;
    let other_code = r#"{"Code": "Fai\u001bled", "TmpSecretKey": "hunter2"}"#;
    let no_token = r#"{"Code": "Success", "TmpSecretId": "a", "TmpSecretKey": "hunter2"}"#;
    let no_expiry = r#"{"Code": "Success", "TmpSecretId": "a", "TmpSecretKey": "b", "Token": "c"}"#;
    for (answer, expected) in [
        (broken, "broke (reset)"),
        (timeout, "in time"),
        (large, "too large"),
        (Ok((500, "hunter2")), "the HTTP status 500"),
        (Ok((302, "hunter2")), "the HTTP status 302"),
        (Ok((404, "hunter2")), "does not know"),
        (Ok((200, "<html>hunter2")), "not JSON"),
        (Ok((200, "")), "not JSON"),
        (Ok((200, without_code)), "the code ``"),
        (Ok((200, other_code)), "the code `Fai led`"),
        (Ok((200, no_token)), "no Token"),
        (Ok((200, no_expiry)), "does not say when they expire"),
    ] {
        let (given, _) =
            ask(InstanceRoleCredentialsProvider::builder(), &[Ok((200, "worker")), answer]).await;
        let error = given.unwrap_err();
        assert!(!error.is_absent() && error.to_string().contains(expected), "{error}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
    for list in ["<html>", "a\u{7}b", "\u{0}"] {
        let (given, _) = ask(InstanceRoleCredentialsProvider::builder(), &[Ok((200, list))]).await;
        assert!(given.unwrap_err().to_string().contains("unreadable"));
    }
}

#[tokio::test]
async fn a_bad_endpoint_or_role_is_told_when_it_is_needed() {
    for (endpoint, expected) in [
        ("metadata", "no URL"),
        ("ftp://host", "neither https nor http"),
        ("http://user:hunter2@host", "holds credentials"),
        ("http://host/path", "has a path"),
        ("http://host?query", "has a query"),
        ("http://host#fragment", "has a fragment"),
    ] {
        let (given, asked) =
            ask(InstanceRoleCredentialsProvider::builder().endpoint(endpoint), &[]).await;
        let error = given.unwrap_err();
        assert!(error.to_string().contains(expected) && asked.is_empty(), "{endpoint}: {error}");
        assert!(!error.to_string().contains("hunter2"));
    }
    let (given, asked) = ask(InstanceRoleCredentialsProvider::builder().role(".."), &[]).await;
    assert!(given.unwrap_err().to_string().contains("cannot stand in a URL") && asked.is_empty());
}
