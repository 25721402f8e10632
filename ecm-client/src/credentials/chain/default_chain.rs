//! Default chain: everything that the vendor's own tools read, in one order.

use super::super::{
    EnvironmentCredentialsProvider, InstanceRoleCredentialsProvider, ProfileCredentialsProvider,
    TccliCredentialsProvider, WebIdentityCredentialsProvider,
};
use super::conflicts::NamedKeys;
use super::{CredentialsError, CredentialsProviderChain};
use crate::environment::Env;
use crate::profile::ProfileSource;

/// Builder of the default chain of providers.
///
/// See [`CredentialsProviderChain::default_chain`] for the sources and their order.
#[derive(Debug, Default)]
#[must_use]
pub struct DefaultChainBuilder {
    profile: Option<String>,
    writes_back: bool,
    variables: Env,
    login_endpoint: Option<String>,
    metadata_endpoint: Option<String>,
    sts_endpoint: Option<String>,
}

impl DefaultChainBuilder {
    /// Sets the profile that signs, whatever variables are set (default: none).
    ///
    /// It is that of the credentials file, or else that of `tccli`; no other source is asked.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Writes renewed logins of `tccli` to their file (default: they are kept in memory).
    ///
    /// See [`TccliCredentialsProviderBuilder::write_back`](crate::credentials::TccliCredentialsProviderBuilder::write_back).
    pub fn write_back(mut self, enabled: bool) -> Self {
        self.writes_back = enabled;
        self
    }

    /// Reads environment variables by this function instead (default: the environment of the
    /// process).
    pub fn variables(
        mut self,
        lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.variables = Env::new(lookup);
        self
    }

    /// Sets the endpoint at which logins of `tccli` are renewed (default: `https://cli.cloud.tencent.com`).
    pub fn login_endpoint(mut self, url: impl Into<String>) -> Self {
        self.login_endpoint = Some(url.into());
        self
    }

    /// Sets the URL of the metadata server (default: `http://metadata.tencentyun.com`).
    pub fn metadata_endpoint(mut self, url: impl Into<String>) -> Self {
        self.metadata_endpoint = Some(url.into());
        self
    }

    /// Sets the endpoint of STS (default: `https://sts.tencentcloudapi.com`, or the one that a profile of
    /// `tccli` names).
    pub fn sts_endpoint(mut self, url: impl Into<String>) -> Self {
        self.sts_endpoint = Some(url.into());
        self
    }

    /// Reads the region: from `TENCENTCLOUD_REGION`, or else from the profile.
    ///
    /// The profile is the one that is set or that a variable names, else `default`: of the credentials
    /// file, or else of `tccli`. Blocks while files are read.
    ///
    /// # Errors
    ///
    /// If the variable is not UTF-8, or the credentials file is malformed.
    pub fn read_region(&self) -> Result<Option<String>, CredentialsError> {
        let (profile, variables) = (self.profile.clone(), self.variables.clone());
        ProfileSource { profile, variables, ..ProfileSource::default() }.region_of_any()
    }

    /// Builds the chain. Nothing is read or sent.
    #[must_use]
    pub fn build(self) -> CredentialsProviderChain {
        let (profile, tccli) = (self.profile_provider(), self.tccli_provider());
        if self.profile.is_some() {
            let chain = CredentialsProviderChain::new();
            return chain.or_else("profile", profile).or_else("tccli", tccli);
        }
        let (web_identity, instance_role) = (self.web_identity(), self.instance_role());
        let environment =
            EnvironmentCredentialsProvider::with_env(self.variables.clone(), self.sts_endpoint);
        let named = Some(NamedKeys::new(self.variables));
        CredentialsProviderChain { named, ..CredentialsProviderChain::new() }
            .or_else("environment", environment)
            .or_else("profile", profile)
            .or_else("tccli", tccli)
            .or_else("web identity", web_identity)
            .or_else("instance role", instance_role)
    }

    fn profile_provider(&self) -> ProfileCredentialsProvider {
        let builder = ProfileCredentialsProvider::builder()
            .precedes_tccli(self.variables.clone(), self.sts_endpoint.clone());
        match &self.profile {
            Some(name) => builder.profile(name),
            None => builder,
        }
        .build()
    }

    fn tccli_provider(&self) -> TccliCredentialsProvider {
        let mut builder = TccliCredentialsProvider::builder()
            .write_back(self.writes_back)
            .env(self.variables.clone());
        if let Some(name) = &self.profile {
            builder = builder.profile(name);
        }
        if let Some(url) = &self.login_endpoint {
            builder = builder.endpoint(url);
        }
        if let Some(url) = &self.metadata_endpoint {
            builder = builder.metadata_endpoint(url);
        }
        if let Some(url) = &self.sts_endpoint {
            builder = builder.sts_endpoint(url);
        }
        builder.build()
    }

    fn web_identity(&self) -> WebIdentityCredentialsProvider {
        let builder = WebIdentityCredentialsProvider::from_variables().env(self.variables.clone());
        match &self.sts_endpoint {
            Some(url) => builder.endpoint(url),
            None => builder,
        }
        .build()
    }

    fn instance_role(&self) -> InstanceRoleCredentialsProvider {
        let builder = InstanceRoleCredentialsProvider::builder().env(self.variables.clone());
        match &self.metadata_endpoint {
            Some(url) => builder.endpoint(url),
            None => builder,
        }
        .build()
    }
}
