//! Metadata of services where the user has it: a folder, an archive, or beside Python.

mod archive;
mod collector;
mod folder;
mod python;

use std::path::Path;

use crate::store::ServiceName;
use crate::verdict::Failure;
pub(crate) use collector::Collector;

/// Source that stands for the vendor's command line of the installed Python.
pub(crate) const PYTHON: &str = "python";

/// Metadata of one version of a service.
#[derive(Debug)]
pub(crate) struct Metadata {
    /// Path in the source, for messages.
    pub(crate) path: String,
    pub(crate) api: Vec<u8>,
    pub(crate) examples: Option<Vec<u8>>,
}

/// Services to take from a source.
#[derive(Debug)]
pub(crate) enum ServiceSelection<'a> {
    All,
    /// Each of these; one that the source does not have is an error.
    Named(&'a [ServiceName]),
    /// Those of these that the source has.
    Stored(&'a [ServiceName]),
}

/// Source that has been read, as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Source as it is recorded: the absolute path, or the word for Python's.
    pub(crate) source: String,
    /// Version of the vendor's package, if the source has one.
    pub(crate) vendor_version: Option<String>,
}

/// Reads a source and hands on the metadata of each version that is wanted.
///
/// The receiver may get metadata before a later part of the source turns out to be broken, and keeps
/// nothing of it then.
pub(crate) fn read(
    source: &Path,
    wanted: &ServiceSelection<'_>,
    take: &mut dyn FnMut(Metadata),
) -> Result<Origin, Failure> {
    let mut collector = Collector::new(wanted, take);
    let recorded = match source.to_str() {
        Some(PYTHON) => {
            folder::read(&python::package()?, &mut collector)?;
            PYTHON.to_owned()
        }
        _ => {
            let about = std::fs::metadata(source).map_err(|error| unreadable(source, &error))?;
            match about.is_dir() {
                true => folder::read(source, &mut collector)?,
                false => archive::read(source, &mut collector)?,
            }
            let absolute = std::path::absolute(source).unwrap_or_else(|_| source.to_owned());
            absolute.display().to_string()
        }
    };
    let vendor_version = collector.finish(&source.display().to_string())?;
    Ok(Origin { source: recorded, vendor_version })
}

/// Failure to read a source as a whole.
fn unreadable(source: &Path, error: &std::io::Error) -> Failure {
    let shown = source.display();
    Failure::Usage(match crate::store::is_absent(error) {
        true => format!(
            "there is no file or folder `{shown}`; name a folder of metadata, an archive of the vendor's \
             command line, or `{PYTHON}` for the installed one"
        ),
        false => format!("`{shown}` cannot be read: {error}"),
    })
}
