//! Process that kills others, recovers their keys and counts what the service has done.

use std::collections::BTreeMap;
use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use ecm_client::dynamic::{Api, DynamicRequest};
use ecm_client::{Client, Credentials};
use ecm_launch::{LaunchState, Launcher, Timing};
use ecm_test_server::{Anomalies, TestServer};

use super::place::{Place, open};

/// Validity of signatures, in seconds, by agreement of both sides.
const VALIDITY: u32 = 2;
/// Points that a child passes: before and behind each of two writes, and one that it never comes to.
const POINTS: usize = 5;
/// Children that run at a time.
const AT_ONCE: usize = 6;

pub(super) fn timing() -> Timing {
    Timing::shortened_for_tests(VALIDITY.into(), 0, 3600)
}

pub(super) fn request(api: Api) -> DynamicRequest {
    let text = r#"{"ZoneInstanceCountISPSet": [{"Zone": "ap-zhengzhou-1", "InstanceCount": 1, "ISP": "CMCC"}],
                   "ModuleId": "em-0vag13d1"}"#;
    api.action("RunInstances").unwrap().request(text).unwrap()
}

struct Bench {
    place: Place,
    runtime: tokio::runtime::Runtime,
    server: TestServer,
    api: Api,
}

impl Bench {
    fn start(place: Place) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let mut anomalies = Anomalies::default();
        anomalies.signature_validity = Duration::from_secs(VALIDITY.into());
        let server = TestServer::builder()
            .shipped("ecm-2019-07-19")
            .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
            .anomalies(anomalies)
            .rate_limits(false);
        let server = runtime.block_on(server.start()).unwrap();
        let api = Api::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
        Self { place, runtime, server, api }
    }

    fn launcher(&self) -> Launcher {
        let journal = self.runtime.block_on(open(&self.place.name()));
        let client = Client::builder()
            .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
            .endpoint(self.server.url())
            .rate_limit(false)
            .build()
            .unwrap();
        let launcher = Launcher::new(client, self.api, journal).unwrap();
        launcher.timing(timing()).deadline(Duration::ZERO)
    }

    fn child(&self, key: &str, point: usize) -> Child {
        Command::new(env::current_exe().unwrap())
            .args(["--exact", "crashes::child::child", "--ignored", "--nocapture"])
            .env("CHILD_URL", self.server.url())
            .env("CHILD_JOURNAL", self.place.name())
            .env("CHILD_KEY", key)
            .env("CHILD_POINT", point.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Number of creates by the value of their tag.
    fn commits(&self) -> BTreeMap<String, Vec<String>> {
        let mut commits: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for commit in self.server.ledger().commits {
            let tag = &commit.body["TagSpecification"][0]["Tags"][0]["Value"];
            commits.entry(tag.as_str().unwrap().to_owned()).or_default().extend(commit.ids);
        }
        commits
    }
}

/// Reads lines of a child until one that is expected, or the end.
fn read_until(child: &mut Child, expected: &str) -> Option<String> {
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    lines.map_while(Result::ok).find(|line| line.starts_with(expected))
}

fn is_stopped(child: &Child) -> bool {
    let id = child.id().to_string();
    let shown = Command::new("ps").args(["-o", "state=", "-p", &id]).output().unwrap();
    assert!(shown.status.success(), "{shown:?}");
    shown.stdout.trim_ascii_start().starts_with(b"T")
}

fn number(name: &str, usual: u64) -> u64 {
    env::var(name).map_or(usual, |text| text.parse().unwrap())
}

#[test]
fn processes_that_are_killed_anywhere_create_once() {
    kill_anywhere(Place::file());
}

#[test]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
fn processes_with_a_database_that_are_killed_anywhere_create_once() {
    let Some(place) = Place::server() else { return };
    kill_anywhere(place);
}

fn kill_anywhere(place: Place) {
    let bench = Bench::start(place);
    // Its tables are made before anybody is killed: that is not what is tested here.
    drop(bench.launcher());
    let (launches, seed) = (number("ECM_CRASHES", 60), number("ECM_SEED", 1));
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut keys: Vec<String> = (0..launches).map(|number| format!("order-{number}")).collect();
    let start = Instant::now();
    for group in keys.chunks(AT_ONCE) {
        let mut children: Vec<Child> =
            group.iter().map(|key| bench.child(key, chance.usize(..POINTS))).collect();
        for child in &mut children {
            // A child that comes to no point has ended by itself.
            read_until(child, "at the point");
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
    let killed = start.elapsed();
    let pending = bench.runtime.block_on(bench.launcher().keys().list()).unwrap();
    let pending = pending.iter().filter(|launch| launch.state == LaunchState::Pending).count();
    sleep(Duration::from_secs(u64::from(VALIDITY) + 2));

    let recovered = bench.runtime.block_on(bench.launcher().recover()).unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, result) in &recovered {
        let launch = result.as_ref().unwrap_or_else(|error| panic!("{key}: {error}"));
        assert!(
            [LaunchState::Created, LaunchState::NotCreated].contains(&launch.state),
            "{launch:?}"
        );
        *counts.entry(launch.state.as_str()).or_default() += 1;
    }
    println!("seed {seed}: {launches} launches in {killed:?}, {pending} left pending: {counts:?}");
    assert!(pending as u64 > launches / 5 && counts.len() == 2, "{pending} {counts:?}");

    let launcher = bench.launcher();
    chance.shuffle(&mut keys);
    for key in &keys {
        let launch = bench.runtime.block_on(launcher.launch(key, &request(bench.api))).unwrap();
        assert_eq!(launch.state, LaunchState::Created, "{launch:?}");
    }
    let commits = bench.commits();
    assert_eq!(
        (commits.len() as u64, bench.server.ledger().commits.len() as u64),
        (launches, launches)
    );
    let mut made: Vec<String> = commits.into_values().flatten().collect();
    let listed = bench.runtime.block_on(launcher.keys().list()).unwrap();
    let mut known: Vec<String> =
        listed.into_iter().flat_map(|launch| launch.ids).map(|resource| resource.id).collect();
    made.sort();
    known.sort();
    assert_eq!(made, known, "the journal has the ids of the service");
}

#[test]
fn a_process_that_is_frozen_until_others_have_settled_is_refused() {
    freeze(Place::file());
}

#[test]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
fn a_process_with_a_database_that_is_frozen_until_others_have_settled_is_refused() {
    let Some(place) = Place::server() else { return };
    freeze(place);
}

fn freeze(place: Place) {
    let signal = |name: &str, child: &Child| {
        let sent = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    };
    let bench = Bench::start(place);
    drop(bench.launcher());
    // Behind its first write: the attempt is recorded, nothing is signed.
    let mut child = bench.child("order-1", 1);
    assert!(read_until(&mut child, "at the point").is_some());
    signal("-STOP", &child);
    // The signal is sent to the process, and stops its threads a moment later.
    while !is_stopped(&child) {
        sleep(Duration::from_millis(10));
    }
    child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    sleep(Duration::from_secs(u64::from(VALIDITY) + 2));
    let recovered = bench.runtime.block_on(bench.launcher().recover()).unwrap();
    assert_eq!(recovered[0].1.as_ref().unwrap().state, LaunchState::NotCreated);
    let launcher = bench.launcher();
    let request = request(bench.api);
    let launch = launcher.launch("order-1", &request);
    assert_eq!(bench.runtime.block_on(launch).unwrap().state, LaunchState::Created);
    signal("-CONT", &child);
    let result = read_until(&mut child, "result: ").unwrap();
    child.wait().unwrap();
    assert!(result.contains("AuthFailure.SignatureExpire"), "{result}");
    assert_eq!(bench.server.ledger().commits.len(), 1);
}
