//! Lists in pages of actions that are known at run time only.

use std::fmt;

use zeroize::Zeroizing;

use super::{DynamicRequest, DynamicResponse};
use crate::paginator::{WalkState, list_error, walk_on};
use crate::rt::{self, PaginationTable};
use crate::{Client, Error, Response};

/// Iterator over the pages of a list, with one call per page.
///
/// It walks the pages as [`Paginator`](crate::Paginator) does, with the same end and the same errors.
/// Only the current page is kept.
#[must_use = "no page is asked for until `next` is called"]
pub struct DynamicPaginator {
    client: Client,
    walk: WalkState,
    request: DynamicRequest,
    request_id: Option<String>,
}

impl DynamicPaginator {
    fn new(client: &Client, table: &'static PaginationTable, request: DynamicRequest) -> Self {
        let walk = WalkState::new(table, &request.record);
        Self { client: client.clone(), walk, request, request_id: None }
    }

    /// Requests the next page; `None` after the last one.
    ///
    /// An error does not end the list unless the service repeats a page: the next call of this
    /// function requests the failed page again. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<Response<DynamicResponse>, Error>> {
        self.next_page().await.transpose()
    }

    async fn next_page(&mut self) -> Result<Option<Response<DynamicResponse>>, Error> {
        let action = self.request.action.table;
        loop {
            let failed = |cause, id: &Option<String>| list_error(action, cause, id.as_deref());
            let step = self.walk.step(&mut self.request.record);
            if !step.map_err(|cause| failed(cause, &self.request_id))? {
                return Ok(None);
            }
            self.request.json = Zeroizing::new(rt::to_json(&self.request.record));
            let result = self.client.send_dynamic(&self.request).await;
            let id = &mut self.request_id;
            let page = walk_on(&mut self.walk, action, id, result, |page| &page.record)?;
            if page.is_some() {
                return Ok(page);
            }
        }
    }

    /// Returns the request id of the latest page, or of the call for it that failed.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Debug for DynamicPaginator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynamicPaginator")
            .field("action", &self.request.action.table.name)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Walks the pages of a list, from where the request says. Nothing is sent yet.
    ///
    /// `None` if the spec has no pagination for its action.
    pub fn pages_dynamic(&self, request: &DynamicRequest) -> Option<DynamicPaginator> {
        let table = request.action.pagination?;
        Some(DynamicPaginator::new(self, table, request.clone()))
    }
}
