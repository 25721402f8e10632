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
    let to = r#"server.address="lamp.tencentcloudapi.com" server.port=443"#;
    let call = format!(
        r#"call otel.kind="client" otel.name=lamp/SwitchOn rpc.system.name="tencentcloud" rpc.method=lamp/SwitchOn {to} cloud.region="ap-guangzhou""#
    );
    let attempt = |number: u32| {
        let resends = match number {
            1 => String::new(),
            _ => format!(" http.request.resend_count={}", number - 1),
        };
        format!(
            r#"attempt otel.kind="client" otel.name="POST" http.request.method="POST"{resends} {to} tencentcloud.attempt={number}"#
        )
    };
    let failed = |kind: &str| format!(r#"error.type="{kind}""#);
    let status = r#"otel.status_code="ERROR""#;
    let throttled = r#"tencentcloud.outcome="rejected" rpc.response.status_code="RequestLimitExceeded" error.type="RequestLimitExceeded" tencentcloud.request_id="r-2""#;
    let expected = [
        format!(
            r#"{call} tencentcloud.attempts=3 tencentcloud.outcome="done" tencentcloud.request_id="r-1""#
        ),
        format!("{} http.response.status_code=200 {throttled} {status}", attempt(1)),
        format!(r#"{} tencentcloud.outcome="not sent" {} {status}"#, attempt(2), failed("connect")),
        format!(
            r#"{} http.response.status_code=200 tencentcloud.outcome="done" tencentcloud.request_id="r-1""#,
            attempt(3)
        ),
        format!(
            r#"{call} tencentcloud.attempts=1 tencentcloud.outcome="unknown" {} {status}"#,
            failed("connection")
        ),
        format!(
            r#"{} tencentcloud.outcome="unknown" {} {status}"#,
            attempt(1),
            failed("connection")
        ),
        // Of an id that could forge a line of a log, nothing is recorded.
        format!(
            r#"{call} tencentcloud.attempts=1 tencentcloud.outcome="rejected" rpc.response.status_code="InvalidParameter" {} {status}"#,
            failed("_OTHER")
        ),
        format!(
            r#"{} http.response.status_code=200 tencentcloud.outcome="rejected" rpc.response.status_code="InvalidParameter" {} {status}"#,
            attempt(1),
            failed("_OTHER")
        ),
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
        r#"INFO message=attempt failed, trying again tencentcloud.attempt=1 tencentcloud.outcome="rejected" rpc.response.status_code="RequestLimitExceeded" error.type="RequestLimitExceeded" tencentcloud.request_id="r-2" tencentcloud.duration tencentcloud.pause exception.message=SwitchOn was rejected: "#,
        r#"INFO message=attempt failed, trying again tencentcloud.attempt=2 tencentcloud.outcome="not sent" error.type="connect" tencentcloud.duration tencentcloud.pause exception.message=SwitchOn was not sent: cannot connect to lamp.tencentcloudapi.com:443: "#,
        r#"DEBUG message=call ended tencentcloud.outcome="done" tencentcloud.request_id="r-1" tencentcloud.attempts=3 tencentcloud.duration"#,
        r#"WARN message=attempt failed tencentcloud.attempt=1 tencentcloud.outcome="rejected" rpc.response.status_code="InvalidParameter" error.type="_OTHER" tencentcloud.request_id="r-2" tencentcloud.duration exception.message=SwitchOn was rejected: "#,
        r#"DEBUG message=call ended tencentcloud.outcome="rejected" rpc.response.status_code="InvalidParameter" error.type="_OTHER" tencentcloud.request_id="r-2" tencentcloud.attempts=1 tencentcloud.duration"#,
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
            r#"WARN message=answer does not fit its description tencentcloud.request_id="r-1" tencentcloud.mismatch_count=2 tencentcloud.mismatches="Ids: expected a list, found an object; Main: expected an object, found a list""#
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
        events[0].starts_with(r#"WARN message=call not sent tencentcloud.outcome="not sent" error.type="credentials" exception.message="#),
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
                tencentcloud.parameters=\"New, Odd\"";
    assert!(events.contains(says), "{events}");
    assert!(!events.contains("hunter"), "{events}");
    client.send(&switch_on()).await.unwrap();
    assert_eq!(capture.events.lock().unwrap().join("").matches("does not know").count(), 1);
}
