//! Tables of a spec, made at run time as the generator writes static ones.

use ecm_spec::Spec;
use ecm_spec::model::{self, Action, Field, Region, Severity, Type, TypeId};

use super::intern::{intern, intern_all};
use super::{rules, steering};
use crate::rt::{
    ActionTable, ApiTable, BodyTable, ErrorInfo, EventErrorTable, EventsTable, FieldMarks,
    PaginationTable, RawBodyTable, RecordTable, Rule, ValueCheck, WaiterTable,
};
use crate::{Effect, PayloadSigning, RetryAdvice};

/// Tables of an API. The runtime works on tables that live as long as the program, so these do.
pub(super) struct Tables {
    pub(super) spec: &'static Spec,
    /// Table of each type of the spec, at its position.
    pub(super) records: Vec<RecordTable>,
    /// Table of each action of the spec, at its position.
    pub(super) actions: Vec<ActionTable>,
    /// Table of the pages of each action, at the position of the action.
    pub(super) paginations: Vec<Option<PaginationTable>>,
    /// Table of each waiter of the spec, at its position.
    pub(super) waiters: Vec<WaiterTable>,
}

impl Tables {
    /// Keeps the spec and its tables until the program ends.
    pub(super) fn leak(spec: Spec) -> &'static Self {
        let spec = intern(spec);
        let api = intern(ApiTable {
            service: &spec.service,
            version: &spec.version,
            revision: &spec.revision,
            host: &spec.host,
            error_codes: error_codes(spec).leak(),
        });
        intern(Self {
            spec,
            records: spec.types.iter().map(|ty| record(spec, ty)).collect(),
            actions: spec.actions.iter().map(|one| action(spec, api, one)).collect(),
            paginations: spec.actions.iter().map(|one| steering::pagination(spec, one)).collect(),
            waiters: spec.waiters.iter().map(|one| steering::waiter(spec, one)).collect(),
        })
    }
}

fn action(spec: &'static Spec, api: &'static ApiTable, action: &'static Action) -> ActionTable {
    ActionTable {
        api,
        name: &action.name.wire,
        effect: match action.effect {
            model::Effect::Read => Effect::Read,
            model::Effect::Idempotent => Effect::Idempotent,
            model::Effect::Create => Effect::Create,
        },
        region_required: action.region == Region::Required,
        unsigned: action.unsigned,
        rate_limit: action.rate_limit.as_ref().map(|limit| limit.per_second),
        body: action.body.as_ref().map(|body| intern(self::body(body))),
        events: action.events.as_ref().map(|events| EventsTable {
            when: events.when.as_ref().map(|field| rules::position(&spec[action.request], field)),
            end: events.end.as_deref(),
            error: events.error.as_ref().map(|error| event_error(spec, events.event, error)),
        }),
    }
}

fn event_error(
    spec: &'static Spec,
    event: TypeId,
    error: &'static model::EventError,
) -> EventErrorTable {
    let positions = |path: &Vec<String>| rules::positions(spec, &spec[event], path);
    EventErrorTable {
        mark: error.mark.as_ref().map(|mark| (positions(&mark.field), &*mark.value)),
        code: positions(&error.code),
        message: error.message.as_ref().map_or(&[], positions),
    }
}

fn body(body: &'static model::Body) -> BodyTable {
    match body {
        model::Body::Unsupported { media_type } => BodyTable::Unsupported(media_type),
        model::Body::Raw(raw) => BodyTable::Raw(RawBodyTable {
            content_type: &raw.content_type,
            headers: intern_all(raw.headers.iter().map(|header| (&*header.field, &*header.name))),
            payload: match raw.payload {
                model::Payload::Signed => PayloadSigning::Signed,
                model::Payload::Unsigned => PayloadSigning::Unsigned,
            },
        }),
    }
}

/// Returns the error codes of which the spec gives advice on retries, sorted.
fn error_codes(spec: &'static Spec) -> Vec<ErrorInfo> {
    let mut codes: Vec<ErrorInfo> = spec
        .errors
        .iter()
        .filter(|code| code.has_advice)
        .map(|code| ErrorInfo { code: &code.name.wire, retry: retry(code.retry) })
        .collect();
    codes.sort_by_key(|info| info.code);
    codes
}

fn retry(retry: model::RetryAdvice) -> RetryAdvice {
    match retry {
        model::RetryAdvice::Never => RetryAdvice::Never,
        model::RetryAdvice::AfterBackoff => RetryAdvice::AfterBackoff,
        model::RetryAdvice::IfIdempotent => RetryAdvice::IfIdempotent,
        model::RetryAdvice::AfterClockCorrection => RetryAdvice::AfterClockCorrection,
        model::RetryAdvice::AfterCredentialRefresh => RetryAdvice::AfterCredentialRefresh,
    }
}

fn record(spec: &'static Spec, ty: &'static Type) -> RecordTable {
    let rules = ty.rules.iter().filter(|_| ty.sent);
    let rules = rules.map(|one| rule(one, one.check.sentence(), rules::of_record(spec, ty, one)));
    RecordTable {
        name: ty.name.rust.trim_start_matches("r#"),
        fields: intern_all(ty.fields.iter().map(|field| &*field.name.wire)),
        keys: intern_all(ty.keys().map(|key| &*key.leak())),
        checked: ty.checked(),
        marks: intern_all(ty.fields.iter().enumerate().filter_map(|(at, one)| marks(ty, at, one))),
        rules: intern_all(rules),
    }
}

/// Returns the marks of a field; only types that are sent have rules.
fn marks(ty: &'static Type, at: usize, field: &'static Field) -> Option<FieldMarks> {
    let required = field.required.as_deref().filter(|_| ty.sent);
    let rules = field.rules.iter().filter(|_| ty.sent);
    let rules =
        rules.map(|one| rule(one, one.check.sentence(), rules::of_value(&one.check, &field.shape)));
    let rules: Vec<Rule<ValueCheck>> = rules.collect();
    let is_marked = field.secret || required.is_some() || !rules.is_empty();
    is_marked.then(|| FieldMarks {
        field: u32::try_from(at).unwrap_or(u32::MAX),
        secret: field.secret,
        required,
        rules: rules.leak(),
    })
}

fn rule<M, C>(rule: &'static model::Rule<M>, requirement: String, check: C) -> Rule<C> {
    Rule {
        id: &rule.id,
        severity: match rule.severity {
            Severity::Error => crate::Severity::Error,
            Severity::Warn => crate::Severity::Warn,
        },
        requirement: requirement.leak(),
        server_error: rule.server_error.as_deref(),
        check,
    }
}
