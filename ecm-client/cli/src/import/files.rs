//! The files that an import works from.

use std::path::{Path, PathBuf};

use ecm_import::{ImportError, Imported, Options, Sources};
use ecm_spec::Problems;

use super::args::MergeArgs;
use super::report::Report;
use crate::paint;
use crate::source;
use crate::verdict::Failure;

/// A file that was read.
pub(crate) struct Text {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl Text {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        Ok(Self { path: path.to_owned(), text: source::text(path)? })
    }
}

/// All of them.
pub(crate) struct Files<'f> {
    metadata: Text,
    /// The spec that is brought up to date, if it is not a new one.
    onto: Option<&'f Text>,
    errors: Vec<Text>,
}

impl<'f> Files<'f> {
    pub(crate) fn read(
        metadata: &Path,
        onto: Option<&'f Text>,
        args: &MergeArgs,
    ) -> Result<Self, Failure> {
        let errors = args.errors.iter().map(|path| Text::read(path));
        let errors = errors.collect::<Result<_, Failure>>()?;
        Ok(Self { metadata: Text::read(metadata)?, onto, errors })
    }

    /// The spec that they make.
    pub(crate) fn import(&self, args: &MergeArgs) -> Result<Imported, Failure> {
        let errors: Vec<&str> = self.errors.iter().map(|file| file.text.as_str()).collect();
        let sources = Sources {
            metadata: &self.metadata.text,
            onto: self.onto.map(|file| file.text.as_str()),
            errors: &errors,
        };
        let mut options = Options::default();
        options.docs = args.docs;
        options.prune = args.prune;
        ecm_import::import(&sources, &options).map_err(|error| self.failure(&error))
    }

    /// What there is to say about that.
    pub(crate) fn report<'r>(&'r self, imported: &'r Imported, verbose: bool) -> Report<'r> {
        let spec = self.onto.map(|file| file.path.as_path());
        Report { imported, metadata: &self.metadata.path, spec, verbose }
    }

    /// Problems of a file are shown with its lines.
    fn failure(&self, error: &ImportError) -> Failure {
        let Self { metadata, onto, errors } = self;
        let shown = |file: &Text| format!("`{}`", file.path.display());
        match error {
            ImportError::Metadata(problems) => painted(problems, metadata),
            ImportError::NoMetadata(what) => {
                Failure::Usage(format!("{} is not metadata of a service: {what}", shown(metadata)))
            }
            ImportError::Errors(index, problems) => match (errors.get(*index), problems) {
                (Some(file), Some(problems)) => painted(problems, file),
                (Some(file), None) => {
                    Failure::Usage(format!("{} is no list of error codes", shown(file)))
                }
                (None, _) => Failure::Usage(error.to_string()),
            },
            ImportError::Spec(problems) => match onto {
                Some(onto) => painted(problems, onto),
                None => Failure::Usage(error.to_string()),
            },
            ImportError::NoSpec => {
                let file = onto.map(|onto| format!(": {}", shown(onto))).unwrap_or_default();
                Failure::Usage(format!("{error}{file}"))
            }
            error => Failure::Usage(error.to_string()),
        }
    }
}

fn painted(problems: &Problems, file: &Text) -> Failure {
    let name = file.path.display().to_string();
    Failure::Spec(paint::problems(problems, &name, &file.text))
}
