//! Choice between the two hosts of a call.

use super::router::Route;
use crate::Sleep;

/// Hosts of a call: one that it goes to, and one for when that cannot be reached.
pub(super) struct HostChoice<'a> {
    first: &'a Route,
    /// Route to move to, unless the call has moved.
    other: Option<&'a Route>,
    has_moved: bool,
}

impl<'a> HostChoice<'a> {
    /// Returns the choice, and the route to begin with.
    pub(super) fn new(first: &'a Route, sleep: &dyn Sleep) -> (Self, &'a Route) {
        let Some(fallback) = &first.fallback else {
            return (Self { first, other: None, has_moved: false }, first);
        };
        let second = &*fallback.route;
        let (begin, other) = match fallback.is_preferred(sleep.elapsed()) {
            true => (second, first),
            false => (first, second),
        };
        (Self { first, other: Some(other), has_moved: false }, begin)
    }

    /// Moves the call to the other host; `None` if it has none left.
    pub(super) fn take_other(&mut self) -> Option<&'a Route> {
        let other = self.other.take();
        self.has_moved |= other.is_some();
        other
    }

    pub(super) fn has_moved(&self) -> bool {
        self.has_moved
    }

    /// Records which of the hosts has answered.
    pub(super) fn answered(&self, route: &Route, sleep: &dyn Sleep) {
        if let Some(fallback) = self.first.fallback.as_ref().filter(|_| self.has_moved) {
            let is_second = std::ptr::eq(route, &*fallback.route);
            fallback.answered(is_second, sleep.elapsed());
        }
    }

    /// Returns the address that a connection was tried to, and the one before it.
    pub(super) fn tried(&self, route: &Route) -> String {
        let address = route.base_url.host_and_port();
        let Some(fallback) = self.first.fallback.as_ref().filter(|_| self.has_moved) else {
            return address;
        };
        let before = match std::ptr::eq(route, self.first) {
            true => &*fallback.route,
            false => self.first,
        };
        format!("{address}, nor to {} before", before.base_url.host_and_port())
    }
}
