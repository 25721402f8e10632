//! Which host a call goes to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Address;

/// Which of a service's hosts calls go to, where no endpoint is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Site {
    /// The host that the API names, which leads to the nearest region.
    #[default]
    Nearest,
    /// The host of the region that the call is for, as `service.ap-guangzhou.tencentcloudapi.com`.
    Region,
    /// The host for accounts of the international site, as `service.intl.tencentcloudapi.com`.
    International,
}

/// More hosts than one client will ever call; beyond it, all are looked up again.
const MOST_HOSTS: usize = 64;

/// The addresses that were asked for, by host: an address is parsed once and not at every call.
pub(super) struct Hosts {
    endpoint: Option<Arc<Address>>,
    site: Site,
    known: Mutex<BTreeMap<String, Arc<Address>>>,
}

impl Hosts {
    pub(super) fn new(endpoint: Option<Address>, site: Site) -> Self {
        Self { endpoint: endpoint.map(Arc::new), site, known: Mutex::default() }
    }

    pub(super) fn endpoint(&self) -> Option<&Address> {
        self.endpoint.as_deref()
    }

    /// Where an action with this host goes.
    pub(super) fn address(&self, host: &str, region: Option<&str>) -> Result<Arc<Address>, String> {
        if let Some(endpoint) = &self.endpoint {
            return Ok(Arc::clone(endpoint));
        }
        match self.site {
            Site::Nearest => self.look_up(host),
            Site::Region => {
                let problem = "calls go to the host of a region, and the client has no region";
                self.look_up(&within(host, region.ok_or(problem)?))
            }
            Site::International => self.look_up(&within(host, "intl")),
        }
    }

    fn look_up(&self, host: &str) -> Result<Arc<Address>, String> {
        // A thread that panicked while it held the lock cannot have left half an address.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(address) = known.get(host) {
            return Ok(Arc::clone(address));
        }
        let address = Arc::new(Address::of_host(host)?);
        if known.len() >= MOST_HOSTS {
            known.clear();
        }
        known.insert(host.to_owned(), Arc::clone(&address));
        Ok(address)
    }
}

/// The host with this label after its first one.
fn within(host: &str, label: &str) -> String {
    match host.split_once('.') {
        Some((service, domain)) => format!("{service}.{label}.{domain}"),
        None => host.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(endpoint: Option<&str>, site: Site, region: Option<&str>) -> Result<String, String> {
        let endpoint = endpoint.map(|endpoint| Address::parse(endpoint).unwrap());
        let hosts = Hosts::new(endpoint, site);
        let first = hosts.address("lamp.tencentcloudapi.com", region)?;
        let second = hosts.address("lamp.tencentcloudapi.com", region)?;
        assert!(Arc::ptr_eq(&first, &second));
        Ok(first.as_str().to_owned())
    }

    #[test]
    fn the_site_decides_and_an_endpoint_goes_before_it() {
        let region = Some("ap-guangzhou");
        for (endpoint, site, expected) in [
            (None, Site::Nearest, "https://lamp.tencentcloudapi.com/"),
            (None, Site::Region, "https://lamp.ap-guangzhou.tencentcloudapi.com/"),
            (None, Site::International, "https://lamp.intl.tencentcloudapi.com/"),
            (Some("http://127.0.0.1:9"), Site::Region, "http://127.0.0.1:9/"),
        ] {
            assert_eq!(url(endpoint, site, region), Ok(expected.to_owned()));
        }
        assert!(url(None, Site::Region, None).unwrap_err().contains("no region"));
    }

    #[test]
    fn addresses_do_not_pile_up() {
        let hosts = Hosts::new(None, Site::Nearest);
        for number in 0..200 {
            hosts.address(&format!("lamp{number}.example.com"), None).unwrap();
        }
        assert!(hosts.known.lock().unwrap().len() <= MOST_HOSTS);
    }
}
