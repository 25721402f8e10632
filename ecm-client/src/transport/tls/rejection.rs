//! Reasons for which a server's certificate is not accepted.

use std::error::Error as StdError;
use std::sync::Arc;
use std::{fmt, io};

use ecm_sign::timestamp;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, Error, OtherError};

use super::names::{Parties, last_issuer, readable};

const TRUST_IT: &str =
    "name its certificate in SSL_CERT_FILE, or give it to `root_certificate` of the builder";

/// Name of an error of `webpki`, which comes without a type.
const AUTHORITY: &str = "CaUsedAsEndEntity";

/// Certificate that was not accepted, as a sentence.
#[derive(Debug)]
pub(crate) struct CertificateRejection(String);

impl CertificateRejection {
    /// Finds the reason in the chain of an error, and returns its text.
    pub(crate) fn find(error: &(dyn StdError + 'static)) -> Option<String> {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(Error::InvalidCertificate(rejected)) = error.downcast_ref() {
                return Some(Self::text(rejected));
            }
            // An I/O error passes over the error that it holds.
            let held = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
            next = held.map_or_else(|| error.source(), |held| Some(held));
        }
        None
    }

    /// Returns the sentence of this client's check, or what another check says.
    fn text(rejected: &CertificateError) -> String {
        if let CertificateError::Other(OtherError(reason)) = rejected
            && let Some(Self(sentence)) = reason.downcast_ref()
        {
            return sentence.clone();
        }
        format!("the certificate of the server is not accepted: {rejected}")
    }

    /// Describes a failed check.
    pub(super) fn describe(
        error: &CertificateError,
        server: &ServerName<'_>,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
    ) -> Self {
        let unreadable = || "unreadable".to_owned();
        let parties = Parties::of(end_entity);
        let last = last_issuer(end_entity, intermediates);
        let presented = Presented {
            host: server.to_str().into_owned(),
            issuer: parties.map_or_else(unreadable, |parties| readable(parties.issuer)),
            root: last.map_or_else(unreadable, |last| readable(last.issuer)),
            is_self_signed: parties.is_some_and(Parties::is_self_signed),
        };
        Self(presented.sentence(error))
    }

    /// Wraps the reason, so that it passes through the layers between.
    pub(super) fn into_error(self) -> Error {
        CertificateError::Other(OtherError(Arc::new(self))).into()
    }
}

impl fmt::Display for CertificateRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for CertificateRejection {}

/// Certificate that a server has presented, as far as messages name it.
struct Presented {
    host: String,
    issuer: String,
    /// Issuer at the end of the chain.
    root: String,
    is_self_signed: bool,
}

impl Presented {
    fn sentence(&self, error: &CertificateError) -> String {
        let Self { host, issuer, .. } = self;
        let of_host = format!("the certificate of {host} (issuer `{issuer}`)");
        let reason = match error {
            CertificateError::UnknownIssuer | CertificateError::BadSignature => {
                return self.of_issuer(error);
            }
            CertificateError::NotValidForNameContext { presented, .. } => format!(
                "is for {}, not for {host}. Correct the endpoint, or have the certificate issued for it",
                listed(presented)
            ),
            CertificateError::NotValidForName => {
                "is for another name. Correct the endpoint, or have the certificate issued for it"
                    .to_owned()
            }
            CertificateError::Revoked => "was revoked. The server needs another".to_owned(),
            CertificateError::Other(OtherError(other)) if other.to_string() == AUTHORITY => {
                "is that of an authority, which no server may have. It needs one that an authority has issued"
                    .to_owned()
            }
            error => of_time(error).unwrap_or_else(|| {
                format!(
                    "is not accepted: {error}. The server needs another, unless its issuer is one that is missing \
                     here; then {TRUST_IT}"
                )
            }),
        };
        format!("{of_host} {reason}")
    }

    /// Describes an issuer that is not trusted.
    fn of_issuer(&self, error: &CertificateError) -> String {
        let Self { host, issuer, root, is_self_signed } = self;
        let name = match is_self_signed {
            true => format!(" (issuer `{issuer}`)"),
            false => String::new(),
        };
        let reason = match error {
            CertificateError::UnknownIssuer if *is_self_signed => {
                "it is self-signed. If it is the right one".to_owned()
            }
            CertificateError::UnknownIssuer => format!(
                "its issuer `{root}` is none of the authorities known here. If that is your own authority, or a \
                 proxy's that inspects TLS"
            ),
            _ => format!(
                "another key than that of the `{root}` known here has signed it. If that authority was renewed"
            ),
        };
        format!("the certificate of {host}{name} is not trusted: {reason}, {TRUST_IT}")
    }
}

/// Describes a certificate that is not valid now.
fn of_time(error: &CertificateError) -> Option<String> {
    const NEW: &str = "The server needs another, unless this machine's clock is wrong";
    const LATER: &str = "Set the clock of whichever machine is wrong";
    Some(match error {
        CertificateError::ExpiredContext { time, not_after } => {
            format!("expired at {}, and it is {} now. {NEW}", date(*not_after), date(*time))
        }
        CertificateError::Expired => format!("has expired. {NEW}"),
        CertificateError::NotValidYetContext { time, not_before } => {
            let (before, now) = (date(*not_before), date(*time));
            format!("is not valid before {before}, and it is {now} now. {LATER}")
        }
        CertificateError::NotValidYet => format!("is not valid yet. {LATER}"),
        _ => return None,
    })
}

fn date(time: UnixTime) -> String {
    let seconds = time.as_secs();
    let date = i64::try_from(seconds).ok().and_then(timestamp::format);
    date.unwrap_or_else(|| format!("second {seconds}"))
}

/// Lists the names of a certificate, which rustls gives as `DnsName("example.com")`.
fn listed(names: &[String]) -> String {
    const MAX_SHOWN: usize = 5;
    let bare = |name: &String| {
        let name = name.split_once('(').map_or(&**name, |(_, name)| name.trim_end_matches(')'));
        format!("`{}`", name.trim_matches('"'))
    };
    let shown: Vec<String> = names.iter().take(MAX_SHOWN).map(bare).collect();
    match names.len().saturating_sub(MAX_SHOWN) {
        0 if shown.is_empty() => "no name".to_owned(),
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
