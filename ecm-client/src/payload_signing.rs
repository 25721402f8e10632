//! Part of a body that is signed.

/// Part of a raw body in the signature of its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadSigning {
    /// The SHA-256 of the bytes is signed, so that nobody can change them on the way.
    Signed,
    /// `UNSIGNED-PAYLOAD` is signed in their place, and only TLS protects them.
    Unsigned,
}
