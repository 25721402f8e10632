//! Whether requests go through a proxy.

use std::fmt;

use reqwest::{ClientBuilder, Proxy};

use crate::Error;

/// Which proxy requests go through.
#[derive(Clone, Default)]
pub(crate) enum Proxies {
    /// None, whatever the environment says.
    #[default]
    None,
    /// What the environment names.
    Environment,
    /// The one at this URL.
    Explicit(String),
}

impl Proxies {
    pub(super) fn apply(&self, builder: ClientBuilder) -> Result<ClientBuilder, Error> {
        match self {
            Self::None => Ok(builder.no_proxy()),
            Self::Environment => Ok(builder),
            Self::Explicit(url) => {
                // The URL is not repeated: it may hold a password.
                let unusable = || Error::build("the proxy must be a URL with http:// or https://");
                let is_http = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme));
                let proxy = Some(url).filter(|_| is_http).ok_or_else(unusable)?;
                let proxy = Proxy::all(proxy).map_err(|_| unusable())?;
                Ok(builder.no_proxy().proxy(proxy))
            }
        }
    }
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Environment => "Environment",
            Self::Explicit(_) => "Explicit",
        })
    }
}
