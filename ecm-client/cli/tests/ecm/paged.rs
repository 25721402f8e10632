//! Server of a list in pages, for `ListLamps` of the spec of lamps.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

pub(crate) const SPEC: &str = "ecm-client/specs/lamp-2024-01-01.json";

type Respond = dyn Fn(&Value) -> Option<Value> + Send + Sync;

/// Server in threads of its own, which counts its requests.
pub(crate) struct Paged {
    pub(crate) url: String,
    requests: Arc<AtomicUsize>,
    bodies: Arc<Mutex<Vec<Value>>>,
}

impl Paged {
    /// Answers each request with the fields that `respond` gives for it; never where it gives none.
    pub(crate) fn start(respond: impl Fn(&Value) -> Option<Value> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(AtomicUsize::new(0));
        let bodies = Arc::new(Mutex::new(Vec::new()));
        let respond: Arc<Respond> = Arc::new(respond);
        let (count, seen) = (Arc::clone(&requests), Arc::clone(&bodies));
        thread::spawn(move || {
            for socket in listener.incoming() {
                let (respond, count, seen) =
                    (Arc::clone(&respond), Arc::clone(&count), Arc::clone(&seen));
                thread::spawn(move || serve(socket.unwrap(), &*respond, &count, &seen));
            }
        });
        Self { url, requests, bodies }
    }

    /// Serves a list of this many lamps.
    pub(crate) fn lamps(total: u64) -> Self {
        Self::start(move |request| Some(page(request, total)))
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    pub(crate) fn bodies(&self) -> Vec<Value> {
        self.bodies.lock().unwrap().clone()
    }
}

/// Makes the page that a request asks for.
pub(crate) fn page(request: &Value, total: u64) -> Value {
    let number = |name: &str, default| request[name].as_u64().unwrap_or(default);
    let offset = number("Offset", 0);
    let end = (offset + number("Limit", 20)).min(total);
    let lamp = |at| {
        let state = if at % 2 == 0 { "ON" } else { "OFF" };
        json!({ "LampId": format!("lamp-{at}"), "Name": format!("Lamp {at}"), "State": state })
    };
    let lamps: Vec<Value> = (offset..end.max(offset)).map(lamp).collect();
    json!({ "TotalCount": total, "LampSet": lamps, "RequestId": format!("r-{offset}") })
}

fn serve(mut socket: TcpStream, respond: &Respond, count: &AtomicUsize, seen: &Mutex<Vec<Value>>) {
    let mut received = Vec::new();
    loop {
        let Some(body) = read_body(&mut socket, &mut received) else { return };
        count.fetch_add(1, Ordering::SeqCst);
        let request: Value = serde_json::from_slice(&body).unwrap();
        seen.lock().unwrap().push(request.clone());
        let Some(fields) = respond(&request) else {
            // Kept open, without an answer, until the client leaves.
            let _ = socket.read(&mut [0]);
            return;
        };
        let body = json!({ "Response": fields }).to_string();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        if socket.write_all(format!("{head}{body}").as_bytes()).is_err() {
            return;
        }
    }
}

/// Reads the body of the next request; `None` at the end of the connection.
fn read_body(socket: &mut TcpStream, received: &mut Vec<u8>) -> Option<Vec<u8>> {
    loop {
        if let Some(head) = received.windows(4).position(|end| end == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&received[..head]).to_lowercase();
            let length: usize = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .map_or(0, |length| length.trim().parse().unwrap());
            let end = head + 4 + length;
            if received.len() >= end {
                let body = received[head + 4..end].to_vec();
                received.drain(..end);
                return Some(body);
            }
        }
        let mut buffer = [0; 4096];
        match socket.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(read) => received.extend_from_slice(&buffer[..read]),
        }
    }
}
