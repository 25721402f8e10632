//! Launches at a time, with a service whose answers may be lost, and the judgement of what they say.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use ecm_client::dynamic::{Api, DynamicRequest};
use ecm_client::{Client, Credentials, Outcome};
use ecm_launch::{Launch, LaunchError, LaunchState, Launcher, PostgresJournal, Timing};
use ecm_test_server::{Anomalies, Fault, FaultRule, Moment, TestServer};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::cluster::Cluster;

/// Validity of signatures, in seconds, by agreement of both sides.
const VALIDITY: u32 = 3;
/// Launches of a test.
const LAUNCHES: u32 = 40;

pub(super) struct Bench {
    pub(super) cluster: Cluster,
    server: TestServer,
    api: Api,
    /// Journal of all launches of the process.
    pub(super) journal: PostgresJournal,
}

type Results = Vec<(String, Result<Launch, LaunchError>)>;

impl Bench {
    pub(super) async fn start(cluster: Cluster) -> Self {
        let mut anomalies = Anomalies::default();
        anomalies.signature_validity = Duration::from_secs(VALIDITY.into());
        // About every fifth answer is lost.
        let lost = FaultRule::new(Fault::reset(Moment::Request)).probability(0.2).after_commit();
        let server = TestServer::builder()
            .shipped("ecm-2019-07-19")
            .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
            .anomalies(anomalies)
            .seed(seed())
            .fault(lost.action("RunInstances"))
            .rate_limits(false);
        let server = server.start().await.unwrap();
        let api = Api::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
        let journal = PostgresJournal::connect(&cluster.url()).await.unwrap();
        Self { cluster, server, api, journal }
    }

    fn launcher(&self) -> Launcher {
        let client = Client::builder()
            .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
            .endpoint(self.server.url())
            .rate_limit(false)
            .build()
            .unwrap();
        let timing = Timing::shortened_for_tests(VALIDITY.into(), 0, 3600);
        let launcher = Launcher::new(client, self.api, self.journal.clone()).unwrap();
        launcher.timing(timing).deadline(Duration::ZERO)
    }

    /// Request of a key: the name of its machine is the key, so that the ledger shows whose it is.
    fn request(&self, key: &str) -> DynamicRequest {
        let text = format!(
            r#"{{"ZoneInstanceCountISPSet": [{{"Zone": "ap-zhengzhou-1", "InstanceCount": 1, "ISP": "CMCC"}}],
                 "ModuleId": "em-0vag13d1", "InstanceName": "{key}"}}"#
        );
        self.api.action("RunInstances").unwrap().request(&text).unwrap()
    }

    /// Launches all keys, spread over a time, while something happens to the database.
    pub(super) async fn launch_during(
        &self,
        spread: Duration,
        happening: impl Future<Output = ()>,
    ) -> Results {
        let launcher = Arc::new(self.launcher());
        let mut chance = fastrand::Rng::with_seed(seed());
        let mut tasks = JoinSet::new();
        for number in 0..LAUNCHES {
            let key = format!("order-{number}");
            let (launcher, request) = (Arc::clone(&launcher), self.request(&key));
            let pause = spread.mul_f64(chance.f64());
            tasks.spawn(async move {
                sleep(pause).await;
                let launched = launcher.launch(&key, &request).await;
                (key, launched)
            });
        }
        let (results, ()) = tokio::join!(tasks.join_all(), happening);
        results
    }

    /// Ids that were created, by key.
    fn created(&self) -> BTreeMap<String, Vec<String>> {
        let mut created: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for commit in self.server.ledger().commits {
            let key = commit.body["InstanceName"].as_str().unwrap().to_owned();
            created.entry(key).or_default().extend(commit.ids);
        }
        created
    }

    /// Compares what each launch says of itself with what the service has done.
    pub(super) fn judge(&self, results: &Results) {
        let created = self.created();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (key, result) in results {
            let made = created.get(key);
            let said = match result {
                Ok(launch) if launch.state == LaunchState::Created => {
                    assert_eq!(made, Some(&ids(launch)), "{launch:?}");
                    format!("created, recorded: {}", launch.recorded)
                }
                Ok(launch) => {
                    assert_eq!(launch.state, LaunchState::Pending, "{launch:?}");
                    "pending".to_owned()
                }
                Err(error) => {
                    if error.outcome() == Outcome::NotSent {
                        assert_eq!(made, None, "{key}: {error}");
                    }
                    format!("error, {:?}", error.outcome())
                }
            };
            *counts.entry(said).or_default() += 1;
        }
        println!("seed {}: {counts:?}", seed());
    }

    /// Recovers what is pending, launches again what was not created, and counts.
    pub(super) async fn complete(&self) {
        self.server.clear_faults();
        sleep(Duration::from_secs(u64::from(VALIDITY) + 2)).await;
        for (key, result) in self.launcher().recover().await.unwrap() {
            let launch = result.unwrap_or_else(|error| panic!("{key}: {error}"));
            let settled = [LaunchState::Created, LaunchState::NotCreated];
            assert!(settled.contains(&launch.state), "{launch:?}");
        }
        let launcher = self.launcher();
        for number in 0..LAUNCHES {
            let key = format!("order-{number}");
            let launch = launcher.launch(&key, &self.request(&key)).await.unwrap();
            assert_eq!(launch.state, LaunchState::Created, "{launch:?}");
        }
        let commits = self.server.ledger().commits.len();
        assert_eq!(commits, LAUNCHES as usize, "one create per key");
        let known = launcher.keys().list().await.unwrap();
        let known = known.iter().map(|launch| (launch.key.clone(), ids(launch)));
        assert_eq!(known.collect::<BTreeMap<_, _>>(), self.created());
    }
}

fn ids(launch: &Launch) -> Vec<String> {
    launch.ids.iter().map(|resource| resource.id.clone()).collect()
}

fn seed() -> u64 {
    std::env::var("ECM_SEED").map_or(1, |text| text.parse().unwrap())
}
