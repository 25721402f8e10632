//! A changed spec is followed without anyone remembering to: what cargo compiles anew and what not,
//! and what a change of one part changes of the generated code.

use std::collections::{BTreeMap, BTreeSet};

use ecm_codegen::Selection;
use ecm_codegen::output::{self, OutputFile};
use ecm_scratch::Scratch;
use ecm_spec::model::Spec;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Value, json};

const LANTERNS: &str = include_str!("../../specs/lanterns-2024-05-01.json");

/// The action of the lanterns that the program names.
const NAMED: &str = "List";

fn edited(text: &str, edit: impl FnOnce(&mut Value)) -> String {
    let mut spec = serde_json::from_str(text).unwrap();
    edit(&mut spec);
    serde_json::to_string_pretty(&spec).unwrap()
}

/// Something else than documentation, of actions that the program does not name.
fn another_action(text: &str) -> String {
    edited(text, |spec| {
        spec["types"]["LightUpRequest"]["fields"]["More"] = json!({ "type": "bool" });
        spec["actions"]["Dim"]["effect"] = json!("create");
    })
}

/// Programs that get at the lanterns in different ways.
struct Lanterns(Scratch);

/// All of the spec by the macro, one action by the macro, one action from a file, and nothing.
const PROGRAMS: [(&str, &str); 4] = [
    ("all", "ecm_client::api! { spec: \"specs/lanterns.json\", pub mod lanterns }"),
    (
        "one",
        "ecm_client::api! { spec: \"specs/lanterns.json\", pub mod lanterns, actions: [List] }",
    ),
    ("file", "#[path = \"../lanterns.rs\"] pub mod lanterns;"),
    ("apart", ""),
];

impl Lanterns {
    fn new(name: &str) -> Self {
        let lanterns = Self(Scratch::new(env!("CARGO_TARGET_TMPDIR"), name, &[], ""));
        for (name, code) in PROGRAMS {
            let code = format!("#![allow(warnings)]\n{code}\nfn main() {{}}\n");
            lanterns.0.write(&format!("src/bin/{name}.rs"), &code);
        }
        lanterns.follow(LANTERNS);
        lanterns
    }

    /// Changes the spec, and does what `ecm generate --actions` does.
    fn follow(&self, spec: &str) {
        self.0.write("specs/lanterns.json", spec);
        let spec = ecm_tests::read("lanterns", spec);
        let selection = Selection::actions_of(&spec, &[NAMED]).unwrap();
        let text = ecm_tests::generated_of(&spec, &selection);
        output::write(&[OutputFile { path: self.0.path("src/lanterns.rs"), text }]).unwrap();
    }

    /// The programs that are compiled anew.
    fn compiled(&self) -> BTreeSet<String> {
        let output = self.0.cargo(&["check", "--message-format=json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        let messages = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let built = messages.filter(|one| one["reason"] == "compiler-artifact");
        let stale = built.filter(|one| one["fresh"] == false);
        let names = stale.map(|one| one["target"]["name"].as_str().unwrap().to_owned());
        let names = names.filter(|name| PROGRAMS.iter().any(|(program, _)| program == name));
        names.collect()
    }
}

fn programs<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

#[test]
fn cargo_follows_the_spec() {
    let lanterns = Lanterns::new("lantern-followers");
    assert_eq!(lanterns.compiled(), programs(["all", "one", "file", "apart"]));
    assert_eq!(lanterns.compiled(), programs([]));
    // What a program does not name does not touch its file. Of what a macro read, cargo knows the
    // file and not the part, so that there even this counts.
    let other = another_action(LANTERNS);
    lanterns.follow(&other);
    assert_eq!(lanterns.compiled(), programs(["all", "one"]));
    lanterns.follow(&edited(&other, |spec| spec["actions"]["List"]["doc"] = json!("Others.")));
    assert_eq!(lanterns.compiled(), programs(["all", "one", "file"]));
    lanterns.follow(LANTERNS);
    assert_eq!(lanterns.compiled(), programs(["all", "one", "file"]));
    assert_eq!(lanterns.compiled(), programs([]));
}

/// The code without what rustdoc reads.
fn without_docs(tokens: TokenStream) -> String {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_doc(&group) => {
                kept.pop();
            }
            TokenTree::Group(group) => {
                let inner: TokenStream = without_docs(group.stream()).parse().unwrap();
                kept.push(proc_macro2::Group::new(group.delimiter(), inner).into());
            }
            other => kept.push(other),
        }
    }
    kept.into_iter().collect::<TokenStream>().to_string()
}

/// What follows the `#` of an attribute for documentation.
fn is_doc(group: &proc_macro2::Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == proc_macro2::Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(name)) if name == "doc")
}

/// Every text of a spec that is documentation, by its path.
fn docs(spec: &Value) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![(Vec::new(), spec)];
    while let Some((path, value)) = open.pop() {
        let below = |key: String| [path.as_slice(), &[key]].concat();
        match value {
            Value::Object(members) => {
                open.extend(members.iter().map(|(key, value)| (below(key.clone()), value)));
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                open.extend(items.map(|(index, value)| (below(index.to_string()), value)));
            }
            Value::String(_) if path.last().is_some_and(|key| key == "doc") => found.push(path),
            _ => {}
        }
    }
    found
}

fn code(spec: &Spec) -> TokenStream {
    ecm_codegen::generate(spec, &Selection::all(spec)).tokens()
}

#[test]
fn documentation_alone_changes_documentation_alone() {
    for (name, text) in [
        ("lanterns", LANTERNS),
        ("workshop", ecm_tests::WORKSHOP),
        ("warehouse", ecm_tests::WAREHOUSE),
    ] {
        let origin = code(&ecm_tests::read(name, text));
        let bare = without_docs(origin.clone());
        let paths = docs(&serde_json::from_str(text).unwrap());
        assert!(paths.len() > 20, "{name}");
        let (mut same, mut unseen) = (0, Vec::new());
        for path in &paths {
            let changed = edited(text, |spec| {
                let pointer = path.iter().fold(String::new(), |all, key| {
                    all + "/" + &key.replace('~', "~0").replace('/', "~1")
                });
                *spec.pointer_mut(&pointer).unwrap() = json!("Words that are not those.");
            });
            let changed = code(&ecm_tests::read(name, &changed));
            assert_eq!(without_docs(changed.clone()), bare, "{name} {path:?}");
            match changed.to_string() == origin.to_string() {
                true => unseen.push(path.join("/")),
                false => same += 1,
            }
        }
        // The words are to be seen somewhere, but for codes that nothing names.
        assert!(same > unseen.len() * 4, "{name}: {unseen:?}");
    }
}

/// For each action of a spec, a change of every other one that it has no part in.
#[test]
fn code_of_an_action_is_of_what_it_reaches() {
    for (name, text) in
        [("lanterns", LANTERNS), ("workshop", ecm_tests::WORKSHOP), ("ecm", ecm_tests::ecm())]
    {
        let spec = ecm_tests::read(name, text);
        let mut reached: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for action in spec.actions.iter().take(20) {
            let selection = Selection::actions_of(&spec, &[&action.name.wire]).unwrap();
            let types = selection.records(&spec).map(|ty| ty.name.wire.clone());
            reached.insert(&action.name.wire, types.collect());
        }
        let mut pairs = 0;
        let others: Vec<_> = spec.actions.iter().rev().take(3).collect();
        for other in others {
            let request = &spec[other.request].name.wire;
            let changed = edited(text, |spec| {
                spec["types"][request]["fields"]["BrandNew"] = json!({ "type": "bool" });
            });
            let changed = ecm_tests::read(name, &changed);
            for (action, _) in reached.iter().filter(|(_, types)| !types.contains(request)) {
                pairs += 1;
                let of = |spec: &Spec| {
                    let selection = Selection::actions_of(spec, &[*action]).unwrap();
                    ecm_codegen::generate(spec, &selection).to_string()
                };
                assert_eq!(of(&spec), of(&changed), "{name}: {action} and {request}");
            }
        }
        assert!(pairs > 0, "{name}");
    }
}
