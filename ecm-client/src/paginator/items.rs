//! Items of all pages of a list.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Paginated, Paginator};
use crate::Error;

/// Iterator over the items of a list that the service returns in pages.
///
/// It is a [`Stream`]; a page is requested when the items of the one before are used up.
///
/// After an error no item is lost: asking for the next item requests the same page again. See
/// [`Paginator`] for when it ends.
#[must_use = "no page is asked for until `next` is called"]
pub struct PaginatorItems<R: Paginated> {
    pages: Paginator<R>,
    page: std::vec::IntoIter<R::Item>,
}

impl<R: Paginated> PaginatorItems<R> {
    pub(super) fn new(pages: Paginator<R>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// Returns the next item, and requests a page if it has to; `None` after the last item.
    pub async fn next(&mut self) -> Option<Result<R::Item, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Reads all items up to the end of the list.
    ///
    /// # Errors
    ///
    /// If a call for a page fails, or the list ends too early;
    /// [`Error::items_read`] gives the items that came before.
    pub async fn read_all(mut self) -> Result<Vec<R::Item>, Error>
    where
        R::Item: Send + Sync + 'static,
    {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            match item {
                Ok(item) => items.push(item),
                Err(error) => return Err(error.with_items(items)),
            }
        }
        Ok(items)
    }

    /// Returns the request id of the page that gave the last item.
    pub fn request_id(&self) -> Option<&str> {
        self.pages.request_id()
    }
}

impl<R: Paginated> Stream for PaginatorItems<R> {
    type Item = Result<R::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => this.page = R::items(page.into_inner()).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<R: Paginated> fmt::Debug for PaginatorItems<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaginatorItems").field("pages", &self.pages).finish_non_exhaustive()
    }
}
