//! Names in certificates: who issued one, and for whom.

use rustls::pki_types::CertificateDer;

/// Maximum length of a name in a message, in characters.
const MAX_NAME: usize = 200;

/// Parts of a name that tell most, by the last number of their id (2.5.4.x), in order.
const PARTS: [(u8, &str); 3] = [(3, "CN"), (11, "OU"), (10, "O")];

/// Encoded names of the two parties of a certificate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Parties<'a> {
    pub(super) issuer: &'a [u8],
    pub(super) subject: &'a [u8],
}

impl<'a> Parties<'a> {
    /// Reads the names; `None` for bytes that are no certificate.
    pub(super) fn of(certificate: &'a CertificateDer<'_>) -> Option<Self> {
        const VERSION: u8 = 0xA0;
        let (_, certificate, _) = element(certificate)?;
        let (_, signed, _) = element(certificate)?;
        let (tag, _, rest) = element(signed)?;
        let rest = if tag == VERSION { element(rest)?.2 } else { rest };
        let (_, _, rest) = element(rest)?;
        let (_, issuer, rest) = element(rest)?;
        let (_, _, rest) = element(rest)?;
        let (_, subject, _) = element(rest)?;
        Some(Self { issuer, subject })
    }

    pub(super) fn is_self_signed(self) -> bool {
        self.issuer == self.subject
    }
}

/// Issuer at the end of the chain that a server has presented: the one that has to be trusted.
pub(super) fn last_issuer<'a>(
    end_entity: &'a CertificateDer<'_>,
    intermediates: &'a [CertificateDer<'_>],
) -> Option<Parties<'a>> {
    let mut last = Parties::of(end_entity)?;
    // Each step goes on to another certificate, so that a circle comes to its end.
    for _ in intermediates {
        let mut others = intermediates.iter().filter_map(Parties::of);
        match others.find(|other| !last.is_self_signed() && other.subject == last.issuer) {
            Some(next) => last = next,
            None => break,
        }
    }
    Some(last)
}

/// Formats a name, such as `CN=Example Root, O=Example`.
pub(super) fn readable(name: &[u8]) -> String {
    let mut found = Vec::new();
    let mut rest = name;
    while let Some((_, set, after)) = element(rest) {
        rest = after;
        let Some((_, pair, _)) = element(set) else { continue };
        let Some((_, id, value)) = element(pair) else { continue };
        let Some((tag, value, _)) = element(value) else { continue };
        if let [0x55, 0x04, part] = id {
            found.push((*part, text(tag, value)));
        }
    }
    let parts = PARTS.iter().flat_map(|(part, label)| {
        let found = found.iter().filter(move |(id, _)| id == part);
        found.map(move |(_, value)| format!("{label}={value}"))
    });
    let name = parts.collect::<Vec<_>>().join(", ");
    match name.is_empty() {
        true => "without a name".to_owned(),
        false => name.chars().take(MAX_NAME).collect(),
    }
}

fn text(tag: u8, value: &[u8]) -> String {
    const BMP: u8 = 0x1E;
    if tag != BMP {
        return String::from_utf8_lossy(value).into_owned();
    }
    let units = value
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Takes an element of DER apart: its tag, its content and what follows it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    const LONG: u8 = 0x80;
    let (&[tag, first], rest) = der.split_first_chunk::<2>()?;
    let (length, rest) = match first {
        first if first & LONG == 0 => (usize::from(first), rest),
        first => {
            // Four bytes of a length are more than any certificate has.
            let count = usize::from(first & !LONG);
            let (bytes, rest) = rest.split_at_checked(count).filter(|_| count <= 4)?;
            (bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest)
        }
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}
