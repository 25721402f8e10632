//! Reads requests from a connection, within limits of size and time.

use std::time::Duration;

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::time;

use super::chunked::{ChunkDecoder, ChunkError, ChunkProgress};
use super::head::{self, Framing, RequestHead};
use super::{MAX_BODY, MAX_HEAD};

/// Time to receive a head, and so the time that a connection may idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

/// Bytes that have been read from a connection and not yet been used.
#[derive(Debug, Default)]
pub(crate) struct RequestReader {
    buffer: BytesMut,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum HeadError {
    /// The client closed the connection, or idled too long, before a request.
    Closed,
    /// The bytes are not HTTP, or have more than one meaning.
    Malformed,
    TooLarge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// The client closed the connection or took too long.
    Incomplete,
    TooLarge,
}

impl RequestReader {
    pub(crate) async fn head(
        &mut self,
        stream: &mut (impl AsyncRead + Unpin),
    ) -> Result<RequestHead, HeadError> {
        time::timeout(HEAD_TIMEOUT, self.read_head(stream)).await.unwrap_or(Err(HeadError::Closed))
    }

    async fn read_head(
        &mut self,
        stream: &mut (impl AsyncRead + Unpin),
    ) -> Result<RequestHead, HeadError> {
        let mut searched = 0;
        loop {
            // Empty lines before a request are allowed.
            while searched == 0 && self.buffer.starts_with(b"\r\n") {
                self.buffer.advance(2);
            }
            if let Some(end) = end_of_head(&self.buffer, searched) {
                let bytes = self.buffer.split_to(end);
                return head::parse(&bytes).ok_or(HeadError::Malformed);
            }
            if self.buffer.len() > MAX_HEAD {
                return Err(HeadError::TooLarge);
            }
            searched = self.buffer.len().saturating_sub(3);
            match stream.read_buf(&mut self.buffer).await {
                Ok(0) if self.buffer.is_empty() => return Err(HeadError::Closed),
                Ok(0) => return Err(HeadError::Malformed),
                Ok(_) => {}
                Err(_) => return Err(HeadError::Closed),
            }
        }
    }

    pub(crate) async fn body(
        &mut self,
        stream: &mut (impl AsyncRead + Unpin),
        framing: Framing,
    ) -> Result<Bytes, BodyError> {
        let read = async {
            match framing {
                Framing::Length(length) => self.of_length(stream, length).await,
                Framing::Chunked => self.chunked(stream).await,
            }
        };
        time::timeout(BODY_TIMEOUT, read).await.unwrap_or(Err(BodyError::Incomplete))
    }

    /// Reads and discards up to so many bytes of the body, and nothing after it.
    pub(crate) async fn part_of_body(
        &mut self,
        stream: &mut (impl AsyncRead + Unpin),
        framing: Framing,
        bytes: usize,
    ) {
        let whole = match framing {
            Framing::Length(length) => usize::try_from(length).unwrap_or(usize::MAX),
            Framing::Chunked => usize::MAX,
        };
        let wanted = bytes.min(whole).min(MAX_BODY);
        let _ = time::timeout(BODY_TIMEOUT, self.fill(stream, wanted)).await;
    }

    /// Waits until the client closes its side of the connection.
    ///
    /// Keeps what it sends until then, such as its next request.
    pub(crate) async fn closed(&mut self, stream: &mut (impl AsyncRead + Unpin)) {
        while self.buffer.len() <= MAX_HEAD {
            if self.more(stream).await.is_err() {
                return;
            }
        }
        // A client that sends without end is left to the errors of writing.
        std::future::pending().await
    }

    async fn of_length(
        &mut self,
        stream: &mut (impl AsyncRead + Unpin),
        length: u64,
    ) -> Result<Bytes, BodyError> {
        // An announced length is judged at once.
        let length = usize::try_from(length).map_err(|_| BodyError::TooLarge)?;
        if length > MAX_BODY {
            return Err(BodyError::TooLarge);
        }
        self.fill(stream, length).await?;
        Ok(self.buffer.split_to(length).freeze())
    }

    /// Reads until so many bytes are there.
    async fn fill(
        &mut self,
        stream: &mut (impl AsyncRead + Unpin),
        wanted: usize,
    ) -> Result<(), BodyError> {
        while self.buffer.len() < wanted {
            self.more(stream).await?;
        }
        Ok(())
    }

    async fn chunked(&mut self, stream: &mut (impl AsyncRead + Unpin)) -> Result<Bytes, BodyError> {
        let mut decoder = ChunkDecoder::default();
        loop {
            match decoder.take(&self.buffer, MAX_BODY) {
                Ok(ChunkProgress::Whole(took)) => {
                    self.buffer.advance(took);
                    return Ok(decoder.into_inner().into());
                }
                Ok(ChunkProgress::Took(0)) => self.more(stream).await?,
                Ok(ChunkProgress::Took(took)) => self.buffer.advance(took),
                Err(ChunkError::TooLarge) => return Err(BodyError::TooLarge),
                Err(ChunkError::Malformed) => return Err(BodyError::Incomplete),
            }
        }
    }

    async fn more(&mut self, stream: &mut (impl AsyncRead + Unpin)) -> Result<(), BodyError> {
        match stream.read_buf(&mut self.buffer).await {
            Ok(0) | Err(_) => Err(BodyError::Incomplete),
            Ok(_) => Ok(()),
        }
    }
}

/// Returns the length of the head with its empty line, which ends after `searched`.
fn end_of_head(bytes: &[u8], searched: usize) -> Option<usize> {
    let rest = bytes.get(searched..)?;
    let at = rest.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(searched + at + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn bodies(text: &str) -> Vec<Result<Bytes, BodyError>> {
        let mut stream = text.as_bytes();
        let (mut reader, mut bodies) = (RequestReader::default(), Vec::new());
        while let Ok(head) = reader.head(&mut stream).await {
            bodies.push(reader.body(&mut stream, head.framing).await);
        }
        bodies
    }

    #[tokio::test]
    async fn requests_follow_each_other_on_a_connection() {
        let text = "POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\nabc\r\n\
                    POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n2\r\nde\r\n0\r\n\r\n\
                    GET / HTTP/1.1\r\n\r\nPOST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nabc";
        let expected =
            [Ok("abc".into()), Ok("de".into()), Ok("".into()), Err(BodyError::Incomplete)];
        assert_eq!(bodies(text).await, expected);
    }

    #[tokio::test]
    async fn what_is_no_head_is_told_apart() {
        let error = async |text: &str| {
            RequestReader::default().head(&mut text.as_bytes()).await.unwrap_err()
        };
        assert_eq!(error("").await, HeadError::Closed);
        assert_eq!(error("\r\n\r\n").await, HeadError::Closed);
        assert_eq!(error("POST / HT").await, HeadError::Malformed);
        assert_eq!(error("nonsense\r\n\r\n").await, HeadError::Malformed);
        assert_eq!(error(&"x".repeat(70_000)).await, HeadError::TooLarge);
    }
}
