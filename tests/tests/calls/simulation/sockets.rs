//! The server, and faults on it by chance.

use std::time::Duration;

use crate::simulation::depot;
use ecm_test_server::{Disconnect, Fault, FaultRule, Moment, Position, ServedResponse, TestServer};
use ecm_tests::secrets::{SECRET_ID, SECRET_KEY};
use fastrand::Rng;
use futures_util::future::join_all;

use super::schedule::{client, make, plan};
use super::tally::Tally;

const TIMEOUT: Duration = Duration::from_millis(800);
/// What a machine may be late by that has much else to do.
const GRACE: Duration = Duration::from_secs(10);

fn fault(rng: &mut Rng) -> FaultRule {
    let end = [Disconnect::Close, Disconnect::Reset, Disconnect::HalfClose, Disconnect::Stall]
        [rng.usize(..4)];
    let moments = [Moment::Connected, Moment::Head, Moment::Body(rng.usize(..80)), Moment::Request];
    let places = [Position::Head(rng.usize(..120)), Position::Body(rng.usize(..90))];
    let at = places[rng.usize(..2)];
    let pause = Duration::from_millis(rng.u64(..20));
    let (fault, may_be_carried_out) = match rng.u8(..12) {
        0 => (Fault::error("RequestLimitExceeded"), false),
        1 => (Fault::error("AuthFailure.SignatureExpire"), false),
        2 => (Fault::error("ResourceInsufficient"), false),
        3 => (Fault::error("InternalError"), true),
        4 => (Fault::error("FailedOperation.Stuck"), true),
        5 => (Fault::Response(ServedResponse::html([403, 429, 502, 504][rng.usize(..4)])), true),
        6 => (Fault::Response(ServedResponse::redirect(307, "/")), true),
        7 => (
            Fault::Response(ServedResponse::json(["", "null", "[]", "{\"Resp"][rng.usize(..4)])),
            true,
        ),
        8 => (Fault::Delay(Duration::from_millis(rng.u64(..1500))), false),
        9 => (Fault::Truncate { at, disconnect: end }, false),
        10 => (Fault::Trickle { from: at, pause }, false),
        _ => (Fault::NoResponse { after: moments[rng.usize(..4)], disconnect: end }, true),
    };
    let rule = FaultRule::new(fault).probability(0.1 + rng.f64() * 0.4);
    if may_be_carried_out && rng.bool() { rule.after_commit() } else { rule }
}

/// Runs a schedule of calls, all at once, by clones of a client.
pub async fn run(seed: u64) -> Result<Tally, String> {
    let mut rng = Rng::with_seed(seed);
    let server = TestServer::builder()
        .spec(depot::SPEC)
        .credentials(SECRET_ID, SECRET_KEY)
        .rate_limits(rng.bool())
        .seed(seed);
    let server = (0..1 + rng.usize(..4)).fold(server, |all, _| all.fault(fault(&mut rng)));
    let server = server.start().await.map_err(|error| error.to_string())?;
    let client = client(&mut rng, TIMEOUT).endpoint(server.url()).build();
    let client = client.map_err(|error| error.to_string())?;
    let planned = plan(&mut rng, TIMEOUT);
    let ended = join_all(planned.iter().map(async |planned| make(&client, planned).await)).await;
    drop(client);
    // What is still being carried out is, before the ledger is read.
    while server.ledger().open_connections > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let commits = server.ledger().commits;
    server.shutdown().await;
    let mut tally = Tally::default();
    for (planned, (said, took)) in planned.iter().zip(ended) {
        if took > TIMEOUT + GRACE {
            return Err(format!("{planned:?} took {took:?}"));
        }
        let own = commits.iter().filter(|commit| commit.body["Name"] == planned.name).count();
        tally.note(planned.op, said, own).map_err(|why| format!("{planned:?}: {why}"))?;
    }
    tally.committed(commits.len());
    Ok(tally)
}
