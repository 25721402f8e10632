//! Where requests go: `https`, or `http` on this machine.

use std::net::IpAddr;

use reqwest::Url;

/// The root of an endpoint.
#[derive(Clone)]
pub(super) struct Address {
    url: Url,
    host: String,
}

impl Address {
    /// The endpoint that a user names.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        // The text itself is not repeated: it may hold a password.
        let url = Url::parse(text).map_err(|error| format!("the endpoint is no URL: {error}"))?;
        let name = url.host_str().unwrap_or_default();
        let problem = match url.scheme() {
            _ if !url.username().is_empty() || url.password().is_some() => "holds credentials",
            "https" | "http" if name.is_empty() => "has no host",
            "http" if !is_loopback(name) => {
                "must be https: only this machine may be spoken to in clear"
            }
            "https" | "http" if url.path() != "/" => "has a path; requests go to `/`",
            "https" | "http" if url.query().is_some() => "has a query",
            "https" | "http" if url.fragment().is_some() => "has a fragment",
            "https" | "http" => {
                let host = match url.port() {
                    Some(port) => format!("{name}:{port}"),
                    None => name.to_owned(),
                };
                return Ok(Self { url, host });
            }
            _ => "is neither https nor http",
        };
        Err(format!("the endpoint {problem}"))
    }

    /// The host that a spec names.
    pub(super) fn of_host(host: &str) -> Result<Self, String> {
        Self::parse(&format!("https://{host}/"))
    }

    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// The value of the `Host` header: with the port, where it is not the scheme's own.
    pub(super) fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn as_str(&self) -> &str {
        self.url.as_str()
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_at_home() {
        for (text, host) in [
            ("https://ecm.tencentcloudapi.com", "ecm.tencentcloudapi.com"),
            ("https://ecm.tencentcloudapi.com:443/", "ecm.tencentcloudapi.com"),
            ("https://ECM.tencentcloudapi.com:8443", "ecm.tencentcloudapi.com:8443"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("http://127.9.9.9", "127.9.9.9"),
            ("http://[::1]:1", "[::1]:1"),
            ("http://localhost:80/", "localhost"),
        ] {
            assert_eq!(Address::parse(text).map(|address| address.host), Ok(host.to_owned()));
        }
    }

    #[test]
    fn anything_else_is_refused_without_being_repeated() {
        for text in [
            "",
            "ecm.tencentcloudapi.com",
            "http://ecm.tencentcloudapi.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "http://[::2]",
            "http://0.0.0.0",
            "ftp://127.0.0.1",
            "file:///etc",
            "https://user:hunter2@host",
            "https://user@host",
            "https://host/path",
            "https://host/?query",
            "https://host/#fragment",
            "https://",
        ] {
            let problem = Address::parse(text).map(|address| address.host).unwrap_err();
            assert!(problem.starts_with("the endpoint "), "{problem}");
            assert!(!problem.contains("hunter2"), "{problem}");
        }
    }
}
