//! The blocking client of a generated module against the simulation of the shipped spec, from a thread
//! without a runtime and from within one.

#![deny(missing_docs, warnings)]

use std::time::{Duration, Instant};

use ecm_client::ecm::blocking::Client;
use ecm_client::ecm::{
    self, DescribeInstancesRequest, Isp, RunInstancesRequest, StopInstancesRequest,
    ZoneInstanceCountIsp,
};
use ecm_client::{Credentials, Outcome, RetryPolicy, WaiterErrorKind, WaiterProgress, blocking};
use ecm_test_server::TestServer;
use tokio::runtime::Runtime;

// Two of its actions are deprecated, and the methods of both clients are.
ecm_client::api! {
    spec: "specs/odd-2024-03-01.json",
    /// What the importer makes of odd metadata.
    pub mod odd,
}

/// The server, with the runtime that it is served by.
struct Service {
    server: TestServer,
    runtime: Runtime,
}

impl Service {
    fn start() -> Self {
        let runtime = Runtime::new().unwrap();
        let builder = TestServer::builder().shipped("ecm-2019-07-19").credentials("an-id", "a-key");
        let server = runtime.block_on(builder.start()).unwrap();
        Self { server, runtime }
    }

    fn client(&self) -> Client {
        let core = ecm_client::Client::builder()
            .credentials(Credentials::new("an-id", "a-key"))
            .region("ap-zhengzhou-ecm")
            .endpoint(self.server.url())
            .retry_policy(RetryPolicy::disabled())
            .build()
            .unwrap();
        Client::new(blocking::Client::new(core).unwrap())
    }

    fn stop(self) {
        self.runtime.block_on(self.server.shutdown());
    }
}

fn launch(client: &Client, count: i64) -> Vec<String> {
    let zones = [ZoneInstanceCountIsp::new("ap-zhengzhou-1", count, Isp::Cmcc)];
    let request =
        RunInstancesRequest::builder().zone_instance_count_isp_set(zones).module_id("em-0vag13d1");
    let launched = client.run_instances(&request.build()).unwrap();
    assert!(!launched.request_id().is_empty());
    launched.into_inner().instance_id_set.unwrap()
}

fn all() -> DescribeInstancesRequest {
    DescribeInstancesRequest::builder().limit(2).build()
}

#[test]
fn pages_and_items_are_iterators() {
    let service = Service::start();
    let client = service.client();
    let launched = launch(&client, 3);

    let mut pages = client.describe_instances_pages(all());
    let mut sizes = Vec::new();
    while let Some(page) = pages.next() {
        let page = page.unwrap();
        assert_eq!(pages.request_id(), Some(page.request_id()));
        sizes.push(page.instance_set.as_ref().map_or(0, Vec::len));
    }
    assert_eq!(sizes, [2, 1]);
    assert!(pages.next().is_none(), "an end is an end");

    let items = client.describe_instances_pages(all()).items();
    let mut listed: Vec<String> =
        items.map(|instance| instance.unwrap().instance_id.unwrap()).collect();
    let mut launched = launched;
    listed.sort();
    launched.sort();
    assert_eq!(listed, launched);
    let first: Result<Vec<_>, _> = client.describe_instances_pages(all()).items().take(1).collect();
    assert_eq!(first.unwrap().len(), 1);
    service.stop();
}

#[test]
fn waiting_ends_with_the_state_and_says_why_it_does_not() {
    let service = Service::start();
    let client = service.client();
    let ids = launch(&client, 1);
    let waiter = client.wait_until_instances_running(&ids);
    let waited = waiter.poll_interval(Duration::from_millis(50)).wait().unwrap();
    assert_eq!(waited.states()[0].progress(), WaiterProgress::Done);

    let begin = Instant::now();
    let waiter = client
        .wait_until_instances_stopped(&ids)
        .timeout(Duration::from_millis(200))
        .poll_interval(Duration::from_millis(50));
    let error = waiter.wait().unwrap_err();
    assert_eq!(error.kind(), WaiterErrorKind::Deadline);
    assert!(begin.elapsed() >= Duration::from_millis(200));

    client.stop_instances(&StopInstancesRequest::new(ids.clone())).unwrap();
    // The wait of the other client, driven by the blocking one.
    let other = ecm::Client::new(client.core().core().clone());
    let waiter = other.wait_until_instances_stopped(&ids).poll_interval(Duration::from_millis(50));
    let waited = client.core().wait(waiter).unwrap();
    assert_eq!(waited.states()[0].progress(), WaiterProgress::Done);
    service.stop();
}

#[test]
fn an_error_is_an_item_and_the_same_page_is_asked_for_again() {
    let service = Service::start();
    let client = service.client();
    launch(&client, 3);
    let mut items = client.describe_instances_pages(all()).items();
    assert!(items.next().unwrap().is_ok() && items.next().unwrap().is_ok());
    service.stop();
    for _ in 0..2 {
        let error = items.next().unwrap().unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
    }
}

#[test]
fn within_a_runtime_it_waits_as_well() {
    let service = Service::start();
    let client = service.client();
    service.runtime.block_on(async {
        let ids = launch(&client, 3);
        let waiter = client.wait_until_instances_running(ids);
        waiter.poll_interval(Duration::from_millis(50)).wait().unwrap();
        assert_eq!(client.describe_instances_pages(all()).items().flatten().count(), 3);
    });
    service.stop();
}

#[test]
fn what_is_deprecated_is_so_for_both_clients() {
    #[allow(deprecated)]
    let (_, _) = (odd::Client::describe_null, odd::blocking::Client::describe_null);
}
