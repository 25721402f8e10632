use super::*;

#[test]
fn characters_are_those_of_the_standard_library() {
    for text in ["", "a", "é", "中文", "🦀a\u{10FFFF}", "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}"] {
        let mut rest = text.as_bytes();
        let mut found = Vec::new();
        while let Some((character, after)) = next_char(rest) {
            found.push(character);
            rest = after;
        }
        assert_eq!(found, text.chars().map(u32::from).collect::<Vec<_>>());
        let count = text.chars().count() as u64;
        assert_eq!(char_count(text), count);
        for (min, max) in (0..8).flat_map(|min| (min..8).map(move |max| (min, max))) {
            assert_eq!(has_length(text, min, max), (min..=max).contains(&count), "{text}");
        }
    }
}

#[test]
fn a_set_has_its_characters_of_ascii_and_its_others() {
    let set = CharSet { ascii: 1 << b'a' | 1 << 0x7F, others: &[('\u{80}', 'é'), ('文', '文')] };
    for character in ['a', '\u{7F}', '\u{80}', 'è', 'é', '文'] {
        assert!(in_set(character.into(), &set), "{character}");
    }
    for character in ['\0', 'b', '\u{7E}', 'ê', '中', char::MAX] {
        assert!(!in_set(character.into(), &set), "{character}");
    }
}

#[test]
fn a_text_has_its_characters_and_no_other() {
    for character in ['a', 'é', '中', '🦀', '\u{7F}', '\u{80}'] {
        assert!(has_char("aé中🦀\u{7F}\u{80}", u32::from(character)));
        assert!(!has_char("b\u{AD}丮🦁\u{7E}", u32::from(character)));
    }
}

#[test]
fn every_octet_is_one() {
    for octet in (0..1100_u32).flat_map(|value| [value.to_string(), format!("{value:03}")]) {
        let text = format!("{octet}.0.{octet}.{octet}");
        let expected = text.parse::<std::net::Ipv4Addr>().is_ok();
        assert_eq!(is_ipv4(text.as_bytes()), expected, "{text}");
    }
}

#[test]
fn ipv4_is_what_the_standard_library_takes() {
    for text in [
        "1.2.3.4",
        "0.0.0.0",
        "255.255.255.255",
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "",
        "01.2.3.4",
        "1..2.3",
        "1.2.3.4 ",
        "a.b.c.d",
        "249.250.199.100",
        "1.2.3.",
        "300.1.1.1",
        "00.1.1.1",
    ] {
        let expected = text.parse::<std::net::Ipv4Addr>().is_ok();
        assert_eq!(is_ipv4(text.as_bytes()), expected, "{text}");
    }
}

#[test]
fn base64_is_what_the_library_takes() {
    use base64::Engine;
    for text in [
        "", "YQ==", "YWI=", "YWJj", "YWJjZA==", "YQ", "YQ=", "Y===", "====", "YR==", "YWJ=",
        "YW=j", "YQ==YQ==", "Y Q=", "-_-_", "+/+/", "YWJj\n",
    ] {
        let expected = base64::prelude::BASE64_STANDARD.decode(text).ok();
        assert_eq!(base64_size(text), expected.map(|bytes| bytes.len() as u64), "{text}");
    }
}

#[test]
fn tokens_are_counted_as_split_counts_them() {
    for text in ["", "a", "a;b", ";", "a;;b", ";a;", "中;文"] {
        assert_eq!(token_count(text, ';'), text.split(';').count() as u64, "{text}");
    }
    assert_eq!(next_token("中·文".as_bytes(), '·'), ("中".as_bytes(), Some("文".as_bytes())));
}
