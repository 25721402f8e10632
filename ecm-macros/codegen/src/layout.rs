//! Layout of tokens as text, in the style of rustfmt.
//!
//! The generator knows what it writes, so its text needs no parser of Rust: tokens become statements and
//! items of lists by their keywords and marks. What fits into a line stays in it; otherwise lists have a
//! line for each item, and chains a line for each link. Any tokens have a layout, and it holds exactly
//! them, except for the comma behind the last item of a list.

mod breaks;
mod mark;
mod print;
mod progress;
mod read;
mod tree;

use proc_macro2::TokenStream;

use print::Printer;
use tree::{Scope, Unit};

/// Lays out the tokens of a file.
pub(crate) fn file(tokens: TokenStream) -> String {
    print(&read::file(tokens), Scope::Items)
}

/// Lays out statements, as in the body of a function.
pub(crate) fn statements(tokens: TokenStream) -> String {
    print(&read::statements(tokens), Scope::Block)
}

fn print(units: &[Unit], scope: Scope) -> String {
    let mut printer = Printer::new();
    printer.units(units, scope);
    printer.finish()
}

#[cfg(test)]
mod tests;
