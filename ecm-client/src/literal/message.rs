//! Text that is put together at compile time.

/// Text of limited size, built at compile time; a piece that does not fit is left out.
pub(super) struct ConstMessage {
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

#[allow(clippy::indexing_slicing, reason = "guarded by the capacity, and only run while compiling")]
impl ConstMessage {
    const CAPACITY: usize = 1024;

    pub(super) const fn new() -> Self {
        Self { bytes: [0; Self::CAPACITY], length: 0 }
    }

    pub(super) const fn text(mut self, text: &str) -> Self {
        // A text goes in whole or not at all, so that no character is cut.
        if text.len() > Self::CAPACITY - self.length {
            return self;
        }
        let mut rest = text.as_bytes();
        while let [byte, after @ ..] = rest {
            self.bytes[self.length] = *byte;
            self.length += 1;
            rest = after;
        }
        self
    }

    pub(super) const fn int(self, value: i128) -> Self {
        let message = if value < 0 { self.text("-") } else { self };
        message.digits(value.unsigned_abs())
    }

    const fn digits(self, value: u128) -> Self {
        let message = if value >= 10 { self.digits(value / 10) } else { self };
        let digit = [b'0' + (value % 10) as u8];
        match std::str::from_utf8(&digit) {
            Ok(digit) => message.text(digit),
            Err(_) => message,
        }
    }

    pub(super) const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "the literal breaks a rule of its field",
        }
    }
}
