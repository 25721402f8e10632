//! Rust names of wire names.
//!
//! Every name of a spec becomes an ASCII identifier in the case that Rust expects. If it cannot,
//! the spec must set one in `name`.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Use of a name, which decides its case and which names are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// An action: a method of the generated client.
    Method,
    /// A field of a record, and the builder's method for it.
    Field,
    /// A record, an enum or the enum of a group.
    Type,
    /// A variant of an open enum: a value of an enum, or an error code.
    Variant,
    /// A variant of a group, which is a closed enum.
    Choice,
}

impl NameKind {
    fn is_snake(self) -> bool {
        matches!(self, NameKind::Method | NameKind::Field)
    }

    /// Returns the name of the case, for messages.
    #[must_use]
    pub fn case(self) -> &'static str {
        if self.is_snake() { "snake_case" } else { "PascalCase" }
    }

    /// Names of items and variants that generated code already has in that scope. Generated methods
    /// give way with a `_` of their own, so that the fields of records keep their names.
    fn taken(self) -> &'static [&'static str] {
        match self {
            NameKind::Type => &["Client"],
            NameKind::Variant => &["Common", "Other"],
            NameKind::Method | NameKind::Field | NameKind::Choice => &[],
        }
    }
}

/// Keywords of the 2024 edition, strict and reserved. Weak keywords are good identifiers.
#[rustfmt::skip]
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Returns `true` for a word that cannot be an identifier as it is.
#[must_use]
pub fn is_keyword(word: &str) -> bool {
    word == "_" || UNRAWABLE.contains(&word) || KEYWORDS.binary_search(&word).is_ok()
}

/// Keywords that cannot be raw identifiers.
const UNRAWABLE: &[&str] = &["Self", "crate", "self", "super"];

/// The Rust name for a wire name; `None` if there is nothing to make one of.
#[must_use]
pub fn derive(kind: NameKind, wire: &str) -> Option<String> {
    // Dropping a letter that ASCII lacks would make another word of it.
    if !wire.is_ascii() && wire.chars().any(|char| !char.is_ascii() && char.is_alphanumeric()) {
        return None;
    }
    let bare = match plain(kind, wire) {
        Some(bare) => bare,
        None if kind.is_snake() => split_acronyms(wire).to_snake_case(),
        None => split_acronyms(wire).to_upper_camel_case(),
    };
    let first = bare.chars().next()?;
    let bare = match (first.is_ascii_digit(), kind.is_snake()) {
        (false, _) => bare,
        (true, true) => format!("_{bare}"),
        (true, false) => format!("N{bare}"),
    };
    Some(escape_taken(kind, bare))
}

/// Last letter of a word, by which heck decides; digits do not count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LastLetter {
    None,
    Small,
    Capital,
}

/// Converts a plain name as heck does, at a small part of its price; `None` for any other.
fn plain(kind: NameKind, wire: &str) -> Option<String> {
    let bytes = wire.as_bytes();
    let mut bare = Vec::with_capacity(wire.len() + 8);
    let mut rest = bytes;
    // Where the word begins that is being read, and whether it has capitals behind its first letter.
    let (mut start, mut at, mut last, mut has_capitals) = (0, 0, LastLetter::None, false);
    while let [byte, after @ ..] = rest {
        rest = after;
        match byte {
            b'A'..=b'Z' => {
                let begins = match (last, after) {
                    // Of `VPCs` and `IPv6` the letters belong together.
                    (LastLetter::Capital, [b's' | b'v', ..]) => return None,
                    (LastLetter::Capital, [b'a'..=b'z', ..]) | (LastLetter::Small, _) => true,
                    _ => false,
                };
                if begins {
                    push_word(kind, bytes.get(start..at)?, has_capitals, &mut bare);
                    (start, has_capitals) = (at, false);
                }
                has_capitals |= at > start;
                last = LastLetter::Capital;
            }
            b'a'..=b'z' => last = LastLetter::Small,
            b'0'..=b'9' => {}
            0..=0x7f => {
                push_word(kind, bytes.get(start..at)?, has_capitals, &mut bare);
                (start, last, has_capitals) = (at + 1, LastLetter::None, false);
            }
            _ => return None,
        }
        at += 1;
    }
    push_word(kind, bytes.get(start..at)?, has_capitals, &mut bare);
    // Nothing but ASCII has been taken.
    String::from_utf8(bare).ok().filter(|bare| !bare.is_empty())
}

fn push_word(kind: NameKind, word: &[u8], has_capitals: bool, bare: &mut Vec<u8>) {
    let [first, others @ ..] = word else { return };
    if !kind.is_snake() {
        bare.push(first.to_ascii_uppercase());
    } else {
        if !bare.is_empty() {
            bare.push(b'_');
        }
        bare.push(first.to_ascii_lowercase());
    }
    if has_capitals {
        bare.extend(others.to_ascii_lowercase());
    } else {
        bare.extend_from_slice(others);
    }
}

/// Checks an identifier that the spec sets, and makes it raw where necessary.
///
/// `None` if it is no identifier, has the wrong case or is taken.
#[must_use]
pub fn explicit(kind: NameKind, name: &str) -> Option<String> {
    let mut letters = name.trim_start_matches('_').chars();
    let begins = letters.next().is_some_and(|first| {
        if kind.is_snake() {
            first.is_ascii_lowercase() || (first.is_ascii_digit() && name.starts_with('_'))
        } else {
            first.is_ascii_uppercase() && !name.starts_with('_')
        }
    });
    let continues = name.chars().all(|char| {
        char == '_'
            || char.is_ascii_digit()
            || char.is_ascii_lowercase()
            || (char.is_ascii_uppercase() && !kind.is_snake())
    });
    let continues = continues && has_valid_underscores(kind, name);
    // A trailing `_` is reserved for the generator, which avoids names that are taken with it.
    let continues = continues && !name.ends_with('_');
    let usable = begins && continues && !UNRAWABLE.contains(&name) && !kind.taken().contains(&name);
    usable.then(|| escape_taken(kind, name.to_owned()))
}

/// Tells whether rustc accepts every `_` without a warning about the case of the name. In
/// snake_case each stands alone; in PascalCase it only separates two numbers.
fn has_valid_underscores(kind: NameKind, name: &str) -> bool {
    let words: Vec<&str> = name.trim_start_matches('_').split('_').collect();
    let digit = |character: char| character.is_ascii_digit();
    words.windows(2).all(|pair| match pair {
        [first, second] if kind.is_snake() => !first.is_empty() && !second.is_empty(),
        [first, second] => first.ends_with(digit) && second.starts_with(digit),
        _ => true,
    })
}

/// Makes a keyword raw, and adds `_` to a name that is taken or cannot be raw.
fn escape_taken(kind: NameKind, name: String) -> String {
    if UNRAWABLE.contains(&name.as_str()) || kind.taken().contains(&name.as_str()) {
        format!("{name}_")
    } else if kind.is_snake() && KEYWORDS.binary_search(&name.as_str()).is_ok() {
        format!("r#{name}")
    } else {
        name
    }
}

/// Converts a Rust name to upper camel case, the stem of names generated around an action or a
/// field.
#[must_use]
pub fn upper_camel_case(rust: &str) -> String {
    let stem = rust.trim_start_matches("r#");
    let stem = plain(NameKind::Type, stem).unwrap_or_else(|| stem.to_upper_camel_case());
    // The underscore before a leading digit is lost in the conversion.
    if stem.starts_with(|first: char| first.is_ascii_digit()) { format!("N{stem}") } else { stem }
}

/// Replaces punctuation by spaces, and spells acronyms so that heck keeps their words whole. `VPCs`
/// would otherwise be `vp_cs`, and `IPv6` be `i_pv6`.
fn split_acronyms(wire: &str) -> String {
    let chars: Vec<char> =
        wire.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { ' ' }).collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or(' ');
    let mut split_acronyms = String::with_capacity(wire.len());
    let mut index = 0;
    while index < chars.len() {
        let upper = (index..).take_while(|place| at(*place).is_ascii_uppercase()).count();
        let next = at(index + upper);
        let after = at(index + upper + 1);
        let plural = upper >= 2 && next == 's' && !after.is_ascii_lowercase();
        let internet = upper >= 2
            && next == 'v'
            && matches!(after, '4' | '6')
            && at(index + upper - 2) == 'I'
            && at(index + upper - 1) == 'P';
        if plural || internet {
            // The last of the capitals goes with the small letter; all but the first of the
            // acronym are made small.
            let acronym = if internet { 2 } else { upper };
            for offset in 0..upper {
                let char = at(index + offset);
                let small = offset > upper - acronym;
                split_acronyms.push(if small { char.to_ascii_lowercase() } else { char });
            }
            split_acronyms.push(next);
            index += upper + 1;
        } else {
            let step = upper.max(1);
            split_acronyms.extend((index..index + step).map(at));
            index += step;
        }
    }
    split_acronyms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_comes_to_what_the_long_way_does() {
        let parts = ["A", "b", "Ab", "Id", "IP", "s", "v4", "X", "1", "2c", "_", "-", ". "];
        let mut names = vec![String::new()];
        for _ in 0..4 {
            let longer = |name: &String| parts.map(|part| format!("{name}{part}")).to_vec();
            names = names.iter().flat_map(longer).collect();
            for name in &names {
                for kind in [NameKind::Field, NameKind::Type] {
                    let Some(short) = plain(kind, name) else { continue };
                    for words in [split_acronyms(name), name.clone()] {
                        let long = match kind {
                            NameKind::Field => words.to_snake_case(),
                            _ => words.to_upper_camel_case(),
                        };
                        assert_eq!(short, long, "{name}");
                    }
                }
            }
        }
    }

    #[test]
    fn fields() {
        let table = [
            ("InstanceChargeType", Some("instance_charge_type")),
            ("ZoneInstanceCountISPSet", Some("zone_instance_count_isp_set")),
            ("Ipv6SubnetIds", Some("ipv6_subnet_ids")),
            ("IPv6Count", Some("ipv6_count")),
            ("EIPv4", Some("e_ipv4")),
            ("VPCs", Some("vpcs")),
            ("DescribeVPCsList", Some("describe_vpcs_list")),
            ("OSName", Some("os_name")),
            ("RequestID", Some("request_id")),
            ("RequestId", Some("request_id")),
            ("Type", Some("r#type")),
            ("Gen", Some("r#gen")),
            ("Union", Some("union")),
            ("Self", Some("self_")),
            ("super", Some("super_")),
            ("crate", Some("crate_")),
            ("true", Some("r#true")),
            ("Build", Some("build")),
            ("95Peak", Some("_95peak")),
            ("a.b-c d", Some("a_b_c_d")),
            ("__x__", Some("x")),
            ("X", Some("x")),
            ("", None),
            ("_", None),
            ("---", None),
            ("名", None),
            ("é", None),
        ];
        for (wire, expected) in table {
            assert_eq!(derive(NameKind::Field, wire).as_deref(), expected, "{wire}");
        }
    }

    #[test]
    fn types_and_variants() {
        let table = [
            (NameKind::Type, "RunEIPDirectServiceEnabled", Some("RunEipDirectServiceEnabled")),
            (NameKind::Type, "Option", Some("Option")),
            (NameKind::Type, "Self", Some("Self_")),
            (NameKind::Type, "Client", Some("Client_")),
            (NameKind::Type, "type", Some("Type")),
            (NameKind::Variant, "cn-north-1", Some("CnNorth1")),
            (NameKind::Variant, "LOCAL_BASIC", Some("LocalBasic")),
            (NameKind::Variant, "CMCC;CUCC;CTCC", Some("CmccCuccCtcc")),
            (
                NameKind::Variant,
                "InvalidParameterValue.TooLarge",
                Some("InvalidParameterValueTooLarge"),
            ),
            (NameKind::Variant, "Other", Some("Other_")),
            (NameKind::Variant, "COMMON", Some("Common_")),
            (NameKind::Choice, "Other", Some("Other")),
            (NameKind::Variant, "100M", Some("N100m")),
            (NameKind::Variant, "IPv4", Some("Ipv4")),
            (NameKind::Variant, "*", None),
            (NameKind::Variant, "\u{200b}", None),
        ];
        for (kind, wire, expected) in table {
            assert_eq!(derive(kind, wire).as_deref(), expected, "{wire}");
        }
    }

    #[test]
    fn given_names_are_identifiers_of_the_right_case() {
        let table = [
            (NameKind::Field, "login", Some("login")),
            (NameKind::Field, "type", Some("r#type")),
            (NameKind::Field, "_1x", Some("_1x")),
            (NameKind::Field, "Login", None),
            (NameKind::Field, "self", None),
            (NameKind::Field, "build_", None),
            (NameKind::Field, "1x", None),
            (NameKind::Field, "_", None),
            (NameKind::Field, "r#type", None),
            (NameKind::Field, "a_b", Some("a_b")),
            (NameKind::Field, "a__b", None),
            (NameKind::Type, "IPv4", Some("IPv4")),
            (NameKind::Type, "login", None),
            (NameKind::Type, "_Login", None),
            (NameKind::Type, "Self", None),
            (NameKind::Type, "X86_64", Some("X86_64")),
            (NameKind::Type, "A_B", None),
            (NameKind::Type, "A_1", None),
            (NameKind::Variant, "Other", None),
            (NameKind::Variant, "Über", None),
            (NameKind::Variant, "A B", None),
            (NameKind::Variant, "", None),
        ];
        for (kind, name, expected) in table {
            assert_eq!(explicit(kind, name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn keywords_are_sorted_and_never_come_out_bare() {
        assert!(KEYWORDS.is_sorted());
        for keyword in KEYWORDS {
            assert_ne!(derive(NameKind::Field, keyword).as_deref(), Some(*keyword));
        }
    }

    #[test]
    fn stems() {
        assert_eq!(upper_camel_case("run_instances"), "RunInstances");
        assert_eq!(upper_camel_case("r#type"), "Type");
        assert_eq!(upper_camel_case("self_"), "Self");
        assert_eq!(upper_camel_case("_1x"), "N1x");
    }
}
