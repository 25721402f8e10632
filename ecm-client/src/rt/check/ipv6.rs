//! Recognition of IPv6 addresses in `const fn`.

use super::text::{after_prefix, is_ipv4};

/// Returns true if the text is an IPv6 address without a zone.
pub(super) const fn is_ipv6(text: &[u8]) -> bool {
    let mut rest = text;
    let mut groups = 0;
    let mut compressed = false;
    if let Some(after) = after_prefix(rest, b"::") {
        if after.is_empty() {
            return true;
        }
        compressed = true;
        rest = after;
    }
    loop {
        let (digits, after) = hex_digits(rest);
        if let [b'.', ..] = after {
            // The last two groups may be spelt as an IPv4 address.
            groups += 2;
            return is_ipv4(rest) && fits(groups, compressed);
        }
        if digits == 0 || digits > 4 {
            return false;
        }
        groups += 1;
        rest = match after {
            [] => return fits(groups, compressed),
            [b':', b':'] => return !compressed && fits(groups, true),
            [b':', b':', after @ ..] => {
                if compressed {
                    return false;
                }
                compressed = true;
                after
            }
            [b':', after @ ..] => after,
            _ => return false,
        };
    }
}

/// Checks the number of groups; a double colon stands for at least one.
const fn fits(groups: u32, compressed: bool) -> bool {
    if compressed { groups <= 7 } else { groups == 8 }
}

const fn hex_digits(text: &[u8]) -> (u32, &[u8]) {
    let mut count = 0;
    let mut rest = text;
    while let [digit, after @ ..] = rest {
        if !digit.is_ascii_hexdigit() {
            break;
        }
        count += 1;
        rest = after;
    }
    (count, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_the_standard_library_takes() {
        for text in [
            "::",
            "::1",
            "1::",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8",
            "1::3:4:5:6:7:8",
            "1:2:3:4::5:6:7:8",
            "::1.2.3.4",
            "1:2:3:4:5:6:1.2.3.4",
            "1:2:3:4:5:6:7:1.2.3.4",
            "1:2:3:4:5::1.2.3.4",
            "1:2:3:4:5:6::1.2.3.4",
            "1.2.3.4",
            "::1.2.3",
            "::1.2.3.4:5",
            ":1",
            "1:",
            ":",
            "",
            ":::",
            "1:::2",
            "1::2::3",
            "12345::",
            "g::",
            "fe80::1%eth0",
            "2001:db8::ff00:42:8329",
            "::ffff:1.2.3.256",
            "ABCD:ef01::",
            "1::2:",
            "::1::",
        ] {
            let expected = text.parse::<std::net::Ipv6Addr>().is_ok();
            assert_eq!(is_ipv6(text.as_bytes()), expected, "{text}");
        }
    }
}
