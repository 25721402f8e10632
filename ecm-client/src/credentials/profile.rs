//! Credentials in a file with profiles.

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

/// Provider of the credentials of a profile in a credentials file.
///
/// The profile has `secret_id`, `secret_key` and perhaps `token`, below `[default]` or below
/// another name.
///
/// The file is, in this order: the one that is set; the one that `TENCENTCLOUD_CREDENTIALS_FILE`
/// names; `~/.tencentcloud/credentials`; `/etc/tencentcloud/credentials`. It is read when
/// credentials are first requested, off the threads that run async tasks, and again only when the
/// service has rejected them. Only regular files of at most 64 KiB are read. A file that everybody
/// on the machine may read or write is read as well, as by the vendor's own programs, since secrets
/// mounted into containers often look like that; a `tracing` event at level `WARN` reports it.
///
/// A file or a profile that was named must exist, and its content must be valid.
pub struct ProfileCredentialsProvider {
    cached: CachedCredentialsProvider,
}

impl ProfileCredentialsProvider {
    /// Uses the profile `default` of the default file.
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Returns a builder, to choose the file and the profile.
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

/// Builder of a [`ProfileCredentialsProvider`].
#[derive(Debug, Default)]
#[must_use]
pub struct ProfileCredentialsProviderBuilder {
    source: ProfileSource,
}

impl ProfileCredentialsProviderBuilder {
    /// Sets the file (default: see [`ProfileCredentialsProvider`]).
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.source.file = Some(path.into());
        self
    }

    /// Sets the profile (default: `default`).
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.source.profile = Some(name.into());
        self
    }

    /// Reads environment variables by this function instead (default: the environment of the
    /// process).
    pub fn variables(
        mut self,
        lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.source.variables = Env::new(lookup);
        self
    }

    /// Builds the provider. Nothing is read yet.
    #[must_use]
    pub fn build(self) -> ProfileCredentialsProvider {
        ProfileCredentialsProvider { cached: CachedCredentialsProvider::new(self.source) }
    }
}

/// Reads the credentials of a profile from the text of a credentials file.
///
/// # Errors
///
/// If the text is malformed, which is reported with the line, or if the profile is absent or
/// incomplete.
pub fn read_profile(text: &[u8], profile: &str) -> Result<Credentials, CredentialsError> {
    match parse::parse(text, profile) {
        Ok(Some(credentials)) => Ok(credentials),
        Ok(None) => Err(CredentialsError::absent(format!("no profile `{profile}`"))),
        Err(error) => Err(CredentialsError::new(format!("line {}: {}", error.line, error.problem))),
    }
}

#[derive(Clone, Debug, Default)]
struct ProfileSource {
    file: Option<PathBuf>,
    profile: Option<String>,
    variables: Env,
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
        let problem = format!("no file {}", display_name.join(" or "));
        // A profile that was named must exist somewhere.
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

impl CredentialsProvider for ProfileSource {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        let source = self.clone();
        Box::pin(async move { small_file::run_blocking(move || source.read()).await.map(Arc::new) })
    }
}

#[cfg(test)]
mod tests;
