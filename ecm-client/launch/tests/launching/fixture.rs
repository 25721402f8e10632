//! Service, clients and a journal with one clock.

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ecm_client::dynamic::{Api, DynamicRequest};
use ecm_client::{BoxFuture, Client, ClientBuilder, Credentials};
use ecm_launch::{Journal, JournalError, LaunchState, Launcher, Stored};
use ecm_test_server::{Anomalies, TestServer, TestServerBuilder};

/// Time at which every test begins.
pub(crate) const START: i64 = 1_700_000_000;
/// Time between an attempt and its fence, with default durations.
pub(crate) const FENCE: i64 = 421;

/// Clock that tests move on.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub(crate) fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn reader(&self) -> impl Fn() -> SystemTime + Send + Sync + 'static {
        let seconds = Arc::clone(&self.0);
        move || UNIX_EPOCH + Duration::from_secs(seconds.load(Ordering::SeqCst).unsigned_abs())
    }
}

/// Journal that counts writes, and fails or takes time where a test says so.
#[derive(Clone)]
pub(crate) struct TestJournal {
    inner: Arc<dyn Journal>,
    clock: TestClock,
    pub(crate) writes: Arc<AtomicUsize>,
    /// Number of the write that fails, without being made.
    pub(crate) failing: Arc<AtomicUsize>,
    /// Number of the write that finds its entry removed.
    pub(crate) removed: Arc<AtomicUsize>,
    /// Entry that it finds in its place.
    pub(crate) replacement: Arc<Mutex<Option<Stored>>>,
    /// Seconds that the next write takes.
    pub(crate) slow: Arc<AtomicI64>,
}

impl TestJournal {
    pub(crate) async fn text(&self, key: &str) -> String {
        self.inner.load(key).await.unwrap().unwrap().text
    }
}

impl Journal for TestJournal {
    forward_all_but_store!();

    fn store<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a str>,
        new: Stored,
    ) -> BoxFuture<'a, Result<bool, JournalError>> {
        Box::pin(async move {
            let number = self.writes.fetch_add(1, Ordering::SeqCst) + 1;
            if number == self.failing.load(Ordering::SeqCst) {
                return Err(JournalError::new("no space left"));
            }
            if let (true, Some(expected)) =
                (number == self.removed.load(Ordering::SeqCst), expected)
            {
                assert!(self.inner.remove(key, expected).await?);
                let replacement = self.replacement.lock().unwrap().take();
                if let Some(replacement) = replacement {
                    assert!(self.inner.store(key, None, replacement).await?);
                }
            }
            let stored = self.inner.store(key, expected, new).await;
            self.clock.pass(self.slow.swap(0, Ordering::SeqCst));
            stored
        })
    }
}

/// Everything that a test needs.
pub(crate) struct Fixture {
    pub(crate) server: TestServer,
    pub(crate) clock: TestClock,
    pub(crate) journal: TestJournal,
    pub(crate) api: Api,
    url: String,
    /// Removed with the fixture.
    #[cfg(feature = "sqlite")]
    pub(crate) folder: tempfile::TempDir,
}

impl Fixture {
    pub(crate) async fn start() -> Self {
        Self::start_with(|server| server).await
    }

    pub(crate) async fn start_with(
        change: impl FnOnce(TestServerBuilder) -> TestServerBuilder,
    ) -> Self {
        let clock = TestClock(Arc::new(AtomicI64::new(START)));
        let server = TestServer::builder()
            .shipped("ecm-2019-07-19")
            .shipped("sts-2018-08-13")
            .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
            .clock(clock.reader());
        let server = change(server).start().await.unwrap();
        let url = server.url().to_string();
        #[cfg(feature = "sqlite")]
        let folder = tempfile::tempdir().unwrap();
        #[cfg(feature = "sqlite")]
        let inner: Box<dyn Journal> = Box::new(
            ecm_launch::SqliteJournal::open_with_clock(
                folder.path().join("journal.db"),
                clock.reader(),
            )
            .unwrap(),
        );
        #[cfg(not(feature = "sqlite"))]
        let inner: Box<dyn Journal> =
            Box::new(ecm_launch::MemoryJournal::with_clock(clock.reader()));
        let journal = TestJournal {
            inner: Arc::from(inner),
            clock: clock.clone(),
            writes: Arc::default(),
            failing: Arc::default(),
            removed: Arc::default(),
            replacement: Arc::default(),
            slow: Arc::default(),
        };
        let api = Api::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
        Self {
            server,
            clock,
            journal,
            api,
            url,
            #[cfg(feature = "sqlite")]
            folder,
        }
    }

    pub(crate) fn client(&self) -> ClientBuilder {
        Client::builder()
            .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
            .endpoint(self.url.clone())
            .clock(self.clock.reader())
            .rate_limit(false)
    }

    /// Launcher of another process, which does not wait for pending keys.
    pub(crate) fn launcher(&self) -> Launcher {
        self.launcher_of(self.client().build().unwrap())
    }

    pub(crate) fn launcher_of(&self, client: Client) -> Launcher {
        let launcher = Launcher::new(client, self.api, self.journal.clone()).unwrap();
        launcher.deadline(Duration::ZERO).account_lookup(false)
    }

    /// Request for so many instances.
    pub(crate) fn request(&self, count: u32) -> DynamicRequest {
        self.request_with(count, "S3cr-canary-Et1")
    }

    pub(crate) fn request_with(&self, count: u32, password: &str) -> DynamicRequest {
        let text = format!(
            r#"{{"ZoneInstanceCountISPSet": [{{"Zone": "ap-zhengzhou-1", "InstanceCount": {count}, "ISP": "CMCC"}}],
                 "ModuleId": "em-0vag13d1", "Password": "{password}"}}"#
        );
        self.api.action("RunInstances").unwrap().request(&text).unwrap()
    }

    /// Number of creates that were carried out.
    pub(crate) fn commits(&self) -> usize {
        self.server.ledger().commits.len()
    }

    /// Number of requests that have come, of all kinds.
    pub(crate) fn requests(&self) -> usize {
        self.server.requests().len()
    }

    pub(crate) fn set(&self, change: impl FnOnce(&mut Anomalies)) {
        let mut anomalies = Anomalies::default();
        change(&mut anomalies);
        self.server.set_anomalies(anomalies);
    }

    /// Recovers as another process, and gives the state of the only key that was pending.
    pub(crate) async fn recovered(&self) -> LaunchState {
        let mut settled = self.launcher().recover().await.unwrap();
        assert_eq!(settled.len(), 1, "{settled:?}");
        settled.remove(0).1.unwrap().state
    }
}
