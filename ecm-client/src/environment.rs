//! Environment variables.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::identity::CredentialsError;
use ecm_sign::text_problem;

const REGION: &str = "TENCENTCLOUD_REGION";

#[derive(Clone)]
pub(crate) struct Env(Arc<Lookup>);

type Lookup = dyn Fn(&str) -> Option<OsString> + Send + Sync;

impl Env {
    pub(crate) fn new<V: Into<OsString>>(
        lookup: impl Fn(&str) -> Option<V> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(move |name| lookup(name).map(V::into)))
    }

    /// Returns the value as it is, empty or not: paths need not be text.
    pub(crate) fn raw(&self, name: &str) -> Option<OsString> {
        (self.0)(name)
    }

    /// Returns the home folder of the user, if the environment names one.
    pub(crate) fn home(&self) -> Option<PathBuf> {
        let home = self.raw(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
        home.filter(|home| !home.is_empty()).map(PathBuf::from)
    }

    /// Returns the text of a variable, trimmed; `None` if it is unset or blank.
    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, CredentialsError> {
        let Some(value) = self.raw(name) else { return Ok(None) };
        match value.to_str() {
            Some(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
            None => {
                Err(CredentialsError::new(format!("{name} is not UTF-8; set it to plain text")))
            }
        }
    }

    /// Returns a part of credentials as it is; `None` if it is unset or blank. A blank or a line end in it
    /// is an error: some program has to be told, and it may as well be the one that set it.
    pub(crate) fn secret(&self, name: &str) -> Result<Option<String>, CredentialsError> {
        if self.text(name)?.is_none() {
            return Ok(None);
        }
        let text = self.raw(name).and_then(|value| value.into_string().ok()).unwrap_or_default();
        match text_problem(&text) {
            Some(problem) => Err(CredentialsError::new(format!("{name} {problem}; remove it"))),
            None => Ok(Some(text)),
        }
    }

    /// Returns the region that the environment names.
    pub(crate) fn region(&self) -> Result<Option<String>, CredentialsError> {
        self.text(REGION)
    }
}

impl Default for Env {
    fn default() -> Self {
        Self::new(|name| std::env::var_os(name))
    }
}

impl fmt::Debug for Env {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Env")
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::ffi::OsStringExt as _;

    use super::*;

    #[test]
    fn what_is_no_text_is_refused_without_being_repeated() {
        let variables = Env::new(|_| Some(OsString::from_vec(b"hunter2\xFF".to_vec())));
        let error = variables.region().unwrap_err();
        assert_eq!(error.to_string(), "TENCENTCLOUD_REGION is not UTF-8; set it to plain text");
    }
}
