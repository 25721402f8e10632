//! Decoder for chunked bodies.

use super::MAX_HEAD;

/// Decodes a chunked body as it arrives.
#[derive(Debug, Default)]
pub(super) struct ChunkDecoder {
    body: Vec<u8>,
    state: ChunkState,
}

#[derive(Debug, Default)]
enum ChunkState {
    #[default]
    Size,
    /// So many bytes of the chunk are still to come.
    Data(usize),
    DataEnd,
    Trailer,
    Done,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum ChunkProgress {
    /// So many bytes are used up; none if more are needed to go on.
    Took(usize),
    /// So many bytes are used up, and the body is complete.
    Whole(usize),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum ChunkError {
    Malformed,
    TooLarge,
}

impl ChunkDecoder {
    /// Decodes from the front of the bytes that have arrived.
    pub(super) fn take(
        &mut self,
        bytes: &[u8],
        largest: usize,
    ) -> Result<ChunkProgress, ChunkError> {
        match self.state {
            ChunkState::Size => self.size(bytes, largest),
            ChunkState::Data(left) => {
                let part = bytes.get(..left).unwrap_or(bytes);
                self.body.extend_from_slice(part);
                let left = left - part.len();
                self.state = if left == 0 { ChunkState::DataEnd } else { ChunkState::Data(left) };
                Ok(ChunkProgress::Took(part.len()))
            }
            ChunkState::DataEnd => match bytes {
                [b'\r', b'\n', ..] => {
                    self.state = ChunkState::Size;
                    Ok(ChunkProgress::Took(2))
                }
                [] | [b'\r'] => Ok(ChunkProgress::Took(0)),
                _ => Err(ChunkError::Malformed),
            },
            ChunkState::Trailer => match line(bytes)? {
                None => Ok(ChunkProgress::Took(0)),
                Some(2) => {
                    self.state = ChunkState::Done;
                    Ok(ChunkProgress::Whole(2))
                }
                Some(length) => Ok(ChunkProgress::Took(length)),
            },
            ChunkState::Done => Ok(ChunkProgress::Whole(0)),
        }
    }

    pub(super) fn into_inner(self) -> Vec<u8> {
        self.body
    }

    fn size(&mut self, bytes: &[u8], largest: usize) -> Result<ChunkProgress, ChunkError> {
        if line(bytes)?.is_none() {
            return Ok(ChunkProgress::Took(0));
        }
        let status = httparse::parse_chunk_size(bytes).map_err(|_| ChunkError::Malformed)?;
        let httparse::Status::Complete((length, size)) = status else {
            return Ok(ChunkProgress::Took(0));
        };
        let size = usize::try_from(size).map_err(|_| ChunkError::TooLarge)?;
        if size > largest.saturating_sub(self.body.len()) {
            return Err(ChunkError::TooLarge);
        }
        self.state = if size == 0 { ChunkState::Trailer } else { ChunkState::Data(size) };
        Ok(ChunkProgress::Took(length))
    }
}

/// Returns the length of the first line with its end; `None` while it is incomplete.
fn line(bytes: &[u8]) -> Result<Option<usize>, ChunkError> {
    let looked_at = bytes.get(..MAX_HEAD).unwrap_or(bytes);
    match looked_at.windows(2).position(|pair| pair == b"\r\n") {
        Some(at) => Ok(Some(at + 2)),
        None if bytes.len() >= MAX_HEAD => Err(ChunkError::Malformed),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds the text in pieces of a size, as a slow network would.
    fn decode(text: &str, piece: usize) -> Result<(String, usize), ChunkError> {
        let mut decoder = ChunkDecoder::default();
        let (mut start, mut end) = (0, 0);
        loop {
            match decoder.take(&text.as_bytes()[start..end], 100)? {
                ChunkProgress::Whole(took) => {
                    let body = String::from_utf8(decoder.into_inner()).unwrap();
                    return Ok((body, start + took));
                }
                ChunkProgress::Took(0) if end == text.len() => {
                    return Ok(("unfinished".into(), start));
                }
                ChunkProgress::Took(0) => end = (end + piece).min(text.len()),
                ChunkProgress::Took(took) => start += took,
            }
        }
    }

    #[test]
    fn chunks_are_put_together_whatever_the_pieces() {
        let text = "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nt: u\r\n\r\nNEXT";
        for piece in 1..text.len() {
            assert_eq!(decode(text, piece), Ok(("abc0123456789".into(), text.len() - 4)));
        }
        assert_eq!(decode("3\r\nab", 1).unwrap().0, "unfinished");
    }

    #[test]
    fn what_is_no_chunk_or_too_much_is_refused() {
        assert_eq!(decode("x\r\n", 1), Err(ChunkError::Malformed));
        assert_eq!(decode("3\r\nabcd\r\n", 9), Err(ChunkError::Malformed));
        assert_eq!(decode("65\r\n", 1), Err(ChunkError::TooLarge));
        assert_eq!(decode("ffffffffffffffff\r\n", 20), Err(ChunkError::TooLarge));
        let (sixty, more) = ("x".repeat(60), "x".repeat(41));
        assert_eq!(
            decode(&format!("3c\r\n{sixty}\r\n29\r\n{more}\r\n0\r\n\r\n"), 7),
            Err(ChunkError::TooLarge)
        );
    }
}
