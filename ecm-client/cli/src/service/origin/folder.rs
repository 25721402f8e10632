//! Folders of metadata.

use std::fs;
use std::path::Path;

use ecm_codegen::input;

use super::Collector;
use crate::verdict::Failure;

/// Places of the folders of services below a folder that the user names.
const ROOTS: [&str; 3] = ["", "services", "tccli/services"];

/// Reads `SERVICE/VERSION/api.json` and `examples.json` below the folder, or below those in it where the
/// vendor's package keeps them.
pub(super) fn read(folder: &Path, collector: &mut Collector<'_>) -> Result<(), Failure> {
    for root in ROOTS {
        let root = folder.join(root);
        let mut found = false;
        for service in folders_in(&root)? {
            for version in folders_in(&root.join(&service))? {
                found |= read_version(&root, &service, &version, collector)?;
            }
        }
        if found {
            // The package has its version beside the services.
            let package = root.join("../__init__.py");
            read_member(&package, "tccli/__init__.py", collector)?;
            return Ok(());
        }
    }
    Ok(())
}

fn read_version(
    root: &Path,
    service: &str,
    version: &str,
    collector: &mut Collector<'_>,
) -> Result<bool, Failure> {
    let folder = root.join(service).join(version);
    let read = |name: &str, collector: &mut Collector<'_>| {
        read_member(&folder.join(name), &format!("{service}/{version}/{name}"), collector)
    };
    let found = read("api.json", collector)?;
    if found {
        read("examples.json", collector)?;
    }
    Ok(found)
}

/// Reads a file if it is there and wanted.
fn read_member(file: &Path, path: &str, collector: &mut Collector<'_>) -> Result<bool, Failure> {
    if !file.is_file() {
        return Ok(false);
    }
    let refused = |why: String| Failure::Usage(format!("`{}` {why}", file.display()));
    if let Some(member) = collector.classify(path).map_err(refused)? {
        let bytes = input::read(file)?;
        collector.count(bytes.len() as u64).map_err(refused)?;
        collector.add(&file.display().to_string(), member, bytes);
    }
    Ok(true)
}

/// Lists the names of the folders in a folder, in order; none if it does not exist.
fn folders_in(folder: &Path) -> Result<Vec<String>, Failure> {
    let failure = |error: std::io::Error| super::unreadable(folder, &error);
    let entries = match fs::read_dir(folder) {
        Err(error) if crate::store::is_absent(&error) => return Ok(Vec::new()),
        entries => entries.map_err(failure)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failure)?;
        if entry.path().is_dir()
            && let Ok(name) = entry.file_name().into_string()
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
