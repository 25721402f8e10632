//! The description of an endpoint, and why it may not start.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, RwLock};
use std::time::SystemTime;

use crate::simulation;
use serde_json::Value;

use super::TestServer;
use super::auth::AcceptedCredentials;
use super::fault::{FaultPlan, FaultRule};
use super::ids::IdGenerator;
use super::ledger::LedgerState;
use super::rate::RateWindows;
use super::rejection::Rejection;
use super::request_log::RecordedRequest;
use super::service::{RequestObserver, ServedSpec, ServerClock, Service};
use super::state::SimulatedState;

/// What an [`TestServer`] is to know and do.
#[must_use = "an endpoint runs once it is started"]
pub struct TestServerBuilder {
    specs: Vec<String>,
    simulations: Vec<String>,
    unknown_spec: Option<String>,
    credentials: Vec<AcceptedCredentials>,
    now: ServerClock,
    seed: Option<u64>,
    responses: BTreeMap<String, Result<Value, Rejection>>,
    faults: Vec<FaultRule>,
    rate_limits: bool,
    observer: Option<RequestObserver>,
    port: u16,
}

impl TestServerBuilder {
    pub(super) fn new() -> Self {
        Self {
            specs: Vec::new(),
            simulations: Vec::new(),
            unknown_spec: None,
            credentials: Vec::new(),
            now: Arc::new(SystemTime::now),
            seed: None,
            responses: BTreeMap::new(),
            faults: Vec::new(),
            rate_limits: true,
            observer: None,
            port: 0,
        }
    }

    /// Serves the actions of a spec, given as its JSON text. Any number of specs can be served.
    pub fn spec(mut self, text: impl Into<String>) -> Self {
        self.specs.push(text.into());
        self
    }

    /// Remembers what requests do, as a simulation of one of the specs describes it; given as its
    /// JSON text.
    pub fn simulation(mut self, text: impl Into<String>) -> Self {
        self.simulations.push(text.into());
        self
    }

    /// Serves the spec that ships under this name, such as `ecm-2019-07-19`, with its simulation.
    pub fn shipped(mut self, name: &str) -> Self {
        let Some(spec) = ecm_spec::shipped(name) else {
            self.unknown_spec = Some(name.to_owned());
            return self;
        };
        match crate::simulation::shipped(name) {
            Some(simulation) => self.spec(spec).simulation(simulation),
            None => self.spec(spec),
        }
    }

    /// Lets an account in. Without one, every request is refused.
    pub fn credentials(
        mut self,
        secret_id: impl Into<String>,
        secret_key: impl Into<String>,
    ) -> Self {
        let (secret_id, secret_key) = (secret_id.into(), secret_key.into());
        self.credentials.push(AcceptedCredentials { secret_id, secret_key, token: None });
        self
    }

    /// Lets an account in that must show a session token.
    pub fn credentials_with_token(
        mut self,
        secret_id: impl Into<String>,
        secret_key: impl Into<String>,
        token: impl Into<String>,
    ) -> Self {
        let (secret_id, secret_key) = (secret_id.into(), secret_key.into());
        self.credentials.push(AcceptedCredentials {
            secret_id,
            secret_key,
            token: Some(token.into()),
        });
        self
    }

    /// Tells the time in place of the system, to judge timestamps and to date answers.
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.now = Arc::new(now);
        self
    }

    /// Makes up the same ids in every run.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Answers every valid request of `action` with `response`: the object inside `Response`. A
    /// `RequestId` is added where it has none.
    pub fn respond_with(mut self, action: impl Into<String>, response: Value) -> Self {
        self.responses.insert(action.into(), Ok(response));
        self
    }

    /// Refuses every valid request of `action`, as the service would for reasons of its own.
    pub fn respond_with_error(
        mut self,
        action: impl Into<String>,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        self.responses.insert(action.into(), Err(Rejection::new(code, message)));
        self
    }

    /// Lets requests meet a fault. Of several rules that speak of a request, the first counts.
    pub fn fault(mut self, rule: FaultRule) -> Self {
        self.faults.push(rule);
        self
    }

    /// Whether the rate limits of the specs are enforced; they are where nothing is said.
    pub fn rate_limits(mut self, enforced: bool) -> Self {
        self.rate_limits = enforced;
        self
    }

    /// Is told of every request, once it is known what is answered to it.
    pub fn on_request(
        mut self,
        observer: impl Fn(&RecordedRequest) + Send + Sync + 'static,
    ) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Listens on this port in place of any that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Reads the specs, binds a port of the loopback interface and serves in the background
    /// until the endpoint is shut down or dropped.
    ///
    /// Runs inside a tokio runtime with I/O and time enabled.
    ///
    /// # Errors
    ///
    /// If a spec has problems, an answer or a fault is for an action that no spec has, an answer is
    /// not an object, or the system does not give the port.
    pub async fn start(self) -> Result<TestServer, StartError> {
        let port = self.port;
        let service = self.service()?;
        TestServer::launch(service, port).await.map_err(StartError::Bind)
    }

    /// Everything but the socket.
    pub(super) fn service(self) -> Result<Service, StartError> {
        if let Some(name) = self.unknown_spec {
            return Err(StartError::NotShipped(name));
        }
        let served = read_specs(&self.specs, &self.simulations)?;
        let known = |wire: &str| {
            let mut actions = served.iter().flat_map(|served| &served.spec.actions);
            actions.any(|action| action.name.wire == wire)
        };
        let mut scripted = BTreeMap::new();
        for (action, response) in self.responses {
            if !known(&action) {
                return Err(StartError::UnknownAction(action));
            }
            let response = match response {
                Ok(Value::Object(fields)) => Ok(fields),
                Ok(_) => return Err(StartError::ResponseNotAnObject(action)),
                Err(rejection) => Err(rejection),
            };
            scripted.insert(action, response);
        }
        let unknown =
            self.faults.iter().filter_map(FaultRule::named_action).find(|name| !known(name));
        if let Some(action) = unknown {
            return Err(StartError::UnknownAction(action.to_owned()));
        }
        // Fresh hash keys are the standard library's only source of chance.
        let seed = self.seed.unwrap_or_else(|| RandomState::new().hash_one(()));
        Ok(Service {
            served,
            credentials: RwLock::new(self.credentials),
            now: self.now,
            ids: IdGenerator::new(seed),
            scripted,
            rates: self.rate_limits.then(RateWindows::default),
            faults: FaultPlan::new(seed, self.faults),
            ledger: LedgerState::default(),
            observer: self.observer,
        })
    }
}

/// The specs, each with the simulation that is for it.
fn read_specs(specs: &[String], simulations: &[String]) -> Result<Vec<ServedSpec>, StartError> {
    let mut served = Vec::new();
    for text in specs {
        let spec = ecm_spec::read(text).map_err(|all| StartError::Spec(all.to_string()))?;
        served.push(ServedSpec { spec, state: None });
    }
    for text in simulations {
        // Which spec it is for; what else is wrong with it is for its reader to say.
        let tree: Value = serde_json::from_str(text).unwrap_or_default();
        let names = |key: &str, value: &str| tree.get(key).and_then(Value::as_str) == Some(value);
        let of = |served: &&mut ServedSpec| {
            names("service", &served.spec.service) && names("version", &served.spec.version)
        };
        let Some(served) = served.iter_mut().find(of) else {
            let message = "no spec of its service and version is served".to_owned();
            return Err(StartError::Simulation(message));
        };
        let simulation = simulation::read(text, &served.spec)
            .map_err(|all| StartError::Simulation(all.to_string()))?;
        served.state = Some(SimulatedState::new(simulation));
    }
    Ok(served)
}

// Accounts are secrets; what is left is not worth showing.
impl fmt::Debug for TestServerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestServerBuilder").finish_non_exhaustive()
    }
}

/// Why an endpoint did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// A spec has problems; all of them, in words.
    Spec(String),
    /// No spec of this name ships.
    NotShipped(String),
    /// A simulation has problems, or no spec; in words.
    Simulation(String),
    /// An answer or a fault is for an action that no spec has.
    UnknownAction(String),
    /// The answer for this action is not a JSON object.
    ResponseNotAnObject(String),
    /// The system gave no port.
    Bind(std::io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(problems) => write!(f, "the spec cannot be served: {problems}"),
            Self::NotShipped(name) => write!(f, "no spec called {name} ships"),
            Self::Simulation(problems) => {
                write!(f, "the simulation cannot be followed: {problems}")
            }
            Self::UnknownAction(action) => {
                write!(f, "an answer or a fault is given for {action}, which no spec has")
            }
            Self::ResponseNotAnObject(action) => {
                write!(f, "the answer for {action} must be a JSON object")
            }
            Self::Bind(_) => f.write_str("no loopback port could be bound"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Bind(error) => Some(error),
            _ => None,
        }
    }
}
