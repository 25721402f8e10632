//! What is asked of the metadata server, and what is made of its answers, without a socket.

use std::collections::VecDeque;
use std::sync::Mutex;

use super::*;
use crate::{HttpResponse, TransportError};

type Answer = Result<(u16, &'static str), fn() -> TransportError>;

const REFUSED: Answer = Err(|| TransportError::not_sent(&std::io::Error::other("refused")));
const BROKEN: Answer = Err(|| TransportError::unknown(&std::io::Error::other("reset")));
const TIMEOUT_ERROR: Answer = Err(TransportError::timeout);
/// Nothing, ever.
const SILENCE: Answer = Ok((0, ""));

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
            if matches!(answer, Ok((0, _))) {
                std::future::pending::<()>().await;
            }
            answer.map(|(status, body)| HttpResponse::new(status, body)).map_err(|error| error())
        })
    }
}

impl Script {
    fn say(&self, answers: &[Answer]) {
        self.answers.lock().unwrap().extend(answers.iter().copied());
    }
}

const GOOD: &str = r#"{"TmpSecretId": "AKIDtmp", "TmpSecretKey": "hunter2key", "Token": "hunter2token",
    "ExpiredTime": 1700000000, "Expiration": "2023-11-14T22:13:20Z", "Code": "Success"}"#;

async fn ask(
    builder: InstanceRoleCredentialsProviderBuilder,
    answers: &[Answer],
) -> (Result<Arc<Credentials>, CredentialsError>, Vec<String>) {
    let script = Script::default();
    script.say(answers);
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

#[tokio::test(start_paused = true)]
async fn a_machine_that_is_no_instance_or_has_no_role_is_passed_over() {
    for (answer, expected) in [
        (REFUSED, "the metadata server cannot be reached (refused)"),
        (TIMEOUT_ERROR, "the metadata server did not respond in time"),
        (Ok((404, "")), "the instance has no role"),
        (Ok((200, " \n")), "the instance has no role"),
        (Ok((302, "hunter2")), "the metadata server responded with the HTTP status 302"),
        (Ok((403, "hunter2")), "the metadata server responded with the HTTP status 403"),
        (Ok((429, "hunter2")), "the metadata server responded with the HTTP status 429"),
        (Ok((200, "<html>hunter2")), "the metadata server's list of roles is invalid"),
        (Err(TransportError::oversized), "the metadata server's response is too large"),
    ] {
        let start = tokio::time::Instant::now();
        let (given, asked) = ask(InstanceRoleCredentialsProvider::builder(), &[answer]).await;
        let error = given.unwrap_err();
        assert_eq!((error.to_string().as_str(), error.is_absent()), (expected, true));
        assert_eq!((asked.len(), start.elapsed()), (1, Duration::ZERO));
    }
}

#[tokio::test(start_paused = true)]
async fn silence_for_a_second_is_nobody() {
    let start = tokio::time::Instant::now();
    let (given, asked) = ask(InstanceRoleCredentialsProvider::builder(), &[SILENCE]).await;
    let error = given.unwrap_err();
    assert!(error.is_absent() && error.to_string().contains("in time"), "{error}");
    assert_eq!((asked.len(), start.elapsed()), (1, PROBE_TIMEOUT));
}

#[tokio::test(start_paused = true)]
async fn what_is_no_clear_answer_is_asked_for_again_within_a_second() {
    for unclear in [
        Ok((500, "hunter2")),
        Ok((503, "<html>hunter2")),
        BROKEN,
        Ok((200, "{\"hunter2\": 1}")),
        Ok((200, "wor\u{7}ker")),
    ] {
        let (given, asked) = ask(
            InstanceRoleCredentialsProvider::builder(),
            &[unclear, REFUSED, unclear, Ok((200, "worker")), Ok((200, GOOD))],
        )
        .await;
        assert_eq!((given.unwrap().secret_id(), asked.len()), ("AKIDtmp", 5));

        let (given, _) =
            ask(InstanceRoleCredentialsProvider::builder(), &[unclear, Ok((404, ""))]).await;
        assert!(given.unwrap_err().is_absent(), "in the end it was clear");

        for after in [unclear, REFUSED, SILENCE] {
            let start = tokio::time::Instant::now();
            let mut answers = [after; 9];
            answers[0] = unclear;
            let (given, asked) = ask(InstanceRoleCredentialsProvider::builder(), &answers).await;
            let error = given.unwrap_err();
            assert!(
                !error.is_absent() && error.is_transient() && error.is_passed_over(),
                "{error}"
            );
            assert!(!error.to_string().contains("hunter2"), "{error}");
            assert!((2..7).contains(&asked.len()) && start.elapsed() <= PROBE_TIMEOUT);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_configured_is_not_absent_whatever_answers() {
    for (answer, is_passing) in [
        (REFUSED, true),
        (TIMEOUT_ERROR, true),
        (SILENCE, true),
        (BROKEN, true),
        (Ok((500, "")), true),
        (Ok((429, "")), true),
        (Ok((302, "")), false),
        (Ok((403, "")), false),
        (Ok((404, "")), false),
        (Ok((200, "<html>")), false),
    ] {
        // By a setting, by a variable, by a list just now, and by a list some time ago.
        let named = InstanceRoleCredentialsProvider::builder().role("worker");
        let variable = |name: &str| (name == ROLE_NAME).then(|| "worker".to_owned());
        let by_variable = InstanceRoleCredentialsProvider::builder().variables(variable);
        let listed = InstanceRoleCredentialsProvider::builder();
        for (builder, answers) in [
            (named, vec![answer]),
            (by_variable, vec![answer]),
            (listed, vec![Ok((200, "worker")), answer]),
        ] {
            let (given, asked) = ask(builder, &answers).await;
            let error = given.unwrap_err();
            assert!(!error.is_passed_over(), "{error}");
            assert_eq!(error.is_transient(), is_passing, "{error}");
            assert_eq!(asked.len(), answers.len());
        }
        let script = Script::default();
        let builder = InstanceRoleCredentialsProvider::builder().transport(script.clone());
        let provider = builder.build();
        script.say(&[Ok((200, "worker")), Ok((200, GOOD))]);
        let first = provider.credentials().await.unwrap();
        script.say(&[answer]);
        let error = provider.refresh(&first).await.unwrap_err();
        assert!(!error.is_passed_over(), "{error}");
        assert_eq!(error.is_transient(), is_passing, "{error}");
    }
}

#[tokio::test]
async fn anything_else_is_an_error_without_a_secret() {
    let large: Answer = Err(TransportError::oversized);
    let without_code = r#"{"TmpSecretKey": "hunter2"}"#;
    let other_code = r#"{"Code": "Fai\u001bled", "TmpSecretKey": "hunter2"}"#;
    let no_token = r#"{"Code": "Success", "TmpSecretId": "a", "TmpSecretKey": "hunter2"}"#;
    let no_expiry = r#"{"Code": "Success", "TmpSecretId": "a", "TmpSecretKey": "b", "Token": "c"}"#;
    for (answer, expected) in [
        (BROKEN, "the connection to the metadata server was lost (reset)"),
        (TIMEOUT_ERROR, "the metadata server did not respond in time"),
        (large, "the metadata server's response is too large"),
        (Ok((500, "hunter2")), "the metadata server responded with the HTTP status 500"),
        (Ok((302, "hunter2")), "the metadata server responded with the HTTP status 302"),
        (Ok((404, "hunter2")), "the metadata server does not know the role; check its name"),
        (Ok((200, "<html>hunter2")), "the metadata server's response is not JSON"),
        (Ok((200, "")), "the metadata server's response is not JSON"),
        (Ok((200, without_code)), "the metadata server responded with the code ``"),
        (Ok((200, other_code)), "the metadata server responded with the code `Fai led`"),
        (Ok((200, no_token)), "the metadata server's response has no Token"),
        (Ok((200, no_expiry)), "the metadata server's response has no time of expiry"),
    ] {
        let (given, _) =
            ask(InstanceRoleCredentialsProvider::builder(), &[Ok((200, "worker")), answer]).await;
        let error = given.unwrap_err();
        assert_eq!((error.to_string().as_str(), error.is_absent()), (expected, false));
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn a_bad_endpoint_or_role_is_told_when_it_is_needed() {
    for (endpoint, expected) in [
        ("metadata", "is not a URL; write it as `https://host`"),
        ("ftp://host", "has a scheme other than https and http; write it as `https://host`"),
        ("http://user:hunter2@host", "holds credentials; remove them"),
        ("http://host/path", "has a path; remove it, as requests go to `/`"),
        ("http://host?query", "has a query; remove it"),
        ("http://host#fragment", "has a fragment; remove it"),
    ] {
        let (given, asked) =
            ask(InstanceRoleCredentialsProvider::builder().endpoint(endpoint), &[]).await;
        let error = given.unwrap_err();
        let expected = format!("the endpoint of the metadata server {expected}");
        assert_eq!((error.to_string(), asked.len()), (expected, 0));
        assert!(!error.to_string().contains("hunter2"));
    }
    let (given, asked) = ask(InstanceRoleCredentialsProvider::builder().role(".."), &[]).await;
    let problem = "the name of the role is not valid in a URL; correct it";
    assert_eq!((given.unwrap_err().to_string().as_str(), asked.len()), (problem, 0));
}
