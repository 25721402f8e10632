//! Answers whose headers do not tell the truth, and answers that are no HTTP.

use crate::depot::Op;
use ecm_test_server::{Fault, FaultRule};

use super::{lost, lost_by_all};
use crate::bench::{Case, Want, golden_body};

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for op in Op::ALL {
        let length = golden_body(op).len();
        let mut labelled = |name: &str, header: (&str, String)| {
            let headers = vec![(header.0.to_owned(), header.1)];
            cases.extend(lost(name, op, &FaultRule::new(Fault::Headers(headers))));
        };
        for (name, length) in [
            ("one byte too few", (length - 1).to_string()),
            ("no bytes", "0".to_owned()),
            ("one byte too many", (length + 1).to_string()),
            ("far too many", "18446744073709551615".to_owned()),
            ("more than a number holds", "99999999999999999999999".to_owned()),
            ("less than nothing", "-1".to_owned()),
            ("no number", "many".to_owned()),
        ] {
            labelled(name, ("content-length", length));
        }
        labelled("chunks that are none", ("transfer-encoding", "chunked".to_owned()));
    }
    for op in Op::ALL {
        // What is said of the body's form is not asked for and not believed: the body is what counts.
        for (name, header, value) in [
            ("said to be gzip", "content-encoding", "gzip"),
            ("said to be brotli", "content-encoding", "br"),
            ("said to be a page", "content-type", "text/html"),
            ("said to be Latin 1", "content-type", "application/json; charset=latin-1"),
        ] {
            let fault = Fault::Headers(vec![(header.to_owned(), value.to_owned())]);
            let rule = FaultRule::new(fault);
            cases.push(Case::new(name, op, Want::Done).rule(rule).requests(1));
        }
    }
    let body = golden_body(Op::Launch);
    for (name, answer) in [
        (
            "two lengths",
            format!("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{body}"),
        ),
        ("no HTTP", "SSH-2.0-OpenSSH\r\n".to_owned()),
        ("HTTP of old", body.clone()),
        ("another version", format!("HTTP/3.0 200 OK\r\n\r\n{body}")),
        ("no status", format!("HTTP/1.1\r\n\r\n{body}")),
        ("a status without end", format!("HTTP/1.1 {}", "2".repeat(70_000))),
        ("a header without end", format!("HTTP/1.1 200 OK\r\na: {}", "b".repeat(600_000))),
        ("headers without end", format!("HTTP/1.1 200 OK\r\n{}", "a: b\r\n".repeat(5_000))),
        ("a broken header", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n{}".to_owned()),
        ("a zero byte in a header", "HTTP/1.1 200 OK\r\na: \0\r\n\r\n{}".to_owned()),
        (
            "a chunk too large",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n"
                .to_owned(),
        ),
        (
            "a broken chunk",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n".to_owned(),
        ),
        (
            "no last chunk",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n".to_owned(),
        ),
        ("only words before an answer", "HTTP/1.1 100 Continue\r\n\r\n".to_owned()),
        (
            "switching",
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"
                .to_owned(),
        ),
    ] {
        cases.extend(lost_by_all(name, &Fault::Raw(answer.into())));
    }
    for (name, answer) in [
        ("no length", format!("HTTP/1.1 200 OK\r\n\r\n{body}")),
        ("HTTP 1.0", format!("HTTP/1.0 200 OK\r\n\r\n{body}")),
        ("a word before", format!("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{body}")),
        (
            "chunks",
            format!(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
                body.len()
            ),
        ),
    ] {
        let rule = FaultRule::new(Fault::Raw(answer.into())).after_commit();
        let case = |op| Case::new(name, op, Want::Done).rule(rule.clone()).requests(1);
        cases.extend(Op::ALL.map(case));
    }
    cases
}
