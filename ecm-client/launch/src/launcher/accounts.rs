//! Account behind the secret id that signs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ecm_client::credentials::CallerIdentity;
use ecm_client::{AttemptHook, BoxFuture, Client, Outcome, PlannedAttempt};
use tokio::time::timeout;

use super::hook::HookResult;

/// Time that the question may take: a launch goes on without an answer.
const MAX_WAIT: Duration = Duration::from_secs(5);

/// Accounts of secret ids, as asserted by the caller or told by STS.
pub(super) struct Accounts {
    client: Client,
    asserted: Option<String>,
    lookup: bool,
    /// Answers of STS by secret id; `None` where it refused to say.
    known: Mutex<BTreeMap<String, Option<String>>>,
}

impl Accounts {
    pub(super) fn new(client: Client) -> Self {
        Self { client, asserted: None, lookup: true, known: Mutex::default() }
    }

    pub(super) fn assert(&self, account: String) -> Self {
        Self { asserted: Some(account), ..Self::new(self.client.clone()) }
    }

    pub(super) fn with_lookup(&self, lookup: bool) -> Self {
        Self { lookup, asserted: self.asserted.clone(), ..Self::new(self.client.clone()) }
    }

    /// Returns the account that the caller asserts.
    pub(super) fn asserted(&self) -> Option<&str> {
        self.asserted.as_deref()
    }

    /// Returns the account of a secret id, where it can be had.
    pub(super) async fn of(&self, secret_id: &str) -> Option<String> {
        if self.asserted.is_some() || !self.lookup {
            return self.asserted.clone();
        }
        if let Some(known) = self.known().get(secret_id) {
            return known.clone();
        }
        let signer = Signer::default();
        let client = self.client.with_attempt_hook(signer.clone());
        let account = match timeout(MAX_WAIT, CallerIdentity::of(&client)).await {
            Ok(Ok(identity)) => identity.account_id,
            Ok(Err(error)) if error.outcome() == Outcome::Rejected => None,
            // Another time there may be an answer.
            _ => return None,
        };
        // The credentials may have been renewed since the attempt was planned.
        let signed_by = signer.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.known().insert(signed_by?, account);
        self.known().get(secret_id).cloned().flatten()
    }

    fn known(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Option<String>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Hook that keeps the secret id of the last attempt.
#[derive(Clone, Default)]
struct Signer(Arc<Mutex<Option<String>>>);

impl AttemptHook for Signer {
    fn before_attempt<'a>(&'a self, attempt: PlannedAttempt<'a>) -> BoxFuture<'a, HookResult> {
        let secret_id = attempt.secret_id.map(str::to_owned);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = secret_id;
        Box::pin(async { Ok(()) })
    }
}
