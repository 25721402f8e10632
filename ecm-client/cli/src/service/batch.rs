//! Import of many services at once, on all cores.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use ecm_codegen::output::OutputFile;
use ecm_diff::SemverLevel;
use ecm_import::{Options, Sources};

use super::origin::{self, Metadata, Origin, ServiceSelection};
use crate::progress::Progress;
use crate::source;
use crate::store::{Index, Record, ServiceName, Store, date, is_service};
use crate::text::{pluralize, sanitize_lines};
use crate::verdict::Failure;

/// Result of reading one source.
pub(super) struct Batch {
    pub(super) origin: Origin,
    /// New texts, in the order of services and versions.
    pub(super) specs: Vec<NewSpec>,
    /// Messages about metadata that cannot be imported.
    pub(super) failures: Vec<String>,
}

/// Imported spec, which may be equal to the stored one.
#[derive(Debug)]
pub(super) struct NewSpec {
    pub(super) service: String,
    pub(super) version: String,
    pub(super) actions: usize,
    pub(super) text: String,
    pub(super) status: SpecStatus,
    metadata_digest: String,
    spec_digest: String,
}

/// Relation of an imported spec to the stored one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpecStatus {
    Added,
    Updated(ChangeCounts),
    Unchanged,
}

/// Number of changes by the version bump that they require.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ChangeCounts {
    pub(super) level: Option<SemverLevel>,
    pub(super) major: usize,
    pub(super) minor: usize,
    pub(super) patch: usize,
}

impl Batch {
    /// Reads a source and imports what is wanted of it.
    pub(super) fn import(
        source: &Path,
        wanted: &ServiceSelection<'_>,
        store: &Store,
        index: &Index,
    ) -> Result<Self, Failure> {
        let progress = Progress::start(format!("importing from {}", source.display()));
        let (results, origin) = import_all(source, wanted, store, index, &progress)?;
        drop(progress);
        let (mut specs, mut failures) = (Vec::new(), Vec::new());
        for result in results {
            match result {
                Ok(spec) => specs.push(spec),
                Err(failure) => failures.push(failure),
            }
        }
        specs.sort_by(|one, other| one.key().cmp(&other.key()));
        failures.sort();
        let twice = specs.windows(2).find_map(|pair| match pair {
            [one, other] if one.key() == other.key() => Some(one.name()),
            _ => None,
        });
        match twice {
            Some(name) => Err(Failure::Usage(format!(
                "`{}` has the metadata of `{name}` twice; nothing of it was taken",
                source.display()
            ))),
            None => Ok(Self { origin, specs, failures }),
        }
    }

    /// Returns the files to write.
    pub(super) fn files(&self, store: &Store) -> Vec<OutputFile> {
        let changed = self.specs.iter().filter(|spec| spec.status != SpecStatus::Unchanged);
        let file = |spec: &NewSpec| OutputFile {
            path: store.path(&spec.service, &spec.version),
            text: spec.text.clone(),
        };
        changed.map(file).collect()
    }

    /// Records where the specs are from; an unchanged one keeps its time.
    pub(super) fn record(&self, index: &mut Index, now: &str) -> Index {
        for spec in &self.specs {
            let before = index.get(&spec.service, &spec.version);
            let unchanged = before.filter(|_| spec.status == SpecStatus::Unchanged);
            let added = unchanged.map(|record| record.added.clone());
            index.put(Record {
                service: spec.service.clone(),
                version: spec.version.clone(),
                actions: spec.actions,
                source: self.origin.source.clone(),
                vendor_version: self.origin.vendor_version.clone(),
                metadata_digest: spec.metadata_digest.clone(),
                spec_digest: spec.spec_digest.clone(),
                added: added.unwrap_or_else(|| now.to_owned()),
            });
        }
        index.clone()
    }

    pub(super) fn has(&self, name: &ServiceName) -> bool {
        self.specs.iter().any(|spec| spec.name() == *name)
    }
}

impl NewSpec {
    fn key(&self) -> (&str, &str) {
        (&self.service, &self.version)
    }

    pub(super) fn name(&self) -> ServiceName {
        ServiceName::new(&self.service, &self.version)
    }
}

type Imported = Result<NewSpec, String>;

/// Reads the source on this thread, while others import what has come out of it.
fn import_all(
    source: &Path,
    wanted: &ServiceSelection<'_>,
    store: &Store,
    index: &Index,
    progress: &Progress,
) -> Result<(Vec<Imported>, Origin), Failure> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    // A bounded queue: metadata waits in the source rather than in memory.
    let (queue, jobs) = mpsc::sync_channel::<Metadata>(workers * 2);
    let jobs = Mutex::new(jobs);
    let (read, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let mut results = Vec::new();
        loop {
            let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(metadata) = job else { return results };
            results.push(import_one(metadata, store, index));
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress.set(format!(
                "imported {done} of {}",
                pluralize(read.load(Ordering::Relaxed), "service")
            ));
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let origin = origin::read(source, wanted, &mut |metadata| {
            read.fetch_add(1, Ordering::Relaxed);
            // The receivers are there until the queue is dropped.
            let _ = queue.send(metadata);
        });
        drop(queue);
        let mut results = Vec::new();
        for thread in threads {
            let joined = thread.join();
            results.extend(
                joined.map_err(|_| Failure::Usage("the import has ended early".to_owned()))?,
            );
        }
        Ok((results, origin?))
    })
}

fn import_one(metadata: Metadata, store: &Store, index: &Index) -> Imported {
    let failure = |why: &str| {
        format!("`{}` cannot be imported: {}", sanitize_lines(&metadata.path), sanitize_lines(why))
    };
    let text = |bytes: Vec<u8>| source::utf8(bytes, "it").map_err(|error| failure(error.text()));
    let metadata_digest = ecm_spec::fingerprint(&metadata.api);
    let api = text(metadata.api)?;
    let examples = metadata.examples.map(text).transpose()?;
    let mut options = Options::default();
    options.docs = true;
    let import = |onto: Option<&str>| {
        let sources = Sources { metadata: &api, onto, errors: &[], examples: examples.as_deref() };
        ecm_import::import(&sources, &options).map_err(|error| failure(&error.to_string()))
    };
    let mut imported = import(None)?;
    let (service, version) = (imported.spec.service.clone(), imported.spec.version.clone());
    // Both become names of files.
    if !is_service(&service) || date(&version).as_deref() != Some(version.as_str()) {
        return Err(failure(&format!(
            "`{service}@{version}` is no name of a service and a version"
        )));
    }
    let before =
        source::stored_text(store, &service, &version).map_err(|error| failure(error.text()))?;
    let recorded = index.get(&service, &version).map(|record| record.spec_digest.as_str());
    let edited = before
        .as_deref()
        .filter(|text| recorded != Some(ecm_spec::fingerprint(text.as_bytes()).as_str()));
    let shipped = ecm_spec::shipped(&format!("{service}-{version}"));
    // What people have written stays, in the stored spec or in the one that ships.
    if let Some(onto) = edited.or(shipped) {
        imported = import(Some(onto))?;
    }
    let status = match &before {
        None => SpecStatus::Added,
        Some(before) if *before == imported.text => SpecStatus::Unchanged,
        Some(before) => SpecStatus::Updated(changes(before, &imported.spec)),
    };
    let spec_digest = match edited {
        // It stays edited, so that the next import keeps it, too.
        Some(_) => recorded.unwrap_or_default().to_owned(),
        None => ecm_spec::fingerprint(imported.text.as_bytes()),
    };
    Ok(NewSpec {
        actions: imported.spec.actions.len(),
        metadata_digest,
        spec_digest,
        status,
        service,
        version,
        text: imported.text,
    })
}

/// Counts the changes; a stored spec with problems has no levels.
fn changes(before: &str, after: &ecm_spec::Spec) -> ChangeCounts {
    let Ok(before) = ecm_spec::read(before) else { return ChangeCounts::default() };
    let diff = ecm_diff::diff(&before, after);
    let count = |level| diff.changes.iter().filter(|change| change.level() == level).count();
    ChangeCounts {
        level: diff.level(),
        major: count(SemverLevel::Major),
        minor: count(SemverLevel::Minor),
        patch: count(SemverLevel::Patch),
    }
}
