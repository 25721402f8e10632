//! Table of a list in pages.

use super::rule::FieldPath;

/// Fields that select and describe pages, by their index in the tables of request and response.
#[derive(Debug)]
pub struct PaginationTable {
    pub by: PaginationBy,
    /// Field of the request for the number of items on a page.
    pub limit: Option<usize>,
    /// Number of items on a page where the user sets none.
    pub size: Option<u64>,
    /// Path of the list in the response.
    pub items: FieldPath,
    /// Path of the number of all items in the response; empty where there is none.
    pub total: FieldPath,
    /// Flag in the response for further pages.
    pub end: PaginationEnd,
}

#[derive(Clone, Copy, Debug)]
pub enum PaginationBy {
    /// The number of items before the page.
    Offset(usize),
    /// The number of the page, from 1.
    Number(usize),
    /// A token, and the path of the next token in the response.
    Token(usize, FieldPath),
}

/// Flag in a response for further pages.
#[derive(Clone, Copy, Debug)]
pub enum PaginationEnd {
    Unspecified,
    /// A boolean that is true if there are more pages.
    HasMore(FieldPath),
    /// A boolean that is true on the last page.
    IsLast(FieldPath),
}
