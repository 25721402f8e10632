//! Standard output that may be closed at any time.

use std::io::{self, BufWriter, Write};

/// Writer that discards everything once the reader is gone: `ecm schema | head -1` is no error.
pub(crate) struct IgnoreBrokenPipe<W> {
    inner: W,
    is_closed: bool,
}

/// Output that knows if anybody still reads it.
pub(crate) trait Output: Write {
    /// Returns `true` once the reader is gone, as far as writing has shown.
    fn is_closed(&self) -> bool;
}

impl<W: Write> Output for BufWriter<IgnoreBrokenPipe<W>> {
    fn is_closed(&self) -> bool {
        self.get_ref().is_closed
    }
}

impl<W: Write> IgnoreBrokenPipe<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self { inner, is_closed: false }
    }
}

impl<W: Write> Write for IgnoreBrokenPipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.inner.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(bytes.len())
            }
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.inner.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(())
            }
            result => result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct FailingWriter(io::ErrorKind);

    impl Write for FailingWriter {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_closed_pipe_is_no_failure_and_a_full_disk_is_one() {
        let mut closed = IgnoreBrokenPipe::new(FailingWriter(io::ErrorKind::BrokenPipe));
        assert!(!closed.is_closed);
        assert!(closed.write_all(b"text").and_then(|()| closed.flush()).is_ok());
        assert!(closed.is_closed);
        let mut full = IgnoreBrokenPipe::new(FailingWriter(io::ErrorKind::StorageFull));
        assert!(full.write_all(b"text").is_err());
        assert!(full.flush().is_err());
    }
}
