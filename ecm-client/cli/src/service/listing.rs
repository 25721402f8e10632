//! List of the stored services.

use std::io::Write;

use serde::Serialize;

use super::args::{ListArgs, ServiceFormat};
use crate::store::{Record, Store};
use crate::table::{lines, terminal_width, with_width};
use crate::text::{self, sanitize};
use crate::verdict::{Failure, Verdict};

#[derive(Serialize)]
struct Listed {
    service: String,
    version: String,
    actions: Option<usize>,
    source: Option<String>,
    vendor_version: Option<String>,
    metadata_digest: Option<String>,
    spec_digest: Option<String>,
    added: Option<String>,
    path: String,
}

/// Prints the stored services, with what is recorded of each.
pub(super) fn run(
    store: &Store,
    args: &ListArgs,
    out: &mut impl Write,
) -> Result<Verdict, Failure> {
    let stored = super::stored(store, &args.names)?;
    let index = store.index()?;
    let listed = stored.into_iter().map(|name| {
        let version = name.version.unwrap_or_default();
        let record = index.get(&name.service, &version);
        let text = |of: fn(&Record) -> &String| record.map(|record| of(record).clone());
        Listed {
            path: store.path(&name.service, &version).display().to_string(),
            actions: record.map(|record| record.actions),
            source: text(|record| &record.source),
            vendor_version: record.and_then(|record| record.vendor_version.clone()),
            metadata_digest: text(|record| &record.metadata_digest),
            spec_digest: text(|record| &record.spec_digest),
            added: text(|record| &record.added),
            service: name.service,
            version,
        }
    });
    let listed: Vec<Listed> = listed.collect();
    match args.format {
        ServiceFormat::Json => writeln!(out, "{}", text::json(&listed)?)?,
        ServiceFormat::Text if listed.is_empty() => writeln!(
            out,
            "no services are stored in {}; `ecm service add SERVICE --from SOURCE` adds one",
            store.folder().display()
        )?,
        ServiceFormat::Text => write!(out, "{}", table(&listed))?,
    }
    out.flush()?;
    Ok(Verdict::Success)
}

fn table(listed: &[Listed]) -> String {
    let width = terminal_width();
    let mut table = with_width(width);
    table.set_header(["service", "version", "actions", "from", "added"]);
    for one in listed {
        let from = match (&one.vendor_version, &one.source) {
            (Some(version), _) => format!("tccli {version}"),
            (None, Some(source)) => source.clone(),
            (None, None) => "(unknown)".to_owned(),
        };
        table.add_row([
            one.service.clone(),
            one.version.clone(),
            one.actions.map(|count| count.to_string()).unwrap_or_default(),
            sanitize(&from),
            sanitize(one.added.as_deref().unwrap_or_default()),
        ]);
    }
    lines(&table, width.is_some())
}
