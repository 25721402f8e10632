//! How a list is answered page by page.

use super::rule::FieldPath;

/// How to ask for the pages of an action. Fields are named by their index in the tables of request
/// and response.
#[derive(Debug)]
pub struct PaginationTable {
    /// What says which page is wanted.
    pub by: PaginationBy,
    /// The field of the request for the number of items on a page.
    pub limit: Option<usize>,
    /// What to set it to where the user does not.
    pub size: Option<u64>,
    /// The list in the response.
    pub items: FieldPath,
    /// The number of items on all pages, in the response; empty where nothing says.
    pub total: FieldPath,
    /// What the response says about further pages.
    pub end: PaginationEnd,
}

/// What says which page is wanted.
#[derive(Clone, Copy, Debug)]
pub enum PaginationBy {
    /// A field of the request: the number of items before it.
    Offset(usize),
    /// A field of the request: its number, from 1.
    Number(usize),
    /// A field of the request and one of the response: a text that came with the page before.
    Token(usize, FieldPath),
}

/// What a response says about further pages.
#[derive(Clone, Copy, Debug)]
pub enum PaginationEnd {
    /// Nothing.
    Unspecified,
    /// A boolean: there are more.
    HasMore(FieldPath),
    /// A boolean: this is the last one.
    IsLast(FieldPath),
}
