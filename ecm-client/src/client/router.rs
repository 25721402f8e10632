//! Routes: parts shared by all requests of an action, made once per region and client.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue};

use super::format::RequestFormat;
use super::headers::{
    TC_ACTION, TC_LANGUAGE, TC_REGION, TC_REQUEST_CLIENT, TC_TIMESTAMP, TC_VERSION, region_value,
    value,
};
use super::hosts::Hosts;
use crate::rate::{ActionLimiter, Limiters};
use crate::rt::{ActionTable, BodyTable};
use crate::transport::BaseUrl;
use ecm_sign::CanonicalHead;

/// Route of an action's requests to the service.
pub(super) struct Route {
    pub(super) action: &'static ActionTable,
    pub(super) region: Option<Arc<str>>,
    pub(super) base_url: BaseUrl,
    /// Headers, with placeholders for those that differ between requests.
    pub(super) headers: HeaderMap,
    /// Head of the canonical request of a version 3 signature over a body.
    pub(super) head: CanonicalHead,
    pub(super) limiter: Option<ActionLimiter>,
    /// Route to the second host, if there is one.
    pub(super) fallback: Option<Fallback>,
}

/// Second host of a route.
pub(super) struct Fallback {
    pub(super) route: Box<Route>,
    /// Time of the timer until which calls begin with it.
    preferred_until: Mutex<Option<Duration>>,
}

impl Fallback {
    /// Time for which calls begin with the second host, once it was the one that answered.
    const PREFERENCE: Duration = Duration::from_secs(30);

    pub(super) fn is_preferred(&self, now: Duration) -> bool {
        let until = *self.preferred_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| now < until)
    }

    /// Records whether it was the second host that answered.
    pub(super) fn answered(&self, is_second: bool, now: Duration) {
        let until = is_second.then_some(now.saturating_add(Self::PREFERENCE));
        *self.preferred_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
    }
}

/// Maximum number of cached routes; beyond it, the cache is cleared.
const MAX_ROUTES: usize = 1024;

/// Value of a header that each request sets for itself.
const PLACEHOLDER: HeaderValue = HeaderValue::from_static("");

/// Key of a route: action and region. An action is identified by the address of its static table:
/// one comparison of numbers instead of several of texts.
type RouteKey = (usize, Option<Arc<str>>);

/// Finds the routes of actions and caches them.
pub(super) struct Router {
    hosts: Hosts,
    // None for a client without rate limiting.
    limiters: Option<Limiters>,
    routes: Mutex<BTreeMap<RouteKey, Arc<Route>>>,
}

impl Router {
    pub(super) fn new(hosts: Hosts, limiters: Option<Limiters>) -> Self {
        Self { hosts, limiters, routes: Mutex::default() }
    }

    pub(super) fn endpoint(&self) -> Option<&str> {
        self.hosts.endpoint().map(|endpoint| endpoint.root().as_str())
    }

    /// Returns the route of an action's requests, or the reason for which there is none.
    pub(super) fn route(
        &self,
        action: &'static ActionTable,
        region: Option<&Arc<str>>,
        format: &RequestFormat,
    ) -> Result<Arc<Route>, String> {
        let key = (std::ptr::from_ref(action).addr(), region.cloned());
        // A thread that panicked while it held the lock cannot have left half a route.
        if let Some(route) = self.routes.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(route));
        }
        let route = Arc::new(self.new_route(action, region, format)?);
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        if routes.len() >= MAX_ROUTES {
            routes.clear();
        }
        routes.insert(key, Arc::clone(&route));
        Ok(route)
    }

    #[cold]
    fn new_route(
        &self,
        action: &'static ActionTable,
        region: Option<&Arc<str>>,
        format: &RequestFormat,
    ) -> Result<Route, String> {
        // An invalid region must not become part of a host either.
        region.map(|region| region_value(region)).transpose()?;
        if region.is_none() && action.region_required {
            return Err("the action needs a region, and the client has none; set one".to_owned());
        }
        let base_url = self.hosts.base_url(action.api.host, region.map(|region| &**region))?;
        let second = self.hosts.fallback_url(action.api.host).transpose()?;
        let second = second.filter(|second| second.root().as_str() != base_url.root().as_str());
        let mut route = self.route_to(base_url, action, region, format)?;
        if let Some(base_url) = second {
            let second = self.route_to(base_url, action, region, format)?;
            let route_to_second = Box::new(Route { limiter: route.limiter.clone(), ..second });
            route.fallback =
                Some(Fallback { route: route_to_second, preferred_until: Mutex::default() });
        }
        Ok(route)
    }

    fn route_to(
        &self,
        base_url: BaseUrl,
        action: &'static ActionTable,
        region: Option<&Arc<str>>,
        format: &RequestFormat,
    ) -> Result<Route, String> {
        let region_header = region.map(|region| region_value(region)).transpose()?;
        let mut headers = HeaderMap::with_capacity(12);
        headers.insert(HOST, value("the host", base_url.host().to_owned())?);
        headers.insert(
            CONTENT_TYPE,
            match action.body {
                Some(BodyTable::Raw(raw)) => value("the content type", raw.content_type)?,
                Some(BodyTable::Unsupported(_)) | None => format.content_type(),
            },
        );
        headers.insert(USER_AGENT, format.user_agent.clone());
        // Version 1 carries everything else in the parameters.
        if format.signature.version_1().is_none() {
            headers.insert(TC_ACTION, value("the action", action.name)?);
            headers.insert(TC_VERSION, value("the version", action.api.version)?);
            headers.insert(TC_TIMESTAMP, PLACEHOLDER);
            headers.insert(AUTHORIZATION, PLACEHOLDER);
            headers.insert(TC_REQUEST_CLIENT, format.user_agent.clone());
            if let Some(region) = region_header {
                headers.insert(TC_REGION, region);
            }
            if let Some(language) = &format.language {
                headers.insert(TC_LANGUAGE, value("the language", language.clone())?);
            }
        }
        let head = format.canonical_head(action, &headers, "");
        let limiter = self.limiters.as_ref().and_then(|limiters| limiters.of(action));
        let (region, fallback) = (region.cloned(), None);
        Ok(Route { action, region, base_url, headers, head, limiter, fallback })
    }
}
