//! Settings of a server.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, RwLock};
use std::time::SystemTime;

use crate::simulation;
use serde_json::Value;

use super::TestServer;
use super::anomaly::Anomalies;
use super::auth::AcceptedCredentials;
use super::clock::ServerClock;
use super::events::ServedEvents;
use super::fault::{FaultPlan, FaultRule};
use super::ids::IdGenerator;
use super::ledger::LedgerState;
use super::rate::RateWindows;
use super::rejection::Rejection;
use super::request_log::RecordedRequest;
use super::service::{RequestObserver, ServedSpec, Service};
use super::start_error::StartError;
use super::state::SimulatedState;

/// Builder for a [`TestServer`], made by [`TestServer::builder`].
#[must_use = "a server runs only once it is started"]
pub struct TestServerBuilder {
    specs: Vec<String>,
    simulations: Vec<String>,
    unknown_spec: Option<String>,
    credentials: Vec<AcceptedCredentials>,
    clock: Option<ServerClock>,
    anomalies: Anomalies,
    seed: Option<u64>,
    responses: BTreeMap<String, Result<Value, Rejection>>,
    events: BTreeMap<String, ServedEvents>,
    faults: Vec<FaultRule>,
    rate_limits: bool,
    rate_slack: u32,
    observer: Option<RequestObserver>,
    address: IpAddr,
    port: u16,
}

impl TestServerBuilder {
    pub(super) fn new() -> Self {
        Self {
            specs: Vec::new(),
            simulations: Vec::new(),
            unknown_spec: None,
            credentials: Vec::new(),
            clock: None,
            anomalies: Anomalies::default(),
            seed: None,
            responses: BTreeMap::new(),
            events: BTreeMap::new(),
            faults: Vec::new(),
            rate_limits: true,
            rate_slack: 0,
            observer: None,
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
        }
    }

    /// Adds a spec to serve, given as its JSON text.
    ///
    /// Any number of specs can be served.
    pub fn spec(mut self, text: impl Into<String>) -> Self {
        self.specs.push(text.into());
        self
    }

    /// Adds a simulation of one of the specs, given as its JSON text.
    ///
    /// What its actions create or change is remembered from one request to the next.
    pub fn simulation(mut self, text: impl Into<String>) -> Self {
        self.simulations.push(text.into());
        self
    }

    /// Adds the spec that ships under this name, such as `ecm-2019-07-19`, with its simulation.
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

    /// Accepts requests that are signed with these credentials.
    ///
    /// Can be called more than once. Without any credentials, every signed request is rejected.
    pub fn credentials(
        mut self,
        secret_id: impl Into<String>,
        secret_key: impl Into<String>,
    ) -> Self {
        let (secret_id, secret_key) = (secret_id.into(), secret_key.into());
        self.credentials.push(AcceptedCredentials { secret_id, secret_key, token: None });
        self
    }

    /// Accepts credentials that are valid only together with a session token.
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

    /// Replaces all clocks of the server with one that a test can hold or move on.
    ///
    /// By default, timestamps of signatures and `Date` headers go by the system's clock, but simulated
    /// states and rate limits by the timer of the tokio runtime, which can be
    /// [paused](crate#waits-in-milliseconds).
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Some(ServerClock::Given(Arc::new(now)));
        self
    }

    /// Makes clocks, lists and tags differ from those of the usual service.
    pub fn anomalies(mut self, anomalies: Anomalies) -> Self {
        self.anomalies = anomalies;
        self
    }

    /// Makes generated ids and the chance of faults the same in every run.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Answers every valid request of `action` with the fields of `response`, an object.
    ///
    /// They are the fields inside `Response`; a `RequestId` is added if there is none. Requests that
    /// choose an event stream get this response as well, unless the action has
    /// [events](Self::respond_with_events).
    pub fn respond_with(mut self, action: impl Into<String>, response: Value) -> Self {
        self.responses.insert(action.into(), Ok(response));
        self
    }

    /// Rejects every valid request of `action` with an error code and a message.
    pub fn respond_with_error(
        mut self,
        action: impl Into<String>,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        self.responses.insert(action.into(), Err(Rejection::new(code, message)));
        self
    }

    /// Answers every valid request of `action` that chooses an event stream with these events.
    ///
    /// The spec says which requests do; all others get a JSON response.
    ///
    /// ```
    /// use ecm_test_server::{ServedEvent, TestServer};
    /// use serde_json::json;
    ///
    /// let cut = ServedEvent::raw(r#"data: {"Text": "#);
    /// let events = vec![json!({ "Text": "Good day" }).into(), cut];
    /// let _ = TestServer::builder().respond_with_events("ChatCompletions", events);
    /// ```
    pub fn respond_with_events(
        mut self,
        action: impl Into<String>,
        events: impl Into<ServedEvents>,
    ) -> Self {
        self.events.insert(action.into(), events.into());
        self
    }

    /// Adds a rule for faults.
    ///
    /// Of several rules that apply to a request, the first one decides.
    pub fn fault(mut self, rule: FaultRule) -> Self {
        self.faults.push(rule);
        self
    }

    /// Enforces the rate limits of the specs, or not. They are enforced by default.
    pub fn rate_limits(mut self, enforced: bool) -> Self {
        self.rate_limits = enforced;
        self
    }

    /// Admits more requests in a second than the specs say, by this percentage (0), rounded down.
    ///
    /// Requests that are sent at the limit arrive a little closer together here and there.
    pub fn rate_slack(mut self, percent: u32) -> Self {
        self.rate_slack = percent;
        self
    }

    /// Calls `observer` for every request, as soon as its response is decided.
    pub fn on_request(
        mut self,
        observer: impl Fn(&RecordedRequest) + Send + Sync + 'static,
    ) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Listens on this port. By default, the system chooses a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Listens on this address of the machine. By default, it is the loopback address `127.0.0.1`.
    ///
    /// On any other address, such as `0.0.0.0` for all of them, whoever reaches the machine reaches the server: it
    /// answers in clear, and it is meant for tests. [`TestServer::is_exposed`] tells, so that a program can warn
    /// of it.
    pub fn address(mut self, address: IpAddr) -> Self {
        self.address = address;
        self
    }

    /// Reads the specs, binds a port and serves in the background.
    ///
    /// The server runs until it is shut down or dropped. Call this inside a tokio runtime with I/O
    /// and time enabled.
    ///
    /// # Errors
    ///
    /// [`StartError`] if a spec or a simulation has problems, a response or a fault is for an
    /// action that no spec has, a response is no object, events are for an action that has none, or
    /// the port cannot be bound.
    pub async fn start(self) -> Result<TestServer, StartError> {
        let address = SocketAddr::new(self.address, self.port);
        let service = self.service()?;
        let started = TestServer::launch(service, address).await;
        started.map_err(|source| StartError::Bind { address, source })
    }

    /// Builds everything but the socket.
    pub(super) fn service(self) -> Result<Service, StartError> {
        if let Some(name) = self.unknown_spec {
            return Err(StartError::NotShipped(name));
        }
        let served = read_specs(&self.specs, &self.simulations)?;
        let named = |wire: &str| {
            let actions = served.iter().flat_map(|served| &served.spec.actions);
            actions.filter(|action| action.name.wire == wire).collect::<Vec<_>>()
        };
        let known = |wire: &str| !named(wire).is_empty();
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
        for action in self.events.keys() {
            match named(action) {
                found if found.is_empty() => return Err(StartError::UnknownAction(action.clone())),
                found if found.iter().all(|action| action.events.is_none()) => {
                    return Err(StartError::NoEvents(action.clone()));
                }
                _ => {}
            }
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
            clock: self.clock.unwrap_or_else(ServerClock::start),
            anomalies: RwLock::new(self.anomalies),
            ids: IdGenerator::new(seed),
            scripted,
            scripted_events: self.events,
            rates: self.rate_limits.then(RateWindows::default),
            rate_slack: self.rate_slack,
            faults: FaultPlan::new(seed, self.faults),
            ledger: LedgerState::default(),
            observer: self.observer,
        })
    }
}

/// Reads the specs and attaches to each the simulation that is for it.
fn read_specs(specs: &[String], simulations: &[String]) -> Result<Vec<ServedSpec>, StartError> {
    let mut served = Vec::new();
    for text in specs {
        let spec = ecm_spec::read(text).map_err(|all| StartError::Spec(all.to_string()))?;
        served.push(ServedSpec { spec, state: None });
    }
    for text in simulations {
        // Only to find the spec; its reader reports what else is wrong with it.
        let tree: Value = serde_json::from_str(text).unwrap_or_default();
        let names = |key: &str, value: &str| tree.get(key).and_then(Value::as_str) == Some(value);
        let of = |served: &&mut ServedSpec| {
            names("service", &served.spec.service) && names("version", &served.spec.version)
        };
        let Some(served) = served.iter_mut().find(of) else {
            let message = "no spec of its service and version is served; add that spec as well";
            return Err(StartError::Simulation(message.to_owned()));
        };
        let simulation = simulation::read(text, &served.spec)
            .map_err(|all| StartError::Simulation(all.to_string()))?;
        served.state = Some(SimulatedState::new(simulation));
    }
    Ok(served)
}

// Credentials are secret; what is left is not worth showing.
impl fmt::Debug for TestServerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestServerBuilder").finish_non_exhaustive()
    }
}
