//! Numbers of the records that one request creates, and the texts that hold them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::values;
use crate::simulation::{CountedPer, CreateAction, Placeholder};

/// Number of a record among those of its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RecordNumber {
    /// Number of earlier records that are counted along with it.
    before: u64,
    /// True if the request creates several records.
    several: bool,
}

/// Counts the records of a request, separately wherever the simulation says so.
pub(super) struct RecordNumbers<'n> {
    per: &'n [CountedPer],
    body: &'n Value,
    several: bool,
    counts: BTreeMap<Vec<String>, u64>,
    /// Key of the item that the last record was for: items have many records each.
    last: Option<(usize, Vec<String>)>,
}

impl<'n> RecordNumbers<'n> {
    pub(super) fn new(creates: &'n CreateAction, body: &'n Value, records: usize) -> Self {
        let (per, counts) = (creates.counted_per.as_slice(), BTreeMap::new());
        Self { per, body, several: records > 1, counts, last: None }
    }

    /// Returns the number of the next record, which is for an item of a list of the request.
    pub(super) fn next(&mut self, selected: Option<(&str, usize)>) -> RecordNumber {
        let key = match (&self.last, selected) {
            (Some((last, key)), Some((_, item))) if *last == item => key.clone(),
            _ => self.key(selected),
        };
        self.last = selected.map(|(_, item)| (item, key.clone()));
        let count = self.counts.entry(key).or_default();
        let number = RecordNumber { before: *count, several: self.several };
        *count += 1;
        number
    }

    fn key(&self, selected: Option<(&str, usize)>) -> Vec<String> {
        let values = self.per.iter().map(|per| {
            let found = values::values_at(self.body, &per.path, selected);
            let text = found.first().and_then(|value| values::text(value)).unwrap_or_default();
            match per.before_last.as_deref().and_then(|end| text.rsplit_once(end)) {
                Some((start, _)) => start.to_owned(),
                None => text,
            }
        });
        values.collect()
    }
}

impl RecordNumber {
    /// Writes the number in place of each placeholder; a text without one gets a suffix where there
    /// are several records.
    pub(super) fn written_into(self, text: &str, placeholder: &Placeholder) -> String {
        let mut written = String::with_capacity(text.len());
        let (mut rest, mut found) = (text, false);
        while let Some((before, after)) = rest.split_once(&placeholder.open) {
            written.push_str(before);
            let behind = after.trim_start_matches(|digit: char| digit.is_ascii_digit());
            let number = behind.strip_prefix(&placeholder.close).and_then(|end| {
                // A number that is too large is plain text, as one that is none.
                let digits = after.strip_suffix(behind)?;
                Some((digits.parse::<u64>().ok()?.checked_add(self.before)?, end))
            });
            match number {
                Some((number, behind)) => {
                    written.push_str(&number.to_string());
                    (rest, found) = (behind, true);
                }
                None => {
                    written.push_str(&placeholder.open);
                    rest = after;
                }
            }
        }
        written.push_str(rest);
        if self.several && !found {
            written.push_str(&self.before.saturating_add(1).to_string());
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_count_up_and_whatever_is_none_is_plain_text() {
        let placeholder = Placeholder { open: "{R:".to_owned(), close: "}".to_owned() };
        let write = |before, several, text: &str| {
            RecordNumber { before, several }.written_into(text, &placeholder)
        };
        for (text, first, third) in [
            ("web{R:3}", "web3", "web5"),
            ("{R:0}-{R:10}-x", "0-10-x", "2-12-x"),
            ("web", "web1", "web3"),
            ("{R:a}", "{R:a}1", "{R:a}3"),
            ("{R:}{R:1}", "{R:}1", "{R:}3"),
            ("{R:{R:1}", "{R:1", "{R:3"),
            ("{R:1", "{R:11", "{R:13"),
            ("{R:+1}", "{R:+1}1", "{R:+1}3"),
            ("{R:99999999999999999999}", "{R:99999999999999999999}1", "{R:99999999999999999999}3"),
            ("\u{e9}{R:1}\u{e9}", "\u{e9}1\u{e9}", "\u{e9}3\u{e9}"),
        ] {
            assert_eq!(write(0, true, text), first);
            assert_eq!(write(2, true, text), third);
        }
        assert_eq!(write(0, false, "web"), "web");
        assert_eq!(write(0, false, "web{R:3}"), "web3");
        assert_eq!(write(1, true, "{R:18446744073709551615}"), "{R:18446744073709551615}2");
    }
}
