//! Protocol of creates that happen once, as functions of a journal's entry.
//!
//! [`Entry`] is what a journal holds of a key. Its functions do no I/O, read no clock and draw no random number: each
//! takes an entry and returns the next one, or the reason against it. Whoever stores an entry does so only if the
//! journal still holds the one that the function has seen. [`Timing`] has the durations that an entry is judged by.

mod entry;
mod timing;

pub use entry::{
    Clocks, Entry, EntryTag, Judgement, LaunchState, Lease, LookUp, Order, Resolution, Resource,
    Situation, Target, TransitionError,
};
pub use timing::Timing;
