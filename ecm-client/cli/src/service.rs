//! The command `ecm service`.

mod args;
mod batch;
mod batch_report;
mod listing;
mod origin;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::diff;
use crate::interrupts::Replacing;
use crate::source::Source;
use crate::store::{Index, ServiceName, Store};
use crate::text;
use crate::verdict::{Failure, Verdict};
use args::{AddArgs, DiffArgs, RemoveArgs, ServiceCommand, ServiceFormat, UpdateArgs};
use batch::Batch;
use batch_report::BatchReport;
use origin::ServiceSelection;

pub(crate) use args::Args;

/// Adds, lists, updates, compares or removes stored services.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let store = Store::open()?;
    match &args.command {
        ServiceCommand::Add(args) => add(&store, args, out),
        ServiceCommand::List(args) => listing::run(&store, args, out),
        ServiceCommand::Update(args) => update(&store, args, out),
        ServiceCommand::Diff(args) => compare(&store, args, out),
        ServiceCommand::Remove(args) => remove(&store, args, out),
    }
}

fn add(store: &Store, args: &AddArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let lock = store.lock()?;
    let mut index = store.index()?;
    let wanted = match args.all {
        true => ServiceSelection::All,
        false => ServiceSelection::Named(&args.names),
    };
    let batch = Batch::import(&args.from, &wanted, store, &index)?;
    store.write(batch.files(store), &batch.record(&mut index, &now()), &lock)?;
    let report = BatchReport { batches: &[batch], store, is_brief: args.all, absent: &[] };
    report.print(args.format, out)
}

/// Current time, to the second.
fn now() -> String {
    text::timestamp(SystemTime::now().max(SystemTime::UNIX_EPOCH)).unwrap_or_default()
}

fn update(store: &Store, args: &UpdateArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let lock = store.lock()?;
    let mut index = store.index()?;
    let stored = stored(store, &args.names)?;
    let sources = sources(&stored, &index, args.from.as_deref())?;
    let (mut batches, mut absent) = (Vec::new(), Vec::new());
    for (source, names) in sources {
        // New versions of a service come along, unless one version is named.
        let wanted: Vec<ServiceName> =
            names.iter().map(|name| widened(name, &args.names)).collect();
        let batch = Batch::import(&source, &ServiceSelection::Stored(&wanted), store, &index)?;
        absent.extend(names.into_iter().filter(|name| !batch.has(name)));
        batches.push(batch);
    }
    let mut files = Vec::new();
    for batch in &batches {
        files.extend(batch.files(store));
        index = batch.record(&mut index, &now());
    }
    store.write(files, &index, &lock)?;
    let report = BatchReport { batches: &batches, store, is_brief: false, absent: &absent };
    report.print(args.format, out)
}

/// Returns the name of the service alone, unless the user asked for one version of it.
fn widened(stored: &ServiceName, asked: &[ServiceName]) -> ServiceName {
    let is_asked = |name: &&ServiceName| name.service == stored.service;
    let versions: Vec<&ServiceName> = asked.iter().filter(is_asked).collect();
    match !versions.is_empty() && versions.iter().all(|name| name.version.is_some()) {
        true => stored.clone(),
        false => ServiceName { service: stored.service.clone(), version: None },
    }
}

/// Groups stored specs by the source to read them from again.
fn sources(
    stored: &[ServiceName],
    index: &Index,
    from: Option<&Path>,
) -> Result<Vec<(PathBuf, Vec<ServiceName>)>, Failure> {
    if let Some(from) = from {
        return Ok(vec![(from.to_owned(), stored.to_vec())]);
    }
    let mut sources: Vec<(PathBuf, Vec<ServiceName>)> = Vec::new();
    for name in stored {
        let record = index.get(&name.service, name.version.as_deref().unwrap_or_default());
        let source = PathBuf::from(&record.ok_or_else(|| no_source(name))?.source);
        match sources.iter_mut().find(|(known, _)| *known == source) {
            Some((_, names)) => names.push(name.clone()),
            None => sources.push((source, vec![name.clone()])),
        }
    }
    Ok(sources)
}

fn no_source(name: &ServiceName) -> Failure {
    Failure::Usage(format!(
        "nothing is recorded of where `{name}` came from; name it with `--from`"
    ))
}

/// Lists the stored specs that the names cover; each name must cover one.
fn stored(store: &Store, names: &[ServiceName]) -> Result<Vec<ServiceName>, Failure> {
    store.check_readable()?;
    let unknown = names.iter().filter(|name| store.covered(std::slice::from_ref(name)).is_empty());
    let unknown: Vec<String> = unknown.map(Source::no_service).collect();
    match unknown.is_empty() {
        true => Ok(store.covered(names)),
        false => Err(Failure::Usage(unknown.join("\n"))),
    }
}

fn compare(store: &Store, args: &DiffArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let index = store.index()?;
    let stored = stored(store, std::slice::from_ref(&args.name))?;
    // The latest one, as everywhere.
    let Some(name) = stored.last() else { return Ok(Verdict::Success) };
    let sources = sources(std::slice::from_ref(name), &index, args.from.as_deref())?;
    let Some((source, names)) = sources.first() else { return Ok(Verdict::Success) };
    let mut batch = Batch::import(source, &ServiceSelection::Named(names), store, &index)?;
    if let Some(failure) = batch.failures.first() {
        return Err(Failure::Usage(failure.clone()));
    }
    let Some(new) = batch.specs.pop() else { return Ok(Verdict::Success) };
    let old = Source::stored(store, name)?;
    let new = Source::named(format!("{name} from {}", source.display()), new.text);
    diff::compare(&old, &new, args.format, args.fail_on, out)
}

fn remove(store: &Store, args: &RemoveArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let lock = store.lock()?;
    let mut index = store.index()?;
    let stored = stored(store, &args.names)?;
    let mut removed = Vec::new();
    let mut failure = None;
    let replacing = Replacing::begin()?;
    for name in stored {
        let version = name.version.clone().unwrap_or_default();
        if let Err(error) = store.remove(&name.service, &version, &lock) {
            failure = Some(error);
            break;
        }
        index.remove(&name.service, &version);
        removed.push(name);
    }
    // What is gone is recorded as gone, whatever came after it.
    let written = store.record(&index, &lock);
    drop(replacing);
    match args.format {
        ServiceFormat::Text => {
            removed.iter().try_for_each(|name| writeln!(out, "removed {name}"))?;
        }
        ServiceFormat::Json => {
            let names: Vec<String> = removed.iter().map(ToString::to_string).collect();
            writeln!(out, "{}", crate::text::json(&serde_json::json!({ "removed": names }))?)?;
        }
    }
    failure.map_or(written, Err)?;
    Ok(Verdict::Success)
}
