//! Code under construction, as text.
//!
//! A procedural macro usually runs unoptimised. Building its output token by token then costs more than
//! everything else that it does, and gives the compiler nothing that it does not find faster in text. So
//! the templates here look like those of `quote!` but become text: everything between two values is one
//! constant, which only has to be appended.
//!
//! With `quote!` in place of [`code!`], generating all of ECM unoptimised took 1,410 million instructions
//! instead of 211 million (callgrind). Its integers also have suffixes, which would tie each to one type.

use std::fmt;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};

/// Rust code as text, in one long line; [`Code::tokens`] lexes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// Creates empty code with room for most pieces: growing would cost an unoptimised macro more.
    pub(crate) fn new() -> Self {
        Self(String::with_capacity(256))
    }

    /// Appends tokens as they are written, the last one with a blank to end it.
    pub(crate) fn source(&mut self, source: &str) {
        self.0.push_str(source);
    }

    fn formatted(&mut self, text: fmt::Arguments<'_>) {
        // Writing into memory cannot fail.
        let _ = fmt::Write::write_fmt(&mut self.0, text);
    }

    /// Writes a set of bits as a hexadecimal number.
    pub(crate) fn hexadecimal(bits: u128) -> Self {
        let mut code = Self::new();
        code.formatted(format_args!("{bits:#x} "));
        code
    }

    /// Writes a documentation comment, which is one token and costs the compiler less than an attribute.
    ///
    /// Returns `None` for a text that would end the comment early, or begin another one in it.
    pub(crate) fn comment(kind: char, text: &str) -> Option<Self> {
        // Without the blank, the text could make another kind of comment.
        if !text.starts_with(' ') || text.contains('\r') {
            return None;
        }
        let mut rest = text;
        while let Some(slash) = rest.find('/') {
            let (before, after) = rest.split_at(slash + 1);
            if before.ends_with("*/") || after.is_empty() || after.starts_with('*') {
                return None;
            }
            rest = after;
        }
        let mut code = Self(String::with_capacity(text.len() + 8));
        code.source("/*");
        code.0.push(kind);
        code.source(text);
        code.source("*/ ");
        Some(code)
    }

    pub(crate) fn extend(&mut self, pieces: impl IntoIterator<Item = Self>) {
        for piece in pieces {
            self.0.push_str(&piece.0);
        }
    }

    pub(crate) fn push(&mut self, piece: impl ToCode) {
        piece.to_code(self);
    }

    /// Returns the text, in one line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Lexes the text.
    ///
    /// Text that is no sequence of tokens becomes a `compile_error!` with the reason.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        self.0.parse().unwrap_or_else(|error: proc_macro2::LexError| {
            // Every piece is whole: names are identifiers and texts are quoted. Should that ever not
            // hold, the error says so where the code is compiled.
            let message = error.to_string();
            quote::quote!(::core::compile_error! { #message })
        })
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromIterator<Self> for Code {
    fn from_iter<I: IntoIterator<Item = Self>>(pieces: I) -> Self {
        let mut code = Self::new();
        code.extend(pieces);
        code
    }
}

/// Identifier, raw where it has to be; a blank ends its text, as behind every token of code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ident(String);

impl Ident {
    pub(crate) fn new(name: &str) -> Self {
        let mut text = String::with_capacity(name.len() + 1);
        text.push_str(name);
        text.push(' ');
        Self(text)
    }

    fn name(&self) -> &str {
        self.0.strip_suffix(" ").unwrap_or(&self.0)
    }

    /// Returns the name without `r#`.
    pub(crate) fn bare(&self) -> &str {
        let name = self.name();
        name.strip_prefix("r#").unwrap_or(name)
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Emits the identifier with the span of the macro call, where rustc then reports errors about it.
impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let here = Span::call_site();
        tokens.append(match self.name().strip_prefix("r#") {
            Some(bare) => proc_macro2::Ident::new_raw(bare, here),
            None => proc_macro2::Ident::new(self.name(), here),
        });
    }
}

/// Value that a template can interpolate.
pub(crate) trait ToCode {
    fn to_code(&self, code: &mut Code);
}

impl<T: ToCode + ?Sized> ToCode for &T {
    fn to_code(&self, code: &mut Code) {
        (**self).to_code(code);
    }
}

/// Appends nothing for `None`.
impl<T: ToCode> ToCode for Option<T> {
    fn to_code(&self, code: &mut Code) {
        if let Some(value) = self {
            value.to_code(code);
        }
    }
}

impl ToCode for Code {
    fn to_code(&self, code: &mut Code) {
        code.0.push_str(&self.0);
    }
}

impl ToCode for Ident {
    fn to_code(&self, code: &mut Code) {
        code.source(&self.0);
    }
}

impl ToCode for bool {
    fn to_code(&self, code: &mut Code) {
        code.source(if *self { "true " } else { "false " });
    }
}

/// Appends a string literal.
impl ToCode for str {
    fn to_code(&self, code: &mut Code) {
        // `Debug` writes a literal that nothing in the text can end early, and escapes everything that a
        // reader cannot see, such as marks that change the direction of writing.
        code.formatted(format_args!("{self:?} "));
    }
}

impl ToCode for String {
    fn to_code(&self, code: &mut Code) {
        self.as_str().to_code(code);
    }
}

impl ToCode for char {
    fn to_code(&self, code: &mut Code) {
        code.formatted(format_args!("{self:?} "));
    }
}

// Numbers have no suffix, as in code written by hand.
macro_rules! numbers {
    ($($number:ty)*) => { $(
        impl ToCode for $number {
            fn to_code(&self, code: &mut Code) {
                code.formatted(format_args!("{self} "));
            }
        }
    )* };
}

numbers!(u32 u64 usize i64 i128);

impl ToCode for f64 {
    fn to_code(&self, code: &mut Code) {
        // `Debug` always writes a point or an exponent, without which it would be an integer.
        code.formatted(format_args!("{self:?} "));
    }
}

/// Builds a piece of [`Code`] from a template. `#name` interpolates a variable and `#(#name)*` each
/// of its items. A mark before the `*` separates the items; a mark within the parentheses follows
/// each.
macro_rules! code {
    ($($template:tt)*) => {{
        #[allow(unused_mut, reason = "an empty template appends nothing")]
        let mut code = $crate::code::Code::new();
        $crate::code::template!(code [] $($template)*);
        code
    }};
}

/// Appends a template step by step; the list gathers its constant parts.
macro_rules! template {
    ($code:ident []) => {};
    ($code:ident [$($constant:tt)+]) => {
        $code.source(concat!(stringify!($($constant)+), " "));
    };
    // Lines of documentation become one comment.
    ($code:ident [$($constant:tt)*] #[doc = $text:literal] $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)*]);
        $crate::code::template!($code (doc $text) $($rest)*);
    };
    ($code:ident (doc $($text:literal)+) #[doc = $next:literal] $($rest:tt)*) => {
        $crate::code::template!($code (doc $($text)+ $next) $($rest)*);
    };
    ($code:ident (doc $first:literal $($text:literal)*) $($rest:tt)*) => {
        $code.source(concat!("/**", $first, $("\n", $text,)* "*/ "));
        $crate::code::template!($code [] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] #(#$each:ident)* $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)*]);
        for each in $each {
            $crate::code::ToCode::to_code(&each, &mut $code);
        }
        $crate::code::template!($code [] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] #(#$each:ident),* $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)*] #(#$each,)* $($rest)*);
    };
    ($code:ident [$($constant:tt)*] #(#$each:ident $mark:tt)* $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)*]);
        for each in $each {
            $crate::code::ToCode::to_code(&each, &mut $code);
            $code.source(concat!(stringify!($mark), " "));
        }
        $crate::code::template!($code [] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] #($($other:tt)*) $($rest:tt)*) => {
        compile_error!("a repetition holds one name and at most one mark");
    };
    ($code:ident [$($constant:tt)*] #$value:ident $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)*]);
        $crate::code::ToCode::to_code(&$value, &mut $code);
        $crate::code::template!($code [] $($rest)*);
    };
    // Groups that plainly interpolate nothing belong to the constant part around them.
    ($code:ident [$($constant:tt)*] { } $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)* {}] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] ( ) $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)* ()] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] ( $word:ident ) $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)* ($word)] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] ( & $word:ident ) $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)* (&$word)] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] [ $word:ident ] $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)* [$word]] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] { $($inner:tt)* } $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)*]);
        $code.source("{ ");
        $crate::code::template!($code [] $($inner)*);
        $code.source("} ");
        $crate::code::template!($code [] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] ( $($inner:tt)* ) $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)*]);
        $code.source("( ");
        $crate::code::template!($code [] $($inner)*);
        $code.source(") ");
        $crate::code::template!($code [] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] [ $($inner:tt)* ] $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)*]);
        $code.source("[ ");
        $crate::code::template!($code [] $($inner)*);
        $code.source("] ");
        $crate::code::template!($code [] $($rest)*);
    };
    ($code:ident [$($constant:tt)*] $next:tt $($rest:tt)*) => {
        $crate::code::template!($code [$($constant)* $next] $($rest)*);
    };
}

pub(crate) use {code, template};

pub(crate) fn optional(value: Option<Code>) -> Code {
    match value {
        Some(value) => code!(::core::option::Option::Some(#value)),
        None => code!(::core::option::Option::None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_code_with_values_in_their_places() {
        let name = Ident::new("r#type");
        let (text, fields) = ("a \"b\"", [code!(a: u8), code!(b: u8)]);
        let code = code! {
            /// Documented.
            pub struct #name { #(#fields,)* }
            const C: (&str, [u64; 2]) = (#text, [1, 2]);
        };
        let expected = quote::quote! {
            #[doc = " Documented."]
            pub struct r#type { a: u8, b: u8, }
            const C: (&str, [u64; 2]) = ("a \"b\"", [1, 2]);
        };
        assert_eq!(code.tokens().to_string(), expected.to_string());
    }

    #[test]
    fn items_come_with_a_mark_between_or_behind_them_or_without() {
        let none: [bool; 0] = [];
        let some = [1_u64, 2];
        assert_eq!(code!([#(#some),*]).tokens().to_string(), "[1 , 2 ,]");
        assert_eq!(code!(#(#some;)*).tokens().to_string(), "1 ; 2 ;");
        assert_eq!(code!(#(#some)*).tokens().to_string(), "1 2");
        assert_eq!(code!(f(#(#none),*)).tokens().to_string(), "f ()");
    }

    #[test]
    fn a_literal_stands_for_its_text_whatever_that_is() {
        let texts = [
            "",
            "plain",
            "\"; fn injected() {} \"",
            "back\\slash",
            "\n\r\t\0",
            "\u{202e}reversed\u{2066}",
            "zero\u{200b}width\u{feff}",
            "*/ // /*",
            "\u{4e2d}\u{6587} \u{1f600}",
            "'",
        ];
        for text in texts {
            let literal: syn::LitStr = syn::parse2(code!(#text).tokens()).expect(text);
            assert_eq!(literal.value(), text);
            assert!(!literal.to_token_stream().to_string().contains('\u{202e}'));
        }
        for character in ['a', '\'', '"', '\\', '\n', '\u{202e}', '\u{4e2d}'] {
            let literal: syn::LitChar = syn::parse2(code!(#character).tokens()).expect("a char");
            assert_eq!(literal.value(), character);
        }
    }

    #[test]
    fn numbers_are_what_they_were() {
        for value in [0.0, -1.5, 1e300, f64::MIN_POSITIVE] {
            let literal: syn::Expr = syn::parse2(code!(#value).tokens()).expect("a number");
            assert!(matches!(literal, syn::Expr::Lit(_) | syn::Expr::Unary(_)), "{value}");
        }
        let least = i128::MIN;
        assert_eq!(code!(#least).tokens().to_string(), format!("- {}", i128::MIN.unsigned_abs()));
    }
}
