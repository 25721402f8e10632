//! Pagination of lists.

use super::Path;

/// Fields by which an action is asked for one page after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// Field that selects the page.
    pub by: PaginationBy,
    /// Field of the request for the maximum number of items on a page.
    pub limit: Option<String>,
    /// Page size where the user sets none; the service's own default where absent.
    pub size: Option<u64>,
    /// List in the response.
    pub items: Path,
    /// Number of items on all pages together, in the response.
    pub total: Option<Path>,
    /// Field of the response that announces further pages.
    pub end: Option<PaginationEnd>,
}

/// Field of the request that selects the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaginationBy {
    /// The number of items before the page.
    Offset {
        /// The field of the request.
        field: String,
    },
    /// The number of the page, from 1.
    Number {
        /// The field of the request.
        field: String,
    },
    /// A token that came with the page before; the first page is asked for without one.
    Token {
        /// The field of the request.
        field: String,
        /// Token of the next page in the response; absent on the last page.
        next: Path,
    },
}

/// Boolean of the response that announces further pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaginationEnd {
    /// True if there are more pages.
    More(Path),
    /// True on the last page.
    Last(Path),
}

impl PaginationBy {
    /// Returns the field of the request.
    #[must_use]
    pub fn field(&self) -> &str {
        match self {
            Self::Offset { field } | Self::Number { field } | Self::Token { field, .. } => field,
        }
    }
}

impl Pagination {
    /// Returns the keys of `pagination` as a spec writes them, in the order of the format.
    #[must_use]
    pub fn keys(&self) -> Vec<(&'static str, String)> {
        let mut keys = match &self.by {
            PaginationBy::Offset { field } => vec![("offset", field.clone())],
            PaginationBy::Number { field } => vec![("page", field.clone())],
            PaginationBy::Token { field, next } => {
                vec![("token", field.clone()), ("next", next.join("."))]
            }
        };
        keys.extend(self.limit.clone().map(|limit| ("limit", limit)));
        keys.extend(self.size.map(|size| ("size", size.to_string())));
        keys.push(("items", self.items.join(".")));
        keys.extend(self.total.as_ref().map(|total| ("total", total.join("."))));
        keys.extend(self.end.as_ref().map(|end| match end {
            PaginationEnd::More(path) => ("more", path.join(".")),
            PaginationEnd::Last(path) => ("last", path.join(".")),
        }));
        keys
    }
}
