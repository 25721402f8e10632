//! `ecm call --wait`: polling until what an action is about has reached a state.
//!
//! Only the action that a waiter of the spec names is polled, which reads. The action that is called is
//! sent once, unless it is that read itself.

use std::time::Duration;

use ecm_client::dynamic::{Api, DynamicWaiter};
use ecm_client::{Client, Effect, WaiterError, WaiterErrorKind, WaiterOutput};
use ecm_spec::Spec;
use ecm_spec::model::{StateSource, Waiter, WaiterIds};

use super::args::Args;
use super::failed;
use super::interrupt::{Interrupt, interrupted_at};
use super::ordered_json::OrderedJson;
use super::query::Query;
use super::waiters::{IdSource, find, id_source};
use crate::progress::Progress;
use crate::text::sanitize;
use crate::verdict::{CallFailure, Failure};

/// Maximum number of ids that a message lists.
const MAX_LISTED: usize = 10;

/// Wait that follows a call, or goes before the one whose answer is printed.
pub(super) struct Wait<'s> {
    waiter: DynamicWaiter,
    model: &'s Waiter,
    ids: IdSource,
}

impl<'s> Wait<'s> {
    /// Finds the waiter and the place of the ids, before anything is sent.
    pub(super) fn new(api: &'s Api, args: &Args) -> Result<Option<Self>, Failure> {
        let Some(wanted) = &args.wait.wait else { return Ok(None) };
        let spec: &'static Spec = api.spec();
        let Some(action) = spec.action(&args.action) else { return Ok(None) };
        let query = args.wait.wait_ids.as_deref();
        let query = query.map(|text| Query::parse("--wait-ids", text)).transpose()?;
        let is_given = query.is_some();
        let model = find(spec, action, wanted, is_given).map_err(|problem| {
            Failure::Usage(format!("`--wait {}`: {problem}. Nothing was sent", sanitize(wanted)))
        })?;
        let ids = match query {
            Some(query) => IdSource::Query(query),
            // `find` has seen to it that there is one.
            None => id_source(spec, action, model).unwrap_or(IdSource::Polled),
        };
        let Some(waiter) = api.waiter(&model.name.wire) else { return Ok(None) };
        let waiter = match args.wait.wait_timeout {
            Some(seconds) => waiter.timeout(Duration::from_secs(seconds)),
            None => waiter,
        };
        let waiter = match args.wait.wait_interval {
            Some(seconds) => waiter.poll_interval(Duration::from_secs(seconds)),
            None => waiter,
        };
        Ok(Some(Self { waiter, model, ids }))
    }

    /// Tells whether the answer to be printed is that of the polled action, after the wait.
    pub(super) fn is_before_answer(&self) -> bool {
        matches!(self.ids, IdSource::Polled)
    }

    /// Returns the ids in the request, if they are there.
    pub(super) fn ids_in_request(&self, request: &OrderedJson) -> Vec<String> {
        let member = |name: &String| request.at(std::slice::from_ref(name));
        match (&self.ids, &self.model.ids) {
            (IdSource::Request(field), _)
            | (IdSource::Polled, WaiterIds::One(field) | WaiterIds::List(field)) => {
                member(field).map(texts).unwrap_or_default()
            }
            (IdSource::Polled, WaiterIds::Filter { list, name, value, values }) => {
                let Some(OrderedJson::List(filters)) = member(list) else { return Vec::new() };
                let is_meant = |filter: &&OrderedJson| {
                    filter.at(std::slice::from_ref(name)).map(texts).unwrap_or_default()
                        == [value.as_str()]
                };
                let filter = filters.iter().find(is_meant);
                let values = filter.and_then(|filter| filter.at(std::slice::from_ref(values)));
                values.map(texts).unwrap_or_default()
            }
            (IdSource::Query(_) | IdSource::Answer(_), _) => Vec::new(),
        }
    }

    /// Returns the ids in the answer; fails where an expression does not give texts.
    pub(super) fn ids_in_answer(&self, answer: &OrderedJson) -> Result<Vec<String>, String> {
        match &self.ids {
            IdSource::Query(query) => query.run(answer).map(|found| texts(&found)),
            IdSource::Answer(field) => {
                Ok(answer.at(std::slice::from_ref(field)).map(texts).unwrap_or_default())
            }
            IdSource::Request(_) => Ok(Vec::new()),
            IdSource::Polled => Ok(match &self.model.state {
                StateSource::Response { .. } => Vec::new(),
                StateSource::Items { items, id, .. } => match answer.at(items) {
                    Some(OrderedJson::List(items)) => {
                        items.iter().filter_map(|item| item.at(id)).flat_map(texts).collect()
                    }
                    _ => Vec::new(),
                },
            }),
        }
    }

    /// Polls until all ids are in the state; `done` says what has been carried out before.
    pub(super) async fn run(
        &self,
        client: &Client,
        ids: Vec<String>,
        done: Option<&str>,
        interrupt: &mut Interrupt,
    ) -> Result<(), Failure> {
        let name = &self.model.name.wire;
        if ids.is_empty() {
            let problem = format!("`--wait`: there is no id to wait for by {name}");
            return Err(match done {
                Some(done) => Failure::Call {
                    kind: CallFailure::Unknown,
                    message: format!("{done}. {problem}"),
                },
                None => Failure::Usage(format!(
                    "{problem}; name them in the request, or with `--wait-ids EXPR`"
                )),
            });
        }
        let listed = list(&ids);
        let progress = Progress::start(format!("waiting by {name} for {listed}"));
        let waited = tokio::select! {
            biased;
            () = interrupt => None,
            waited = self.waiter.wait(client, ids) => Some(waited),
        };
        drop(progress);
        match waited {
            Some(Ok(WaiterOutput { .. })) => Ok(()),
            Some(Err(error)) => Err(self.failure(&error, done)),
            None => Err(match done {
                Some(done) => {
                    let message = format!("the wait for {listed} was interrupted. {done}");
                    Failure::Call { kind: CallFailure::Unknown, message }
                }
                None => {
                    interrupted_at(self.waiter.action().name(), Effect::Read, "while it was polled")
                }
            }),
        }
    }

    fn failure(&self, error: &WaiterError, done: Option<&str>) -> Failure {
        let message = match done {
            Some(done) => format!("{}\n{done}", sanitize(&error.to_string())),
            None => sanitize(&error.to_string()),
        };
        match error.call() {
            Some(call) if error.kind() == WaiterErrorKind::Call && done.is_none() => {
                failed(call, &message)
            }
            _ => Failure::Call { kind: CallFailure::Unknown, message },
        }
    }
}

/// Lists ids for a message.
pub(super) fn list(ids: &[String]) -> String {
    let mut listed: Vec<String> = ids.iter().take(MAX_LISTED).map(|id| sanitize(id)).collect();
    if ids.len() > MAX_LISTED {
        listed.push(format!("and {} more", ids.len() - MAX_LISTED));
    }
    listed.join(", ")
}

/// Returns a text, or the texts of a list.
fn texts(value: &OrderedJson) -> Vec<String> {
    match value {
        OrderedJson::Text(text) => vec![text.clone()],
        OrderedJson::List(items) => items.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
