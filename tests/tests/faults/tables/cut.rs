//! A good answer, cut off after every one of its bytes.

use crate::depot::Op;
use ecm_test_server::{Disconnect, Fault, FaultRule, Position};

use super::lost;
use crate::bench::{Case, Want, golden_body};

/// The head that stands before the good answer: as long as this one.
fn head(op: Op) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         date: Mon, 01 Jan 2024 00:00:00 GMT\r\n\r\n",
        golden_body(op).len()
    )
}

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut cut = |op: Op, at, end| {
        let rule = FaultRule::new(Fault::Truncate { at, disconnect: end });
        let of = lost(&format!("{end:?} after {at:?}"), op, &rule);
        // What creates has one case; of the others, the one that gets over it is enough.
        cases.extend(of.into_iter().next());
    };
    for op in Op::ALL {
        let places = (0..head(op).len()).map(Position::Head);
        let places: Vec<_> = places.chain((0..golden_body(op).len()).map(Position::Body)).collect();
        for (index, at) in places.into_iter().enumerate() {
            cut(op, at, Disconnect::Close);
            if op == Op::Launch || index % 16 == 0 {
                cut(op, at, Disconnect::Reset);
            }
        }
    }
    for op in Op::ALL {
        let rule = FaultRule::new(Fault::Truncate {
            at: Position::Body(golden_body(op).len()),
            disconnect: Disconnect::Close,
        });
        cases.push(Case::new("closed behind the last byte", op, Want::Done).rule(rule).requests(1));
        let rule = FaultRule::new(Fault::Truncate {
            at: Position::Body(usize::MAX),
            disconnect: Disconnect::HalfClose,
        });
        cases.push(Case::new("half closed behind it", op, Want::Done).rule(rule).requests(1));
    }
    cases
}
