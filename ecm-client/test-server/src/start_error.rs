//! Errors of the start of a server.

use std::fmt;
use std::net::SocketAddr;

/// Reason for which a server did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// A spec has problems, all of which are listed.
    Spec(String),
    /// No spec ships under this name.
    NotShipped(String),
    /// A simulation has problems, which are listed, or is for no spec that is served.
    Simulation(String),
    /// A response or a fault is for this action, which no spec has.
    UnknownAction(String),
    /// The response for this action is not a JSON object.
    ResponseNotAnObject(String),
    /// Events are for this action, which answers with none.
    NoEvents(String),
    /// The address could not be bound; the port 0 stands for any free port.
    Bind {
        /// Address and port.
        address: SocketAddr,
        /// Error of the system.
        source: std::io::Error,
    },
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(problems) => {
                write!(f, "the spec cannot be served until its problems are corrected: {problems}")
            }
            Self::NotShipped(name) => {
                let names = ecm_spec::shipped_names().collect::<Vec<_>>().join(", ");
                write!(f, "no spec called {name} ships; give its text, or choose one of {names}")
            }
            Self::Simulation(problems) => {
                write!(f, "the simulation cannot be followed until this is corrected: {problems}")
            }
            Self::UnknownAction(action) => write!(
                f,
                "a response or a fault is for {action}, which no spec has; \
                 correct the name or add the spec"
            ),
            Self::ResponseNotAnObject(action) => write!(
                f,
                "the response for {action} must be a JSON object with the fields inside `Response`"
            ),
            Self::NoEvents(action) => write!(
                f,
                "events are given for {action}, which never answers with an event stream; \
                 add `events` to the action in the spec, or use `respond_with`"
            ),
            Self::Bind { address, .. } => match (address.ip(), address.port()) {
                (ip, 0) => write!(f, "no port of {ip} could be bound"),
                (ip, port) => {
                    write!(f, "port {port} of {ip} could not be bound (0 takes any that is free)")
                }
            },
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Bind { source, .. } => Some(source),
            _ => None,
        }
    }
}
