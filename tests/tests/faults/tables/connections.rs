//! Connections that are not made, are reset or closed, at every moment of a request.

use crate::depot::Op;
use ecm_test_server::{Disconnect, Fault, FaultRule, Moment};

use super::{lost, lost_by_all};
use crate::bench::{Case, Want};
use crate::world::World;

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for op in Op::ALL {
        cases.push(Case::new("nobody listens", op, Want::NotSent).world(World::Down));
        for end in [Disconnect::Reset, Disconnect::Close, Disconnect::HalfClose] {
            // Whether the request is written before the end arrives is chance.
            let rule =
                FaultRule::new(Fault::NoResponse { after: Moment::Connected, disconnect: end });
            let name = format!("{end:?} when connected");
            let always = Case::new(format!("{name}, always"), op, Want::Unknown).or(Want::NotSent);
            cases.push(always.rule(rule.clone()));
            let once = Case::new(format!("{name}, once"), op, Want::Done);
            let once = if op == Op::Launch { once.or(Want::Unknown) } else { once };
            cases.push(once.rule(rule.take(1)));
        }
    }
    for end in [Disconnect::Reset, Disconnect::Close, Disconnect::HalfClose] {
        for after in [Moment::Head, Moment::Body(1), Moment::Body(20), Moment::Body(60)] {
            // Nothing can be carried out without the whole request.
            let rule = FaultRule::new(Fault::NoResponse { after, disconnect: end });
            let name = format!("{end:?} after {after:?}");
            cases.extend(Op::ALL.into_iter().flat_map(|op| lost(&name, op, &rule)));
        }
        let fault = Fault::NoResponse { after: Moment::Request, disconnect: end };
        cases.extend(lost_by_all(&format!("{end:?} after the request"), &fault));
    }
    cases
}
