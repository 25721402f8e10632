//! Rule for the names of types: one name denotes one type of a crate.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::tree::{Crate, Kind, Target, Visibility, product};

/// Name that a crate may use once in each of some places.
struct Exception {
    krate: &'static str,
    name: &'static str,
    /// First modules of the paths, one for each type; `*` is any.
    places: &'static [&'static str],
    #[expect(dead_code, reason = "for the reader")]
    reason: &'static str,
}

/// Names that may stand twice; `*` is every name.
const EXCEPTIONS: [Exception; 7] = [
    Exception {
        krate: "ecm_spec",
        name: "*",
        places: &["raw", "model"],
        reason: "what is read and what is checked are twins, told apart by `raw::` and `model::`",
    },
    Exception {
        krate: "ecm_client",
        name: "Client",
        places: &["client", "blocking", "blocking"],
        reason: "the blocking client is used in place of the other one and has its name, and so has the \
                 one that a macro makes in generated modules",
    },
    Exception {
        krate: "ecm_client",
        name: "EventStream",
        places: &["event_stream", "blocking"],
        reason: "what the blocking client gives is named as what the other one gives",
    },
    Exception {
        krate: "ecm_client",
        name: "Paginator",
        places: &["paginator", "blocking"],
        reason: "what the blocking client gives is named as what the other one gives",
    },
    Exception {
        krate: "ecm_client",
        name: "PaginatorItems",
        places: &["paginator", "blocking"],
        reason: "what the blocking client gives is named as what the other one gives",
    },
    Exception {
        krate: "ecm_client",
        name: "Waiter",
        places: &["waiter", "blocking"],
        reason: "what the blocking client gives is named as what the other one gives",
    },
    Exception {
        krate: "ecm_cli",
        name: "Args",
        places: &["*"],
        reason: "every subcommand has its arguments, told apart by the module",
    },
];

/// Types by name, each with the module that defines it and its place in the files.
type Names = BTreeMap<String, BTreeSet<(Vec<String>, String)>>;

/// Collects every type that is visible outside of its module, and every name of the public API.
fn names(krate: &Crate) -> Names {
    let mut names = Names::new();
    for (number, module) in krate.product_modules() {
        for (at, item) in module.items.iter().enumerate() {
            if item.kind == Kind::Type && item.visibility != Visibility::Private {
                add(krate, &mut names, &item.name, Target { module: number, item: Some(at) });
            }
        }
    }
    publish(krate, 0, &mut BTreeSet::new(), &mut names);
    names
}

fn add(krate: &Crate, names: &mut Names, name: &str, target: Target) {
    let module = &krate.modules[target.module];
    let Some(item) = target.item.map(|item| &module.items[item]) else { return };
    if item.kind == Kind::Type {
        let place = format!("{}:{}", module.file, item.line);
        names.entry(name.to_owned()).or_default().insert((module.path.clone(), place));
    }
}

/// Walks what the users of a module see, also under other names.
fn publish(krate: &Crate, module: usize, seen: &mut BTreeSet<usize>, names: &mut Names) {
    if !seen.insert(module) {
        return;
    }
    let here = &krate.modules[module];
    for (at, item) in here.items.iter().enumerate() {
        match item.kind {
            _ if item.visibility != Visibility::Public => {}
            Kind::Module(inner) => publish(krate, inner, seen, names),
            _ => add(krate, names, &item.name, Target { module, item: Some(at) }),
        }
    }
    for import in here.imports.iter().filter(|one| one.visibility == Visibility::Public) {
        let target = krate.resolve(module, &import.path);
        match (target, &import.name) {
            (Some(Target { module, item: None }), _) => publish(krate, module, seen, names),
            (Some(target), Some(name)) => add(krate, names, name, target),
            _ => {}
        }
    }
}

fn excused(krate: &Crate, name: &str, places: &BTreeSet<(Vec<String>, String)>) -> bool {
    EXCEPTIONS.iter().any(|exception| {
        let about = exception.krate == krate.name && ["*", name].contains(&exception.name);
        let mut left: Vec<&str> = exception.places.to_vec();
        about
            && places.iter().all(|(module, _)| {
                let first = module.first().map_or("", String::as_str);
                let known = left.iter().position(|place| [first, "*"].contains(place));
                // Each place holds one type, but for `*`.
                known.is_some_and(|at| left[at] == "*" || left.remove(at) == first)
            })
    })
}

/// Names of a crate that denote more than one type.
fn twice(krate: &Crate) -> Vec<String> {
    let names = names(krate);
    let several = names.iter().filter(|(_, places)| places.len() > 1);
    let wrong = several.filter(|(name, places)| !excused(krate, name, places));
    wrong
        .map(|(name, places)| {
            let places: Vec<&str> = places.iter().map(|(_, place)| place.as_str()).collect();
            format!("{} {name}: {}", krate.name, places.join(", "))
        })
        .collect()
}

#[test]
fn names_denote_one_type_of_a_crate() {
    let mut wrong = Vec::new();
    for krate in product() {
        let twice = twice(&krate);
        println!("names: {} of {} in {} twice", twice.len(), names(&krate).len(), krate.name);
        wrong.extend(twice);
    }
    assert!(wrong.is_empty(), "names of more than one type:\n{}", wrong.join("\n"));
}

#[test]
fn names_sees_a_second_type() {
    let krate = Crate::sample(&[
        ("lib.rs", "mod a; mod b; pub use a::A; pub use b::{B as A, Own}; struct Own;"),
        ("a.rs", "pub struct A; pub(crate) enum C {} struct D; #[cfg(test)] pub struct B;"),
        ("b.rs", "pub struct B; pub(super) type C = u8; pub struct D; pub struct Own;"),
    ]);
    let wrong = twice(&krate);
    assert_eq!(wrong[0], "sample A: sample/src/a.rs:1, sample/src/b.rs:1");
    assert_eq!(wrong[1], "sample C: sample/src/a.rs:1, sample/src/b.rs:1");
    assert_eq!(wrong.len(), 2, "{wrong:?}");
}

#[test]
fn names_excuses_twins_only() {
    let mut krate = Crate::sample(&[
        ("lib.rs", "mod raw; mod model; mod check;"),
        ("raw.rs", "pub struct A; pub struct B; mod c { pub struct B; }"),
        ("model.rs", "pub struct A;"),
        ("check.rs", ""),
    ]);
    assert_eq!(twice(&krate).len(), 2);
    krate.name = "ecm_spec".to_owned();
    let wrong = twice(&krate);
    assert_eq!(wrong, ["ecm_spec B: sample/src/raw.rs:1, sample/src/raw.rs:1"]);
}
