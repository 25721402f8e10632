//! Answer of an action that was carried out, in the form that was asked for.

use std::io::{self, Write};

use ecm_client::dynamic::{Api, DynamicResponse};
use ecm_spec::model::TypeId;

use super::ServiceApi;
use super::args::{Args, OutputFormat};
use super::ordered_json::OrderedJson;
use super::query::Query;
use super::response;
use crate::text::sanitize;
use crate::verdict::Failure;

/// Form of the output: what is shown of an answer, and how.
pub(super) struct View<'a> {
    pub(super) api: &'a Api,
    /// Name of the spec.
    spec: &'a str,
    pub(super) args: &'a Args,
    pub(super) format: OutputFormat,
    /// Expression over an answer, or over each page.
    pub(super) query: Option<Query>,
    /// Expression over all pages together.
    pub(super) query_all: Option<Query>,
    /// Type of the answer.
    response: Option<TypeId>,
    /// List of the answer, where the spec says that it comes in pages.
    pub(super) items: Option<&'a [String]>,
}

impl<'a> View<'a> {
    /// Reads the options; a mistake in them is reported before anything is sent.
    pub(super) fn new(service: &'a ServiceApi, args: &'a Args) -> Result<Self, Failure> {
        let ServiceApi { api, spec } = service;
        let format = match (args.raw, args.output) {
            (true, _) => OutputFormat::Raw,
            (false, output) => output.unwrap_or(OutputFormat::Json),
        };
        let parse = |option: &str, text: &Option<String>| {
            text.as_ref().map(|text| Query::parse(option, text)).transpose()
        };
        let action = api.spec().action(&args.action);
        let pagination = action.and_then(|action| action.pagination.as_ref());
        let view = Self {
            api,
            spec,
            args,
            format,
            query: parse("--query", &args.answers.query)?,
            query_all: parse("--query-all", &args.answers.query_all)?,
            response: action.map(|action| action.response),
            items: pagination.map(|pagination| pagination.items.as_slice()),
        };
        view.check()?;
        Ok(view)
    }

    fn check(&self) -> Result<(), Failure> {
        let answers = &self.args.answers;
        let is_raw = self.format == OutputFormat::Raw;
        let problem = if is_raw && !self.shows_secrets() {
            "`--output raw` prints the body as it is, with its secrets; add `--show-secrets` to see it"
                .to_owned()
        } else if is_raw && (self.query.is_some() || answers.all) {
            "`--output raw` prints the body of one answer as it is; leave out `--query` and `--all`"
                .to_owned()
        } else if answers.all && self.items.is_none() {
            let spec = self.spec;
            format!(
                "the spec does not say how {} is read page by page, so `--all` cannot be used; \
                 `ecm explain {spec} {}` shows its parameters",
                sanitize(&self.args.action),
                sanitize(&self.args.action)
            )
        } else {
            return Ok(());
        };
        Err(Failure::Usage(format!("{problem}. Nothing was sent")))
    }

    pub(super) fn shows_secrets(&self) -> bool {
        self.args.show_secrets || self.args.raw
    }

    /// Reads the JSON of an answer, without its secrets.
    pub(super) fn body(&self, response: &DynamicResponse) -> Result<OrderedJson, Failure> {
        let mut body = OrderedJson::parse(response.json()).map_err(io::Error::from)?;
        if let Some(response) = self.response.filter(|_| !self.shows_secrets()) {
            body.redact(self.api.spec(), response);
        }
        Ok(body)
    }

    /// Evaluates an expression over an answer.
    pub(super) fn select(&self, query: &Query, body: &OrderedJson) -> Result<OrderedJson, Failure> {
        query.run(body).map_err(|problem| {
            Failure::Usage(format!("the query cannot be evaluated: {}", sanitize(&problem)))
        })
    }

    /// Prints one answer; a failure says that the action was carried out.
    pub(super) fn print(&self, answer: &Answer<'_>, out: &mut impl Write) -> Result<(), Failure> {
        let printed = match self.format {
            OutputFormat::Raw => print_raw(answer.body, out),
            _ => self.body(answer.response).and_then(|body| self.print_body(&body, out)),
        };
        // The service has carried out the action by now, whatever happens to the output.
        printed.map_err(|failure| {
            let (action, id) = (&self.args.action, sanitize(answer.id));
            Failure::Usage(format!(
                "{action} was carried out (request id {id}), but {}; do not send it again only to see \
                 the response",
                failure.text().trim_end_matches('.')
            ))
        })
    }

    fn print_body(&self, body: &OrderedJson, out: &mut impl Write) -> Result<(), Failure> {
        if let Some(query) = &self.query {
            return response::print(&self.select(query, body)?, self.format, out);
        }
        let items = self.items.filter(|_| self.format == OutputFormat::Ndjson);
        match items.and_then(|path| body.at(path)) {
            Some(items) => response::print(items, self.format, out),
            None => response::print(body, self.format, out),
        }
    }
}

/// Response of an action that was carried out, as a whole or as far as it could be read.
pub(super) struct Answer<'a> {
    pub(super) response: &'a DynamicResponse,
    pub(super) body: &'a [u8],
    pub(super) id: &'a str,
}

pub(super) fn print_raw(body: &[u8], out: &mut impl Write) -> Result<(), Failure> {
    Ok(out.write_all(body).and_then(|()| out.flush())?)
}
