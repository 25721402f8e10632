//! Record of where the stored specs are from.

use std::path::Path;

use ecm_codegen::input;
use serde::{Deserialize, Serialize};

use crate::verdict::Failure;

/// Version of the format of the file.
const FORMAT: u32 = 1;

/// Records of all stored specs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Index {
    format: u32,
    services: Vec<Record>,
}

/// Origin of a stored spec.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) service: String,
    pub(crate) version: String,
    pub(crate) actions: usize,
    /// Folder or archive that the metadata came from, or the word for Python's.
    pub(crate) source: String,
    /// Version of the vendor's package, if the source has one.
    pub(crate) vendor_version: Option<String>,
    /// Fingerprint of the metadata.
    pub(crate) metadata_digest: String,
    /// Fingerprint of the spec as it was written; a spec of another has been edited.
    pub(crate) spec_digest: String,
    /// Time of the last change by a command.
    pub(crate) added: String,
}

impl Default for Index {
    fn default() -> Self {
        Self { format: FORMAT, services: Vec::new() }
    }
}

impl Index {
    /// Reads the file; one that is missing is empty.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = match input::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.is_missing() => return Ok(Self::default()),
            Err(error) => return Err(error.into()),
        };
        let shown = path.display();
        let index: Self = serde_json::from_slice(&bytes).map_err(|error| {
            Failure::Usage(format!(
                "`{shown}` is damaged ({error}); remove it: the specs beside it stay, and `ecm service add` \
                 records them again"
            ))
        })?;
        match index.format {
            FORMAT => Ok(index),
            other => Err(Failure::Usage(format!(
                "`{shown}` has format {other}, which a newer `ecm` wrote; this one reads format {FORMAT}"
            ))),
        }
    }

    pub(crate) fn get(&self, service: &str, version: &str) -> Option<&Record> {
        self.services.iter().find(|one| one.service == service && one.version == version)
    }

    /// Adds a record, in place of one of the same version.
    pub(crate) fn put(&mut self, record: Record) {
        self.remove(&record.service, &record.version);
        let key = |one: &Record| (one.service.clone(), one.version.clone());
        let at = self.services.partition_point(|one| key(one) < key(&record));
        self.services.insert(at, record);
    }

    pub(crate) fn remove(&mut self, service: &str, version: &str) {
        self.services.retain(|one| one.service != service || one.version != version);
    }

    pub(crate) fn to_text(&self) -> Result<String, Failure> {
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::from)?;
        Ok(text + "\n")
    }
}
