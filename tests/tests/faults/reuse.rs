//! Connections that are used again, and those that never are, by the ledger.

use ecm_test_server::{Fault, RecordedRequest};

use super::bench::{Case, SHORT};
use super::world::World;

/// How a request ended for the client, as far as the bench knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its answer ended the call: a success or a refusal.
    Answered,
    /// It was sent again, or its outcome is unknown.
    Unanswered,
}

/// Whether the connection of a request is used by the next one; `None` where the case does not say.
fn is_reused(request: &RecordedRequest, end: End, case: &Case) -> Option<bool> {
    match &request.fault {
        // The service itself: it refuses what is wrong with the request, and never fails.
        None => Some(true),
        Some(Fault::Error { code, .. }) => {
            Some(!["InternalError", "FailedOperation.Stuck"].contains(&&**code))
        }
        // Such a head may be readable or not.
        Some(Fault::Response(page))
            if page.headers.iter().any(|(_, value)| value.contains(char::is_control)) =>
        {
            None
        }
        Some(Fault::Response(page)) => match page.status {
            // What was not taken for an answer is broken.
            200 => Some(end == End::Answered),
            408 | 421 => Some(false),
            300..500 => Some(true),
            _ => Some(false),
        },
        // The end of the client's time, where the answer takes that long.
        Some(Fault::Delay(_) | Fault::Trickle { .. }) => Some(case.timeout != SHORT),
        // The server closes these connections, but for the last, whatever the client makes of them.
        Some(Fault::NoResponse { .. } | Fault::Truncate { .. } | Fault::Raw(_)) => Some(false),
        Some(Fault::Headers(_)) => Some(false),
        Some(_) => None,
    }
}

/// Pairs of requests, and how many of them said something.
#[derive(Default)]
pub struct Judged {
    pub same: usize,
    pub other: usize,
}

impl Judged {
    /// Otherwise it would say little about connections.
    pub fn are_enough(&self, same: usize, other: usize) {
        println!("{} pairs over one connection, {} over two", self.same, self.other);
        assert!(self.same >= same && self.other >= other);
    }
}

/// Compares the connections of requests in a row by one client, the last of which ended its call
/// like this; what follows is the next call.
pub fn judge(
    case: &Case,
    call: &[RecordedRequest],
    last: End,
    next: Option<&RecordedRequest>,
) -> Result<Judged, String> {
    let mut judged = Judged::default();
    for (index, request) in call.iter().enumerate() {
        let is_last = index + 1 == call.len();
        let Some(after) = (if is_last { next } else { call.get(index + 1) }) else { continue };
        let end = if is_last { last } else { End::Unanswered };
        let is_same = request.connection == after.connection;
        match is_reused(request, end, case) {
            Some(true) if is_same => judged.same += 1,
            Some(false) if !is_same => judged.other += 1,
            None => {}
            // `reqwest` makes a new one where it is asked before it has the old one back. The table
            // says how many are the same all the same.
            Some(true) if matches!(case.world, World::Proxy(_)) => {}
            Some(expected) => {
                return Err(format!(
                    "request {index} and the next one share a connection: {is_same}, and not \
                     {expected}; fault: {:?}",
                    request.fault
                ));
            }
        }
    }
    Ok(judged)
}
