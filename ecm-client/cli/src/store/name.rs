//! Names of services, with or without a version.

use std::fmt;
use std::str::FromStr;

/// Service, and one of its versions if there is an `@`: `cvm`, `cvm@2017-03-12`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ServiceName {
    pub(crate) service: String,
    /// Date of the version; `None` stands for the latest one, or for all of them.
    pub(crate) version: Option<String>,
}

impl ServiceName {
    pub(crate) fn new(service: &str, version: &str) -> Self {
        Self { service: service.to_owned(), version: Some(version.to_owned()) }
    }

    /// Reads a name; `None` for a text that no service can have, such as a path.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (service, version) = match text.split_once('@') {
            Some((service, version)) => (service, Some(date(version)?)),
            None => (text, None),
        };
        is_service(service).then(|| Self { service: service.to_owned(), version })
    }

    /// Returns `true` for a version of this name.
    pub(crate) fn covers(&self, service: &str, version: &str) -> bool {
        self.service == service && self.version.as_deref().is_none_or(|one| one == version)
    }
}

impl fmt::Display for ServiceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.version {
            Some(version) => write!(f, "{}@{version}", self.service),
            None => f.write_str(&self.service),
        }
    }
}

impl FromStr for ServiceName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| {
            "expected SERVICE or SERVICE@VERSION, such as cvm or cvm@2017-03-12".to_owned()
        })
    }
}

/// Tells whether a service can have this name, which is that of a folder, too.
pub(crate) fn is_service(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Reads the date of a version: `2017-03-12`, or as folders of metadata write it, `v20170312`.
pub(crate) fn date(text: &str) -> Option<String> {
    let digits = match text.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if (year.len(), month.len(), day.len()) == (4, 2, 2) => {
            [*year, *month, *day].concat()
        }
        [all] => all.strip_prefix('v').unwrap_or(all).to_owned(),
        _ => return None,
    };
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = digits.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some(format!("{year}-{month}-{day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_word_and_a_date() {
        let shown = |text: &str| ServiceName::parse(text).map(|name| name.to_string());
        for (text, expected) in [
            ("lamp", "lamp"),
            ("lamp2-a", "lamp2-a"),
            ("lamp@2024-01-31", "lamp@2024-01-31"),
            ("lamp@20240131", "lamp@2024-01-31"),
            ("lamp@v20240131", "lamp@2024-01-31"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "@2024-01-31",
            "lamp@",
            "lamp@new",
            "lamp@2024-1-31",
            "lamp@v2024-01-31x",
            "Lamp",
            "../lamp",
            "lamp.json",
            "lamp/a",
            "2lamp",
            "lamp@2024-01-31@",
            "lämp",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
