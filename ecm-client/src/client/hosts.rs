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

/// Settings of a builder that determine where calls go.
#[derive(Clone, Debug, Default)]
pub(super) struct HostSettings {
    pub(super) endpoint: Option<String>,
    pub(super) site: Site,
    pub(super) domain: Option<String>,
    pub(super) fallback: Option<FallbackSetting>,
    /// Hosts that plain HTTP is allowed for.
    pub(super) plain: Vec<String>,
}

/// Second host, as it was given to a builder.
#[derive(Clone, Debug)]
pub(super) enum FallbackSetting {
    Endpoint(String),
    Domain(String),
}

const NO_DOMAIN: &str = "has an empty label; write it as `tencentcloudapi.example`";

/// Hosts that calls go to.
pub(super) struct Hosts {
    endpoint: Option<BaseUrl>,
    site: Site,
    domain: Option<String>,
    fallback: Option<Fallback>,
}

enum Fallback {
    Endpoint(BaseUrl),
    Domain(String),
}

impl Hosts {
    /// Validates the settings. An endpoint takes precedence over the site and the domain.
    pub(super) fn new(settings: HostSettings) -> Result<Self, String> {
        let HostSettings { endpoint, site, domain, fallback, plain } = settings;
        let of_plain = |problem| format!("the host given to `allow_http` {problem}");
        let plain = plain.iter().map(|host| BaseUrl::host_name(host).map_err(of_plain));
        let plain: Vec<String> = plain.collect::<Result<_, _>>()?;
        let url = |what: &str, text: &str| {
            let parsed = BaseUrl::parse(text, Scheme::Encrypted(&plain));
            parsed.map_err(|problem| format!("the {what} {problem}"))
        };
        let in_domain = |what: &str, domain: &str| {
            let parsed = BaseUrl::from_host(&format!("service.{domain}"));
            let is_whole = domain.split('.').all(|label| !label.is_empty());
            let parsed = parsed.and_then(|_| is_whole.then_some(()).ok_or(NO_DOMAIN));
            parsed.map_err(|problem| format!("the {what} {problem}"))
        };
        if let Some(domain) = &domain {
            in_domain("domain", domain)?;
        }
        let fallback = match fallback {
            None => None,
            Some(FallbackSetting::Endpoint(text)) => {
                Some(Fallback::Endpoint(url("fallback endpoint", &text)?))
            }
            Some(FallbackSetting::Domain(domain)) => {
                in_domain("fallback domain", &domain)?;
                Some(Fallback::Domain(domain))
            }
        };
        let endpoint = endpoint.map(|text| url("endpoint", &text)).transpose()?;
        Ok(Self { endpoint, site, domain, fallback })
    }

    pub(super) fn endpoint(&self) -> Option<&BaseUrl> {
        self.endpoint.as_ref()
    }

    /// Base URL for an action with this host.
    pub(super) fn base_url(&self, host: &str, region: Option<&str>) -> Result<BaseUrl, String> {
        if let Some(endpoint) = &self.endpoint {
            return Ok(endpoint.clone());
        }
        let moved = self.domain.as_deref().map(|domain| in_domain(host, domain));
        let host = moved.as_deref().unwrap_or(host);
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

    /// Base URL of the second host for an action with this host, if there is one.
    pub(super) fn fallback_url(&self, host: &str) -> Option<Result<BaseUrl, String>> {
        Some(match self.fallback.as_ref()? {
            Fallback::Endpoint(url) => Ok(url.clone()),
            Fallback::Domain(domain) => {
                named_endpoint(BaseUrl::from_host(&in_domain(host, domain)))
            }
        })
    }
}

fn named_endpoint(base_url: Result<BaseUrl, &'static str>) -> Result<BaseUrl, String> {
    base_url.map_err(|problem| format!("the endpoint {problem}"))
}

/// Moves the host of a service to another domain.
fn in_domain(host: &str, domain: &str) -> String {
    let service = host.split('.').next().unwrap_or(host);
    format!("{service}.{domain}")
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

    const HOST: &str = "lamp.tencentcloudapi.com";

    fn url(settings: HostSettings, region: Option<&str>) -> Result<String, String> {
        Ok(Hosts::new(settings)?.base_url(HOST, region)?.root().as_str().to_owned())
    }

    #[test]
    fn the_site_decides_and_an_endpoint_goes_before_it() {
        let region = Some("ap-guangzhou");
        for (endpoint, domain, site, expected) in [
            (None, None, Site::Nearest, "https://lamp.tencentcloudapi.com/"),
            (None, None, Site::Region, "https://lamp.ap-guangzhou.tencentcloudapi.com/"),
            (None, None, Site::International, "https://lamp.intl.tencentcloudapi.com/"),
            (Some("http://127.0.0.1:9"), None, Site::Region, "http://127.0.0.1:9/"),
            (None, Some("cloud.example"), Site::Nearest, "https://lamp.cloud.example/"),
            (
                None,
                Some("Cloud.example:8443"),
                Site::Region,
                "https://lamp.ap-guangzhou.cloud.example:8443/",
            ),
            (Some("https://a.example"), Some("cloud.example"), Site::Nearest, "https://a.example/"),
        ] {
            let (endpoint, domain) = (endpoint.map(str::to_owned), domain.map(str::to_owned));
            let settings = HostSettings { endpoint, site, domain, ..HostSettings::default() };
            assert_eq!(url(settings, region), Ok(expected.to_owned()));
        }
        let settings = HostSettings { site: Site::Region, ..HostSettings::default() };
        let problem = url(settings, None).unwrap_err();
        assert!(problem.ends_with("the client has no region; set one"), "{problem}");
    }

    #[test]
    fn a_second_host_is_a_server_or_a_domain() {
        let fallback = |setting| {
            let settings = HostSettings { fallback: Some(setting), ..HostSettings::default() };
            let url = Hosts::new(settings)?.fallback_url(HOST).unwrap()?;
            Ok::<_, String>(url.root().as_str().to_owned())
        };
        let domain = "ap-guangzhou.tencentcloudapi.com".to_owned();
        let expected = "https://lamp.ap-guangzhou.tencentcloudapi.com/";
        assert_eq!(fallback(FallbackSetting::Domain(domain)).as_deref(), Ok(expected));
        let endpoint = "https://second.example".to_owned();
        assert_eq!(
            fallback(FallbackSetting::Endpoint(endpoint)).as_deref(),
            Ok("https://second.example/")
        );
        let plain = fallback(FallbackSetting::Endpoint("http://second.example".to_owned()));
        assert!(plain.unwrap_err().starts_with("the fallback endpoint must be https"));
    }

    #[test]
    fn what_is_no_domain_and_no_host_is_refused() {
        for text in ["", ".example", "a b", "https://cloud.example", "cloud.example/path", "a@b"] {
            let domain = HostSettings { domain: Some(text.to_owned()), ..HostSettings::default() };
            let problem = url(domain, None).unwrap_err();
            assert!(problem.starts_with("the domain "), "{text}: {problem}");
            let fallback = Some(FallbackSetting::Domain(text.to_owned()));
            let fallback = HostSettings { fallback, ..HostSettings::default() };
            let problem = url(fallback, None).unwrap_err();
            assert!(problem.starts_with("the fallback domain "), "{text}: {problem}");
        }
        let plain = HostSettings { plain: vec!["a:80".to_owned()], ..HostSettings::default() };
        let problem = url(plain, None).unwrap_err();
        assert!(problem.starts_with("the host given to `allow_http` must be a host name"));
    }
}
