//! Answers that are late, and answers that drip.

use std::time::Duration;

use crate::depot::Op;
use ecm_test_server::{Fault, FaultRule, Position};

use crate::bench::{Case, Want};

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let slow = [
        ("late", Fault::Delay(Duration::from_secs(5))),
        ("slow from the start", trickle(Position::Head(0), 400)),
        ("slow within the head", trickle(Position::Head(30), 400)),
        ("slow before the end of the head", trickle(Position::Head(90), 400)),
        ("slow body", trickle(Position::Body(0), 400)),
        ("slow end", trickle(Position::Body(40), 400)),
    ];
    for (name, fault) in slow {
        for op in Op::ALL {
            let rule = FaultRule::new(fault.clone());
            let always = Case::new(format!("{name}, always"), op, Want::Unknown);
            cases.push(always.rule(rule.clone()).short());
            if op != Op::Launch {
                let once = Case::new(format!("{name}, once"), op, Want::Done);
                cases.push(once.rule(rule.take(1)).short().requests(2));
            }
        }
    }
    let quick = [
        ("a little late", Fault::Delay(Duration::from_millis(50))),
        ("byte by byte", trickle(Position::Head(0), 0)),
        ("body byte by byte", trickle(Position::Body(0), 1)),
    ];
    for (name, fault) in quick {
        let rule = FaultRule::new(fault);
        let case = |op| Case::new(name, op, Want::Done).rule(rule.clone()).requests(1);
        cases.extend(Op::ALL.map(case));
    }
    cases
}

fn trickle(from: Position, milliseconds: u64) -> Fault {
    Fault::Trickle { from, pause: Duration::from_millis(milliseconds) }
}
