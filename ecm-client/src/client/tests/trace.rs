//! What calls leave in traces.

use std::sync::Arc;

use crate::testing::capture::Capture;
use crate::testing::records::switch_on;
use crate::testing::scripted::{self, Script, Step, answer, call, rejected};
use crate::{BoxFuture, Credentials, CredentialsError, CredentialsProvider, Effect, Request as _};

#[tokio::test(start_paused = true)]
async fn a_call_and_its_attempts_are_spans_without_secrets() {
    let (capture, _guard) = Capture::listen();
    let forged = answer(
        200,
        r#"{"Response": {"Error": {"Code": "InvalidParameter", "Message": "opensesame"},
            "RequestId": "keykeykeykey\nforged"}}"#,
    );
    let script = Script::new([rejected("RequestLimitExceeded"), Step::Refused]);
    let client = scripted::builder(&script).region("ap-guangzhou").build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    script.then([Step::Broken]);
    call(&client, Effect::Create).await.unwrap_err();
    script.then([forged]);
    call(&client, Effect::Create).await.unwrap_err();
    let call = r#"call service="lamp" action="SwitchOn" region="ap-guangzhou""#;
    let expected = [
        format!(r#"{call} attempts=3 outcome="done" request_id="r-1""#),
        r#"attempt attempt=1 outcome="rejected" request_id="r-2""#.to_owned(),
        r#"attempt attempt=2 outcome="not sent""#.to_owned(),
        r#"attempt attempt=3 outcome="done" request_id="r-1""#.to_owned(),
        format!(r#"{call} attempts=1 outcome="unknown""#),
        r#"attempt attempt=1 outcome="unknown""#.to_owned(),
        format!(r#"{call} attempts=1 outcome="rejected""#),
        r#"attempt attempt=1 outcome="rejected""#.to_owned(),
    ];
    assert_eq!(*capture.spans.lock().unwrap(), expected);
}

#[tokio::test(start_paused = true)]
async fn attempts_that_fail_and_calls_that_end_are_events() {
    let (capture, _guard) = Capture::listen();
    let script = Script::new([rejected("RequestLimitExceeded"), Step::Refused]);
    let client = scripted::builder(&script).build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    script.then([rejected("InvalidParameter")]);
    call(&client, Effect::Create).await.unwrap_err();
    let events = capture.events.lock().unwrap();
    let expected = [
        r#"INFO message=attempt failed, trying again attempt=1 outcome="rejected" code="RequestLimitExceeded" request_id="r-2" duration pause error=SwitchOn was rejected: "#,
        r#"INFO message=attempt failed, trying again attempt=2 outcome="not sent" duration pause error=SwitchOn was not sent: cannot connect to lamp.tencentcloudapi.com:443: "#,
        r#"DEBUG message=call ended outcome="done" request_id="r-1" attempts=3 duration"#,
        r#"WARN message=attempt failed attempt=1 outcome="rejected" code="InvalidParameter" request_id="r-2" duration error=SwitchOn was rejected: "#,
        r#"DEBUG message=call ended outcome="rejected" code="InvalidParameter" request_id="r-2" attempts=1 duration"#,
    ];
    assert_eq!(events.len(), expected.len(), "{events:#?}");
    for (event, expected) in events.iter().zip(expected) {
        assert!(event.starts_with(expected), "{event}\n{expected}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_fit_is_a_warning_without_its_values() {
    let (capture, _guard) = Capture::listen();
    let odd = r#"{"Response": {"Ids": {"a": "opensesame"}, "Main": ["opensesame"],
        "RequestId": "r-1"}}"#;
    let script = Script::new([answer(200, odd)]);
    let client = scripted::builder(&script).build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    call(&client, Effect::Create).await.unwrap();
    let events = capture.events.lock().unwrap();
    let warnings: Vec<_> = events.iter().filter(|event| event.starts_with("WARN")).collect();
    assert_eq!(
        warnings,
        [
            r#"WARN message=answer does not fit its description request_id="r-1" count=2 mismatches="Ids: expected a list, found an object; Main: expected an object, found a list""#
        ]
    );
}

struct EmptyVault;

impl CredentialsProvider for EmptyVault {
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
        Box::pin(async { Err(CredentialsError::new("no key in the vault")) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_never_sent_is_a_warning() {
    let (capture, _guard) = Capture::listen();
    let client = scripted::builder(&Script::new([])).credentials_provider(EmptyVault).build();
    call(&client.unwrap(), Effect::Create).await.unwrap_err();
    let events = capture.events.lock().unwrap();
    assert_eq!(events.len(), 2, "{events:#?}");
    assert!(
        events[0].starts_with(r#"WARN message=call not sent outcome="not sent" error="#),
        "{}",
        events[0]
    );
    assert!(events[0].contains("no key in the vault"), "{}", events[0]);
    assert!(events[1].starts_with("DEBUG message=call ended"), "{}", events[1]);
}

#[tokio::test(start_paused = true)]
async fn parameters_that_the_spec_does_not_know_are_named_and_not_shown() {
    let (capture, _guard) = Capture::listen();
    let client = scripted::builder(&Script::default()).build().unwrap();
    let request = switch_on().extra("New", "hunter2").extra_plain("Odd", "hunter3");
    client.send(&request).await.unwrap();
    let events = capture.events.lock().unwrap().join("\n");
    let says = "WARN message=the request has parameters that the spec does not know \
                parameters=\"New, Odd\"";
    assert!(events.contains(says), "{events}");
    assert!(!events.contains("hunter"), "{events}");
    client.send(&switch_on()).await.unwrap();
    assert_eq!(capture.events.lock().unwrap().join("").matches("does not know").count(), 1);
}
