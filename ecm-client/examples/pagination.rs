//! A list in pages: item by item, and page by page.
//!
//! ```sh
//! cargo run -p ecm-client --example pagination
//! ```

#![allow(clippy::print_stdout, reason = "showing what happens is what the example is for")]

use ecm_client::ecm::{self, DescribeInstancesRequest, Isp, RunInstancesRequest};
use ecm_client::ecm::{Filter, ZoneInstanceCountIsp};
use ecm_client::{Client, Credentials};
use ecm_test_server::TestServer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = TestServer::builder()
        .shipped("ecm-2019-07-19")
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .start()
        .await?;
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(server.url())
        .build()?;
    let client = ecm::Client::new(core);

    // Something to list: 25 instances.
    let launch = RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new("ap-zhengzhou-1", 25, Isp::Cmcc)])
        .module_id("em-0vag13d1")
        .build();
    client.run_instances(&launch).await?;

    // Item by item. The limit is the size of a page; the next page is requested when it is needed.
    let zone = Filter::new(["ap-zhengzhou-1"], "zone");
    let request = DescribeInstancesRequest::builder().filters([zone]).limit(10).build();
    let mut instances = client.describe_instances_pages(request.clone()).items();
    let mut count = 0;
    while let Some(instance) = instances.next().await {
        if instance?.instance_id.is_some() {
            count += 1;
        }
    }
    println!("{count} instances");

    // Page by page. A page is a response with its request id.
    let mut pages = client.describe_instances_pages(request);
    while let Some(page) = pages.next().await {
        let page = page?;
        println!("request {}", page.request_id());
        let instances = page.into_inner().instance_set.unwrap_or_default();
        println!("page of {}", instances.len());
    }

    server.shutdown().await;
    Ok(())
}
