//! URLs: the base of a server, and the requests to it.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use http::Uri;
use http::uri::Authority;

use super::connect::LOCALHOST;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme<'a> {
    /// `https`, or `http` on this machine and on these hosts.
    Encrypted(&'a [String]),
    Any,
}

#[derive(Clone)]
pub(crate) struct BaseUrl {
    root: RequestUrl,
    host: String,
}

impl BaseUrl {
    /// Parses the URL of a server. The error does not repeat the text, which may hold a password.
    pub(crate) fn parse(text: &str, allowed: Scheme<'_>) -> Result<Self, &'static str> {
        let (scheme, rest) =
            text.split_once("://").ok_or("is not a URL; write it as `https://host`")?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(&*scheme, "https" | "http") {
            return Err("has a scheme other than https and http; write it as `https://host`");
        }
        let (server, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if server.contains('@') {
            return Err("holds credentials; remove them");
        }
        let (name, port) = name_and_port(&server.to_ascii_lowercase(), &scheme)?;
        let is_allowed = match allowed {
            Scheme::Any => true,
            Scheme::Encrypted(hosts) => is_loopback(&name) || hosts.contains(&name),
        };
        if scheme == "http" && !is_allowed {
            return Err(
                "must be https; plain http is for this machine only, and for hosts that `allow_http` names",
            );
        }
        match rest.strip_prefix('/').unwrap_or(rest).chars().next() {
            None => {}
            Some('?') => return Err("has a query; remove it"),
            Some('#') => return Err("has a fragment; remove it"),
            Some(_) => return Err("has a path; remove it, as requests go to `/`"),
        }
        let host = match port {
            Some(port) => format!("{name}:{port}"),
            None => name,
        };
        let root = RequestUrl::parse(format!("{scheme}://{host}/")).map_err(|_| NO_HOST)?;
        Ok(Self { root, host })
    }

    /// Base URL of a host that a spec names.
    pub(crate) fn from_host(host: &str) -> Result<Self, &'static str> {
        Self::parse(&format!("https://{host}/"), Scheme::Encrypted(&[]))
    }

    /// Returns the name of a host in the form in which it is compared; it must have no port.
    pub(crate) fn host_name(text: &str) -> Result<String, &'static str> {
        // Of an address in brackets, the colons are no port's.
        let behind = text.rsplit(']').next().unwrap_or_default();
        match Self::parse(&format!("http://{text}/"), Scheme::Any) {
            Ok(server) if !behind.contains(':') => Ok(server.host),
            _ => Err("must be a host name or an IP address alone, such as `mock.internal`"),
        }
    }

    pub(crate) fn root(&self) -> &RequestUrl {
        &self.root
    }

    /// Returns the URL of a path on this server; it begins with a slash.
    pub(crate) fn join(&self, path: &str) -> Result<RequestUrl, String> {
        RequestUrl::parse(format!("{}{path}", self.root.as_str().trim_end_matches('/')))
    }

    /// Returns the host and the port that connections go to.
    pub(crate) fn host_and_port(&self) -> String {
        format!("{}:{}", self.root.uri().host().unwrap_or_default(), self.root.server_port())
    }

    /// Value of the `Host` header: with the port, unless it is the scheme's default.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }
}

const NO_HOST: &str = "has a host that is neither a DNS name nor an IP address; correct it";

/// Returns the host in the form in which it is sent, and its port, if it is not the default.
fn name_and_port(server: &str, scheme: &str) -> Result<(String, Option<u16>), &'static str> {
    if server.is_empty() || server.starts_with(':') {
        return Err("has no host; write it as `https://host`");
    }
    let server: Authority = server.parse().map_err(|_| NO_HOST)?;
    let name = server.host();
    let is_named = |name: &str| {
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
    };
    let name = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(address) => format!("[{}]", address.parse::<Ipv6Addr>().map_err(|_| NO_HOST)?),
        None if is_named(name) => name.to_owned(),
        None => return Err(NO_HOST),
    };
    let port = match server.as_str().get(server.host().len()..).unwrap_or_default() {
        "" | ":" => None,
        port => {
            let port = port.strip_prefix(':').filter(|port| !port.starts_with('+'));
            let port = port.and_then(|port| port.parse().ok()).filter(|port: &u16| *port > 0);
            Some(port.ok_or("has an invalid port; use a number from 1 to 65535")?)
        }
    };
    let default_port = if scheme == "https" { 443 } else { 80 };
    Ok((name, port.filter(|port| *port != default_port)))
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == LOCALHOST || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// URL of a request, as text and parsed; cheap to clone.
#[derive(Clone)]
pub(crate) struct RequestUrl(Arc<UrlParts>);

struct UrlParts {
    text: String,
    uri: Uri,
}

impl RequestUrl {
    pub(crate) fn parse(text: String) -> Result<Self, String> {
        let uri = text.parse().map_err(|error| format!("the URL is invalid: {error}"))?;
        Ok(Self(Arc::new(UrlParts { text, uri })))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0.text
    }

    pub(crate) fn path(&self) -> &str {
        self.0.uri.path()
    }

    pub(crate) fn query(&self) -> Option<&str> {
        self.0.uri.query()
    }

    /// Returns the host, of an IPv6 address without its brackets.
    pub(crate) fn server_address(&self) -> &str {
        let host = self.0.uri.host().unwrap_or_default();
        host.trim_start_matches('[').trim_end_matches(']')
    }

    /// Returns the port, which is that of the scheme where none is named.
    pub(crate) fn server_port(&self) -> u16 {
        let default = if self.0.uri.scheme_str() == Some("http") { 80 } else { 443 };
        self.0.uri.port_u16().unwrap_or(default)
    }

    pub(super) fn uri(&self) -> &Uri {
        &self.0.uri
    }

    /// Appends a query; there must be none yet.
    pub(crate) fn with_query(&self, query: &str) -> Result<Self, String> {
        Self::parse(format!("{}?{query}", self.as_str()))
    }
}

#[cfg(test)]
mod tests;
