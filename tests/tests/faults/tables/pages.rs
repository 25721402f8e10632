//! Pages of gateways and redirections, in place of the service's answer.

use crate::depot::Op;
use ecm_test_server::{Fault, FaultRule, ServedResponse};

use super::lost_by_all;
use crate::bench::{Case, Want, golden_body};

const STATUSES: [u16; 17] =
    [400, 401, 403, 404, 405, 407, 408, 421, 429, 499, 500, 501, 502, 503, 504, 520, 599];

/// The request is too large, and would be as large the next time.
const TOO_LARGE: [u16; 3] = [413, 414, 431];

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for status in STATUSES {
        cases.extend(lost_by_all(
            &format!("page {status}"),
            &Fault::Response(ServedResponse::html(status)),
        ));
    }
    for status in TOO_LARGE {
        for op in Op::ALL {
            let rule = FaultRule::new(Fault::Response(ServedResponse::html(status)));
            let case = Case::new(format!("page {status}"), op, Want::Unknown);
            cases.push(case.rule(rule).requests(1));
        }
    }
    // The service answers with 200 and nothing else, so this is somebody else's, whatever it says.
    for status in [201, 202, 203, 206, 500, 503] {
        let reply = ServedResponse { status, ..ServedResponse::json(golden_body(Op::Launch)) };
        cases.extend(lost_by_all(&format!("answer with status {status}"), &Fault::Response(reply)));
    }
    let throttled = r#"{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"}}}"#;
    let reply = ServedResponse { status: 429, ..ServedResponse::json(throttled) };
    cases.extend(lost_by_all("throttling with status 429", &Fault::Response(reply)));
    for (status, value) in [(429, "0"), (503, "0"), (503, "soon"), (503, "-1")] {
        let page = ServedResponse::html(status).with_header("retry-after", value);
        cases.extend(lost_by_all(&format!("page {status} after {value}"), &Fault::Response(page)));
    }
    for status in [429, 503] {
        for op in Op::ALL {
            // The time that a call has is over before that.
            let page = ServedResponse::html(status).with_header("retry-after", "3600");
            let rule = FaultRule::new(Fault::Response(page));
            let case = Case::new(format!("page {status} after an hour"), op, Want::Unknown);
            cases.push(case.rule(rule).requests(1));
        }
    }
    for status in [204, 205, 304] {
        let fault = Fault::Raw(format!("HTTP/1.1 {status} No\r\n\r\n").into());
        cases.extend(lost_by_all(&format!("nothing with status {status}"), &fault));
    }
    for status in [301, 302, 303, 307, 308] {
        for to in
            ["/", "/elsewhere", "http://127.0.0.1:1/", "https://example.com/", "//x/", "\u{1}"]
        {
            let fault = Fault::Response(ServedResponse::redirect(status, to));
            cases.extend(lost_by_all(&format!("{status} to {to:?}"), &fault));
        }
    }
    cases
}
