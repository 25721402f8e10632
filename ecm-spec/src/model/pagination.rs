//! Lists that are answered page by page.

use super::Path;

/// How to ask for one page of a list after the other, and where its items are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// What says which page is wanted.
    pub by: PaginationBy,
    /// The field of the request that says how many items a page has at most.
    pub limit: Option<String>,
    /// What to set it to where the user does not; the service's own choice where absent.
    pub size: Option<u64>,
    /// The list in the response.
    pub items: Path,
    /// How many items there are on all pages together, in the response.
    pub total: Option<Path>,
    /// What the response says about further pages.
    pub end: Option<PaginationEnd>,
}

/// What says which page is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaginationBy {
    /// The number of items before it.
    Offset {
        /// The field of the request.
        field: String,
    },
    /// Its number, from 1.
    Number {
        /// The field of the request.
        field: String,
    },
    /// A text that came with the page before; the first page is asked for without.
    Token {
        /// The field of the request.
        field: String,
        /// Where the response has the token of the next page; without one there is none.
        next: Path,
    },
}

/// A boolean of the response that says whether there are further pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaginationEnd {
    /// True where there are more.
    More(Path),
    /// True on the last page.
    Last(Path),
}

impl PaginationBy {
    /// The field of the request.
    #[must_use]
    pub fn field(&self) -> &str {
        match self {
            Self::Offset { field } | Self::Number { field } | Self::Token { field, .. } => field,
        }
    }
}

impl Pagination {
    /// The keys of `pagination` in a spec that says this, in the order of the format.
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
