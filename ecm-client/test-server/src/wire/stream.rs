//! Bytes of a chunked response body.

/// Chunk that ends a body, without trailers.
pub(crate) const LAST_CHUNK: &[u8] = b"0\r\n\r\n";

/// Encodes bytes as chunks of at most `max` bytes; no bytes are no chunk, as that would be the last.
pub(crate) fn chunks(bytes: &[u8], max: usize) -> Vec<u8> {
    let mut encoded = Vec::with_capacity(bytes.len() + 16);
    for chunk in bytes.chunks(max.max(1)) {
        encoded.extend(size_line(chunk).into_bytes());
        encoded.extend(chunk);
        encoded.extend(b"\r\n");
    }
    encoded
}

/// Returns the position in the encoded chunks after so many of the bytes, or after all of them.
pub(crate) fn position_in_chunks(bytes: &[u8], max: usize, after: usize) -> usize {
    let (mut position, mut left) = (0, after.min(bytes.len()));
    for chunk in bytes.chunks(max.max(1)) {
        position += size_line(chunk).len();
        if left <= chunk.len() {
            return position + left;
        }
        left -= chunk.len();
        position += chunk.len() + 2;
    }
    position
}

fn size_line(chunk: &[u8]) -> String {
    format!("{:x}\r\n", chunk.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_within_an_event_is_found_in_its_chunks() {
        let bytes = b"0123456789ab";
        assert_eq!(chunks(bytes, usize::MAX), b"c\r\n0123456789ab\r\n");
        assert_eq!(chunks(bytes, 5), b"5\r\n01234\r\n5\r\n56789\r\n2\r\nab\r\n");
        assert_eq!(chunks(b"", 5), b"");
        for (max, after, sent) in [
            (99, 0, "c\r\n"),
            (99, 3, "c\r\n012"),
            (99, 12, "c\r\n0123456789ab"),
            (99, 13, "c\r\n0123456789ab"),
            (5, 5, "5\r\n01234"),
            (5, 6, "5\r\n01234\r\n5\r\n5"),
        ] {
            let encoded = chunks(bytes, max);
            let position = position_in_chunks(bytes, max, after);
            assert_eq!(&encoded[..position], sent.as_bytes(), "{max} {after}");
        }
    }
}
