//! Changes of an entry.

use super::{Entry, FORMAT, LaunchState, Lease, Order, Resource, TransitionError};
use crate::Timing;

/// Journal's time and epoch when a change is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Time of the journal's clock.
    pub now: i64,
    /// Epoch of the journal.
    pub epoch: u64,
}

/// Times of both clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// Time of the service's clock: the `Date` of an answer that came before, from the host that takes the
    /// create. `None` if there is none.
    pub service: Option<i64>,
    /// Time of the journal's clock.
    pub journal: i64,
}

/// Complete look-up of the tag of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookUp {
    /// Clocks before its first request.
    pub began: Clocks,
    /// Clocks after its last answer.
    pub ended: Clocks,
    /// Resources that it found, each with the tag.
    pub found: Vec<Resource>,
}

/// Result of judging an entry by a look-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The key is settled or undecided, and this is its new entry.
    Settled(Box<Entry>),
    /// Nothing can be said yet.
    Pending {
        /// Earliest time of both clocks at which a look-up that begins then can settle the key.
        until: i64,
    },
}

/// Decision of a person about a key that is undecided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// These resources exist.
    Created(Vec<String>),
    /// Nothing was created.
    NotCreated,
}

impl Entry {
    /// Begins a key, without an attempt.
    #[must_use]
    pub fn begin(order: Order, at: Situation) -> Self {
        let Order { key, target, request, wanted, tag } = order;
        Self {
            format: FORMAT,
            key,
            target,
            request,
            wanted,
            tag,
            attempts: Vec::new(),
            lease: None,
            state: LaunchState::Pending,
            ids: Vec::new(),
            since: at.now,
            epoch: at.epoch,
        }
    }

    /// Takes the lease of a key of which nothing was sent, or nothing was created.
    ///
    /// # Errors
    ///
    /// If the key is in another state.
    pub fn take_lease(
        &self,
        holder: &str,
        timing: &Timing,
        at: Situation,
    ) -> Result<Self, TransitionError> {
        match (self.state(at.epoch), &self.lease) {
            (LaunchState::NotCreated, _) => {}
            (LaunchState::Pending, None) if self.attempts.is_empty() => {}
            (LaunchState::Pending, Some(lease)) => {
                return Err(TransitionError::LeaseTaken { until: lease.until });
            }
            (state, _) => return Err(TransitionError::State(state)),
        }
        let lease = Lease { holder: holder.to_owned(), until: timing.lease_end(at.now) };
        Ok(Self { lease: Some(lease), ..self.changed(LaunchState::Pending, at) })
    }

    /// Records an attempt, before anything is signed with its time.
    ///
    /// # Errors
    ///
    /// If the process does not hold the lease, or its clock is too far ahead. Then it must not send.
    pub fn record_attempt(
        &self,
        holder: &str,
        signed: i64,
        timing: &Timing,
        at: Situation,
    ) -> Result<Self, TransitionError> {
        let state = self.state(at.epoch);
        let lease = self.lease.as_ref().filter(|lease| lease.holder == holder);
        let lease =
            lease.filter(|_| state == LaunchState::Pending).ok_or(TransitionError::LeaseLost)?;
        if lease.until < at.now {
            return Err(TransitionError::LeaseExpired { until: lease.until, now: at.now });
        }
        if signed > timing.latest_signing_time(at.now) {
            return Err(TransitionError::ClockAhead { signed, now: at.now });
        }
        let mut next = self.clone();
        next.attempts.push(signed);
        Ok(next)
    }

    /// Records the ids in the answer to a create. They count whatever was recorded before: that a resource
    /// exists is a fact.
    #[must_use]
    pub fn record_answer(&self, ids: &[Resource], at: Situation) -> Self {
        let ids = self.with_ids(ids);
        match self.state_by_number(ids.len()) {
            // Fewer than wanted: the list may show the rest later.
            None | Some(LaunchState::Partial) if self.state == LaunchState::Pending => {
                Self { ids, ..self.clone() }
            }
            None => self.clone(),
            Some(state) => Self { ids, lease: None, ..self.changed(state, at) },
        }
    }

    /// Judges a pending key by a complete look-up, made after this entry was loaded.
    ///
    /// Only a look-up that *began* when both clocks had passed the fence proves an absence: an earlier one may
    /// have read the list before the create was carried out. And it must *end* within the absence window: a later
    /// one may have read the list after somebody removed the resource.
    #[must_use]
    pub fn judge(&self, look_up: &LookUp, timing: &Timing, at: Situation) -> Judgement {
        let settled = |state, ids| {
            Judgement::Settled(Box::new(Self { ids, lease: None, ..self.changed(state, at) }))
        };
        let ids = self.with_ids(&look_up.found);
        let by_number = self.state_by_number(ids.len());
        if let Some(state @ (LaunchState::Created | LaunchState::Excess)) = by_number {
            return settled(state, ids);
        }
        // Without an attempt, nothing was signed that could be sent.
        let fence = self.fence(timing).unwrap_or(self.since);
        let began = look_up.began;
        if began.journal < fence || began.service.is_none_or(|service| service < fence) {
            return Judgement::Pending { until: fence };
        }
        let window_end = timing.window_end(fence);
        let ended = look_up.ended;
        let is_late =
            ended.journal > window_end || ended.service.is_none_or(|service| service > window_end);
        match by_number {
            Some(state) => settled(state, ids),
            None if is_late => settled(LaunchState::Undecided, ids),
            None => settled(LaunchState::NotCreated, ids),
        }
    }

    /// Leaves a pending key to a person.
    ///
    /// For where nobody can look it up whose account is known to be the right one.
    ///
    /// # Errors
    ///
    /// If the key is in another state.
    pub fn undecide(&self, at: Situation) -> Result<Self, TransitionError> {
        match self.state(at.epoch) {
            LaunchState::Pending => {
                Ok(Self { lease: None, ..self.changed(LaunchState::Undecided, at) })
            }
            state => Err(TransitionError::State(state)),
        }
    }

    /// Closes a key that is undecided, by the decision of a person.
    ///
    /// # Errors
    ///
    /// If the key is not undecided, the ids do not fit, or nothing was created and an attempt may still be carried
    /// out.
    pub fn resolve(
        &self,
        resolution: &Resolution,
        timing: &Timing,
        at: Situation,
    ) -> Result<Self, TransitionError> {
        let state = self.state(at.epoch);
        if state != LaunchState::Undecided {
            return Err(TransitionError::State(state));
        }
        let (state, ids) = match resolution {
            Resolution::Created(ids) => {
                let named = ids.iter().map(|id| Resource { id: id.clone(), state: None });
                let ids = self.with_ids(&named.collect::<Vec<_>>());
                let state = self.state_by_number(ids.len());
                (state.ok_or(TransitionError::Ids("at least one id is needed"))?, ids)
            }
            Resolution::NotCreated if !self.ids.is_empty() => {
                return Err(TransitionError::Ids("resources are known that belong to the key"));
            }
            Resolution::NotCreated => {
                let until = self.fence_in(at.epoch, timing);
                if at.now < until {
                    return Err(TransitionError::TooEarly { until, now: at.now });
                }
                (LaunchState::NotCreated, Vec::new())
            }
        };
        Ok(Self { ids, lease: None, ..self.changed(state, at) })
    }

    /// Checks that the key may be removed from the journal.
    ///
    /// # Errors
    ///
    /// If the key is not settled.
    pub fn check_forgettable(&self, epoch: u64) -> Result<(), TransitionError> {
        match self.state(epoch) {
            state @ (LaunchState::Pending | LaunchState::Undecided) => {
                Err(TransitionError::State(state))
            }
            _ => Ok(()),
        }
    }

    /// Returns the fence of all attempts, and of those that a restored journal has forgotten.
    ///
    /// The latest of these was recorded when the journal was restored.
    fn fence_in(&self, epoch: u64, timing: &Timing) -> i64 {
        let known = self.fence(timing).unwrap_or(self.since);
        if self.epoch == epoch {
            return known;
        }
        let restored = i64::try_from(epoch).unwrap_or(i64::MAX);
        known.max(timing.fence(timing.latest_signing_time(restored)))
    }

    /// Returns a copy in a state, which it has from now on unless it had it before.
    fn changed(&self, state: LaunchState, at: Situation) -> Self {
        let since = if self.state(at.epoch) == state { self.since } else { at.now };
        Self { state, since, epoch: at.epoch, ..self.clone() }
    }

    /// Returns the known resources and others, each once; a listed state is news.
    fn with_ids(&self, more: &[Resource]) -> Vec<Resource> {
        let mut ids = self.ids.clone();
        for resource in more {
            match ids.iter_mut().find(|known| known.id == resource.id) {
                Some(known) if resource.state.is_some() => known.clone_from(resource),
                Some(_) => {}
                None => ids.push(resource.clone()),
            }
        }
        ids
    }

    /// Returns the state that a number of resources stands for; `None` for none.
    fn state_by_number(&self, number: usize) -> Option<LaunchState> {
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        match (number, self.wanted) {
            (0, _) => None,
            (_, None) => Some(LaunchState::Created),
            (_, Some(wanted)) if number < wanted => Some(LaunchState::Partial),
            (_, Some(wanted)) if number > wanted => Some(LaunchState::Excess),
            _ => Some(LaunchState::Created),
        }
    }
}
