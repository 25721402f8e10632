//! Connection to a PostgreSQL database that several machines share.

mod migrations;
mod requirements;
mod settings;
mod tls;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, NoTls, Row};

use settings::Settings;
use tls::Tls;

/// Time limits of a database.
#[derive(Clone, Copy)]
struct TimeLimits {
    /// For an operation, reconnecting and repeating included.
    operation: Duration,
    /// For connecting once, with all that a connection is checked for.
    connect: Duration,
    /// For the rows of a statement that may be sent again.
    read: Duration,
}

const TIME_LIMITS: TimeLimits = TimeLimits {
    operation: Duration::from_secs(15),
    connect: Duration::from_secs(5),
    read: Duration::from_secs(6),
};

/// Pauses between two attempts.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const MAX_PAUSE: Duration = Duration::from_millis(500);

/// Head of a statement that writes: `FROM durable` makes its commit wait until it is on the disk.
///
/// It sets `synchronous_commit` for this transaction, whatever the database or the role have as their default;
/// `remote_apply` waits for even more and stays. One statement is one transaction, which needs a single round trip and
/// keeps what others send over the same connection out.
pub(crate) const DURABLE: &str = "WITH durable AS (SELECT set_config('synchronous_commit', \
     CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, true) AS level)";

/// Column that a statement with [`DURABLE`] returns last, for [`Database::write`] to see that it was carried out.
pub(crate) const LEVEL: &str = "durable.level";

/// Parameters of a statement with their types.
pub(crate) type Parameters<'a> = &'a [(&'a (dyn ToSql + Sync), Type)];

/// Database that is connected to again where a connection was lost. Its clones share one connection.
///
/// Every operation is a single statement without a name, so that several tasks may use the connection at a time, a
/// statement that is given up leaves no transaction open, and a pooler in transaction mode may stand between.
#[derive(Clone)]
pub(crate) struct Database(Arc<Inner>);

struct Inner {
    settings: Settings,
    tls: Tls,
    limits: TimeLimits,
    connection: Mutex<Option<Arc<Client>>>,
}

/// Failure of an operation, as a sentence that begins with the name of the database.
#[derive(Debug)]
pub(crate) struct DatabaseError(pub(crate) String);

/// Reason why an operation failed.
enum Problem {
    /// The connection cannot be had, is lost or has timed out.
    Connection(String),
    /// The server refuses the statement: the transaction was undone.
    Refused(tokio_postgres::Error),
    /// The database does not meet what a journal needs.
    Unfit(String),
}

impl Database {
    /// Connects, checks that writes are durable, and makes or extends the tables.
    pub(crate) async fn open(url: &str) -> Result<Self, DatabaseError> {
        Self::open_within(url, TIME_LIMITS).await
    }

    async fn open_within(url: &str, limits: TimeLimits) -> Result<Self, DatabaseError> {
        let settings = Settings::read(url).map_err(DatabaseError)?;
        let tls = Tls::new(&settings).await;
        let tls = tls.map_err(|problem| settings.about(&Problem::Unfit(problem)))?;
        let opened = async {
            let mut client = start(&settings, &tls, limits).await?;
            requirements::check_server(&client).await?;
            migrations::run(&mut client).await?;
            requirements::check_tables(&client).await?;
            Ok(client)
        };
        let opened = timeout(limits.operation, opened).await.unwrap_or_else(|_| Err(no_reply()));
        let client = opened.map_err(|problem| settings.about(&problem))?;
        Ok(Self(Arc::new(Inner {
            settings,
            tls,
            limits,
            connection: Mutex::new(Some(Arc::new(client))),
        })))
    }

    /// Runs a statement that changes nothing, again where its connection is lost.
    pub(crate) async fn read(
        &self,
        statement: &str,
        parameters: Parameters<'_>,
    ) -> Result<Vec<Row>, DatabaseError> {
        let mut patience = Patience::new(self.0.limits);
        loop {
            let end = patience.end.min(Instant::now() + self.0.limits.read);
            let read = async {
                let client = self.client(end).await?;
                self.query(&client, end, statement, parameters).await
            };
            match read.await {
                Ok(rows) => return Ok(rows),
                Err(problem) => {
                    patience.wait(problem).await.map_err(|problem| self.about(&problem))?
                }
            }
        }
    }

    /// Runs a statement that begins with [`DURABLE`] and returns [`LEVEL`], and is carried out at most once.
    ///
    /// After an error, it may have been carried out nevertheless, or may still be.
    pub(crate) async fn write(
        &self,
        statement: &str,
        parameters: Parameters<'_>,
    ) -> Result<Vec<Row>, DatabaseError> {
        let mut patience = Patience::new(self.0.limits);
        loop {
            let problem = match self.client(patience.end).await {
                Err(problem) => problem,
                Ok(client) => {
                    match self.query(&client, patience.end, statement, parameters).await {
                        Ok(rows) => {
                            return check_level(rows).map_err(|problem| self.about(&problem));
                        }
                        // Undone because of others, where the default isolates more than is needed here.
                        Err(problem) if problem.is_undone() => problem,
                        Err(problem) => return Err(self.about(&problem)),
                    }
                }
            };
            patience.wait(problem).await.map_err(|problem| self.about(&problem))?;
        }
    }

    /// Returns the connection, or makes another one for everybody who waits for it.
    async fn client(&self, end: Instant) -> Result<Arc<Client>, Problem> {
        let connection = timeout_at(end, self.0.connection.lock()).await;
        let mut connection = connection.map_err(|_| no_reply())?;
        if let Some(client) = &*connection
            && !client.is_closed()
        {
            return Ok(Arc::clone(client));
        }
        let connected = async {
            let client = start(&self.0.settings, &self.0.tls, self.0.limits).await?;
            // It may be another server by now, or the same one with other settings.
            requirements::check_server(&client).await?;
            requirements::check_tables(&client).await?;
            Ok(Arc::new(client))
        };
        let end = end.min(Instant::now() + self.0.limits.connect);
        let client = timeout_at(end, connected).await.unwrap_or_else(|_| Err(no_reply()))?;
        *connection = Some(Arc::clone(&client));
        Ok(client)
    }

    async fn query(
        &self,
        client: &Arc<Client>,
        end: Instant,
        statement: &str,
        parameters: Parameters<'_>,
    ) -> Result<Vec<Row>, Problem> {
        let done = timeout_at(end, client.query_typed(statement, parameters)).await;
        let done = done.map_or_else(|_| Err(no_reply()), |done| done.map_err(Problem::from));
        if let Err(Problem::Connection(_)) = &done {
            // Others would wait behind the statement that has no reply.
            let mut connection = self.0.connection.lock().await;
            if connection.as_ref().is_some_and(|current| Arc::ptr_eq(current, client)) {
                *connection = None;
            }
        }
        done
    }

    fn about(&self, problem: &Problem) -> DatabaseError {
        self.0.settings.about(problem)
    }
}

/// Time that is left for an operation, and the pause before it is tried again.
struct Patience {
    end: Instant,
    pause: Duration,
}

impl Patience {
    fn new(limits: TimeLimits) -> Self {
        Self { end: Instant::now() + limits.operation, pause: FIRST_PAUSE }
    }

    /// Waits until it may be tried again. Gives the problem back where that does not help, or no time is left.
    async fn wait(&mut self, problem: Problem) -> Result<(), Problem> {
        let may_help = problem.is_passing() || problem.is_undone();
        if !may_help || Instant::now() + self.pause > self.end {
            return Err(problem);
        }
        sleep(self.pause).await;
        self.pause = (self.pause * 2).min(MAX_PAUSE);
        Ok(())
    }
}

/// Connects, and runs the connection as a task of its own.
async fn start(settings: &Settings, tls: &Tls, limits: TimeLimits) -> Result<Client, Problem> {
    let config = &settings.config;
    // A server that accepts a connection and says nothing is not covered by the `connect_timeout` of the URL.
    let connecting = async {
        Ok(match tls {
            Tls::Off => {
                let (client, connection) = config.connect(NoTls).await?;
                tokio::spawn(connection);
                client
            }
            Tls::On(tls) => {
                let (client, connection) = config.connect(tls.clone()).await?;
                tokio::spawn(connection);
                client
            }
        })
    };
    let connected: Result<Client, tokio_postgres::Error> =
        timeout(limits.connect, connecting).await.map_err(|_| no_reply())?;
    connected.map_err(Problem::from)
}

fn no_reply() -> Problem {
    Problem::Connection("no reply in time".to_owned())
}

fn check_level(rows: Vec<Row>) -> Result<Vec<Row>, Problem> {
    for row in &rows {
        let level: String = row.try_get(row.len().saturating_sub(1)).map_err(Problem::from)?;
        if !["on", "remote_apply"].contains(&&*level) {
            return Err(Problem::Unfit(format!(
                "`synchronous_commit` is {level} in spite of being set"
            )));
        }
    }
    Ok(rows)
}

impl Problem {
    /// Returns true for serialization failures and deadlocks, which undo the transaction as a whole.
    fn is_undone(&self) -> bool {
        let Self::Refused(error) = self else { return false };
        error.code().is_some_and(|code| ["40001", "40P01"].contains(&code.code()))
    }

    /// Returns true where another connection may help in a moment.
    fn is_passing(&self) -> bool {
        match self {
            Self::Connection(_) => true,
            // Of a server that stops, starts, has crashed or has too many connections.
            Self::Refused(error) => error.code().is_some_and(|code| {
                let code = code.code();
                code.starts_with("57P0") || code.starts_with("08") || code == "53300"
            }),
            Self::Unfit(_) => false,
        }
    }
}

impl From<tokio_postgres::Error> for Problem {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.as_db_error() {
            Some(_) => Self::Refused(error),
            None => Self::Connection(tls::in_words_of_the_url(&chain(&error))),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connection(problem) | Self::Unfit(problem) => f.write_str(problem),
            // Without its detail, which may hold values.
            Self::Refused(error) => match error.as_db_error() {
                Some(db) => write!(f, "{} (SQLSTATE {})", db.message(), db.code().code()),
                None => write!(f, "{error}"),
            },
        }
    }
}

/// Joins the texts of an error and of its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Database").field(&self.0.settings.shown).finish()
    }
}

#[cfg(test)]
pub(crate) mod tests;
