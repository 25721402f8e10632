//! What calls say of themselves, and what really happened.

use std::collections::BTreeMap;

use crate::simulation::depot::Op;
use ecm_client::{Error, ErrorCategory, Outcome};

/// How a call ended, for its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    Done,
    NotSent,
    /// Refused, and nothing was done.
    Refused,
    /// Refused by a code that leaves open whether something was done.
    RefusedInDoubt,
    Unknown,
    /// Dropped before it ended.
    Dropped,
}

impl Said {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Done,
        Self::NotSent,
        Self::Refused,
        Self::RefusedInDoubt,
        Self::Unknown,
        Self::Dropped,
    ];

    pub fn of(result: Option<&Result<String, Error>>) -> Self {
        let Some(result) = result else { return Self::Dropped };
        let Err(error) = result else { return Self::Done };
        match (error.outcome(), error.category()) {
            (Outcome::NotSent, _) => Self::NotSent,
            (Outcome::Unknown, _) => Self::Unknown,
            (
                Outcome::Rejected,
                Some(ErrorCategory::InternalError | ErrorCategory::FailedOperation),
            ) => Self::RefusedInDoubt,
            (Outcome::Rejected, _) => Self::Refused,
        }
    }

    /// What may have been created.
    fn allows(self, commits: usize) -> bool {
        match self {
            Self::Done => commits == 1,
            Self::NotSent | Self::Refused => commits == 0,
            Self::RefusedInDoubt | Self::Unknown | Self::Dropped => commits <= 1,
        }
    }
}

/// How often calls ended how, and how many of those had created something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    creates: BTreeMap<Said, (u64, u64)>,
    others: BTreeMap<Said, u64>,
    /// As the service counts them.
    commits: u64,
}

impl Tally {
    /// Notes a call and how often the service says that it created.
    pub fn note(&mut self, op: Op, said: Said, commits: usize) -> Result<(), String> {
        if op != Op::Launch {
            *self.others.entry(said).or_default() += 1;
            return if commits == 0 { Ok(()) } else { Err(format!("{op:?} created")) };
        }
        let (calls, created) = self.creates.entry(said).or_default();
        *calls += 1;
        *created += commits as u64;
        match said.allows(commits) {
            true => Ok(()),
            false => Err(format!("{said:?}, and {commits} commits")),
        }
    }

    /// What the service counted in all, whoever it was for.
    pub fn committed(&mut self, commits: usize) {
        self.commits += commits as u64;
    }

    pub fn with(mut self, other: Self) -> Self {
        self.add(other);
        self
    }

    pub fn add(&mut self, other: Self) {
        for (said, (calls, created)) in other.creates {
            let sum = self.creates.entry(said).or_default();
            *sum = (sum.0 + calls, sum.1 + created);
        }
        for (said, calls) in other.others {
            *self.others.entry(said).or_default() += calls;
        }
        self.commits += other.commits;
    }

    fn created(&self, said: Said) -> u64 {
        self.creates.get(&said).map_or(0, |(_, created)| *created)
    }

    /// What was created is what succeeded and what nobody knows of.
    pub fn check(&self) {
        let successes = self.creates.get(&Said::Done).map_or(0, |(calls, _)| *calls);
        let in_doubt = [Said::Unknown, Said::Dropped, Said::RefusedInDoubt];
        let in_doubt: u64 = in_doubt.map(|said| self.created(said)).iter().sum();
        assert_eq!(self.commits, successes + in_doubt, "{self:?}");
    }

    /// Whether all of this came of calls that create, and creations were lost.
    pub fn has(&self, all: &[Said]) -> bool {
        all.iter().all(|said| self.creates.contains_key(said))
            && self.created(Said::Unknown) > 0
            && self.created(Said::Dropped) > 0
    }
}
