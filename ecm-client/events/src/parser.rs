//! State between chunks, and the walk over lines.

use std::borrow::Cow;
use std::time::Duration;

use memchr::{memchr, memchr2};

use crate::{EventTooLarge, ParsedEvent};

/// Byte order mark, which may stand at the very start of a stream.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Incremental parser of one event stream.
#[derive(Debug)]
pub struct EventParser {
    /// Maximum size of an event in bytes.
    limit: usize,
    /// Bytes of the byte order mark that were met; `None` once the stream is past it.
    mark: Option<usize>,
    /// True after a CR, whose LF is part of the same line end.
    after_cr: bool,
    /// True within a comment, which is not kept.
    in_comment: bool,
    /// Start of a line whose end has not come yet.
    line: Vec<u8>,
    block: Block,
    /// Lines of the event that was given out last; its memory is used again.
    done: Block,
    /// Last id of the stream.
    id: Vec<u8>,
    retry: Option<Duration>,
}

/// Lines since the last blank one.
#[derive(Debug, Default)]
struct Block {
    /// Joined values of `data` lines, each followed by a line end.
    data: Vec<u8>,
    event: Vec<u8>,
}

/// Data of the block that is being read.
enum Data<'a> {
    /// One line, within the chunk.
    Borrowed(&'a [u8]),
    /// As [`Block::data`] has it; none where that is empty.
    Kept,
}

impl EventParser {
    /// Creates a parser that refuses events of more than `limit` bytes.
    ///
    /// Counted are the data with its line ends, the type, the id, and the line that is being read.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            mark: Some(0),
            after_cr: false,
            in_comment: false,
            line: Vec::new(),
            block: Block::default(),
            done: Block::default(),
            id: Vec::new(),
            retry: None,
        }
    }

    /// Reads on until an event is complete, and cuts what was read off the chunk.
    ///
    /// `None` means that the chunk is used up. Call it with the same chunk until then.
    ///
    /// # Errors
    ///
    /// If an event is larger than the limit. The parser is of no use after that.
    pub fn next<'p, 'c: 'p>(
        &'p mut self,
        chunk: &mut &'c [u8],
    ) -> Result<Option<ParsedEvent<'p>>, EventTooLarge> {
        self.skip_mark(chunk)?;
        let mut data = Data::Kept;
        loop {
            self.skip_rest_of_line_end(chunk);
            let Some(end) = memchr2(b'\n', b'\r', chunk) else {
                self.keep(data, chunk)?;
                return Ok(None);
            };
            let (line, rest) = chunk.split_at(end);
            self.after_cr = rest.first() == Some(&b'\r');
            *chunk = rest.get(1..).unwrap_or_default();
            if std::mem::take(&mut self.in_comment) {
                continue;
            }
            if !self.line.is_empty() {
                // It began in an earlier chunk, so no line of this block is borrowed.
                self.line.extend_from_slice(line);
                self.check(0)?;
                let line = std::mem::take(&mut self.line);
                data = self.kept_field(&line)?;
                self.line = line;
                self.line.clear();
            } else if !line.is_empty() {
                data = self.field(data, line)?;
            } else if self.is_complete(&data) {
                return Ok(Some(self.event(data)));
            }
        }
    }

    /// Ends the stream; returns the event that its end has cut off, if there is one.
    ///
    /// The standard drops such an event: the blank line behind it is missing, and there is no telling
    /// whether it is whole.
    ///
    /// # Errors
    ///
    /// If that event is larger than the limit.
    pub fn finish(&mut self) -> Result<Option<ParsedEvent<'_>>, EventTooLarge> {
        if let Some(length) = self.mark.take() {
            self.line.extend_from_slice(MARK.get(..length).unwrap_or_default());
        }
        let line = std::mem::take(&mut self.line);
        if !std::mem::take(&mut self.in_comment) && !line.is_empty() {
            self.kept_field(&line)?;
        }
        let data = Data::Kept;
        Ok(if self.is_complete(&data) { Some(self.event(data)) } else { None })
    }

    /// Skips the byte order mark, which may be cut as anything else.
    fn skip_mark(&mut self, chunk: &mut &[u8]) -> Result<(), EventTooLarge> {
        while let Some(length) = self.mark {
            let Some((first, rest)) = chunk.split_first() else { break };
            match MARK.get(length) {
                Some(expected) if expected == first => {
                    *chunk = rest;
                    self.mark = Some(length + 1);
                }
                // All of it, or none: then its first bytes are those of a line.
                Some(_) => {
                    self.mark = None;
                    self.line.extend_from_slice(MARK.get(..length).unwrap_or_default());
                    self.check(0)?;
                }
                None => self.mark = None,
            }
        }
        Ok(())
    }

    fn skip_rest_of_line_end(&mut self, chunk: &mut &[u8]) {
        if let Some((first, rest)) = chunk.split_first() {
            if self.after_cr && *first == b'\n' {
                *chunk = rest;
            }
            self.after_cr = false;
        }
    }

    /// Keeps what the chunk holds of an event that goes on in the next one.
    fn keep(&mut self, data: Data<'_>, chunk: &mut &[u8]) -> Result<(), EventTooLarge> {
        self.own(data);
        let rest = std::mem::take(chunk);
        self.in_comment |= self.line.is_empty() && rest.first() == Some(&b':');
        if !self.in_comment {
            self.check(rest.len())?;
            self.line.extend_from_slice(rest);
        }
        Ok(())
    }

    /// Moves a line that is borrowed from the chunk to where it outlives it.
    fn own(&mut self, data: Data<'_>) {
        if let Data::Borrowed(line) = data {
            self.block.data.extend_from_slice(line);
            self.block.data.push(b'\n');
        }
    }

    /// Takes in a line that is not in the chunk.
    fn kept_field(&mut self, line: &[u8]) -> Result<Data<'static>, EventTooLarge> {
        let data = self.field(Data::Kept, line)?;
        self.own(data);
        Ok(Data::Kept)
    }

    /// Takes in a line with a field or a comment.
    fn field<'l>(&mut self, data: Data<'l>, line: &'l [u8]) -> Result<Data<'l>, EventTooLarge> {
        let (name, value) = split(line);
        match name {
            b"data" => match data {
                Data::Kept if self.block.data.is_empty() => {
                    self.check(value.len())?;
                    return Ok(Data::Borrowed(value));
                }
                data => {
                    self.own(data);
                    self.check(value.len())?;
                    self.own(Data::Borrowed(value));
                    return Ok(Data::Kept);
                }
            },
            b"event" => value.clone_into(&mut self.block.event),
            b"id" if !value.contains(&0) => value.clone_into(&mut self.id),
            b"retry" => self.retry = milliseconds(value).or(self.retry),
            _ => {}
        }
        self.check(0)?;
        Ok(data)
    }

    /// Refuses to keep more than the limit.
    fn check(&self, more: usize) -> Result<(), EventTooLarge> {
        let Block { data, event } = &self.block;
        let size = data.len() + event.len() + self.id.len() + self.line.len() + more;
        if size > self.limit { Err(EventTooLarge { limit: self.limit }) } else { Ok(()) }
    }

    /// Ends the block at a blank line; true if it is an event, which only data makes of it.
    fn is_complete(&mut self, data: &Data<'_>) -> bool {
        let is_event = matches!(data, Data::Borrowed(_)) || !self.block.data.is_empty();
        if !is_event {
            self.block.event.clear();
        }
        is_event
    }

    /// Gives out the block, which is complete.
    fn event<'a>(&'a mut self, data: Data<'a>) -> ParsedEvent<'a> {
        std::mem::swap(&mut self.block, &mut self.done);
        self.block.data.clear();
        self.block.event.clear();
        let data = match data {
            Data::Borrowed(line) => line,
            Data::Kept => self.done.data.strip_suffix(b"\n").unwrap_or_default(),
        };
        ParsedEvent {
            data: text(data),
            event: text(&self.done.event),
            id: text(&self.id),
            retry: self.retry.take(),
        }
    }
}

/// Returns bytes as text, with U+FFFD for those that are none.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    // The lossy conversion looks at each byte by itself, even where there is nothing to replace.
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// Splits a line at its first colon; a blank behind it is not part of the value.
fn split(line: &[u8]) -> (&[u8], &[u8]) {
    let (name, value) = match line.strip_prefix(b"data:") {
        // Nearly every line.
        Some(value) => (&b"data"[..], value),
        None => {
            let Some(colon) = memchr(b':', line) else { return (line, b"") };
            let (name, value) = line.split_at(colon);
            (name, value.get(1..).unwrap_or_default())
        }
    };
    (name, value.strip_prefix(b" ").unwrap_or(value))
}

/// Parses ASCII digits as milliseconds; `None` for anything else, a sign among it.
fn milliseconds(value: &[u8]) -> Option<Duration> {
    let digits = Some(value).filter(|value| value.iter().all(u8::is_ascii_digit))?;
    std::str::from_utf8(digits).ok()?.parse().ok().map(Duration::from_millis)
}

#[cfg(test)]
mod tests;
