//! Clocks that are off, and answers that say nothing useful of the time.

use crate::depot::Op;
use ecm_test_server::{Fault, FaultRule};

use crate::bench::{Case, Want};
use crate::world::World;

const EXPIRED: &str = "AuthFailure.SignatureExpire";

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for op in Op::ALL {
        for size in [0, 1, 60, 240, 360, 600, 3600, 43_200, 86_399, 86_400] {
            for seconds in if size == 0 { vec![0] } else { vec![-size, size] } {
                // The service tolerates five minutes.
                let requests = if size <= 300 { 1 } else { 2 };
                let case = Case::new(format!("off by {seconds} s"), op, Want::Done);
                cases.push(case.world(World::Clock(seconds)).requests(requests));
            }
        }
        let dates = [
            ("", 1),
            ("yesterday", 1),
            ("2024-01-01T00:00:00Z", 1),
            ("Thu, 32 Dec 2024 00:00:00 GMT", 1),
            ("Sat, 30 Feb 2024 00:00:00 GMT", 1),
            ("Mon, 01 Jan 2024 25:00:00 GMT", 1),
            ("99999999999999999999", 1),
            // Believed, and wrong: once.
            ("Thu, 01 Jan 1970 00:00:00 GMT", 2),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 2),
            ("Sun Nov  6 08:49:37 1994", 2),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 2),
        ];
        for (date, requests) in dates {
            let rule = FaultRule::new(Fault::Headers(vec![("date".to_owned(), date.to_owned())]));
            let case = Case::new(format!("dated {date:?}"), op, Want::Rejected(EXPIRED.to_owned()));
            cases.push(case.rule(rule).world(World::Clock(-7200)).requests(requests));
        }
    }
    cases
}
