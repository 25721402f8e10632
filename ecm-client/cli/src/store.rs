//! Specs of services that the user has added, in the user's folder for data.

mod index;
mod lock;
mod name;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ecm_codegen::output::{self, OutputFile};

use crate::verdict::Failure;
use crate::write::write_all;
pub(crate) use index::{Index, Record};
pub(crate) use lock::StoreLock;
pub(crate) use name::{ServiceName, date, is_service};

/// Folder of stored specs, as `SERVICE/VERSION.json`.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    folder: PathBuf,
}

impl Store {
    /// Finds the folder, which need not exist.
    pub(crate) fn open() -> Result<Self, Failure> {
        let folder = data_folder(env::var_os).ok_or_else(|| {
            Failure::Usage(
                "there is no home folder to store services in; set ECM_HOME to a folder".to_owned(),
            )
        })?;
        Ok(Self { folder: folder.join("services") })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Creates the folder and keeps other processes from changing it.
    pub(crate) fn lock(&self) -> Result<StoreLock, Failure> {
        fs::create_dir_all(&self.folder).map_err(|error| {
            Failure::Usage(format!(
                "`{}` cannot be created: {error}; no stored service was changed",
                self.folder.display()
            ))
        })?;
        let lock = StoreLock::take(&self.folder.join(".lock"))?;
        self.remove_left_behind();
        Ok(lock)
    }

    /// Removes what a command that was killed has left under temporary names; the lock is held.
    fn remove_left_behind(&self) {
        let services = self.services().into_iter().map(|service| self.folder.join(service));
        for folder in services.chain([self.folder.clone()]) {
            let names = names_in(&folder).into_iter().filter(|name| output::is_temporary(name));
            for name in names {
                // What cannot be removed is in nobody's way.
                let _ = fs::remove_file(folder.join(name));
            }
        }
    }

    /// Fails if the folder is there and cannot be read, as if nothing were in it.
    pub(crate) fn check_readable(&self) -> Result<(), Failure> {
        match fs::read_dir(&self.folder) {
            Err(error) if !is_absent(&error) => {
                let shown = self.folder.display();
                Err(Failure::Usage(format!("`{shown}` cannot be read: {error}")))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn path(&self, service: &str, version: &str) -> PathBuf {
        self.folder.join(service).join(format!("{version}.json"))
    }

    /// Lists the stored services in order.
    pub(crate) fn services(&self) -> Vec<String> {
        let names = names_in(&self.folder).into_iter();
        names.filter(|name| is_service(name) && !self.versions(name).is_empty()).collect()
    }

    /// Lists the stored versions of a service, the latest last.
    pub(crate) fn versions(&self, service: &str) -> Vec<String> {
        let files = names_in(&self.folder.join(service)).into_iter();
        let dates = files.filter_map(|file| {
            let version = file.strip_suffix(".json")?;
            date(version).filter(|date| date == version)
        });
        dates.collect()
    }

    /// Lists the stored versions that any of the names covers; every one without a name.
    pub(crate) fn covered(&self, names: &[ServiceName]) -> Vec<ServiceName> {
        let services = self.services();
        let all = services.iter().flat_map(|service| {
            let versions = self.versions(service).into_iter();
            versions.map(move |version| ServiceName::new(service, &version))
        });
        let is_covered = |one: &ServiceName| {
            let version = one.version.as_deref().unwrap_or_default();
            names.is_empty() || names.iter().any(|name| name.covers(&one.service, version))
        };
        all.filter(is_covered).collect()
    }

    pub(crate) fn index(&self) -> Result<Index, Failure> {
        Index::read(&self.index_path())
    }

    fn index_path(&self) -> PathBuf {
        self.folder.join("index.json")
    }

    /// Writes specs and the index, all or none; the lock is held.
    pub(crate) fn write(
        &self,
        mut specs: Vec<OutputFile>,
        index: &Index,
        _: &StoreLock,
    ) -> Result<(), Failure> {
        specs.push(OutputFile { path: self.index_path(), text: index.to_text()? });
        match write_all(&specs) {
            Ok(_) => Ok(()),
            Err(Failure::Usage(text)) => {
                Err(Failure::Usage(format!("{text}; no stored service was changed")))
            }
            Err(failure) => Err(failure),
        }
    }

    /// Writes the index alone, after specs were removed; the lock is held.
    pub(crate) fn record(&self, index: &Index, _: &StoreLock) -> Result<(), Failure> {
        let file = OutputFile { path: self.index_path(), text: index.to_text()? };
        write_all(&[file]).map(|_| ()).map_err(|failure| {
            Failure::Usage(format!(
                "{}; the specs are removed, and no command finds them any more",
                failure.text()
            ))
        })
    }

    /// Removes a stored spec, and the folder of its service if nothing is left in it.
    pub(crate) fn remove(
        &self,
        service: &str,
        version: &str,
        _: &StoreLock,
    ) -> Result<(), Failure> {
        let path = self.path(service, version);
        fs::remove_file(&path).map_err(|error| {
            Failure::Usage(format!("`{}` cannot be removed: {error}", path.display()))
        })?;
        // A folder with other files in it stays.
        let _ = fs::remove_dir(self.folder.join(service));
        Ok(())
    }
}

/// Lists the names in a folder in order; one that cannot be read has none.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// Returns the folder for data: `ECM_HOME`, or what the system has for the data of programs.
fn data_folder(variable: impl Fn(&'static str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = folder("ECM_HOME") {
        return Some(folder);
    }
    // A relative one is to be ignored, as the convention says.
    if let Some(data) = folder("XDG_DATA_HOME").filter(|data| data.is_absolute()) {
        return Some(data.join("ecm"));
    }
    if cfg!(windows) {
        return Some(folder("LOCALAPPDATA")?.join("ecm"));
    }
    let data =
        if cfg!(target_os = "macos") { "Library/Application Support" } else { ".local/share" };
    Some(folder("HOME")?.join(data).join("ecm"))
}

/// Tells whether an error means that a file is not there.
pub(crate) fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_the_user_s() {
        let with = |set: &[(&str, &str)]| {
            let set: Vec<(String, OsString)> =
                set.iter().map(|(name, value)| ((*name).to_owned(), value.into())).collect();
            data_folder(|name| Some(set.iter().find(|(set, _)| set == name)?.1.clone()))
        };
        let all = [("ECM_HOME", "mine"), ("XDG_DATA_HOME", "/data"), ("HOME", "/home/u")];
        assert_eq!(with(&all), Some("mine".into()));
        assert_eq!(with(&all[1..]), Some("/data/ecm".into()));
        let home = with(&all[2..]).unwrap();
        assert!(home.starts_with("/home/u") && home.ends_with("ecm"), "{home:?}");
        assert_eq!(with(&[("ECM_HOME", ""), ("XDG_DATA_HOME", "data"), all[2]]), Some(home));
        assert_eq!(with(&[]), None);
    }
}
