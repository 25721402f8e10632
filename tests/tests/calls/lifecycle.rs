//! The life of instances: the generated client against the simulation of the shipped spec, with time
//! that passes only where somebody waits.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use ecm_client::ecm::{
    self, DescribeInstancesRequest, Filter, Isp, RunInstancesRequest, StartInstancesRequest,
    StopInstancesRequest, TerminateInstancesRequest, ZoneInstanceCountIsp,
};
use ecm_client::{BoxFuture, Client, Credentials, Outcome, Sleep, TrackingTag, WaiterErrorKind};
use ecm_test_server::{Disconnect, Fault, FaultRule, Moment, TestServer, TestServerBuilder};

/// Milliseconds that have passed, for client and server alike.
#[derive(Clone, Default)]
struct Time(Arc<AtomicU64>);

impl Time {
    fn now(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn clock(&self) -> impl Fn() -> SystemTime + Send + Sync + 'static {
        let time = self.clone();
        move || SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000) + time.now()
    }
}

impl Sleep for Time {
    fn elapsed(&self) -> Duration {
        self.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let (time, millis) = (self.clone(), u64::try_from(duration.as_millis()).unwrap());
        Box::pin(async move {
            // A deadline is slept for beside the call that it is for, which is to have its chance.
            if duration < Duration::from_secs(30) {
                time.0.fetch_add(millis.max(1), Ordering::SeqCst);
            } else {
                std::future::pending::<()>().await;
            }
        })
    }
}

async fn start(
    time: &Time,
    describe: impl FnOnce(TestServerBuilder) -> TestServerBuilder,
) -> TestServer {
    let builder = TestServer::builder().shipped("ecm-2019-07-19").credentials("an-id", "a-key");
    describe(builder.clock(time.clock())).start().await.unwrap()
}

fn client(time: &Time, server: &TestServer) -> ecm::Client {
    let core = Client::builder()
        .credentials(Credentials::new("an-id", "a-key"))
        .region("ap-zhengzhou-ecm")
        .endpoint(server.url())
        .clock(time.clock())
        .sleep(time.clone())
        .build()
        .unwrap();
    ecm::Client::new(core)
}

fn launch() -> RunInstancesRequest {
    RunInstancesRequest::builder()
        .zone_instance_count_isp_set([
            ZoneInstanceCountIsp::new("ap-zhengzhou-1", 2, Isp::Cmcc),
            ZoneInstanceCountIsp::new("ap-qingdao-1", 1, Isp::Cucc),
        ])
        .module_id("em-0vag13d1")
        .instance_name("live")
        .build()
}

#[tokio::test]
async fn instances_are_launched_stopped_started_and_destroyed() {
    let time = Time::default();
    let server = start(&time, |builder| builder).await;
    let client = client(&time, &server);
    let launched = client.run_instances(&launch()).await.unwrap();
    let ids: Vec<String> = launched.instance_id_set.clone().unwrap();
    assert_eq!(ids.len(), 3);

    let stop = StopInstancesRequest::new(ids.clone());
    let refused = client.stop_instances(&stop).await.unwrap_err();
    assert_eq!(refused.outcome(), Outcome::Rejected);
    assert_eq!(refused.code(), Some("ResourceUnavailable.InstanceNotRunning"));

    client.wait_until_instances_running(&ids).await.unwrap();
    let filter = Filter::new(["ap-zhengzhou-1"], "zone");
    let request = DescribeInstancesRequest::builder().filters([filter]).limit(1).build();
    let mut pages = client.describe_instances_pages(request).items();
    let (mut listed, mut names) = (BTreeSet::new(), Vec::new());
    while let Some(instance) = pages.next().await {
        let instance = instance.unwrap();
        names.extend(instance.instance_name);
        listed.insert(instance.instance_id.unwrap());
    }
    assert_eq!(listed, ids[..2].iter().cloned().collect());
    // The newest first; the third one is in another region, and counted there.
    assert_eq!(names, ["live2", "live1"]);

    client.stop_instances(&stop).await.unwrap();
    client.wait_until_instances_stopped(&ids).await.unwrap();
    client.start_instances(&StartInstancesRequest::new(ids.clone())).await.unwrap();
    client.wait_until_instances_running(&ids).await.unwrap();
    client.terminate_instances(&TerminateInstancesRequest::new(ids.clone())).await.unwrap();
    client.wait_until_instances_terminated(&ids).await.unwrap();
    let rest = client.describe_instances(&DescribeInstancesRequest::new()).await.unwrap();
    assert_eq!(rest.total_count, Some(0));
}

#[tokio::test]
async fn a_launch_whose_answer_was_lost_is_found_by_its_mark() {
    let time = Time::default();
    let lost = Fault::NoResponse { after: Moment::Request, disconnect: Disconnect::Reset };
    let rule = FaultRule::new(lost).action("RunInstances").nth(1).after_commit();
    let server = start(&time, |builder| builder.fault(rule)).await;
    let client = client(&time, &server);

    let tag = TrackingTag::random("launch");
    let mut request = launch();
    tag.apply_to(&mut request).unwrap();
    let error = client.run_instances(&request).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
    let found = tag.reconcile::<RunInstancesRequest>(client.core()).await.unwrap();

    let commits = server.ledger().commits;
    assert_eq!(commits.len(), 1, "sent again though it may have happened");
    let (found, created): (BTreeSet<_>, BTreeSet<_>) =
        (found.into_iter().collect(), commits[0].ids.iter().cloned().collect());
    assert_eq!(found, created);
    let other = TrackingTag::random("launch").reconcile::<RunInstancesRequest>(client.core()).await;
    assert_eq!(other.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn more_launches_than_the_limit_wait_for_their_turn() {
    let time = Time::default();
    let server = start(&time, |builder| builder).await;
    let client = client(&time, &server);
    for _ in 0..45 {
        client.run_instances(&launch()).await.unwrap();
    }
    let ledger = server.ledger();
    assert_eq!(ledger.commits.len(), 45);
    assert!(ledger.requests.iter().all(|request| request.error.is_none()), "one was throttled");
    assert!(time.now() >= Duration::from_secs(2), "45 at 20 a second in {:?}", time.now());
}

/// Client of a server in a runtime whose time is paused; a launch takes four minutes.
async fn paused() -> (TestServer, ecm::Client) {
    let simulation = ecm_test_server::simulation::shipped("ecm-2019-07-19").unwrap();
    let slow = simulation.replacen("\"after_seconds\": 5", "\"after_seconds\": 240", 1);
    assert_ne!(simulation, slow);
    let server = TestServer::builder().spec(ecm_tests::ecm()).simulation(slow);
    let server = server.credentials("an-id", "a-key").start().await.unwrap();
    let core = Client::builder()
        .credentials(Credentials::new("an-id", "a-key"))
        .region("ap-zhengzhou-ecm")
        .endpoint(server.url())
        .build()
        .unwrap();
    (server, ecm::Client::new(core))
}

#[tokio::test(start_paused = true)]
async fn a_wait_of_minutes_is_tested_in_milliseconds() {
    let begun = Instant::now();
    let (server, client) = paused().await;
    let ids = client.run_instances(&launch()).await.unwrap().instance_id_set.clone().unwrap();
    let start = tokio::time::Instant::now();
    client.wait_until_instances_running(&ids).await.unwrap();
    let waited = start.elapsed().as_secs();
    assert!((239..=246).contains(&waited), "{waited} s");
    let polls = server.requests().len() - 1;
    assert!((47..=50).contains(&polls), "{polls} calls in four minutes, one every five seconds");
    println!("{waited} s took {:?}", begun.elapsed());
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    server.shutdown().await;
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_too_short_ends_in_paused_time() {
    let (_server, client) = paused().await;
    let ids = client.run_instances(&launch()).await.unwrap().instance_id_set.clone().unwrap();
    let start = tokio::time::Instant::now();
    let wait = client.wait_until_instances_running(&ids).timeout(Duration::from_secs(120));
    assert_eq!(wait.await.unwrap_err().kind(), WaiterErrorKind::Deadline);
    assert_eq!(start.elapsed().as_secs(), 120);
    client.wait_until_instances_running(&ids).await.unwrap();
}
