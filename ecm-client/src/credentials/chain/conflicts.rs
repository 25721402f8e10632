//! Variables of the environment that name different keys.

use super::super::EnvironmentCredentialsProvider;
use crate::environment::Env;
use crate::profile::tccli::{LoginKind, TccliSource};
use crate::profile::{PROFILE, ProfileKeys, ProfileRole, ProfileSource, TCCLI_PROFILE};
use crate::{Credentials, CredentialsError};

/// Variables that name keys: the keys themselves, or a profile.
#[derive(Clone)]
pub(super) struct NamedKeys {
    variables: Env,
}

/// Signer, as far as it is known before anything is sent.
#[derive(PartialEq, Eq)]
struct Signer {
    keys: SignerKeys,
    roles: Vec<ProfileRole>,
}

#[derive(PartialEq, Eq)]
enum SignerKeys {
    SecretId(String),
    Command(Vec<String>),
    InstanceRole,
}

impl From<&Credentials> for SignerKeys {
    fn from(credentials: &Credentials) -> Self {
        Self::SecretId(credentials.secret_id().to_owned())
    }
}

/// Variable that is set, and the signer behind it.
struct NamedSigner {
    variable: &'static str,
    /// Variables to unset, so that another one counts.
    all: &'static str,
    /// Signer as messages name it.
    display_name: String,
    signer: Result<Signer, CredentialsError>,
}

impl NamedKeys {
    pub(super) fn new(variables: Env) -> Self {
        Self { variables }
    }

    /// Fails where two variables name different keys. Blocks.
    ///
    /// A single one that names nothing usable is for its own source to report.
    pub(super) fn check(&self) -> Result<(), CredentialsError> {
        let named: Vec<NamedSigner> = [self.pair(), self.profile()?, self.profile_of_tccli()?]
            .into_iter()
            .flatten()
            .collect();
        for (index, one) in named.iter().enumerate() {
            for other in named.iter().skip(index + 1) {
                one.agrees_with(other)?;
            }
        }
        Ok(())
    }

    fn pair(&self) -> Option<NamedSigner> {
        let provider = EnvironmentCredentialsProvider::with_env(self.variables.clone(), None);
        // Where it is not complete, it is an error already.
        let (pair, role) = provider.read().ok()?;
        let keys = SignerKeys::from(&pair);
        Some(NamedSigner {
            variable: "TENCENTCLOUD_SECRET_ID",
            all: "TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY",
            display_name: "with the keys of the environment".to_owned(),
            signer: Ok(Signer { keys, roles: role.into_iter().collect() }),
        })
    }

    fn profile(&self) -> Result<Option<NamedSigner>, CredentialsError> {
        let Some(name) = self.variables.text(PROFILE)? else { return Ok(None) };
        let variables = self.variables.clone();
        let read = ProfileSource { variables, ..ProfileSource::default() }.read();
        let signer = read.map(|content| {
            let keys = match content.keys {
                ProfileKeys::Pair(pair) => SignerKeys::from(&pair),
                ProfileKeys::Command(words) => SignerKeys::Command(words),
            };
            Signer { keys, roles: content.roles }
        });
        Ok(Some(NamedSigner {
            variable: PROFILE,
            all: PROFILE,
            display_name: format!("as the profile `{name}` of the credentials file"),
            signer,
        }))
    }

    fn profile_of_tccli(&self) -> Result<Option<NamedSigner>, CredentialsError> {
        let Some(name) = self.variables.text(TCCLI_PROFILE)? else { return Ok(None) };
        let variables = self.variables.clone();
        let read = TccliSource { variables, ..TccliSource::default() }.read();
        let signer = read.and_then(|file| match file.kind() {
            LoginKind::InstanceRole => {
                Ok(Signer { keys: SignerKeys::InstanceRole, roles: Vec::new() })
            }
            _ => {
                let keys = SignerKeys::from(&file.credentials()?);
                Ok(Signer { keys, roles: file.role()?.into_iter().collect() })
            }
        });
        Ok(Some(NamedSigner {
            variable: TCCLI_PROFILE,
            all: TCCLI_PROFILE,
            display_name: format!("as the profile `{name}` of tccli"),
            signer,
        }))
    }
}

impl NamedSigner {
    fn agrees_with(&self, other: &Self) -> Result<(), CredentialsError> {
        if let (Ok(one), Ok(another)) = (&self.signer, &other.signer)
            && one == another
        {
            return Ok(());
        }
        let why = [self, other].into_iter().filter_map(|named| named.signer.as_ref().err());
        let why: String = why.map(|error| format!(" ({error})")).collect();
        let (variable, second) = (self.variable, other.variable);
        Err(CredentialsError::new(format!(
            "{variable} and {second} name different keys{why}; unset {} to sign {}, or {} to sign {}",
            other.all, self.display_name, self.all, other.display_name
        )))
    }
}
