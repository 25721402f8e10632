//! One connection: requests in, responses out, and faults where rules ask for them.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time;

use super::fault::{Disconnect, Fault, Moment, Position, SelectedFault};
use super::race::{Either, race};
use super::rejection::Rejection;
use super::request::IncomingRequest;
use super::request::common_in_head;
use super::service::{OutgoingBody, OutgoingResponse, Service};
use super::wire::{
    EncodedResponse, HeadError, MAX_BODY, RequestHead, RequestReader, ServedResponse,
};

mod stream;

/// Time that a connection stays open at most when nothing more is sent on it.
const HOLD: Duration = Duration::from_secs(120);
/// Time to read the rest of a request, as closing at once would destroy the response on its way.
const LINGER: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AfterResponse {
    KeepOpen,
    Close,
    /// It has been closed, reset or left to the client.
    Ended,
}

/// Serves a connection until either side closes it.
pub(super) async fn serve(
    stream: TcpStream,
    number: u64,
    service: &Service,
    stop: watch::Receiver<bool>,
) {
    // Responses are small and written once; waiting to fill a segment would only slow them down.
    let _ = stream.set_nodelay(true);
    let mut connection = Connection { stream, number, service, reader: RequestReader::default() };
    if let Some(SelectedFault { fault: Fault::NoResponse { disconnect, .. }, .. }) =
        service.faults.select_for_connection()
    {
        connection.disconnect(disconnect).await;
        return;
    }
    // An error on the client's own connection is none of the server.
    let _ = connection.run(stop).await;
}

struct Connection<'s> {
    stream: TcpStream,
    number: u64,
    service: &'s Service,
    reader: RequestReader,
}

impl Connection<'_> {
    async fn run(mut self, mut stop: watch::Receiver<bool>) -> io::Result<()> {
        loop {
            let head = self.reader.head(&mut self.stream);
            let Either::Right(head) = race(stop.changed(), head).await else { return Ok(()) };
            let after = match head {
                Ok(head) => self.request(&head).await?,
                Err(HeadError::Closed) => return Ok(()),
                Err(HeadError::Malformed) => return self.refuse(400).await,
                Err(HeadError::TooLarge) => return self.refuse(431).await,
            };
            if after != AfterResponse::KeepOpen || *stop.borrow() {
                return Ok(());
            }
        }
    }

    /// Responds to bytes that are no request, and closes.
    async fn refuse(mut self, status: u16) -> io::Result<()> {
        let EncodedResponse { head, .. } =
            ServedResponse::new(status, "text/plain", "").encoded(None, false);
        self.stream.write_all(&head).await?;
        self.disconnect(Disconnect::Close).await;
        Ok(())
    }

    async fn request(&mut self, head: &RequestHead) -> io::Result<AfterResponse> {
        let action = common_in_head(&head.headers, &head.uri, "x-tc-action", "Action");
        let mut selected =
            action.as_ref().and_then(|action| self.service.faults.select_for_request(action));
        if let Some(SelectedFault { fault: Fault::NoResponse { after, disconnect }, .. }) = selected
            && let Some(bytes) = bytes_before_fault(after)
        {
            self.reader.part_of_body(&mut self.stream, head.framing, bytes).await;
            let lost = Err(Rejection::new("InvalidRequest", "The body was not read."));
            let _ = self.service.respond(&self.incoming(head, lost.as_ref()), selected.as_ref());
            self.disconnect(disconnect).await;
            return Ok(AfterResponse::Ended);
        }
        if head.expects_continue {
            self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
        }
        let body = self.reader.body(&mut self.stream, head.framing).await;
        let whole = body.is_ok();
        let body = body.map_err(Rejection::from);
        let incoming = self.incoming(head, body.as_ref());
        if action.is_none() {
            // The action of a form is named in the body, so its fault is selected only now.
            selected = self.service.faults.select_for_request(&incoming.action());
        }
        let response = self.service.respond(&incoming, selected.as_ref());
        // What is left of a body that was not read in full cannot be told from a next request.
        let keep_alive = head.keep_alive && whole && head.method != Method::HEAD;
        let after =
            self.deliver(response, selected.map(|selected| selected.fault), keep_alive).await?;
        if after == AfterResponse::Close || (after == AfterResponse::KeepOpen && !keep_alive) {
            self.disconnect(Disconnect::Close).await;
            return Ok(AfterResponse::Ended);
        }
        Ok(after)
    }

    fn incoming<'r>(
        &self,
        head: &'r RequestHead,
        body: Result<&'r Bytes, &Rejection>,
    ) -> IncomingRequest<'r> {
        IncomingRequest {
            connection: self.number,
            method: &head.method,
            uri: &head.uri,
            headers: &head.headers,
            body: body.map(AsRef::as_ref).map_err(Clone::clone),
        }
    }

    async fn deliver(
        &mut self,
        OutgoingResponse { body, date }: OutgoingResponse,
        fault: Option<Fault>,
        keep_alive: bool,
    ) -> io::Result<AfterResponse> {
        let date = date.as_deref();
        match (body, fault) {
            (_, Some(Fault::Raw(bytes))) => {
                self.stream.write_all(&bytes).await?;
                Ok(AfterResponse::Close)
            }
            (_, Some(Fault::NoResponse { disconnect, .. })) => {
                self.disconnect(disconnect).await;
                Ok(AfterResponse::Ended)
            }
            (OutgoingBody::Whole(response), fault) => {
                self.deliver_whole(response, date, fault, keep_alive).await
            }
            (OutgoingBody::Events(stream), fault) => {
                self.deliver_stream(&stream, date, fault, keep_alive).await
            }
        }
    }

    async fn deliver_whole(
        &mut self,
        response: ServedResponse,
        date: Option<&str>,
        fault: Option<Fault>,
        keep_alive: bool,
    ) -> io::Result<AfterResponse> {
        let encode = |response: ServedResponse, keep| response.encoded(date, keep);
        if let Some(Fault::Delay(time)) = fault {
            time::sleep(time).await;
        }
        match fault {
            Some(Fault::Truncate { at, disconnect }) => {
                let (sent, _) = split(&encode(response, keep_alive), at);
                self.stream.write_all(&sent).await?;
                self.disconnect(disconnect).await;
                Ok(AfterResponse::Ended)
            }
            Some(Fault::Trickle { from, pause }) => {
                let (at_once, rest) = split(&encode(response, keep_alive), from);
                self.stream.write_all(&at_once).await?;
                for byte in rest {
                    time::sleep(pause).await;
                    self.stream.write_all(&[byte]).await?;
                }
                Ok(AfterResponse::KeepOpen)
            }
            Some(Fault::Headers(headers)) => {
                let changed = headers
                    .iter()
                    .fold(response, |response, (name, value)| response.with_header(name, value));
                self.write(&encode(changed, false)).await?;
                Ok(AfterResponse::Close)
            }
            // The others have been dealt with.
            _ => {
                self.write(&encode(response, keep_alive)).await?;
                Ok(AfterResponse::KeepOpen)
            }
        }
    }

    async fn write(&mut self, EncodedResponse { head, body }: &EncodedResponse) -> io::Result<()> {
        // In one piece where it is small: a client then never sees a head alone.
        if body.len() <= 64 * 1024 {
            return self.stream.write_all(&[&head[..], &body[..]].concat()).await;
        }
        self.stream.write_all(head).await?;
        self.stream.write_all(body).await
    }

    async fn disconnect(&mut self, disconnect: Disconnect) {
        match disconnect {
            // Dropping the stream then sends the reset.
            Disconnect::Reset => {
                let _ = self.stream.set_zero_linger();
            }
            Disconnect::Close => {
                let _ = self.stream.shutdown().await;
                let _ = time::timeout(LINGER, self.drain(MAX_BODY)).await;
            }
            Disconnect::HalfClose => {
                let _ = self.stream.shutdown().await;
                let _ = time::timeout(HOLD, self.drain(usize::MAX)).await;
            }
            Disconnect::Stall => {
                let _ = time::timeout(HOLD, self.drain(usize::MAX)).await;
            }
        }
    }

    /// Reads until the client closes, or up to so many bytes.
    async fn drain(&mut self, max: usize) {
        let mut bytes = vec![0; 16 * 1024];
        let mut left = max;
        while left > 0 {
            match self.stream.read(&mut bytes).await {
                Ok(0) | Err(_) => return,
                Ok(read) => left = left.saturating_sub(read),
            }
        }
    }
}

/// Returns how much of the body is read before a fault that does not wait for all of it.
fn bytes_before_fault(after: Moment) -> Option<usize> {
    match after {
        Moment::Connected | Moment::Head => Some(0),
        Moment::Body(bytes) => Some(bytes),
        Moment::Request => None,
    }
}

/// Splits the bytes of a response at a position.
fn split(EncodedResponse { head, body }: &EncodedResponse, at: Position) -> (Bytes, Bytes) {
    let whole = Bytes::from([&head[..], &body[..]].concat());
    let at = match at {
        Position::Head(bytes) => bytes.min(head.len()),
        Position::Events(0) => head.len(),
        Position::Body(bytes) | Position::WithinEvent { after: 0, bytes } => {
            head.len().saturating_add(bytes).min(whole.len())
        }
        Position::Events(_) | Position::WithinEvent { .. } => whole.len(),
    };
    (whole.slice(..at), whole.slice(at..))
}
