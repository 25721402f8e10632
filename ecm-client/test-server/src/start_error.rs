//! Errors of the start of a server.

use std::fmt;

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
    /// The port could not be bound; 0 stands for any free port.
    Bind {
        /// Port of the loopback interface.
        port: u16,
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
            Self::Bind { port: 0, .. } => f.write_str("no port of 127.0.0.1 could be bound"),
            Self::Bind { port, .. } => {
                write!(f, "port {port} of 127.0.0.1 could not be bound (0 takes any that is free)")
            }
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
