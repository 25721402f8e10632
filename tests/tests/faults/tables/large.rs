//! Answers of more bytes than anybody needs.

use crate::depot::Op;
use bytes::Bytes;
use ecm_test_server::{Fault, FaultRule, ServedResponse};

use super::{lost, lost_for_good};
use crate::bench::{Case, Want, golden_body};

const MIB: usize = 1024 * 1024;

pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let huge = Bytes::from([golden_body(Op::Launch).into_bytes(), vec![b' '; 64 * MIB]].concat());
    let endless = Bytes::from([&b"HTTP/1.1 200 OK\r\n\r\n"[..], &huge[..]].concat());
    let bomb =
        ServedResponse::json(gzip_of_zeros(64 * MIB)).with_header("content-encoding", "gzip");
    for (name, fault) in [
        ("64 MiB", Fault::Response(ServedResponse::json(huge))),
        ("64 MiB and no length", Fault::Raw(endless)),
        (
            "a bomb in chunks",
            Fault::Response(bomb.clone().with_header("transfer-encoding", "gzip, chunked")),
        ),
    ] {
        let rule = FaultRule::new(fault).after_commit();
        // Once is enough of so much.
        let of = |op| lost(name, op, &rule).into_iter().next();
        cases.extend(Op::ALL.into_iter().filter_map(of));
    }
    let rule = FaultRule::new(Fault::Response(bomb)).after_commit();
    cases.extend(lost_for_good("a bomb", &rule));
    for op in Op::ALL {
        for (more, fits) in [(0, true), (1, false)] {
            let mut body = golden_body(op);
            body.push_str(&" ".repeat(1000 - body.len() + more));
            for (name, fault) in [
                ("of known length", Fault::Response(ServedResponse::json(body.clone()))),
                ("of unknown length", Fault::Raw(format!("HTTP/1.1 200 OK\r\n\r\n{body}").into())),
            ] {
                let name = format!("{} bytes {name} where 1000 may be", body.len());
                let rule = FaultRule::new(fault).after_commit();
                let of = match fits {
                    true => vec![Case::new(name, op, Want::Done).rule(rule).requests(1)],
                    false => lost(&name, op, &rule),
                };
                let bounded = |case| Case { max_response_size: Some(1000), ..case };
                cases.extend(of.into_iter().map(bounded));
            }
        }
    }
    cases
}

/// So many zeros in gzip: one block of the fixed code, in which each 258 of them are thirteen bits.
fn gzip_of_zeros(count: usize) -> Vec<u8> {
    let mut bytes = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff".to_vec();
    let (mut held, mut bits) = (0_u32, 0);
    let mut put = |value: u32, width: u32| {
        held |= value << bits;
        bits += width;
        while bits >= 8 {
            bytes.push(held as u8);
            held >>= 8;
            bits -= 8;
        }
    };
    put(0b011, 3);
    put(0b0000_1100, 8);
    for _ in 0..count / 258 {
        put(0b1010_0011, 8);
        put(0, 5);
    }
    put(0, 7 + 7);
    bytes
}
