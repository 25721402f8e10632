//! Credentials in a file that has profiles.

mod parse;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::small_file;
use super::{
    CachedCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsResult, impl_cached_provider,
};
use crate::BoxFuture;
use crate::environment::Env;

const FILE: &str = "TENCENTCLOUD_CREDENTIALS_FILE";
const DEFAULT: &str = "default";
const SYSTEM_FILE: &str = "/etc/tencentcloud/credentials";

/// A profile of a credentials file: `secret_id`, `secret_key` and perhaps `token` below `[default]`
/// or below another name.
///
/// The file is the one that is given; or the one that `TENCENTCLOUD_CREDENTIALS_FILE` names; or
/// `~/.tencentcloud/credentials`; or `/etc/tencentcloud/credentials`. It is read when credentials are
/// first asked for, outside of the threads that async tasks run on, and again only when the service
/// has refused them. A file that is no regular file or larger than 64 KiB is not read. One that
/// anybody on the machine may read or write is, as the vendor's own programs do, and as secrets that
/// are mounted into containers often are; a warning says so through `tracing`.
///
/// A file or a profile that somebody has named must be there, and what is in it must be right.
pub struct ProfileCredentialsProvider {
    cached: CachedCredentialsProvider,
}

impl ProfileCredentialsProvider {
    /// The profile `default` of the usual file.
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// A file and a profile to be chosen.
    pub fn builder() -> ProfileCredentialsProviderBuilder {
        ProfileCredentialsProviderBuilder::default()
    }
}

impl Default for ProfileCredentialsProvider {
    fn default() -> Self {
        Self::new()
    }
}

impl_cached_provider!(ProfileCredentialsProvider);

/// Which profile of which file.
#[derive(Debug, Default)]
#[must_use]
pub struct ProfileCredentialsProviderBuilder {
    source: ProfileSource,
}

impl ProfileCredentialsProviderBuilder {
    /// The file, in place of the usual ones.
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.source.file = Some(path.into());
        self
    }

    /// The profile, in place of `default`.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.source.profile = Some(name.into());
        self
    }

    /// Looks variables up somewhere else than in the environment of the process.
    pub fn variables(
        mut self,
        lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.source.variables = Env::new(lookup);
        self
    }

    /// The provider. Nothing is read yet.
    #[must_use]
    pub fn build(self) -> ProfileCredentialsProvider {
        ProfileCredentialsProvider { cached: CachedCredentialsProvider::new(self.source) }
    }
}

/// The credentials of a profile in the text of a credentials file.
///
/// # Errors
///
/// If the text is malformed, which is said with its line, or the profile is not there or not whole.
pub fn read_profile(text: &[u8], profile: &str) -> Result<Credentials, CredentialsError> {
    match parse::parse(text, profile) {
        Ok(Some(credentials)) => Ok(credentials),
        Ok(None) => Err(CredentialsError::absent(format!("there is no profile `{profile}`"))),
        Err(error) => Err(CredentialsError::new(format!("line {}: {}", error.line, error.problem))),
    }
}

#[derive(Clone, Debug, Default)]
struct ProfileSource {
    file: Option<PathBuf>,
    profile: Option<String>,
    variables: Env,
}

/// A file that may hold profiles.
struct ProfileFile {
    path: PathBuf,
    /// As whoever named it wrote it.
    display_name: String,
    /// Whether it has to be there.
    required: bool,
}

impl ProfileFile {
    fn required(path: PathBuf) -> Self {
        Self { display_name: path.display().to_string(), path, required: true }
    }
}

impl ProfileSource {
    /// Blocks.
    fn read(&self) -> Result<Credentials, CredentialsError> {
        let candidates = self.candidates()?;
        for candidate in &candidates {
            match small_file::read(&candidate.path) {
                Ok(text) => return self.read_text(candidate, &text),
                Err(error) if error.is_missing && !candidate.required => {}
                Err(error) => {
                    let problem = format!("{}: {}", candidate.display_name, error.problem);
                    return Err(CredentialsError::new(problem));
                }
            }
        }
        let display_name: Vec<&str> =
            candidates.iter().map(|file| file.display_name.as_str()).collect();
        let problem = format!("there is no file {}", display_name.join(" or "));
        // A profile that somebody has named has to be somewhere.
        Err(match self.profile {
            Some(_) => CredentialsError::new(problem),
            None => CredentialsError::absent(problem),
        })
    }

    fn read_text(&self, file: &ProfileFile, text: &[u8]) -> Result<Credentials, CredentialsError> {
        if small_file::is_world_accessible(&file.path) {
            tracing::warn!(
                file = file.display_name,
                "everybody on this machine may read or write the credentials file; \
                 chmod 600 keeps it to its owner"
            );
        }
        let profile = self.profile.as_deref().unwrap_or(DEFAULT);
        read_profile(text, profile).map_err(|error| {
            let problem = format!("{}: {error}", file.display_name);
            match error.is_absent() && !file.required && self.profile.is_none() {
                true => CredentialsError::absent(problem),
                false => CredentialsError::new(problem),
            }
        })
    }

    fn candidates(&self) -> Result<Vec<ProfileFile>, CredentialsError> {
        if let Some(path) = &self.file {
            return Ok(vec![ProfileFile::required(path.clone())]);
        }
        if let Some(path) = self.variables.raw(FILE) {
            return match path.is_empty() {
                true => Err(CredentialsError::new(format!("{FILE} is set, but to nothing"))),
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

impl CredentialsProvider for ProfileSource {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        let source = self.clone();
        Box::pin(async move { small_file::run_blocking(move || source.read()).await.map(Arc::new) })
    }
}

#[cfg(test)]
mod tests;
