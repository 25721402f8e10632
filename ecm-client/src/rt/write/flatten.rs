//! Conversion of records to flat parameters, for query strings and forms: `Lamps.0.Id=...`.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::json::bare;
use super::walk::{FieldName, RuleChecks, Sink, WalkSummary, walk};
use crate::rt::{Record, View};
use ecm_sign::Parameters;
use ecm_sign::REDACTED;

/// Appends the fields of the record, each under its path: names and positions with `.` between. A
/// field that is not set, and a record or list with nothing in it, add no parameter.
pub(crate) fn flatten(
    record: &dyn Record,
    parameters: &mut Parameters,
    check: RuleChecks,
) -> WalkSummary {
    walk(record, &mut Flat { parameters, path: Path::default(), redact: false }, check)
}

/// Appends the fields of the record with secrets as `[redacted]`.
pub(crate) fn flatten_redacted(record: &dyn Record, parameters: &mut Parameters) {
    let flat = &mut Flat { parameters, path: Path::default(), redact: true };
    let _ = walk(record, flat, RuleChecks::Skip);
}

struct Flat<'p> {
    parameters: &'p mut Parameters,
    path: Path,
    redact: bool,
}

impl Sink for Flat<'_> {
    fn open_record(&mut self) {
        self.path.descend();
    }

    fn field(&mut self, name: &FieldName<'_>) {
        self.path.enter(name.wire());
    }

    fn close_record(&mut self) {
        self.path.ascend();
    }

    fn open_list(&mut self) {
        self.path.descend();
    }

    fn item(&mut self, index: usize) {
        self.path.enter(&index.to_string());
    }

    fn close_list(&mut self) {
        self.path.ascend();
    }

    fn redacts(&self) -> bool {
        self.redact
    }

    fn value(&mut self, view: View<'_>, is_secret: bool) {
        let value = match view {
            View::Absent => return,
            View::Text(_) if is_secret && self.redact => REDACTED.to_owned(),
            View::Text(text) => text.to_owned(),
            View::Bytes(bytes) => BASE64_STANDARD.encode(bytes),
            view => bare(view),
        };
        self.parameters.push(self.path.text.clone(), value);
    }
}

#[derive(Default)]
struct Path {
    text: String,
    /// Length of the path of each record and list that is open.
    open: Vec<usize>,
}

impl Path {
    fn descend(&mut self) {
        self.open.push(self.text.len());
    }

    fn enter(&mut self, name: &str) {
        self.text.truncate(self.open.last().copied().unwrap_or_default());
        if !self.text.is_empty() {
            self.text.push('.');
        }
        self.text.push_str(name);
    }

    fn ascend(&mut self) {
        self.open.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use crate::testing::records::{Lamp, SwitchOn, switch_on};

    fn flat(record: &dyn Record) -> Vec<(String, String)> {
        let mut parameters = Parameters::default();
        assert!(flatten(record, &mut parameters, RuleChecks::Skip).is_finite);
        parameters.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn every_value_stands_under_its_path() {
        let expected = [
            ("Lamps.0.Id", "ab"),
            ("Count", "1"),
            ("Code", "opensesame"),
            ("Names.0", "10.0.0.1"),
            ("Bright", "0.5"),
            ("Soft", "true"),
            ("Grid.0.0", "0"),
            ("Grid.0.1", "1"),
        ];
        assert_eq!(flat(&switch_on()), pairs(&expected));
        assert_eq!(flat(&SwitchOn::default()), []);
    }

    #[test]
    fn records_within_records_and_after_them() {
        let inner = Lamp { id: Some("in".into()), ..Lamp::default() };
        let lamp = Lamp { watts: Some(-3), inner: Some(Box::new(inner)), ..Lamp::default() };
        let request = SwitchOn {
            lamps: Some(vec![lamp, Lamp::default(), Lamp { watts: Some(4), ..Lamp::default() }]),
            total: Some(u64::MAX),
            ..SwitchOn::default()
        };
        let expected = [
            ("Lamps.0.Watts", "-3"),
            ("Lamps.0.Inner.Id", "in"),
            ("Lamps.2.Watts", "4"),
            ("Total", "18446744073709551615"),
        ];
        assert_eq!(flat(&request), pairs(&expected));
    }

    #[test]
    fn secrets_are_not_for_people_and_numbers_must_be_finite() {
        let request = SwitchOn { code: Some(Secret::from("hunter2-hunter2")), ..switch_on() };
        let mut shown = Parameters::default();
        flatten_redacted(&request, &mut shown);
        assert!(shown.iter().any(|pair| pair == ("Code", "[redacted]")));
        assert!(shown.iter().all(|(_, value)| value != "hunter2-hunter2"));
        let endless = SwitchOn { bright: Some(f64::INFINITY), ..switch_on() };
        assert!(!flatten(&endless, &mut Parameters::default(), RuleChecks::Skip).is_finite);
    }
}
