//! Lists that are answered page by page, without an async runtime.

use std::fmt;

use super::Client;
use crate::{Error, Paginated, Response};

/// The pages of a list, one blocking call each, asked for as they are wanted.
///
/// Where the walk begins and ends is described with [`crate::Paginator`]. After an error that is not the
/// end, the next page is asked for once more, so stop at the first error or count them.
#[must_use = "no page is asked for until `next` is called"]
pub struct Paginator<R: Paginated> {
    client: Client,
    pages: crate::Paginator<R>,
}

impl<R: Paginated> Paginator<R> {
    /// The pages that a request leads to. Nothing is sent yet.
    pub fn new(client: &Client, request: R) -> Self {
        let pages = crate::Paginator::new(client.core(), request);
        Self { client: client.clone(), pages }
    }

    /// The items of all pages, one by one.
    pub fn items(self) -> PaginatorItems<R> {
        PaginatorItems { pages: self, page: Vec::new().into_iter() }
    }

    /// The id by which the service knows the last call, also where that failed.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.pages.request_id()
    }
}

impl<R: Paginated> Iterator for Paginator<R> {
    type Item = Result<Response<R::Response>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.pages.next())
    }
}

impl<R: Paginated> fmt::Debug for Paginator<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(f)
    }
}

/// Items of a list that is answered page by page, one by one.
///
/// A page is asked for when the items of the one before are used up. After an error no item is lost: to ask for the next item is to ask for the same page again.
#[must_use = "no page is asked for until `next` is called"]
pub struct PaginatorItems<R: Paginated> {
    pages: Paginator<R>,
    page: std::vec::IntoIter<R::Item>,
}

impl<R: Paginated> PaginatorItems<R> {
    /// Reads all items up to the end of the list.
    ///
    /// # Errors
    ///
    /// If a call for a page fails, or the list ends too early;
    /// [`Error::items_read`] gives the items that came before.
    pub fn read_all(self) -> Result<Vec<R::Item>, Error>
    where
        R::Item: Send + Sync + 'static,
    {
        let mut items = Vec::new();
        for item in self {
            match item {
                Ok(item) => items.push(item),
                Err(error) => return Err(error.with_items(items)),
            }
        }
        Ok(items)
    }

    /// The id by which the service knows the call that gave the last item.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.pages.request_id()
    }
}

impl<R: Paginated> Iterator for PaginatorItems<R> {
    type Item = Result<R::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.page = R::items(page.into_inner()).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<R: Paginated> fmt::Debug for PaginatorItems<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaginatorItems").field("pages", &self.pages).finish_non_exhaustive()
    }
}
