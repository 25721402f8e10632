//! Checks of rules on the value of a field.

use super::enums::{written_integers, written_texts};
use super::index::{Index, ShapeClass};
use super::lists::{check_not_empty, distinct, integer_list};
use super::{bounds, charset};
use crate::model::{Format, Rule, Shape, ValueCheck};
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, Object, as_count, as_i64, keys};

/// Checker of one field's rules. Without a shape it cannot tell which rules fit.
pub(super) struct FieldChecker<'a, 'n> {
    pub(super) raw: &'a raw::Spec<'n>,
    pub(super) index: &'a Index<'n>,
    pub(super) field: &'a raw::Field<'n>,
    pub(super) shape: Option<&'a Shape>,
}

pub(super) fn check(checker: &FieldChecker<'_, '_>, report: &mut Report) -> Vec<Rule<ValueCheck>> {
    let mut rules = Vec::with_capacity(checker.field.rules.len());
    for rule in &checker.field.rules {
        rules.extend(checker.kind(rule, report).map(|check| build_rule(rule, check)));
    }
    rules
}

pub(super) fn build_rule<C>(rule: &raw::Rule<'_>, check: C) -> Rule<C> {
    Rule {
        id: super::head::owned(rule.id),
        severity: rule.severity,
        server_error: rule.server_error.map(|code| code.value.to_owned()),
        doc: rule.doc.map(|doc| doc.value.to_owned()),
        check,
    }
}

fn texts(list: Vec<raw::Text<'_>>) -> Vec<String> {
    list.into_iter().map(|text| text.value.to_owned()).collect()
}

impl FieldChecker<'_, '_> {
    fn kind(&self, rule: &raw::Rule<'_>, report: &mut Report) -> Option<ValueCheck> {
        let body = &rule.body;
        match rule.kind.value {
            "length" => {
                self.expect_class(rule, &[ShapeClass::Text], report)?;
                bounds::counts(body, report)
                    .map(|bounds| ValueCheck::Length { min: bounds.min, max: bounds.max })
            }
            "decoded_size" => {
                self.expect_class(rule, &[ShapeClass::Text, ShapeClass::Binary], report)?;
                body.count("max", report).map(|max| ValueCheck::DecodedSize { max: max.value })
            }
            "range" => self.range(rule, report),
            "items" => {
                self.fits_list(rule, report)?;
                bounds::counts(body, report)
                    .map(|bounds| ValueCheck::Items { min: bounds.min, max: bounds.max })
            }
            "distinct" => self.distinct(rule, report),
            "alphabet" => {
                self.expect_class(rule, &[ShapeClass::Text], report)?;
                charset::read(body, "allowed", report)
                    .map(|allowed| ValueCheck::Alphabet { allowed })
            }
            "segments" => self.segments(rule, report),
            "classes" => self.classes(rule, report),
            "one_of" => self.one_of(rule, report),
            "tokens" => self.tokens(rule, report),
            "token_count" => self.token_count(rule, report),
            "placeholders" => self.placeholders(rule, report),
            "format" => {
                self.expect_class(rule, &[ShapeClass::Text], report)?;
                let format: Option<Format> = body.choice("format", keys::FORMATS, report);
                format.map(ValueCheck::Format)
            }
            "reserved" => body
                .text("reason", report)
                .map(|reason| ValueCheck::Reserved { reason: reason.value.to_owned() }),
            // The reader lets only the kinds above through; a test reads a rule of each.
            _ => None,
        }
    }

    /// Gives the class of a single value: of an item, if the field is a list.
    fn item_class(&self) -> Option<ShapeClass> {
        self.index.class(self.shape?.item())
    }

    /// Reports a field of none of `classes`; one of unknown type has been reported.
    fn expect_class(
        &self,
        rule: &raw::Rule<'_>,
        classes: &[ShapeClass],
        report: &mut Report,
    ) -> Option<()> {
        match self.item_class() {
            Some(class) if !classes.contains(&class) => {
                self.does_not_fit(rule, class.describe(), &ShapeClass::any_of(classes), report);
                None
            }
            _ => Some(()),
        }
    }

    fn fits_list(&self, rule: &raw::Rule<'_>, report: &mut Report) -> Option<()> {
        match self.shape.and_then(|shape| self.index.class(shape)) {
            Some(ShapeClass::List) | None => Some(()),
            Some(class) => {
                self.does_not_fit(rule, class.describe(), "a list", report);
                None
            }
        }
    }

    fn does_not_fit(&self, rule: &raw::Rule<'_>, found: &str, wanted: &str, report: &mut Report) {
        let message = format!(
            "a rule of kind `{}` needs {wanted}; {} is {found}",
            rule.kind.value,
            quote(self.field.wire.value)
        );
        let details = report.add(ProblemCode::RuleDoesNotFit, rule.kind.at, message);
        let _ = match self.field.shape {
            Some(shape) => details.also(shape.at, "the type of the field"),
            None => details,
        };
    }

    fn range(&self, rule: &raw::Rule<'_>, report: &mut Report) -> Option<ValueCheck> {
        self.expect_class(rule, &[ShapeClass::Integer, ShapeClass::Float], report)?;
        // Without a shape it is not known which numbers are valid.
        if self.item_class()? == ShapeClass::Float {
            let bounds = bounds::read(&rule.body, report, Object::float)?;
            return Some(ValueCheck::FloatRange { min: bounds.min, max: bounds.max });
        }
        let bounds = bounds::integers(&rule.body, !self.shape?.is_unsigned(), report)?;
        Some(ValueCheck::IntRange { min: bounds.min, max: bounds.max })
    }

    fn distinct(&self, rule: &raw::Rule<'_>, report: &mut Report) -> Option<ValueCheck> {
        self.fits_list(rule, report)?;
        let Shape::List(item) = self.shape? else { return None };
        match self.index.class(item)? {
            ShapeClass::Text | ShapeClass::Integer => Some(ValueCheck::Distinct),
            class => {
                let found = format!("a list whose items are each {}", class.describe());
                self.does_not_fit(rule, &found, "a list of text or integers", report);
                None
            }
        }
    }

    fn segments(&self, rule: &raw::Rule<'_>, report: &mut Report) -> Option<ValueCheck> {
        self.expect_class(rule, &[ShapeClass::Text], report)?;
        let separator = rule.body.separator("separator", report);
        let alphabet = charset::read(&rule.body, "alphabet", report);
        let joiners = rule.body.text("joiners", report).map_or("", |joiners| joiners.value);
        Some(ValueCheck::Segments {
            separator: separator?,
            alphabet: alphabet?,
            joiners: joiners.to_owned(),
        })
    }

    fn classes(&self, rule: &raw::Rule<'_>, report: &mut Report) -> Option<ValueCheck> {
        self.expect_class(rule, &[ShapeClass::Text], report)?;
        let of = charset::read_list(&rule.body, "of", report)?;
        let min = rule.body.count("min", report)?;
        let most = u64::try_from(of.len()).unwrap_or(u64::MAX);
        if min.value == 0 || min.value > most {
            let message = format!("`min` is {}, but there are {most} classes", min.value);
            let _ = report
                .add(ProblemCode::ImpossibleRule, min.at, message)
                .help("write a number from 1 to the number of classes");
            return None;
        }
        Some(ValueCheck::Classes { min: min.value, of })
    }

    fn one_of(&self, rule: &raw::Rule<'_>, report: &mut Report) -> Option<ValueCheck> {
        self.expect_class(rule, &[ShapeClass::Text, ShapeClass::Integer], report)?;
        let enum_type = match self.shape?.item() {
            Shape::Enum(id) => self.raw.enums.get(id.0),
            _ => None,
        };
        let is_text = self.item_class()? == ShapeClass::Text;
        if rule.body.get("values").is_none() {
            let Some(enum_type) = enum_type else {
                if report.has_unread("values") {
                    return None;
                }
                let message = "this rule needs `values`, because the type of the field is no enum";
                return report.add(ProblemCode::MissingKey, rule.body.label, message).none();
            };
            return Some(if is_text {
                let values = written_texts(enum_type);
                ValueCheck::OneOfText { values: values.into_iter().map(str::to_owned).collect() }
            } else {
                ValueCheck::OneOfInt { values: written_integers(enum_type) }
            });
        }
        if is_text {
            let values = self.texts(rule, "values", report)?;
            if let Some(enum_type) = enum_type {
                check_members(&values, enum_type, report);
            }
            return Some(ValueCheck::OneOfText { values: texts(values) });
        }
        let values = integer_list(&rule.body, "values", as_i64, report)?;
        let unsigned = self.shape?.is_unsigned();
        for value in values.iter().filter(|value| unsigned && value.value < 0) {
            let _: Option<()> =
                raw::out_of_range("values", &value.value.to_string(), value.at, report);
        }
        Some(ValueCheck::OneOfInt { values: values.iter().map(|value| value.value).collect() })
    }

    fn tokens(&self, rule: &raw::Rule<'_>, report: &mut Report) -> Option<ValueCheck> {
        self.expect_class(rule, &[ShapeClass::Text], report)?;
        let separator = rule.body.separator("separator", report);
        let values = self.texts(rule, "values", report)?;
        let separator = separator?;
        for value in values.iter().filter(|value| value.value.contains(separator)) {
            let message = format!("the token {} contains the separator", quote(value.value));
            let _ = report.add(ProblemCode::ImpossibleRule, value.at, message);
        }
        Some(ValueCheck::Tokens { separator, values: texts(values) })
    }

    fn token_count(&self, rule: &raw::Rule<'_>, report: &mut Report) -> Option<ValueCheck> {
        self.expect_class(rule, &[ShapeClass::Text], report)?;
        let separator = rule.body.separator("separator", report);
        let counts = integer_list(&rule.body, "counts", as_count, report)?;
        for count in counts.iter().filter(|count| count.value == 0) {
            let message = "text has at least one token: even empty text is one empty token";
            let _ = report.add(ProblemCode::ImpossibleRule, count.at, message);
        }
        let counts = counts.iter().map(|count| count.value).collect();
        Some(ValueCheck::TokenCount { separator: separator?, counts })
    }

    fn placeholders(&self, rule: &raw::Rule<'_>, report: &mut Report) -> Option<ValueCheck> {
        self.expect_class(rule, &[ShapeClass::Text], report)?;
        let open = rule.body.text("open", report);
        let alphabet = charset::read(&rule.body, "alphabet", report);
        let close = rule.body.text("close", report);
        Some(ValueCheck::Placeholders {
            open: open?.value.to_owned(),
            alphabet: alphabet?,
            close: close?.value.to_owned(),
        })
    }

    /// Reads a list of distinct texts that is not empty.
    fn texts<'n>(
        &self,
        rule: &raw::Rule<'n>,
        key: &str,
        report: &mut Report,
    ) -> Option<Vec<raw::Text<'n>>> {
        let list = rule.body.texts(key, report)?;
        check_not_empty(&rule.body, key, report)?;
        Some(distinct(&format!("`{key}`"), list, report))
    }
}

/// Checks that a rule allows only values that its enum has: otherwise one of the two is misspelt.
fn check_members(values: &[raw::Text<'_>], enum_type: &raw::Enum<'_>, report: &mut Report) {
    if report.is_unread("values", enum_type.wire.value) {
        return;
    }
    let known = written_texts(enum_type);
    let set: std::collections::HashSet<&str> = known.iter().copied().collect();
    for value in values.iter().filter(|value| !set.contains(value.value)) {
        let (name, enum_name) = (quote(value.value), quote(enum_type.wire.value));
        let message = format!("{name} is not a value of the enum {enum_name}");
        let known = known.iter().copied();
        let _: Option<()> = report.unknown(ProblemCode::UnknownValue, *value, known, message);
    }
}
