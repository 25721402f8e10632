//! Keys and logins of the vendor's command line.

mod builder;
mod lock;
mod renewal;
mod service;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::profile::assumed;
use super::source::InheritedTransport;
use super::write_back::{self, WriteBack};
use super::{
    CachedCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsResult, InstanceRoleCredentialsProvider, impl_cached_provider,
};
use crate::identity::Origin;
use crate::profile::ProfileRole;
use crate::profile::tccli::{LoginFile, LoginKind, TccliSource};
use crate::small_file::run_blocking;
use crate::{BoxFuture, Clock, Sleep, Transport};
pub use builder::TccliCredentialsProviderBuilder;
use lock::LockFile;
use service::LoginService;

/// Time before the expiry at which `tccli` renews keys.
const RENEWAL_MARGIN: Duration = Duration::from_secs(5 * 60);

/// Time before the expiry from which keys are not used: a request takes a moment.
const EXPIRY_MARGIN: Duration = Duration::from_secs(5);

/// Time to wait for another process that renews the same login.
const LOCK_TIMEOUT: Duration = Duration::from_secs(15);
const LOCK_PAUSE: Duration = Duration::from_millis(40);

/// Renewals at most, where somebody else changes the file each time.
const MAX_ROUNDS: usize = 3;

/// Section of the settings with the host of STS.
const STS: &str = "sts";

/// Provider of the keys and logins that the vendor's command line `tccli` keeps in `~/.tccli`.
///
/// The profile is the one that is set, else the one in `TCCLI_PROFILE`, else `default`. Its file
/// `NAME.credential` holds one of these:
///
/// | content | signs |
/// | --- | --- |
/// | `secretId`, `secretKey`, perhaps `token` | these keys |
/// | the same with `role-arn` and `role-session-name` | the role, for which STS exchanges the keys |
/// | `"type": "cvm-role"` | the role of the instance |
/// | `"type": "oauth"`, made by `tccli auth login` | the keys of the login |
/// | `"type": "sso"`, made by `tccli sso login` | the keys of the login |
///
/// Keys of a login are renewed in their last five minutes, as `tccli` does it, over verified TLS. A login
/// that has itself run out is an error that names the command to log in again. With
/// [`write_back`](TccliCredentialsProviderBuilder::write_back), a renewed login is written to the file,
/// where `tccli` and other processes find it; otherwise, or where the file cannot be written, it is kept
/// in memory.
///
/// `tccli` writes its files readable by everybody, into a folder that only their owner may enter. They are
/// read as they are; a `tracing` event at level `WARN` reports a file that others can get at.
///
/// A profile that was named must exist. Without a name and a file, or where the file has no keys yet, the
/// source is absent.
pub struct TccliCredentialsProvider {
    cached: CachedCredentialsProvider,
}

impl TccliCredentialsProvider {
    /// Uses the profile that `TCCLI_PROFILE` names, else `default`. Nothing is written.
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Returns a builder, to choose the profile and to write renewed logins.
    pub fn builder() -> TccliCredentialsProviderBuilder {
        TccliCredentialsProviderBuilder::default()
    }
}

impl Default for TccliCredentialsProvider {
    fn default() -> Self {
        Self::new()
    }
}

impl_cached_provider!(TccliCredentialsProvider);

struct TccliFetcher {
    files: TccliSource,
    writes_back: bool,
    service: LoginService,
    clock: Arc<dyn Clock>,
    sleep: Arc<dyn Sleep>,
    inherited: InheritedTransport,
    /// Transport of the client, for exchanges with STS.
    transport: OnceLock<Arc<dyn Transport>>,
    metadata_endpoint: Option<String>,
    sts_endpoint: Option<String>,
    instance_role: OnceLock<InstanceRoleCredentialsProvider>,
    in_memory: Mutex<Option<RenewedLogin>>,
    origin: Origin,
}

/// Renewed login that is not in the file.
struct RenewedLogin {
    /// Text that was in the file when it was renewed.
    instead_of: Zeroizing<Vec<u8>>,
    file: LoginFile,
}

impl TccliFetcher {
    async fn fetch(&self) -> CredentialsResult {
        let file = self.login().await?;
        self.origin.set(file.origin());
        if file.kind() == LoginKind::InstanceRole {
            return self.instance_role(&file).await;
        }
        let credentials = file.credentials()?;
        match file.role()? {
            None => Ok(Arc::new(credentials)),
            Some(role) => self.exchange(credentials, role).await,
        }
    }

    async fn instance_role(&self, file: &LoginFile) -> CredentialsResult {
        let provider = self.instance_role.get_or_init(|| {
            let builder = InstanceRoleCredentialsProvider::builder();
            match &self.metadata_endpoint {
                Some(url) => builder.endpoint(url),
                None => builder,
            }
            .build()
        });
        provider.credentials().await.map_err(|error| {
            // The file says that there is one.
            let problem = format!("{}: {error}", file.display_name);
            match error.is_transient() {
                true => CredentialsError::transient(problem),
                false => CredentialsError::new(problem),
            }
        })
    }

    /// Exchanges the keys for those of a role, at the host of STS that the settings name.
    async fn exchange(&self, credentials: Credentials, role: ProfileRole) -> CredentialsResult {
        let files = self.files.clone();
        let endpoint = match &self.sts_endpoint {
            Some(url) => Some(url.clone()),
            None => run_blocking(move || files.endpoint_of(STS)).await?,
        };
        let provider = assumed(Box::new(credentials), role, endpoint);
        if let Some(transport) = self.transport.get() {
            provider.use_transport(transport);
        }
        provider.credentials().await
    }

    /// Returns the login, renewed where it is due.
    async fn login(&self) -> Result<LoginFile, CredentialsError> {
        let file = self.current().await?;
        if !self.is_due(&file) {
            return Ok(file);
        }
        match self.renew().await {
            Err(error) if self.left(&file) > EXPIRY_MARGIN => {
                tracing::warn!(file = file.display_name, %error, "the login was not renewed");
                Ok(file)
            }
            result => result,
        }
    }

    async fn renew(&self) -> Result<LoginFile, CredentialsError> {
        for _ in 0..MAX_ROUNDS {
            let file = self.current().await?;
            let lock = match self.writes_back {
                true => self.lock(&file).await?,
                false => None,
            };
            // Who had the lock before has renewed it.
            let file = self.current().await?;
            if !self.is_due(&file) {
                return Ok(file);
            }
            let renewed = renewal::renew(&self.service, &file, self.clock.now()).await?;
            if !self.writes_back {
                return Ok(self.keep(file, renewed));
            }
            let (old, new) = (file.clone(), renewed.clone());
            let written = run_blocking(move || {
                let _lock = lock;
                Ok(write_back::replace(&old.path, Some(&old.bytes), &new.to_text()))
            });
            match written.await? {
                Ok(WriteBack::Written) => return Ok(renewed),
                // Somebody else has written, and that counts.
                Ok(WriteBack::Changed) => {}
                Err(problem) => {
                    tracing::warn!(
                        file = file.display_name,
                        problem,
                        "the renewed login cannot be written and is kept in memory"
                    );
                    return Ok(self.keep(file, renewed));
                }
            }
        }
        let problem =
            "the login changes each time that it is renewed; check what else writes to it";
        Err(CredentialsError::transient(problem))
    }

    /// Takes the turn to renew the login; `None` where there is no lock to be had.
    ///
    /// Ends as well when somebody else has renewed it.
    async fn lock(&self, file: &LoginFile) -> Result<Option<LockFile>, CredentialsError> {
        let start = self.sleep.elapsed();
        loop {
            let path = file.path.clone();
            match run_blocking(move || Ok(LockFile::take(&path))).await? {
                Ok(Some(lock)) => return Ok(Some(lock)),
                Ok(None) => {}
                Err(_) => return Ok(None),
            }
            let waited = self.sleep.elapsed().saturating_sub(start);
            if waited > LOCK_TIMEOUT || !self.is_due(&self.current().await?) {
                return Ok(None);
            }
            self.sleep.sleep(LOCK_PAUSE.mul_f64(0.5 + fastrand::f64())).await;
        }
    }

    /// Reads the login, in the form that is in memory where that renewed what is in the file.
    async fn current(&self) -> Result<LoginFile, CredentialsError> {
        let files = self.files.clone();
        let file = run_blocking(move || files.read()).await?;
        let in_memory = self.in_memory.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(match &*in_memory {
            Some(renewed) if renewed.instead_of == file.bytes => renewed.file.clone(),
            _ => file,
        })
    }

    fn keep(&self, old: LoginFile, renewed: LoginFile) -> LoginFile {
        let kept = RenewedLogin { instead_of: old.bytes, file: renewed.clone() };
        *self.in_memory.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        renewed
    }

    fn is_due(&self, file: &LoginFile) -> bool {
        let is_login = matches!(file.kind(), LoginKind::OAuth | LoginKind::Sso);
        is_login && self.left(file) <= RENEWAL_MARGIN
    }

    fn left(&self, file: &LoginFile) -> Duration {
        let expiry = file.expiry().unwrap_or(SystemTime::UNIX_EPOCH);
        expiry.duration_since(self.clock.now()).unwrap_or_default()
    }
}

impl CredentialsProvider for TccliFetcher {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(self.fetch())
    }

    fn use_transport(&self, transport: &Arc<dyn Transport>) {
        self.inherited.inherit(transport);
        let _ = self.transport.set(Arc::clone(transport));
    }

    fn origin(&self) -> Option<String> {
        self.origin.get()
    }
}
