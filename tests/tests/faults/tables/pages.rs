//! Pages of gateways and redirections, in place of the service's answer.

use crate::depot::Op;
use ecm_test_server::{Fault, ServedResponse};

use super::lost_by_all;
use crate::bench::{Case, golden_body};

const STATUSES: [u16; 18] =
    [400, 401, 403, 404, 405, 407, 408, 413, 429, 431, 499, 500, 501, 502, 503, 504, 520, 599];

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for status in STATUSES {
        cases.extend(lost_by_all(
            &format!("page {status}"),
            &Fault::Response(ServedResponse::html(status)),
        ));
    }
    // The service answers with 200 and nothing else, so this is somebody else's, whatever it says.
    for status in [201, 202, 203, 206, 500, 503] {
        let reply = ServedResponse { status, ..ServedResponse::json(golden_body(Op::Launch)) };
        cases.extend(lost_by_all(&format!("answer with status {status}"), &Fault::Response(reply)));
    }
    let throttled = r#"{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"}}}"#;
    let reply = ServedResponse { status: 429, ..ServedResponse::json(throttled) };
    cases.extend(lost_by_all("throttling with status 429", &Fault::Response(reply)));
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
