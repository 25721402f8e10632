//! Options of an import.

use ecm_spec::model::Effect;

/// Options of an import.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Takes over the vendor's documentation where the spec has none.
    pub docs: bool,
    /// Removes parts that are no longer in the metadata, instead of deprecating them.
    pub prune: bool,
    /// Effects of actions by name; the last pattern that matches decides. Actions of the spec are
    /// changed, too.
    pub effects: Vec<(NamePattern, Effect)>,
}

/// Pattern of names, in which `*` stands for any text: `Delete*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern(String);

impl NamePattern {
    /// Creates a pattern from its text.
    #[must_use]
    pub fn new(pattern: &str) -> Self {
        Self(pattern.to_owned())
    }

    /// Returns the text of the pattern.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns `true` if the whole name fits the pattern.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        let Some((start, rest)) = self.0.split_once('*') else { return self.0 == name };
        let Some(mut name) = name.strip_prefix(start) else { return false };
        let mut parts: Vec<&str> = rest.split('*').collect();
        // Every part takes the first place that it fits, and the last one the end.
        let end = parts.pop().unwrap_or_default();
        for part in parts {
            let Some((_, after)) = name.split_once(part) else { return false };
            name = after;
        }
        name.ends_with(end)
    }
}

#[cfg(test)]
mod tests {
    use super::NamePattern;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, name, expected) in [
            ("DeleteX", "DeleteX", true),
            ("DeleteX", "DeleteXy", false),
            ("Delete*", "Delete", true),
            ("Delete*", "DeleteX", true),
            ("Delete*", "XDelete", false),
            ("*Tags", "AddTags", true),
            ("*Tags", "TagsAdd", false),
            ("*", "Any", true),
            ("*", "", true),
            ("A*B*C", "AxBxC", true),
            ("A*B*C", "ABC", true),
            ("A*B*C", "ACB", false),
            ("A*A", "A", false),
            ("*a*a*", "xaxx", false),
            ("**a", "a", true),
            ("", "", true),
            ("", "A", false),
        ] {
            assert_eq!(NamePattern::new(pattern).matches(name), expected, "{pattern} {name}");
        }
    }
}
