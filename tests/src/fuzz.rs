//! What must hold for any bytes at all that are taken for a spec.
//!
//! The fuzz target calls [`check`] with what the fuzzer thinks of, the test suite with the corpus
//! that the fuzzer left behind. Nothing here may depend on the rest of this package: the fuzz
//! package compiles this file by itself, so that it need not build the runtime.

use std::collections::BTreeSet;

use ecm_codegen::{Selection, generate, skeleton};
use ecm_spec::{Position, Problems, Spec, outline, read_bytes};

/// What bytes turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A spec, and code was generated from it.
    Spec,
    /// Something with problems, all of which can be shown.
    Problems,
}

/// How many problems have their lines and columns counted a second time, which takes a walk each.
const RECOUNTED: usize = 64;

/// Reads the bytes, and generates code if they are a spec.
///
/// # Panics
///
/// If reader or generator break a promise, whatever the bytes are.
pub fn check(bytes: &[u8]) -> Verdict {
    match (read_bytes(bytes), read_bytes(bytes)) {
        (Ok(first), Ok(second)) => {
            check_spec(&first, &second);
            Verdict::Spec
        }
        (Err(first), Err(second)) => {
            assert_eq!(first, second, "two readings differ");
            let text = String::from_utf8_lossy(bytes);
            check_problems(&first, &text);
            check_stand_ins(&text);
            Verdict::Problems
        }
        _ => panic!("one reading gives a spec and another does not"),
    }
}

/// Two readings of one text give the same Rust, for all actions and for each alone.
fn check_spec(first: &Spec, second: &Spec) {
    let (text, file) = generated(first, &Selection::all(first));
    let again = generate(second, &Selection::all(second));
    assert_eq!(text, again.to_string(), "two runs differ");
    check_code(&file);
    if first.actions.len() < 2 {
        return;
    }
    for action in first.actions.iter().take(3) {
        let selection = Selection::actions_of(first, &[&action.name.wire]);
        let selection = selection.unwrap_or_else(|_| panic!("{:?} is there", action.name));
        let _ = generated(first, &selection);
    }
}

/// The generated tokens, as text and as Rust.
fn generated(spec: &Spec, selection: &Selection) -> (String, syn::File) {
    let code = generate(spec, selection);
    let file = syn::parse2(code.tokens()).unwrap_or_else(|error| panic!("no Rust: {error}"));
    (code.to_string(), file)
}

/// What stands in for the types of a spec with problems is Rust as well.
fn check_stand_ins(text: &str) {
    let tokens = skeleton(&outline(text), &"0".parse().unwrap_or_default());
    let file = syn::parse2(tokens).unwrap_or_else(|error| panic!("no Rust: {error}"));
    check_code(&file);
}

/// Every name stands once where rustc wants it to, and no documentation begins a doctest.
fn check_code(file: &syn::File) {
    check_attributes(&file.attrs);
    check_items(&file.items);
}

fn check_items(items: &[syn::Item]) {
    let mut types = BTreeSet::new();
    let mut values = BTreeSet::new();
    let mut members = BTreeSet::new();
    for item in items {
        match item {
            syn::Item::Mod(module) => {
                once(&mut types, &module.ident);
                check_attributes(&module.attrs);
                check_items(module.content.as_ref().map_or(&[], |(_, items)| items));
            }
            syn::Item::Struct(item) => {
                once(&mut types, &item.ident);
                check_attributes(&item.attrs);
                let mut fields = BTreeSet::new();
                for field in &item.fields {
                    check_attributes(&field.attrs);
                    field.ident.iter().for_each(|ident| once(&mut fields, ident));
                }
                let mut parameters = BTreeSet::new();
                item.generics.type_params().for_each(|one| once(&mut parameters, &one.ident));
            }
            syn::Item::Enum(item) => {
                once(&mut types, &item.ident);
                check_attributes(&item.attrs);
                let mut variants = BTreeSet::new();
                for variant in &item.variants {
                    check_attributes(&variant.attrs);
                    once(&mut variants, &variant.ident);
                }
            }
            syn::Item::Trait(item) => once(&mut types, &item.ident),
            syn::Item::Type(item) => once(&mut types, &item.ident),
            syn::Item::Const(item) if item.ident != "_" => once(&mut values, &item.ident),
            syn::Item::Static(item) => once(&mut values, &item.ident),
            syn::Item::Fn(item) => once(&mut values, &item.sig.ident),
            syn::Item::Impl(item) if item.trait_.is_none() => check_impl(item, &mut members),
            _ => {}
        }
    }
}

/// All methods and constants of a type, over all of its `impl` blocks.
fn check_impl(item: &syn::ItemImpl, members: &mut BTreeSet<String>) {
    let syn::Type::Path(owner) = &*item.self_ty else { return };
    let Some(owner) = owner.path.segments.last() else { return };
    for member in &item.items {
        let (ident, attributes) = match member {
            syn::ImplItem::Fn(function) => (&function.sig.ident, &function.attrs),
            syn::ImplItem::Const(constant) => (&constant.ident, &constant.attrs),
            _ => continue,
        };
        check_attributes(attributes);
        let name = format!("{}::{ident}", owner.ident);
        assert!(!members.contains(&name), "{name} stands twice");
        members.insert(name);
    }
}

fn once(names: &mut BTreeSet<String>, ident: &syn::Ident) {
    assert!(names.insert(ident.to_string()), "{ident} stands twice");
}

fn check_attributes(attributes: &[syn::Attribute]) {
    for attribute in attributes {
        let syn::Meta::NameValue(pair) = &attribute.meta else { continue };
        let syn::Expr::Lit(literal) = &pair.value else { continue };
        let syn::Lit::Str(text) = &literal.lit else { continue };
        if !pair.path.is_ident("doc") {
            continue;
        }
        text.value().split('\n').for_each(check_documentation);
    }
}

/// A line of documentation begins no block of code.
fn check_documentation(line: &str) {
    let text = line.trim_start_matches([' ', '-']);
    assert!(!text.starts_with("```") && !text.starts_with("~~~"), "a block of code: {line:?}");
    assert!(line.len() - line.trim_start().len() < 5, "a block of code: {line:?}");
    assert!(!line.chars().any(char::is_control), "a line is broken: {line:?}");
}

/// Problems come in the order of the file, each at a place in it, and can be shown.
fn check_problems(problems: &Problems, text: &str) {
    assert!(problems.len() > 0, "no spec, and no reason");
    let offsets = problems.iter().map(|problem| problem.at.offset);
    assert!(offsets.is_sorted(), "not in the order of the file");
    for (index, problem) in problems.iter().enumerate() {
        let places = [Some(problem.at), problem.also.as_ref().map(|(at, _)| *at)];
        for at in places.into_iter().flatten() {
            check_place(at, text, index < RECOUNTED);
        }
        let line = problem.to_string();
        assert!(line.chars().all(is_shown), "cannot be shown: {line:?}");
    }
    let rendered = problems.render("spec.json", text);
    let shown = rendered.chars().all(|char| char == '\n' || is_shown(char));
    assert!(shown, "cannot be shown: {rendered:?}");
}

fn check_place(at: Position, text: &str, recount: bool) {
    assert!(at.offset + at.length <= text.len(), "{at:?} is behind the end, {}", text.len());
    assert!(at.line > 0 && at.column > 0, "{at:?} counts from nought");
    let Some(before) = text.get(..at.offset) else { panic!("{at:?} is inside a character") };
    if recount {
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        assert_eq!(at.line, before.matches('\n').count() + 1, "{at:?}");
        assert_eq!(at.column, before[line_start..].chars().count() + 1, "{at:?}");
    }
}

/// Whether a terminal shows the character and does nothing else with it.
fn is_shown(char: char) -> bool {
    !char.is_control()
        && !matches!(char,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
