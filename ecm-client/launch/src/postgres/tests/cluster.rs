//! PostgreSQL server of a test, in a folder of its own.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread::sleep;
use std::time::{Duration, Instant};

use tokio_postgres::NoTls;

/// User without rights, whom the server runs as where the tests run as root, which it refuses.
const NOBODY: u32 = 65534;
/// Time for a server to start, recovery after a crash included.
const START: Duration = Duration::from_secs(60);

/// Server of a test. It is stopped, and its folder removed, at the end of the test.
pub(crate) struct Cluster {
    folder: tempfile::TempDir,
    data: PathBuf,
    binaries: PathBuf,
    settings: Vec<String>,
    server: Mutex<Option<Child>>,
}

#[allow(dead_code, reason = "no test uses all of it")]
impl Cluster {
    /// Starts a server with settings such as `fsync=off`. `None`, and says so, where PostgreSQL is not installed.
    pub(crate) fn start(settings: &[&str]) -> Option<Self> {
        Self::start_in(None, settings)
    }

    /// Starts a server whose data are in a folder of the caller's.
    pub(crate) fn start_in(data: Option<&Path>, settings: &[&str]) -> Option<Self> {
        let Some(binaries) = binaries() else {
            println!("skipped: PostgreSQL is not installed");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        give_away(folder.path());
        let data = data.map_or_else(|| folder.path().join("data"), Path::to_owned);
        let settings = settings.iter().map(|setting| (*setting).to_owned()).collect();
        let cluster = Self { folder, data, binaries, settings, server: Mutex::new(None) };
        let made = cluster
            .command("initdb")
            .args([
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ])
            .arg(&cluster.data)
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        cluster.restart();
        Some(cluster)
    }

    /// URL of the database that every server has, over a socket in the folder.
    pub(crate) fn url(&self) -> String {
        let folder = self.folder.path().to_str().unwrap().replace('/', "%2F");
        let port = self.settings.iter().find_map(|setting| setting.strip_prefix("port="));
        format!("postgres://postgres@{folder}:{}/postgres", port.unwrap_or("5432"))
    }

    /// Folder with the data, which a crash leaves behind.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// Everything that the server has logged.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// Runs statements as the administrator, and gives the first column of their rows.
    pub(crate) async fn run(&self, statements: &str) -> Vec<String> {
        let (client, connection) = tokio_postgres::connect(&self.url(), NoTls).await.unwrap();
        let connection = tokio::spawn(connection);
        let messages = client.simple_query(statements).await.unwrap();
        drop(client);
        connection.await.unwrap().unwrap();
        let rows = messages.iter().filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        });
        rows.collect()
    }

    /// Kills the server, whose sessions end a moment later.
    pub(crate) fn kill(&self) {
        let server = self.server.lock().unwrap().take();
        if let Some(mut server) = server {
            server.kill().unwrap();
            server.wait().unwrap();
        }
    }

    /// Stops the server without a checkpoint, as `pg_ctl stop -m immediate` does.
    pub(crate) fn stop_at_once(&self) {
        let server = self.server.lock().unwrap().take();
        if let Some(mut server) = server {
            self.signal("-QUIT", &server.id().to_string());
            server.wait().unwrap();
        }
    }

    /// Returns false if the server has ended by itself.
    pub(crate) fn is_running(&self) -> bool {
        let mut server = self.server.lock().unwrap();
        server.as_mut().is_some_and(|server| server.try_wait().unwrap().is_none())
    }

    /// Sends a signal to the server or to one of its sessions.
    pub(crate) fn signal(&self, name: &str, process: &str) {
        assert!(Command::new("kill").args([name, process]).status().unwrap().success());
    }

    /// Starts the server, and waits until it takes connections.
    pub(crate) fn restart(&self) {
        let end = Instant::now() + START;
        // The sessions of a server that was killed keep the next one from starting until they have ended.
        while !self.try_start(end) {
            assert!(Instant::now() < end, "no start in time: {}", self.log());
            sleep(Duration::from_millis(100));
        }
    }

    /// Starts the server again with other settings.
    pub(crate) fn restart_with(&mut self, settings: &[&str]) {
        self.stop_at_once();
        self.settings = settings.iter().map(|setting| (*setting).to_owned()).collect();
        self.restart();
    }

    fn try_start(&self, end: Instant) -> bool {
        let state = self.data.join("postmaster.pid");
        let log = self.folder.path().join("log");
        let log = fs::File::options().create(true).append(true).open(log).unwrap();
        let mut command = self.command("postgres");
        command.arg("-D").arg(&self.data).arg("-k").arg(self.folder.path());
        for setting in ["listen_addresses=", "max_connections=60"] {
            command.arg("-c").arg(setting);
        }
        for setting in &self.settings {
            command.arg("-c").arg(setting);
        }
        let mut server = command.stdout(Stdio::null()).stderr(log).spawn().unwrap();
        let own = server.id().to_string();
        while Instant::now() < end {
            let lines = fs::read_to_string(&state).unwrap_or_default();
            let lines: Vec<&str> = lines.lines().map(str::trim).collect();
            if lines.first() == Some(&&*own) && matches!(lines.last(), Some(&"ready" | &"standby"))
            {
                *self.server.lock().unwrap() = Some(server);
                return true;
            }
            if server.try_wait().unwrap().is_some() {
                return false;
            }
            sleep(Duration::from_millis(20));
        }
        server.kill().unwrap();
        server.wait().unwrap();
        false
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.binaries.join(name));
        command.current_dir(self.folder.path());
        command.env_clear().env("PATH", "/usr/bin:/bin").env("TZ", "UTC");
        if is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Ok(server) = self.server.get_mut()
            && let Some(server) = server
        {
            let _ = Command::new("kill").args(["-QUIT", &server.id().to_string()]).status();
            let _ = server.wait();
        }
    }
}

/// Folder with the programs of a server: where the search path has them, or where Debian puts them.
fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    folders.extend(versions.map(|version| version.path().join("bin")));
    let has = |folder: &PathBuf, name| folder.join(name).is_file();
    folders.into_iter().find(|folder| has(folder, "initdb") && has(folder, "postgres"))
}

/// Gives a folder to the user whom the server runs as.
pub(crate) fn give_away(folder: &Path) {
    if is_root() {
        chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    }
}

/// Returns true if this process runs as root, who owns its entry in `/proc` then.
fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}
