//! Specs that ship with this crate, and the schema of the format.

/// JSON Schema (draft 2020-12) of the format, for editors.
pub const SCHEMA: &str = include_str!("../specs/spec.schema.json");

const SHIPPED: &[(&str, &str)] = &[
    ("ecm-2019-07-19", include_str!("../specs/ecm-2019-07-19.json")),
    ("sts-2018-08-13", include_str!("../specs/sts-2018-08-13.json")),
];

/// Returns the text of a spec that ships with this crate, such as `ecm-2019-07-19`.
#[must_use]
pub const fn shipped(name: &str) -> Option<&'static str> {
    // Texts cannot be compared in a const function yet.
    let mut rest: &[(&str, &'static str)] = SHIPPED;
    while let [(shipped, text), others @ ..] = rest {
        if bytes_equal(shipped.as_bytes(), name.as_bytes()) {
            return Some(*text);
        }
        rest = others;
    }
    None
}

const fn bytes_equal(mut left: &[u8], mut right: &[u8]) -> bool {
    while let ([first, others @ ..], [other, more @ ..]) = (left, right) {
        if *first != *other {
            return false;
        }
        (left, right) = (others, more);
    }
    left.is_empty() && right.is_empty()
}

/// Iterates over the names of the specs that ship with this crate.
pub fn shipped_names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_spec_is_good() {
        for name in shipped_names() {
            let text = shipped(name).unwrap();
            if let Err(problems) = crate::read(text) {
                panic!("{}", problems.render(name, text));
            }
        }
        assert!(shipped("no-such-spec").is_none());
    }
}
