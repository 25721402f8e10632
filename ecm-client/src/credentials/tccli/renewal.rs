//! Renewal of a login, in the steps in which the vendor's command line takes them.

use std::time::{Duration, SystemTime};

use serde_json::{Map, Value, json};

use super::super::CredentialsError;
use super::RENEWAL_MARGIN;
use super::service::{LoginService, RenewalError, random_id};
use crate::Secret;
use crate::identity::expiry;
use crate::profile::tccli::{LoginFile, LoginKind, NewKeys};

/// Lifetime that keys of a role are asked for.
const SESSION_SECONDS: u64 = 2 * 60 * 60;

/// Returns the login with new keys.
pub(super) async fn renew(
    service: &LoginService,
    file: &LoginFile,
    now: SystemTime,
) -> Result<LoginFile, CredentialsError> {
    let renewal = Renewal { service, file, now };
    match file.kind() {
        LoginKind::OAuth => renewal.oauth().await,
        LoginKind::Sso => renewal.sso().await,
        LoginKind::Keys | LoginKind::InstanceRole => Ok(file.clone()),
    }
}

struct Renewal<'r> {
    service: &'r LoginService,
    file: &'r LoginFile,
    now: SystemTime,
}

impl Renewal<'_> {
    /// Renews the access token where it ends, and takes new keys for it.
    async fn oauth(&self) -> Result<LoginFile, CredentialsError> {
        let mut renewed = self.file.clone();
        if self.left("expiresAt") < RENEWAL_MARGIN {
            let body = self.object([
                ("RefreshToken", "refreshToken"),
                ("OpenId", "openId"),
                ("Site", "site"),
            ])?;
            let answer = self.post("/refresh_user_token", body).await?;
            renewed.set_of_login("accessToken", self.text(&answer, "AccessToken")?.into());
            renewed.set_of_login("expiresAt", self.moment(&answer, "ExpiresAt")?.into());
        }
        let body = json!({
            "AccessToken": renewed.of_login("accessToken")?,
            "Site": renewed.of_login("site")?,
        });
        let answer = self.post("/get_temp_cred", object(body)).await?;
        renewed.set_keys(&NewKeys {
            secret_id: self.text(&answer, "SecretId")?.to_owned(),
            secret_key: Secret::from(self.text(&answer, "SecretKey")?),
            token: Secret::from(self.text(&answer, "Token")?),
            expires: self.moment(&answer, "ExpiresAt")?,
        });
        Ok(renewed)
    }

    /// Takes an assertion for the login, and keys of the role for that.
    async fn sso(&self) -> Result<LoginFile, CredentialsError> {
        let left = self.left("expiresAt");
        if left < RENEWAL_MARGIN {
            return Err(self.run_out(""));
        }
        let value = |name| self.file.of_login(name);
        let site = value("site")?;
        let body = json!({
            "Site": site, "LoginToken": value("token")?, "LoginType": "RoleSAML",
            "TargetUin": value("uin")?, "UserId": "",
            "RoleConfigurationId": value("roleConfigurationId")?,
        });
        let answer = self.post("/api/org/gen_saml_response", object(body)).await?;
        let account = format!("qcs::cam::uin/{}", plain(value("uin")?));
        let (role, zone) = (plain(value("roleConfigurationName")?), plain(value("zoneId")?));
        let body = json!({
            "Site": site, "SAMLAssertion": self.text(&answer, "SAMLResponse")?,
            "PrincipalArn": format!("{account}:saml-provider/TencentReservedSSO-{zone}"),
            "RoleArn": format!("{account}:roleName/TencentCloudSSO-{role}"),
            "RoleSessionName": format!("ses-{}", random_id()),
            "DurationSeconds": SESSION_SECONDS.min(left.as_secs()),
        });
        let answer = self.post("/api/sts/assume_role_with_saml", object(body)).await?;
        let keys = answer.get("Credentials").and_then(Value::as_object);
        let keys = keys.ok_or_else(|| self.incomplete("Credentials"))?;
        let mut renewed = self.file.clone();
        renewed.set_keys(&NewKeys {
            secret_id: self.text(keys, "TmpSecretId")?.to_owned(),
            secret_key: Secret::from(self.text(keys, "TmpSecretKey")?),
            token: Secret::from(self.text(keys, "Token")?),
            expires: self.moment(&answer, "ExpiredTime")?,
        });
        Ok(renewed)
    }

    async fn post(
        &self,
        path: &str,
        body: Map<String, Value>,
    ) -> Result<Map<String, Value>, CredentialsError> {
        let failed = |problem: String| {
            format!("{}: the login cannot be renewed: {problem}", self.file.display_name)
        };
        self.service.post(path, body).await.map_err(|error| match error {
            RenewalError::Refused(code) => self.run_out(&format!(" (refused {code})")),
            RenewalError::Transient(problem) => CredentialsError::transient(failed(problem)),
            RenewalError::Permanent(problem) => CredentialsError::new(failed(problem)),
        })
    }

    /// Error of a login that is not renewed any more.
    fn run_out(&self, why: &str) -> CredentialsError {
        let (file, command) = (&self.file.display_name, self.file.login_command());
        CredentialsError::new(format!("{file}: the login has run out{why}; run `{command}`"))
    }

    fn incomplete(&self, name: &str) -> CredentialsError {
        let file = &self.file.display_name;
        CredentialsError::new(format!(
            "{file}: the login was renewed without {name}; try again later"
        ))
    }

    /// Object of values of the login, under the names that a request gives them.
    fn object<const N: usize>(
        &self,
        names: [(&str, &str); N],
    ) -> Result<Map<String, Value>, CredentialsError> {
        let value = |name| self.file.of_login(name).cloned();
        names.into_iter().map(|(to, from)| Ok((to.to_owned(), value(from)?))).collect()
    }

    /// Time until a moment of the login.
    fn left(&self, name: &str) -> Duration {
        let at = self.file.of_login(name).ok().and_then(expiry::from_seconds);
        at.and_then(|at| at.duration_since(self.now).ok()).unwrap_or_default()
    }

    fn text<'a>(
        &self,
        answer: &'a Map<String, Value>,
        name: &str,
    ) -> Result<&'a str, CredentialsError> {
        let text = answer.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        text.ok_or_else(|| self.incomplete(name))
    }

    /// Reads a moment in seconds since 1970.
    fn moment(&self, answer: &Map<String, Value>, name: &str) -> Result<u64, CredentialsError> {
        let at = answer.get(name).and_then(expiry::from_seconds);
        let since = at.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
        Ok(since.ok_or_else(|| self.incomplete(name))?.as_secs())
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// Text of an id that is written as a number or as text.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
