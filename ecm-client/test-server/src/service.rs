//! From a request to its answer, without the network: authenticate, find the action, check, answer.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use ecm_spec::model::{Action, Effect, Region, Severity, Spec};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::asked::Asked;
pub(super) use super::asked::Incoming;
use super::auth::{self, Account};
use super::fault::{Fault, Picked, Plan};
use super::ids::Ids;
use super::ledger::{Book, Commit};
use super::rate::Rates;
use super::recorded::Recorded;
use super::state::{Call, World};
use super::wire::{BodyError, Reply};
use super::{answer, body, check};

/// How many broken rules an answer names; a large body can break millions.
const NAMED: usize = 100;

/// In place of a signature, where what a request holds proves who is asking.
const UNSIGNED: &str = "SKIP";

/// Tells the time.
pub(super) type Now = Arc<dyn Fn() -> SystemTime + Send + Sync>;
/// Is told of every request.
pub(super) type Observer = Arc<dyn Fn(&Recorded) + Send + Sync>;

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) code: String,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }

    fn inside(&self) -> Map<String, Value> {
        let error = json!({ "Code": self.code, "Message": self.message });
        Map::from_iter([("Error".to_owned(), error)])
    }
}

impl BodyError {
    pub(super) fn into_refusal(self) -> Refusal {
        match self {
            Self::TooLarge => {
                let message = "The body must not be larger than 10 MB.";
                Refusal::new("RequestSizeLimitExceeded", message)
            }
            Self::Incomplete => Refusal::new("InvalidRequest", "The body did not arrive in full."),
        }
    }
}

/// What the user of the endpoint wants answered in place of what it would make up.
pub(super) enum Scripted {
    Answer(Map<String, Value>),
    Failure(Refusal),
}

/// A spec and what is remembered of it.
pub(super) struct Served {
    pub(super) spec: Spec,
    pub(super) world: Option<World>,
}

/// Everything that the endpoint knows.
pub(super) struct Service {
    pub(super) served: Vec<Served>,
    pub(super) accounts: RwLock<Vec<Account>>,
    pub(super) now: Now,
    pub(super) ids: Ids,
    pub(super) scripted: BTreeMap<String, Scripted>,
    /// Where limits are enforced, what they have let through.
    pub(super) rates: Option<Rates>,
    pub(super) faults: Plan,
    pub(super) book: Book,
    pub(super) observer: Option<Observer>,
}

/// An answer, not yet bytes.
pub(super) struct Response {
    pub(super) reply: Reply,
    /// The endpoint's own time: a client that corrects its clock must see the one that judges it.
    pub(super) date: Option<String>,
}

impl Service {
    /// The answer to a request, with a request id in success and in failure, or what a fault puts
    /// in its place.
    pub(super) fn respond(&self, request: &Incoming<'_>, picked: Option<&Picked>) -> Response {
        let request_id = self.ids.request();
        let mut sent = Value::Null;
        let mut outcome = if picked.is_none_or(|picked| picked.run) {
            self.run(request, &request_id, &mut sent)
        } else {
            // For the book, as far as it can be read.
            sent = request
                .body
                .as_ref()
                .ok()
                .and_then(|body| body::read(body).ok())
                .unwrap_or_default();
            Err(Refusal::new("InternalError", "A fault was asked for."))
        };
        if let Some(Picked { fault: Fault::Error { code, message }, .. }) = picked {
            outcome = Err(Refusal::new(code, message));
        }
        self.record(request, sent, &request_id, outcome.as_ref().err(), picked);
        let reply = match picked {
            Some(Picked { fault: Fault::Reply(reply), .. }) => reply.clone(),
            _ => {
                let mut inside = outcome.unwrap_or_else(|refusal| refusal.inside());
                inside.entry("RequestId").or_insert_with(|| request_id.into());
                Reply::json(json!({ "Response": inside }).to_string())
            }
        };
        Response { reply, date: self.http_date() }
    }

    /// The checks in the order in which the service makes them, as far as that can be seen.
    fn run(
        &self,
        request: &Incoming<'_>,
        request_id: &str,
        sent: &mut Value,
    ) -> Result<Map<String, Value>, Refusal> {
        let asked = request.asked()?;
        let unsigned = request.header("authorization") == UNSIGNED;
        let service = if unsigned {
            None
        } else {
            let accounts = self.accounts.read().unwrap_or_else(PoisonError::into_inner);
            auth::verify(request, &asked, &accounts, self.seconds())?
        };
        let (Served { spec, world }, action) = self.route(service, &asked)?;
        if unsigned && !action.unsigned {
            let message = "The action must be signed.";
            return Err(Refusal::new("AuthFailure.InvalidAuthorization", message));
        }
        if action.region == Region::Required && asked.region.is_empty() {
            return Err(Refusal::new("MissingParameter", "X-TC-Region must be given."));
        }
        self.admit(spec, action)?;
        *sent = asked.json(spec, action.request)?;
        judge(&check::check_action(spec, action, sent))?;
        let inside = match self.scripted.get(&action.name.wire) {
            Some(Scripted::Answer(inside)) => inside.clone(),
            Some(Scripted::Failure(refusal)) => return Err(refusal.clone()),
            None => {
                let mut inside = answer::made_up(spec, action, sent, &self.ids);
                if let Some(world) = world {
                    let call = Call { spec, action, body: sent, now: (self.now)() };
                    world.run(&call, &mut inside)?;
                }
                inside
            }
        };
        if action.effect == Effect::Create {
            self.book.commit(Commit {
                action: action.name.wire.clone(),
                request_id: request_id.to_owned(),
                connection: request.connection,
                ids: answer::generated_ids(spec, action.response, &inside),
                body: sent.clone(),
            });
        }
        Ok(inside)
    }

    /// The action that is asked for, of the service that the signature names, if it names one.
    fn route<'s>(
        &'s self,
        service: Option<&str>,
        asked: &Asked<'_>,
    ) -> Result<(&'s Served, &'s Action), Refusal> {
        let (name, version) = (asked.action.as_ref(), asked.version.as_ref());
        for (header, value) in [("X-TC-Action", name), ("X-TC-Version", version)] {
            if value.is_empty() {
                return Err(Refusal::new("MissingParameter", format!("{header} must be given.")));
            }
        }
        let of_service = || {
            let of_it = |served: &&Served| service.is_none_or(|name| served.spec.service == name);
            self.served.iter().filter(of_it)
        };
        let mut of_version =
            of_service().filter(|served| served.spec.version == version).peekable();
        if of_service().next().is_none() {
            let message = "The service of the credential scope is not served here.";
            return Err(Refusal::new("NoSuchProduct", message));
        }
        if of_version.peek().is_none() {
            let message = "The service does not have the version of X-TC-Version.";
            return Err(Refusal::new("NoSuchVersion", message));
        }
        let named = |served: &'s Served| {
            let mut actions = served.spec.actions.iter();
            actions.find(|action| action.name.wire == name).map(|found| (served, found))
        };
        of_version.find_map(named).ok_or_else(|| {
            Refusal::new("InvalidAction", "The service does not have the action of X-TC-Action.")
        })
    }

    /// Refuses what is over the limit of the action.
    fn admit(&self, spec: &Spec, action: &Action) -> Result<(), Refusal> {
        let (Some(rates), Some(limit)) = (&self.rates, &action.rate_limit) else { return Ok(()) };
        if rates.admits(&spec.service, &action.name.wire, limit.per_second, (self.now)()) {
            return Ok(());
        }
        let code = limit.server_error.as_deref().unwrap_or("RequestLimitExceeded");
        let message = format!("More than {} requests in one second.", limit.per_second);
        Err(Refusal::new(code, message))
    }

    /// Now, in seconds since 1970.
    fn seconds(&self) -> i64 {
        let seconds = match (self.now)().duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()),
            Err(before) => i64::try_from(before.duration().as_secs()).map(|seconds| -seconds),
        };
        seconds.unwrap_or(i64::MAX)
    }

    fn http_date(&self) -> Option<String> {
        let now = Timestamp::try_from((self.now)()).ok()?;
        Some(now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string())
    }

    fn record(
        &self,
        request: &Incoming<'_>,
        body: Value,
        request_id: &str,
        refusal: Option<&Refusal>,
        picked: Option<&Picked>,
    ) {
        let region = request.named("x-tc-region", "Region").into_owned();
        // A body that was not read is not kept either.
        let bytes =
            if body.is_null() { 0 } else { request.body.as_ref().map_or(0, |body| body.len()) };
        let recorded = Recorded {
            action: request.action().into_owned(),
            version: request.named("x-tc-version", "Version").into_owned(),
            region: (!region.is_empty()).then_some(region),
            body,
            request_id: request_id.to_owned(),
            error: refusal.map(|refusal| refusal.code.clone()),
            connection: request.connection,
            fault: picked.map(|picked| picked.fault.clone()),
        };
        if let Some(observer) = &self.observer {
            observer(&recorded);
        }
        self.book.requests.push(bytes, recorded);
    }
}

/// The answer to broken rules: the code of the first, the text of all that refuse, up to a limit.
fn judge(findings: &[check::Finding]) -> Result<(), Refusal> {
    let errors: Vec<_> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let Some(first) = errors.first() else { return Ok(()) };
    let mut message =
        errors.iter().take(NAMED).map(ToString::to_string).collect::<Vec<_>>().join("; ");
    if let Some(more) = errors.len().checked_sub(NAMED).filter(|more| *more > 0) {
        message.push_str(&format!("; and {more} more"));
    }
    Err(Refusal::new(first.code.clone(), message))
}
