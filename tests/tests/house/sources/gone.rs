//! Rule for names that were replaced: the items that had them are gone.
//!
//! An entry is a kind and a path. `struct`, `enum`, `trait` and `type` are the kinds of types and stand
//! for each other. A path of one name means every product crate. A longer one is followed through modules
//! and re-exports; a type right below a crate also means every type of that name which the crate shows
//! outside of a module. The type in front of a member is found in the whole crate.

use crate::sources::tree::{
    Crate, Item, Kind, Manifest, MemberKind, Module, Target, Visibility, manifests, product,
};

/// Items of the public API.
const API: &[&str] = &[
    "struct ecm_client::Answer",
    "struct ecm_client::dynamic::Response",
    "struct ecm_client::Reply",
    "struct ecm_client::Sending",
    "struct ecm_client::Prepared",
    "struct ecm_client::RequestText",
    "method Prepared::exposed",
    "method PreparedRequest::exposed",
    "struct ecm_client::Resending",
    "method RetryPolicy::first_pause",
    "method RetryPolicy::longest_pause",
    "method RetryPolicy::never",
    "variant ecm_client::Effect::Repeatable",
    "enum ecm_client::Retry",
    "enum ecm_client::Category",
    "method ErrorCategory::of",
    "method ErrorCategory::parse",
    "enum ecm_client::Validation",
    "method ecm_client::ClientBuilder::validation",
    "method ecm_client::ClientBuilder::resending",
    "method ecm_client::ClientBuilder::rate_limited",
    "method ecm_client::ClientBuilder::agent",
    "method ecm_client::ClientBuilder::region_from_environment",
    "method ecm_client::ClientBuilder::proxy_from_environment",
    "struct ecm_client::Pages",
    "trait ecm_client::Paged",
    "struct ecm_client::PageItems",
    "struct ecm_client::Wait",
    "struct ecm_client::WaitError",
    "enum ecm_client::WaitErrorKind",
    "struct ecm_client::Waited",
    "method ecm_client::Wait::within",
    "method ecm_client::Wait::every",
    "method Waiter::within",
    "method Waiter::every",
    "struct ecm_client::Marker",
    "trait ecm_client::Marked",
    "method TrackingTag::put_on",
    "method TrackingTag::fresh",
    "struct ecm_client::SecretText",
    "struct ecm_client::ReadError",
    "struct Misfit",
    "struct ecm_client::SentMark",
    "trait ecm_client::ProvideCredentials",
    "struct ecm_client::InstanceRole",
    "struct ecm_client::AssumeRole",
    "struct ecm_client::WebIdentity",
    "struct ecm_client::Variables",
    "struct ecm_client::CredentialsChain",
    "method CredentialsChain::standard",
    "method CredentialsChain::then",
    "method CredentialsProviderChain::standard",
    "method CredentialsProviderChain::then",
    "fn from_environment",
    "mod ecm_client::endpoint",
    "feature ecm-client/endpoint",
    "struct Endpoint",
    "method EndpointBuilder::answer",
    "method EndpointBuilder::fail",
    "method EndpointBuilder::observe",
    "method TestServerBuilder::answer",
    "method TestServerBuilder::fail",
    "method TestServerBuilder::observe",
    "variant Fault::Silence",
    "variant Fault::Cut",
    "enum ecm_test_server::End",
    "struct ecm_test_server::Reply",
    "method FaultRule::chance",
    "method FaultRule::committed",
    "struct ecm_client::Scope",
];

/// Items of the model of a spec.
const SPEC: &[&str] = &[
    "struct Vocabulary",
    "struct Vocable",
    "field Spec::vocabularies",
    "field Spec::waits",
    "field Action::marker",
    "field Action::pages",
    "field Field::minted",
    "struct Minted",
    "struct ecm_spec::Wait",
    "struct ecm_spec::Marker",
    "struct ecm_spec::Pages",
    "variant ecm_spec::model::Effect::Repeatable",
    "enum ecm_spec::Retry",
];

/// Items inside the crates.
const INSIDE: &[&str] = &[
    "enum Speech",
    "struct Address",
    "struct Way",
    "enum Broken",
    "struct Watched",
    "struct Limits",
    "struct Room",
    "type Whither",
    "enum Who",
    "struct Message",
    "enum Said",
    "struct Inside",
    "fn glean",
    "enum Lost",
    "struct Late",
    "type Landed",
    "type UnderWay",
    "struct Look",
    "struct Flight",
    "fn take_off",
    "fn land",
    "struct Pace",
    "struct Exchange",
    "struct Given",
    "struct Asked",
    "struct Refusal",
    "struct World",
    "struct Book",
    "struct Picked",
    "fn made_up",
    "trait Blank",
    "fn nowhere",
    "enum Wanted",
    "struct AllHold",
    "fn divide",
    "fn kept",
    "macro past",
    "trait Put",
    "struct Placed",
    "struct Manner",
    "fn word",
    "fn aside",
    "struct Mistake",
];

/// Entry of the lists.
struct Entry<'e> {
    kind: &'e str,
    path: Vec<String>,
}

impl<'e> Entry<'e> {
    fn new(text: &'e str) -> Self {
        let (kind, path) = text.split_once(' ').unwrap_or_else(|| panic!("no kind: {text}"));
        Self { kind, path: path.split("::").map(str::to_owned).collect() }
    }

    fn is_item(&self, item: &Item) -> bool {
        match self.kind {
            "struct" | "enum" | "trait" | "type" => item.kind == Kind::Type,
            "fn" => item.kind == Kind::Function,
            "macro" => item.kind == Kind::Macro,
            "mod" => matches!(item.kind, Kind::Module(_)),
            kind => panic!("no kind of item: {kind}"),
        }
    }

    fn member(&self) -> Option<MemberKind> {
        match self.kind {
            "method" => Some(MemberKind::Method),
            "variant" => Some(MemberKind::Variant),
            "field" => Some(MemberKind::Field),
            _ => None,
        }
    }

    /// Places in a crate where the item still is.
    fn places(&self, krate: &Crate) -> Vec<String> {
        let mut found = Vec::new();
        match (self.member(), self.path.as_slice()) {
            (Some(kind), [above @ .., owner, name]) => {
                if above.first().is_some_and(|first| *first != krate.name) {
                    return found;
                }
                each(krate, &mut found, |module| {
                    let members = module.members.iter().filter(|one| one.kind == kind);
                    let same = members.filter(|one| one.owner == *owner && one.name == *name);
                    same.map(|one| one.line).collect()
                });
            }
            (_, [name]) => each(krate, &mut found, |module| {
                let items = module.items.iter().filter(|item| self.is_item(item));
                let methods = module.members.iter().filter(|one| {
                    self.kind == "fn" && one.kind == MemberKind::Method && one.name == *name
                });
                let items = items.filter(|item| item.name == *name).map(|item| item.line);
                items.chain(methods.map(|method| method.line)).collect()
            }),
            (_, [first, above @ .., name]) if *first == krate.name => {
                found.extend(self.exact(krate));
                if above.is_empty() {
                    each(krate, &mut found, |module| {
                        let types = module.items.iter().filter(|item| item.kind == Kind::Type);
                        let shown = types.filter(|item| item.visibility != Visibility::Private);
                        let same = shown.filter(|item| self.is_item(item) && item.name == *name);
                        same.map(|item| item.line).collect()
                    });
                }
                found.dedup();
            }
            _ => {}
        }
        found
    }

    fn exact(&self, krate: &Crate) -> Option<String> {
        let target = krate.resolve(0, &self.path)?;
        let module = &krate.modules[target.module];
        match target {
            Target { item: None, .. } => (self.kind == "mod").then(|| module.file.clone()),
            Target { item: Some(item), .. } => {
                let item = &module.items[item];
                self.is_item(item).then(|| format!("{}:{}", module.file, item.line))
            }
        }
    }
}

fn each(krate: &Crate, found: &mut Vec<String>, lines: impl Fn(&Module) -> Vec<usize>) {
    for (_, module) in krate.product_modules() {
        found.extend(lines(module).into_iter().map(|line| format!("{}:{line}", module.file)));
    }
}

/// Tells from a manifest that a feature is still there.
fn has_feature(manifest: &Manifest, feature: &str) -> bool {
    let features = manifest.text.split("[features]\n").nth(1).unwrap_or_default();
    let mut features = features.lines().take_while(|line| !line.starts_with('['));
    features.any(|line| line.split([' ', '=']).next() == Some(feature))
}

/// Entries that are still there, with their places.
fn left(entries: &[&str], crates: &[Crate], manifests: &[Manifest]) -> Vec<String> {
    let mut left = Vec::new();
    for text in entries {
        let entry = Entry::new(text);
        let mut places = Vec::new();
        if entry.kind == "feature" {
            let (package, feature) = entry.path[0].split_once('/').unwrap();
            let mut about = manifests.iter().filter(|manifest| manifest.package == package);
            if about.any(|manifest| has_feature(manifest, feature)) {
                places.push(format!("the manifest of {package}"));
            }
        } else {
            places.extend(crates.iter().flat_map(|krate| entry.places(krate)));
        }
        if !places.is_empty() {
            left.push(format!("{text}: {}", places.join(", ")));
        }
    }
    left
}

#[test]
fn gone_are_the_old_names() {
    let (crates, manifests) = (product(), manifests());
    let mut all = Vec::new();
    for (title, entries) in [("API", API), ("spec", SPEC), ("inside", INSIDE)] {
        let left = left(entries, &crates, &manifests);
        println!("gone: {} of {} ({title})", entries.len() - left.len(), entries.len());
        all.extend(left);
    }
    assert!(all.is_empty(), "old names are still there:\n{}", all.join("\n"));
}

#[test]
fn gone_finds_what_is_left() {
    let krate = Crate::sample(&[
        ("lib.rs", "pub mod a; pub use a::Old; pub use a::New as Old2; #[cfg(test)] struct Deep;"),
        ("a.rs", "pub enum Old { Variant } impl Old { fn way(&self) {} } pub struct New; mod b;"),
        (
            "a/b.rs",
            "pub(super) struct Kept; struct Inner { field: u8 } macro_rules! past { () => {} } fn glean() {}",
        ),
    ]);
    let there = [
        "struct sample::Old",
        "struct sample::Old2",
        "enum sample::a::Old",
        "variant sample::Old::Variant",
        "method Old::way",
        "fn way",
        "fn glean",
        "struct Inner",
        "struct sample::Kept",
        "field Inner::field",
        "macro past",
        "mod sample::a",
        "feature sample/old",
    ];
    let gone = [
        "struct sample::Inner",
        "struct other::Old",
        "struct Deep",
        "fn sample::Old",
        "method other::Old::way",
        "feature sample/new",
    ];
    let text = "[features]\nold = []\n[dependencies]\nnew = \"1\"\n".to_owned();
    let manifests = [Manifest { package: "sample".into(), folder: "sample".into(), text }];
    let crates = [krate];
    let found = left(&there, &crates, &manifests);
    assert_eq!(found.len(), there.len(), "{found:?}");
    assert_eq!(found[0], "struct sample::Old: sample/src/a.rs:1");
    assert_eq!(left(&gone, &crates, &manifests), [""; 0]);
}
