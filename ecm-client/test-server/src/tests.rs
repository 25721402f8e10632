//! The server as its users meet it: over TCP.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::*;

mod every_action;
mod faults;
mod fixture;
mod paused;
mod raw;
mod streams;
mod ways;

use fixture::{Call, exchange, lamp_server};

#[tokio::test]
async fn ids_are_minted_as_many_as_asked_for() {
    let server = lamp_server().start().await.unwrap();
    let body = json!({ "Rooms": [{ "Count": 2 }, { "Count": "3" }, { "Count": 0 }] });
    let answer = Call::new("Install", &body).send(&server).await;
    let ids: Vec<_> =
        answer["LampIds"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(ids.len(), 5);
    assert!(ids.iter().all(|id| id.len() == 13 && id.starts_with("lamp-")), "{ids:?}");
    assert!(answer["OrderId"].as_str().unwrap().starts_with("ord-"));
    let huge = json!({ "Rooms": [{ "Count": i64::MAX }, { "Count": i64::MAX }] });
    let answer = Call::new("Install", &huge).send(&server).await;
    assert_eq!(answer["LampIds"].as_array().unwrap().len(), 10_000);
    let negative = json!({ "Rooms": [{ "Count": -5 }] });
    let answer = Call::new("Install", &negative).send(&server).await;
    assert_eq!(answer["LampIds"], json!([]));
    server.shutdown().await;
}

#[tokio::test]
async fn what_a_response_may_hold_is_made_up() {
    let server = lamp_server().start().await.unwrap();
    let mut answer = Call::new("Dim", &json!({ "Brightness": 7 })).send(&server).await;
    answer.as_object_mut().unwrap().remove("RequestId");
    assert_eq!(
        answer,
        json!({
            "Left": ["Left"], "On": false, "Owner": { "Kind": "HOME", "Names": ["Names"] },
            "Since": "2024-01-01"
        })
    );
}

#[tokio::test]
async fn broken_rules_are_answered_by_the_first_and_named_together() {
    let server = lamp_server().start().await.unwrap();
    let body = json!({ "Brightness": 101, "Pin": "hunter2" });
    let answer = Call::new("Dim", &body).send(&server).await;
    assert_eq!(
        answer["Error"],
        json!({
            "Code": "InvalidParameterValue.TooBright",
            "Message": "Brightness: must be 0 to 100 (L2); Pin: must have 8 to 30 characters (L4)"
        })
    );
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].action, "Dim");
    assert_eq!(requests[0].region.as_deref(), Some("ap-here"));
    assert_eq!(requests[0].error.as_deref(), Some("InvalidParameterValue.TooBright"));
    assert_eq!(requests[0].body, body);
    assert_eq!(answer["RequestId"], requests[0].request_id);
    assert!(!format!("{requests:?}").contains("hunter2"));
    // A warning alone does not refuse.
    assert_eq!(Call::new("Dim", &json!({ "Brightness": 51 })).code(&server).await, "none");
}

#[tokio::test]
async fn an_answer_names_a_hundred_broken_rules_at_most() {
    let server = lamp_server().start().await.unwrap();
    let rooms = vec![json!({}); 250];
    let answer = Call::new("Install", &json!({ "Rooms": rooms })).send(&server).await;
    let message = answer["Error"]["Message"].as_str().unwrap();
    assert!(message.starts_with("Rooms[0].Count: must be given"), "{message}");
    assert!(message.ends_with("; and 150 more"), "{message}");
}

#[tokio::test]
async fn requests_that_lead_nowhere_are_refused() {
    let server = lamp_server().start().await.unwrap();
    let dim = || Call::new("Dim", &json!({ "Brightness": 7 }));
    let mut elsewhere = dim();
    elsewhere.service = "cave";
    let mut broken = dim();
    broken.body = "{".to_owned();
    let mut doubled = dim();
    doubled.body = r#"{"Brightness":1,"Brightness":2}"#.to_owned();
    let cases = [
        (dim(), "none"),
        (dim().with("content-type", "application/json; charset=utf-8"), "none"),
        (dim().with("content-type", "application/json;charset=UTF-8"), "none"),
        (dim().with("content-type", "application/json; charset=latin1"), "InvalidRequest"),
        (dim().with("content-type", "text/plain"), "InvalidRequest"),
        (dim().with("x-tc-action", "Explode"), "InvalidAction"),
        (dim().with("x-tc-action", ""), "MissingParameter"),
        (dim().with("x-tc-version", "2023-01-01"), "NoSuchVersion"),
        (dim().with("x-tc-region", ""), "MissingParameter"),
        (dim().with("x-tc-timestamp", "1"), "AuthFailure.SignatureExpire"),
        (Call::new("Install", &json!({ "Rooms": [] })).with("x-tc-region", ""), "none"),
        (Call::new("Dim", &json!({})), "MissingParameter"),
        (Call::new("Dim", &json!({ "Brightness": [] })), "InvalidParameter"),
        (Call::new("Dim", &json!({ "Brightness": 7, "Colour": 1 })), "UnknownParameter"),
        (elsewhere, "NoSuchProduct"),
        (broken, "InvalidParameter"),
        (doubled, "InvalidParameter"),
    ];
    for (call, code) in &cases {
        assert_eq!(call.code(&server).await, *code, "{}", call.signed("POST"));
    }
    assert_eq!(server.requests().len(), cases.len());
    let get = exchange(&server, dim().signed("GET").as_bytes()).await;
    assert!(get.contains("\"InvalidRequest\""), "{get}");
    let put = exchange(&server, dim().signed("PUT").as_bytes()).await;
    assert!(put.contains("\"UnsupportedProtocol\""), "{put}");
    let path = dim().signed("POST").replacen("POST / ", "POST /elsewhere ", 1);
    assert!(exchange(&server, path.as_bytes()).await.contains("\"InvalidRequest\""));
}

#[tokio::test]
async fn answers_and_failures_can_be_scripted() {
    let builder = lamp_server().respond_with("Dim", json!({ "On": true, "Own": 1 }));
    let server = builder
        .respond_with_error("Install", "ResourcesSoldOut", "No lamps.")
        .start()
        .await
        .unwrap();
    let dim = Call::new("Dim", &json!({ "Brightness": 7 })).send(&server).await;
    assert_eq!((&dim["On"], &dim["Own"]), (&json!(true), &json!(1)));
    let install = Call::new("Install", &json!({ "Rooms": [] })).send(&server).await;
    let expected = json!({ "Code": "ResourcesSoldOut", "Message": "No lamps." });
    assert_eq!(install["Error"], expected);
    // What the spec refuses never comes so far.
    assert_eq!(Call::new("Install", &json!({})).code(&server).await, "MissingParameter");
}

#[tokio::test]
async fn mistakes_in_the_description_are_told_at_the_start() {
    let errors = [
        lamp_server().spec("{").start().await.unwrap_err(),
        lamp_server().respond_with("Dims", json!({})).start().await.unwrap_err(),
        lamp_server().respond_with("Dim", json!([])).start().await.unwrap_err(),
    ];
    assert!(matches!(&errors[0], StartError::Spec(_)));
    assert_eq!(
        errors[1].to_string(),
        "a response or a fault is for Dims, which no spec has; correct the name or add the spec"
    );
    assert_eq!(
        errors[2].to_string(),
        "the response for Dim must be a JSON object with the fields inside `Response`"
    );
}

#[tokio::test]
async fn garbage_does_not_stop_the_server() {
    let server = lamp_server().start().await.unwrap();
    let mut noise = vec![0_u8; 4096];
    let mut state = 1_u32;
    for byte in &mut noise {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = state.to_be_bytes()[0];
    }
    let long_head = format!("POST / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(200_000));
    let many_heads = format!("POST / HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(1000));
    for bytes in [
        &noise[..],
        b"\r\n\r\n\r\n",
        b"POST / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        long_head.as_bytes(),
        many_heads.as_bytes(),
    ] {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let _ = stream.write_all(bytes).await;
        let _ = stream.shutdown().await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
    }
    assert!(server.requests().is_empty());
    let answer = Call::new("Dim", &json!({ "Brightness": 7 })).code(&server).await;
    assert_eq!(answer, "none");
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let server = lamp_server().start().await.unwrap();
    let mut largest = Call::new("Dim", &json!({ "Brightness": 7 }));
    largest.body.push_str(&" ".repeat(10 * 1024 * 1024 - largest.body.len()));
    assert_eq!(largest.code(&server).await, "none");
    let head = "POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    let announced = format!("{head}content-length: {}\r\n\r\n", 10 * 1024 * 1024 + 1);
    let chunk = format!("A00001\r\n{}\r\n", " ".repeat(10 * 1024 * 1024 + 1));
    let chunked = format!("{head}transfer-encoding: chunked\r\n\r\n{chunk}");
    for request in [announced, chunked] {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut start = vec![0; 1024];
        let read = stream.read(&mut start).await.unwrap();
        let answer = String::from_utf8_lossy(&start[..read]).into_owned();
        assert!(answer.contains("RequestSizeLimitExceeded"), "{answer}");
    }
}

#[tokio::test]
async fn nothing_is_left_after_the_end() {
    let server = lamp_server().start().await.unwrap();
    let (address, service) = (server.address, Arc::downgrade(&server.service));
    let mut idle = TcpStream::connect(address).await.unwrap();
    let begun = SystemTime::now();
    // Not `connection: close`: the connection idles after its answer.
    let call = Call::new("Dim", &json!({ "Brightness": 7 })).signed("POST");
    idle.write_all(call.replace("connection: close\r\n", "").as_bytes()).await.unwrap();
    let mut start = vec![0; 2048];
    assert!(idle.read(&mut start).await.unwrap() > 0);
    let _silent = TcpStream::connect(address).await.unwrap();
    server.shutdown().await;
    assert!(begun.elapsed().unwrap() < Duration::from_secs(5));
    assert_eq!(idle.read(&mut start).await.unwrap_or(0), 0, "the idle connection is open");
    assert!(TcpStream::connect(address).await.is_err(), "the port is still served");
    assert!(service.upgrade().is_none(), "a task still holds the service");
}

#[tokio::test]
async fn dropping_it_ends_it() {
    let server = lamp_server().start().await.unwrap();
    let (address, service) = (server.address, Arc::downgrade(&server.service));
    let _open = TcpStream::connect(address).await.unwrap();
    drop(server);
    for _ in 0..100 {
        if service.upgrade().is_none() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(service.upgrade().is_none(), "a task still holds the service");
    assert!(TcpStream::connect(address).await.is_err(), "the port is still served");
}

#[test]
fn without_a_runtime_a_server_does_not_start_and_says_why() {
    let start = std::pin::pin!(TestServer::builder().shipped("ecm-2019-07-19").start());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = start.poll(&mut context) else { panic!() };
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.to_string().contains("no tokio runtime"), "{error}: {source}");
}
