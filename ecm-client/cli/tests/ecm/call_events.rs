//! Tests of `ecm call` for answers that are streams of events.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use ecm_test_server::{
    Disconnect, Fault, FaultRule, Ledger, Position, ServedEvent, TestServer, TestServerBuilder,
};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::call::call;
use crate::support::{Run, run_with, workspace};

const SPEC: &str = "tests/specs/parrots-2024-08-01.json";

/// Server of the invented service, in a thread of its own.
struct Parrots {
    server: Arc<TestServer>,
    folder: tempfile::TempDir,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Parrots {
    fn start(build: impl FnOnce(TestServerBuilder) -> TestServerBuilder) -> Self {
        let spec = std::fs::read_to_string(workspace().join(SPEC)).unwrap();
        let builder = TestServer::builder().spec(spec).credentials("AKIDEXAMPLE", "SECRETEXAMPLE");
        let builder = build(builder.respond_with_events("Chat", words()));
        let (started, start) = mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                started.send(Arc::new(builder.start().await.unwrap())).unwrap();
                let _ = stopped.await;
            });
        });
        let folder = tempfile::tempdir().unwrap();
        Self { server: start.recv().unwrap(), folder, stop: Some(stop), thread: Some(thread) }
    }

    /// Command that calls an action of the server.
    fn command(&self, action: &str, json: &str, more: &[&str]) -> Command {
        let url = self.server.url();
        // A file, as the request holds a secret.
        let path = self.folder.path().join("request.json");
        std::fs::write(&path, json).unwrap();
        let path = path.to_str().unwrap();
        let mut arguments = vec![action, "--spec", SPEC, "--json", path, "--endpoint", &url];
        arguments.extend(more);
        call(&arguments)
    }

    fn call(&self, action: &str, json: &str, more: &[&str]) -> Run {
        run_with(self.command(action, json, more), "")
    }

    fn chat(&self, more: &[&str]) -> Run {
        self.call("Chat", CHAT, more)
    }

    fn ledger(&self) -> Ledger {
        self.server.ledger()
    }

    /// Waits until no connection is open.
    fn wait_for_close(&self) {
        let start = Instant::now();
        while self.ledger().open_connections > 0 {
            assert!(start.elapsed() < Duration::from_secs(20), "{:?}", self.ledger());
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Parrots {
    fn drop(&mut self) {
        drop(self.stop.take());
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

const CHAT: &str = r#"{"Text": "hello", "Stream": true, "Whisper": "never-To-Be-Seen"}"#;

fn word(text: &str, number: i64) -> ServedEvent {
    ServedEvent::new(json!({ "Number": number, "Text": text, "RequestId": "r-parrot" }))
}

fn words() -> Vec<ServedEvent> {
    vec![
        word("good ", 1),
        ServedEvent::data(
            "{\"Number\":2.0,\"Text\":\"d\\u001b[31may\\nto\",\"Whisper\":\"never-To-Be-Seen\",\"New\":1.10}",
        ),
        word(" you", 3),
    ]
}

fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_event_is_a_line_of_json() {
    let server = Parrots::start(|builder| builder);
    for form in [&[][..], &["--output", "json"]] {
        let run = server.chat(form);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
        assert_eq!(run.out.lines().count(), 3, "{run:?}");
        assert_eq!(
            run.out.lines().nth(1),
            Some(r#"{"Number":2.0,"Text":"d\u001b[31may\nto","Whisper":"[redacted]","New":1.10}"#)
        );
        assert_eq!(lines(&run)[2]["Text"], " you");
    }
    let shown = server.chat(&["--show-secrets"]);
    assert!(shown.out.contains("never-To-Be-Seen"), "{shown:?}");
    let raw = server.chat(&["--show-secrets", "--output", "raw"]);
    assert!(raw.out.lines().nth(1).unwrap().starts_with("{\"Number\":2.0,\"Text\""), "{raw:?}");
    // Not asked for, it is a JSON object; always streamed, it needs no field that asks for it.
    let whole = server.call("Chat", r#"{"Text": "hello"}"#, &[]);
    assert!(whole.code == Some(0) && whole.out.contains("\n  \"Words\": ["), "{whole:?}");
    let song = server.call("Sing", "{}", &[]);
    assert!(song.code == Some(0) && lines(&song).len() == 3, "{song:?}");
    assert_eq!(server.ledger().commits.len(), 1);
}

#[test]
fn text_is_printed_as_it_comes_and_harms_no_terminal() {
    let server = Parrots::start(|builder| builder);
    let run = server.chat(&["--output", "text"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    assert_eq!(run.out, "good d\u{fffd}[31may\nto you\n");
    let tones = |notes: &[&str]| -> Value {
        notes.iter().map(|note| json!({ "Tones": [{ "Note": note }, {}] })).collect()
    };
    let song = [json!({ "Voices": tones(&["do", "mi"]) }), json!({}), json!({ "Voices": null })];
    let server = Parrots::start(|builder| builder.respond_with_events("Sing", song.to_vec()));
    assert_eq!(server.call("Sing", "{}", &["--output", "text"]).out, "domi\n");
}

#[test]
fn what_cannot_be_printed_as_asked_for_is_not_sent() {
    let server = Parrots::start(|builder| builder);
    for (json, output, says) in [
        (CHAT, "table", "Chat: `--output table` needs a whole response"),
        (CHAT, "raw", "--show-secrets"),
    ] {
        let run = server.call("Chat", json, &["--output", output]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.err.contains(says) && run.err.contains("Nothing was sent"), "{run:?}");
    }
    for option in ["--query", "--wait"] {
        let run = server.call("Chat", CHAT, &[option, "Text"]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.err.contains(option) && run.err.contains("Nothing was sent"), "{run:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mute.json");
    let spec = std::fs::read_to_string(workspace().join(SPEC)).unwrap();
    std::fs::write(&path, spec.replace(r#", "text": "Text""#, "")).unwrap();
    let url = server.server.url();
    let path = path.to_str().unwrap();
    let arguments =
        ["Chat", "--spec", path, "--json", CHAT, "--endpoint", &url, "--output", "text"];
    let run = run_with(call(&arguments), "");
    assert!(
        run.err.contains("the spec does not say which field of an event is its text"),
        "{run:?}"
    );
    assert!(server.ledger().requests.is_empty());
    // A dry run prints the request of a stream as any other.
    let run = server.chat(&["--dry-run", "--output", "text"]);
    assert!(run.code == Some(0) && run.out.contains("\"Stream\":true"), "{run:?}");
    let run = server.call("Sing", "{}", &["--dry-run"]);
    assert!(run.code == Some(0) && run.out.contains("x-tc-action: Sing"), "{run:?}");
    assert!(server.ledger().requests.is_empty());
}

#[test]
fn a_broken_stream_is_an_unknown_outcome_after_what_came() {
    for (disconnect, at, count) in [
        (Disconnect::Close, Position::Events(2), 2),
        (Disconnect::Close, Position::WithinEvent { after: 2, bytes: 9 }, 2),
        (Disconnect::Stall, Position::Events(1), 1),
    ] {
        let rule = FaultRule::new(Fault::Truncate { at, disconnect });
        let server = Parrots::start(|builder| builder.fault(rule));
        let run = server.chat(&["--idle-timeout", "1"]);
        assert_eq!((run.code, run.out.lines().count()), (Some(5), count), "{at:?} {run:?}");
        let came = if count == 1 { "It came after one event" } else { "It came after 2 events" };
        assert!(run.err.contains("(request id r-parrot)") && run.err.contains(came), "{run:?}");
        assert_eq!(server.ledger().requests.len(), 1, "nothing is sent again");
        server.wait_for_close();
    }
    let rule =
        FaultRule::new(Fault::Truncate { at: Position::Events(1), disconnect: Disconnect::Close });
    let server = Parrots::start(|builder| builder.fault(rule));
    // What follows does not stand in the line of the text.
    assert_eq!(server.chat(&["--output", "text"]).out, "good \n");
}

#[test]
fn a_refusal_is_one_before_the_stream_and_within_it() {
    let server =
        Parrots::start(|builder| builder.fault(FaultRule::new(Fault::error("InvalidParameter"))));
    let run = server.chat(&[]);
    assert_eq!((run.code, run.out.as_str()), (Some(3), ""), "{run:?}");
    assert!(run.err.contains("Chat was rejected: InvalidParameter"), "{run:?}");
    for error in [
        ServedEvent::error("InternalError", "gone: never-To-Be-Seen"),
        ServedEvent::new(json!({ "Trouble": { "Code": 7, "Words": "gone: never-To-Be-Seen" } })),
    ] {
        let events = vec![word("good", 1), error, word("late", 2)];
        let server = Parrots::start(|builder| builder.respond_with_events("Chat", events));
        let run = server.chat(&[]);
        assert_eq!((run.code, run.out.lines().count()), (Some(3), 1), "{run:?}");
        assert!(run.err.contains("gone: [redacted]"), "{run:?}");
        assert!(run.err.contains("It came after one event"), "{run:?}");
        assert!(!run.err.contains("never-To-Be-Seen"), "{run:?}");
    }
}

#[test]
fn events_that_do_not_fit_are_reported_once_or_are_errors() {
    let odd = ServedEvent::new(json!({ "Text": "odd", "Number": "many", "RequestId": "r-2" }));
    let events = vec![word("good", 1), odd.clone(), odd.clone()];
    let server = Parrots::start(|builder| builder.respond_with_events("Chat", events));
    let run = server.chat(&[]);
    assert_eq!((run.code, run.out.lines().count()), (Some(0), 3), "{run:?}");
    assert!(run.err.contains("warning: event 2: Number: expected an integer"), "{run:?}");
    assert_eq!(run.err.matches("warning:").count(), 2, "{run:?}");
    let run = server.chat(&["--decoding", "strict"]);
    assert_eq!((run.code, run.out.lines().count()), (Some(5), 2), "{run:?}");
    assert_eq!(lines(&run)[1]["Number"], "many");
    assert!(run.err.contains("Number: expected an integer"), "{run:?}");
    let server = Parrots::start(|builder| builder.respond_with_events("Chat", vec![odd]));
    let run = server.chat(&["--decoding", "strict"]);
    assert_eq!((run.code, run.out.lines().count()), (Some(5), 1), "{run:?}");
}

/// Starts a call of a server whose second event is far away, and reads the first.
fn begun(server: &Parrots, more: &[&str]) -> (Child, BufReader<std::process::ChildStdout>) {
    let mut child = server.command("Chat", CHAT, more).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    // It is here while the stream is open: nothing waits for the end.
    out.read_line(&mut line).unwrap();
    assert!(line.contains("good"), "{line}");
    (child, out)
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_stream_and_says_what_came() {
    let events = vec![word("good", 1), word("late", 2).delay(Duration::from_secs(600))];
    let server = Parrots::start(|builder| builder.respond_with_events("Chat", events));
    let (child, out) = begun(&server, &[]);
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let output = child.wait_with_output().unwrap();
    drop(out);
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(5), "{err}");
    let expected = "Chat was interrupted after 1 event (request id r-parrot). It changes nothing";
    assert!(err.contains(expected), "{err}");
    server.wait_for_close();
}

#[test]
fn a_reader_that_leaves_ends_the_stream() {
    // Without an end, if nobody ends it.
    let events = ServedEvent::new(json!({ "Text": "good" })).delay(Duration::from_millis(20));
    let endless = ecm_test_server::ServedEvents::new([events]).repeat(u64::MAX);
    for output in ["json", "text"] {
        let endless = endless.clone();
        let server = Parrots::start(|builder| builder.respond_with_events("Chat", endless));
        let mut child = server.command("Chat", CHAT, &["--output", output]).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        assert!(!out.fill_buf().unwrap().is_empty());
        drop(out);
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), err.as_str()), (Some(0), ""));
        server.wait_for_close();
        assert_eq!(server.ledger().requests.len(), 1);
    }
}
