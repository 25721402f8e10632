//! Tests of what `ecm call` makes of answers that are odd, against a server that gives them as they
//! are.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::call::call;
use crate::support::{Run, run_with};

/// Server that answers every request with one body, and counts them.
struct Canned {
    url: String,
    asked: Arc<AtomicUsize>,
}

impl Canned {
    fn start(body: &'static [u8]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                read_request(&mut stream);
                count.fetch_add(1, Ordering::SeqCst);
                let head = format!("Content-Length: {}\r\nConnection: close", body.len());
                write!(stream, "HTTP/1.1 200 OK\r\n{head}\r\n\r\n").unwrap();
                stream.write_all(body).unwrap();
            }
        });
        Self { url, asked }
    }

    fn call(&self, action: &str, more: &[&str]) -> Run {
        let mut arguments = vec![action, "--endpoint", &self.url, "--validation", "off"];
        arguments.extend(more);
        run_with(call(&arguments), "")
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn read_request(stream: &mut TcpStream) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&request).to_ascii_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.split("content-length: ").nth(1);
            let length = length.and_then(|rest| rest.lines().next()?.parse().ok()).unwrap_or(0);
            if body.len() >= length {
                return;
            }
        }
        match stream.read(&mut buffer).unwrap() {
            0 => return,
            count => request.extend_from_slice(&buffer[..count]),
        }
    }
}

const ODD: &[u8] = br#"{"Response":{"InstanceIdSet":["ein-1",{"a":1},"ein-3"],"Price":1.10,
    "Total":12345678901234567890123,"Name":"\ud800","Big":1e400,"RequestId":"r-1"}}"#;

const MISMATCH: &str = "InstanceIdSet[1]: expected text, found an object";

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn an_answer_is_printed_as_the_service_wrote_it() {
    let server = Canned::start(ODD);
    let run = server.call("RunInstances", &[]);
    assert_eq!((run.code, server.asked()), (Some(0), 1), "{run:?}");
    let written = squeezed(std::str::from_utf8(ODD).unwrap());
    let inner = written.strip_prefix(r#"{"Response":"#).unwrap().strip_suffix('}').unwrap();
    assert_eq!(squeezed(&run.out), inner);
    assert!(run.err.contains(&format!("warning: response: {MISMATCH}")), "{run:?}");
    let run = server.call("RunInstances", &["--output", "table"]);
    for number in ["1.10", "12345678901234567890123", "1e400"] {
        assert!(run.out.contains(number), "{run:?}");
    }
}

#[test]
fn read_strictly_an_odd_answer_is_printed_and_an_error() {
    let server = Canned::start(ODD);
    let run = server.call("RunInstances", &["--decoding", "strict"]);
    assert_eq!((run.code, server.asked()), (Some(5), 1), "{run:?}");
    assert!(run.out.contains("ein-1") && run.out.contains("ein-3"), "{run:?}");
    let carried_out = "RunInstances was carried out, but the answer does not fit its description";
    assert!(run.err.contains(carried_out) && run.err.contains(MISMATCH), "{run:?}");
    assert!(run.err.contains("(request id r-1). Do not send it again"), "{run:?}");
}

#[test]
fn the_body_is_had_as_it_is_by_those_who_ask_for_secrets() {
    const MARKED: &[u8] = b"\xef\xbb\xbf{ \"Response\" : {\"RequestId\":\"r-1\"} }\r\n";
    let server = Canned::start(MARKED);
    let run = server.call("DescribeInstances", &["--output", "raw"]);
    assert_eq!((run.code, server.asked()), (Some(2), 0), "{run:?}");
    assert!(run.err.contains("--show-secrets") && run.out.is_empty(), "{run:?}");
    let run = server.call("DescribeInstances", &["--output", "raw", "--show-secrets"]);
    assert_eq!((run.code, run.out.as_bytes()), (Some(0), MARKED), "{run:?}");
    assert_eq!(server.call("DescribeInstances", &[]).code, Some(0));
    // Nothing can be made of this one, which is when one wants to see it.
    let server = Canned::start(b"data: {\"Choices\": []}\n\n");
    let run = server.call("DescribeInstances", &["--output", "raw", "--show-secrets"]);
    assert_eq!((run.code, &*run.out), (Some(5), "data: {\"Choices\": []}\n\n"), "{run:?}");
    assert!(run.err.contains("it is a stream of events"), "{run:?}");
    assert_eq!(server.asked(), 1);
}
