//! From one page to the next: what to ask for, and when to stop.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::rt::{self, PaginationBy, PaginationEnd, PaginationTable, Record, View};

const SAME_PAGE: &str = "it is the page before once again, so that the list would never end";
const SAME_TOKEN: &str = "it leads back to a page that has been, so that the list would never end";

/// Where a walk over pages stands. It knows no types: requests and responses are records.
pub(super) struct Walk {
    table: &'static PaginationTable,
    next: Place,
    /// How many items a page has at most, where that is known.
    size: Option<u64>,
    /// Items on the pages so far.
    seen: u64,
    /// What the page before had on it.
    before: Option<u64>,
    /// Tokens that have been used.
    used: BTreeSet<String>,
}

/// The next page.
enum Place {
    Offset(u64),
    Number(u64),
    /// None for the first page.
    Token(Option<String>),
    Nowhere,
    /// There is one, but to ask for it would be to go in circles.
    Lost(&'static str),
    /// The request says where to begin, and it makes no sense.
    Unsendable(String),
}

/// What to do next.
pub(super) enum Step {
    /// Send the request, which now asks for the next page.
    Ask,
    /// Stop: there are no more pages.
    End,
    /// Stop: there may be more, and no way to them.
    Lost(&'static str),
    /// Stop: the request cannot be made.
    Unsendable(String),
}

impl Walk {
    /// A walk that begins where the request says, and at the first page if it says nothing.
    pub(super) fn new(table: &'static PaginationTable, request: &dyn Record) -> Self {
        let number = |field| given_number(request, field);
        let next = match table.by {
            PaginationBy::Offset(field) => {
                number(field).map(|start| Place::Offset(start.unwrap_or(0)))
            }
            PaginationBy::Number(field) => {
                number(field).map(|start| Place::Number(start.unwrap_or(1)))
            }
            PaginationBy::Token(field, _) => Ok(Place::Token(match request.field(field) {
                View::Text(token) if !token.is_empty() => Some(token.to_owned()),
                _ => None,
            })),
        };
        let size = table.limit.map_or(Ok(None), number);
        let (next, size) = match (next, size) {
            (Ok(next), Ok(size)) => (next, size.or(table.size)),
            (Err(problem), _) | (_, Err(problem)) => (Place::Unsendable(problem), None),
        };
        Self { table, next, size, seen: 0, before: None, used: BTreeSet::new() }
    }

    /// Makes the request ask for the next page. Does not move on: that is for [`Walk::advance`].
    pub(super) fn step(&mut self, request: &mut dyn Record) -> Step {
        let set = match (&self.next, self.table.by) {
            (Place::Offset(offset), PaginationBy::Offset(field)) => {
                rt::set(request, field, *offset)
            }
            (Place::Number(number), PaginationBy::Number(field)) => {
                rt::set(request, field, *number)
            }
            (Place::Token(Some(token)), PaginationBy::Token(field, _)) => {
                rt::set(request, field, token.as_str())
            }
            (Place::Token(None), _) => Ok(()),
            _ => return self.stop(),
        };
        let size = match (self.table.limit, self.size) {
            (Some(field), Some(size)) => rt::set(request, field, size),
            _ => Ok(()),
        };
        match set.and(size) {
            Ok(()) => Step::Ask,
            Err(error) => {
                self.next = Place::Nowhere;
                Step::Unsendable(error.to_string())
            }
        }
    }

    /// Says once why there is no next page; after that, only that there is none.
    fn stop(&mut self) -> Step {
        match std::mem::replace(&mut self.next, Place::Nowhere) {
            Place::Lost(why) => Step::Lost(why),
            Place::Unsendable(problem) => Step::Unsendable(problem),
            _ => Step::End,
        }
    }

    /// Moves on to the page after this one. The error is for a page that is not a new one.
    pub(super) fn advance(&mut self, response: &dyn Record) -> Result<(), &'static str> {
        let items = match rt::at(response, self.table.items) {
            View::List(items) => items,
            _ => {
                self.next = Place::Nowhere;
                return Ok(());
            }
        };
        let count = items.len() as u64;
        if count > 0 {
            let now = fingerprint(View::List(items));
            if self.before.replace(now) == Some(now) {
                self.next = Place::Nowhere;
                return Err(SAME_PAGE);
            }
        }
        self.seen = self.seen.saturating_add(count);
        let is_over = count == 0 || self.said(response) == Some(false);
        self.next = match std::mem::replace(&mut self.next, Place::Nowhere) {
            _ if is_over => Place::Nowhere,
            Place::Offset(offset) => {
                let after = offset.saturating_add(count);
                match self.is_last(response, offset, after, count) {
                    true => Place::Nowhere,
                    false => Place::Offset(after),
                }
            }
            Place::Number(number) => {
                let full = self.size.map(|size| number.saturating_sub(1).saturating_mul(size));
                let before = full.unwrap_or(self.seen - count);
                match self.is_last(response, before, before.saturating_add(count), count) {
                    true => Place::Nowhere,
                    false => Place::Number(number.saturating_add(1)),
                }
            }
            Place::Token(used) => self.after_token(used, response),
            stopped => stopped,
        };
        Ok(())
    }

    /// Whether a page that is counted is the last: the number of all items says so, or where it is
    /// not known, that there is still room on the page.
    fn is_last(&self, response: &dyn Record, before: u64, after: u64, count: u64) -> bool {
        if self.said(response) == Some(true) {
            return false;
        }
        // A number that denies the items on this page counts something else.
        match whole(rt::at(response, self.table.total)).filter(|total| *total > before) {
            Some(total) => after >= total,
            None => self.size.is_some_and(|size| count < size),
        }
    }

    fn after_token(&mut self, used: Option<String>, response: &dyn Record) -> Place {
        let PaginationBy::Token(_, next) = self.table.by else { return Place::Nowhere };
        let View::Text(token) = rt::at(response, next) else { return Place::Nowhere };
        if token.is_empty() {
            return Place::Nowhere;
        }
        self.used.extend(used);
        match self.used.contains(token) {
            true => Place::Lost(SAME_TOKEN),
            false => Place::Token(Some(token.to_owned())),
        }
    }

    /// Whether there are more pages, where the response says.
    fn said(&self, response: &dyn Record) -> Option<bool> {
        let (path, more) = match self.table.end {
            PaginationEnd::Unsaid => return None,
            PaginationEnd::More(path) => (path, true),
            PaginationEnd::Last(path) => (path, false),
        };
        match rt::at(response, path) {
            View::Bool(said) => Some(said == more),
            _ => None,
        }
    }
}

/// What a number's field holds, where the user has given one. Zero is what the service takes for
/// nothing.
fn given_number(request: &dyn Record, field: usize) -> Result<Option<u64>, String> {
    let given = match request.field(field) {
        View::Absent => None,
        View::Text("") => None,
        view => Some(whole(view).ok_or_else(|| {
            let wire = request.table().wire(field);
            format!("`{wire}` is not a number of items or pages")
        })?),
    };
    Ok(given.filter(|number| *number > 0))
}

fn whole(view: View<'_>) -> Option<u64> {
    match view {
        View::Int(value) => u64::try_from(value).ok(),
        View::Uint(value) => Some(value),
        View::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// A number that two values share if they are the same, and hardly otherwise.
fn fingerprint(view: View<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    add(view, &mut hasher);
    hasher.finish()
}

/// What was read is nested no deeper than the reader allows, and so is this walk.
fn add(view: View<'_>, hasher: &mut DefaultHasher) {
    std::mem::discriminant(&view).hash(hasher);
    match view {
        View::Absent => {}
        View::Bool(value) => value.hash(hasher),
        View::Int(value) => value.hash(hasher),
        View::Uint(value) => value.hash(hasher),
        View::Float(value) => value.to_bits().hash(hasher),
        View::Text(text) => text.hash(hasher),
        View::Bytes(bytes) => bytes.hash(hasher),
        View::Record(record) => {
            for index in 0..record.table().fields.len() {
                add(record.field(index), hasher);
            }
        }
        View::List(list) => {
            list.len().hash(hasher);
            for index in 0..list.len() {
                add(list.item(index), hasher);
            }
        }
    }
}
