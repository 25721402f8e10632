//! Creates that happen once, across crashes, retries and machines.
//!
//! The service refuses a signature of time T once its clock has passed T + 300 s, and a resource carries its tags.
//! So the signing time of each attempt is written to a journal before the request is signed with exactly that
//! time, and the request carries a tag. After a crash the tag is looked up: what is found was created. What a
//! complete look-up that began behind the *fence* (the latest signing time, plus the validity of a signature and the
//! time that a new resource takes to be listed) does not find was not created and never will be. Only then may the
//! create be sent again.
//!
//! [`Entry`] has the protocol as functions without I/O, [`Timing`] its durations, [`Journal`] the storage.

mod error;
mod journal;
mod launcher;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(any(feature = "sqlite", feature = "postgres"))]
mod rate;
#[cfg(feature = "sqlite")]
mod sqlite;

pub use ecm_launch_protocol::{
    Clocks, Entry, EntryTag, Judgement, LaunchState, Lease, LookUp, Order, Resolution, Resource,
    Situation, Target, Timing, TransitionError,
};
pub use error::LaunchError;
#[cfg(feature = "postgres")]
pub use journal::PostgresJournal;
#[cfg(feature = "sqlite")]
pub use journal::SqliteJournal;
pub use journal::{Journal, JournalError, MemoryJournal, Stored, WriteResult, write};
pub use launcher::{KnownBy, Launch, LaunchKeys, Launcher};
#[cfg(any(feature = "sqlite", feature = "postgres"))]
pub use rate::SharedRateLimiter;
