//! Calls that are dropped after every one of their polls.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use crate::depot::Op;
use ecm_test_server::{Fault, FaultRule, Position};
use tokio::task::JoinSet;

use super::bench::{client, keeps_secrets, server};
use super::capture;

/// Lets a future go on for so many polls; `None` where it then is not ready.
async fn polled<T>(future: impl Future<Output = T>, most: usize) -> Option<T> {
    let mut future = pin!(future);
    let mut polls = 0;
    poll_fn(|context| {
        polls += 1;
        match future.as_mut().poll(context) {
            Poll::Ready(value) => Poll::Ready(Some(value)),
            Poll::Pending if polls >= most => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_can_be_dropped_after_every_poll() {
    capture::begin();
    // Side by side, as most of the time is spent between the bytes of answers; in tasks of their own, as polls are counted.
    let mut ops: JoinSet<()> = Op::ALL.into_iter().map(is_dropped_after_every_poll).collect();
    while let Some(done) = ops.join_next().await {
        done.unwrap();
    }
}

async fn is_dropped_after_every_poll(op: Op) {
    let server = server().start().await.unwrap();
    let client = client(&server.url(), Duration::from_secs(20)).build().unwrap();
    let mut dropped = 0;
    // Throttled once, then answered byte by byte: an answer that is ready at once takes few polls.
    for most in 1.. {
        server.inject(FaultRule::new(Fault::error("RequestLimitExceeded")).take(1));
        let pause = Duration::from_millis(1);
        server.inject(FaultRule::new(Fault::Trickle { from: Position::Body(0), pause }));
        let name = format!("poll-{most}");
        let result = polled(op.call(&client, &name), most).await;
        server.clear_faults();
        op.call(&client, &format!("next-{most}")).await.unwrap();
        let commits = server.ledger().commits;
        let of = |name: &str| commits.iter().filter(|commit| commit.body["Name"] == name).count();
        assert!(of(&name) <= 1, "{op:?} dropped after {most} polls");
        assert_eq!(of(&format!("next-{most}")), usize::from(op == Op::Launch), "{most}");
        match result {
            None => dropped += 1,
            Some(result) => {
                result.unwrap();
                break;
            }
        }
        keeps_secrets("").unwrap();
    }
    assert!(dropped >= 5, "{op:?} was dropped {dropped} times");
}
