//! What calls leave in traces.

use std::fmt;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::Effect;
use crate::testing::scripted::{self, Script, Step, answer, call, rejected};

/// Writes down every field of every span.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Vec<String>>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push_str(&format!(" {field}={value:?}"));
    }
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("ecm_client")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut lines = self.0.lock().unwrap();
        let mut line = attributes.metadata().name().to_owned();
        attributes.record(&mut Line(&mut line));
        lines.push(line);
        Id::from_u64(lines.len() as u64)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        let mut lines = self.0.lock().unwrap();
        values.record(&mut Line(&mut lines[id.into_u64() as usize - 1]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = "event".to_owned();
        event.record(&mut Line(&mut line));
        self.0.lock().unwrap().push(line);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test(start_paused = true)]
async fn a_call_and_its_attempts_are_spans_without_secrets() {
    let capture = Capture::default();
    let _guard = tracing::subscriber::set_default(capture.clone());
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
    assert_eq!(*capture.0.lock().unwrap(), expected);
}
