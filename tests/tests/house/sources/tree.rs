//! Model of the product crates: files, modules and items with their visibility.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::UseTree;
use syn::spanned::Spanned as _;

/// Texts of Rust files by their path in the workspace.
pub type Files = BTreeMap<String, String>;

/// Manifest of a package, with what the rules need of it.
pub struct Manifest {
    /// Name of the package.
    pub package: String,
    /// Folder in the workspace.
    pub folder: String,
    /// Text of `Cargo.toml`.
    pub text: String,
}

/// Crate as a tree of modules; the first one is its root.
pub struct Crate {
    /// Name in paths, such as `ecm_client`.
    pub name: String,
    /// Folder in the workspace.
    pub folder: String,
    /// All modules, those of tests among them.
    pub modules: Vec<Module>,
    /// Texts of all files of `src`.
    pub files: Files,
}

/// Module of a crate, in a file of its own or inline.
pub struct Module {
    /// Names from the root of the crate to the module.
    pub path: Vec<String>,
    /// File that holds the module.
    pub file: String,
    /// Module around it.
    pub parent: Option<usize>,
    /// True for tests and for everything inside them.
    pub test: bool,
    /// True for `mod name { ... }`.
    pub inline: bool,
    /// Named items, modules among them, without those of tests.
    pub items: Vec<Item>,
    /// Names that `use` brings in, without those of tests.
    pub imports: Vec<Import>,
    /// Methods, variants and fields.
    pub members: Vec<Member>,
    /// Syntax trees of the items.
    pub syntax: Vec<syn::Item>,
}

/// Named item of a module.
pub struct Item {
    /// Kind of item.
    pub kind: Kind,
    /// Name of the item.
    pub name: String,
    /// Visibility as written.
    pub visibility: Visibility,
    /// Line in the file of the module.
    pub line: usize,
}

/// Kind of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Struct, enum, union, trait or alias.
    Type,
    /// Function outside of an `impl` block.
    Function,
    /// `macro_rules!` definition.
    Macro,
    /// Constant or static.
    Constant,
    /// Module, by its number in the crate.
    Module(usize),
}

/// Visibility of an item as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Visibility {
    /// Nothing is written.
    Private,
    /// `pub(crate)`, `pub(super)` or `pub(in ...)`.
    Restricted,
    /// `pub`.
    Public,
}

/// One name that a `use` brings in.
pub struct Import {
    /// Name in this module; nothing for `*`.
    pub name: Option<String>,
    /// Path as written, without the name after `as`.
    pub path: Vec<String>,
    /// Visibility of the import.
    pub visibility: Visibility,
}

/// Method, variant or field of a type.
pub struct Member {
    /// Kind of member.
    pub kind: MemberKind,
    /// Last name of the type's path.
    pub owner: String,
    /// Name of the member.
    pub name: String,
    /// Line in the file of the module.
    pub line: usize,
}

/// Kind of a member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MemberKind {
    /// Function in an `impl` block or a trait.
    Method,
    /// Variant of an enum.
    Variant,
    /// Named field of a struct.
    Field,
}

/// Module or item that a path leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Module that is meant or that defines the item.
    pub module: usize,
    /// Number of the item in its module; nothing for the module itself.
    pub item: Option<usize>,
}

/// Reads the manifests of all product packages: all but those for tests and findings.
pub fn manifests() -> Vec<Manifest> {
    let wanted = |path: &str| {
        path.ends_with("/Cargo.toml")
            && !path.split('/').any(|part| ["tests", "findings", "examples"].contains(&part))
    };
    let mut found = Files::new();
    walk(crate::sources::workspace(), "", &wanted, &mut found);
    let named = found.into_iter().filter_map(|(path, text)| {
        let package = text.split("[package]").nth(1)?;
        let name = package.lines().find_map(|line| line.strip_prefix("name = "))?;
        let package = name.trim_matches('"').to_owned();
        let folder = path.strip_suffix("/Cargo.toml")?.to_owned();
        Some(Manifest { package, folder, text })
    });
    let manifests: Vec<Manifest> = named.collect();
    assert!(manifests.len() > 5, "only {} product packages", manifests.len());
    manifests
}

/// Reads every product crate.
pub fn product() -> Vec<Crate> {
    let mut crates = Vec::new();
    for manifest in manifests() {
        let source = format!("{}/src", manifest.folder);
        let mut files = Files::new();
        walk(
            &crate::sources::workspace().join(&source),
            &source,
            &|path| path.ends_with(".rs"),
            &mut files,
        );
        for root in ["lib", "main"] {
            let root = format!("{source}/{root}.rs");
            if files.contains_key(&root) {
                let name = manifest.package.replace('-', "_");
                crates.push(Crate::parse(&name, &manifest.folder, &root, files.clone()));
            }
        }
    }
    crates
}

/// Collects the files of a folder whose path is wanted, without build output and hidden folders.
pub fn walk(folder: &Path, prefix: &str, wanted: &dyn Fn(&str) -> bool, found: &mut Files) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let inner = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if path.is_dir() {
            let output = path.join("CACHEDIR.TAG").exists()
                || (name == "target" && folder.join("Cargo.toml").exists());
            if !output && !name.starts_with('.') {
                walk(&path, &inner, wanted, found);
            }
        } else if wanted(&inner) {
            found.insert(inner, fs::read_to_string(&path).unwrap());
        }
    }
}

/// Tells from its path that a file holds tests, examples or benches.
pub fn is_test_file(path: &str) -> bool {
    path.split('/').any(|part| {
        let stem = part.strip_suffix(".rs").unwrap_or(part);
        ["tests", "test", "testing", "examples", "benches"].contains(&stem)
            || (stem != part && stem.ends_with("_tests"))
    })
}

impl Crate {
    /// Makes a crate from small files under `src`, for the tests of the rules.
    pub fn sample(files: &[(&str, &str)]) -> Self {
        let files: Files = files
            .iter()
            .map(|(path, text)| (format!("sample/src/{path}"), (*text).to_owned()))
            .collect();
        Self::parse("sample", "sample", "sample/src/lib.rs", files)
    }

    /// Parses a crate from its root file.
    pub fn parse(name: &str, folder: &str, root: &str, files: Files) -> Self {
        let mut krate =
            Self { name: name.to_owned(), folder: folder.to_owned(), modules: Vec::new(), files };
        let text = krate.files.get(root).cloned().unwrap_or_else(|| panic!("no file {root}"));
        let syntax = parse(root, &text);
        let place = Place { file: root.to_owned(), base: folder_of(root).to_owned() };
        krate.add(None, Vec::new(), place, syntax, (false, false));
        let exported: Vec<(String, Vec<String>)> =
            krate.modules.iter().flat_map(Module::exported_macros).collect();
        for (name, path) in exported {
            let import = Import { name: Some(name), path, visibility: Visibility::Public };
            krate.modules[0].imports.push(import);
        }
        krate
    }

    /// Modules that are no tests.
    pub fn product_modules(&self) -> impl Iterator<Item = (usize, &Module)> {
        self.modules.iter().enumerate().filter(|(_, module)| !module.test)
    }

    /// Finds what a path means in a module, through every re-export.
    pub fn resolve(&self, from: usize, path: &[String]) -> Option<Target> {
        self.follow(from, path, &mut BTreeSet::new())
    }

    fn follow(
        &self,
        from: usize,
        path: &[String],
        open: &mut BTreeSet<(usize, String)>,
    ) -> Option<Target> {
        let own_name = |name: &str| name == self.name && path.len() > 1;
        let (mut here, rest) = match path.first()?.as_str() {
            "self" => (from, &path[1..]),
            name if name == "crate" || own_name(name) => (0, &path[1..]),
            _ => (from, path),
        };
        for name in rest {
            if name == "super" {
                here = self.modules[here].parent?;
                continue;
            }
            match self.look(here, name, open)? {
                Target { module, item: None } => here = module,
                found => return Some(found),
            }
        }
        Some(Target { module: here, item: None })
    }

    /// Finds a name in a module: its items first, then its imports, then the globs.
    fn look(
        &self,
        module: usize,
        name: &str,
        open: &mut BTreeSet<(usize, String)>,
    ) -> Option<Target> {
        let key = (module, name.to_owned());
        if !open.insert(key.clone()) {
            return None;
        }
        let here = &self.modules[module];
        let own = here.items.iter().position(|item| item.name == name).map(|item| {
            match here.items[item].kind {
                Kind::Module(inner) => Target { module: inner, item: None },
                _ => Target { module, item: Some(item) },
            }
        });
        let mut imports = here.imports.iter();
        let found = own.or_else(|| {
            imports.find_map(|import| {
                let named = import.name.as_deref() == Some(name);
                named.then(|| self.follow(module, &import.path, open)).flatten()
            })
        });
        let mut globs = here.imports.iter().filter(|import| import.name.is_none());
        let found = found.or_else(|| {
            globs.find_map(|glob| match self.follow(module, &glob.path, open)? {
                Target { module, item: None } => self.look(module, name, open),
                _ => None,
            })
        });
        open.remove(&key);
        found
    }

    fn add(
        &mut self,
        parent: Option<usize>,
        path: Vec<String>,
        place: Place,
        syntax: Vec<syn::Item>,
        (test, inline): (bool, bool),
    ) -> usize {
        let number = self.modules.len();
        let mut module = Module {
            path,
            file: place.file.clone(),
            parent,
            test,
            inline,
            items: Vec::new(),
            imports: Vec::new(),
            members: Vec::new(),
            syntax: Vec::new(),
        };
        for item in &syntax {
            if !is_test(attributes(item)) {
                module.take(item);
            }
        }
        let path = module.path.clone();
        self.modules.push(module);
        for item in &syntax {
            if let syn::Item::Mod(item) = item {
                let name = plain(&item.ident);
                let inner: Vec<String> = path.iter().cloned().chain([name.clone()]).collect();
                let test = test
                    || is_test(&item.attrs)
                    || ["tests", "test", "testing"].contains(&name.as_str());
                let child = self.child(number, inner, &place, item, test);
                if !test {
                    self.modules[number].items.push(Item {
                        kind: Kind::Module(child),
                        name,
                        visibility: visibility(&item.vis),
                        line: line_of(&item.ident),
                    });
                }
            }
        }
        self.modules[number].syntax = syntax;
        number
    }

    fn child(
        &mut self,
        parent: usize,
        path: Vec<String>,
        place: &Place,
        item: &syn::ItemMod,
        test: bool,
    ) -> usize {
        let name = plain(&item.ident);
        if let Some((_, items)) = &item.content {
            let place = Place { file: place.file.clone(), base: format!("{}/{name}", place.base) };
            return self.add(Some(parent), path, place, items.clone(), (test, true));
        }
        let named = item.attrs.iter().find_map(|attribute| text_of(attribute, "path"));
        let candidates = match named {
            Some(relative) => vec![format!("{}/{relative}", folder_of(&place.file))],
            None => {
                vec![format!("{}/{name}.rs", place.base), format!("{}/{name}/mod.rs", place.base)]
            }
        };
        let file = candidates.iter().find(|file| self.files.contains_key(*file));
        let file =
            file.unwrap_or_else(|| panic!("{}: no file for `mod {name}`", place.file)).clone();
        let base = match file.strip_suffix("/mod.rs") {
            Some(folder) => folder.to_owned(),
            None => file.trim_end_matches(".rs").to_owned(),
        };
        let items = parse(&file, &self.files[&file]);
        self.add(Some(parent), path, Place { file, base }, items, (test, false))
    }
}

impl Module {
    fn take(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Struct(item) => {
                self.name(Kind::Type, &item.ident, &item.vis);
                for field in &item.fields {
                    if let Some(name) = &field.ident {
                        self.member(MemberKind::Field, &item.ident, name);
                    }
                }
            }
            syn::Item::Enum(item) => {
                self.name(Kind::Type, &item.ident, &item.vis);
                for variant in &item.variants {
                    self.member(MemberKind::Variant, &item.ident, &variant.ident);
                }
            }
            syn::Item::Trait(item) => {
                self.name(Kind::Type, &item.ident, &item.vis);
                for inner in &item.items {
                    if let syn::TraitItem::Fn(method) = inner {
                        self.member(MemberKind::Method, &item.ident, &method.sig.ident);
                    }
                }
            }
            syn::Item::Union(item) => self.name(Kind::Type, &item.ident, &item.vis),
            syn::Item::Type(item) => self.name(Kind::Type, &item.ident, &item.vis),
            syn::Item::Fn(item) => self.name(Kind::Function, &item.sig.ident, &item.vis),
            syn::Item::Const(item) => self.name(Kind::Constant, &item.ident, &item.vis),
            syn::Item::Static(item) => self.name(Kind::Constant, &item.ident, &item.vis),
            syn::Item::Impl(item) => {
                let syn::Type::Path(ty) = &*item.self_ty else { return };
                let Some(owner) = ty.path.segments.last() else { return };
                for inner in &item.items {
                    if let syn::ImplItem::Fn(method) = inner {
                        self.member(MemberKind::Method, &owner.ident, &method.sig.ident);
                    }
                }
            }
            syn::Item::Use(item) => {
                let mut found = Vec::new();
                flatten(item, &mut found);
                for (name, path) in found {
                    let visibility = visibility(&item.vis);
                    self.imports.push(Import { name, path, visibility });
                }
            }
            syn::Item::Macro(item) => {
                if let Some(name) = &item.ident {
                    self.name(Kind::Macro, name, &syn::Visibility::Inherited);
                }
                self.take_tokens(item.mac.tokens.clone(), None);
            }
            _ => {}
        }
    }

    /// Takes the items that the tokens of a macro spell out; names that begin with `$` are unknown.
    fn take_tokens(&mut self, tokens: TokenStream, owner: Option<&syn::Ident>) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut open = None;
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => {
                    let braced = group.delimiter() == Delimiter::Brace;
                    let owner = if braced { open.take() } else { None };
                    self.take_tokens(group.stream(), owner.as_ref());
                }
                TokenTree::Ident(word) => {
                    let Some(TokenTree::Ident(name)) = tokens.get(at + 1) else { continue };
                    match word.to_string().as_str() {
                        "struct" | "enum" | "union" | "trait" | "type" => {
                            let before = tokens[..at].iter().rev().take(2);
                            let visibility = written_visibility(before);
                            let (name, line) = (plain(name), line_of(name));
                            self.items.push(Item { kind: Kind::Type, name, visibility, line });
                        }
                        "impl" | "for" => open = Some(name.clone()),
                        "fn" => match owner {
                            Some(owner) => self.member(MemberKind::Method, owner, name),
                            None => self.name(Kind::Function, name, &syn::Visibility::Inherited),
                        },
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    fn name(&mut self, kind: Kind, name: &syn::Ident, written: &syn::Visibility) {
        let (name, line) = (plain(name), line_of(name));
        self.items.push(Item { kind, name, visibility: visibility(written), line });
    }

    fn member(&mut self, kind: MemberKind, owner: &syn::Ident, name: &syn::Ident) {
        let (owner, name, line) = (plain(owner), plain(name), line_of(name));
        self.members.push(Member { kind, owner, name, line });
    }

    /// Macros that `#[macro_export]` puts at the root, with their path.
    fn exported_macros(&self) -> Vec<(String, Vec<String>)> {
        let exported = self.syntax.iter().filter_map(|item| {
            let syn::Item::Macro(item) = item else { return None };
            let marked = item.attrs.iter().any(|one| one.path().is_ident("macro_export"));
            let name = plain(item.ident.as_ref()?);
            let path = ["crate".to_owned()].into_iter().chain(self.path.iter().cloned());
            marked.then(|| (name.clone(), path.chain([name]).collect()))
        });
        exported.collect()
    }
}

/// File of a module and the folder that the files of its children are in.
struct Place {
    file: String,
    base: String,
}

/// Lists the names that a `use` brings in, each with its path.
pub fn flatten(item: &syn::ItemUse, found: &mut Vec<(Option<String>, Vec<String>)>) {
    fn descend(
        tree: &UseTree,
        mut path: Vec<String>,
        found: &mut Vec<(Option<String>, Vec<String>)>,
    ) {
        match tree {
            UseTree::Path(inner) => {
                path.push(plain(&inner.ident));
                descend(&inner.tree, path, found);
            }
            UseTree::Name(name) => {
                if name.ident != "self" {
                    path.push(plain(&name.ident));
                }
                found.push((path.last().cloned(), path));
            }
            UseTree::Rename(name) => {
                if name.ident != "self" {
                    path.push(plain(&name.ident));
                }
                found.push((Some(plain(&name.rename)), path));
            }
            UseTree::Glob(_) => found.push((None, path)),
            UseTree::Group(group) => {
                for inner in &group.items {
                    descend(inner, path.clone(), found);
                }
            }
        }
    }
    if item.leading_colon.is_none() {
        descend(&item.tree, Vec::new(), found);
    }
}

/// Tells from its attributes that an item is compiled for tests only.
pub fn is_test(attributes: &[syn::Attribute]) -> bool {
    fn asks(tokens: TokenStream) -> bool {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        tokens.iter().enumerate().any(|(at, token)| match token {
            TokenTree::Ident(word) if word == "test" => true,
            TokenTree::Group(group) => {
                let all = matches!(tokens.get(at.wrapping_sub(1)),
                    Some(TokenTree::Ident(word)) if word == "all");
                all && asks(group.stream())
            }
            _ => false,
        })
    }
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || matches!(&attribute.meta,
                syn::Meta::List(list) if list.path.is_ident("cfg") && asks(list.tokens.clone()))
    })
}

/// Attributes of an item.
pub fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::ExternCrate(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::ForeignMod(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Union(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Name without the `r#` of a raw identifier.
pub fn plain(name: &syn::Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

fn parse(path: &str, text: &str) -> Vec<syn::Item> {
    // syn 3.0.10 refuses a half-open range in a slice pattern, which rustc takes.
    let parsed = syn::parse_file(&text.replace("[..=", "[0..="));
    parsed.unwrap_or_else(|error| panic!("{path}:{}: {error}", error.span().start().line)).items
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn line_of(name: &syn::Ident) -> usize {
    name.span().start().line
}

fn text_of(attribute: &syn::Attribute, name: &str) -> Option<String> {
    let syn::Meta::NameValue(pair) = &attribute.meta else { return None };
    let syn::Expr::Lit(value) = &pair.value else { return None };
    match &value.lit {
        syn::Lit::Str(text) if pair.path.is_ident(name) => Some(text.value()),
        _ => None,
    }
}

fn visibility(written: &syn::Visibility) -> Visibility {
    match written {
        syn::Visibility::Public(_) => Visibility::Public,
        syn::Visibility::Restricted(_) => Visibility::Restricted,
        syn::Visibility::Inherited => Visibility::Private,
    }
}

/// Visibility from the two tokens before a keyword, last one first.
fn written_visibility<'t>(mut before: impl Iterator<Item = &'t TokenTree>) -> Visibility {
    let is_pub =
        |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Ident(word)) if word == "pub");
    match before.next() {
        Some(TokenTree::Group(_)) if is_pub(before.next()) => Visibility::Restricted,
        last if is_pub(last) => Visibility::Public,
        _ => Visibility::Private,
    }
}

/// Lines of a file that hold items of tests, as pairs of first and last line.
pub fn test_lines(syntax: &[syn::Item]) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    for item in syntax {
        if is_test(attributes(item)) {
            let first = attributes(item).first().map_or(item.span(), |one| one.span());
            lines.push((first.start().line, item.span().end().line));
        } else if let syn::Item::Mod(syn::ItemMod { content: Some((_, inner)), .. }) = item {
            lines.extend(test_lines(inner));
        }
    }
    lines
}

#[test]
fn tree_follows_modules_and_re_exports() {
    let krate = Crate::sample(&[
        ("lib.rs", "mod a; pub use a::Deep as Shown; #[cfg(test)] mod tests { struct T; }"),
        ("a.rs", "mod b; pub use b::*;"),
        ("a/b.rs", "pub struct Deep; #[cfg(test)] struct Hidden; m! { pub(crate) enum Made {} }"),
    ]);
    let words = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
    let target = krate.resolve(0, &words("crate::Shown")).unwrap();
    assert_eq!(krate.modules[target.module].file, "sample/src/a/b.rs");
    assert_eq!(krate.resolve(target.module, &words("super::super::Shown")), Some(target));
    assert_eq!(krate.resolve(0, &words("a::Hidden")), None);
    let made = &krate.modules[target.module].items[1];
    assert_eq!((made.name.as_str(), made.visibility), ("Made", Visibility::Restricted));
    assert_eq!(krate.product_modules().count(), 3);
}
