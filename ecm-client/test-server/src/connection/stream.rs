//! Writes an event stream, and the faults within one.

use std::io;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::tcp::WriteHalf;
use tokio::{task, time};

use super::{AfterResponse, Connection};
use crate::events::OutgoingStream;
use crate::fault::{Fault, Position};
use crate::ledger::LedgerState;
use crate::race::{Either, race};
use crate::stream_log::{OpenStream, StreamState};
use crate::wire::{LAST_CHUNK, ServedResponse, chunks, position_in_chunks};

impl Connection<'_> {
    /// Writes events until they or the connection come to an end.
    pub(super) async fn deliver_stream(
        &mut self,
        stream: &OutgoingStream,
        date: Option<&str>,
        fault: Option<Fault>,
        keep_alive: bool,
    ) -> io::Result<AfterResponse> {
        let mut head = ServedResponse::new(200, "text/event-stream", "")
            .with_header("transfer-encoding", "chunked");
        let mut keep_alive = keep_alive;
        if let Some(Fault::Headers(headers)) = &fault {
            keep_alive = false;
            for (name, value) in headers {
                head = head.with_header(name, value);
            }
        }
        let head = head.encoded(date, keep_alive).head;
        let ledger = &self.service.ledger;
        let open = ledger.streams.open(&stream.action, &stream.request_id, self.number);
        let (mut reading, out) = self.stream.split();
        let mut writer = StreamWriter { out, ledger, open, spoil: None, body: 0, events: 0 };
        let written = writer.run(&head, stream, fault.as_ref());
        // A client that has enough closes the connection, perhaps in the middle of a long pause.
        let state = match race(self.reader.closed(&mut reading), written).await {
            Either::Right(Ok(state)) => state,
            Either::Right(Err(_)) | Either::Left(()) => StreamState::Disconnected,
        };
        writer.open.ended(state);
        drop(writer);
        match fault {
            _ if state == StreamState::Disconnected => Ok(AfterResponse::Ended),
            Some(Fault::Truncate { disconnect, .. }) => {
                self.disconnect(disconnect).await;
                Ok(AfterResponse::Ended)
            }
            Some(Fault::Headers(_)) => Ok(AfterResponse::Close),
            _ => Ok(AfterResponse::KeepOpen),
        }
    }
}

/// Change to the bytes from a position on.
#[derive(Clone, Copy)]
enum Spoil {
    Stop,
    /// One byte at a time, each after a pause.
    Slow(Duration),
}

struct StreamWriter<'w> {
    out: WriteHalf<'w>,
    ledger: &'w LedgerState,
    open: OpenStream,
    /// Change that is in force.
    spoil: Option<Spoil>,
    /// Bytes of the body that were written.
    body: usize,
    /// Events that were written, the end mark included.
    events: usize,
}

impl StreamWriter<'_> {
    async fn run(
        &mut self,
        head: &[u8],
        stream: &OutgoingStream,
        fault: Option<&Fault>,
    ) -> io::Result<StreamState> {
        let (at, spoil) = match fault {
            Some(Fault::Truncate { at, .. }) => (Some(*at), Spoil::Stop),
            Some(Fault::Trickle { from, pause }) => (Some(*from), Spoil::Slow(*pause)),
            _ => (None, Spoil::Stop),
        };
        if let Some(Fault::Delay(time)) = fault {
            time::sleep(*time).await;
        }
        let position = match at {
            Some(Position::Head(bytes)) => Some(bytes.min(head.len())),
            _ => None,
        };
        self.write(head, position.map(|position| (position, spoil))).await?;
        for event in stream.events() {
            let bytes = chunks(&event.bytes, stream.max_chunk());
            let within = match at {
                Some(Position::WithinEvent { bytes, .. }) => {
                    Some(position_in_chunks(&event.bytes, stream.max_chunk(), bytes))
                }
                _ => None,
            };
            let position = at.and_then(|at| self.position(at, bytes.len(), within));
            if !self.stops(position, spoil) && !event.delay.is_zero() {
                time::sleep(event.delay).await;
            }
            // Events without bytes never wait for the socket, and must not keep the thread.
            task::consume_budget().await;
            self.write(&bytes, position.map(|position| (position, spoil))).await?;
            if self.is_stopped() {
                return Ok(StreamState::Truncated);
            }
            self.body += bytes.len();
            self.events += 1;
            self.ledger.wrote_event(&self.open, !event.is_end_mark);
        }
        let position = at.and_then(|at| self.position(at, LAST_CHUNK.len(), None));
        self.write(LAST_CHUNK, position.map(|position| (position, spoil))).await?;
        Ok(if self.is_stopped() { StreamState::Truncated } else { StreamState::Complete })
    }

    /// Returns the position in the next part of the body, of this length, if it is there.
    fn position(&self, at: Position, length: usize, within: Option<usize>) -> Option<usize> {
        match at {
            Position::Head(_) => None,
            Position::Body(bytes) => bytes.checked_sub(self.body).filter(|at| *at < length),
            Position::Events(events) => (events == self.events).then_some(0),
            Position::WithinEvent { after, .. } => within.filter(|_| after == self.events),
        }
    }

    fn stops(&self, position: Option<usize>, spoil: Spoil) -> bool {
        self.is_stopped() || (position == Some(0) && matches!(spoil, Spoil::Stop))
    }

    fn is_stopped(&self) -> bool {
        matches!(self.spoil, Some(Spoil::Stop))
    }

    /// Writes a part, with a change from a position on.
    async fn write(&mut self, bytes: &[u8], change: Option<(usize, Spoil)>) -> io::Result<()> {
        let as_usual = match (self.spoil, change) {
            (Some(_), _) => 0,
            (None, Some((position, _))) => position,
            (None, None) => bytes.len(),
        };
        let (before, behind) = bytes.split_at(as_usual.min(bytes.len()));
        self.out.write_all(before).await?;
        self.spoil = self.spoil.or(change.map(|(_, spoil)| spoil));
        if let Some(Spoil::Slow(pause)) = self.spoil {
            for byte in behind {
                time::sleep(pause).await;
                self.out.write_all(&[*byte]).await?;
            }
        }
        Ok(())
    }
}
