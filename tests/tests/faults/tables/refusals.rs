//! Refusals: throttling, and codes that the spec knows and that it does not.

use crate::depot::Op;
use ecm_test_server::{Fault, FaultRule};

use crate::bench::{Case, Want};

/// How often a client tries by itself.
const ATTEMPTS: u64 = 3;

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for op in Op::ALL {
        for code in ["RequestLimitExceeded", "RequestLimitExceeded.UinLimitExceeded"] {
            for times in 1..=5 {
                let rule = FaultRule::new(Fault::error(code)).take(times);
                let (want, requests) = match times < ATTEMPTS {
                    true => (Want::Done, times + 1),
                    false => (Want::Rejected(code.to_owned()), ATTEMPTS),
                };
                let case = Case::new(format!("{code} {times} times"), op, want);
                cases.push(case.rule(rule).requests(requests as usize));
            }
        }
        for number in 0..20 {
            let code = invented(number);
            let rule = FaultRule::new(Fault::error(&code));
            let want = Want::Rejected(code.clone());
            cases.push(Case::new(format!("code {code:?}"), op, want).rule(rule).requests(1));
        }
        for code in ["InternalError", "FailedOperation.Stuck"] {
            let rule = FaultRule::new(Fault::error(code)).take(1);
            let (want, requests) = match op {
                Op::Launch => (Want::Rejected(code.to_owned()), 1),
                Op::Rename | Op::List => (Want::Done, 2),
            };
            // Only an action that declares the code says what it means; otherwise it is unknown.
            if code == "InternalError" || op == Op::Launch {
                cases.push(Case::new(code, op, want).rule(rule).requests(requests));
            }
        }
    }
    cases
}

/// Codes that no spec has; some look as if they meant something.
fn invented(number: usize) -> String {
    const ODD: [&str; 12] = [
        "New",
        "requestlimitexceeded",
        "RequestLimitExceededX",
        "RequestLimitExceeded ",
        ".RequestLimitExceeded",
        "AuthFailure.SignatureExpired",
        "AuthFailure.TokenFailure.New",
        "200",
        "OK",
        "\u{7f16}\u{7801}",
        "a\nb",
        "\u{1b}[31mred",
    ];
    ODD.get(number).map_or_else(|| format!("Invented.Code{number}"), |code| (*code).to_owned())
}
