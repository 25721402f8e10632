//! Entry of a key in the journal, and the protocol as functions of it.
//!
//! Nothing here does I/O, reads a clock or draws a random number: each function takes an entry and returns the
//! next one, or the reason against it. The launcher stores what they return, each time only if the entry is
//! still the one that the function has seen. The model checker of this crate calls the same functions.

mod transition;
mod transition_error;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Timing;
pub use transition::{Clocks, Judgement, LookUp, Resolution, Situation};
pub use transition_error::TransitionError;

/// Version of the form of an entry.
const FORMAT: u32 = 1;

/// Action and account that a key belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Service, such as `ecm`.
    pub service: String,
    /// Version of its API.
    pub version: String,
    /// Action that creates.
    pub action: String,
    /// Host that the create is sent to.
    pub host: String,
    /// Region, if the calls have one.
    pub region: Option<String>,
    /// Secret id of the credentials that signed the first attempt.
    pub secret_id: String,
    /// Account id, where it is known.
    pub account: Option<String>,
}

/// Key and value of a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryTag {
    /// Key of the tag.
    pub key: String,
    /// Value of the tag: 128 random bits.
    pub value: String,
}

impl std::fmt::Display for EntryTag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}={}", self.key, self.value)
    }
}

/// Resource that belongs to a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Id that the service gave it.
    pub id: String,
    /// State that it was listed with, where the list shows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// Right of one process to make attempts for a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lease {
    /// Random name of the process's launch.
    pub holder: String,
    /// Time of the journal's clock until which it may make attempts.
    pub until: i64,
}

/// State of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaunchState {
    /// An attempt may have been carried out, or may still be.
    Pending,
    /// As many resources exist as were wanted.
    Created,
    /// Fewer resources exist than were wanted. The rest is never sent by itself.
    Partial,
    /// More resources exist than were wanted: a signed request was carried out twice.
    Excess,
    /// Nothing was created, and nothing will be by the attempts made so far.
    NotCreated,
    /// Nothing was found, and that proves nothing. A person must decide.
    Undecided,
}

impl LaunchState {
    /// Returns the state as it is written in the journal, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Created => "created",
            Self::Partial => "partial",
            Self::Excess => "excess",
            Self::NotCreated => "not_created",
            Self::Undecided => "undecided",
        }
    }
}

/// Everything that a key needs at its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Key that the user has chosen.
    pub key: String,
    /// Action and account.
    pub target: Target,
    /// Request without its secret fields.
    pub request: Value,
    /// Number of resources that are wanted, where the request says it.
    pub wanted: Option<u64>,
    /// Tag that the request carries.
    pub tag: EntryTag,
}

/// Entry of a key, as the journal holds it. Times are seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    format: u32,
    key: String,
    target: Target,
    request: Value,
    wanted: Option<u64>,
    tag: EntryTag,
    attempts: Vec<i64>,
    lease: Option<Lease>,
    state: LaunchState,
    ids: Vec<Resource>,
    since: i64,
    epoch: u64,
}

impl Entry {
    /// Reads an entry from the text in a journal.
    ///
    /// # Errors
    ///
    /// If the text is no entry, or one of a later version of this crate.
    pub fn read(text: &str) -> Result<Self, String> {
        let entry: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match entry.format {
            FORMAT => Ok(entry),
            other => Err(format!("its format is {other}; this version reads format {FORMAT}")),
        }
    }

    /// Writes the entry as JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Texts, numbers and lists of them: nothing that JSON cannot hold.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Returns the key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the action and the account.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// Returns the request without its secret fields.
    #[must_use]
    pub fn request(&self) -> &Value {
        &self.request
    }

    /// Returns the number of resources that are wanted.
    #[must_use]
    pub fn wanted(&self) -> Option<u64> {
        self.wanted
    }

    /// Returns the tag that the request carries.
    #[must_use]
    pub fn tag(&self) -> &EntryTag {
        &self.tag
    }

    /// Returns the signing times of all attempts, in the order in which they were recorded.
    #[must_use]
    pub fn attempts(&self) -> &[i64] {
        &self.attempts
    }

    /// Returns the lease, while a process may make attempts.
    #[must_use]
    pub fn lease(&self) -> Option<&Lease> {
        self.lease.as_ref()
    }

    /// Returns the state. After a restore of the journal, every key is undecided.
    #[must_use]
    pub fn state(&self, epoch: u64) -> LaunchState {
        if self.epoch == epoch { self.state } else { LaunchState::Undecided }
    }

    /// Returns the resources that are known to belong to the key.
    #[must_use]
    pub fn ids(&self) -> &[Resource] {
        &self.ids
    }

    /// Returns the time of the journal's clock since which the key is in its state.
    #[must_use]
    pub fn since(&self) -> i64 {
        self.since
    }

    /// Returns the time behind which an absence proves that nothing was created: the fence of the latest
    /// attempt. `None` without attempts.
    #[must_use]
    pub fn fence(&self, timing: &Timing) -> Option<i64> {
        self.attempts.iter().max().map(|signed| timing.fence(*signed))
    }
}

#[cfg(test)]
mod tests;
