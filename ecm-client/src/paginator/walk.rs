//! Step from one page to the next: the fields to set, and the end of the list.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::progress::{Before, ListProgress, Remaining};
use crate::error::{Cause, NoValidResponse};
use crate::rt::{self, PaginationBy, PaginationEnd, PaginationTable, Record, View};

const REPEATED_PAGE: &str = "it is the previous page again, so that items may be missing";
const REPEATED_TOKEN: &str =
    "its token leads back to an earlier page, so that items may be missing";

/// State of a walk over pages. It knows no types: requests and responses are records.
pub(crate) struct WalkState {
    table: &'static PaginationTable,
    next: NextPage,
    progress: ListProgress,
    /// True once the next page has come empty although the service says that there is more.
    came_empty: bool,
    /// Fingerprint of the items on the page before.
    last_fingerprint: Option<u64>,
    /// Tokens that have been used, to notice a loop.
    used: BTreeSet<String>,
}

/// Page that has come, seen from the list as a whole.
pub(crate) enum PageKind {
    /// One more page of the list; `excess` is the total, if more items have come than that.
    New { excess: Option<u64> },
    /// No page of the list yet: the same one has to be asked for again.
    ToRepeat,
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
    pub(crate) fn new(table: &'static PaginationTable, request: &dyn Record) -> Self {
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
        let before = match &next {
            NextPage::Offset(offset) => Before::Items(*offset),
            NextPage::Number(number) => Before::Pages(number.saturating_sub(1)),
            NextPage::Token(None) => Before::Items(0),
            NextPage::Token(Some(_)) | NextPage::End(_) => Before::Unknown,
        };
        let progress = ListProgress::new(before, size);
        let used = BTreeSet::new();
        Self { table, next, progress, came_empty: false, last_fingerprint: None, used }
    }

    pub(super) fn table(&self) -> &'static PaginationTable {
        self.table
    }

    /// Sets the request's fields for the next page, if any; [`WalkState::advance`] moves on.
    pub(crate) fn step(&mut self, request: &mut dyn Record) -> Result<bool, Cause> {
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
        let size = match (self.table.limit, self.progress.size()) {
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

    /// Moves on to the page after this one. Fails for a page that is not a new one, and for an empty
    /// one where there should be more.
    pub(crate) fn advance(&mut self, response: &dyn Record) -> Result<PageKind, Cause> {
        let current = self.take_next();
        if let Some(total) = whole(rt::field_at(response, self.table.total)) {
            self.progress.set_total(total);
        }
        let has_more = self.has_more(response);
        let items = match rt::field_at(response, self.table.items) {
            View::List(items) if !items.is_empty() => items,
            _ => return self.end_or_repeat(current, has_more),
        };
        let now = fingerprint(View::List(items));
        if self.last_fingerprint.replace(now) == Some(now) {
            return Err(malformed(REPEATED_PAGE));
        }
        self.came_empty = false;
        let count = items.len() as u64;
        self.progress.add_page(count);
        let is_last = self.is_last(count, has_more);
        self.next = match current {
            NextPage::Token(used) => self.after_token(used, response, has_more),
            NextPage::Offset(_) | NextPage::Number(_) if is_last => NextPage::End(None),
            NextPage::Offset(offset) => NextPage::Offset(offset.saturating_add(count)),
            NextPage::Number(number) => NextPage::Number(number.saturating_add(1)),
            NextPage::End(_) => NextPage::End(None),
        };
        Ok(PageKind::New { excess: self.progress.excess() })
    }

    /// Ends the list with an empty page. Where the service says that there is more, the page is asked
    /// for once again, and the second time the list is known to be incomplete.
    fn end_or_repeat(
        &mut self,
        current: NextPage,
        has_more: Option<bool>,
    ) -> Result<PageKind, Cause> {
        let more_is_known = match self.progress.remaining() {
            Remaining::More => true,
            Remaining::Unknown => has_more == Some(true),
            Remaining::Uncertain | Remaining::Nothing | Remaining::Less => false,
        };
        if !more_is_known {
            return Ok(PageKind::New { excess: None });
        }
        if std::mem::replace(&mut self.came_empty, true) {
            return Err(self.incomplete());
        }
        self.next = current;
        Ok(PageKind::ToRepeat)
    }

    /// Returns true if a page with items is the last one. The number of all items decides, where it
    /// is known and not denied by what has come; a short page proves nothing then, as a service may
    /// have a maximum of its own. Where the number is not known, a page with room on it is the last.
    fn is_last(&self, count: u64, has_more: Option<bool>) -> bool {
        match self.progress.remaining() {
            Remaining::More => false,
            Remaining::Uncertain | Remaining::Less => has_more == Some(false),
            Remaining::Nothing => has_more != Some(true),
            Remaining::Unknown => match has_more {
                Some(has_more) => !has_more,
                None => self.progress.size().is_some_and(|size| count < size),
            },
        }
    }

    fn after_token(
        &mut self,
        used: Option<String>,
        response: &dyn Record,
        has_more: Option<bool>,
    ) -> NextPage {
        let token = match self.table.by {
            PaginationBy::Token(_, next) => rt::field_at(response, next),
            PaginationBy::Offset(_) | PaginationBy::Number(_) => View::Absent,
        };
        let is_short = self.progress.remaining() == Remaining::More;
        self.used.extend(used);
        match token {
            View::Text(token) if !token.is_empty() => match has_more {
                Some(false) if !is_short => NextPage::End(None),
                _ if self.used.contains(token) => NextPage::End(Some(malformed(REPEATED_TOKEN))),
                _ => NextPage::Token(Some(token.to_owned())),
            },
            // Nothing leads to what is missing.
            _ if is_short || has_more == Some(true) => NextPage::End(Some(self.incomplete())),
            _ => NextPage::End(None),
        }
    }

    /// Makes the error for a list that ended although the service says that there is more.
    fn incomplete(&self) -> Cause {
        let (items, total) = self.progress.numbers();
        Cause::NoValidResponse(NoValidResponse::IncompleteList { items, total })
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
