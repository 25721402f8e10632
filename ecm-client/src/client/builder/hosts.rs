//! Settings of the hosts that calls go to.

use super::ClientBuilder;
use crate::Site;
use crate::client::hosts::FallbackSetting;

impl ClientBuilder {
    /// Sets the URL that every call goes to (default: the host that the API names).
    ///
    /// `https://` and a host, or `http://` and a host on this machine, with or without a port.
    /// `build` refuses a path, a query or credentials in the URL.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.hosts.endpoint = Some(endpoint.into());
        self
    }

    /// Allows plain HTTP to one more host, such as `mock.internal`, for an endpoint that is not on this
    /// machine.
    ///
    /// A name or an address without a port, compared as it is and not looked up. Whoever is on the way can read
    /// and change what is sent: for mocks, never with real keys. May be called for several hosts.
    pub fn allow_http(mut self, host: impl Into<String>) -> Self {
        self.hosts.plain.push(host.into());
        self
    }

    /// Selects the service's host that calls go to (default: [`Site::Nearest`]).
    ///
    /// An endpoint takes precedence over it.
    pub fn site(mut self, site: Site) -> Self {
        self.hosts.site = site;
        self
    }

    /// Sets the domain of a private edition (default: the one that the API names, `tencentcloudapi.com`).
    ///
    /// The hosts of all services are formed under it: with `tencentcloudapi.example`, ECM is
    /// `ecm.tencentcloudapi.example`, and with [`Site::Region`] `ecm.ap-guangzhou.tencentcloudapi.example`. An
    /// endpoint takes precedence over it.
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.hosts.domain = Some(domain.into());
        self
    }

    /// Sets a second server, by its URL, for calls that find no connection to the first (default: none).
    ///
    /// A call moves there at once, whatever it does: nothing of it was sent. It is signed for the host that it
    /// goes to, and may move although [`RetryPolicy`](crate::RetryPolicy) allows no retry. For half a minute,
    /// further calls of the action begin with the server that answered. A request that has left never moves, and
    /// neither does one to a server whose certificate was not accepted.
    ///
    /// The later of this and [`ClientBuilder::fallback_domain`] applies.
    pub fn fallback_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.hosts.fallback = Some(FallbackSetting::Endpoint(endpoint.into()));
        self
    }

    /// Sets a second host by its domain, such as `ap-guangzhou.tencentcloudapi.com`, as
    /// [`ClientBuilder::fallback_endpoint`] does by a URL.
    ///
    /// The name of each service is formed under it: `ecm.ap-guangzhou.tencentcloudapi.com`.
    pub fn fallback_domain(mut self, domain: impl Into<String>) -> Self {
        self.hosts.fallback = Some(FallbackSetting::Domain(domain.into()));
        self
    }
}
