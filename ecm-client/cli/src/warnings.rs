//! Warnings of the library about credentials, on standard error.

use std::fmt;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::paint;
use crate::text::sanitize;

/// Module of the library whose warnings are for the user of a command.
const CREDENTIALS: &str = "ecm_client::credentials";

/// Shows warnings from now on.
pub(crate) fn show() {
    // Only a second call fails.
    let _ = tracing::subscriber::set_global_default(Warnings);
}

/// Subscriber to warnings; it keeps no spans.
struct Warnings;

/// Message of a warning, and its fields.
#[derive(Default)]
struct Warning {
    message: String,
    fields: Vec<String>,
}

impl Visit for Warning {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            _ => self.fields.push(format!("{value:?}")),
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

impl Subscriber for Warnings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == Level::WARN && metadata.target().starts_with(CREDENTIALS)
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut warning = Warning::default();
        event.record(&mut warning);
        let fields = match warning.fields.is_empty() {
            true => String::new(),
            false => format!(" ({})", warning.fields.join(": ")),
        };
        paint::warning(&sanitize(&format!("{}{fields}", warning.message)));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
