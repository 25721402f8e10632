//! Content of a file with keys or a login.

use std::path::PathBuf;
use std::time::SystemTime;

use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::identity::{CredentialsError, expiry};
use crate::profile::ProfileRole;
use crate::{Credentials, Secret};
use ecm_sign::text_problem;

const SECRET_ID: &str = "secretId";
const SECRET_KEY: &str = "secretKey";
const TOKEN: &str = "token";
const TYPE: &str = "type";
const EXPIRES: &str = "expiresAt";
const ROLE_ARN: &str = "role-arn";
const ROLE_SESSION_NAME: &str = "role-session-name";

/// Origin of the keys of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoginKind {
    /// Keys that the user has written.
    Keys,
    /// Role of the instance.
    InstanceRole,
    /// Login with an account, in a browser.
    OAuth,
    /// Login by way of the organization's identity provider.
    Sso,
}

impl LoginKind {
    /// Name of the object with what a renewal takes, which is that of the kind as well.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::InstanceRole => "cvm-role",
            Self::OAuth => "oauth",
            Self::Sso => "sso",
        }
    }

    fn is_renewed(self) -> bool {
        matches!(self, Self::OAuth | Self::Sso)
    }
}

/// Keys that a renewal has brought.
pub(crate) struct NewKeys {
    pub(crate) secret_id: String,
    pub(crate) secret_key: Secret,
    pub(crate) token: Secret,
    /// Seconds since 1970.
    pub(crate) expires: u64,
}

/// File with keys or a login, as it was read.
///
/// Members that nothing here knows are kept.
#[derive(Clone)]
pub(crate) struct LoginFile {
    /// Path without links.
    pub(crate) path: PathBuf,
    /// Path as messages show it.
    pub(crate) display_name: String,
    profile: String,
    /// Text in the file.
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    content: Map<String, Value>,
}

impl LoginFile {
    pub(super) fn parse(
        path: PathBuf,
        display_name: String,
        profile: String,
        bytes: Zeroizing<Vec<u8>>,
    ) -> Result<Self, CredentialsError> {
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&bytes);
        let Ok(Value::Object(content)) = serde_json::from_slice(text) else {
            // The parser's message could repeat a part of the file.
            let problem = format!("{display_name}: not a JSON object; log in again with `tccli`");
            return Err(CredentialsError::new(problem));
        };
        Ok(Self { path, display_name, profile, bytes, content })
    }

    pub(crate) fn kind(&self) -> LoginKind {
        match self.content.get(TYPE).and_then(Value::as_str) {
            Some("cvm-role") => LoginKind::InstanceRole,
            Some("oauth") => LoginKind::OAuth,
            Some("sso") => LoginKind::Sso,
            _ => LoginKind::Keys,
        }
    }

    /// Returns the place of the keys, for users.
    pub(crate) fn origin(&self) -> String {
        let kind = match self.kind() {
            LoginKind::Keys => String::new(),
            kind => format!(" ({})", kind.as_str()),
        };
        let role = match self.content.get(ROLE_ARN).and_then(Value::as_str) {
            Some(role) if !role.is_empty() && self.kind() != LoginKind::InstanceRole => {
                format!(", as role {role}")
            }
            _ => String::new(),
        };
        format!("{}{kind}{role}", self.display_name)
    }

    /// Tells whether there is anything to sign with.
    pub(super) fn has_keys(&self) -> bool {
        let is_given = |name| !matches!(self.content.get(name), None | Some(Value::Null));
        let is_text = |name| self.content.get(name).and_then(Value::as_str) != Some("");
        let has = |name| is_given(name) && is_text(name);
        self.kind() != LoginKind::Keys || has(SECRET_ID) || has(SECRET_KEY)
    }

    pub(super) fn no_keys(&self) -> String {
        let login = match self.content.contains_key(LoginKind::Sso.as_str()) {
            true => self.command(LoginKind::Sso),
            false => self.command(LoginKind::Keys),
        };
        format!("{} has no keys yet; run `{login}`", self.display_name)
    }

    /// Returns the command that makes the file anew.
    pub(crate) fn login_command(&self) -> String {
        self.command(self.kind())
    }

    fn command(&self, kind: LoginKind) -> String {
        let command = match kind {
            LoginKind::OAuth => "tccli auth login",
            LoginKind::Sso => "tccli sso login",
            LoginKind::Keys | LoginKind::InstanceRole => "tccli configure",
        };
        match self.profile.as_str() {
            super::DEFAULT => command.to_owned(),
            profile => format!("{command} --profile {profile}"),
        }
    }

    /// Returns the keys in the file, whether they have expired or not.
    pub(crate) fn credentials(&self) -> Result<Credentials, CredentialsError> {
        let id = self.text(SECRET_ID)?;
        let key = self.text(SECRET_KEY)?;
        let (id, key) = match (id, key) {
            (Some(id), Some(key)) => (id, key),
            (None, None) => return Err(CredentialsError::new(self.no_keys())),
            (Some(_), None) => return Err(self.missing(SECRET_KEY)),
            (None, Some(_)) => return Err(self.missing(SECRET_ID)),
        };
        let pair = Credentials::new(id, key);
        let pair = match self.text(TOKEN)? {
            Some(token) => pair.with_token(token),
            None => pair,
        };
        Ok(match self.expiry() {
            Some(expiry) if self.kind().is_renewed() => pair.with_expiry(expiry),
            _ => pair,
        })
    }

    /// Returns the time at which the keys expire.
    pub(crate) fn expiry(&self) -> Option<SystemTime> {
        self.content.get(EXPIRES).and_then(expiry::from_seconds)
    }

    /// Returns the role that the keys are exchanged for.
    pub(crate) fn role(&self) -> Result<Option<ProfileRole>, CredentialsError> {
        let Some(arn) = self.text(ROLE_ARN)? else { return Ok(None) };
        let name = self.text(ROLE_SESSION_NAME)?.ok_or_else(|| {
            // `tccli` signs with the keys themselves then, in silence.
            CredentialsError::new(format!(
                "{}: {ROLE_ARN} without {ROLE_SESSION_NAME}; set both or neither",
                self.display_name
            ))
        })?;
        let (arn, session_name) = (arn.to_owned(), Some(name.to_owned()));
        Ok(Some(ProfileRole { arn, session_name, external_id: None }))
    }

    /// Text of a member; `None` if it is missing, null or empty.
    fn text(&self, name: &str) -> Result<Option<&str>, CredentialsError> {
        let text = match self.content.get(name) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) if text.is_empty() => return Ok(None),
            Some(Value::String(text)) => text,
            Some(_) => return Err(self.problem(name, "is not text")),
        };
        match text_problem(text) {
            Some(problem) => Err(self.problem(name, problem)),
            None => Ok(Some(text)),
        }
    }

    fn problem(&self, name: &str, problem: &str) -> CredentialsError {
        let command = self.login_command();
        let problem = format!("{}: {name} {problem}; run `{command}`", self.display_name);
        CredentialsError::new(problem)
    }

    fn missing(&self, name: &str) -> CredentialsError {
        self.problem(name, "is missing")
    }

    /// Returns a value of the login itself, which a renewal takes.
    pub(crate) fn of_login(&self, name: &str) -> Result<&Value, CredentialsError> {
        let section = self.kind().as_str();
        let value = self.content.get(section).and_then(|login| login.get(name));
        let value = value.filter(|value| !value.is_null() && value.as_str() != Some(""));
        value.ok_or_else(|| self.missing(&format!("{section}.{name}")))
    }

    /// Sets a value of the login itself.
    pub(crate) fn set_of_login(&mut self, name: &str, value: Value) {
        let section = self.content.get_mut(self.kind().as_str());
        if let Some(login) = section.and_then(Value::as_object_mut) {
            login.insert(name.to_owned(), value);
        }
    }

    /// Sets the keys.
    pub(crate) fn set_keys(&mut self, keys: &NewKeys) {
        let mut set = |name: &str, value: Value| self.content.insert(name.to_owned(), value);
        set(SECRET_ID, keys.secret_id.as_str().into());
        set(SECRET_KEY, keys.secret_key.expose().into());
        set(TOKEN, keys.token.expose().into());
        set(EXPIRES, keys.expires.into());
    }

    /// Returns the file's text with the values that have been set.
    pub(crate) fn to_text(&self) -> Zeroizing<Vec<u8>> {
        // A map of texts and values can always be written.
        Zeroizing::new(serde_json::to_vec_pretty(&self.content).unwrap_or_default())
    }
}
