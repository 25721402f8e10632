//! Requests in a runtime whose time is paused.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::time::{self, timeout};

use super::fixture::{Call, lamp_server};
use crate::{Fault, FaultRule};

#[tokio::test(start_paused = true)]
async fn requests_are_answered_before_their_timeouts_fire() {
    let server = lamp_server().start().await.unwrap();
    let (call, begun) = (Call::new("Dim", &json!({ "Brightness": 7 })), Instant::now());
    for _ in 0..40 {
        let code = timeout(Duration::from_secs(2), call.code(&server)).await;
        assert_eq!(code.as_deref(), Ok("none"));
        time::sleep(Duration::from_secs(7)).await;
    }
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    server.shutdown().await;
}

#[tokio::test(start_paused = true)]
async fn a_delay_passes_in_paused_time() {
    let late = FaultRule::new(Fault::Delay(Duration::from_secs(600)));
    let server = lamp_server().fault(late).start().await.unwrap();
    let (call, start) = (Call::new("Dim", &json!({ "Brightness": 7 })), time::Instant::now());
    assert!(timeout(Duration::from_secs(300), call.code(&server)).await.is_err());
    assert_eq!(start.elapsed().as_secs(), 300);
    assert_eq!(call.code(&server).await, "none");
    assert!((900..910).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}
