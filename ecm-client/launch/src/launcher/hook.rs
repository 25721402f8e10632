//! Hooks of the calls that a launch makes: attempts are recorded, hosts compared, dates kept.

use std::error::Error;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use ecm_client::{AttemptHook, BoxFuture, PlannedAttempt};

use super::accounts::Accounts;
use crate::journal::{WriteResult, random_name, write};
use crate::{Journal, LaunchError, Timing};
use ecm_launch_protocol::{Entry, EntryTag, Order, Situation, Target, TransitionError};

/// Part of a target that two credentials of one account differ in.
const SECRET_ID: &str = "secret id";

/// Conflicts with other writers that one attempt puts up with.
const MAX_CONFLICTS: usize = 5;

pub(super) type HookResult = Result<(), Box<dyn Error + Send + Sync>>;

/// Parts of a launcher that hooks need.
pub(super) struct Parts {
    pub(super) journal: Arc<dyn Journal>,
    pub(super) timing: Timing,
    pub(super) dates: Arc<AtomicI64>,
    pub(super) accounts: Arc<Accounts>,
}

/// Launch that is being sent, with what the journal holds of it.
pub(super) struct Progress {
    parts: Parts,
    order: Order,
    holder: String,
    epoch: u64,
    state: Mutex<ProgressState>,
}

struct ProgressState {
    /// Entry and its revision, as last stored or loaded.
    current: Option<(Entry, String)>,
    /// An attempt of this launch was recorded.
    recorded: bool,
    lost_race: bool,
    failure: Option<LaunchError>,
}

impl Progress {
    pub(super) fn new(
        parts: Parts,
        order: Order,
        current: Option<(Entry, String)>,
        epoch: u64,
    ) -> Self {
        let state = ProgressState { current, recorded: false, lost_race: false, failure: None };
        Self { parts, order, holder: random_name(), epoch, state: Mutex::new(state) }
    }

    pub(super) fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Returns the tag that the request carries.
    pub(super) fn tag(&self) -> &EntryTag {
        &self.order.tag
    }

    /// Returns the entry, if an attempt of this launch is in it.
    pub(super) fn recorded(&self) -> Option<Entry> {
        let state = self.state();
        state.current.as_ref().filter(|_| state.recorded).map(|(entry, _)| entry.clone())
    }

    pub(super) fn current(&self) -> Option<(Entry, String)> {
        self.state().current.clone()
    }

    /// Returns true if another process took the key before anything was recorded.
    pub(super) fn lost_race(&self) -> bool {
        let state = self.state();
        state.lost_race && !state.recorded
    }

    pub(super) fn failure(&self) -> Option<LaunchError> {
        let mut state = self.state();
        if state.recorded { None } else { state.failure.take() }
    }

    fn state(&self) -> MutexGuard<'_, ProgressState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records an attempt, as the protocol allows it.
    async fn record(&self, attempt: PlannedAttempt<'_>) -> Result<(), LaunchError> {
        let Parts { journal, timing, .. } = &self.parts;
        for _ in 0..MAX_CONFLICTS {
            let at = Situation { now: journal.now().await?, epoch: journal.epoch().await? };
            if at.epoch != self.epoch {
                return Err(TransitionError::LeaseLost.into());
            }
            let (current, recorded) = {
                let state = self.state();
                (state.current.clone(), state.recorded)
            };
            let entry = match &current {
                Some((entry, _)) => {
                    check_attempt(entry.target(), attempt, &self.parts.accounts).await?;
                    entry.clone()
                }
                None => Entry::begin(self.order_of(attempt).await, at),
            };
            let entry = match recorded {
                true => entry,
                false => entry.take_lease(&self.holder, timing, at)?,
            };
            let next = entry.record_attempt(&self.holder, attempt.signing_time, timing, at)?;
            let expected = current.as_ref().map(|(_, revision)| &**revision);
            match write(&**journal, &self.order.key, expected, next.to_text()).await? {
                WriteResult::Written { revision } => {
                    let mut state = self.state();
                    state.current = Some((next, revision));
                    state.recorded = true;
                    return Ok(());
                }
                WriteResult::Conflict if !recorded => {
                    self.state().lost_race = true;
                    return Err(TransitionError::LeaseLost.into());
                }
                WriteResult::Conflict => {
                    let loaded = super::load(&**journal, &self.order.key).await?;
                    self.state().current = Some(loaded.ok_or(LaunchError::UnknownKey)?);
                }
            }
        }
        Err(TransitionError::LeaseLost.into())
    }

    async fn order_of(&self, attempt: PlannedAttempt<'_>) -> Order {
        let mut order = self.order.clone();
        order.target.host = attempt.host.to_owned();
        let secret_id = attempt.secret_id.unwrap_or_default();
        order.target.secret_id = secret_id.to_owned();
        order.target.account = self.parts.accounts.of(secret_id).await;
        order
    }
}

/// Hook of a create: records each attempt before it is signed.
pub(super) struct CreateHook(pub(super) Arc<Progress>);

impl AttemptHook for CreateHook {
    fn before_attempt<'a>(&'a self, attempt: PlannedAttempt<'a>) -> BoxFuture<'a, HookResult> {
        Box::pin(async move {
            let recorded = self.0.record(attempt).await;
            recorded.map_err(|error| {
                let text = error.to_string();
                self.0.state().failure = Some(error);
                text.into()
            })
        })
    }

    fn on_date(&self, date: SystemTime) {
        keep_date(&self.0.parts.dates, date);
    }
}

/// Hook of a look-up: refuses another host or account, and keeps the dates of answers.
pub(super) struct LookUpHook {
    pub(super) target: Target,
    pub(super) accounts: Arc<Accounts>,
    pub(super) dates: Arc<AtomicI64>,
    pub(super) failure: Arc<Mutex<Option<LaunchError>>>,
}

impl AttemptHook for LookUpHook {
    fn before_attempt<'a>(&'a self, attempt: PlannedAttempt<'a>) -> BoxFuture<'a, HookResult> {
        Box::pin(async move {
            let checked = check_attempt(&self.target, attempt, &self.accounts).await;
            checked.map_err(|error| {
                let text = error.to_string();
                *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                text.into()
            })
        })
    }

    fn on_date(&self, date: SystemTime) {
        keep_date(&self.dates, date);
    }
}

fn keep_date(dates: &AtomicI64, date: SystemTime) {
    if let Ok(since) = date.duration_since(UNIX_EPOCH) {
        let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MIN);
        dates.store(seconds, Ordering::SeqCst);
    }
}

/// Compares what is known of a client before it sends.
pub(super) fn check_static(recorded: &Target, given: &Target) -> Result<(), LaunchError> {
    let none = || "no region".to_owned();
    let region = |target: &Target| target.region.clone().unwrap_or_else(none);
    for (part, recorded, given) in [
        ("service", recorded.service.clone(), given.service.clone()),
        ("version", recorded.version.clone(), given.version.clone()),
        ("action", recorded.action.clone(), given.action.clone()),
        ("region", region(recorded), region(given)),
    ] {
        same(part, &recorded, &given)?;
    }
    match (&recorded.account, &given.account) {
        (Some(recorded), Some(given)) => same("account", recorded, given),
        _ => Ok(()),
    }
}

/// Compares the host and the account of an attempt. Another secret id is allowed where both are known to belong to the
/// same account.
async fn check_attempt(
    recorded: &Target,
    attempt: PlannedAttempt<'_>,
    accounts: &Accounts,
) -> Result<(), LaunchError> {
    same("host", &recorded.host, attempt.host)?;
    let secret_id = attempt.secret_id.unwrap_or_default();
    let given = match recorded.secret_id == secret_id {
        true => accounts.asserted().map(str::to_owned),
        false => accounts.of(secret_id).await,
    };
    match (recorded.account.as_deref(), given) {
        (Some(recorded), Some(given)) => same("account", recorded, &given),
        _ => same(SECRET_ID, &recorded.secret_id, secret_id),
    }
}

/// Returns true if an attempt was refused for its secret id, whose account is not known to be the same.
pub(super) fn is_unconfirmed(error: &LaunchError) -> bool {
    matches!(error, LaunchError::OtherTarget { part: SECRET_ID, .. })
}

fn same(part: &'static str, recorded: &str, given: &str) -> Result<(), LaunchError> {
    if recorded == given {
        return Ok(());
    }
    let (recorded, given) = (recorded.to_owned(), given.to_owned());
    Err(LaunchError::OtherTarget { part, recorded, given })
}
