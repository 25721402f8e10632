//! Streams line by line, and the same however they are cut.

use std::time::Duration;

use proptest::prelude::*;

use super::*;

/// Event with its parts as text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    data: String,
    event: Option<String>,
    id: Option<String>,
    retry: Option<u128>,
}

impl From<ParsedEvent<'_>> for Seen {
    fn from(event: ParsedEvent<'_>) -> Self {
        Self {
            event: event.event().map(str::to_owned),
            id: event.id().map(str::to_owned),
            retry: event.retry().as_ref().map(Duration::as_millis),
            data: event.into_data().into_owned(),
        }
    }
}

fn data(text: &str) -> Seen {
    Seen { data: text.to_owned(), event: None, id: None, retry: None }
}

/// Events of a stream that comes in these chunks, and the one that its end cut off.
fn read<'c>(chunks: impl IntoIterator<Item = &'c [u8]>) -> (Vec<Seen>, Option<Seen>) {
    let mut parser = EventParser::new(10_000);
    let mut events = Vec::new();
    for chunk in chunks {
        let mut rest = chunk;
        while let Some(event) = parser.next(&mut rest).unwrap() {
            events.push(event.into());
        }
        assert!(rest.is_empty());
    }
    let last = parser.finish().unwrap().map(Seen::from);
    (events, last)
}

fn whole(stream: &[u8]) -> (Vec<Seen>, Option<Seen>) {
    read([stream])
}

#[test]
fn lines_end_in_any_of_three_ways() {
    for end in ["\n", "\r", "\r\n"] {
        let stream = ["data: 1", "data: 2", "", "data: 3", "", ""].join(end);
        assert_eq!(whole(stream.as_bytes()), (vec![data("1\n2"), data("3")], None), "{end:?}");
    }
    assert_eq!(whole(b"data: 1\r\n\ndata: 2\n\r\n"), (vec![data("1"), data("2")], None));
}

#[test]
fn fields_are_as_the_standard_has_them() {
    let named = |event: &str| Seen { event: Some(event.to_owned()), ..data("x") };
    let with_id = |text: &str, id: &str| Seen { id: Some(id.to_owned()), ..data(text) };
    let retried = |retry| Seen { retry, ..data("x") };
    let cases: [(&str, Vec<Seen>); 16] = [
        ("data:x\n\n", vec![data("x")]),
        ("data:  x \n\n", vec![data(" x ")]),
        ("data\n\n", vec![data("")]),
        ("data\ndata\n\n", vec![data("\n")]),
        ("data:a:b\n\n", vec![data("a:b")]),
        (": comment\n:\n\n:data: x\n\n", vec![]),
        ("event: e\ndata: x\n\ndata: x\n\n", vec![named("e"), data("x")]),
        ("event: e\n\ndata: x\n\n", vec![data("x")]),
        ("event: e\nevent\ndata: x\n\n", vec![data("x")]),
        ("id: 1\ndata: x\n\ndata: y\n\n", vec![with_id("x", "1"), with_id("y", "1")]),
        ("id: 1\n\ndata: x\nid\n\n", vec![data("x")]),
        ("id: 1\n\nid: 2\0\ndata: x\n\n", vec![with_id("x", "1")]),
        ("retry: 250\ndata: x\n\ndata: x\n\n", vec![retried(Some(250)), retried(None)]),
        ("retry: +1\nretry: 1s\nretry\ndata: x\n\n", vec![retried(None)]),
        ("DATA: y\n data: y\ndatas: y\nunknown\ndata: x\n\n", vec![data("x")]),
        ("retry: 7\n\ndata: x\n\n", vec![retried(Some(7))]),
    ];
    for (stream, events) in cases {
        assert_eq!(whole(stream.as_bytes()), (events, None), "{stream:?}");
    }
}

#[test]
fn an_event_does_not_wait_for_the_next_byte() {
    let mut parser = EventParser::new(100);
    for (chunk, expected) in
        [(&b"data: 1\r\r"[..], "1"), (b"\ndata: 2\n\r", "2"), (b"\ndata: 3\r\n\r", "3")]
    {
        let mut rest = chunk;
        assert_eq!(parser.next(&mut rest).unwrap().unwrap().data(), expected);
        assert!(rest.is_empty());
    }
    // The rest of the last line end makes no blank line of its own.
    assert_eq!(parser.next(&mut &b"\n"[..]), Ok(None));
    assert_eq!(parser.finish(), Ok(None));
}

#[test]
fn what_the_end_cuts_off_is_given_apart() {
    for stream in ["data: 1\n\ndata: 2", "data: 1\n\ndata: 2\n", "data: 1\n\n: c\ndata: 2\r"] {
        assert_eq!(whole(stream.as_bytes()), (vec![data("1")], Some(data("2"))), "{stream:?}");
    }
    for stream in ["data: 1\n\n", "data: 1\n\nevent: e\n", "data: 1\n\n: data: 2", "data: 1\n\nid"]
    {
        assert_eq!(whole(stream.as_bytes()), (vec![data("1")], None), "{stream:?}");
    }
    assert_eq!(whole(b"\xEF\xBB"), (vec![], None));
}

#[test]
fn only_the_first_mark_is_none_of_the_text() {
    let mark = "\u{FEFF}";
    assert_eq!(whole(format!("{mark}data: 1\n\n").as_bytes()), (vec![data("1")], None));
    assert_eq!(whole(format!("{mark}{mark}data: 1\n\n").as_bytes()), (vec![], None));
    assert_eq!(whole(format!("\n{mark}data: 1\n\n").as_bytes()), (vec![], None));
    let inside = format!("data: {mark}\n\n");
    assert_eq!(whole(inside.as_bytes()), (vec![data(mark)], None));
    // Its first two bytes are those of another character as well.
    assert_eq!(whole(b"\xEF\xBB\xB0\ndata: 1\n\n"), (vec![data("1")], None));
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    let (events, _) = whole(b"data: a\xFFb\ndata: \xE6\xA8\n\n");
    assert_eq!(events, [data("a\u{FFFD}b\n\u{FFFD}")]);
}

#[test]
fn an_event_larger_than_the_limit_is_refused_wherever_it_is_cut() {
    let error = EventTooLarge { limit: 20 };
    let read = |chunks: &[&[u8]]| {
        let mut parser = EventParser::new(20);
        let mut events = 0;
        for chunk in chunks {
            let mut rest = *chunk;
            while parser.next(&mut rest)?.is_some() {
                events += 1;
            }
        }
        parser.finish().map(|_| events)
    };
    assert_eq!(read(&[b"data: 12345678901234567890\n\n"]), Ok(1));
    assert_eq!(read(&[b"data: 123456789012345678901\n\n"]), Err(error));
    assert_eq!(read(&[b"data: 1234567890\ndata: 1234567890\n\n"]), Err(error));
    assert_eq!(read(&[b"data: 1234567890\n", b"data: 1234567890\n\n"]), Err(error));
    assert_eq!(read(&[b"unknown: ", b"12345678901234567890"]), Err(error));
    assert_eq!(read(&[b"event: 12345678901\ndata: 1234567890\n\n"]), Err(error));
    assert_eq!(read(&[b"id: 123456789012345678901\n\n"]), Err(error));
    assert_eq!(error.to_string(), "an event of the stream is larger than the limit of 20 bytes");
    // Comments and events that were given out count no more.
    let long = [b':'; 1_000];
    assert_eq!(read(&[&long, &long, b"\ndata: 1\n\n"]), Ok(1));
    assert_eq!(read(&[&b"data: 1234567890\n\n".repeat(100)]), Ok(100));
}

/// Lines of streams, valid and odd, with every kind of end.
fn streams() -> impl Strategy<Value = Vec<u8>> {
    let name = prop_oneof![
        6 => Just("data"),
        1 => Just("event"),
        1 => Just("id"),
        1 => Just("retry"),
        1 => Just(""),
        1 => Just("other"),
    ];
    let colon = prop_oneof![Just(":"), Just(": "), Just("")];
    let value = prop_oneof![
        Just("{\"a\": 1}".as_bytes()),
        Just("模型".as_bytes()),
        Just(&b"[DONE]"[..]),
        Just(&b"12"[..]),
        Just(&b""[..]),
        Just(&b" \xFF"[..]),
    ];
    let field = (name, colon, value).prop_map(|(name, colon, value)| {
        [name.as_bytes(), if value.is_empty() { colon.as_bytes() } else { b":" }, value].concat()
    });
    let line = prop_oneof![3 => field, 2 => Just(Vec::new())];
    let end = prop_oneof![Just("\n"), Just("\r"), Just("\r\n")];
    let mark = prop_oneof![Just(&b""[..]), Just(MARK)];
    (mark, prop::collection::vec((line, end), 0..40)).prop_map(|(mark, lines)| {
        let mut stream = mark.to_vec();
        for (line, end) in lines {
            stream.extend(line);
            stream.extend(end.bytes());
        }
        stream
    })
}

/// Reads a stream line by line, as the standard says it and as slowly as can be.
fn by_the_book(stream: &[u8]) -> (Vec<Seen>, Option<Seen>) {
    let text = String::from_utf8_lossy(stream).into_owned();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut events, mut id, mut retry) = (Vec::new(), String::new(), None);
    let (mut buffer, mut event) = (String::new(), String::new());
    let mut lines: Vec<&str> = text.split('\n').collect();
    let unfinished = lines.pop().unwrap_or_default();
    let take = |buffer: &mut String, event: &mut String, id: &str, retry: &mut Option<u128>| {
        let event = std::mem::take(event);
        let data = std::mem::take(buffer);
        let data = data.strip_suffix('\n')?.to_owned();
        Some(Seen {
            data,
            event: Some(event).filter(|event| !event.is_empty()),
            id: Some(id.to_owned()).filter(|id| !id.is_empty()),
            retry: retry.take(),
        })
    };
    for line in lines.into_iter().chain(Some(unfinished).filter(|line| !line.is_empty())) {
        if line.is_empty() {
            events.extend(take(&mut buffer, &mut event, &id, &mut retry));
            continue;
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => buffer.extend([value, "\n"]),
            "event" => event = value.to_owned(),
            "id" if !value.contains('\0') => id = value.to_owned(),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                retry = value.parse().ok();
            }
            _ => {}
        }
    }
    let last = take(&mut buffer, &mut event, &id, &mut retry);
    (events, last)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cuts_change_nothing(stream in streams(), sizes in prop::collection::vec(1_usize..9, 1..20)) {
        let expected = by_the_book(&stream);
        prop_assert_eq!(&whole(&stream), &expected);
        for at in 0..=stream.len() {
            let (first, second) = stream.split_at(at);
            prop_assert_eq!(&read([first, second]), &expected, "cut at {}", at);
        }
        let mut rest = &stream[..];
        let mut chunks = Vec::new();
        for size in sizes.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (chunk, after) = rest.split_at((*size).min(rest.len()));
            chunks.push(chunk);
            rest = after;
        }
        prop_assert_eq!(&read(chunks), &expected);
        prop_assert_eq!(&read(stream.chunks(1)), &expected);
    }
}
