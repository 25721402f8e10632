//! Settings that the URL of a database holds.

use std::net::IpAddr;
use std::path::PathBuf;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};

use super::{DatabaseError, Problem};

/// Schemes of a URL.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];
const UNREADABLE: &str = "the URL of the database cannot be read as \
     postgres://USER:PASSWORD@HOST:PORT/DATABASE?OPTION=VALUE with options that are known; in a user or password, write \
     @ as %40, / as %2F, ? as %3F, # as %23 and % as %25";

/// Settings of a connection. Neither they nor their texts are shown, but for `shown`.
pub(super) struct Settings {
    pub(super) config: Config,
    /// Root certificates for TLS; `None` without TLS.
    pub(super) trust: Option<Trust>,
    /// Hosts, port and database, without user and password.
    pub(super) shown: String,
}

/// Certificates that a server's is checked against.
pub(super) enum Trust {
    /// Those of the system, as a client trusts them.
    System,
    /// Those in a file.
    File(PathBuf),
}

impl Settings {
    /// Reads a URL. No error holds a part of it that could be a password.
    pub(super) fn read(url: &str) -> Result<Self, String> {
        let (plain, options) = split(url)?;
        let mut config: Config = plain.parse().map_err(|_| UNREADABLE.to_owned())?;
        let hosts = Hosts::of(&config)?;
        let trust = trust(&options, hosts.are_local)?;
        config.ssl_mode(if trust.is_some() { SslMode::Require } else { SslMode::Disable });
        if config.get_application_name().is_none() {
            config.application_name("ecm-launch");
        }
        if hosts.number > 1 {
            // Of several hosts, one that can be written to.
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        let shown = match config.get_dbname() {
            Some(name) => format!("{}/{}", hosts.shown, name.escape_debug()),
            None => hosts.shown,
        };
        Ok(Self { config, trust, shown })
    }

    /// Makes an error out of a problem with this database.
    pub(super) fn about(&self, problem: &Problem) -> DatabaseError {
        DatabaseError(format!("PostgreSQL at {}: {problem}", self.shown))
    }
}

/// Options that are read here, because their words mean more than the database's client makes of them.
#[derive(Default)]
struct TlsOptions {
    mode: Option<String>,
    root_certificate: Option<String>,
}

/// Takes the options of TLS out of a URL.
///
/// Characters that a password may have unescaped elsewhere are refused, so that no part of it is taken for a host.
fn split(url: &str) -> Result<(String, TlsOptions), String> {
    let unreadable = || UNREADABLE.to_owned();
    let scheme =
        SCHEMES.into_iter().find(|scheme| url.starts_with(scheme)).ok_or_else(unreadable)?;
    let rest = url.strip_prefix(scheme).unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if authority.matches('@').count() > 1 || tail.contains('@') || rest.contains('#') {
        return Err(unreadable());
    }
    let (path, query) = tail.split_once('?').unwrap_or((tail, ""));
    let mut options = TlsOptions::default();
    let mut others = Vec::new();
    for option in query.split('&').filter(|option| !option.is_empty()) {
        match option.split_once('=').ok_or_else(unreadable)? {
            ("sslmode", value) => options.mode = Some(value.to_owned()),
            ("sslrootcert", value) => options.root_certificate = Some(decoded(value)?),
            _ => others.push(option),
        }
    }
    Ok((format!("{scheme}{authority}{path}?{}", others.join("&")), options))
}

/// Reads `%2F` and the like.
fn decoded(value: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut parts = value.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).ok_or(UNREADABLE)?;
        bytes.push(u8::from_str_radix(digits, 16).map_err(|_| UNREADABLE)?);
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).map_err(|_| UNREADABLE.to_owned())
}

/// Hosts of a URL.
struct Hosts {
    shown: String,
    number: usize,
    /// All of them are this machine.
    are_local: bool,
}

impl Hosts {
    fn of(config: &Config) -> Result<Self, String> {
        let (mut shown, mut are_local) = (Vec::new(), true);
        for host in config.get_hosts() {
            match host {
                Host::Tcp(name) => {
                    are_local &= is_loopback(name);
                    shown.push(name.escape_debug().to_string());
                }
                #[cfg(unix)]
                Host::Unix(path) => {
                    shown.push(path.display().to_string().escape_debug().to_string())
                }
            }
        }
        for address in config.get_hostaddrs() {
            are_local &= address.is_loopback();
            if config.get_hosts().is_empty() {
                shown.push(address.to_string());
            }
        }
        if shown.is_empty() {
            return Err("the URL of the database names no host".to_owned());
        }
        let number = shown.len();
        if let [port] = config.get_ports() {
            shown.iter_mut().for_each(|host| host.push_str(&format!(":{port}")));
        }
        Ok(Self { shown: shown.join(","), number, are_local })
    }
}

fn is_loopback(name: &str) -> bool {
    name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Returns what a server's certificate is checked against.
///
/// TLS that is asked for comes with a certificate that was checked, with the host's name. Where nothing is said, other machines
/// are connected to in no other way.
fn trust(options: &TlsOptions, are_local: bool) -> Result<Option<Trust>, String> {
    let is_on = match options.mode.as_deref() {
        None => !are_local || options.root_certificate.is_some(),
        Some("disable") => false,
        Some("require" | "verify-ca" | "verify-full") => true,
        Some("allow" | "prefer") => {
            return Err("`sslmode=allow` and `sslmode=prefer` let whoever is on the way turn TLS off; write \
                        `verify-full`, or `disable` for a connection that needs no TLS"
                .to_owned());
        }
        Some(_) => {
            return Err("`sslmode` is one of `disable`, `require`, `verify-ca` and `verify-full`"
                .to_owned());
        }
    };
    Ok(is_on.then(|| match options.root_certificate.as_deref() {
        None | Some("system") => Trust::System,
        Some(path) => Trust::File(PathBuf::from(path)),
    }))
}

#[cfg(test)]
mod tests;
