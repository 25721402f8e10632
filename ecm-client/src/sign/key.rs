//! The third step: the key of the day, and what it makes of a string.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{Scope, StringToSign, hex};
use crate::{SecretText, secret::REDACTED};

/// A key that signs for one service on one day; wiped from memory when dropped.
#[derive(Clone)]
pub struct SigningKey(Zeroizing<[u8; 32]>);

impl SigningKey {
    /// The key of a scope.
    #[must_use]
    pub fn derive(secret_key: &SecretText, scope: &Scope) -> Self {
        let secret = Zeroizing::new([b"TC3", secret_key.expose().as_bytes()].concat());
        let of_date = hmac(&secret, scope.date().as_bytes());
        let of_service = hmac(&*of_date, scope.service().as_bytes());
        Self(hmac(&*of_service, Scope::END.as_bytes()))
    }

    /// Signs a string.
    #[must_use]
    pub fn sign(&self, text: &StringToSign) -> Signature {
        Signature(hex(&*hmac(&*self.0, text.as_str().as_bytes())))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// A signature in hexadecimal digits; whoever has it can send the request it is for.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature(String);

impl Signature {
    /// The digits.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

const BLOCK: usize = 64;

fn hmac(key: &[u8], message: &[u8]) -> Zeroizing<[u8; 32]> {
    // A key as long as a block of the hash cannot be of the wrong length: a shorter one is filled
    // with zeros and a longer one hashed, as the definition of HMAC says.
    let mut block = Zeroizing::new([0; BLOCK]);
    if key.len() > BLOCK {
        fill(&mut block, &Sha256::digest(key));
    } else {
        fill(&mut block, key);
    }
    let mut mac = Hmac::<Sha256>::new(&(*block).into());
    mac.update(message);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

fn fill(block: &mut [u8; BLOCK], bytes: &[u8]) {
    for (to, from) in block.iter_mut().zip(bytes) {
        *to = *from;
    }
}
