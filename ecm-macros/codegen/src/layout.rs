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

use print::{INDENT, Printer};
use tree::{Group, Scope, Unit};

/// Maximum number of columns of a line of a file.
const FILE_WIDTH: usize = 100;

/// Maximum number of columns of a line of an item that is shown by itself.
const ITEM_WIDTH: usize = 89;

/// Lays out the tokens of a file.
pub(crate) fn file(tokens: TokenStream) -> String {
    print(&read::file(tokens), Scope::Items, FILE_WIDTH)
}

/// Lays out statements, as in the body of a function.
pub(crate) fn statements(tokens: TokenStream) -> String {
    print(&read::statements(tokens), Scope::Block, ITEM_WIDTH)
}

/// Lays out the first item: a function without its body, or a struct or enum without private fields.
pub(crate) fn declaration(tokens: TokenStream) -> Option<String> {
    let mut unit = read::file(tokens).into_iter().find(|unit| !unit.keyword.is_empty())?;
    unit.attributes.clear();
    if unit.keyword == "fn" {
        unit.tokens.pop();
        let mut printer = Printer::new(ITEM_WIDTH);
        printer.run(&unit.tokens, " {".len());
        return Some(printer.finish().trim_end().to_owned());
    }
    let is_struct = unit.keyword == "struct";
    for group in fields(&mut unit) {
        let is_shown = |field: &Unit| {
            !is_struct || field.tokens.first().is_some_and(|first| first.is_word("pub"))
        };
        group.units.retain(is_shown);
        group.units.iter_mut().for_each(|field| field.attributes.clear());
    }
    Some(print(&[unit], Scope::Items, ITEM_WIDTH).trim_end().to_owned())
}

/// Lays out a field of the first struct.
pub(crate) fn field(tokens: TokenStream, name: &str) -> Option<String> {
    let mut unit = read::file(tokens).into_iter().find(|unit| unit.keyword == "struct")?;
    let field = fields(&mut unit)
        .flat_map(|group| &group.units)
        .find(|field| field.tokens.get(1).is_some_and(|token| token.is_word(name)))?;
    let mut printer = Printer::new(ITEM_WIDTH - INDENT);
    printer.run(&field.tokens, ",".len());
    Some(printer.finish().trim_end().to_owned())
}

/// Groups with the fields of a struct or the variants of an enum.
fn fields(unit: &mut Unit) -> impl Iterator<Item = &mut Group> {
    let groups = unit.tokens.iter_mut().filter_map(|token| token.group_mut());
    groups.filter(|group| group.scope == Scope::Fields)
}

fn print(units: &[Unit], scope: Scope, width: usize) -> String {
    let mut printer = Printer::new(width);
    printer.units(units, scope);
    printer.finish()
}

#[cfg(test)]
mod tests;
