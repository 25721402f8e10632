//! Bodies that JSON cannot carry.

use ecm_spec::Span;

use super::Merger;
use crate::document::{Container, Value};
use crate::facts::bytes;
use crate::facts::{ActionFacts, FieldFacts};
use crate::finding::FindingCode;
use crate::traits::{self, RawBody};

/// Form of fields of bytes.
const FORM: &str = "multipart/form-data";

/// Keys of an action that make requests of their own, which have no bytes to send.
const WITHOUT_BYTES: &[&str] = &["events", "pagination", "tracking_tag"];

enum ForeignBody<'m> {
    Raw(&'static RawBody, &'m [FieldFacts]),
    Unsupported { media_type: String, evidence: String },
}

impl<'m> Merger<'m> {
    /// Returns the `body` of a new action, and reports one that cannot be sent.
    pub(super) fn new_body(&mut self, action: &ActionFacts) -> Option<Value> {
        let body = self.foreign_body(action)?;
        self.report_unsupported(&body, action);
        Some(body.value())
    }

    /// Adds the `body` of a known action; one that people wrote stays.
    pub(super) fn known_body(
        &mut self,
        known: &mut Container,
        at: Option<Span>,
        action: &ActionFacts,
    ) {
        let Some(body) = self.foreign_body(action) else { return };
        let present = known.object("body").map(|body| body.get("unsupported").is_some());
        if present == Some(false) {
            return;
        }
        self.report_unsupported(&body, action);
        let is_raw = matches!(body, ForeignBody::Raw(..));
        let hinders = |key: &&str| is_raw && known.get(key).is_some();
        if present.is_some() || self.options.conservative || WITHOUT_BYTES.iter().any(hinders) {
            return;
        }
        known.set("body", body.value(), &["request", "response", "effect", "region", "unsigned"]);
        let message = match body {
            ForeignBody::Raw(raw, _) => {
                format!("its body is bytes of `{}`, and its fields are headers", raw.media_type)
            }
            ForeignBody::Unsupported { media_type, .. } => {
                format!("its body is `{media_type}`, so that calls fail and nothing is sent")
            }
        };
        self.found
            .add(FindingCode::BodyChanged, &action.wire, message)
            .spec(at)
            .metadata(action.at);
    }

    /// Reports a body that cannot be sent, each time: it is for people to say how it travels.
    fn report_unsupported(&mut self, body: &ForeignBody<'_>, action: &ActionFacts) {
        let ForeignBody::Unsupported { media_type, evidence } = body else { return };
        let message = format!(
            "its body is not JSON but `{media_type}` ({evidence}), and nothing says how it travels: calls \
             fail and nothing is sent"
        );
        self.found.add(FindingCode::BodyNotJson, &action.wire, message).metadata(action.at);
    }

    fn foreign_body(&self, action: &ActionFacts) -> Option<ForeignBody<'m>> {
        let facts = self.facts;
        if let Some(raw) = traits::raw_body(facts, &action.wire) {
            let request = facts.ty(&action.request);
            let fields = request.map_or(&[][..], |request| &request.fields);
            let is_record = |shape: &str| facts.ty(shape).is_some();
            let has_header = |field: &FieldFacts| {
                let fits = !field.shape.starts_with('[') && field.shape != "binary";
                fits && !is_record(&field.shape) && raw.header(&field.wire).is_some()
            };
            let unknown = fields.iter().find(|field| !has_header(field));
            return Some(match unknown {
                None => ForeignBody::Raw(raw, fields),
                Some(field) => ForeignBody::Unsupported {
                    media_type: raw.media_type.to_owned(),
                    evidence: format!("no header is known for its field `{}`", field.wire),
                },
            });
        }
        let bytes = bytes::sent_by(action, facts);
        let example = self.supplements.examples.foreign_type(&action.wire);
        let mut evidence: Vec<String> = Vec::new();
        if !bytes.is_empty() {
            let bytes: Vec<String> = bytes.iter().map(|field| format!("`{field}`")).collect();
            let verb = if bytes.len() == 1 { "holds" } else { "hold" };
            evidence.push(format!("{} {verb} bytes", bytes.join(", ")));
        }
        evidence.extend(example.map(|(number, _)| format!("example {number} shows it")));
        let media_type = example.map_or(FORM, |(_, media_type)| media_type).to_owned();
        let evidence = evidence.join(" and ");
        (!evidence.is_empty()).then_some(ForeignBody::Unsupported { media_type, evidence })
    }
}

impl ForeignBody<'_> {
    fn value(&self) -> Value {
        match self {
            Self::Raw(raw, fields) => {
                let header = |field: &FieldFacts| raw.header(&field.wire);
                let headers = fields
                    .iter()
                    .filter_map(|field| Some((field.wire.as_str(), Value::text(header(field)?))));
                Value::object([
                    ("content_type", Value::text(raw.media_type)),
                    ("headers", Value::object(headers)),
                ])
            }
            Self::Unsupported { media_type, .. } => {
                Value::object([("unsupported", Value::text(media_type))])
            }
        }
    }
}
