//! Output of `ecm call --all`: every page of a list, as it comes.

use ecm_client::dynamic::{DynamicPaginator, DynamicRequest, DynamicResponse};
use ecm_client::{Client, Effect, Error, Response};

use super::answer::View;
use super::interrupt::{Interrupt, interrupt, interrupted_at};
use super::ordered_json::OrderedJson;
use super::response::{self, ItemWriter};
use super::{failed, warn, warn_of_mismatches};
use crate::progress::Progress;
use crate::stdout::Output;
use crate::text::{pluralize, sanitize};
use crate::verdict::{Failure, Verdict};

/// Maximum number of items that are kept for `--query-all`.
const MAX_ITEMS: usize = 100_000;

/// Maximum size of the pages that are kept for `--query-all`, in bytes of JSON.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Prints the items of all pages, or what an expression makes of them.
pub(super) async fn run(
    client: &Client,
    request: &DynamicRequest,
    view: &View<'_>,
    out: &mut impl Output,
) -> Result<Verdict, Failure> {
    let Some(pages) = client.pages_dynamic(request) else {
        // The options have been checked.
        return Err(Failure::Usage(
            "the spec has no pagination for it. Nothing was sent".to_owned(),
        ));
    };
    let mut walk =
        Walk { pages, view, action: request.action().name(), count: 0, interrupt: interrupt() };
    match &view.query_all {
        Some(query) => {
            let merged = walk.collect().await?;
            response::print(&view.select(query, &merged)?, view.format, out)?;
        }
        None => walk.print(out).await?,
    }
    Ok(Verdict::Success)
}

struct Walk<'a> {
    pages: DynamicPaginator,
    view: &'a View<'a>,
    action: &'static str,
    /// Number of pages that have come.
    count: usize,
    interrupt: Interrupt,
}

impl Walk<'_> {
    /// Requests the next page; `None` after the last one.
    async fn next(&mut self) -> Result<Option<Response<DynamicResponse>>, Failure> {
        let progress = Progress::start(format!("{} (page {})", self.action, self.count + 1));
        let next = tokio::select! {
            biased;
            () = &mut self.interrupt => None,
            next = self.pages.next() => Some(next),
        };
        drop(progress);
        match next {
            None => {
                let when = format!("after {}", pluralize(self.count, "page"));
                Err(interrupted_at(self.action, Effect::Read, &when))
            }
            Some(None) => Ok(None),
            Some(Some(Err(error))) => Err(self.failed(&error)),
            Some(Some(Ok(page))) => {
                self.count += 1;
                warn(page.warnings());
                warn_of_mismatches(page.mismatches());
                Ok(Some(page))
            }
        }
    }

    fn failed(&self, error: &Error) -> Failure {
        let message = match self.count {
            0 => error.to_string(),
            count => {
                format!("{error}\n{} came before; the list is incomplete", pluralize(count, "page"))
            }
        };
        failed(error, &message)
    }

    async fn print(&mut self, out: &mut impl Output) -> Result<(), Failure> {
        let mut writer = ItemWriter::new(self.view.format);
        let walked = self.print_pages(&mut writer, out).await;
        // What has been printed stays whole, whatever ended the walk.
        writer.end(out)?;
        walked
    }

    async fn print_pages(
        &mut self,
        writer: &mut ItemWriter,
        out: &mut impl Output,
    ) -> Result<(), Failure> {
        while let Some(page) = self.next().await? {
            let body = self.view.body(page.body())?;
            match &self.view.query {
                Some(query) => writer.write(&self.view.select(query, &body)?, out)?,
                None => {
                    let items = self.view.items.and_then(|path| body.at(path));
                    writer.write(items.unwrap_or(&OrderedJson::List(Vec::new())), out)?;
                }
            }
            // Nobody reads any more: the rest is not asked for.
            if out.is_closed() {
                break;
            }
        }
        Ok(())
    }

    /// Collects all items in the answer of the first page.
    async fn collect(&mut self) -> Result<OrderedJson, Failure> {
        let path = self.view.items.unwrap_or_default();
        let (mut merged, mut size) = (None, 0);
        let mut items = Vec::new();
        while let Some(page) = self.next().await? {
            size += page.body().json().len();
            let mut body = self.view.body(page.body())?;
            if let Some(OrderedJson::List(list)) = body.at_mut(path) {
                items.append(list);
            }
            if items.len() > MAX_ITEMS || size > MAX_BYTES {
                return Err(Failure::Usage(format!(
                    "{}: the list is too long for `--query-all`, which takes {MAX_ITEMS} items and {} MiB of \
                     JSON; filter on the server, or let `--query` run over each page. {} came",
                    sanitize(self.action),
                    MAX_BYTES >> 20,
                    pluralize(self.count, "page")
                )));
            }
            merged.get_or_insert(body);
        }
        let mut merged = merged.unwrap_or(OrderedJson::Null);
        if let Some(list) = merged.at_mut(path) {
            *list = OrderedJson::List(items);
        }
        Ok(merged)
    }
}
