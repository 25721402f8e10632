//! Number of items that have come, against the number that the service says there are.

/// Items in front of the page at which a walk began.
#[derive(Clone, Copy, Debug)]
pub(super) enum Before {
    /// So many items.
    Items(u64),
    /// So many pages, all of the size that the service really gives.
    Pages(u64),
    /// No telling: the walk began with a token.
    Unknown,
}

/// Items that are still to come, by the number of all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remaining {
    /// The service gave no number so far.
    Unknown,
    /// There are more.
    More,
    /// There may be more: it is not known how many stand before the first page.
    Uncertain,
    /// As many have come as there are.
    Nothing,
    /// More have come than there are, so the number means something else or is old.
    Less,
}

#[derive(Debug)]
pub(super) struct ListProgress {
    before: Before,
    /// Number of items on a page that is asked for, where it is known.
    size: Option<u64>,
    /// Number of items on all pages so far.
    items: u64,
    /// Number of items on the largest page so far.
    largest_page: u64,
    /// Latest number of all items; a page that does not give it leaves that of an earlier one.
    total: Option<u64>,
}

impl ListProgress {
    pub(super) fn new(before: Before, size: Option<u64>) -> Self {
        Self { before, size, items: 0, largest_page: 0, total: None }
    }

    pub(super) fn size(&self) -> Option<u64> {
        self.size
    }

    pub(super) fn set_total(&mut self, total: u64) {
        self.total = Some(total);
    }

    pub(super) fn add_page(&mut self, items: u64) {
        self.items = self.items.saturating_add(items);
        self.largest_page = self.largest_page.max(items);
    }

    pub(super) fn remaining(&self) -> Remaining {
        let Some(total) = self.total else { return Remaining::Unknown };
        let (min, max) = self.position();
        if max < total {
            Remaining::More
        } else if min > total {
            Remaining::Less
        } else if min == max {
            Remaining::Nothing
        } else {
            Remaining::Uncertain
        }
    }

    /// Returns the number of all items, if more than that have come.
    pub(super) fn excess(&self) -> Option<u64> {
        self.total.filter(|_| self.remaining() == Remaining::Less)
    }

    /// Returns the number of items up to here, and that of all.
    pub(super) fn numbers(&self) -> (u64, Option<u64>) {
        let (_, max) = self.position();
        (if max == u64::MAX { self.items } else { max }, self.total)
    }

    /// Returns the fewest and the most items that there can be up to here. A service may give smaller
    /// pages than it is asked for, or larger ones, and so a page number tells only then how many items
    /// stand before it when a page of the size has come.
    fn position(&self) -> (u64, u64) {
        let (min, max) = match self.before {
            Before::Items(items) => (items, items),
            Before::Pages(pages) => {
                let (min, max) = self.size.map_or((self.largest_page, u64::MAX), |size| {
                    (size.min(self.largest_page), size.max(self.largest_page))
                });
                (pages.saturating_mul(min), pages.saturating_mul(max))
            }
            Before::Unknown => (0, u64::MAX),
        };
        (min.saturating_add(self.items), max.saturating_add(self.items))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remaining(before: Before, size: Option<u64>, pages: &[u64], total: u64) -> Remaining {
        let mut progress = ListProgress::new(before, size);
        pages.iter().for_each(|items| progress.add_page(*items));
        progress.set_total(total);
        progress.remaining()
    }

    #[test]
    fn the_total_is_compared_with_all_items_up_to_here() {
        use Remaining::{Less, More, Nothing, Uncertain};
        for (before, size, pages, total, expected) in [
            (Before::Items(0), Some(3), &[3][..], 5, More),
            (Before::Items(0), Some(3), &[3, 2], 5, Nothing),
            (Before::Items(0), Some(3), &[3, 3], 5, Less),
            (Before::Items(4), None, &[1], 5, Nothing),
            (Before::Items(9), None, &[], 5, Less),
            // Third page: the size is what was asked for, or less, or nobody knows.
            (Before::Pages(2), Some(3), &[3], 9, Nothing),
            (Before::Pages(2), Some(3), &[3], 10, More),
            (Before::Pages(2), Some(100), &[50], 250, Uncertain),
            (Before::Pages(2), Some(100), &[50, 50, 50], 251, Uncertain),
            (Before::Pages(2), Some(100), &[50, 50, 50], 249, Less),
            (Before::Pages(2), Some(100), &[50], 251, More),
            (Before::Pages(2), None, &[50], u64::MAX - 1, Uncertain),
            (Before::Pages(0), None, &[50], 50, Nothing),
            (Before::Unknown, None, &[4], 9, Uncertain),
            (Before::Unknown, None, &[4], 3, Less),
        ] {
            let found = remaining(before, size, pages, total);
            assert_eq!(found, expected, "{before:?} {size:?} {pages:?} {total}");
        }
    }
}
