//! Choice of the host that a call goes to.

use crate::transport::{BaseUrl, Scheme};

/// Host of a service that calls go to, where no endpoint is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Site {
    /// Host that the API names, which leads to the nearest region.
    #[default]
    Nearest,
    /// Host of the call's region, as `service.ap-guangzhou.tencentcloudapi.com`.
    ///
    /// Calls fail without being sent where the client has no region.
    Region,
    /// Host for accounts of the international site, as `service.intl.tencentcloudapi.com`.
    International,
}

/// Settings that determine where calls go.
pub(super) struct Hosts {
    endpoint: Option<BaseUrl>,
    site: Site,
}

impl Hosts {
    /// Validates the endpoint, which takes precedence over the site.
    pub(super) fn new(endpoint: Option<&str>, site: Site) -> Result<Self, String> {
        let parse = |text| named_endpoint(BaseUrl::parse(text, Scheme::Encrypted));
        Ok(Self { endpoint: endpoint.map(parse).transpose()?, site })
    }

    pub(super) fn endpoint(&self) -> Option<&BaseUrl> {
        self.endpoint.as_ref()
    }

    /// Base URL for an action with this host.
    pub(super) fn base_url(&self, host: &str, region: Option<&str>) -> Result<BaseUrl, String> {
        if let Some(endpoint) = &self.endpoint {
            return Ok(endpoint.clone());
        }
        let host = match self.site {
            Site::Nearest => host.to_owned(),
            Site::Region => {
                let problem = "the host depends on the region (`Site::Region`), and the client has no region; set one";
                with_label(host, region.ok_or(problem)?)
            }
            Site::International => with_label(host, "intl"),
        };
        named_endpoint(BaseUrl::from_host(&host))
    }
}

fn named_endpoint(base_url: Result<BaseUrl, &'static str>) -> Result<BaseUrl, String> {
    base_url.map_err(|problem| format!("the endpoint {problem}"))
}

fn with_label(host: &str, label: &str) -> String {
    match host.split_once('.') {
        Some((service, domain)) => format!("{service}.{label}.{domain}"),
        None => host.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(endpoint: Option<&str>, site: Site, region: Option<&str>) -> Result<String, String> {
        let hosts = Hosts::new(endpoint, site).unwrap();
        let base_url = hosts.base_url("lamp.tencentcloudapi.com", region)?;
        Ok(base_url.root().as_str().to_owned())
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
        let problem = url(None, Site::Region, None).unwrap_err();
        assert!(problem.ends_with("the client has no region; set one"), "{problem}");
    }
}
