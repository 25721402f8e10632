//! Lookup of the fields that rules between fields name.

use super::index::{Index, ShapeClass};
use super::lists::distinct;
use crate::model::Shape;
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, Object, Text};

pub(super) struct RecordChecker<'a, 'n> {
    pub(super) raw: &'a raw::Spec<'n>,
    pub(super) index: &'a Index<'n>,
    pub(super) id: usize,
    pub(super) record: &'a raw::Type<'n>,
}

impl RecordChecker<'_, '_> {
    /// Resolves the field under `key`, with its index.
    pub(super) fn field_at_key(
        &self,
        body: &Object<'_>,
        key: &str,
        report: &mut Report,
    ) -> Option<(String, usize)> {
        let written = body.text(key, report)?;
        let position = self.field(written, report)?;
        Some((written.value.to_owned(), position))
    }

    pub(super) fn field(&self, written: Text<'_>, report: &mut Report) -> Option<usize> {
        self.index.field(self.raw, self.id, written, written.value, report)
    }

    /// Resolves distinct fields of this record, at least `min` of them.
    pub(super) fn fields(
        &self,
        body: &Object<'_>,
        key: &str,
        min: usize,
        report: &mut Report,
    ) -> Option<Vec<String>> {
        let written = list(body, key, min, report)?;
        let found: Vec<_> = written.iter().map(|field| self.field(*field, report)).collect();
        found.into_iter().collect::<Option<Vec<_>>>()?;
        Some(written.iter().map(|field| field.value.to_owned()).collect())
    }

    /// Resolves fields of this record other than `one`, which would make the rule say nothing.
    pub(super) fn other_fields(
        &self,
        body: &Object<'_>,
        key: &str,
        one: Option<&(String, usize)>,
        report: &mut Report,
    ) -> Option<Vec<String>> {
        let fields = self.fields(body, key, 1, report)?;
        if let (Some((one, _)), Some(node)) = (one, body.get(key))
            && fields.contains(one)
        {
            let message = format!("this rule makes {} depend on itself", quote(one));
            return report.add(ProblemCode::ImpossibleRule, node.at, message).none();
        }
        Some(fields)
    }

    pub(super) fn integer_field(
        &self,
        of_type: usize,
        body: &Object<'_>,
        key: &str,
        report: &mut Report,
    ) -> Option<String> {
        self.field_of_class(of_type, body, key, &[ShapeClass::Integer], report)
    }

    pub(super) fn text_field(&self, body: &Object<'_>, report: &mut Report) -> Option<String> {
        self.field_of_class(self.id, body, "of", &[ShapeClass::Text], report)
    }

    /// Resolves a field of `of_type` whose class fits; a field of unknown type is not reported.
    pub(super) fn field_of_class(
        &self,
        of_type: usize,
        body: &Object<'_>,
        key: &str,
        fits: &[ShapeClass],
        report: &mut Report,
    ) -> Option<String> {
        let written = body.text(key, report)?;
        let position = self.index.field(self.raw, of_type, written, written.value, report)?;
        let shape = self.index.shape(of_type, position)?;
        if self.index.class(shape).is_some_and(|class| !fits.contains(&class)) {
            self.report_mismatch(body, key, &ShapeClass::any_of(fits), shape, report);
            return None;
        }
        Some(written.value.to_owned())
    }

    pub(super) fn report_mismatch(
        &self,
        body: &Object<'_>,
        key: &str,
        wanted: &str,
        found: &Shape,
        report: &mut Report,
    ) {
        let (Some(node), Some(class)) = (body.get(key), self.index.class(found)) else { return };
        let found = match found {
            Shape::List(item) => match self.index.class(item) {
                Some(item) => format!("a list whose items are each {}", item.describe()),
                None => class.describe().to_owned(),
            },
            _ => class.describe().to_owned(),
        };
        let message = format!("`{key}` must name a field that is {wanted}; this one is {found}");
        let _ = report.add(ProblemCode::RuleDoesNotFit, node.at, message);
    }

    /// Resolves a field of this record, or of a record that is a field of it, as type and index.
    pub(super) fn field_path(
        &self,
        written: Text<'_>,
        report: &mut Report,
    ) -> Option<(usize, usize)> {
        if let Some(position) = self.index.position(self.id, written.value) {
            return Some((self.id, position));
        }
        let Some((outer, inner)) = written.value.split_once('.') else {
            return self.field(written, report).map(|position| (self.id, position));
        };
        let position = self.index.field(self.raw, self.id, written, outer, report)?;
        let shape = self.index.shape(self.id, position)?;
        let Shape::Record(nested) = shape else {
            let found = self.index.class(shape)?.describe();
            let message = format!("{} is {found}, so it has no fields", quote(outer));
            return report.add(ProblemCode::RuleDoesNotFit, written.at, message).none();
        };
        let position = self.index.field(self.raw, nested.0, written, inner, report)?;
        Some((nested.0, position))
    }

    pub(super) fn class_at(&self, (of_type, position): (usize, usize)) -> Option<ShapeClass> {
        self.index.class(self.index.shape(of_type, position)?)
    }
}

/// Reads a list of distinct field names, at least `min` of them.
pub(super) fn list<'n>(
    body: &Object<'n>,
    key: &str,
    min: usize,
    report: &mut Report,
) -> Option<Vec<Text<'n>>> {
    let node = body.get(key)?;
    let written = body.texts(key, report)?;
    let fields = distinct(&format!("`{key}`"), written, report);
    let counted = body.list(key, report)?.len();
    if counted < min {
        let fields = if min == 1 { "field" } else { "fields" };
        let message = format!("`{key}` needs at least {min} {fields}, not {counted}");
        return report.add(ProblemCode::TooFewFields, node.at, message).none();
    }
    (fields.len() >= min).then_some(fields)
}
