//! Output of `ecm configure list`.

use std::io::Write;

use ecm_client::credentials::CredentialsFile;
use serde::Serialize;

use super::args::ListFormat;
use super::{REGION, SECRET_ID, SECRET_KEY, TOKEN};
use crate::text::{json, sanitize, shortened};
use crate::verdict::Failure;

/// Profile without its secrets.
#[derive(Serialize)]
struct Listed<'f> {
    profile: &'f str,
    /// Ends of the secret id.
    secret_id: Option<String>,
    has_secret_key: bool,
    has_token: bool,
    region: Option<&'f str>,
    role_arn: Option<&'f str>,
    source_profile: Option<&'f str>,
    /// True if a command prints the keys.
    has_process: bool,
}

pub(super) fn print(
    file: &CredentialsFile,
    format: ListFormat,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let listed: Vec<Listed<'_>> = file
        .profiles()
        .into_iter()
        .map(|profile| Listed {
            profile,
            secret_id: file.value(profile, SECRET_ID).map(shortened),
            has_secret_key: file.value(profile, SECRET_KEY).is_some(),
            has_token: file.value(profile, TOKEN).is_some(),
            region: file.value(profile, REGION),
            role_arn: file.value(profile, "role_arn"),
            source_profile: file.value(profile, "source_profile"),
            has_process: file.value(profile, "credential_process").is_some(),
        })
        .collect();
    match format {
        ListFormat::Json => writeln!(out, "{}", json(&listed)?)?,
        ListFormat::Text if listed.is_empty() => {
            writeln!(out, "{} has no profiles; `ecm configure` makes one", file.path().display())?
        }
        ListFormat::Text => {
            let width = listed.iter().map(|one| one.profile.len()).max().unwrap_or_default();
            for one in &listed {
                let name = sanitize(one.profile);
                writeln!(out, "{}", sanitize(&format!("{name:width$}  {}", one.origin())))?;
            }
        }
    }
    Ok(())
}

impl Listed<'_> {
    /// Source of the keys, and the region.
    fn origin(&self) -> String {
        let mut parts = Vec::new();
        match &self.secret_id {
            Some(id) if self.has_secret_key => parts.push(id.clone()),
            Some(id) => parts.push(format!("{id} without a secret key")),
            None if self.has_process => parts.push("keys of a command".to_owned()),
            None if self.source_profile.is_none() => parts.push("no keys".to_owned()),
            None => {}
        }
        if self.has_token {
            parts.push("with a token".to_owned());
        }
        if let Some(source) = self.source_profile {
            parts.push(format!("keys of `{source}`"));
        }
        if let Some(role) = self.role_arn {
            parts.push(format!("role {role}"));
        }
        if let Some(region) = self.region {
            parts.push(format!("region {region}"));
        }
        parts.join(", ")
    }
}
