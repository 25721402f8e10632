//! Journal that the arguments name.

use std::ffi::OsString;
use std::path::PathBuf;
use std::{env, fmt, fs};

use ecm_launch::{Journal, JournalError, PostgresJournal, SharedRateLimiter, SqliteJournal};
use tokio::runtime::Runtime;

use crate::text::sanitize;
use crate::verdict::{CallFailure, Failure};

/// Variable that names the journal where no argument does.
const VARIABLE: &str = "ECM_JOURNAL";

#[derive(Debug, clap::Args)]
pub(crate) struct JournalArgs {
    /// Journal of launches: an SQLite file, or the URL of a PostgreSQL database [default:
    /// ECM_JOURNAL, or ~/.tencentcloud/launches.db]
    ///
    /// A URL is `postgres:` with host, port, database and options, as in the guide. One with a password belongs in
    /// ECM_JOURNAL: other users of this machine see a command line.
    #[arg(long, value_name = "PATH|URL", value_hint = clap::ValueHint::FilePath)]
    journal: Option<Location>,
}

/// Place of a journal, which may hold a password.
#[derive(Clone)]
struct Location(OsString);

impl From<OsString> for Location {
    fn from(text: OsString) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Location")
    }
}

impl JournalArgs {
    /// Opens the journal; the folder of the usual one is created where there is none.
    pub(crate) fn open(&self, runtime: &Runtime) -> Result<OpenJournal, Failure> {
        let variable = env::var_os(VARIABLE).filter(|value| !value.is_empty());
        let named = self.journal.as_ref().map(|Location(given)| given.clone()).or(variable);
        let url = named.as_ref().and_then(|named| named.to_str()).filter(|named| is_url(named));
        let opened = match (url, named.as_ref()) {
            (Some(url), _) => {
                runtime.block_on(PostgresJournal::connect(url)).map(OpenJournal::Postgres)
            }
            (None, Some(path)) => SqliteJournal::open(PathBuf::from(path)).map(OpenJournal::Sqlite),
            (None, None) => SqliteJournal::open(usual_path()?).map(OpenJournal::Sqlite),
        };
        opened.map_err(|error| Failure::Call {
            kind: CallFailure::NotSent,
            message: sanitize(&format!("{error}; nothing was sent")),
        })
    }
}

/// Journal of either kind.
pub(crate) enum OpenJournal {
    Sqlite(SqliteJournal),
    Postgres(PostgresJournal),
}

impl OpenJournal {
    /// Returns the limiter that all who share the journal share.
    pub(crate) fn rate_limiter(&self) -> Result<SharedRateLimiter, JournalError> {
        match self {
            Self::Sqlite(journal) => journal.rate_limiter(),
            Self::Postgres(journal) => Ok(journal.rate_limiter()),
        }
    }

    pub(crate) fn boxed(self) -> Box<dyn Journal> {
        match self {
            Self::Sqlite(journal) => Box::new(journal),
            Self::Postgres(journal) => Box::new(journal),
        }
    }
}

/// Returns true for everything that has a scheme: of a mistyped one with a password, no file is made.
fn is_url(named: &str) -> bool {
    named.contains("://")
        || ["postgres:", "postgresql:"].iter().any(|scheme| named.starts_with(scheme))
}

fn usual_path() -> Result<PathBuf, Failure> {
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    let home = home.filter(|home| !home.is_empty()).ok_or_else(|| {
        Failure::Usage("there is no home folder; name the journal with `--journal`".to_owned())
    })?;
    let folder = PathBuf::from(home).join(".tencentcloud");
    fs::create_dir_all(&folder).map_err(|error| {
        Failure::Usage(format!(
            "`{}` cannot be created: {error}; nothing was sent",
            folder.display()
        ))
    })?;
    Ok(folder.join("launches.db"))
}
