//! The rules of a spec as rows of static tables.

use ecm_spec::model::{
    CharSet, Field, Format, RecordCheck, Rule, Severity, Shape, Spec, Type, ValueCheck,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The rules between the fields of a record, as a list.
pub(crate) fn record_rules(spec: &Spec, ty: &Type) -> TokenStream {
    let rules =
        ty.rules.iter().filter(|_| ty.sent).map(|rule| {
            rule_table(rule, &rule.check.sentence(), &record_check(spec, ty, &rule.check))
        });
    quote!(&[#(#rules),*])
}

/// The rules of a field, as an array.
pub(crate) fn value_rules(field: &Field) -> TokenStream {
    let rules = field
        .rules
        .iter()
        .map(|rule| rule_table(rule, &rule.check.sentence(), &value_check(&rule.check)));
    quote!([#(#rules),*])
}

fn rule_table<C>(rule: &Rule<C>, says: &str, check: &TokenStream) -> TokenStream {
    let id = &rule.id;
    let mut row = quote!(rt::Rule::new(#id, #says, #check));
    if rule.severity == Severity::Warn {
        row.extend(quote!(.warn()));
    }
    if let Some(code) = &rule.server_error {
        row.extend(quote!(.answered(#code)));
    }
    row
}

fn char_set(set: &CharSet) -> TokenStream {
    let ranges = set.ranges.iter().map(|(first, last)| quote!((#first, #last)));
    quote!(&[#(#ranges),*])
}

fn value_check(check: &ValueCheck) -> TokenStream {
    let check = match check {
        ValueCheck::Length { min, max } => {
            let (min, max) = counts(*min, *max);
            quote!(Length { min: #min, max: #max })
        }
        ValueCheck::Items { min, max } => {
            let (min, max) = counts(*min, *max);
            quote!(Items { min: #min, max: #max })
        }
        ValueCheck::DecodedSize { max } => {
            let max = count(*max);
            quote!(DecodedSize { max: #max })
        }
        ValueCheck::IntRange { min, max } => {
            let min = min.map_or_else(|| quote!(i128::MIN), int);
            let max = max.map_or_else(|| quote!(i128::MAX), int);
            quote!(IntRange { min: #min, max: #max })
        }
        ValueCheck::FloatRange { min, max } => {
            let min = min.map_or_else(|| quote!(f64::NEG_INFINITY), float);
            let max = max.map_or_else(|| quote!(f64::INFINITY), float);
            quote!(FloatRange { min: #min, max: #max })
        }
        ValueCheck::Distinct => quote!(Distinct),
        ValueCheck::Alphabet { allowed } => {
            let allowed = char_set(allowed);
            quote!(Alphabet(#allowed))
        }
        ValueCheck::Segments { separator, alphabet, joiners } => {
            let alphabet = char_set(alphabet);
            quote!(Segments { separator: #separator, alphabet: #alphabet, joiners: #joiners })
        }
        ValueCheck::Classes { min, of } => {
            let min = count(*min);
            let of = of.iter().map(char_set);
            quote!(Classes { min: #min, of: &[#(#of),*] })
        }
        ValueCheck::OneOfText { values } => quote!(OneOfText(&[#(#values),*])),
        ValueCheck::OneOfInt { values } => {
            let values = values.iter().map(|value| int(i128::from(*value)));
            quote!(OneOfInt(&[#(#values),*]))
        }
        ValueCheck::Tokens { separator, values } => {
            quote!(Tokens { separator: #separator, values: &[#(#values),*] })
        }
        ValueCheck::TokenCount { separator, counts } => {
            let counts = counts.iter().copied().map(count);
            quote!(TokenCount { separator: #separator, counts: &[#(#counts),*] })
        }
        ValueCheck::Placeholders { open, alphabet, close } => {
            let alphabet = char_set(alphabet);
            quote!(Placeholders { open: #open, alphabet: #alphabet, close: #close })
        }
        ValueCheck::Format(Format::Ipv4) => quote!(Ipv4),
        ValueCheck::Format(Format::Ipv6) => quote!(Ipv6),
        ValueCheck::Format(Format::Base64) => quote!(Base64),
        ValueCheck::Reserved { .. } => quote!(Reserved),
    };
    quote!(rt::ValueCheck::#check)
}

fn counts(min: Option<u64>, max: Option<u64>) -> (TokenStream, TokenStream) {
    (count(min.unwrap_or(0)), max.map_or_else(|| quote!(u64::MAX), count))
}

// Numbers without a suffix, as people write them.

fn index(value: usize) -> TokenStream {
    let value = Literal::usize_unsuffixed(value);
    quote!(#value)
}

fn count(value: u64) -> TokenStream {
    let value = Literal::u64_unsuffixed(value);
    quote!(#value)
}

fn int(value: i128) -> TokenStream {
    let value = Literal::i128_unsuffixed(value);
    quote!(#value)
}

fn float(value: f64) -> TokenStream {
    let value = Literal::f64_unsuffixed(value);
    quote!(#value)
}

/// The positions that a record's wire names and paths stand for.
struct Positions<'s> {
    spec: &'s Spec,
    ty: &'s Type,
}

impl Positions<'_> {
    fn of(&self, wire: &str) -> TokenStream {
        position(self.ty, wire)
    }

    fn all(&self, wires: &[String]) -> Vec<TokenStream> {
        wires.iter().map(|wire| self.of(wire)).collect()
    }

    /// `A` or `A.B`.
    fn path(&self, path: &str) -> TokenStream {
        match path.split_once('.') {
            None => {
                let only = self.of(path);
                quote!(&[#only])
            }
            Some((outer, inner)) => {
                let (first, second) = (self.of(outer), self.within(outer, inner));
                quote!(&[#first, #second])
            }
        }
    }

    /// The position of `inner` in the record that the field `outer`, or each item of it, is.
    fn within(&self, outer: &str, inner: &str) -> TokenStream {
        match self.ty.field(outer).map(|field| field.shape.item()) {
            Some(Shape::Record(id)) => position(&self.spec[*id], inner),
            _ => quote!(usize::MAX),
        }
    }
}

/// Every name in a rule was resolved by the checks, so that the last resort is never taken; the
/// runtime reads a position that is not there as a field that is not set.
pub(crate) fn position(ty: &Type, wire: &str) -> TokenStream {
    let position = ty.fields.iter().position(|field| field.name.wire == wire);
    position.map_or_else(|| quote!(usize::MAX), index)
}

fn record_check(spec: &Spec, ty: &Type, check: &RecordCheck) -> TokenStream {
    let at = Positions { spec, ty };
    let check = match check {
        RecordCheck::AtMostOne { fields, .. } => {
            let fields = fields.iter().map(|path| at.path(path));
            quote!(AtMostOne(&[#(#fields),*]))
        }
        RecordCheck::BothOrNeither { fields } => {
            let fields = at.all(fields);
            quote!(BothOrNeither(&[#(#fields),*]))
        }
        RecordCheck::Implies { field, then } => {
            let (field, then) = (at.of(field), at.all(then));
            quote!(Implies { field: #field, then: &[#(#then),*] })
        }
        RecordCheck::RequiredUnless { unless, fields } => {
            let (unless, fields) = (at.of(unless), at.all(fields));
            quote!(RequiredUnless { unless: #unless, fields: &[#(#fields),*] })
        }
        RecordCheck::CountEquals { list, count } => {
            let (list, count) = (at.of(list), at.of(count));
            quote!(CountEquals { list: #list, count: #count })
        }
        RecordCheck::Sum { list, field, per, max, divisible } => {
            let field = at.within(list, field);
            let per = match per {
                Some(per) => {
                    let per = at.within(list, per);
                    quote!(::core::option::Option::Some(#per))
                }
                None => quote!(::core::option::Option::None),
            };
            let list = at.of(list);
            let max = int(i128::from(*max));
            quote!(Sum { list: #list, field: #field, per: #per, max: #max, divisible: #divisible })
        }
        RecordCheck::EqualWhenBoth { fields: [first, second] } => {
            let (first, second) = (at.path(first), at.path(second));
            quote!(EqualWhenBoth(#first, #second))
        }
        RecordCheck::ValueByTokens { field, of, separator, cases } => {
            let (field, of) = (at.of(field), at.of(of));
            let cases = cases.iter().map(|(tokens, value)| {
                let (tokens, value) = (count(*tokens), int(i128::from(*value)));
                quote!((#tokens, #value))
            });
            quote! {
                ValueByTokens {
                    field: #field, of: #of, separator: #separator, cases: &[#(#cases),*],
                }
            }
        }
        RecordCheck::RequiresTokens { field, of, separator, count: tokens } => {
            let (field, of, tokens) = (at.of(field), at.of(of), count(*tokens));
            quote! {
                RequiresTokens { field: #field, of: #of, separator: #separator, count: #tokens }
            }
        }
    };
    quote!(rt::RecordCheck::#check)
}
