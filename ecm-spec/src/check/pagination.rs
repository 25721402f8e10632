//! Checks of pagination: a list of the response that is asked for page by page.

use super::index::ShapeClass;
use super::naming::NameScope;
use super::resolve::{FieldResolver, action_positions};
use crate::model::{Action, Effect, Pagination, PaginationBy, PaginationEnd, Path, ValueCheck};
use crate::problem::{ProblemCode, Report, Span, Spanned, quote};
use crate::raw::{self, Text};

pub(super) fn check(
    resolver: &FieldResolver<'_, '_>,
    actions: &mut [Action],
    methods: &mut NameScope,
    report: &mut Report,
) {
    let positions = action_positions(actions);
    for written in &resolver.raw.actions {
        let Some(pagination) = &written.pagination else { continue };
        if written.effect.is_some_and(|effect| effect != Effect::Read) {
            let message = format!(
                "{} has `pagination`, but its effect is not `read`",
                quote(written.wire.value)
            );
            let _ = report
                .add(ProblemCode::BadPagination, pagination.at, message)
                .help("only an action with `\"effect\": \"read\"` may be called once per page");
            continue;
        }
        let position = positions.get(written.wire.value);
        let Some(action) = position.and_then(|position| actions.get_mut(*position)) else {
            continue;
        };
        let checker =
            PaginationChecker { resolver, request: action.request.0, response: action.response.0 };
        action.pagination = checker.pagination(pagination, report);
        if let Some(method) = action.pages_method() {
            methods.claim(&method, &action.name.wire, written.wire.at, report);
        }
    }
}

struct PaginationChecker<'a, 'n> {
    resolver: &'a FieldResolver<'a, 'n>,
    request: usize,
    response: usize,
}

impl PaginationChecker<'_, '_> {
    fn pagination(
        &self,
        pagination: &raw::Pagination<'_>,
        report: &mut Report,
    ) -> Option<Pagination> {
        if !pagination.is_whole {
            return None;
        }
        let by = self.mode(pagination, report);
        let limit = self.limit(pagination, report);
        let items = self.items(pagination.items, report);
        let total = self.response_field(pagination.total, &[ShapeClass::Integer], report);
        let end = self.end(pagination, report);
        Some(Pagination {
            by: by?,
            size: self.size(pagination.size, limit.as_deref(), report),
            limit,
            items: items?,
            total,
            end,
        })
    }

    /// Reads the field that selects a page, of which there is exactly one.
    fn mode(&self, pagination: &raw::Pagination<'_>, report: &mut Report) -> Option<PaginationBy> {
        let numbers: &[ShapeClass] = &[ShapeClass::Integer, ShapeClass::Text];
        match (pagination.offset, pagination.page, pagination.token) {
            (Some(offset), None, None) => {
                expect_absent(pagination.next, "`next` is only for pagination by `token`", report)?;
                let field = self.request_field(offset, numbers, report)?;
                Some(PaginationBy::Offset { field })
            }
            (None, Some(page), None) => {
                expect_absent(pagination.next, "`next` is only for pagination by `token`", report)?;
                let field = self.request_field(page, numbers, report)?;
                Some(PaginationBy::Number { field })
            }
            (None, None, Some(token)) => {
                let field = self.request_field(token, &[ShapeClass::Text], report);
                if pagination.next.is_none() {
                    let message =
                        "`token` needs `next`, the field of the response that holds the next token";
                    let _ = report.add(ProblemCode::BadPagination, pagination.at, message);
                }
                let next = self.response_field(pagination.next, &[ShapeClass::Text], report);
                Some(PaginationBy::Token { field: field?, next: next? })
            }
            _ => {
                let message = "`pagination` needs exactly one of `offset`, `page` and `token`";
                let _ = report
                    .add(ProblemCode::BadPagination, pagination.at, message)
                    .help("name the field of the request that selects the page");
                None
            }
        }
    }

    /// Reads the field for the size of a page, which is not the one that selects the page.
    fn limit(&self, pagination: &raw::Pagination<'_>, report: &mut Report) -> Option<String> {
        if let (None, Some(size)) = (pagination.limit, pagination.size) {
            let message = "`size` is the value for `limit`, which is missing";
            let _ = report.add(ProblemCode::BadPagination, size.at, message);
        }
        let limit = pagination.limit?;
        let by = [pagination.offset, pagination.page, pagination.token].into_iter().flatten();
        if by.into_iter().any(|by| by.value == limit.value) {
            let message = format!(
                "{} cannot be both the position and the size of a page",
                quote(limit.value)
            );
            return report.add(ProblemCode::BadPagination, limit.at, message).none();
        }
        self.request_field(limit, &[ShapeClass::Integer, ShapeClass::Text], report)
    }

    /// Checks that the rules of the field for the size allow the size.
    fn size(
        &self,
        size: Option<Spanned<u64>>,
        limit: Option<&str>,
        report: &mut Report,
    ) -> Option<u64> {
        let Spanned { value, at } = size?;
        if !(1..=u64::from(u32::MAX)).contains(&value) {
            let message = format!("a page cannot have {value} items");
            return report.add(ProblemCode::BadPagination, at, message).none();
        }
        let field = self.resolver.field(self.request, limit?)?;
        let broken = field.rules.iter().find(|rule| match &rule.check {
            ValueCheck::IntRange { min, max } => {
                min.is_some_and(|min| i128::from(value) < min)
                    || max.is_some_and(|max| i128::from(value) > max)
            }
            _ => false,
        });
        if let Some(rule) = broken {
            let message = format!(
                "pages of {value} items break the rule {} of {}",
                quote(&rule.id),
                quote(&field.name.wire)
            );
            return report.add(ProblemCode::BadPagination, at, message).none();
        }
        Some(value)
    }

    fn items(&self, written: Option<Text<'_>>, report: &mut Report) -> Option<Path> {
        self.response_field(written, &[ShapeClass::List], report)
    }

    fn end(&self, pagination: &raw::Pagination<'_>, report: &mut Report) -> Option<PaginationEnd> {
        if let (Some(more), Some(last)) = (pagination.more, pagination.last) {
            let _ = report
                .add(ProblemCode::BadPagination, last.at, "`more` and `last` exclude each other")
                .also(more.at, "the other one");
            return None;
        }
        let flag = |written, report: &mut Report| {
            self.response_field(written, &[ShapeClass::Bool], report)
        };
        let more = flag(pagination.more, report).map(PaginationEnd::More);
        more.or_else(|| flag(pagination.last, report).map(PaginationEnd::Last))
    }

    fn request_field(
        &self,
        written: Text<'_>,
        fits: &[ShapeClass],
        report: &mut Report,
    ) -> Option<String> {
        let code = ProblemCode::BadPagination;
        let shape = self.resolver.own_field(self.request, written, code, report)?;
        self.resolver.expect_class(written, shape, fits, code, report)?;
        let field = self.resolver.field(self.request, written.value)?;
        if field.reserved().is_some() {
            let message = format!("{} is reserved and must not be sent", quote(written.value));
            return report.add(ProblemCode::BadPagination, written.at, message).none();
        }
        Some(written.value.to_owned())
    }

    fn response_field(
        &self,
        written: Option<Text<'_>>,
        fits: &[ShapeClass],
        report: &mut Report,
    ) -> Option<Path> {
        let code = ProblemCode::BadPagination;
        Some(self.resolver.resolve_class(self.response, written?, fits, code, report)?.path)
    }
}

/// Reports a key that does not go with the others.
fn expect_absent(written: Option<Text<'_>>, why: &str, report: &mut Report) -> Option<()> {
    let at: Option<Span> = written.map(|written| written.at);
    match at {
        None => Some(()),
        Some(at) => report.add(ProblemCode::BadPagination, at, why).none(),
    }
}
