//! Proxies that fail, on the way to a server in clear and to one with TLS.

use crate::depot::Op;
use ecm_test_server::{Disconnect, Fault, FaultRule, Moment, Position, ServedResponse};

use super::lost;
use crate::bench::{Case, Want};
use crate::proxy::Way;
use crate::world::World;

/// Faults of the server behind a proxy that is well.
fn faults() -> [(&'static str, Fault); 6] {
    let page = |status| ServedResponse::html(status);
    [
        ("503", Fault::Response(page(503))),
        ("404", Fault::Response(page(404))),
        ("429", Fault::Response(page(429).with_header("retry-after", "0"))),
        ("broken JSON", Fault::Response(ServedResponse::json("{\"Resp"))),
        ("half a body", Fault::Truncate { at: Position::Body(9), disconnect: Disconnect::Close }),
        ("reset", Fault::reset(Moment::Request)),
    ]
}

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for op in Op::ALL {
        for (name, fault) in faults() {
            let rule = FaultRule::new(fault).after_commit();
            let name = format!("{name} through a proxy");
            let through = |case: Case| case.world(World::Proxy(Way::Forward));
            cases.extend(lost(&name, op, &rule).into_iter().map(through));
        }
        let mut to =
            |world, want| cases.push(Case::new(format!("{world:?}"), op, want).world(world));
        to(World::Proxy(Way::Forward), Want::Done);
        to(World::Proxy(Way::Down), Want::NotSent);
        to(World::TlsProxy(Way::Down), Want::NotSent);
        let unhelpful = [301, 307, 400, 403, 404, 407, 500, 502, 503, 504].map(Way::Answers);
        for way in unhelpful.into_iter().chain([Way::Closes, Way::Babbles]) {
            // In clear the proxy has the request, and may have passed it on.
            to(World::Proxy(way), Want::Unknown);
            // For TLS it has been asked for a way only.
            to(World::TlsProxy(way), Want::NotSent);
        }
        to(World::TlsProxy(Way::Answers(200)), Want::NotSent);
        to(World::TlsProxy(Way::ClosesBehindConnect), Want::NotSent);
        let stalls = |world, want| Case::new(format!("{world:?}"), op, want).world(world).short();
        cases.push(stalls(World::Proxy(Way::Stalls), Want::Unknown));
        cases.push(stalls(World::TlsProxy(Way::Stalls), Want::NotSent));
    }
    cases
}
