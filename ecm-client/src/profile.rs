//! Profiles in credentials files.

mod parse;
pub(crate) mod small_file;

use std::path::{Path, PathBuf};

use crate::Credentials;
use crate::environment::Env;
use crate::identity::CredentialsError;

pub(crate) const FILE: &str = "TENCENTCLOUD_CREDENTIALS_FILE";
const PROFILE: &str = "TENCENTCLOUD_PROFILE";
const TCCLI_PROFILE: &str = "TCCLI_PROFILE";
const DEFAULT: &str = "default";
pub(crate) const SYSTEM_FILE: &str = "/etc/tencentcloud/credentials";

/// Content of a profile.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ProfileContent {
    /// Line of its name.
    pub(crate) line: usize,
    pub(crate) credentials: Credentials,
    /// Roles to exchange the credentials for, one after the other.
    pub(crate) roles: Vec<ProfileRole>,
    pub(crate) region: Option<String>,
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

    /// Returns the name of the profile, if somebody has named one.
    fn name(&self) -> Result<Option<String>, CredentialsError> {
        if self.profile.is_some() {
            return Ok(self.profile.clone());
        }
        let named = self.variables.text(PROFILE)?;
        let other = |name| match named {
            None => self.variables.text(name),
            Some(_) => Ok(None),
        };
        if other(TCCLI_PROFILE)?.is_some_and(|profile| profile != DEFAULT) {
            return Err(CredentialsError::new(format!(
                "{TCCLI_PROFILE} names a profile in tccli's own files, which are not read; name one of \
                 the credentials file by {PROFILE}, or unset it"
            )));
        }
        Ok(named)
    }

    fn read_named(&self, name: Option<String>) -> Result<ProfileContent, CredentialsError> {
        let candidates = self.candidates()?;
        for candidate in &candidates {
            match small_file::read(&candidate.path) {
                Ok(text) => return read_text(candidate, name.as_deref(), &text),
                Err(error) if error.is_missing && !candidate.required => {}
                Err(error) => {
                    let problem = format!("{}: {}", candidate.display_name, error.problem);
                    return Err(CredentialsError::new(problem));
                }
            }
        }
        let files: Vec<&str> = candidates.iter().map(|file| file.display_name.as_str()).collect();
        let files = files.join(" or ");
        // A profile that was named must exist somewhere.
        Err(match name {
            Some(name) => CredentialsError::new(format!("no file {files} with a profile `{name}`")),
            None => CredentialsError::absent(format!("no file {files}")),
        })
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
        let home = self.variables.raw(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
        let of_user = home.filter(|home| !home.is_empty()).map(|home| ProfileFile {
            path: Path::new(&home).join(".tencentcloud").join("credentials"),
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
}

fn read_text(
    file: &ProfileFile,
    name: Option<&str>,
    text: &[u8],
) -> Result<ProfileContent, CredentialsError> {
    if small_file::is_world_accessible(&file.path) {
        tracing::warn!(
            file = file.display_name,
            "everybody on this machine may read or write the credentials file; \
             chmod 600 keeps it to its owner"
        );
    }
    ProfileContent::read(text, name.unwrap_or(DEFAULT)).map_err(|error| {
        let problem = format!("{}: {error}", file.display_name);
        match error.is_absent() && !file.required && name.is_none() {
            true => CredentialsError::absent(problem),
            false => CredentialsError::new(problem),
        }
    })
}
