// The other reader keeps raw values, which only this feature turns on in `serde_json`.
#![cfg(feature = "dynamic")]

mod reference;

use super::*;
use crate::rt::Input as _;
use crate::rt::{Init, read_response};
use crate::testing::records::{Lamp, SwitchOn};
use reference::SerdeInput;

fn by_serde<R: Record + Init>(bytes: &[u8]) -> Result<R, DecodeError> {
    let mut record = R::init();
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    match SerdeInput::new(&mut deserializer, 0).record(&mut record)? {
        true => deserializer.end().map_err(|error| DecodeError::new(error.to_string()))?,
        false => return Err(DecodeError::new("null")),
    }
    Ok(record)
}

fn by_us<R: Record + Init>(bytes: &[u8]) -> Result<R, DecodeError> {
    let mut record = R::init();
    read_response(bytes, &mut record).map(|()| record)
}

/// Both readers must see the same; gives whether it is something.
#[track_caller]
fn agree<R: Record + Init + PartialEq + std::fmt::Debug>(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    match (by_us::<R>(bytes), by_serde::<R>(bytes)) {
        (Ok(ours), Ok(other)) => {
            assert_eq!(format!("{ours:?}"), format!("{other:?}"), "{text}");
            true
        }
        (Err(ours), Err(other)) => {
            // Where there is no JSON, each stops where it notices.
            if serde_json::from_slice::<IgnoredAny>(bytes).is_ok() {
                assert_eq!(ours.path(), other.path(), "{text}: {ours}, {other}");
            }
            false
        }
        (ours, other) => panic!("{text}: {ours:?}, {other:?}"),
    }
}

const TEXTS: [&str; 5] = [
    r#"{"Names":"","Main":"","Lamps":["",{"Inner":""}],"Soft":1,"Grid":[""],"Count":""}"#,
    r#"{"Lamps":[{"Id":"ab","Watts":12,"Room":null},{"Inner":{"Inner":{"Id":"x"}}}],"Count":-7,"Code":"open","Names":["10.0.0.1","",null],"Bright":0.5,"Soft":true,"Total":9,"Main":{},"Grid":[[0,1],[],null]}"#,
    r#" { "Grid" : [ [ 1 , 2 ] ] , "Soft" : "FALSE" , "New" : { "a" : [ 1 , "b" ] } , "Count" : "12" } "#,
    r#"{"Names":["tab\there \u6a21\ud83d\ude80 \"\\\/","模 🚀",7,true,1.5],"Total":18446744073709551615,"Bright":1e3,"Count":-0}"#,
    "{\"Main\":\n\t{\"Watts\":\"\",\"Id\":12,\r\n\"Room\":\"a long name for a room, longer than words\"},\"Main\":null}",
];

#[test]
fn whatever_happens_to_a_text_both_readers_see_the_same() {
    let pieces: [&[u8]; 36] = [
        b"",
        b"\"",
        b"\\",
        b",",
        b":",
        b"{",
        b"}",
        b"[",
        b"]",
        b"0",
        b"1",
        b"-",
        b".",
        b"e",
        b" ",
        b"\n",
        b"\x01",
        b"\x7f",
        b"\xff",
        b"\xc3\xa9",
        b"null",
        b"true",
        b"fals",
        b"\"12\"",
        b"\"\"",
        b"1e400",
        b"-0",
        b"00",
        b"1.0",
        b"123456789012345678",
        b"1234567890123456789",
        b"-9223372036854775808",
        b"18446744073709551616",
        b"\\u00e9",
        b"\\ud800",
        b"\\x",
    ];
    let mut good = 0;
    for text in TEXTS.map(str::as_bytes) {
        assert!(agree::<SwitchOn>(text));
        for at in 0..text.len() {
            for piece in pieces {
                for from in [at, at + 1] {
                    let mutant = [&text[..at], piece, &text[from..]].concat();
                    good += usize::from(agree::<SwitchOn>(&mutant));
                }
            }
            agree::<SwitchOn>(&text[..at]);
        }
    }
    assert!(good > 1000, "{good} of them could be read");
}

#[test]
fn what_is_deep_is_deep_for_both_readers() {
    for levels in 120..135 {
        let open = r#"{"Inner":"#;
        let deep = format!("{}{{}}{}", open.repeat(levels), "}".repeat(levels));
        assert_eq!(agree::<Lamp>(deep.as_bytes()), levels < 127, "{levels}");
        let lists = format!(r#"{{"Grid":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
        assert!(!agree::<SwitchOn>(lists.as_bytes()));
        let skipped = format!(r#"{{"New":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
        assert!(agree::<SwitchOn>(skipped.as_bytes()));
    }
}

#[test]
fn a_key_is_what_it_means_and_not_how_it_is_spelt() {
    assert!(agree::<SwitchOn>(br#"{"C\u006funt":3}"#));
    let read = by_us::<SwitchOn>(br#"{"C\u006funt":3,"Co\nunt":4}"#).unwrap();
    assert_eq!(read.count, Some(3));
}

#[test]
fn a_value_can_be_read_once() {
    let mut reader = Reader::new(b"1 2", Mode::Strict);
    let mut input = JsonInput::new(&mut reader);
    assert_eq!(input.int().unwrap(), Some(1));
    assert!(input.int().unwrap_err().to_string().contains("twice"));
}
