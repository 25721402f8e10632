//! Rule for imports inside a crate: no two folders, and no two files of different folders, import
//! each other in a circle.
//!
//! A file `x.rs` beside a folder `x/` is the head of that folder. Files of one folder may import each
//! other, and a head and the files below it may as well.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};

use crate::sources::tokens::paths;
use crate::sources::tree::{Crate, Target, attributes, flatten, is_test, plain, product};

/// Names that one file imports from another.
type Edges = BTreeMap<(String, String), BTreeSet<String>>;

/// Edges between the entries of one folder, each with the edges between files that make it.
type Level = BTreeMap<(String, String), Vec<(String, String)>>;

/// Collector of the paths that a module's code names.
#[derive(Default)]
struct Paths(Vec<Vec<String>>);

impl<'ast> Visit<'ast> for Paths {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    // Inline modules are modules of their own in the tree.
    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}

    // `pub(in path)` names an ancestor and takes nothing from it.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut found = Vec::new();
        flatten(item, &mut found);
        self.0.extend(found.into_iter().map(|(_, path)| path));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            self.0.push(path.segments.iter().map(|segment| plain(&segment.ident)).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        paths(item.tokens.clone(), &mut self.0);
        visit::visit_macro(self, item);
    }
}

/// Finds which file of a crate imports which.
fn edges(krate: &Crate) -> Edges {
    let mut edges = Edges::new();
    for (number, module) in krate.product_modules() {
        let mut named = Paths::default();
        for item in &module.syntax {
            named.visit_item(item);
        }
        for path in &named.0 {
            let Some(Target { module: target, item }) = krate.resolve(number, path) else {
                continue;
            };
            let target = &krate.modules[target];
            // One name alone that is also a module's is a variable far more often.
            if target.file == module.file || target.test || (path.len() == 1 && item.is_none()) {
                continue;
            }
            let name = item.map_or("(module)", |item| target.items[item].name.as_str());
            let edge = (module.file.clone(), target.file.clone());
            edges.entry(edge).or_default().insert(name.to_owned());
        }
    }
    edges
}

/// Place of a file below `src`: `a/b.rs` and `a/b/mod.rs` are both `[a, b]`, the root is empty.
fn place<'f>(krate: &Crate, file: &'f str) -> Vec<&'f str> {
    let below = file.get(krate.folder.len() + "/src/".len()..).unwrap_or_default();
    let mut parts: Vec<&str> = below.trim_end_matches(".rs").split('/').collect();
    if matches!(parts.as_slice(), ["lib" | "main"] | [.., "mod"]) {
        parts.pop();
    }
    parts
}

/// Finds the circles of a crate, each described with the imports that close it.
fn circles(krate: &Crate) -> Vec<String> {
    let edges = edges(krate);
    let mut folders: BTreeSet<String> = BTreeSet::new();
    for file in krate.modules.iter().map(|module| module.file.as_str()) {
        let place = place(krate, file);
        folders.extend((1..place.len()).map(|length| place[..length].join("/")));
    }
    let mut levels: BTreeMap<String, Level> = BTreeMap::new();
    for (from, to) in edges.keys() {
        let (a, b) = (place(krate, from), place(krate, to));
        let common = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        // A head and what is below it belong together.
        if common < a.len() && common < b.len() {
            let level = levels.entry(a[..common].join("/")).or_default();
            let entry = (a[..=common].join("/"), b[..=common].join("/"));
            level.entry(entry).or_default().push((from.clone(), to.clone()));
        }
    }
    let mut found = Vec::new();
    for (folder, level) in &levels {
        for circle in components(level) {
            if circle.iter().any(|entry| folders.contains(entry)) {
                found.push(describe(krate, folder, &circle, level, &edges));
            }
        }
    }
    found
}

/// Strongly connected components of two entries or more.
fn components(level: &Level) -> Vec<BTreeSet<String>> {
    let names: BTreeSet<&String> = level.keys().flat_map(|(a, b)| [a, b]).collect();
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        names.iter().map(|name| (*name, reachable(level, name))).collect();
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    for name in &names {
        if done.contains(name) || !reached[name].contains(name) {
            continue;
        }
        let back = reached[name].iter().filter(|other| reached[*other].contains(name));
        let component: BTreeSet<&String> = back.copied().collect();
        done.extend(component.iter().copied());
        found.push(component.into_iter().cloned().collect());
    }
    found
}

fn reachable<'l>(level: &'l Level, from: &String) -> BTreeSet<&'l String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        for (_, to) in level.keys().filter(|(a, _)| a == name) {
            if reached.insert(to) {
                open.push(to);
            }
        }
    }
    reached
}

fn describe(
    krate: &Crate,
    folder: &str,
    circle: &BTreeSet<String>,
    level: &Level,
    edges: &Edges,
) -> String {
    let members: Vec<&str> = circle.iter().map(String::as_str).collect();
    let mut text = format!("{}/src/{folder}: circle of {}\n", krate.folder, members.join(", "));
    for ((a, b), files) in
        level.iter().filter(|((a, b), _)| circle.contains(a) && circle.contains(b))
    {
        let back = if level.contains_key(&(b.clone(), a.clone())) { "<->" } else { "->" };
        text += &format!("  {a} {back} {b}\n");
        for edge in files {
            let names: Vec<&str> = edges[edge].iter().map(String::as_str).collect();
            text += &format!("    {} -> {}: {}\n", edge.0, edge.1, names.join(", "));
        }
    }
    text
}

#[test]
fn circles_do_not_exist() {
    let mut found = Vec::new();
    for krate in product() {
        let circles = circles(&krate);
        println!(
            "circles: {} in {} ({} imports)",
            circles.len(),
            krate.folder,
            edges(&krate).len()
        );
        found.extend(circles);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn circles_are_seen_through_re_exports() {
    let krate = Crate::sample(&[
        ("lib.rs", "mod a; mod b; pub use a::Deep;"),
        ("a.rs", "mod c; mod d; pub use c::Deep; pub struct Head;"),
        ("a/c.rs", "pub struct Deep; fn f() { crate::b::g(); super::Head; super::d::h(); }"),
        ("a/d.rs", "pub fn h(_: super::c::Deep) {}"),
        ("b.rs", "mod e; pub use e::g;"),
        ("b/e.rs", "pub fn g() { m!(crate::Deep) }"),
    ]);
    let found = circles(&krate);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("sample/src/: circle of a, b\n"), "{}", found[0]);
    assert!(found[0].contains("sample/src/b/e.rs -> sample/src/a/c.rs: Deep\n"), "{}", found[0]);
}

#[test]
fn circles_of_tests_and_inside_a_folder_are_none() {
    let krate = Crate::sample(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod c; mod d; pub struct A; #[cfg(test)] mod tests { use crate::b::B; }"),
        ("a/c.rs", "use super::d::D; pub struct C;"),
        ("a/d.rs", "use super::c::C; use super::A; pub struct D;"),
        ("b.rs", "mod e; pub struct B; use crate::a::A; "),
        ("b/e.rs", ""),
    ]);
    assert_eq!(edges(&krate).len(), 4);
    assert!(circles(&krate).is_empty());
}
