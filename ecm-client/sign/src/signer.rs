//! All steps at once, by credentials that remember the keys they derived.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::string_to_sign::parts;
use crate::{Authorization, CanonicalHead, CredentialScope, Credentials, SigningKey, SigningTime};

/// Signer with credentials, which caches the keys that it derives from them.
///
/// A key is valid for one service on one day; only the keys of the last day used are kept. They
/// belong to the credentials: other credentials need another signer.
///
/// ```
/// use ecm_sign::{CanonicalHead, Credentials, Signer, SigningTime};
///
/// let signer = Signer::new(Credentials::new("the-secret-id", "the-secret-key"));
/// let headers = [("content-type", "application/json"), ("host", "cvm.tencentcloudapi.com")];
/// let head = CanonicalHead::new("POST", "", headers);
/// let time = SigningTime::from_seconds(1_551_113_065)?;
/// let header = signer.authorize(&head, b"{}", "cvm", &time);
/// assert!(header.expose().starts_with("TC3-HMAC-SHA256 Credential=the-secret-id/2019-02-25/cvm/"));
/// # Ok::<(), ecm_sign::TimeOutOfRange>(())
/// ```
pub struct Signer {
    credentials: Arc<Credentials>,
    keys: Mutex<Vec<Arc<CachedKey>>>,
}

/// Signing key with its day and scope.
struct CachedKey {
    day: i64,
    scope: CredentialScope,
    key: SigningKey,
}

/// Maximum number of cached keys; beyond it, the oldest is derived again.
const MAX_KEYS: usize = 64;

impl Signer {
    /// Creates a signer with these credentials.
    pub fn new(credentials: impl Into<Arc<Credentials>>) -> Self {
        Self { credentials: credentials.into(), keys: Mutex::new(Vec::new()) }
    }

    /// Returns the credentials.
    pub fn credentials(&self) -> &Arc<Credentials> {
        &self.credentials
    }

    /// Signs a request with this head and payload; returns its `Authorization`.
    #[must_use]
    pub fn authorize(
        &self,
        head: &CanonicalHead,
        payload: &[u8],
        service: &str,
        time: &SigningTime,
    ) -> Authorization {
        let hash = head.hash_with(payload);
        let key = self.key(service, time);
        let mut seconds = itoa::Buffer::new();
        let parts = parts(seconds.format(time.seconds()), &key.scope, hash.as_str());
        let digits = key.key.sign_parts(&parts);
        let secret_id = self.credentials.secret_id();
        Authorization::from_digits(secret_id, &key.scope, head.signed_headers(), digits.as_str())
    }

    fn key(&self, service: &str, time: &SigningTime) -> Arc<CachedKey> {
        let day = time.day();
        // A thread that panicked with the lock held cannot have left half a key.
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let known = keys.iter().find(|key| key.day == day && key.scope.service() == service);
        if let Some(key) = known {
            return Arc::clone(key);
        }
        keys.retain(|key| key.day == day);
        if keys.len() >= MAX_KEYS {
            keys.remove(0);
        }
        let scope = CredentialScope::new(time, service);
        let key = SigningKey::derive(self.credentials.secret_key(), &scope);
        let key = Arc::new(CachedKey { day, scope, key });
        keys.push(Arc::clone(&key));
        key
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("credentials", &self.credentials).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(signer: &Signer) -> Vec<String> {
        signer.keys.lock().unwrap().iter().map(|key| key.scope.to_string()).collect()
    }

    #[test]
    fn keys_are_kept_for_the_day() {
        let signer = Signer::new(Credentials::new("id", "key"));
        let head = CanonicalHead::new("POST", "", [("host", "h")]);
        let sign = |service, seconds| {
            let time = SigningTime::from_seconds(seconds).unwrap();
            signer.authorize(&head, b"", service, &time)
        };
        let first = sign("ecm", 0);
        sign("cvm", 86_399);
        assert_eq!(keys(&signer), ["1970-01-01/ecm/tc3_request", "1970-01-01/cvm/tc3_request"]);
        assert_eq!(sign("ecm", 0), first);
        sign("ecm", 86_400);
        assert_eq!(keys(&signer), ["1970-01-02/ecm/tc3_request"]);
        assert_eq!(sign("ecm", 0), first);
        sign("ecm", -1);
        assert_eq!(keys(&signer), ["1969-12-31/ecm/tc3_request"]);
    }

    #[test]
    fn there_are_never_more_than_so_many_keys() {
        let signer = Signer::new(Credentials::new("id", "key"));
        let head = CanonicalHead::new("POST", "", [("host", "h")]);
        let time = SigningTime::from_seconds(0).unwrap();
        for number in 0..200 {
            let _ = signer.authorize(&head, b"", &format!("service{number}"), &time);
        }
        assert_eq!(keys(&signer).len(), MAX_KEYS);
    }
}
