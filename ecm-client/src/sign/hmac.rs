//! HMAC with keys of any length.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Block size of both hashes in bytes.
const BLOCK_SIZE: usize = 64;

/// Key that both passes of the hash have already taken in. As secret as the key itself; it and its
/// copies are wiped from memory when dropped.
#[derive(Clone)]
pub(super) struct HmacKey(Hmac<Sha256>);

impl HmacKey {
    pub(super) fn new(key: &[u8]) -> Self {
        Self(Hmac::new(&(*pad_key::<Sha256>(key)).into()))
    }

    /// Computes the MAC of the parts as one message.
    pub(super) fn sign(&self, parts: &[&str]) -> [u8; 32] {
        let mut mac = self.0.clone();
        for part in parts {
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}

pub(super) fn sha256(key: &[u8], message: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new(&(*pad_key::<Sha256>(key)).into());
    mac.update(message);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

pub(super) fn sha1(key: &[u8], message: &[u8]) -> Zeroizing<[u8; 20]> {
    let mut mac = Hmac::<Sha1>::new(&(*pad_key::<Sha1>(key)).into());
    mac.update(message);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// Pads a key to the block size, or hashes a longer one: a key of that size is never invalid.
fn pad_key<D: Digest>(key: &[u8]) -> Zeroizing<[u8; BLOCK_SIZE]> {
    let mut block = Zeroizing::new([0; BLOCK_SIZE]);
    if key.len() > BLOCK_SIZE {
        copy_prefix(&mut block, &D::digest(key));
    } else {
        copy_prefix(&mut block, key);
    }
    block
}

fn copy_prefix(block: &mut [u8; BLOCK_SIZE], bytes: &[u8]) {
    for (to, from) in block.iter_mut().zip(bytes) {
        *to = *from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign::hex;

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
