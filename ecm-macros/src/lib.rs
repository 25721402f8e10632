//! The procedural macro behind `ecm_client::api!`.
//!
//! Use it through `ecm-client`, which re-exports it and is what the generated code calls.

mod args;
mod source;

use ecm_codegen::{Code, Selection, Selector, Surroundings};
use ecm_spec::model::Spec;
use ecm_spec::{Outline, Problem};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::args::{ListedName, MacroInput, ModuleHead, SpecLocation};

/// Generates a typed client from a JSON spec.
///
/// ```text
/// ecm_client::api! {
///     spec: "specs/lamp-2024-01-01.json",
///     pub mod lamp,
///     actions: [SwitchOn, SwitchOff],
/// }
/// ```
///
/// # Arguments
///
/// - `spec` is the path of a spec inside the calling package, relative to the folder of its
///   `Cargo.toml`. `shipped: "name"` takes a spec that ships with `ecm-spec` instead. The crate is
///   compiled again when the file changes.
/// - `pub mod lamp` is the module to generate, with any visibility, documentation and attributes. With the
///   feature `dynamic` of `ecm-client` it also holds the text of the spec, in the constant `SPEC`.
/// - `actions` lists the actions to generate, and `groups` lists groups of actions of the spec, such as
///   `[instance, load-balancer]`. Only these actions and the types that they reach are generated. Without
///   either list, the whole spec is.
/// - `implicit_prelude: false` makes the code fit a crate with `#![no_implicit_prelude]`, at the price of
///   the compiler's messages for builders.
/// - `fingerprint: "..."` pins the content of the spec: a spec with another fingerprint is a compile
///   error. `ecm check` and the error itself print the value to write.
/// - `feature_prefix: "lamp-"` states that each group is behind a feature of the calling crate: the prefix and
///   the group's name. The documentation then names the feature that an action needs, and lists the actions
///   whose features are off.
///
/// # Errors
///
/// Every problem in the spec is one compile error, with the line and column in the JSON file, the
/// line itself and, if one is known, a suggestion.
///
/// # rust-analyzer
///
/// rust-analyzer caches the output of a macro until the invocation changes or its macros are rebuilt: on
/// stable Rust a macro cannot declare the files that it reads. Until then the editor shows the old types,
/// while cargo compiles the new ones. With a fingerprint a changed spec is an error, and the edit that
/// fixes the error changes the invocation.
///
/// # Compile time
///
/// A procedural macro usually runs unoptimised, and this one is written for that: it takes a fortieth of
/// the time of checking all 132 actions of ECM. In a program that optimises its macros anyway,
/// `opt-level = 1` under `[profile.dev.build-override]` takes two thirds off that, at the price of ten
/// more seconds for building the macro and its dependencies.
#[proc_macro]
pub fn api(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    match syn::parse::<MacroInput>(input) {
        Ok(args) => expand(&args).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

/// Loads and reads the spec, selects the actions and generates the module.
fn expand(args: &MacroInput) -> TokenStream {
    let found = match source::load(&args.source) {
        Ok(found) => found,
        Err(message) => return problem_errors(args, &Outline::default(), vec![message]),
    };
    let spec = match ecm_spec::read_bytes(&found.bytes) {
        Ok(spec) => spec,
        Err(problems) => {
            let text = String::from_utf8_lossy(&found.bytes);
            let messages =
                problems.iter().map(|problem| rustc_message(problem, &found.name, &text)).collect();
            let unreadable = problem_errors(args, &ecm_spec::outline(&text), messages);
            let tracker = &found.tracker;
            return quote!(#unreadable #tracker);
        }
    };
    let (selection, mut errors) = select(&spec, args);
    errors.extend(fingerprint_error(&found.bytes, args));
    let generated = lex(&ecm_codegen::generate_within(&spec, &selection, &surroundings(args)));
    let constant = &found.constant;
    let module = module(&args.module, &quote!(#generated #constant));
    quote!(#module #errors)
}

/// Returns the facts about the calling crate that the module's documentation mentions.
fn surroundings(args: &MacroInput) -> Surroundings {
    let mut around = Surroundings::default();
    if let Some(prefix) = &args.feature_prefix {
        around = around.feature_prefix(prefix.value());
    }
    if args.module.attributes.iter().any(|attribute| attribute.path().is_ident("doc")) {
        around = around.documented_outside(&args.module.name.to_string());
    }
    if args.implicit_prelude.as_ref().is_some_and(|prelude| !prelude.value) {
        around = around.without_prelude();
    }
    around
}

/// Lexes generated code by the compiler itself. `Code::tokens` would first read all of it once
/// more, unoptimised, to find out whether the compiler is available.
fn lex(code: &Code) -> TokenStream {
    match code.as_str().parse::<proc_macro::TokenStream>() {
        Ok(tokens) => tokens.into(),
        Err(_) => code.tokens(),
    }
}

/// Returns a compile error if the spec does not have the fingerprint in the invocation.
fn fingerprint_error(spec: &[u8], args: &MacroInput) -> Option<TokenStream> {
    let written = args.fingerprint.as_ref()?;
    let fingerprint = ecm_spec::fingerprint(spec);
    (written.value() != fingerprint).then(|| {
        let message = format!(
            "the spec has changed: review the change, then write its fingerprint `{fingerprint}` here"
        );
        compile_error(written.span(), written.span(), &message)
    })
}

/// Emits one compile error per message at the path of the spec, and placeholder types for the module.
fn problem_errors(args: &MacroInput, outline: &Outline, messages: Vec<String>) -> TokenStream {
    let at = args.source.span();
    let mut messages = messages.iter();
    // `env!` reports its second argument where the variable is not set, and unlike
    // `compile_error!` leaves an expression behind that the compiler knows to be an error.
    let first = messages
        .next()
        .map(|message| quote_spanned!(at=> ::core::env!("ECM_SPEC_HAS_NO_PROBLEMS", #message)));
    let skeleton = ecm_codegen::skeleton(outline, &first.unwrap_or_default());
    let module = module(&args.module, &skeleton);
    let others = messages.map(|message| compile_error(at, at, message));
    quote!(#module #(#others)*)
}

/// Renders a problem for rustc, which adds `error:` itself.
fn rustc_message(problem: &Problem, name: &str, text: &str) -> String {
    let rendered = problem.render(name, text);
    let lines = rendered.split_once('\n').map_or("", |(_, lines)| lines);
    format!("{} [{}]\n{}", problem.message, problem.code, lines.trim_end())
}

/// Selects the listed actions and groups, with a compile error at each name that the spec lacks.
fn select(spec: &Spec, args: &MacroInput) -> (Selection, TokenStream) {
    let Some(wanted) = Selector::list(args.actions.as_deref(), args.groups.as_deref()) else {
        return (Selection::all(spec), TokenStream::new());
    };
    let unknown = match Selection::of(spec, &wanted) {
        Ok(selection) => return (selection, TokenStream::new()),
        Err(unknown) => unknown,
    };
    let words: Vec<&ListedName> =
        [&args.actions, &args.groups].into_iter().flatten().flatten().collect();
    let mut errors = TokenStream::new();
    let mut meant = wanted;
    for unknown in &unknown {
        let Some((word, wanted)) = words.get(unknown.index).zip(meant.get_mut(unknown.index))
        else {
            continue;
        };
        errors.extend(compile_error(word.first, word.last, &unknown.message));
        if let Some(close) = &unknown.suggestion {
            *wanted = match wanted {
                Selector::Action(_) => Selector::Action(close),
                Selector::Group(_) => Selector::Group(close),
            };
        }
    }
    // Generates the suggested names, or everything where there is no suggestion, so that the program's
    // uses of the module are not reported as well.
    let selection = Selection::of(spec, &meant).unwrap_or_else(|_| Selection::all(spec));
    (selection, errors)
}

fn module(module: &ModuleHead, contents: &TokenStream) -> TokenStream {
    let ModuleHead { attributes, visibility, name } = module;
    ecm_codegen::module(&quote!(#(#attributes)*), &quote!(#visibility), name, contents)
}

/// Emits a compile error that spans everything from `first` to `last`.
fn compile_error(first: Span, last: Span, message: &str) -> TokenStream {
    let call = quote_spanned!(first=> ::core::compile_error!);
    let message = quote_spanned!(last=> { #message });
    quote!(#call #message)
}

impl SpecLocation {
    fn span(&self) -> Span {
        match self {
            Self::File(literal) | Self::Shipped(literal) => literal.span(),
        }
    }
}
