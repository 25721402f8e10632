//! Keys that are settled without sending a create: by look-ups, or by a person.

use std::sync::{Mutex, PoisonError};

use super::*;
use ecm_launch_protocol::{Clocks, Judgement, LookUp};
use hook::{LookUpHook, is_unconfirmed};

impl Launcher {
    /// Settles the pending keys of this launcher's service, as far as that can be done now. Sends no create.
    ///
    /// # Errors
    ///
    /// If the journal cannot be read. What is wrong with a single key stands in its place.
    pub async fn recover(&self) -> Result<Vec<(String, Result<Launch, LaunchError>)>, LaunchError> {
        let epoch = self.journal.epoch().await?;
        let mut settled = Vec::new();
        for (key, stored) in self.journal.list().await? {
            let result = match Entry::read(&stored.text) {
                Err(problem) => Err(unreadable(&key, &problem)),
                Ok(entry) if entry.state(epoch) != LaunchState::Pending => continue,
                Ok(entry) if !self.is_of_service(&entry) => continue,
                Ok(_) => self.settle(&key).await,
            };
            settled.push((key, result));
        }
        Ok(settled)
    }

    fn is_of_service(&self, entry: &Entry) -> bool {
        let (spec, target) = (self.api.spec(), entry.target());
        target.service == spec.service && target.version == spec.version
    }

    /// Looks a pending key up again and again, until it is settled or the time is over.
    pub(super) async fn wait(&self, key: &str, end: Instant) -> Result<Launch, LaunchError> {
        loop {
            let launch = self.settle(key).await?;
            let pause = self.pause(&launch).await?;
            if launch.state != LaunchState::Pending || Instant::now() + pause > end {
                return Ok(launch);
            }
            sleep(pause).await;
        }
    }

    /// Returns the time until the next look-up.
    ///
    /// What is not found shows itself sooner or later, and an absence counts from the fence on.
    async fn pause(&self, launch: &Launch) -> Result<Duration, LaunchError> {
        let now = self.journal.now().await?;
        let left = launch.until.map_or(0, |until| until.saturating_sub(now));
        let left = Duration::from_secs(u64::try_from(left).unwrap_or(0));
        Ok(left.clamp(Duration::from_secs(1), POLL_INTERVAL))
    }

    /// Looks a pending key up, and stores what follows.
    async fn settle(&self, key: &str) -> Result<Launch, LaunchError> {
        for _ in 0..MAX_CONFLICTS {
            let at = self.situation().await?;
            let (entry, revision) = self.load(key).await?.ok_or(LaunchError::UnknownKey)?;
            if entry.state(at.epoch) != LaunchState::Pending {
                return Ok(self.to_launch(&entry, at, KnownBy::Remembered));
            }
            let action = LaunchAction::find(self.api, &entry.target().action)?;
            hook::check_static(entry.target(), &self.target(action.spec, &entry.target().action))?;
            let judged = match self.judge(&entry, action, at.epoch).await {
                // Another account may have been asked, where nothing of the key can be seen.
                Err(error) if is_unconfirmed(&error) && self.is_behind_fence(&entry, at) => {
                    Some(Box::new(entry.undecide(at)?))
                }
                judged => judged?,
            };
            let Some(next) = judged else {
                return Ok(self.to_launch(&entry, at, KnownBy::Found));
            };
            match write(&*self.journal, key, Some(&revision), next.to_text()).await? {
                WriteResult::Written { .. } => {
                    return Ok(self.to_launch(&next, at, KnownBy::Found));
                }
                WriteResult::Conflict => {}
            }
        }
        Err(TransitionError::LeaseLost.into())
    }

    fn is_behind_fence(&self, entry: &Entry, at: Situation) -> bool {
        entry.fence(&self.timing).is_none_or(|fence| at.now >= fence)
    }

    /// Judges a key by a look-up.
    ///
    /// A second one is made where only the first has shown the time of the service.
    async fn judge(
        &self,
        entry: &Entry,
        action: LaunchAction,
        epoch: u64,
    ) -> Result<Option<Box<Entry>>, LaunchError> {
        for _ in 0..2 {
            let look_up = self.look_up(entry, action).await?;
            let at = Situation { now: look_up.ended.journal, epoch };
            match entry.judge(&look_up, &self.timing, at) {
                Judgement::Settled(next) => return Ok(Some(next)),
                Judgement::Pending { until } => {
                    let ended = look_up.ended;
                    let is_behind = ended.journal >= until
                        && ended.service.is_some_and(|service| service >= until);
                    if !is_behind {
                        return Ok(None);
                    }
                }
            }
        }
        Ok(None)
    }

    async fn look_up(&self, entry: &Entry, action: LaunchAction) -> Result<LookUp, LaunchError> {
        let failure = Arc::new(Mutex::new(None));
        let client = self.client.with_attempt_hook(LookUpHook {
            target: entry.target().clone(),
            accounts: Arc::clone(&self.accounts),
            dates: Arc::clone(&self.dates),
            failure: Arc::clone(&failure),
        });
        let began = self.clocks().await?;
        let found = look_up::look_up(&client, self.api, &action, entry).await;
        let refused = failure.lock().unwrap_or_else(PoisonError::into_inner).take();
        let found = found.map_err(|error| refused.unwrap_or(error))?;
        Ok(LookUp { began, ended: self.clocks().await?, found })
    }

    async fn clocks(&self) -> Result<Clocks, LaunchError> {
        let service = self.last_date();
        Ok(Clocks { service, journal: self.journal.now().await? })
    }
}
