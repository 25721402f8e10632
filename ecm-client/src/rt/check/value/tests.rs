use super::*;

const LOWER: CharSet = ascii("abcdefghijklmnopqrstuvwxyz");
const UPPER: CharSet = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const DIGITS: CharSet = ascii("0123456789");
const HOST: CharSet =
    CharSet { ascii: LOWER.ascii | UPPER.ascii | DIGITS.ascii | ascii("-").ascii, others: &[] };
const IDEOGRAPHS: CharSet = CharSet { ascii: 0, others: &[('一', '龥')] };

/// The set of these characters.
const fn ascii(characters: &str) -> CharSet {
    let mut ascii = 0;
    let mut rest = characters.as_bytes();
    while let [byte, after @ ..] = rest {
        ascii |= 1 << *byte;
        rest = after;
    }
    CharSet { ascii, others: &[] }
}

#[track_caller]
fn texts(check: &ValueCheck, good: &[&str], bad: &[&str]) {
    for text in good {
        assert!(text_holds(check, text), "{check:?} refuses {text:?}");
    }
    for text in bad {
        assert!(!text_holds(check, text), "{check:?} takes {text:?}");
    }
}

#[test]
fn length_counts_characters() {
    let check = ValueCheck::Length { min: 2, max: 3 };
    texts(&check, &["ab", "abc", "中文", "🦀🦀🦀"], &["", "a", "中", "abcd", "🦀🦀🦀🦀"]);
}

#[test]
fn decoded_size_counts_bytes_and_leaves_the_format_to_another_rule() {
    let check = ValueCheck::DecodedSize { max: 3 };
    texts(&check, &["", "YWJj", "not base64"], &["YWJjZA=="]);
}

#[test]
fn alphabet_is_for_every_character() {
    texts(&ValueCheck::Alphabet(&LOWER), &["", "az"], &["A", "a1", "é", "aé"]);
    const WIDE: CharSet = CharSet { others: &[('\u{80}', 'é')], ..LOWER };
    texts(&ValueCheck::Alphabet(&WIDE), &["aé", "zß"], &["A", "中", "aêa"]);
}

#[test]
fn segments_are_like_host_names() {
    let check = ValueCheck::Segments { separator: '.', alphabet: &HOST, joiners: ".-" };
    texts(
        &check,
        &["a", "a.b", "a-b.C-9", "a.-b", "a-.b"],
        &["", ".a", "a.", "a..b", "-a", "a-", "a--b", "a_b", ".", "-"],
    );
    let plain = ValueCheck::Segments { separator: '/', alphabet: &LOWER, joiners: "" };
    texts(&plain, &["a/b"], &["", "/", "a/", "/a", "a//b", "a-b"]);
    let wide = ValueCheck::Segments { separator: '·', alphabet: &IDEOGRAPHS, joiners: "の" };
    texts(&wide, &["中", "中·文"], &["中··文", "·中", "中·", "の中", "a", "中a"]);
}

#[test]
fn classes_counts_kinds_of_characters() {
    let check = ValueCheck::Classes { min: 2, of: &[LOWER, UPPER, DIGITS] };
    texts(&check, &["aB", "a1", "Z9_"], &["", "ab", "___", "A"]);
    let wide = ValueCheck::Classes { min: 2, of: &[DIGITS, IDEOGRAPHS] };
    texts(&wide, &["1中", "中1", "aé9文"], &["中文", "12", "é1"]);
}

#[test]
fn one_of_is_exact() {
    texts(&ValueCheck::OneOfText(&["A", "B;C"]), &["A", "B;C"], &["", "a", "B", "A ", "AA"]);
    let check = ValueCheck::OneOfInt(&[0, 2]);
    assert!(int_holds(&check, 0) && int_holds(&check, 2));
    assert!(!int_holds(&check, 1) && !int_holds(&check, -1));
}

#[test]
fn tokens_are_known_and_distinct() {
    let check = ValueCheck::Tokens { separator: ';', values: &["A", "B"] };
    texts(&check, &["A", "B;A"], &["", "C", "A;", ";A", "A;A", "A;B;A", "A,B", "A;;B"]);
    let count = ValueCheck::TokenCount { separator: ';', counts: &[1, 3] };
    texts(&count, &["", "A", "A;B;C", ";;"], &["A;B", ";", "A;B;C;D"]);
}

#[test]
fn placeholders_are_closed() {
    const PLACEHOLDER: Placeholder = Placeholder { open: "{R:", alphabet: DIGITS, close: "}" };
    let check = ValueCheck::Placeholders(&PLACEHOLDER);
    texts(
        &check,
        &["", "plain", "{R:1}", "a{R:12}b{R:3}", "{", "}", "{r:x"],
        &["{R:", "{R:}", "{R:x}", "{R:1", "{R:1}{R:", "{R:{R:1}}", "{R:1 }"],
    );
}

#[test]
fn formats_are_formats() {
    texts(&ValueCheck::Ipv4, &["10.0.0.1"], &["", "10.0.0", "::1"]);
    texts(&ValueCheck::Ipv6, &["::1"], &["", "10.0.0.1"]);
    texts(&ValueCheck::Base64, &["", "YQ=="], &["YQ", "YQ==="]);
}

#[test]
fn ranges_include_their_ends() {
    let check = ValueCheck::IntRange { min: -3, max: i64::MAX };
    assert!(int_holds(&check, -3) && int_holds(&check, i64::MAX.into()));
    assert!(!int_holds(&check, -4) && !int_holds(&check, i128::from(i64::MAX) + 1));
    let check = ValueCheck::UintRange { min: 1, max: u64::MAX };
    assert!(int_holds(&check, 1) && int_holds(&check, u64::MAX.into()));
    assert!(!int_holds(&check, 0) && !int_holds(&check, -1));
    let check = ValueCheck::FloatRange { min: 0.5, max: 2.0 };
    assert!(float_holds(&check, 0.5) && float_holds(&check, 2.0));
    assert!(!float_holds(&check, 0.499) && !float_holds(&check, 2.001));
    assert!(!float_holds(&check, f64::NAN));
}

#[test]
fn a_literal_can_be_checked_while_compiling() {
    const KEPT: bool = text_holds(&ValueCheck::Length { min: 2, max: 3 }, "中文")
        && text_holds(&ValueCheck::Ipv6, "::1")
        && text_holds(&ValueCheck::Tokens { separator: ';', values: &["A", "B"] }, "B;A");
    const { assert!(KEPT) };
}
