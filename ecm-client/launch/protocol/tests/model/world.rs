//! State of the world: the journal's entry, the service and the processes.
//!
//! Times are relative to the service's clock, so that a world that only grows older is the same world.

use std::fmt;

use ecm_launch_protocol::LaunchState;

use super::rules::{FAR, Rules};

/// No message, no lease, no snapshot.
pub(crate) const NONE: i8 = i8::MIN;

/// Entry of the key, as far as worlds differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Row {
    pub(crate) state: LaunchState,
    /// Latest signing time of all attempts; only this one decides.
    pub(crate) signed: i8,
    /// End of the lease.
    pub(crate) lease: i8,
    /// Number of known resources.
    pub(crate) ids: u8,
    /// Time at which the journal was restored, if the row is of a backup.
    pub(crate) restored: i8,
}

/// Step that a process is in front of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// Does nothing, or was just started.
    Idle,
    /// Has chosen a signing time, and is about to record it.
    Chosen(i8),
    /// Has recorded the attempt, and is about to sign and send.
    Recorded(i8),
    /// Waits for the answer to a request, which is on its way.
    Sent(i8),
    /// Was refused, and is about to choose another signing time.
    Refused,
    /// Has an answer with this number of ids, and is about to record it.
    Answered(u8),
    /// Looks up the tag: clocks at the begin, and number of resources once the list was read.
    Looking { service: i8, journal: i8, found: i8 },
    /// Has judged a look-up, and is about to store the settled entry.
    Settling { state: LaunchState, ids: u8 },
    /// Does not exist in this search.
    Absent,
}

/// Process, with the lease or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Process {
    pub(crate) phase: Phase,
    pub(crate) holds_lease: bool,
}

/// State of everything.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct World {
    pub(crate) row: Option<Row>,
    /// Ticks by which the journal's clock is ahead.
    pub(crate) skew: i8,
    /// Creates that were carried out.
    pub(crate) commits: u8,
    /// Resources that the list shows with their tag.
    pub(crate) listed: u8,
    /// Resources that it does not show yet, and ticks until it does at the latest.
    pub(crate) hidden: u8,
    pub(crate) due: i8,
    /// Signing times of requests on their way that nobody waits for any more.
    pub(crate) orphans: [i8; 2],
    pub(crate) processes: [Process; 3],
}

impl World {
    /// World without an entry.
    pub(crate) fn new(rules: &Rules, skew: i8) -> Self {
        let process = |number| Process {
            phase: if number < rules.processes { Phase::Idle } else { Phase::Absent },
            holds_lease: false,
        };
        Self {
            row: None,
            skew,
            commits: 0,
            listed: 0,
            hidden: 0,
            due: 0,
            orphans: [NONE; 2],
            processes: [process(0), process(1), process(2)],
        }
    }

    pub(crate) fn state(&self) -> Option<LaunchState> {
        self.row.map(|row| match row.restored {
            NONE => row.state,
            _ => LaunchState::Undecided,
        })
    }

    /// Orders what has no order of its own.
    pub(crate) fn canonical(mut self) -> Self {
        self.processes.sort_unstable();
        self.orphans.sort_unstable();
        self
    }

    /// Lets a tick pass: every time is further away.
    pub(crate) fn tick(mut self, rules: &Rules) -> Self {
        let oldest = -(rules.service_validity + 1);
        if let Some(row) = &mut self.row {
            row.signed = older(row.signed, -FAR);
            if row.restored != NONE {
                row.restored = older(row.restored, -FAR);
            }
            if row.lease != NONE && rules.lease_ends {
                row.lease = older(row.lease, -FAR);
            }
        }
        for orphan in &mut self.orphans {
            // One that would be refused is no longer of interest.
            *orphan = if *orphan <= oldest + 1 { NONE } else { *orphan - 1 };
        }
        for process in &mut self.processes {
            match &mut process.phase {
                Phase::Chosen(time) => *time = older(*time, -FAR),
                Phase::Recorded(time) | Phase::Sent(time) => *time = older(*time, oldest),
                Phase::Looking { service, journal, .. } => {
                    *service = older(*service, -FAR);
                    *journal = older(*journal, -FAR);
                }
                _ => {}
            }
        }
        self.due = if self.hidden > 0 { self.due - 1 } else { 0 };
        self
    }
}

/// A time one tick later. A date from a lie stays where it is.
fn older(time: i8, oldest: i8) -> i8 {
    if time == FAR { time } else { (time - 1).max(oldest) }
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} skew {} commits {} listed {} hidden {}/{} orphans {:?} {:?}",
            self.row,
            self.skew,
            self.commits,
            self.listed,
            self.hidden,
            self.due,
            self.orphans,
            self.processes
        )
    }
}
