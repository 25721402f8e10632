//! Launches of `RunInstances` with a journal, beside the bare call, against the server for tests.
//!
//! `tests/benches/README.md` says how to run it and has the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[allow(dead_code, reason = "there is no bar to meet")]
#[path = "../figures/mod.rs"]
mod figures;

use std::error::Error;
use std::future::Future;
use std::time::{Duration, Instant};

use ecm_client::dynamic::{Api, DynamicRequest};
use ecm_client::{Client, Credentials};
use ecm_launch::{Journal, LaunchState, Launcher, PostgresJournal, SqliteJournal};
use ecm_test_server::TestServer;
use figures::{median, setting};

const REQUEST: &str = r#"{"ZoneInstanceCountISPSet": [{"Zone": "ap-zhengzhou-1", "InstanceCount": 1, "ISP": "CMCC"}],
    "ModuleId": "em-0vag13d1"}"#;

/// Median of the microseconds that each of so many creates takes.
async fn turn<T: Future<Output = Result<(), Box<dyn Error>>>>(
    creates: usize,
    mut create: impl FnMut(usize) -> T,
) -> Result<f64, Box<dyn Error>> {
    let mut micros = Vec::new();
    for number in 0..creates {
        let start = Instant::now();
        create(number).await?;
        micros.push(start.elapsed().as_secs_f64() * 1e6);
    }
    Ok(median(micros))
}

/// Launches under keys that no other turn has.
async fn launches(
    launcher: &Launcher,
    request: &DynamicRequest,
    (round, creates): (usize, usize),
) -> Result<f64, Box<dyn Error>> {
    turn(creates, |number| async move {
        let launch = launcher.launch(&format!("order-{round}-{number}"), request).await?;
        assert_eq!(launch.state, LaunchState::Created);
        Ok(())
    })
    .await
}

async fn run(folder: &tempfile::TempDir) -> Result<(), Box<dyn Error>> {
    let rounds = setting("LAUNCH_ROUNDS", 15);
    let creates = setting("LAUNCH_CREATES", 20);
    let server = TestServer::builder()
        .shipped("ecm-2019-07-19")
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .rate_limits(false)
        .start()
        .await?;
    let builder = || {
        Client::builder()
            .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
            .endpoint(server.url())
            .timeout(Duration::from_secs(60))
            .rate_limit(false)
    };
    let api = Api::read(ecm_spec::shipped("ecm-2019-07-19").ok_or("the spec ships")?)?;
    let request = api.action("RunInstances").ok_or("the action is in it")?.request(REQUEST)?;
    let client = builder().build()?;
    let launcher = |journal: Box<dyn Journal>| Launcher::new(client.clone(), api, journal);
    let sqlite = SqliteJournal::open(folder.path().join("journal.db"))?;
    let mut lanes = vec![("SQLite", launcher(Box::new(sqlite))?)];
    match std::env::var("LAUNCH_POSTGRES_URL") {
        Ok(url) => {
            let journal = PostgresJournal::connect(&url).await?;
            lanes.push(("PostgreSQL", launcher(Box::new(journal))?));
        }
        Err(_) => println!("skipped: PostgreSQL, as LAUNCH_POSTGRES_URL is not set"),
    }
    let bare = || async {
        client.send_dynamic(&request).await?;
        Ok(())
    };
    // Keys differ between runs, as the database of a server stays.
    let seed = fastrand::usize(..1_000_000) * 1_000;
    turn(creates, |_| bare()).await?;
    let mut calls = Vec::new();
    let mut figures = vec![Vec::new(); lanes.len()];
    for round in 0..rounds {
        calls.push(turn(creates, |_| bare()).await?);
        for ((_, launcher), figures) in lanes.iter().zip(&mut figures) {
            figures.push(launches(launcher, &request, (seed + round, creates)).await?);
        }
    }
    println!("{rounds} rounds of {creates} creates, medians\n");
    println!("{:>12} {:>10} {:>10}", "", "µs", "added µs");
    println!("{:>12} {:>10.0}", "bare call", median(calls.clone()));
    for ((name, _), figures) in lanes.iter().zip(figures) {
        let added = figures.iter().zip(&calls).map(|(launch, call)| launch - call).collect();
        println!("{name:>12} {:>10.0} {:>10.0}", median(figures), median(added));
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    // Not a file system in memory: what a launch costs is the disk.
    let folder = tempfile::tempdir_in(std::env::current_exe()?.parent().ok_or("no folder")?)?;
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.worker_threads(2).enable_all().build()?.block_on(run(&folder))
}
