//! Proxies that environment variables name.

use http::Uri;
use reqwest::{NoProxy, Proxy};

use crate::Error;
use crate::environment::Env;

/// Variables in which a kind of requests looks for its proxy, the first that is set.
const OF_HTTPS: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
const OF_HTTP: [&str; 4] = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// Set where the program answers a request, whose headers become variables: one called `Proxy` would
/// be `HTTP_PROXY`.
const REQUEST_METHOD: &str = "REQUEST_METHOD";

/// Reads the proxies. A variable that cannot be used is an error: without a proxy, requests would go
/// where they are not meant to go.
pub(super) fn proxies(variables: &Env) -> Result<Vec<Proxy>, Error> {
    let is_cgi = variables.raw(REQUEST_METHOD).is_some();
    let exceptions =
        first(variables, &EXCEPTIONS)?.and_then(|(_, list)| NoProxy::from_string(&list));
    let of_http = OF_HTTP.get(usize::from(is_cgi)..).unwrap_or_default();
    let mut proxies = Vec::new();
    for (names, make) in [(&OF_HTTPS[..], Proxy::https as fn(String) -> _), (of_http, Proxy::http)]
    {
        let Some((name, value)) = first(variables, names)? else { continue };
        let unusable = || unusable(name);
        let proxy = url(&value).ok_or_else(unusable)?;
        let proxy: Proxy = make(proxy).map_err(|_| unusable())?;
        proxies.push(proxy.no_proxy(exceptions.clone()));
    }
    Ok(proxies)
}

/// Returns the first variable that is set to something, and its value.
fn first(variables: &Env, names: &[&'static str]) -> Result<Option<(&'static str, String)>, Error> {
    for &name in names {
        let value = variables.text(name).map_err(|error| Error::build(error.to_string()))?;
        if let Some(value) = value {
            return Ok(Some((name, value)));
        }
    }
    Ok(None)
}

/// Completes the URL of a proxy; `None` if it is none.
fn url(value: &str) -> Option<String> {
    // As other programs, which leave the scheme out.
    let url = match value.contains("://") {
        true => value.to_owned(),
        false => format!("http://{value}"),
    };
    let uri: Uri = url.parse().ok()?;
    let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
    let authority = uri.authority().filter(|authority| is_http && !authority.host().is_empty())?;
    let server = authority.as_str().rsplit('@').next()?;
    let port = server.get(authority.host().len()..)?.strip_prefix(':');
    port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0)).then_some(url)
}

// The value is not repeated: it may hold a password.
fn unusable(name: &str) -> Error {
    Error::build(format!(
        "the proxy in {name} must be a URL that begins with `http://` or `https://`; correct it, or unset \
         it to send requests directly"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&'static str, &'static str)]) -> Result<Vec<String>, String> {
        let pairs = pairs.to_vec();
        let find =
            move |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|pair| pair.1);
        let proxies = proxies(&Env::new(find)).map_err(|error| error.to_string())?;
        Ok(proxies.iter().map(|proxy| format!("{proxy:?}")).collect())
    }

    #[test]
    fn a_variable_that_is_no_proxy_is_named_and_not_repeated() {
        for name in OF_HTTPS.into_iter().chain(OF_HTTP) {
            for value in [
                "://hunter2",
                "socks5://user:hunter2@proxy",
                "ftp://hunter2",
                "http://",
                "http://user:hunter2@",
                "http://proxy hunter2",
                "http://hunter2:99999",
                "hunter2:port",
                "http://:8080",
            ] {
                let error = read(&[(name, value)]).unwrap_err();
                assert!(
                    error.contains(&format!("the proxy in {name} must be")),
                    "{value}: {error}"
                );
                assert!(!error.contains("hunter2"), "{error}");
            }
        }
    }

    #[test]
    fn the_first_that_is_set_counts() {
        for value in
            ["http://user:word@proxy:8080", "https://proxy", "proxy:8080", "[::1]:80", "proxy"]
        {
            assert_eq!(read(&[("https_proxy", value)]).unwrap().len(), 1, "{value}");
            assert_eq!(read(&[("ALL_PROXY", value)]).unwrap().len(), 2, "{value}");
        }
        assert_eq!(read(&[("HTTPS_PROXY", " "), ("NO_PROXY", "*")]).unwrap().len(), 0);
        let both = [("HTTPS_PROXY", "proxy"), ("ALL_PROXY", "socks5://proxy")];
        assert!(read(&both).unwrap_err().contains("ALL_PROXY"), "plain requests would go directly");
        let shadowed = [("HTTPS_PROXY", "proxy"), ("HTTP_PROXY", "proxy"), both[1]];
        assert_eq!(read(&shadowed).unwrap().len(), 2);
        let header = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "attacker")];
        assert_eq!(read(&header).unwrap().len(), 0);
    }
}
