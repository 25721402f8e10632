//! Lists that are answered page by page.

mod items;
mod walk;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

pub use items::PaginatorItems;

use crate::error::Cause;
use crate::{BoxFuture, Client, Error, Request, Response, rt};
use walk::WalkState;

/// A request whose answer is a list that comes page by page.
pub trait Paginated: Request<Response: 'static> + 'static {
    /// What the list holds.
    type Item: Unpin;

    /// How to ask for one page after the other.
    #[doc(hidden)]
    const PAGINATION: &'static rt::PaginationTable;

    /// The items of a page.
    #[doc(hidden)]
    fn items(page: Self::Response) -> Vec<Self::Item>;
}

/// The pages of a list, one call each, asked for as they are wanted.
///
/// ```no_run
/// # use ecm_client::{Error, Paginated, Paginator};
/// # async fn show<R: Paginated>(mut pages: Paginator<R>) -> Result<(), Error> {
/// while let Some(page) = pages.next().await {
///     println!("the page of request {}", page?.request_id());
/// }
/// # Ok(()) }
/// ```
///
/// Where the request says where to begin, that is where the walk begins, and the size of a page that
/// it says is kept to. The walk ends
///
/// - where the service says that it does: by the number of all items, by a token that is not there,
///   by a flag;
/// - with a page that has no items, and where no number of all items is known with one that has
///   fewer than were asked for;
/// - with an error, where the service gives the page before once again, or a token that has been
///   used: it would never come to an end, and something may be missing.
///
/// After any other error the walk stands where it was: to ask for the next page is to ask for the
/// same one again. Dropping the future of [`Paginator::next`] loses nothing either.
///
/// A list that changes meanwhile is not a list at one moment. Where pages are counted by items, an
/// item that goes away moves those behind it forward, and one of them is missed; one that comes in
/// front moves them back, and one is seen twice. The number of all items is taken from the last
/// page, so that a list that grows is walked to its new end.
#[must_use = "no page is asked for until `next` is called"]
pub struct Paginator<R: Paginated> {
    client: Client,
    walk: WalkState,
    /// Away while a page is under way.
    request: Option<Box<R>>,
    in_flight: Option<InFlight<R>>,
    request_id: Option<String>,
}

/// A call, which gives the request back when it is done.
type InFlight<R> = BoxFuture<'static, (Box<R>, PageResult<R>)>;
type PageResult<R> = Result<Response<<R as Request>::Response>, Error>;

impl<R: Paginated> Paginator<R> {
    /// The pages that a request leads to. Nothing is sent yet.
    pub fn new(client: &Client, request: R) -> Self {
        let walk = WalkState::new(R::PAGINATION, &request);
        let request = Some(Box::new(request));
        Self { client: client.clone(), walk, request, in_flight: None, request_id: None }
    }

    /// The next page, or `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<Response<R::Response>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The items of all pages, one by one.
    pub fn items(self) -> PaginatorItems<R> {
        PaginatorItems::new(self)
    }

    /// The id by which the service knows the call that gave the page before; also where it failed.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// A call for the next page; `None` where there is none.
    fn start(&mut self) -> Option<Result<InFlight<R>, Error>> {
        // Only a call that panicked never gave it back.
        let mut request = self.request.take()?;
        let failure = match self.walk.step(&mut *request) {
            Ok(true) => {
                let client = self.client.clone();
                return Some(Ok(Box::pin(async move {
                    let result = client.send(&*request).await;
                    (request, result)
                })));
            }
            Ok(false) => None,
            Err(cause) => Some(self.failed(cause)),
        };
        self.request = Some(request);
        failure.map(Err)
    }

    /// Moves on, if the page is a new one.
    fn complete(&mut self, result: PageResult<R>) -> PageResult<R> {
        let id = match &result {
            Ok(answer) => Some(answer.request_id()),
            Err(error) => error.request_id(),
        };
        self.request_id = id.filter(|id| !id.is_empty()).map(str::to_owned);
        let answer = result?;
        self.walk.advance(answer.body()).map_err(|cause| self.failed(cause))?;
        Ok(answer)
    }

    fn failed(&self, cause: Cause) -> Error {
        // What is wrong with the page before is known by its id.
        let is_answered = matches!(cause, Cause::NoValidResponse(_));
        let request_id = self.request_id.clone().filter(|_| is_answered);
        Error::new(R::ACTION, cause).with_request_id(request_id)
    }
}

impl<R: Paginated> Stream for Paginator<R> {
    type Item = Result<Response<R::Response>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.in_flight.is_none() {
            match this.start() {
                Some(Ok(call)) => this.in_flight = Some(call),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        let Some(call) = &mut this.in_flight else { return Poll::Ready(None) };
        let (request, result) = ready!(call.as_mut().poll(context));
        this.in_flight = None;
        this.request = Some(request);
        Poll::Ready(Some(this.complete(result)))
    }
}

impl<R: Paginated> fmt::Debug for Paginator<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Paginator")
            .field("action", &R::ACTION.name)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}
