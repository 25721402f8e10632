//! Places of a journal that several processes open.

use ecm_launch::{Journal, PostgresJournal, SqliteJournal};

use crate::cluster::Cluster;

/// Place of a journal, which ends with the test.
pub(super) enum Place {
    File(tempfile::TempDir),
    Server(Cluster),
}

impl Place {
    pub(super) fn file() -> Self {
        Self::File(tempfile::tempdir().unwrap())
    }

    /// Returns a server; `None`, and says so, where PostgreSQL is not installed.
    pub(super) fn server() -> Option<Self> {
        Cluster::start(&[]).map(Self::Server)
    }

    /// Returns the name that [`open`] takes.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(folder) => folder.path().join("journal.db").to_str().unwrap().to_owned(),
            Self::Server(cluster) => cluster.url(),
        }
    }
}

/// Opens the journal of a name.
pub(super) async fn open(name: &str) -> Box<dyn Journal> {
    match name.starts_with("postgres://") {
        true => Box::new(PostgresJournal::connect(name).await.unwrap()),
        false => Box::new(SqliteJournal::open(name).unwrap()),
    }
}
