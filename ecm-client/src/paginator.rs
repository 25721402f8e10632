//! Lists that the service returns in pages.

mod items;
mod progress;
mod walk;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

pub use items::PaginatorItems;

use crate::decoding::accept;
use crate::error::Cause;
use crate::{
    BoxFuture, Client, Error, Request, Response, Severity, Violation, WithExtra, rt, trace,
};
use walk::PageKind;
pub(crate) use walk::WalkState;

/// Name of the warning for a total that is smaller than the number of items that have come.
const MORE_ITEMS_THAN_TOTAL: &str = "more_items_than_total";

/// Request whose response is one page of a list.
pub trait Paginated: Request<Response: 'static> + 'static {
    /// Type of an item of the list.
    type Item: Unpin;

    /// Static table of the fields that select a page.
    #[doc(hidden)]
    const PAGINATION: &'static rt::PaginationTable;

    /// Takes the items out of a page.
    #[doc(hidden)]
    fn items(page: Self::Response) -> Vec<Self::Item>;
}

impl<R: Paginated> Paginated for WithExtra<R> {
    type Item = R::Item;
    const PAGINATION: &'static rt::PaginationTable = R::PAGINATION;

    fn items(page: R::Response) -> Vec<R::Item> {
        R::items(page)
    }
}

/// Iterator over the pages of a list, with one call per page.
///
/// It is a [`Stream`]; a page is requested when it is polled for.
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
/// A page number, offset or token in the request is where the walk begins, and a page size in the
/// request is kept. The walk ends
///
/// - when as many items have come as the service says that there are, by its latest number of all
///   items;
/// - where it gives no such number, or one that is smaller than what has come: by a token that is not
///   there, by a flag, with a page that has no items, and where no number is known with one that has
///   fewer than were asked for;
/// - with an error, where the service gives the page before once again, or a token that has been
///   used: it would never come to an end, and something may be missing;
/// - with an error ([`Error::is_incomplete_list`]), where a page has no items, or nothing leads to
///   the next one, although the service says that there are more. An empty page is asked for once
///   again before.
///
/// Totals are not always what they seem: one that is smaller than the number of items that have come
/// is a warning of the page ([`Response::warnings`]), and the walk goes on.
///
/// After any other error the walk stays where it was: asking for the next page requests the same
/// page again. Dropping the future of [`Paginator::next`] loses nothing either.
///
/// The pages of a list that changes meanwhile do not show it at one moment. Where pages are counted
/// by items, an item that goes away moves those behind it forward, and one of them is missed; one
/// that comes in front moves them back, and one is seen twice. The number of all items is taken
/// from the last page, so that a list that grows is walked to its new end.
#[must_use = "no page is asked for until `next` is called"]
pub struct Paginator<R: Paginated> {
    client: Client,
    walk: WalkState,
    /// Request for the next page; `None` while a call has it.
    request: Option<Box<R>>,
    in_flight: Option<InFlight<R>>,
    request_id: Option<String>,
}

/// Call that gives its request back when it is done.
type InFlight<R> = BoxFuture<'static, (Box<R>, PageResult<R>)>;
type PageResult<R> = Result<Response<<R as Request>::Response>, Error>;

impl<R: Paginated> Paginator<R> {
    /// Creates a paginator that begins where the request says. Nothing is sent yet.
    pub fn new(client: &Client, request: R) -> Self {
        let walk = WalkState::new(R::PAGINATION, &request);
        let request = Some(Box::new(request));
        Self { client: client.clone(), walk, request, in_flight: None, request_id: None }
    }

    /// Requests the next page; `None` after the last one.
    ///
    /// An error does not end the list unless the service repeats a page: the next call of this
    /// function requests the failed page again.
    pub async fn next(&mut self) -> Option<Result<Response<R::Response>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Turns the pages into a stream of their items.
    pub fn items(self) -> PaginatorItems<R> {
        PaginatorItems::new(self)
    }

    /// Returns the request id of the latest page, or of the call for it that failed.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Starts a call for the next page; `None` where there is none.
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

    /// Completes a call, and moves on if the page is a new one.
    ///
    /// `None` stands for a page that is to be asked for again.
    fn complete(&mut self, result: PageResult<R>) -> Option<PageResult<R>> {
        self.complete_page(result).transpose()
    }

    fn complete_page(
        &mut self,
        result: PageResult<R>,
    ) -> Result<Option<Response<R::Response>>, Error> {
        walk_on(&mut self.walk, R::ACTION, &mut self.request_id, result, |page| page)
    }

    fn failed(&self, cause: Cause) -> Error {
        list_error(R::ACTION, cause, self.request_id.as_deref())
    }
}

/// Creates the error of a walk, with the id of the page that tells of it.
pub(crate) fn list_error(
    action: &'static rt::ActionTable,
    cause: Cause,
    request_id: Option<&str>,
) -> Error {
    // What is wrong with the page before is known by its id.
    let is_answered = matches!(cause, Cause::NoValidResponse(_));
    let request_id = request_id.filter(|_| is_answered).map(str::to_owned);
    Error::new(action, cause).with_request_id(request_id)
}

/// Moves a walk on past a page; `None` stands for a page that is to be asked for again.
pub(crate) fn walk_on<T: Send + Sync + 'static>(
    walk: &mut WalkState,
    action: &'static rt::ActionTable,
    request_id: &mut Option<String>,
    result: Result<Response<T>, Error>,
    as_record: fn(&T) -> &dyn rt::Record,
) -> Result<Option<Response<T>>, Error> {
    let id = match &result {
        Ok(answer) => Some(answer.request_id()),
        Err(error) => error.request_id(),
    };
    *request_id = id.filter(|id| !id.is_empty()).map(str::to_owned);
    let table = walk.table();
    let answer = accept(action, result?, |one| table.is_misled_by(one))?;
    let record = as_record(answer.body());
    let kind = walk.advance(record);
    match kind.map_err(|cause| list_error(action, cause, request_id.as_deref()))? {
        PageKind::New { excess: None } => Ok(Some(answer)),
        PageKind::New { excess: Some(total) } => {
            trace::list_exceeds_total(action, total, answer.request_id());
            let path = rt::path_name(record, table.total);
            Ok(Some(answer.with_warning(Violation {
                path,
                rule: MORE_ITEMS_THAN_TOTAL,
                severity: Severity::Warn,
                message: format!("is {total}, but more items than that have come"),
                server_error: None,
                extra: None,
            })))
        }
        PageKind::ToRepeat => Ok(None),
    }
}

impl<R: Paginated> Stream for Paginator<R> {
    type Item = Result<Response<R::Response>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
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
            if let Some(page) = this.complete(result) {
                return Poll::Ready(Some(page));
            }
        }
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
