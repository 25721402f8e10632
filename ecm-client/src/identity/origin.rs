//! Places that credentials come from.

use std::sync::{Mutex, PoisonError};

/// Description of the place that the last credentials came from; it holds no secret.
#[derive(Debug, Default)]
pub(crate) struct Origin(Mutex<Option<String>>);

impl Origin {
    pub(crate) fn set(&self, text: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
    }

    pub(crate) fn get(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
