//! Profiles of the vendor's command line, in files of their own.
//!
//! A profile is a pair of JSON files in `~/.tccli`: `NAME.credential` with keys or a login, and
//! `NAME.configure` with settings. `tccli` writes them readable by everybody into a folder that is not.

mod login;

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

pub(crate) use login::{LoginFile, LoginKind, NewKeys};

use super::{DEFAULT, TCCLI_PROFILE, warn_if_exposed};
use crate::environment::Env;
use crate::identity::CredentialsError;
use crate::small_file;
use crate::transport::{BaseUrl, Scheme};

/// Size of a file with settings at most; `tccli` writes two for each of some 260 services.
const MAX_CONFIGURE_SIZE: u64 = 1024 * 1024;

/// Member of the settings that are for every service.
const COMMON: &str = "_sys_param";

/// Folder and profile, as they were set.
#[derive(Clone, Debug, Default)]
pub(crate) struct TccliSource {
    /// Folder that was set; without one, it is `.tccli` in the home folder.
    pub(crate) folder: Option<PathBuf>,
    /// Name that was set; without one, the environment names the profile.
    pub(crate) profile: Option<String>,
    pub(crate) variables: Env,
}

/// Profile whose files are looked for.
struct TccliProfile {
    folder: PathBuf,
    /// Folder as messages show it.
    display_folder: String,
    name: String,
    /// True if somebody has named it: then it must exist.
    is_named: bool,
}

impl TccliSource {
    /// Reads the keys or the login of the profile. Blocks.
    pub(crate) fn read(&self) -> Result<LoginFile, CredentialsError> {
        let profile = self.profile()?;
        let (path, display_name) = profile.file("credential");
        let read = std::fs::canonicalize(&path).map_err(small_file::io_error);
        let read = read.and_then(|path| Ok((small_file::read(&path)?, path)));
        let (bytes, path) = read.map_err(|error| {
            let problem = match error.is_missing {
                true => format!("no file {display_name}"),
                false => format!("{display_name}: {}", error.problem),
            };
            match error.is_missing && !profile.is_named {
                true => CredentialsError::absent(problem),
                false => CredentialsError::new(problem),
            }
        })?;
        if small_file::is_in_open_folder(&path) {
            warn_if_exposed(&path, &display_name);
        }
        let file = LoginFile::parse(path, display_name, profile.name, bytes)?;
        match file.has_keys() || profile.is_named {
            true => Ok(file),
            false => Err(CredentialsError::absent(file.no_keys())),
        }
    }

    /// Reads the region in the settings of the profile, if they name one. Blocks.
    ///
    /// Settings that cannot be read name none.
    pub(crate) fn region(&self) -> Result<Option<String>, CredentialsError> {
        Ok(setting(&self.configure()?, COMMON, "region"))
    }

    /// Reads the endpoint of a service in the settings of the profile, if they name one. Blocks.
    pub(crate) fn endpoint_of(&self, service: &str) -> Result<Option<String>, CredentialsError> {
        let Some(host) = setting(&self.configure()?, service, "endpoint") else { return Ok(None) };
        let url = if host.contains("://") { host } else { format!("https://{host}") };
        match BaseUrl::parse(&url, Scheme::Encrypted(&[])) {
            Ok(_) => Ok(Some(url)),
            Err(problem) => {
                let (_, display_name) = self.profile()?.file("configure");
                let problem = format!("{display_name}: the endpoint of {service} {problem}");
                Err(CredentialsError::new(problem))
            }
        }
    }

    fn configure(&self) -> Result<Map<String, Value>, CredentialsError> {
        // Without a home folder there are no settings either.
        let Ok(profile) = self.profile() else { return Ok(Map::new()) };
        let (path, display_name) = profile.file("configure");
        let warn = |problem: &str| {
            tracing::warn!(file = display_name, problem, "the settings of tccli are not read");
            Ok(Map::new())
        };
        match small_file::read_up_to(&path, MAX_CONFIGURE_SIZE) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(Value::Object(settings)) => Ok(settings),
                _ => warn("not a JSON object"),
            },
            Err(error) if error.is_missing => Ok(Map::new()),
            Err(error) => warn(&error.problem),
        }
    }

    fn profile(&self) -> Result<TccliProfile, CredentialsError> {
        let named = match &self.profile {
            Some(name) => Some(name.clone()),
            None => self.variables.text(TCCLI_PROFILE)?,
        };
        let is_named = named.is_some();
        let name = named.unwrap_or_else(|| DEFAULT.to_owned());
        if name.contains(['/', '\\', '\0']) {
            let problem = "the profile of tccli has a path in its name; name the profile alone";
            return Err(CredentialsError::new(problem));
        }
        let (folder, display_folder) = match (&self.folder, self.variables.home()) {
            (Some(folder), _) => (folder.clone(), folder.display().to_string()),
            (None, Some(home)) => (home.join(".tccli"), "~/.tccli".to_owned()),
            (None, None) if is_named => {
                return Err(CredentialsError::new("no home folder with files of tccli; set HOME"));
            }
            (None, None) => {
                return Err(CredentialsError::absent("no home folder with files of tccli"));
            }
        };
        Ok(TccliProfile { folder, display_folder, name, is_named })
    }
}

impl TccliProfile {
    /// Returns the path of a file of the profile, and the path as messages show it.
    fn file(&self, extension: &str) -> (PathBuf, String) {
        let name = format!("{}.{extension}", self.name);
        (Path::new(&self.folder).join(&name), format!("{}/{name}", self.display_folder))
    }
}

/// Text of a setting; anything else in its place belongs to other programs.
fn setting(settings: &Map<String, Value>, section: &str, name: &str) -> Option<String> {
    let text = settings.get(section)?.get(name)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests;
