//! Launcher: runs the protocol over a client and a journal.

mod accounts;
mod action;
mod created;
mod hook;
mod keys;
mod look_up;
mod settle;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use ecm_client::dynamic::{Api, DynamicRequest};
use ecm_client::{Client, Outcome, Request, SignatureMethod, rt};
use serde_json::Value;
use tokio::time::{Instant, sleep};

use crate::journal::{WriteResult, random_name, write};
use crate::{Journal, LaunchError, LaunchState, Timing};
use accounts::Accounts;
use action::LaunchAction;
use ecm_launch_protocol::{Entry, EntryTag, Order, Resource, Situation, Target, TransitionError};
use hook::{CreateHook, Progress};
pub use keys::LaunchKeys;
use look_up::difference;

/// Characters of a key at most.
const MAX_KEY: usize = 200;
/// Time between two look-ups of a launch that waits.
const POLL_INTERVAL: Duration = Duration::from_secs(5);
/// Changes by other processes that a launch puts up with.
const MAX_CONFLICTS: usize = 10;

/// Launcher of creates that happen once.
///
/// A key names one create: an order number, for example. [`Launcher::launch`] sends the request at most once for a key,
/// whatever crashes and however many processes try, and [`Launcher::recover`] finds out about the keys that a crash
/// has left pending, without sending anything that creates.
pub struct Launcher {
    client: Client,
    api: Api,
    journal: Arc<dyn Journal>,
    timing: Timing,
    tag_key: String,
    accounts: Arc<Accounts>,
    deadline: Duration,
    /// Last `Date` of the service's host.
    dates: Arc<AtomicI64>,
}

/// State of a key after a launch or a recovery.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Launch {
    /// Key.
    pub key: String,
    /// State.
    pub state: LaunchState,
    /// Resources that are known to belong to the key.
    pub ids: Vec<Resource>,
    /// Number of resources that are wanted, where the request says it.
    pub wanted: Option<u64>,
    /// Time of both clocks behind which a look-up settles a key that is pending.
    pub until: Option<i64>,
    /// Time of the journal's clock since which the key is in its state.
    pub since: i64,
    /// Source of the knowledge.
    pub known_by: KnownBy,
    /// False if the state could not be written down. The tag will find it again.
    pub recorded: bool,
}

/// Source of what is known of a launch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KnownBy {
    /// The answer to the create.
    Sent,
    /// A look-up of the tag.
    Found,
    /// The journal.
    Remembered,
}

impl Launcher {
    /// Creates a launcher of the actions of a spec, with default settings.
    ///
    /// # Errors
    ///
    /// If the client signs with a method other than TC3-HMAC-SHA256: only those signatures are known to expire.
    pub fn new(
        client: Client,
        api: Api,
        journal: impl Journal + 'static,
    ) -> Result<Self, LaunchError> {
        if client.signature_method() != SignatureMethod::Tc3HmacSha256 {
            let why = "only requests signed with TC3-HMAC-SHA256 can be launched once";
            return Err(LaunchError::Unsuitable(why.to_owned()));
        }
        Ok(Self {
            accounts: Arc::new(Accounts::new(client.clone())),
            client,
            api,
            journal: Arc::new(journal),
            timing: Timing::default(),
            tag_key: "launch-once".to_owned(),
            deadline: Duration::from_secs(60),
            dates: Arc::new(AtomicI64::new(i64::MIN)),
        })
    }

    /// Sets the durations that the protocol rests on.
    #[must_use]
    pub fn timing(self, timing: Timing) -> Self {
        Self { timing, ..self }
    }

    /// Sets the time that a launch may wait for a pending key to be settled (60 s).
    #[must_use]
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    /// Sets the key of the tags (`launch-once`).
    ///
    /// # Errors
    ///
    /// If the service reserves it.
    pub fn tag_key(self, key: impl Into<String>) -> Result<Self, LaunchError> {
        let tag_key = key.into();
        let mut tags = self.api.spec().actions.iter().filter_map(|one| one.tracking_tag.as_ref());
        if tag_key.is_empty() || tags.any(|tag| tag.is_reserved(&tag_key)) {
            let why = format!("{tag_key:?} cannot be the key of a tag: it is empty or reserved");
            return Err(LaunchError::Unsuitable(why));
        }
        Ok(Self { tag_key, ..self })
    }

    /// Asserts the account that the credentials belong to.
    ///
    /// It is recorded with each key, instead of the one that STS tells.
    #[must_use]
    pub fn account(self, account: impl Into<String>) -> Self {
        Self { accounts: Arc::new(self.accounts.assert(account.into())), ..self }
    }

    /// Enables or disables asking STS for the account of a secret id (default: enabled).
    ///
    /// It is asked once for each secret id, by `GetCallerIdentity`, which needs no permission; a launch goes on
    /// without an answer. A key that was begun with another secret id is settled only where both are known to belong
    /// to the same account, and otherwise becomes [`Undecided`](LaunchState::Undecided): secret ids of roles change
    /// every few hours.
    #[must_use]
    pub fn account_lookup(self, enabled: bool) -> Self {
        Self { accounts: Arc::new(self.accounts.with_lookup(enabled)), ..self }
    }

    /// Returns the keys of the journal.
    #[must_use]
    pub fn keys(&self) -> LaunchKeys {
        LaunchKeys::of(Arc::clone(&self.journal), self.timing)
    }

    /// Launches a generated request; otherwise as [`Launcher::launch`].
    ///
    /// # Errors
    ///
    /// As with [`Launcher::launch`].
    pub async fn launch_request<R: Request>(
        &self,
        key: &str,
        request: &R,
    ) -> Result<Launch, LaunchError> {
        let action = LaunchAction::find(self.api, R::ACTION.name)?;
        let text = rt::to_json(request);
        let request = serde_json::from_str(&text);
        let request = request.map_err(|error| LaunchError::Unsuitable(error.to_string()))?;
        self.run(key, action, request).await
    }

    /// Launches a request: sends it at most once for the key.
    ///
    /// Where the key was launched before, nothing is sent: the state in the journal is given back, and a pending key
    /// is looked up. Only a key that is [`NotCreated`](LaunchState::NotCreated) is sent again. The state is
    /// [`Pending`](LaunchState::Pending) if nothing can be said before the deadline.
    ///
    /// # Errors
    ///
    /// If nothing was sent, or the service has rejected the request. A key whose attempt was recorded stays pending
    /// even then, until a look-up settles it.
    pub async fn launch(&self, key: &str, request: &DynamicRequest) -> Result<Launch, LaunchError> {
        let action = LaunchAction::find(self.api, request.action().name())?;
        let request = serde_json::from_str(request.json());
        let request = request.map_err(|error| LaunchError::Unsuitable(error.to_string()))?;
        self.run(key, action, request).await
    }

    async fn run(
        &self,
        key: &str,
        action: LaunchAction,
        request: Value,
    ) -> Result<Launch, LaunchError> {
        check_key(key)?;
        let shown = action.without_secrets(&request);
        let end = Instant::now() + self.deadline;
        for _ in 0..MAX_CONFLICTS {
            let at = self.situation().await?;
            let known = self.load(key).await?;
            if let Some((entry, _)) = &known {
                self.check_request(entry, &action, &shown)?;
            }
            match known {
                Some((entry, revision)) => match entry.state(at.epoch) {
                    LaunchState::NotCreated => {
                        let known = Some((entry, revision));
                        if let Some(launch) = self.send(key, action, &request, known, at).await? {
                            return Ok(launch);
                        }
                    }
                    LaunchState::Pending => {
                        let launch = self.wait(key, end).await?;
                        if launch.state != LaunchState::NotCreated {
                            return Ok(launch);
                        }
                    }
                    _ => return Ok(self.to_launch(&entry, at, KnownBy::Remembered)),
                },
                None => {
                    if let Some(launch) = self.send(key, action, &request, None, at).await? {
                        return Ok(launch);
                    }
                }
            }
        }
        Err(LaunchError::Refused(TransitionError::LeaseLost))
    }

    /// Sends a request whose key is free; `None` if another process was first.
    async fn send(
        &self,
        key: &str,
        action: LaunchAction,
        request: &Value,
        known: Option<(Entry, String)>,
        at: Situation,
    ) -> Result<Option<Launch>, LaunchError> {
        let random = || EntryTag { key: self.tag_key.clone(), value: random_name() };
        let tag = known.as_ref().map_or_else(random, |(entry, _)| entry.tag().clone());
        let name = &action.action.name.wire;
        let text = action.tagged(request, &tag)?.to_string();
        let to_send = action.call.request(&text);
        let to_send = to_send.map_err(|error| LaunchError::Unsuitable(error.to_string()))?;
        let order = Order {
            key: key.to_owned(),
            target: self.target(action.spec, name),
            request: action.without_secrets(request),
            wanted: action.wanted(request),
            tag,
        };
        let progress = Arc::new(Progress::new(self.launch_parts(), order, known, at.epoch));
        let client = self.client.with_attempt_hook(CreateHook(Arc::clone(&progress)));
        let sent = client.send_dynamic(&to_send).await;
        let recorded = progress.recorded();
        match sent {
            Ok(response) => {
                let response = serde_json::from_str(response.json()).unwrap_or_default();
                let ids = action.ids(&response);
                self.answered(key, &ids, progress).await.map(Some)
            }
            Err(_) if progress.lost_race() => Ok(None),
            Err(error) => {
                let until = recorded.as_ref().and_then(|entry| entry.fence(&self.timing));
                if error.outcome() != Outcome::Unknown || recorded.is_none() {
                    return Err(progress.failure().unwrap_or(LaunchError::call(error, until)));
                }
                // The answer was lost. What was created may be listed already.
                let end = Instant::now() + POLL_INTERVAL.min(self.deadline);
                match self.wait(key, end).await {
                    Ok(launch) => Ok(Some(launch)),
                    Err(_) => Err(LaunchError::call(error, until)),
                }
            }
        }
    }

    /// Records the ids of an answer. That this fails loses nothing.
    async fn answered(
        &self,
        key: &str,
        ids: &[String],
        progress: Arc<Progress>,
    ) -> Result<Launch, LaunchError> {
        let ids: Vec<Resource> =
            ids.iter().map(|id| Resource { id: id.clone(), state: None }).collect();
        let mut known = progress.current();
        let mut unrecorded = None;
        for _ in 0..MAX_CONFLICTS {
            let Some((entry, revision)) = known else { break };
            let at = Situation {
                now: self.journal.now().await.unwrap_or(entry.since()),
                epoch: self.journal.epoch().await.unwrap_or(progress.epoch()),
            };
            let next = entry.record_answer(&ids, at);
            let launch = self.to_launch(&next, at, KnownBy::Sent);
            let unrecorded = unrecorded.insert(Launch { recorded: false, ..launch.clone() });
            match write(&*self.journal, key, Some(&revision), next.to_text()).await {
                Ok(WriteResult::Written { .. }) => return Ok(launch),
                Ok(WriteResult::Conflict) => match self.load(key).await {
                    // The key may have been forgotten and launched anew: then the ids are not those of the entry.
                    Ok(loaded) => known = loaded.filter(|(entry, _)| entry.tag() == progress.tag()),
                    Err(_) => return Ok(unrecorded.clone()),
                },
                Err(_) => return Ok(unrecorded.clone()),
            }
        }
        unrecorded.ok_or(LaunchError::UnknownKey)
    }

    fn to_launch(&self, entry: &Entry, at: Situation, known_by: KnownBy) -> Launch {
        to_launch(&self.timing, entry, at, known_by)
    }

    /// Target of the keys of this launcher; host and secret id are known with the first attempt.
    fn target(&self, spec: &ecm_spec::Spec, action: &str) -> Target {
        Target {
            service: spec.service.clone(),
            version: spec.version.clone(),
            action: action.to_owned(),
            host: String::new(),
            region: self.client.region().map(str::to_owned),
            secret_id: String::new(),
            account: self.accounts.asserted().map(str::to_owned),
        }
    }

    fn check_request(
        &self,
        entry: &Entry,
        action: &LaunchAction,
        shown: &Value,
    ) -> Result<(), LaunchError> {
        hook::check_static(entry.target(), &self.target(action.spec, &action.action.name.wire))?;
        if entry.request() != shown {
            return Err(LaunchError::OtherRequest {
                difference: difference(entry.request(), shown),
            });
        }
        Ok(())
    }

    async fn situation(&self) -> Result<Situation, LaunchError> {
        situation(&*self.journal).await
    }

    async fn load(&self, key: &str) -> Result<Option<(Entry, String)>, LaunchError> {
        load(&*self.journal, key).await
    }

    fn last_date(&self) -> Option<i64> {
        Some(self.dates.load(Ordering::SeqCst)).filter(|date| *date != i64::MIN)
    }

    fn launch_parts(&self) -> hook::Parts {
        hook::Parts {
            journal: Arc::clone(&self.journal),
            timing: self.timing,
            dates: Arc::clone(&self.dates),
            accounts: Arc::clone(&self.accounts),
        }
    }
}

async fn situation(journal: &dyn Journal) -> Result<Situation, LaunchError> {
    Ok(Situation { now: journal.now().await?, epoch: journal.epoch().await? })
}

/// Returns the entry of a key, and its revision.
async fn load(journal: &dyn Journal, key: &str) -> Result<Option<(Entry, String)>, LaunchError> {
    let Some(stored) = journal.load(key).await? else { return Ok(None) };
    let entry = Entry::read(&stored.text).map_err(|problem| unreadable(key, &problem))?;
    Ok(Some((entry, stored.revision)))
}

fn to_launch(timing: &Timing, entry: &Entry, at: Situation, known_by: KnownBy) -> Launch {
    let state = entry.state(at.epoch);
    let until = entry.fence(timing).filter(|_| state == LaunchState::Pending);
    Launch {
        key: entry.key().to_owned(),
        state,
        ids: entry.ids().to_vec(),
        wanted: entry.wanted(),
        until,
        since: entry.since(),
        known_by,
        recorded: true,
    }
}

fn unreadable(key: &str, problem: &str) -> LaunchError {
    LaunchError::Journal(crate::JournalError::new(format!(
        "the entry of {key:?} cannot be read: {problem}"
    )))
}

fn check_key(key: &str) -> Result<(), LaunchError> {
    let is_plain = key.bytes().all(|byte| byte.is_ascii_graphic());
    if key.is_empty() || key.len() > MAX_KEY || !is_plain {
        let why = format!("a key has 1 to {MAX_KEY} visible ASCII characters and no blanks");
        return Err(LaunchError::Unsuitable(why));
    }
    Ok(())
}

impl fmt::Debug for Launcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Launcher")
            .field("client", &self.client)
            .field("api", &self.api)
            .field("timing", &self.timing)
            .finish_non_exhaustive()
    }
}
