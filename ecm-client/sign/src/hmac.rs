//! HMAC with keys of any length.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;
use zeroize::Zeroizing;

/// Key that both passes of the hash have already taken in. As secret as the key itself; it and its
/// copies are wiped from memory when dropped.
#[derive(Clone)]
pub(crate) struct HmacKey(Hmac<Sha256>);

impl HmacKey {
    pub(crate) fn new(key: &[u8]) -> Self {
        Self(keyed(key))
    }

    /// Computes the MAC of the parts as one message.
    pub(crate) fn sign(&self, parts: &[&str]) -> [u8; 32] {
        let mut mac = self.0.clone();
        for part in parts {
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}

pub(crate) fn sha256(key: &[u8], message: &[u8]) -> Zeroizing<[u8; 32]> {
    let mac: Hmac<Sha256> = keyed(key);
    Zeroizing::new(mac.chain_update(message).finalize().into_bytes().into())
}

pub(crate) fn sha1(key: &[u8], message: &[u8]) -> Zeroizing<[u8; 20]> {
    let mac: Hmac<Sha1> = keyed(key);
    Zeroizing::new(mac.chain_update(message).finalize().into_bytes().into())
}

#[expect(clippy::expect_used, reason = "HMAC hashes a key that is longer than a block")]
fn keyed<M: KeyInit>(key: &[u8]) -> M {
    M::new_from_slice(key).expect("a key of any length is valid")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    /// Cases 1, 2 and 6 of RFC 2202 and of RFC 4231.
    #[test]
    fn keys_of_any_length_give_what_the_standards_say() {
        let hello = b"Hi There";
        let question = b"what do ya want for nothing?";
        let long = b"Test Using Larger Than Block-Size Key - Hash Key First";
        for (key, message, expected) in [
            (&[0x0b; 20][..], &hello[..], "b617318655057264e28bc0b6fb378c8ef146be00"),
            (b"Jefe", question, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (&[0xaa; 80], long, "aa4ae5e15272d00e95705637ce8a3b55ed402112"),
        ] {
            assert_eq!(hex(&*sha1(key, message)), expected);
        }
        for (key, message, expected) in [
            (
                &[0x0b; 20][..],
                &hello[..],
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (b"Jefe", question, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            (
                &[0xaa; 131],
                long,
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ] {
            assert_eq!(hex(&*sha256(key, message)), expected);
        }
    }
}
