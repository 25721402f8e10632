//! Proxies that environment variables name.

use http::Uri;
use reqwest::Proxy;

use super::Proxies;
use super::exceptions::Exceptions;
use crate::Error;
use crate::environment::Env;

/// Both spellings of a variable.
type Names = [&'static str; 2];

/// Variables in which a kind of requests looks for its proxy, the first that is set.
const OF_HTTPS: [Names; 2] = [["HTTPS_PROXY", "https_proxy"], ALL];
const OF_HTTP: [Names; 2] = [["HTTP_PROXY", "http_proxy"], ALL];
const ALL: Names = ["ALL_PROXY", "all_proxy"];
const EXCEPTIONS: Names = ["NO_PROXY", "no_proxy"];

/// Set where the program answers a request, whose headers become variables: one called `Proxy` would
/// be `HTTP_PROXY`.
const REQUEST_METHOD: &str = "REQUEST_METHOD";
const OF_HEADER: &str = "HTTP_PROXY";

/// Reads the proxies. A variable that cannot be used is an error: without a proxy, requests would go
/// where they are not meant to go.
pub(super) fn proxies(variables: &Env) -> Result<Proxies, Error> {
    let exceptions = one(variables, EXCEPTIONS, |list| Ok(Exceptions::parse(list)))?;
    Ok(Proxies {
        https: first(variables, &OF_HTTPS)?,
        http: first(variables, &OF_HTTP)?,
        exceptions: exceptions.unwrap_or_default(),
    })
}

/// Returns the proxy in the first variable that is set to something.
fn first(variables: &Env, names: &[Names]) -> Result<Option<String>, Error> {
    for &names in names {
        let found = one(variables, names, |value| {
            let usable = url(value).filter(|url| Proxy::all(url).is_ok());
            usable.map(|url| url.trim_end_matches('/').to_owned()).ok_or(())
        })?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Returns the value of a variable that has two spellings. Programs differ in which of them counts where both
/// are set, so that they must not differ.
fn one<T: PartialEq>(
    variables: &Env,
    names: Names,
    parse: impl Fn(&str) -> Result<T, ()>,
) -> Result<Option<T>, Error> {
    let mut found = None;
    for name in names {
        if name == OF_HEADER && variables.raw(REQUEST_METHOD).is_some() {
            continue;
        }
        let value = variables.text(name).map_err(|error| Error::build(error.to_string()))?;
        let Some(value) = value else { continue };
        let value = parse(&value).map_err(|()| unusable(name))?;
        match &found {
            Some(before) if *before != value => {
                let [upper, lower] = names;
                return Err(Error::build(format!("{upper} and {lower} differ; unset one of them")));
            }
            _ => found = Some(value),
        }
    }
    Ok(found)
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

    fn read(pairs: &[(&'static str, &'static str)]) -> Result<[Option<String>; 2], String> {
        let pairs = pairs.to_vec();
        let find =
            move |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|pair| pair.1);
        let proxies = proxies(&Env::new(find)).map_err(|error| error.to_string())?;
        Ok([proxies.https, proxies.http])
    }

    fn of(https: Option<&str>, http: Option<&str>) -> Result<[Option<String>; 2], String> {
        Ok([https.map(str::to_owned), http.map(str::to_owned)])
    }

    #[test]
    fn a_variable_that_is_no_proxy_is_named_and_not_repeated() {
        for name in OF_HTTPS.into_iter().chain(OF_HTTP).flatten() {
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
        for (value, url) in [
            ("http://user:word@proxy:8080", "http://user:word@proxy:8080"),
            ("https://proxy/", "https://proxy"),
            ("proxy:8080", "http://proxy:8080"),
            ("[::1]:80", "http://[::1]:80"),
            ("proxy", "http://proxy"),
        ] {
            for names in [OF_HTTPS[0], OF_HTTP[0], ALL] {
                let expected = match names {
                    ALL => of(Some(url), Some(url)),
                    names if names == OF_HTTP[0] => of(None, Some(url)),
                    _ => of(Some(url), None),
                };
                for name in names {
                    assert_eq!(read(&[(name, value)]), expected, "{name}={value}");
                }
                assert_eq!(read(&[(names[0], value), (names[1], url)]), expected, "{names:?}");
            }
        }
        assert_eq!(read(&[("HTTPS_PROXY", " "), ("NO_PROXY", "*")]), of(None, None));
        let both = [("HTTPS_PROXY", "proxy"), ("ALL_PROXY", "socks5://proxy")];
        assert!(read(&both).unwrap_err().contains("ALL_PROXY"), "plain requests would go directly");
        let shadowed = [("HTTPS_PROXY", "proxy"), ("HTTP_PROXY", "proxy"), both[1]];
        assert_eq!(read(&shadowed), of(Some("http://proxy"), Some("http://proxy")));
        let header = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "attacker")];
        assert_eq!(read(&header), of(None, None));
        let header = [header[0], header[1], ("http_proxy", "proxy")];
        assert_eq!(read(&header), of(None, Some("http://proxy")));
    }

    #[test]
    fn spellings_that_differ_are_an_error() {
        for (names, values) in [
            (OF_HTTPS[0], ["proxy", "hunter2"]),
            (OF_HTTP[0], ["http://proxy", "https://hunter2"]),
            (ALL, ["proxy:80", "hunter2"]),
            (EXCEPTIONS, ["a.example.com,b", "hunter2"]),
        ] {
            let [upper, lower] = names;
            let error = read(&[(upper, values[0]), (lower, values[1])]).unwrap_err();
            let expected = format!("{upper} and {lower} differ; unset one of them");
            assert!(error.ends_with(&expected) && !error.contains("hunter2"), "{error}");
            assert!(read(&[(upper, values[0]), (lower, values[0])]).is_ok());
            assert!(read(&[(upper, " "), (lower, values[0])]).is_ok());
        }
    }
}
