//! Checks of the keys at the top of the file.

use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, Text};

pub(super) struct Header {
    pub(super) service: String,
    pub(super) version: String,
    pub(super) revision: String,
    pub(super) host: String,
    pub(super) doc: String,
}

pub(super) fn check(raw: &raw::Spec<'_>, report: &mut Report) -> Header {
    if let Some(service) = raw.service {
        check_service(service, report);
    }
    if let Some(version) = raw.version {
        check_version(version, report);
    }
    if let Some(host) = raw.host {
        check_host(host, report);
    }
    Header {
        service: owned(raw.service),
        version: owned(raw.version),
        revision: owned(raw.revision),
        host: owned(raw.host),
        doc: owned(raw.doc),
    }
}

/// Copies a text; a missing one is empty, as the reader has reported it if it is required.
pub(super) fn owned(text: Option<Text<'_>>) -> String {
    text.map(|text| text.value.to_owned()).unwrap_or_default()
}

pub(super) fn optional(text: Option<Text<'_>>) -> Option<String> {
    text.map(|text| text.value.to_owned())
}

/// Checks the service name, which is signed and is part of paths and host names.
fn check_service(service: Text<'_>, report: &mut Report) {
    if !is_host_label(service.value) {
        let message = format!("{} is not a service name", quote(service.value));
        let _ = report
            .add(ProblemCode::BadService, service.at, message)
            .help("a service name is made of lower-case letters, digits and, between them, `-`, such as `ecm`");
    }
}

/// Checks the version, which is a header value of fixed form.
fn check_version(version: Text<'_>, report: &mut Report) {
    if !is_date(version.value) {
        let message = format!("{} is not a version", quote(version.value));
        let _ = report
            .add(ProblemCode::BadVersion, version.at, message)
            .help("a version is a date, such as `2019-07-19`");
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |part: &str, digits: usize| {
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

/// Checks the host, which is signed as it is written and so stands alone.
fn check_host(host: Text<'_>, report: &mut Report) {
    if host.value.len() > 253 || !host.value.split('.').all(is_host_label) {
        let message = format!("{} is not a host name", quote(host.value));
        let _ = report
            .add(ProblemCode::BadHost, host.at, message)
            .help("write the host alone and in lower case, such as `ecm.tencentcloudapi.com`");
    }
}

/// Tells whether a text is a label of a host name.
fn is_host_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates() {
        for good in ["2019-07-19", "2024-12-31"] {
            assert!(is_date(good), "{good}");
        }
        for bad in
            ["2019-7-19", "2019-13-01", "2019-01-00", "20190719", "2019-07-19Z", "+019-07-19"]
        {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
