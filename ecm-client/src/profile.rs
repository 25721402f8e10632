//! Profiles in credentials files.

pub(crate) mod parse;
pub(crate) mod tccli;

use std::path::{Path, PathBuf};

use crate::Credentials;
use crate::environment::Env;
use crate::identity::CredentialsError;
use crate::small_file;
use tccli::TccliSource;

pub(crate) const FILE: &str = "TENCENTCLOUD_CREDENTIALS_FILE";
pub(crate) const PROFILE: &str = "TENCENTCLOUD_PROFILE";
pub(crate) const TCCLI_PROFILE: &str = "TCCLI_PROFILE";
const DEFAULT: &str = "default";
pub(crate) const SYSTEM_FILE: &str = "/etc/tencentcloud/credentials";

/// Content of a profile.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ProfileContent {
    /// Line of its name.
    pub(crate) line: usize,
    pub(crate) keys: ProfileKeys,
    /// Roles to exchange the keys for, one after the other.
    pub(crate) roles: Vec<ProfileRole>,
    pub(crate) region: Option<String>,
    /// Place of the profile, for users; empty for a text that is in no file.
    pub(crate) origin: String,
}

/// Keys of a profile.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ProfileKeys {
    Pair(Credentials),
    /// Words of a command that prints them.
    Command(Vec<String>),
}

/// Role that a profile names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProfileRole {
    pub(crate) arn: String,
    pub(crate) session_name: Option<String>,
    pub(crate) external_id: Option<String>,
}

impl ProfileContent {
    /// Reads a profile from the text of a credentials file.
    pub(crate) fn read(text: &[u8], profile: &str) -> Result<Self, CredentialsError> {
        match parse::parse(text, profile) {
            Ok(Some(content)) => Ok(content),
            Ok(None) => Err(CredentialsError::absent(format!("no profile `{profile}`"))),
            Err(error) => {
                Err(CredentialsError::new(format!("line {}: {}", error.line, error.problem)))
            }
        }
    }
}

/// Profile and file, as they were set.
#[derive(Clone, Debug, Default)]
pub(crate) struct ProfileSource {
    pub(crate) file: Option<PathBuf>,
    /// Name that was set; without one, the environment names the profile.
    pub(crate) profile: Option<String>,
    pub(crate) variables: Env,
    /// True if a source follows that reads the files of `tccli`.
    pub(crate) precedes_tccli: bool,
}

struct ProfileFile {
    path: PathBuf,
    /// Path as the user wrote it.
    display_name: String,
    required: bool,
}

impl ProfileFile {
    fn required(path: PathBuf) -> Self {
        Self { display_name: path.display().to_string(), path, required: true }
    }
}

impl ProfileSource {
    /// Reads the profile. Blocks.
    pub(crate) fn read(&self) -> Result<ProfileContent, CredentialsError> {
        self.read_named(self.name()?)
    }

    /// Reads the region of the profile, if there is one. Blocks.
    pub(crate) fn region(&self) -> Result<Option<String>, CredentialsError> {
        // Of credentials nothing is said here: another source may have them.
        let Ok(name) = self.name() else { return Ok(None) };
        match self.read_named(name) {
            Ok(content) => Ok(content.region),
            Err(error) if error.is_absent() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads the region that the environment names, or else that of a profile. Blocks.
    ///
    /// It is the profile of the credentials file, or else that in the files of `tccli`.
    pub(crate) fn region_of_any(&self) -> Result<Option<String>, CredentialsError> {
        if let Some(region) = self.variables.region()? {
            return Ok(Some(region));
        }
        let source = Self { precedes_tccli: true, ..self.clone() };
        match source.read() {
            Ok(content) => Ok(content.region),
            Err(error) if error.is_absent() => {
                let (profile, variables) = (self.profile.clone(), self.variables.clone());
                TccliSource { folder: None, profile, variables }.region()
            }
            Err(error) => Err(error),
        }
    }

    /// Returns the name of the profile, if somebody has named one.
    fn name(&self) -> Result<Option<String>, CredentialsError> {
        if self.profile.is_some() {
            return Ok(self.profile.clone());
        }
        let named = self.variables.text(PROFILE)?;
        if named.is_some() || self.variables.text(TCCLI_PROFILE)?.is_none() {
            return Ok(named);
        }
        Err(match self.precedes_tccli {
            true => CredentialsError::absent(format!(
                "{TCCLI_PROFILE} names a profile in the files of tccli"
            )),
            false => CredentialsError::new(format!(
                "{TCCLI_PROFILE} names a profile in the files of tccli; read it with \
                 `TccliCredentialsProvider`, name one of the credentials file by {PROFILE}, or unset it"
            )),
        })
    }

    fn read_named(&self, name: Option<String>) -> Result<ProfileContent, CredentialsError> {
        let candidates = self.candidates()?;
        for candidate in &candidates {
            match small_file::read(&candidate.path) {
                Ok(text) => return self.read_text(candidate, name.as_deref(), &text),
                Err(error) if error.is_missing && !candidate.required => {}
                Err(error) => {
                    let problem = format!("{}: {}", candidate.display_name, error.problem);
                    return Err(CredentialsError::new(problem));
                }
            }
        }
        let files: Vec<&str> = candidates.iter().map(|file| file.display_name.as_str()).collect();
        let files = files.join(" or ");
        Err(match name {
            Some(name) => self.missing(format!("no file {files} with a profile `{name}`")),
            None => CredentialsError::absent(format!("no file {files}")),
        })
    }

    /// Error of a profile that was named: it must exist somewhere.
    fn missing(&self, problem: String) -> CredentialsError {
        match self.profile.is_some() && self.precedes_tccli {
            true => CredentialsError::absent(problem),
            false => CredentialsError::new(problem),
        }
    }

    fn candidates(&self) -> Result<Vec<ProfileFile>, CredentialsError> {
        if let Some(path) = &self.file {
            return Ok(vec![ProfileFile::required(path.clone())]);
        }
        if let Some(path) = self.variables.raw(FILE) {
            return match path.is_empty() {
                true => Err(CredentialsError::new(format!(
                    "{FILE} is empty; set it to a path or unset it"
                ))),
                false => Ok(vec![ProfileFile::required(path.into())]),
            };
        }
        let of_user = self.variables.home().map(|home| ProfileFile {
            path: home.join(".tencentcloud").join("credentials"),
            display_name: "~/.tencentcloud/credentials".to_owned(),
            required: false,
        });
        let of_system = ProfileFile {
            path: PathBuf::from(SYSTEM_FILE),
            display_name: SYSTEM_FILE.to_owned(),
            required: false,
        };
        Ok(of_user.into_iter().chain([of_system]).collect())
    }

    fn read_text(
        &self,
        file: &ProfileFile,
        name: Option<&str>,
        text: &[u8],
    ) -> Result<ProfileContent, CredentialsError> {
        warn_if_exposed(&file.path, &file.display_name);
        let profile = name.unwrap_or(DEFAULT);
        let read = ProfileContent::read(text, profile).and_then(|content| {
            if matches!(content.keys, ProfileKeys::Command(_)) {
                small_file::check_owner(&file.path).map_err(|problem| {
                    CredentialsError::new(format!(
                        "line {}: credential_process is not run, as {problem}",
                        content.line
                    ))
                })?;
            }
            let role = content.roles.last().map(|role| format!(", as role {}", role.arn));
            let role = role.unwrap_or_default();
            let origin = format!("profile `{profile}` in {}{role}", file.display_name);
            Ok(ProfileContent { origin, ..content })
        });
        read.map_err(|error| {
            let problem = format!("{}: {error}", file.display_name);
            match (error.is_absent(), name) {
                (true, None) if !file.required => CredentialsError::absent(problem),
                (true, Some(_)) => self.missing(problem),
                _ => CredentialsError::new(problem),
            }
        })
    }
}

/// Warns of a file that everybody on this machine may read or change.
fn warn_if_exposed(path: &Path, display_name: &str) {
    if small_file::is_world_accessible(path) {
        tracing::warn!(
            file = display_name,
            "everybody on this machine may read or write the credentials file; \
             chmod 600 keeps it to its owner"
        );
    }
}
