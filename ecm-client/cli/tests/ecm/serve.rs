//! Tests of `ecm serve`.

use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::support::{anywhere, command, workshop};

/// Running `ecm serve`, stopped on drop.
pub(crate) struct Serving {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    address: String,
}

impl Serving {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::start_with(command(Path::new(env!("CARGO_MANIFEST_DIR"))), arguments)
    }

    pub(crate) fn start_with(mut command: Command, arguments: &[&str]) -> Self {
        command.arg("serve").args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let address = first.strip_prefix("listening on http://").unwrap().to_owned();
        Self { child, lines, address }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn line(&mut self) -> String {
        self.lines.next().unwrap().unwrap()
    }

    /// Stops the server and returns the lines that it has not printed yet for a caller.
    pub(crate) fn stop(mut self) -> Vec<String> {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.lines.by_ref().map_while(Result::ok).collect()
    }

    fn exchange(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends a signal and returns the exit code.
    #[cfg(unix)]
    fn end(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill").args([signal, &id]).status().unwrap();
        assert!(sent.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_says_where_it_listens_and_what_it_is_asked() {
    let mut serving = Serving::start(&[]);
    assert!(serving.address.starts_with("127.0.0.1:"), "{}", serving.address);
    let line = serving.line();
    assert!(line.starts_with("serving ecm 2019-07-19: "), "{line}");
    assert!(line.ends_with(", with its simulation"), "{line}");
    assert_eq!(serving.line(), "secret id AKIDEXAMPLE, secret key SECRETEXAMPLE");
    assert_eq!(serving.line(), "press Ctrl-C to stop");

    let answer = serving.exchange("GET /?Action=%1b[31mX HTTP/1.1\r\nconnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("\"Code\":\"MissingParameter\""), "{answer}");
    let line = serving.line();
    // What a stranger sends cannot do anything to the terminal.
    assert!(line.starts_with("\\u{1b}[31mX  MissingParameter  "), "{line:?}");
}

#[test]
fn it_listens_where_it_is_told_and_warns_of_it() {
    for (address, url, is_exposed) in
        [("127.0.0.2", "http://127.0.0.2:", false), ("0.0.0.0", "http://127.0.0.1:", true)]
    {
        let mut command = command(Path::new(env!("CARGO_MANIFEST_DIR")));
        command.args(["serve", "--listen", address]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let server = first.strip_prefix("listening on http://").unwrap();
        assert!(first.starts_with(&format!("listening on {url}")), "{first}");
        TcpStream::connect(server).unwrap();
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        let warning = String::from_utf8(output.stderr).unwrap();
        let expected = format!("warning: {address} is not a loopback address");
        assert_eq!(warning.contains(&expected), is_exposed, "{warning}");
    }
    let run = anywhere(&["serve", "--listen", "192.0.2.1"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("no port of 192.0.2.1 could be bound"), "{run:?}");
    let run = anywhere(&["serve", "--listen", "everywhere"]);
    assert_eq!(run.code, Some(2), "{run:?}");
}

#[test]
#[cfg(unix)]
fn it_ends_in_order_when_it_is_interrupted() {
    for signal in ["-INT", "-TERM"] {
        let serving = Serving::start(&["--quiet"]);
        // An open connection does not keep it.
        let _idle = TcpStream::connect(&serving.address).unwrap();
        assert_eq!(serving.end(signal), Some(0), "{signal}");
    }
}

#[test]
fn a_key_that_was_given_is_not_printed() {
    let workshop = workshop();
    let arguments = ["--spec", &workshop, "--secret-id", "me", "--secret-key", "hunter2"];
    let mut serving = Serving::start(&arguments);
    let line = serving.line();
    assert!(line.starts_with("serving workshop 2024-02-29: "), "{line}");
    assert!(!line.contains("simulation"), "{line}");
    assert_eq!(serving.line(), "secret id me, secret key [redacted]");
}

#[test]
fn events_are_streamed_where_the_spec_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talk.json");
    let spec = r#"{
        "service": "talk", "version": "2024-01-01", "revision": "1", "host": "talk.example.com",
        "doc": "Talks.",
        "actions": { "Talk": {
            "doc": "Talks.", "request": "TalkRequest", "response": "Word", "effect": "read",
            "region": "optional", "unsigned": true, "events": { "when": "Stream", "end": "[END]" }
        } },
        "types": {
            "TalkRequest": { "doc": "How.", "fields": {
                "Stream": { "type": "bool", "doc": "Streams." }
            } },
            "Word": { "doc": "A word.", "fields": {
                "Text": { "type": "string", "doc": "A text.", "required": true }
            } }
        }
    }"#;
    std::fs::write(&path, spec).unwrap();
    let serving = Serving::start(&["--spec", path.to_str().unwrap()]);
    let ask = |body: &str| {
        serving.exchange(&format!(
            "POST / HTTP/1.1\r\nhost: talk.example.com\r\nauthorization: SKIP\r\n\
             content-type: application/json\r\nx-tc-action: Talk\r\n\
             x-tc-version: 2024-01-01\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        ))
    };
    let json = ask("{}");
    assert!(json.contains("\r\ncontent-type: application/json\r\n"), "{json}");
    assert!(json.contains("{\"Response\":{"), "{json}");
    let events = ask(r#"{"Stream":true}"#);
    assert!(events.contains("\r\ncontent-type: text/event-stream\r\n"), "{events}");
    assert_eq!(events.matches("data: {\"").count(), 3, "{events}");
    assert!(events.ends_with("data: [END]\n\n\r\n0\r\n\r\n"), "{events}");
}

#[test]
fn what_cannot_be_served_is_told_at_once() {
    let serving = Serving::start(&["--quiet"]);
    let port = serving.address.rsplit(':').next().unwrap();
    let taken = anywhere(&["serve", "--port", port]);
    assert_eq!((taken.code, taken.out.as_str()), (Some(2), ""));
    let expected = format!(
        "port {port} of 127.0.0.1 could not be bound (0 takes any that is free): another program uses it; name another port with `--port`\n"
    );
    assert!(taken.err.contains(&expected), "{}", taken.err);

    let unknown = anywhere(&["serve", "--error", "RunInstance=InternalError"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("RunInstance, which no spec has"), "{}", unknown.err);

    let malformed = anywhere(&["serve", "--error", "RunInstances"]);
    assert_eq!(malformed.code, Some(2));
    assert!(
        malformed.err.contains("expected ACTION=CODE, such as RunInstances=InternalError"),
        "{}",
        malformed.err
    );

    let broken = anywhere(&["serve", "--spec", "Cargo.toml"]);
    assert_eq!((broken.code, broken.out.as_str()), (Some(1), ""));
    assert!(broken.err.contains("--> Cargo.toml:1:"), "{}", broken.err);

    let simulation = anywhere(&["serve", "--simulation", &workshop()]);
    assert_eq!(simulation.code, Some(2));
    assert!(simulation.err.contains("no spec of its service and version"), "{}", simulation.err);
}

#[test]
fn the_help_says_what_it_is_for() {
    let help = anywhere(&["serve", "--help"]);
    assert_eq!(help.code, Some(0));
    for part in ["ecm serve --port 8080", "only this machine can connect", "[default: AKIDEXAMPLE]"]
    {
        assert!(help.out.contains(part), "{part}: {}", help.out);
    }
}
