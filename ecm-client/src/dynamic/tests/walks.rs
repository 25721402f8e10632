//! Pages and waiters by tables that are made at run time.

use std::time::Duration;

use crate::dynamic::Api;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::testing::socket::{builder, http, read_request};
use crate::{Client, Credentials, Paginated, WaiterErrorKind, ecm};

#[test]
fn tables_of_pages_and_waiters_are_those_that_are_generated() {
    fn same<R: Paginated>(api: &Api) {
        let name = R::ACTION.name;
        let at = api.spec().actions.iter().position(|one| one.name.wire == name).unwrap();
        let made = api.0.paginations[at].as_ref().unwrap();
        assert_eq!(format!("{made:?}"), format!("{:?}", R::PAGINATION), "{name}");
    }
    let api = Api::read(ecm::SPEC).unwrap();
    same::<ecm::DescribeInstancesRequest>(&api);
    same::<ecm::DescribeImageRequest>(&api);
    let core = Client::builder().credentials(Credentials::new("id", "key")).build().unwrap();
    let client = ecm::Client::new(core);
    let no_ids: [&str; 0] = [];
    for (name, table) in [
        ("InstancesRunning", client.wait_until_instances_running(no_ids).table()),
        ("InstancesTerminated", client.wait_until_instances_terminated(no_ids).table()),
        ("ImagesAvailable", client.wait_until_images_available(no_ids).table()),
    ] {
        let at = api.spec().waiters.iter().position(|one| one.name.wire == name).unwrap();
        assert_eq!(format!("{:?}", api.0.waiters[at]), format!("{table:?}"), "{name}");
    }
}

/// Answers one request after the other, each with a connection of its own; gives the requests.
async fn serve(answers: Vec<&'static [u8]>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let mut requests = Vec::new();
        for answer in answers {
            let (mut socket, _) = listener.accept().await.unwrap();
            requests.push(read_request(&mut socket).await);
            socket.write_all(answer).await.unwrap();
        }
        requests
    });
    (endpoint, task)
}

fn page(total: u64, ids: &[&str]) -> &'static [u8] {
    let instance = |id: &&str| format!(r#"{{"InstanceId":"{id}","InstanceState":"PENDING"}}"#);
    let instances: Vec<String> = ids.iter().map(instance).collect();
    http(
        "200 OK",
        &format!(
            r#"{{"Response":{{"TotalCount":{total},"InstanceSet":[{}],"RequestId":"r"}}}}"#,
            instances.join(",")
        ),
    )
}

#[tokio::test]
async fn pages_are_walked_with_the_fields_of_the_request() {
    let (url, requests) = serve(vec![page(3, &["a", "b"]), page(3, &["c"])]).await;
    let client = builder(&url).build().unwrap();
    let api = Api::read(ecm::SPEC).unwrap();
    let action = api.action("DescribeInstances").unwrap();
    let filter = r#""Filters":[{"Values":["z"],"Name":"zone"}]"#;
    let request = action.request(&format!(r#"{{{filter},"Limit":2}}"#)).unwrap();
    let mut pages = client.pages_dynamic(&request).unwrap();
    let mut count = 0;
    while let Some(answer) = pages.next().await {
        assert!(answer.unwrap().json().contains("InstanceSet"));
        count += 1;
    }
    assert_eq!((count, pages.request_id()), (2, Some("r")));
    let requests = requests.await.unwrap();
    for (request, offset) in requests.iter().zip([0, 2]) {
        let expected = format!(r#"{{{filter},"Offset":{offset},"Limit":2}}"#);
        assert!(request.ends_with(&expected), "{request}");
    }
    let request = api.action("StopInstances").unwrap();
    let request = request.request(r#"{"InstanceIdSet":["a"]}"#).unwrap();
    assert!(client.pages_dynamic(&request).is_none());
}

#[tokio::test]
async fn a_waiter_polls_its_read_and_tells_the_last_states() {
    let (url, requests) = serve(vec![page(1, &["a"])]).await;
    let client = builder(&url).build().unwrap();
    let api = Api::read(ecm::SPEC).unwrap();
    assert!(api.waiter("InstancesAsleep").is_none());
    let waiter = api.waiter("InstancesRunning").unwrap();
    assert_eq!(waiter.action().name(), "DescribeInstances");
    // One poll, and a pause that is longer than the time.
    let waiter = waiter.timeout(Duration::from_secs(1)).poll_interval(Duration::from_secs(60));
    let error = waiter.wait(&client, ["a"]).await.unwrap_err();
    assert_eq!(error.kind(), WaiterErrorKind::Deadline);
    assert_eq!(error.states()[0].state(), Some("PENDING"));
    let requests = requests.await.unwrap();
    let filter = r#"{"Filters":[{"Name":"instance-id","Values":["a"]}]"#;
    assert!(requests[0].contains(filter), "{requests:?}");
}
