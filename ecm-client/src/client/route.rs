//! What all requests of an action have in common, as long as region and client are the same: made
//! once and not for every request.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use http::HeaderMap;

use super::Client;
use super::headers::region_value;
use crate::rate::Limiter;
use crate::rt::ActionTable;
use crate::sign::CanonicalHead;
use crate::transport::Address;

/// The way of an action's requests to the service.
pub(super) struct Route {
    pub(super) address: Address,
    /// All that are the same for every request; for those that are not, there is a place.
    pub(super) headers: HeaderMap,
    /// Of a version 3 signature over a body.
    pub(super) head: CanonicalHead,
    pub(super) limiter: Option<Arc<Limiter>>,
}

/// More ways than one client will ever take; beyond it, all are made again.
const MOST_ROUTES: usize = 1024;

/// Action and region. An action is known by the place of its table, which stays where it is for good.
type Whither = (usize, Option<Arc<str>>);

/// The ways that were asked for.
#[derive(Default)]
pub(super) struct Routes {
    known: Mutex<BTreeMap<Whither, Arc<Route>>>,
}

impl Client {
    /// The way of an action's requests, or why there is none.
    pub(super) fn route(&self, action: &'static ActionTable) -> Result<Arc<Route>, String> {
        let key = (std::ptr::from_ref(action).addr(), self.region.clone());
        let routes = &self.shared.routes.known;
        // A thread that panicked while it held the lock cannot have left half a route.
        if let Some(route) = routes.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(route));
        }
        let route = Arc::new(self.new_route(action)?);
        let mut known = routes.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_ROUTES {
            known.clear();
        }
        known.insert(key, Arc::clone(&route));
        Ok(route)
    }

    #[cold]
    fn new_route(&self, action: &'static ActionTable) -> Result<Route, String> {
        let region = self.region.as_deref();
        // A region that is no region is not made part of a host either.
        region.map(region_value).transpose()?;
        if region.is_none() && action.region_required {
            return Err("this action needs a region, and the client has none".to_owned());
        }
        let address = self.shared.hosts.address(action.api.host, region)?;
        let mut headers = self.plain_headers(&address)?;
        if self.shared.form.signature.version_1().is_none() {
            self.add_action_headers(&mut headers, action)?;
        }
        let head = self.canonical_head(action, &headers, "");
        let limiter = self.shared.limiters.as_ref().and_then(|limiters| limiters.of(action));
        Ok(Route { address, headers, head, limiter })
    }
}
