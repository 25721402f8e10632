//! Answers with status 200 whose body is not what it should be.

use crate::depot::Op;
use bytes::Bytes;
use ecm_test_server::{Fault, FaultRule, ServedResponse};

use super::{lost, lost_by_all, lost_for_good};
use crate::bench::{Case, Want};

const UNBELIEVABLE: [(&str, &[u8]); 36] = [
    ("empty", b""),
    ("white space", b" \r\n\t "),
    ("null", b"null"),
    ("empty list", b"[]"),
    ("list", br#"[{"Response":{"RequestId":"r"}}]"#),
    ("empty object", b"{}"),
    ("true", b"true"),
    ("number", b"0"),
    ("not a number", b"NaN"),
    ("empty text", br#""""#),
    ("text", br#""{\"Response\":{}}""#),
    ("page", b"<html><body>200 OK</body></html>"),
    ("null response", br#"{"Response":null}"#),
    ("list response", br#"{"Response":[]}"#),
    ("text response", br#"{"Response":"ok"}"#),
    ("number response", br#"{"Response":1}"#),
    ("other case", br#"{"response":{"RequestId":"r"}}"#),
    ("other key", br#"{"Result":{"RequestId":"r"}}"#),
    ("two responses", br#"{"Response":{"RequestId":"r"},"Response":{"RequestId":"s"}}"#),
    ("trailing text", br#"{"Response":{"RequestId":"r"}}x"#),
    ("two answers", br#"{"Response":{"RequestId":"r"}}{"Response":{"RequestId":"r"}}"#),
    ("trailing comma", br#"{"Response":{"RequestId":"r",}}"#),
    ("single quotes", b"{'Response':{'RequestId':'r'}}"),
    ("comment", br#"{"Response":{"RequestId":"r"}/* ok */}"#),
    ("no UTF-8", b"{\"Response\":{\"RequestId\":\"\xff\xfe\"}}"),
    ("zero byte", b"{\"Response\":{\"RequestId\":\"r\0\"}}"),
    ("error without code", br#"{"Response":{"Error":{"Message":"m"},"RequestId":"r"}}"#),
    (
        "error with null code",
        br#"{"Response":{"Error":{"Code":null,"Message":"m"},"RequestId":"r"}}"#,
    ),
    (
        "error with empty code",
        br#"{"Response":{"Error":{"Code":"","Message":"m"},"RequestId":"r"}}"#,
    ),
    (
        "error with code of number",
        br#"{"Response":{"Error":{"Code":1,"Message":"m"},"RequestId":"r"}}"#,
    ),
    ("error as text", br#"{"Response":{"Error":"InternalError","RequestId":"r"}}"#),
    ("error as list", br#"{"Response":{"Error":[],"RequestId":"r"}}"#),
    (
        "two errors",
        br#"{"Response":{"Error":{"Code":"A","Message":"m"},"Error":{"Code":"B","Message":"m"}}}"#,
    ),
    ("error outside", br#"{"Error":{"Code":"InvalidParameter","Message":"m"},"RequestId":"r"}"#),
    ("chunk sizes", b"5\r\nhello\r\n0\r\n\r\n"),
    ("zero bytes", b"\0\0\0\0\0\0\0\0"),
];

/// What is of a form that a second request would bring as well.
const FOREIGN: [(&str, &[u8]); 4] = [
    ("gzip", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),
    ("UTF-16", b"{\0\"\0R\0e\0s\0p\0o\0n\0s\0e\0\"\0:\0{\0}\0}\0"),
    ("marked UTF-16", b"\xff\xfe{\0}\0"),
    ("events", b"data: {\"Choices\":[]}\n\n"),
];

/// What does not fit a field that is known, which is no reason to doubt the rest.
const MISFITS: [(&str, &str); 4] = [
    ("ids of number", r#"{"Response":{"MachineIds":5,"RequestId":"r"}}"#),
    ("ids of text", r#"{"Response":{"MachineIds":"dm-1","RequestId":"r"}}"#),
    ("ids of object", r#"{"Response":{"MachineIds":{},"RequestId":"r"}}"#),
    ("ids of lists", r#"{"Response":{"MachineIds":[["dm-1"]],"RequestId":"r"}}"#),
];

const CUT_OFF: &str = r#"{"Response":{"MachineIds":["dm-1""#;

/// What is an answer all the same.
const BELIEVABLE: [(&str, &str); 13] = [
    ("byte order mark", "\u{feff}{\"Response\":{\"RequestId\":\"r\"}}"),
    ("half a surrogate", r#"{"Response":{"MachineIds":["dm-1"],"RequestId":"\ud800"}}"#),
    ("no id", r#"{"Response":{"MachineIds":["dm-1"]}}"#),
    ("null id", r#"{"Response":{"MachineIds":["dm-1"],"RequestId":null}}"#),
    ("empty id", r#"{"Response":{"MachineIds":["dm-1"],"RequestId":""}}"#),
    ("id of number", r#"{"Response":{"MachineIds":["dm-1"],"RequestId":7}}"#),
    ("no ids of machines", r#"{"Response":{"RequestId":"r"}}"#),
    ("ids of empty text", r#"{"Response":{"MachineIds":"","RequestId":"r"}}"#),
    ("null ids of machines", r#"{"Response":{"MachineIds":null,"RequestId":"r"}}"#),
    ("null error", r#"{"Response":{"Error":null,"RequestId":"r"}}"#),
    ("nothing at all", r#"{"Response":{}}"#),
    ("unknown fields", r#"{"X":[1],"Response":{"New":{"a":[]},"RequestId":"r"},"Y":null}"#),
    ("white space", " {\n\t\"Response\" : { \"RequestId\" : \"r\" } }\r\n"),
];

const DEPTH: usize = 10_000;

fn json(body: impl Into<Bytes>) -> Fault {
    Fault::Response(ServedResponse::json(body))
}

fn done(name: &str, op: Op, rule: &FaultRule) -> Vec<Case> {
    vec![Case::new(name, op, Want::Done).rule(rule.clone()).requests(1)]
}

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, body) in UNBELIEVABLE {
        cases.extend(lost_by_all(name, &json(body)));
    }
    for (name, open, close) in
        [("lists", "[", "]"), ("objects", r#"{"a":"#, "}"), ("open lists", "[", "")]
    {
        let nested = format!("{}1{}", open.repeat(DEPTH), close.repeat(DEPTH));
        cases.extend(lost_by_all(&format!("nothing but deep {name}"), &json(nested.clone())));
        for field in ["MachineIds", "Error", "RequestId"] {
            let body = format!(r#"{{"Response":{{"{field}":{nested}}}}}"#);
            let rule = FaultRule::new(json(body)).after_commit();
            // What is not read may be as deep as it likes; an `Error` is never nothing.
            let name = format!("deep {name} in {field}");
            cases.extend(Op::ALL.into_iter().flat_map(|op| match (field, close) {
                ("MachineIds" | "RequestId", "]" | "}") => done(&name, op, &rule),
                _ => lost(&name, op, &rule),
            }));
        }
        if !close.is_empty() {
            let body = format!(r#"{{"Response":{{"New":{nested}}},"New":{nested}}}"#);
            let rule = FaultRule::new(json(body)).after_commit();
            let name = format!("deep {name} in the unknown");
            cases.extend(Op::ALL.into_iter().flat_map(|op| done(&name, op, &rule)));
        }
    }
    for (name, body) in MISFITS {
        let rule = FaultRule::new(json(body)).after_commit();
        cases.extend([Op::Launch, Op::List].into_iter().flat_map(|op| done(name, op, &rule)));
    }
    let cut_off = FaultRule::new(json(CUT_OFF)).after_commit();
    cases.extend(Op::ALL.into_iter().flat_map(|op| lost("ids cut off", op, &cut_off)));
    for (name, body) in FOREIGN {
        cases.extend(lost_for_good(name, &FaultRule::new(json(body))));
        let carried_out = FaultRule::new(json(body)).after_commit();
        cases.extend(lost_for_good(&format!("{name}, carried out"), &carried_out));
    }
    for (name, body) in BELIEVABLE {
        let rule = FaultRule::new(json(body)).after_commit();
        let name = format!("good with {name}");
        cases.extend(Op::ALL.into_iter().flat_map(|op| done(&name, op, &rule)));
    }
    cases
}
