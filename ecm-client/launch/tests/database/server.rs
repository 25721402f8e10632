//! The server ends, or its connections.

use std::time::Duration;

use tokio::task::block_in_place;
use tokio::time::sleep;

use super::bench::Bench;
use crate::cluster::Cluster;

const SPREAD: Duration = Duration::from_secs(3);
const ROUNDS: usize = 4;

/// Launches while the server is stopped in some way and started again, a few times.
async fn outage(stop: fn(&Cluster)) {
    let Some(cluster) = Cluster::start(&[]) else { return };
    let bench = Bench::start(cluster).await;
    let happening = async {
        for _ in 0..ROUNDS {
            sleep(SPREAD / 6).await;
            block_in_place(|| stop(&bench.cluster));
            sleep(Duration::from_millis(200)).await;
            block_in_place(|| bench.cluster.restart());
        }
    };
    let results = bench.launch_during(SPREAD, happening).await;
    let recoveries = bench.cluster.log().matches("was not properly shut down").count();
    assert_eq!(recoveries, ROUNDS);
    bench.judge(&results);
    bench.complete().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn launches_survive_a_database_that_is_killed() {
    outage(Cluster::kill).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn launches_survive_a_database_that_is_stopped_at_once() {
    outage(Cluster::stop_at_once).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn launches_survive_connections_that_are_cut() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    let bench = Bench::start(cluster).await;
    let happening = async {
        for _ in 0..30 {
            sleep(SPREAD / 30).await;
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                       WHERE application_name = 'ecm-launch'";
            bench.cluster.run(cut).await;
        }
    };
    let results = bench.launch_during(SPREAD, happening).await;
    let cut = bench.cluster.log().matches("terminating connection due to administrator").count();
    assert!(cut > 10, "{cut}");
    bench.judge(&results);
    bench.complete().await;
}
