//! Report on what an import of services has stored.

use std::io::Write;

use serde::Serialize;

use super::args::ServiceFormat;
use super::batch::{Batch, ChangeCounts, NewSpec, SpecStatus};
use crate::store::{ServiceName, Store};
use crate::text::{self, pluralize};
use crate::verdict::{Failure, Verdict};

pub(super) struct BatchReport<'r> {
    pub(super) batches: &'r [Batch],
    pub(super) store: &'r Store,
    /// Set to leave out a line for each service that is new or unchanged.
    pub(super) is_brief: bool,
    /// Stored specs that the source does not have.
    pub(super) absent: &'r [ServiceName],
}

#[derive(Serialize)]
struct ReportRecord<'a> {
    folder: String,
    services: Vec<SpecRecord<'a>>,
    absent: Vec<String>,
    failures: Vec<&'a str>,
}

#[derive(Serialize)]
struct SpecRecord<'a> {
    service: &'a str,
    version: &'a str,
    status: &'static str,
    actions: usize,
    /// Version bump that the changes require.
    level: Option<&'static str>,
    source: &'a str,
    vendor_version: Option<&'a str>,
}

impl BatchReport<'_> {
    /// Prints the report; what could not be imported makes the command fail.
    pub(super) fn print(
        &self,
        format: ServiceFormat,
        out: &mut impl Write,
    ) -> Result<Verdict, Failure> {
        match format {
            ServiceFormat::Text => self.text(out)?,
            ServiceFormat::Json => writeln!(out, "{}", text::json(&self.record())?)?,
        }
        let failures: Vec<&str> =
            self.batches.iter().flat_map(|batch| &batch.failures).map(String::as_str).collect();
        match failures.is_empty() {
            true => Ok(Verdict::Success),
            false => Err(Failure::Spec(failures.join("\n"))),
        }
    }

    fn specs(&self) -> impl Iterator<Item = &NewSpec> {
        self.batches.iter().flat_map(|batch| &batch.specs)
    }

    fn text(&self, out: &mut impl Write) -> std::io::Result<()> {
        for spec in self.specs() {
            let (name, actions) = (spec.name(), pluralize(spec.actions, "action"));
            match spec.status {
                SpecStatus::Updated(changes) => {
                    writeln!(out, "updated {name}: {}", describe(changes))?;
                }
                _ if self.is_brief => {}
                SpecStatus::Added => writeln!(out, "added {name}: {actions}")?,
                SpecStatus::Unchanged => writeln!(out, "unchanged {name}: {actions}")?,
            }
        }
        for name in self.absent {
            writeln!(out, "kept {name}: the source does not have it")?;
        }
        let count = |status: fn(&SpecStatus) -> bool| {
            self.specs().filter(|spec| status(&spec.status)).count()
        };
        let added = count(|status| *status == SpecStatus::Added);
        let updated = count(|status| matches!(status, SpecStatus::Updated(_)));
        let unchanged = count(|status| *status == SpecStatus::Unchanged);
        for batch in self.batches {
            let origin = &batch.origin;
            let version =
                origin.vendor_version.as_deref().map(|version| format!(" (tccli {version})"));
            writeln!(
                out,
                "from {}{}",
                text::sanitize(&origin.source),
                version.unwrap_or_default()
            )?;
        }
        writeln!(
            out,
            "{added} added, {updated} updated, {unchanged} unchanged in {}",
            self.store.folder().display()
        )
    }

    fn record(&self) -> ReportRecord<'_> {
        let services = self.batches.iter().flat_map(|batch| {
            batch.specs.iter().map(|spec| SpecRecord {
                service: &spec.service,
                version: &spec.version,
                status: match spec.status {
                    SpecStatus::Added => "added",
                    SpecStatus::Updated(_) => "updated",
                    SpecStatus::Unchanged => "unchanged",
                },
                actions: spec.actions,
                level: match spec.status {
                    SpecStatus::Updated(changes) => changes.level.map(|level| level.as_str()),
                    _ => None,
                },
                source: &batch.origin.source,
                vendor_version: batch.origin.vendor_version.as_deref(),
            })
        });
        ReportRecord {
            folder: self.store.folder().display().to_string(),
            services: services.collect(),
            absent: self.absent.iter().map(ToString::to_string).collect(),
            failures: self
                .batches
                .iter()
                .flat_map(|batch| &batch.failures)
                .map(String::as_str)
                .collect(),
        }
    }
}

/// Describes changes as their level and how many of each there are.
fn describe(changes: ChangeCounts) -> String {
    let Some(level) = changes.level else { return "nothing that calls depend on".to_owned() };
    let counts = [(changes.major, "major"), (changes.minor, "minor"), (changes.patch, "patch")];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, level)| format!("{count} {level}")).collect();
    format!("{level} ({})", counts.join(", "))
}
