//! From one page to the next: what to ask for, and when to stop.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::{Cause, NoValidResponse};
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
    /// There is none, or there is no way to it: this is to be said once.
    Nowhere(Option<Cause>),
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
            (Err(problem), _) | (_, Err(problem)) => {
                (Place::Nowhere(Some(Cause::Unsendable(problem))), None)
            }
        };
        Self { table, next, size, seen: 0, before: None, used: BTreeSet::new() }
    }

    /// Makes the request ask for the next page; false where there is none. Does not move on: that is for
    /// [`Walk::advance`].
    pub(super) fn step(&mut self, request: &mut dyn Record) -> Result<bool, Cause> {
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
            // Why there is no next page is said once; after that, only that there is none.
            _ => match self.take_place() {
                Place::Nowhere(Some(cause)) => return Err(cause),
                _ => return Ok(false),
            },
        };
        let size = match (self.table.limit, self.size) {
            (Some(field), Some(size)) => rt::set(request, field, size),
            _ => Ok(()),
        };
        set.and(size).map(|()| true).map_err(|error| {
            self.take_place();
            Cause::Unsendable(error.to_string())
        })
    }

    fn take_place(&mut self) -> Place {
        std::mem::replace(&mut self.next, Place::Nowhere(None))
    }

    /// Moves on to the page after this one. The error is for a page that is not a new one.
    pub(super) fn advance(&mut self, response: &dyn Record) -> Result<(), Cause> {
        let place = self.take_place();
        let View::List(items) = rt::at(response, self.table.items) else { return Ok(()) };
        let count = items.len() as u64;
        if count > 0 {
            let now = fingerprint(View::List(items));
            if self.before.replace(now) == Some(now) {
                return Err(lost(SAME_PAGE));
            }
        }
        let before = self.seen;
        self.seen = before.saturating_add(count);
        if count == 0 || self.said(response) == Some(false) {
            return Ok(());
        }
        self.next = match place {
            Place::Offset(offset) if !self.is_last(response, offset, count) => {
                Place::Offset(offset.saturating_add(count))
            }
            Place::Number(number) => {
                let full = self.size.map(|size| number.saturating_sub(1).saturating_mul(size));
                match self.is_last(response, full.unwrap_or(before), count) {
                    true => Place::Nowhere(None),
                    false => Place::Number(number.saturating_add(1)),
                }
            }
            Place::Token(used) => self.after_token(used, response),
            Place::Offset(_) | Place::Nowhere(_) => Place::Nowhere(None),
        };
        Ok(())
    }

    /// Whether a page that is counted is the last: the number of all items says so, or where it is
    /// not known, that there is still room on the page.
    fn is_last(&self, response: &dyn Record, before: u64, count: u64) -> bool {
        if self.said(response) == Some(true) {
            return false;
        }
        // A number that denies the items on this page counts something else.
        match whole(rt::at(response, self.table.total)).filter(|total| *total > before) {
            Some(total) => before.saturating_add(count) >= total,
            None => self.size.is_some_and(|size| count < size),
        }
    }

    fn after_token(&mut self, used: Option<String>, response: &dyn Record) -> Place {
        let token = match self.table.by {
            PaginationBy::Token(_, next) => rt::at(response, next),
            PaginationBy::Offset(_) | PaginationBy::Number(_) => View::Absent,
        };
        let View::Text(token) = token else { return Place::Nowhere(None) };
        self.used.extend(used);
        match token {
            "" => Place::Nowhere(None),
            token if self.used.contains(token) => Place::Nowhere(Some(lost(SAME_TOKEN))),
            token => Place::Token(Some(token.to_owned())),
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

/// There may be more pages, and no way to them.
fn lost(why: &'static str) -> Cause {
    Cause::NoValidResponse(NoValidResponse::Malformed(why))
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
    rt::to_value(view).hash(&mut hasher);
    hasher.finish()
}
