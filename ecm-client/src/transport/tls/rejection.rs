//! Reasons for which a server's certificate is not accepted.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io};

use jiff::Timestamp;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, Error, OtherError};

use super::names::{Parties, last_issuer, readable};

const TRUST_IT: &str =
    "name its certificate in SSL_CERT_FILE, or give it to `root_certificate` of the builder";

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
        let host = server.to_str();
        let last = last_issuer(end_entity, intermediates);
        let root = last.map_or_else(|| "unreadable".to_owned(), |last| readable(last.issuer));
        let issuer = Parties::of(end_entity).map_or_else(|| root.clone(), |of| readable(of.issuer));
        let of_host = format!("the certificate of {host} (issuer `{issuer}`)");
        Self(match error {
            CertificateError::UnknownIssuer
                if Parties::of(end_entity).is_some_and(Parties::is_self_signed) =>
            {
                format!(
                    "{of_host} is not trusted: it is self-signed. If it is the right one, {TRUST_IT}"
                )
            }
            CertificateError::UnknownIssuer => format!(
                "the certificate of {host} is not trusted: its issuer `{root}` is none of the authorities known \
                 here. If that is your own authority, or a proxy's that inspects TLS, {TRUST_IT}"
            ),
            CertificateError::BadSignature => format!(
                "the certificate of {host} is not trusted: another key than that of the `{root}` known here has \
                 signed it. If that authority was renewed, {TRUST_IT}"
            ),
            CertificateError::ExpiredContext { time, not_after } => format!(
                "{of_host} expired at {}, and it is {} now. The server needs another, unless this \
                 machine's clock is wrong",
                date(*not_after),
                date(*time)
            ),
            CertificateError::Expired => format!(
                "{of_host} has expired. The server needs another, unless this machine's clock is wrong"
            ),
            CertificateError::NotValidYetContext { time, not_before } => format!(
                "{of_host} is not valid before {}, and it is {} now. Set the clock of whichever machine is wrong",
                date(*not_before),
                date(*time)
            ),
            CertificateError::NotValidYet => {
                format!("{of_host} is not valid yet. Set the clock of whichever machine is wrong")
            }
            CertificateError::NotValidForNameContext { presented, .. } => format!(
                "{of_host} is for {}, not for {host}. Correct the endpoint, or have the certificate issued for it",
                listed(presented)
            ),
            CertificateError::NotValidForName => format!(
                "{of_host} is for another name. Correct the endpoint, or have the certificate issued for it"
            ),
            CertificateError::Revoked => format!("{of_host} was revoked. The server needs another"),
            error => format!(
                "{of_host} cannot be accepted: {error}. The server needs another, unless its issuer is one that is missing here; then {TRUST_IT}"
            ),
        })
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

fn date(time: UnixTime) -> String {
    let since = Duration::from_secs(time.as_secs());
    let date = Timestamp::UNIX_EPOCH.checked_add(since);
    date.map_or_else(|_| format!("second {}", time.as_secs()), |date| date.to_string())
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
