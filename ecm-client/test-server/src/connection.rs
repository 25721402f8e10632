//! One connection: requests in, answers out, and faults where they are asked for.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time;

use super::asked::in_head;
use super::fault::{At, End, Fault, Moment, Picked};
use super::first::{First, first};
use super::service::{Incoming, Refusal, Response, Service};
use super::wire::{BodyError, Encoded, Head, HeadError, LARGEST_BODY, Reader, Reply};

/// How long a connection that nothing more is sent on stays open at most.
const HOLD: Duration = Duration::from_secs(120);
/// How long the rest of a request is read, so that closing does not destroy what was answered.
const LINGER: Duration = Duration::from_secs(1);

/// What comes after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Request,
    /// The connection is to be closed.
    Close,
    /// The connection has had its end.
    Nothing,
}

/// Serves a connection until either side has had enough.
pub(super) async fn serve(
    stream: TcpStream,
    number: u64,
    service: &Service,
    stop: watch::Receiver<bool>,
) {
    // Answers are small and written once; waiting to fill a segment would only slow them down.
    let _ = stream.set_nodelay(true);
    let mut connection = Connection { stream, number, service, reader: Reader::default() };
    if let Some(Picked { fault: Fault::Silence { end, .. }, .. }) = service.faults.on_connection() {
        connection.end(end).await;
        return;
    }
    // What a broken client does to its own connection is no error of the endpoint.
    let _ = connection.run(stop).await;
}

struct Connection<'s> {
    stream: TcpStream,
    number: u64,
    service: &'s Service,
    reader: Reader,
}

impl Connection<'_> {
    async fn run(mut self, mut stop: watch::Receiver<bool>) -> io::Result<()> {
        loop {
            let head = self.reader.head(&mut self.stream);
            let First::Right(head) = first(stop.changed(), head).await else { return Ok(()) };
            let next = match head {
                Ok(head) => self.request(&head).await?,
                Err(HeadError::Gone) => return Ok(()),
                Err(HeadError::Malformed) => return self.refuse(400).await,
                Err(HeadError::TooLarge) => return self.refuse(431).await,
            };
            if next != Next::Request || *stop.borrow() {
                return Ok(());
            }
        }
    }

    /// Answers what is no request, and closes.
    async fn refuse(mut self, status: u16) -> io::Result<()> {
        let Encoded { head, .. } = Reply::new(status, "text/plain", "").encoded(None, false);
        self.stream.write_all(&head).await?;
        self.end(End::Close).await;
        Ok(())
    }

    async fn request(&mut self, head: &Head) -> io::Result<Next> {
        let named = in_head(&head.headers, &head.uri, "x-tc-action", "Action");
        let mut picked = named.as_ref().and_then(|action| self.service.faults.on_request(action));
        if let Some(Picked { fault: Fault::Silence { after, end }, .. }) = picked
            && let Some(bytes) = before_the_end(after)
        {
            self.reader.part_of_body(&mut self.stream, head.framing, bytes).await;
            let lost = Err(Refusal::new("InvalidRequest", "The body was not read."));
            let _ = self.service.respond(&self.incoming(head, lost.as_ref()), picked.as_ref());
            self.end(end).await;
            return Ok(Next::Nothing);
        }
        if head.expects_continue {
            self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
        }
        let body = self.reader.body(&mut self.stream, head.framing).await;
        let whole = body.is_ok();
        let body = body.map_err(BodyError::into_refusal);
        let incoming = self.incoming(head, body.as_ref());
        if named.is_none() {
            // Where the action is named in the body, only now is it known.
            picked = self.service.faults.on_request(&incoming.action());
        }
        let response = self.service.respond(&incoming, picked.as_ref());
        // What is left of a body that was not read in full cannot be told from a next request.
        let keep_alive = head.keep_alive && whole && head.method != Method::HEAD;
        let next = self.deliver(response, picked.map(|picked| picked.fault), keep_alive).await?;
        if next == Next::Close || (next == Next::Request && !keep_alive) {
            self.end(End::Close).await;
            return Ok(Next::Nothing);
        }
        Ok(next)
    }

    fn incoming<'r>(&self, head: &'r Head, body: Result<&'r Bytes, &Refusal>) -> Incoming<'r> {
        Incoming {
            connection: self.number,
            method: &head.method,
            uri: &head.uri,
            headers: &head.headers,
            body: body.map(AsRef::as_ref).map_err(Clone::clone),
        }
    }

    async fn deliver(
        &mut self,
        Response { reply, date }: Response,
        fault: Option<Fault>,
        keep_alive: bool,
    ) -> io::Result<Next> {
        let encode = |reply: Reply, keep| reply.encoded(date.as_deref(), keep);
        match fault {
            None | Some(Fault::Error { .. } | Fault::Reply(_)) => {
                self.write(&encode(reply, keep_alive)).await?;
                Ok(Next::Request)
            }
            Some(Fault::Delay(time)) => {
                time::sleep(time).await;
                self.write(&encode(reply, keep_alive)).await?;
                Ok(Next::Request)
            }
            Some(Fault::Raw(bytes)) => {
                self.stream.write_all(&bytes).await?;
                Ok(Next::Close)
            }
            Some(Fault::Silence { end, .. }) => {
                self.end(end).await;
                Ok(Next::Nothing)
            }
            Some(Fault::Cut { at, end }) => {
                let (sent, _) = split(&encode(reply, keep_alive), at);
                self.stream.write_all(&sent).await?;
                self.end(end).await;
                Ok(Next::Nothing)
            }
            Some(Fault::Trickle { from, pause }) => {
                let (at_once, rest) = split(&encode(reply, keep_alive), from);
                self.stream.write_all(&at_once).await?;
                for byte in rest {
                    time::sleep(pause).await;
                    self.stream.write_all(&[byte]).await?;
                }
                Ok(Next::Request)
            }
            Some(Fault::Headers(headers)) => {
                let changed =
                    headers.iter().fold(reply, |reply, (name, value)| reply.with(name, value));
                self.write(&encode(changed, false)).await?;
                Ok(Next::Close)
            }
        }
    }

    async fn write(&mut self, Encoded { head, body }: &Encoded) -> io::Result<()> {
        // In one piece where it is small: a client then never sees a head alone.
        if body.len() <= 64 * 1024 {
            return self.stream.write_all(&[&head[..], &body[..]].concat()).await;
        }
        self.stream.write_all(head).await?;
        self.stream.write_all(body).await
    }

    async fn end(&mut self, end: End) {
        match end {
            // Dropping it then sends the reset.
            End::Reset => {
                let _ = self.stream.set_zero_linger();
            }
            End::Close => {
                let _ = self.stream.shutdown().await;
                let _ = time::timeout(LINGER, self.drain(LARGEST_BODY)).await;
            }
            End::HalfClose => {
                let _ = self.stream.shutdown().await;
                let _ = time::timeout(HOLD, self.drain(usize::MAX)).await;
            }
            End::Stall => {
                let _ = time::timeout(HOLD, self.drain(usize::MAX)).await;
            }
        }
    }

    /// Reads until the client closes, or so many bytes.
    async fn drain(&mut self, most: usize) {
        let mut bytes = vec![0; 16 * 1024];
        let mut left = most;
        while left > 0 {
            match self.stream.read(&mut bytes).await {
                Ok(0) | Err(_) => return,
                Ok(read) => left = left.saturating_sub(read),
            }
        }
    }
}

/// How many bytes of the body are read before a fault that does not wait for all of it.
fn before_the_end(after: Moment) -> Option<usize> {
    match after {
        Moment::Connected | Moment::Head => Some(0),
        Moment::Body(bytes) => Some(bytes),
        Moment::Request => None,
    }
}

/// The two parts of an answer before and behind a place.
fn split(Encoded { head, body }: &Encoded, at: At) -> (Bytes, Bytes) {
    let whole = Bytes::from([&head[..], &body[..]].concat());
    let at = match at {
        At::Head(bytes) => bytes.min(head.len()),
        At::Body(bytes) => head.len().saturating_add(bytes).min(whole.len()),
    };
    (whole.slice(..at), whole.slice(at..))
}
