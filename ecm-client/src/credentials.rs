//! Who signs, and where credentials come from.
//!
//! | source | type |
//! | --- | --- |
//! | a key pair in the program | [`Credentials`] |
//! | variables of the environment | [`EnvironmentCredentialsProvider`] |
//! | a profile in a file | [`ProfileCredentialsProvider`] |
//! | the role of the instance that the program runs on | [`InstanceRoleCredentialsProvider`] |
//! | a role that other credentials may assume | [`AssumeRoleCredentialsProvider`] |
//! | an OpenID Connect token, as containers have one | [`WebIdentityCredentialsProvider`] |
//! | the first of several that has some | [`CredentialsProviderChain`] |
//! | anything else | an implementation of [`CredentialsProvider`], perhaps in [`CachedCredentialsProvider`] |
//!
//! ```no_run
//! use ecm_client::Client;
//! use ecm_client::credentials::CredentialsProviderChain;
//!
//! let client = Client::builder()
//!     .credentials_provider(CredentialsProviderChain::default_chain())
//!     .region_from_env()
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

pub use assume_role::{AssumeRoleCredentialsProvider, AssumeRoleCredentialsProviderBuilder};
pub use cached::CachedCredentialsProvider;
pub use chain::CredentialsProviderChain;
pub(crate) use environment::Env;
pub use environment::EnvironmentCredentialsProvider;
pub use instance_role::{InstanceRoleCredentialsProvider, InstanceRoleCredentialsProviderBuilder};
pub use key_pair::Credentials;
pub use profile::{ProfileCredentialsProvider, ProfileCredentialsProviderBuilder, read_profile};
pub use provide::{CredentialsError, CredentialsProvider};
pub use web_identity::{WebIdentityCredentialsProvider, WebIdentityCredentialsProviderBuilder};

/// What a source that is asked gives.
type Provided = Result<std::sync::Arc<Credentials>, CredentialsError>;
