//! Connections that stay open, and nothing comes.

use ecm_test_server::{Disconnect, Fault, Moment};

use super::lost_by_all;
use crate::bench::Case;

pub fn cases() -> Vec<Case> {
    let moments = [Moment::Head, Moment::Body(9), Moment::Request];
    let stalled = |after| {
        let fault = Fault::NoResponse { after, disconnect: Disconnect::Stall };
        lost_by_all(&format!("silence after {after:?}"), &fault)
    };
    // An attempt of what may be repeated has half of the time: there are two.
    moments.into_iter().flat_map(stalled).map(two_attempts).collect()
}

fn two_attempts(case: Case) -> Case {
    let requests = case.requests.map(|count| count.min(2));
    Case { requests, ..case }.short()
}
