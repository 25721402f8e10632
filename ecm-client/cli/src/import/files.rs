//! Input files of an import.

use std::path::{Path, PathBuf};

use ecm_import::{ImportError, Imported, Options, Sources};
use ecm_spec::Problems;

use super::args::MergeArgs;
use super::report::ImportReport;
use crate::paint;
use crate::source;
use crate::verdict::Failure;

pub(crate) struct TextFile {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl TextFile {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        Ok(Self { path: path.to_owned(), text: source::text(path)? })
    }

    /// Reads a file that is going to be replaced.
    pub(crate) fn read_replaceable(path: &Path) -> Result<Self, Failure> {
        Ok(Self { path: path.to_owned(), text: source::replaceable_text(path)? })
    }
}

pub(crate) struct ImportFiles<'f> {
    metadata: TextFile,
    /// Spec to update; `None` makes a new one.
    onto: Option<&'f TextFile>,
    errors: Vec<TextFile>,
    examples: Option<TextFile>,
}

impl<'f> ImportFiles<'f> {
    pub(crate) fn read(
        metadata: &Path,
        onto: Option<&'f TextFile>,
        args: &MergeArgs,
    ) -> Result<Self, Failure> {
        let errors = args.errors.iter().map(|path| TextFile::read(path));
        let errors = errors.collect::<Result<_, Failure>>()?;
        let examples = args.examples.as_deref().map(TextFile::read).transpose()?;
        Ok(Self { metadata: TextFile::read(metadata)?, onto, errors, examples })
    }

    /// Builds the spec.
    pub(crate) fn import(&self, args: &MergeArgs) -> Result<Imported, Failure> {
        let errors: Vec<&str> = self.errors.iter().map(|file| file.text.as_str()).collect();
        let sources = Sources {
            metadata: &self.metadata.text,
            onto: self.onto.map(|file| file.text.as_str()),
            errors: &errors,
            examples: self.examples.as_ref().map(|file| file.text.as_str()),
        };
        let mut options = Options::default();
        options.docs = args.docs;
        options.prune = args.prune;
        options.effects =
            args.effects.iter().map(|one| (one.pattern.clone(), one.effect)).collect();
        ecm_import::import(&sources, &options).map_err(|error| self.failure(&error))
    }

    pub(crate) fn report<'r>(&'r self, imported: &'r Imported, verbose: bool) -> ImportReport<'r> {
        let spec = self.onto.map(|file| file.path.as_path());
        ImportReport { imported, metadata: &self.metadata.path, spec, verbose }
    }

    /// Converts an error; problems in a file are shown with its lines.
    fn failure(&self, error: &ImportError) -> Failure {
        let Self { metadata, onto, errors, examples } = self;
        let shown = |file: &TextFile| format!("`{}`", file.path.display());
        match error {
            ImportError::Metadata(problems) => rendered(problems, metadata),
            ImportError::NoMetadata(what) => Failure::Usage(format!(
                "{} is not the metadata of a service: {what}; name the vendor's `api.json`",
                shown(metadata)
            )),
            ImportError::Errors(index, problems) => match (errors.get(*index), problems) {
                (Some(file), Some(problems)) => rendered(problems, file),
                (Some(file), None) => Failure::Usage(format!(
                    "{} is not a list of error codes: expected `{{ \"ACTION\": [\"CODE\"] }}` or `{{ \"codes\": [\"CODE\"] }}`",
                    shown(file)
                )),
                (None, _) => Failure::Usage(error.to_string()),
            },
            ImportError::Examples(problems) => match (examples, problems) {
                (Some(file), Some(problems)) => rendered(problems, file),
                (Some(file), None) => Failure::Usage(format!(
                    "{} is not a file of examples; name the vendor's `examples.json` of this version",
                    shown(file)
                )),
                (None, _) => Failure::Usage(error.to_string()),
            },
            ImportError::Spec(problems) => match onto {
                Some(onto) => rendered(problems, onto),
                None => Failure::Usage(error.to_string()),
            },
            ImportError::NoSpec => {
                let file = onto.map(|onto| format!(": {}", shown(onto))).unwrap_or_default();
                Failure::Usage(format!("{error}{file}"))
            }
            ImportError::UnknownAction(_) => Failure::Usage(format!("`--effect`: {error}")),
            error => Failure::Usage(error.to_string()),
        }
    }
}

fn rendered(problems: &Problems, file: &TextFile) -> Failure {
    let name = file.path.display().to_string();
    Failure::Spec(paint::problems(problems, &name, &file.text))
}
