//! Servers that are reached without a proxy, as `NO_PROXY` names them.
//!
//! curl, reqwest and Python's requests read the variable in different ways. A request goes directly where all
//! three would send it directly, and where an entry can mean nothing else: one with a port, an address in brackets,
//! a block of IPv6 addresses. Everything else goes through the proxy, which the user has named.

use std::net::IpAddr;

use http::Uri;

/// Entries of the variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Exceptions(Vec<Exception>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Exception {
    hosts: Hosts,
    port: Option<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Hosts {
    All,
    /// A name and everything below it, in small letters.
    Name(String),
    /// Addresses that begin with these bits.
    Block {
        address: IpAddr,
        bits: u32,
    },
}

impl Exceptions {
    /// Parses a list. Entries that name no server are passed over, and so are in force for none.
    pub(super) fn parse(list: &str) -> Self {
        if list.trim() == "*" {
            return Self(vec![Exception { hosts: Hosts::All, port: None }]);
        }
        Self(list.split(',').filter_map(|entry| Exception::parse(entry.trim())).collect())
    }

    /// Returns true if the server is to be reached directly.
    pub(super) fn contain(&self, server: &Uri) -> bool {
        let host = server.host().unwrap_or_default().to_ascii_lowercase();
        let default_port = if server.scheme_str() == Some("http") { 80 } else { 443 };
        let port = server.port_u16().unwrap_or(default_port);
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let address: Option<IpAddr> = bare.parse().ok();
        let is_of = |exception: &Exception| {
            let is_port = exception.port.is_none_or(|wanted| wanted == port);
            is_port && exception.hosts.contain(&host, address)
        };
        self.0.iter().any(is_of)
    }
}

impl Exception {
    fn parse(entry: &str) -> Option<Self> {
        if let Some((address, bits)) = entry.split_once('/') {
            let address: IpAddr = address.parse().ok()?;
            // Others take no bits for all of them, or for an error.
            let bits: u32 = bits.parse().ok().filter(|bits| (1..=width(address)).contains(bits))?;
            return Some(Self { hosts: Hosts::Block { address, bits }, port: None });
        }
        // Without brackets, the colons of an address would be taken for that of a port.
        let whole = entry.parse().ok().map(|address| (address, None));
        let bracketed = || {
            let (address, port) = entry.strip_prefix('[')?.split_once(']')?;
            let port = match port {
                "" => None,
                port => Some(parse_port(port.strip_prefix(':')?)?),
            };
            address.parse().ok().filter(IpAddr::is_ipv6).map(|address| (address, port))
        };
        if let Some((address, port)) = whole.or_else(bracketed) {
            return Some(Self { hosts: Hosts::Block { address, bits: width(address) }, port });
        }
        let (host, port) = match entry.split_once(':') {
            None => (entry, None),
            Some((host, port)) => (host, Some(parse_port(port)?)),
        };
        let hosts = match host.parse() {
            Ok(address) => Hosts::Block { address, bits: width(address) },
            Err(_) => Hosts::Name(name(host)?),
        };
        Some(Self { hosts, port })
    }
}

/// Returns a name without the dot in front of it; `None` for what is no name.
fn name(host: &str) -> Option<String> {
    let name = host.strip_prefix('.').unwrap_or(host);
    let is_label = |label: &str| {
        let is_of_label = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !label.is_empty() && label.bytes().all(is_of_label)
    };
    name.split('.').all(is_label).then(|| name.to_ascii_lowercase())
}

fn parse_port(text: &str) -> Option<u16> {
    text.parse().ok().filter(|port| *port > 0 && !text.starts_with('+'))
}

/// Bits of an address.
fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

impl Hosts {
    fn contain(&self, host: &str, of_host: Option<IpAddr>) -> bool {
        match (self, of_host) {
            (Self::All, _) => true,
            // A name is not looked up: whoever answers for it would choose the way.
            (Self::Name(name), None) => {
                let before = host.strip_suffix(name.as_str());
                before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
            }
            (Self::Block { address, bits }, Some(of_host)) => match (address, of_host) {
                (IpAddr::V4(address), IpAddr::V4(of_host)) => {
                    let differ = u32::from(*address) ^ u32::from(of_host);
                    differ.leading_zeros() >= *bits
                }
                (IpAddr::V6(address), IpAddr::V6(of_host)) => {
                    let differ = u128::from(*address) ^ u128::from(of_host);
                    differ.leading_zeros() >= *bits
                }
                _ => false,
            },
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
