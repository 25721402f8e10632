//! Output of `ecm whoami`.

use std::io::Write;

use ecm_client::credentials::{CallerIdentity, ChainReport};
use serde::Serialize;

use super::args::ReportFormat;
use crate::text::{json, sanitize, shortened, timestamp};
use crate::verdict::Failure;

/// Signer and the sources that were passed over, without a secret.
#[derive(Serialize)]
pub(super) struct Report {
    source: Option<String>,
    from: Option<String>,
    secret_id: Option<String>,
    /// True if the keys go with a token.
    temporary: Option<bool>,
    /// Timestamp; `None` if it is unknown or they do not expire.
    expires: Option<String>,
    region: Option<String>,
    passed_over: Vec<PassedOver>,
    not_asked: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<Identity>,
}

#[derive(Serialize)]
struct PassedOver {
    source: String,
    reason: String,
}

/// Identity in the words of the service.
#[derive(Serialize)]
struct Identity {
    arn: Option<String>,
    account_id: Option<String>,
    user_id: Option<String>,
    principal_id: Option<String>,
    r#type: Option<String>,
    request_id: String,
}

impl Report {
    pub(super) fn new(found: &ChainReport, region: Option<String>) -> Self {
        let credentials = found.credentials().ok();
        let passed_over = found.passed_over().iter().map(|one| PassedOver {
            source: one.name().to_owned(),
            reason: one.reason().to_string(),
        });
        Self {
            source: found.source().map(str::to_owned),
            from: found.origin().map(str::to_owned),
            secret_id: credentials.map(|given| shortened(given.secret_id())),
            temporary: credentials.map(|given| given.token().is_some()),
            expires: credentials.and_then(|given| given.expiry()).and_then(timestamp),
            region,
            passed_over: passed_over.collect(),
            not_asked: found.not_asked().to_vec(),
            identity: None,
        }
    }

    pub(super) fn set_identity(&mut self, identity: &CallerIdentity) {
        let identity = identity.clone();
        self.identity = Some(Identity {
            arn: identity.arn,
            account_id: identity.account_id,
            user_id: identity.user_id,
            principal_id: identity.principal_id,
            r#type: identity.kind,
            request_id: identity.request_id,
        });
    }

    pub(super) fn print(&self, format: ReportFormat, out: &mut impl Write) -> Result<(), Failure> {
        match format {
            ReportFormat::Json => writeln!(out, "{}", json(self)?)?,
            ReportFormat::Text => self.print_text(out)?,
        }
        Ok(())
    }

    fn print_text(&self, out: &mut impl Write) -> Result<(), Failure> {
        let mut rows: Vec<(&str, &str)> = Vec::new();
        let until = match (&self.expires, self.temporary) {
            (Some(at), _) => Some(at.as_str()),
            (None, Some(true)) => Some("unknown, as they are temporary"),
            (None, Some(false)) => Some("they are replaced"),
            (None, None) => None,
        };
        let optional = [
            ("source", self.source.as_deref()),
            ("from", self.from.as_deref()),
            ("secret id", self.secret_id.as_deref()),
            ("valid until", until),
            ("region", self.region.as_deref()),
        ];
        rows.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value?))));
        if let Some(identity) = &self.identity {
            let optional = [
                ("account", &identity.account_id),
                ("caller", &identity.arn),
                ("user", &identity.user_id),
                ("principal", &identity.principal_id),
                ("type", &identity.r#type),
            ];
            let given =
                optional.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
            rows.extend(given);
            rows.push(("request id", &identity.request_id));
        }
        write_rows(out, "", &rows)?;
        if !self.passed_over.is_empty() {
            writeln!(out, "passed over:")?;
            let passed = self.passed_over.iter().map(|one| (&*one.source, &*one.reason));
            write_rows(out, "  ", &passed.collect::<Vec<_>>())?;
        }
        if !self.not_asked.is_empty() {
            writeln!(out, "not asked: {}", self.not_asked.join(", "))?;
        }
        Ok(())
    }
}

fn write_rows(out: &mut impl Write, indent: &str, rows: &[(&str, &str)]) -> std::io::Result<()> {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    for (name, value) in rows {
        writeln!(out, "{indent}{name:width$}  {}", sanitize(value))?;
    }
    Ok(())
}
