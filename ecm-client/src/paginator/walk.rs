//! Step from one page to the next: the fields to set, and the end of the list.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::{Cause, NoValidResponse};
use crate::rt::{self, PaginationBy, PaginationEnd, PaginationTable, Record, View};

const REPEATED_PAGE: &str = "it is the previous page again, so that items may be missing";
const REPEATED_TOKEN: &str =
    "its token leads back to an earlier page, so that items may be missing";

/// State of a walk over pages. It knows no types: requests and responses are records.
pub(super) struct WalkState {
    table: &'static PaginationTable,
    next: NextPage,
    /// Maximum number of items on a page, where it is known.
    size: Option<u64>,
    /// Number of items on all pages so far.
    items_seen: u64,
    /// Fingerprint of the items on the page before.
    last_fingerprint: Option<u64>,
    /// Tokens that have been used, to notice a loop.
    used: BTreeSet<String>,
}

enum NextPage {
    Offset(u64),
    Number(u64),
    /// Token that came with the page before; `None` for the first page.
    Token(Option<String>),
    /// No page, or none that can be reached: the error is reported once.
    End(Option<Cause>),
}

impl WalkState {
    /// Creates a walk that begins where the request says, or at the first page.
    pub(super) fn new(table: &'static PaginationTable, request: &dyn Record) -> Self {
        let number = |field| requested_number(request, field);
        let next = match table.by {
            PaginationBy::Offset(field) => {
                number(field).map(|start| NextPage::Offset(start.unwrap_or(0)))
            }
            PaginationBy::Number(field) => {
                number(field).map(|start| NextPage::Number(start.unwrap_or(1)))
            }
            PaginationBy::Token(field, _) => Ok(NextPage::Token(match request.field(field) {
                View::Text(token) if !token.is_empty() => Some(token.to_owned()),
                _ => None,
            })),
        };
        let size = table.limit.map_or(Ok(None), number);
        let (next, size) = match (next, size) {
            (Ok(next), Ok(size)) => (next, size.or(table.size)),
            (Err(problem), _) | (_, Err(problem)) => {
                (NextPage::End(Some(Cause::Unsendable(problem))), None)
            }
        };
        Self { table, next, size, items_seen: 0, last_fingerprint: None, used: BTreeSet::new() }
    }

    /// Sets the request's fields for the next page, if any; [`WalkState::advance`] moves on.
    pub(super) fn step(&mut self, request: &mut dyn Record) -> Result<bool, Cause> {
        let set = match (&self.next, self.table.by) {
            (NextPage::Offset(offset), PaginationBy::Offset(field)) => {
                rt::set(request, field, *offset)
            }
            (NextPage::Number(number), PaginationBy::Number(field)) => {
                rt::set(request, field, *number)
            }
            (NextPage::Token(Some(token)), PaginationBy::Token(field, _)) => {
                rt::set(request, field, token.as_str())
            }
            (NextPage::Token(None), _) => Ok(()),
            // Why there is no next page is said once; after that, only that there is none.
            _ => match self.take_next() {
                NextPage::End(Some(cause)) => return Err(cause),
                _ => return Ok(false),
            },
        };
        let size = match (self.table.limit, self.size) {
            (Some(field), Some(size)) => rt::set(request, field, size),
            _ => Ok(()),
        };
        set.and(size).map(|()| true).map_err(|error| {
            self.take_next();
            Cause::Unsendable(error.to_string())
        })
    }

    fn take_next(&mut self) -> NextPage {
        std::mem::replace(&mut self.next, NextPage::End(None))
    }

    /// Moves on to the page after this one. Fails for a page that is not a new one.
    pub(super) fn advance(&mut self, response: &dyn Record) -> Result<(), Cause> {
        let current = self.take_next();
        let View::List(items) = rt::field_at(response, self.table.items) else { return Ok(()) };
        let count = items.len() as u64;
        if count > 0 {
            let now = fingerprint(View::List(items));
            if self.last_fingerprint.replace(now) == Some(now) {
                return Err(malformed(REPEATED_PAGE));
            }
        }
        let items_before = self.items_seen;
        self.items_seen = items_before.saturating_add(count);
        if count == 0 || self.has_more(response) == Some(false) {
            return Ok(());
        }
        self.next = match current {
            NextPage::Offset(offset) if !self.is_last(response, offset, count) => {
                NextPage::Offset(offset.saturating_add(count))
            }
            NextPage::Number(number) => {
                let full = self.size.map(|size| number.saturating_sub(1).saturating_mul(size));
                match self.is_last(response, full.unwrap_or(items_before), count) {
                    true => NextPage::End(None),
                    false => NextPage::Number(number.saturating_add(1)),
                }
            }
            NextPage::Token(used) => self.after_token(used, response),
            NextPage::Offset(_) | NextPage::End(_) => NextPage::End(None),
        };
        Ok(())
    }

    /// Returns true if the page is the last one, by the number of all items. Where that number is
    /// not known, a page with room left on it is the last.
    fn is_last(&self, response: &dyn Record, items_before: u64, count: u64) -> bool {
        if self.has_more(response) == Some(true) {
            return false;
        }
        // A number that denies the items on this page counts something else.
        match whole(rt::field_at(response, self.table.total)).filter(|total| *total > items_before)
        {
            Some(total) => items_before.saturating_add(count) >= total,
            None => self.size.is_some_and(|size| count < size),
        }
    }

    fn after_token(&mut self, used: Option<String>, response: &dyn Record) -> NextPage {
        let token = match self.table.by {
            PaginationBy::Token(_, next) => rt::field_at(response, next),
            PaginationBy::Offset(_) | PaginationBy::Number(_) => View::Absent,
        };
        let View::Text(token) = token else { return NextPage::End(None) };
        self.used.extend(used);
        match token {
            "" => NextPage::End(None),
            token if self.used.contains(token) => NextPage::End(Some(malformed(REPEATED_TOKEN))),
            token => NextPage::Token(Some(token.to_owned())),
        }
    }

    /// Returns the response's own flag for further pages; `None` if it has none.
    fn has_more(&self, response: &dyn Record) -> Option<bool> {
        let (path, more) = match self.table.end {
            PaginationEnd::Unspecified => return None,
            PaginationEnd::HasMore(path) => (path, true),
            PaginationEnd::IsLast(path) => (path, false),
        };
        match rt::field_at(response, path) {
            View::Bool(has_more) => Some(has_more == more),
            _ => None,
        }
    }
}

/// Makes the error for a list that cannot be walked to its end.
fn malformed(why: &'static str) -> Cause {
    Cause::NoValidResponse(NoValidResponse::Malformed(why))
}

/// Returns a number that the user has set in the request; the service takes 0 for none.
fn requested_number(request: &dyn Record, field: usize) -> Result<Option<u64>, String> {
    let requested = match request.field(field) {
        View::Absent => None,
        View::Text("") => None,
        view => Some(whole(view).ok_or_else(|| {
            let wire = request.table().wire(field);
            format!("`{wire}` must be a whole number to walk the pages")
        })?),
    };
    Ok(requested.filter(|number| *number > 0))
}

fn whole(view: View<'_>) -> Option<u64> {
    match view {
        View::Int(value) => u64::try_from(value).ok(),
        View::Uint(value) => Some(value),
        View::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// Returns a hash of a value, to compare pages by.
fn fingerprint(view: View<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    rt::to_value(view).hash(&mut hasher);
    hasher.finish()
}
