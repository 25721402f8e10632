//! Credentials and their sources.
//!
//! | source | type |
//! | --- | --- |
//! | a key pair in the program | [`Credentials`] |
//! | variables of the environment | [`EnvironmentCredentialsProvider`] |
//! | a profile in a file | [`ProfileCredentialsProvider`] |
//! | a key pair or a login of the vendor's command line | [`TccliCredentialsProvider`] |
//! | the role of the instance that the program runs on | [`InstanceRoleCredentialsProvider`] |
//! | a role that other credentials may assume | [`AssumeRoleCredentialsProvider`] |
//! | an OpenID Connect token, as containers have one | [`WebIdentityCredentialsProvider`] |
//! | an assertion of a SAML identity provider | [`SamlCredentialsProvider`] |
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
mod caller_identity;
mod chain;
mod environment;
mod file;
mod instance_role;
mod process;
mod profile;
mod saml;
mod source;
mod sts;
mod tccli;
mod web_identity;
mod write_back;

pub use crate::identity::CredentialsError;
pub use crate::provider::CredentialsProvider;
pub use assume_role::{AssumeRoleCredentialsProvider, AssumeRoleCredentialsProviderBuilder};
pub use cached::CachedCredentialsProvider;
pub use caller_identity::CallerIdentity;
pub use chain::{ChainReport, CredentialsProviderChain, DefaultChainBuilder, SkippedSource};
pub use ecm_sign::Credentials;
pub use environment::EnvironmentCredentialsProvider;
pub use file::CredentialsFile;
pub use instance_role::{InstanceRoleCredentialsProvider, InstanceRoleCredentialsProviderBuilder};
pub use profile::{ProfileCredentialsProvider, ProfileCredentialsProviderBuilder, read_profile};
pub use saml::{SamlCredentialsProvider, SamlCredentialsProviderBuilder};
pub use tccli::{TccliCredentialsProvider, TccliCredentialsProviderBuilder};
pub use web_identity::{WebIdentityCredentialsProvider, WebIdentityCredentialsProviderBuilder};

use crate::identity::CredentialsResult;

/// Implements a provider by its cache; `Debug` shows no more than the name.
macro_rules! impl_cached_provider {
    ($provider:ident) => {
        impl crate::CredentialsProvider for $provider {
            fn credentials(&self) -> crate::BoxFuture<'_, crate::identity::CredentialsResult> {
                self.cached.credentials()
            }

            fn refresh<'a>(
                &'a self,
                rejected: &'a crate::Credentials,
            ) -> crate::BoxFuture<'a, crate::identity::CredentialsResult> {
                self.cached.refresh(rejected)
            }

            fn use_transport(&self, transport: &std::sync::Arc<dyn crate::Transport>) {
                self.cached.use_transport(transport);
            }

            fn origin(&self) -> Option<String> {
                self.cached.origin()
            }
        }

        impl std::fmt::Debug for $provider {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($provider)).finish_non_exhaustive()
            }
        }
    };
}

use impl_cached_provider;
