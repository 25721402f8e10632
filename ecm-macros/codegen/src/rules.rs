//! The rules of a spec as rows of static tables.

use crate::code::{Code, code, optional};
use ecm_spec::model::{
    CharSet, Field, Format, RecordCheck, Rule, Severity, Shape, Spec, Type, ValueCheck,
};

pub(crate) fn record_rules(spec: &Spec, ty: &Type) -> impl Iterator<Item = Code> {
    ty.rules.iter().filter(|_| ty.sent).map(move |rule| {
        rule_table(rule, &rule.check.sentence(), &record_check(spec, ty, &rule.check))
    })
}

/// Generates the rules of a field, as an array.
pub(crate) fn value_rules(field: &Field) -> Code {
    let rules = field.rules.iter().map(|rule| {
        rule_table(rule, &rule.check.sentence(), &value_check(&rule.check, &field.shape))
    });
    code!([#(#rules),*])
}

fn rule_table<C>(rule: &Rule<C>, requirement: &str, check: &Code) -> Code {
    let id = &rule.id;
    let severity = match rule.severity {
        Severity::Error => code!(Error),
        Severity::Warn => code!(Warn),
    };
    let server_error = optional(rule.server_error.as_ref().map(|code| code!(#code)));
    code! {
        rt::Rule {
            id: #id,
            severity: ::ecm_client::Severity::#severity,
            requirement: #requirement,
            server_error: #server_error,
            check: #check,
        }
    }
}

fn char_set(set: &CharSet) -> Code {
    let ascii = Code::hexadecimal(set.ascii());
    let others = set.others().map(|(first, last)| code!((#first, #last)));
    code!(rt::CharSet { ascii: #ascii, others: &[#(#others),*] })
}

fn value_check(check: &ValueCheck, shape: &Shape) -> Code {
    let check = match check {
        ValueCheck::Length { min, max } => {
            let (min, max) = counts(*min, *max);
            code!(Length { min: #min, max: #max })
        }
        ValueCheck::Items { min, max } => {
            let (min, max) = counts(*min, *max);
            code!(Items { min: #min, max: #max })
        }
        ValueCheck::DecodedSize { max } => {
            code!(DecodedSize { max: #max })
        }
        ValueCheck::IntRange { min, max } => {
            let (kind, of) = match shape.is_unsigned() {
                true => (code!(UintRange), code!(u64)),
                false => (code!(IntRange), code!(i64)),
            };
            let min = min.map_or_else(|| code!(#of::MIN), |min| code!(#min));
            let max = max.map_or_else(|| code!(#of::MAX), |max| code!(#max));
            code!(#kind { min: #min, max: #max })
        }
        ValueCheck::FloatRange { min, max } => {
            let min = min.map_or_else(|| code!(f64::NEG_INFINITY), |min| code!(#min));
            let max = max.map_or_else(|| code!(f64::INFINITY), |max| code!(#max));
            code!(FloatRange { min: #min, max: #max })
        }
        ValueCheck::Distinct => code!(Distinct),
        ValueCheck::Alphabet { allowed } => {
            let allowed = char_set(allowed);
            code!(Alphabet(&#allowed))
        }
        ValueCheck::Segments { separator, alphabet, joiners } => {
            let alphabet = char_set(alphabet);
            code!(Segments { separator: #separator, alphabet: &#alphabet, joiners: #joiners })
        }
        ValueCheck::Classes { min, of } => {
            let of = of.iter().map(char_set);
            code!(Classes { min: #min, of: &[#(#of),*] })
        }
        ValueCheck::OneOfText { values } => code!(OneOfText(&[#(#values),*])),
        ValueCheck::OneOfInt { values } => {
            code!(OneOfInt(&[#(#values),*]))
        }
        ValueCheck::Tokens { separator, values } => {
            code!(Tokens { separator: #separator, values: &[#(#values),*] })
        }
        ValueCheck::TokenCount { separator, counts } => {
            code!(TokenCount { separator: #separator, counts: &[#(#counts),*] })
        }
        ValueCheck::Placeholders { open, alphabet, close } => {
            let alphabet = char_set(alphabet);
            let placeholder = code! {
                rt::Placeholder { open: #open, alphabet: #alphabet, close: #close }
            };
            code!(Placeholders(&#placeholder))
        }
        ValueCheck::Format(Format::Ipv4) => code!(Ipv4),
        ValueCheck::Format(Format::Ipv6) => code!(Ipv6),
        ValueCheck::Format(Format::Base64) => code!(Base64),
        ValueCheck::Reserved { .. } => code!(Reserved),
    };
    code!(rt::ValueCheck::#check)
}

fn counts(min: Option<u64>, max: Option<u64>) -> (Code, Code) {
    let min = min.unwrap_or(0);
    (code!(#min), max.map_or_else(|| code!(u64::MAX), |max| code!(#max)))
}

/// Resolver of the wire names and paths of a record to positions.
struct FieldPositions<'s> {
    spec: &'s Spec,
    ty: &'s Type,
}

impl FieldPositions<'_> {
    fn of(&self, wire: &str) -> Code {
        position(self.ty, wire)
    }

    fn all(&self, wires: &[String]) -> Vec<Code> {
        wires.iter().map(|wire| self.of(wire)).collect()
    }

    /// Resolves a path, `A` or `A.B`.
    fn path(&self, path: &str) -> Code {
        match path.split_once('.') {
            None => {
                let only = self.of(path);
                code!(&[#only])
            }
            Some((outer, inner)) => {
                let (first, second) = (self.of(outer), self.within(outer, inner));
                code!(&[#first, #second])
            }
        }
    }

    /// Resolves `inner` in the record type of the field `outer`, or of its items.
    fn within(&self, outer: &str, inner: &str) -> Code {
        match self.ty.field(outer).map(|field| field.shape.item()) {
            Some(Shape::Record(id)) => position(&self.spec[*id], inner),
            _ => code!(usize::MAX),
        }
    }
}

/// Position of a field by its wire name. The checks of the spec have resolved every name in a rule,
/// so that the fallback is never used; the runtime treats a position that does not exist as a field
/// that is not set.
pub(crate) fn position(ty: &Type, wire: &str) -> Code {
    let position = ty.fields.iter().position(|field| field.name.wire == wire);
    position.map_or_else(|| code!(usize::MAX), |position| code!(#position))
}

fn record_check(spec: &Spec, ty: &Type, check: &RecordCheck) -> Code {
    let at = FieldPositions { spec, ty };
    let check = match check {
        RecordCheck::AtMostOne { fields, .. } => {
            let fields = fields.iter().map(|path| at.path(path));
            code!(AtMostOne(&[#(#fields),*]))
        }
        RecordCheck::BothOrNeither { fields } => {
            let fields = at.all(fields);
            code!(BothOrNeither(&[#(#fields),*]))
        }
        RecordCheck::Implies { field, then } => {
            let (field, then) = (at.of(field), at.all(then));
            code!(Implies { field: #field, then: &[#(#then),*] })
        }
        RecordCheck::RequiredUnless { unless, fields } => {
            let (unless, fields) = (at.of(unless), at.all(fields));
            code!(RequiredUnless { unless: #unless, fields: &[#(#fields),*] })
        }
        RecordCheck::CountEquals { list, count } => {
            let (list, count) = (at.of(list), at.of(count));
            code!(CountEquals { list: #list, count: #count })
        }
        RecordCheck::Sum { list, field, per, max, divisible } => {
            let field = at.within(list, field);
            let per = optional(per.as_ref().map(|per| at.within(list, per)));
            let list = at.of(list);
            code!(Sum { list: #list, field: #field, per: #per, max: #max, divisible: #divisible })
        }
        RecordCheck::EqualWhenBoth { fields: [first, second] } => {
            let (first, second) = (at.path(first), at.path(second));
            code!(EqualWhenBoth(#first, #second))
        }
        RecordCheck::ValueByTokens { field, of, separator, cases } => {
            let (field, of) = (at.of(field), at.of(of));
            let cases = cases.iter().map(|(tokens, value)| code!((#tokens, #value)));
            code! {
                ValueByTokens {
                    field: #field, of: #of, separator: #separator, cases: &[#(#cases),*],
                }
            }
        }
        RecordCheck::RequiresTokens { field, of, separator, count: tokens } => {
            let (field, of, tokens) = (at.of(field), at.of(of), tokens);
            code! {
                RequiresTokens { field: #field, of: #of, separator: #separator, count: #tokens }
            }
        }
    };
    code!(rt::RecordCheck::#check)
}
