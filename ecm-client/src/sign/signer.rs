//! Credentials that remember the keys they derived.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Authorization, CanonicalRequest, Scope, SigningKey, SigningTime, StringToSign};
use crate::Credentials;

/// Credentials with the signing keys derived from them.
///
/// A key is good for a service and a day, so the keys of the last day used are all that is kept.
/// The cache belongs to the credentials: other credentials are another signer.
pub(crate) struct Signer {
    credentials: Arc<Credentials>,
    keys: Mutex<Vec<(Scope, SigningKey)>>,
}

/// More services than one client will ever call; beyond it, the oldest key is derived again.
const MOST_KEYS: usize = 64;

impl Signer {
    pub(crate) fn new(credentials: Arc<Credentials>) -> Self {
        Self { credentials, keys: Mutex::new(Vec::new()) }
    }

    pub(crate) fn credentials(&self) -> &Arc<Credentials> {
        &self.credentials
    }

    pub(crate) fn sign(
        &self,
        request: &CanonicalRequest,
        service: &str,
        time: &SigningTime,
    ) -> (StringToSign, Authorization) {
        let scope = Scope::new(time, service);
        let text = StringToSign::new(request, &scope, time);
        let signature = self.key(&scope).sign(&text);
        let id = self.credentials.secret_id();
        let authorization = Authorization::new(id, &scope, request, &signature);
        (text, authorization)
    }

    fn key(&self, scope: &Scope) -> SigningKey {
        // A thread that panicked while it held the lock cannot have left half a key.
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, key)) = keys.iter().find(|(known, _)| known == scope) {
            return key.clone();
        }
        keys.retain(|(known, _)| known.date() == scope.date());
        if keys.len() >= MOST_KEYS {
            keys.remove(0);
        }
        let key = SigningKey::derive(self.credentials.secret_key(), scope);
        keys.push((scope.clone(), key.clone()));
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(signer: &Signer) -> Vec<String> {
        signer.keys.lock().unwrap().iter().map(|(scope, _)| scope.to_string()).collect()
    }

    #[test]
    fn keys_are_kept_for_the_day() {
        let signer = Signer::new(Arc::new(Credentials::new("id", "key")));
        let request = CanonicalRequest::new("POST", "", [("host", "h")], b"");
        let day = |seconds| SigningTime::from_seconds(seconds).unwrap();
        let first = signer.sign(&request, "ecm", &day(0));
        signer.sign(&request, "cvm", &day(86_399));
        assert_eq!(keys(&signer), ["1970-01-01/ecm/tc3_request", "1970-01-01/cvm/tc3_request"]);
        assert_eq!(signer.sign(&request, "ecm", &day(0)), first);
        signer.sign(&request, "ecm", &day(86_400));
        assert_eq!(keys(&signer), ["1970-01-02/ecm/tc3_request"]);
    }

    #[test]
    fn there_are_never_more_than_so_many_keys() {
        let signer = Signer::new(Arc::new(Credentials::new("id", "key")));
        let request = CanonicalRequest::new("POST", "", [("host", "h")], b"");
        let time = SigningTime::from_seconds(0).unwrap();
        for number in 0..200 {
            signer.sign(&request, &format!("service{number}"), &time);
        }
        assert_eq!(keys(&signer).len(), MOST_KEYS);
    }
}
