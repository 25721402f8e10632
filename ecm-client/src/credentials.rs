//! Who signs, and where credentials come from.
//!
//! | source | type |
//! | --- | --- |
//! | a key pair in the program | [`Credentials`] |
//! | variables of the environment | [`EnvironmentCredentials`] |
//! | a profile in a file | [`ProfileCredentials`] |
//! | the role of the instance that the program runs on | [`InstanceRole`] |
//! | a role that other credentials may assume | [`AssumeRole`] |
//! | an OpenID Connect token, as containers have one | [`WebIdentity`] |
//! | the first of several that has some | [`CredentialsChain`] |
//! | anything else | an implementation of [`ProvideCredentials`], perhaps in [`CachedCredentials`] |
//!
//! ```no_run
//! use ecm_client::Client;
//! use ecm_client::credentials::CredentialsChain;
//!
//! let client = Client::builder()
//!     .credentials_provider(CredentialsChain::standard())
//!     .region_from_environment()
//!     .build()?;
//! # Ok::<(), ecm_client::Error>(())
//! ```

mod assume_role;
mod cached;
mod chain;
mod environment;
mod instance_role;
mod key_pair;
mod profile;
mod provide;
mod small_file;
mod sts;
mod web_identity;

pub use assume_role::{AssumeRole, AssumeRoleBuilder};
pub use cached::CachedCredentials;
pub use chain::CredentialsChain;
pub use environment::EnvironmentCredentials;
pub(crate) use environment::Variables;
pub use instance_role::{InstanceRole, InstanceRoleBuilder};
pub use key_pair::Credentials;
pub use profile::{ProfileCredentials, ProfileCredentialsBuilder, read_profile};
pub use provide::{CredentialsError, ProvideCredentials};
pub use web_identity::{WebIdentity, WebIdentityBuilder};

/// What a source that is asked gives.
type Provided = Result<std::sync::Arc<Credentials>, CredentialsError>;
