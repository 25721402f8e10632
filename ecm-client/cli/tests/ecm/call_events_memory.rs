//! Tests of the memory that `ecm call` takes for long streams.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Child;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::call::call;
use crate::support::say_skipped;

const SPEC: &str = "tests/specs/parrots-2024-08-01.json";
const MIB: u64 = 1 << 20;
/// Maximum memory of the command.
const MAX_RESIDENT: u64 = 32 * MIB;
/// Events in a chunk, which the server writes at once.
const BATCH: u64 = 64;

/// Answers one request with a stream of this many batches, made as it goes. The end of the stream is
/// held back until `end` comes.
fn serve(batches: u64, end: Receiver<()>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut socket = listener.accept().unwrap().0;
        read_head(&mut socket);
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
        socket.write_all(head.as_bytes()).unwrap();
        let batch = batch();
        let chunk = format!("{:x}\r\n{batch}\r\n", batch.len());
        for _ in 0..batches {
            socket.write_all(chunk.as_bytes()).unwrap();
        }
        let _ = end.recv();
        socket.write_all(b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n").unwrap();
    });
    url
}

/// Events of 1 KiB each.
fn batch() -> String {
    let text = "word ".repeat(190);
    let event = format!("data: {{\"Text\": \"{text}\", \"Number\": 7, \"RequestId\": \"r\"}}\n\n");
    event.repeat(usize::try_from(BATCH).unwrap())
}

fn read_head(socket: &mut TcpStream) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(2).any(|end| end == b"}\r" || end == b"e}") {
        let count = socket.read(&mut buffer).unwrap();
        assert!(count > 0);
        request.extend_from_slice(&buffer[..count]);
    }
}

/// Maximum memory that a process has had; `None` where the system does not tell.
pub(crate) fn resident(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

/// Calls an action that answers with this many bytes, and measures the command before it ends.
fn measure(bytes: u64, output: &str) -> Option<u64> {
    let batches = bytes.div_ceil(batch().len() as u64);
    let (end, ended): (Sender<()>, _) = mpsc::channel();
    let url = serve(batches, ended);
    let json = r#"{"Text": "hello", "Stream": true}"#;
    let arguments =
        ["Chat", "--spec", SPEC, "--json", json, "--endpoint", &url, "--output", output];
    let mut child = call(&arguments).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let words = batches * BATCH * 190;
    let (mut found, mut open) = (0, true);
    while open && found < words {
        let read = out.fill_buf().unwrap();
        found += read.iter().filter(|byte| **byte == b'w').count() as u64;
        open = !read.is_empty();
        let length = read.len();
        out.consume(length);
    }
    let resident = resident(&child);
    end.send(()).unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), found), (Some(0), words), "{err}");
    resident
}

#[track_caller]
fn assert_bounded(bytes: u64, output: &str) {
    match measure(bytes, output) {
        Some(resident) => {
            println!("{} MiB of events: {} KiB resident", bytes / MIB, resident / 1024);
            assert!(resident < MAX_RESIDENT, "{resident} bytes");
        }
        None => say_skipped("the system does not tell the memory of a process"),
    }
}

#[test]
fn a_long_stream_takes_no_more_memory_than_a_short_one() {
    assert_bounded(64 * MIB, "json");
    assert_bounded(8 * MIB, "text");
}

#[test]
#[ignore = "takes minutes"]
fn a_stream_of_a_gibibyte_stays_in_bounds() {
    assert_bounded(1024 * MIB, "json");
}
