//! Process that launches one key, and says when it has come to a point.

use std::env;
use std::io::{BufRead as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};

use ecm_client::dynamic::Api;
use ecm_client::{BoxFuture, Client, Credentials};
use ecm_launch::{Journal, JournalError, Launcher, Stored};

use super::parent::{request, timing};
use super::place::open;

/// Journal that comes to a point before and after each write.
struct Pointed {
    inner: Box<dyn Journal>,
    point: usize,
    passed: AtomicUsize,
}

impl Pointed {
    /// Waits at the chosen point until the parent says so, or kills this process.
    fn pass(&self) {
        if self.passed.fetch_add(1, Ordering::SeqCst) == self.point {
            // Not `println!`, which the test harness keeps to itself.
            let mut out = std::io::stdout();
            writeln!(out, "\nat the point").and_then(|()| out.flush()).unwrap();
            std::io::stdin().lock().read_line(&mut String::new()).unwrap();
        }
    }
}

impl Journal for Pointed {
    forward_all_but_store!();

    fn store<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a str>,
        new: Stored,
    ) -> BoxFuture<'a, Result<bool, JournalError>> {
        Box::pin(async move {
            self.pass();
            let stored = self.inner.store(key, expected, new).await;
            self.pass();
            stored
        })
    }
}

#[test]
#[ignore = "a process that other tests start"]
fn child() {
    let Ok(url) = env::var("CHILD_URL") else { return };
    let variable = |name| env::var(name).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let inner = runtime.block_on(open(&variable("CHILD_JOURNAL")));
    let point = variable("CHILD_POINT").parse().unwrap();
    let journal = Pointed { inner, point, passed: AtomicUsize::new(0) };
    let client = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(url)
        .rate_limit(false)
        .build()
        .unwrap();
    let api = Api::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
    let launcher = Launcher::new(client, api, journal).unwrap().timing(timing());
    let launched = runtime.block_on(launcher.launch(&variable("CHILD_KEY"), &request(api)));
    let text = match launched {
        Ok(launch) => launch.state.as_str().to_owned(),
        Err(error) => format!("error: {error}"),
    };
    writeln!(std::io::stdout(), "\nresult: {text}").unwrap();
}
