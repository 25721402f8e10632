use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use ecm_scratch::{Compiler, Program};
use ecm_spec::Spec;
use ecm_spec::model::EnumValues;

use crate::docs_html::{Page, text_of};
use crate::support::{Run, command, run, warehouse, without_colour_settings, workshop, workspace};

/// Pages of a spec by file name.
fn pages(folder: &Path) -> BTreeMap<String, Page> {
    files(folder)
        .into_iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, text)| (name, Page::read(&text)))
        .collect()
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

#[track_caller]
fn written(folder: &Path, spec: &str, out: &str) -> BTreeMap<String, Page> {
    let run = run(folder, &["docs", spec, "--out", out]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{spec}");
    pages(&folder.join(out))
}

/// Every spec at hand: those that ship and those of the tests, with every shape there is.
fn specs() -> Vec<(String, Spec)> {
    let shipped = ecm_spec::shipped_names()
        .map(|name| (name.to_owned(), ecm_spec::read(ecm_spec::shipped(name).unwrap()).unwrap()));
    let own = fs::read_dir(workspace().join("tests/specs")).unwrap().filter_map(|entry| {
        let path = entry.unwrap().path();
        let spec = ecm_spec::read(&fs::read_to_string(&path).unwrap()).ok()?;
        Some((path.to_str().unwrap().to_owned(), spec))
    });
    shipped.chain(own).collect()
}

/// Checks that every address on the pages leads to a page and an anchor, and that no anchor is
/// there twice.
#[track_caller]
fn check_links(pages: &BTreeMap<String, Page>) {
    let ids = |page: &'_ Page| page.ids.iter().cloned().collect::<BTreeSet<String>>();
    let anchors: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(name, page)| (name.as_str(), ids(page))).collect();
    for (name, page) in pages {
        let ids = &anchors[name.as_str()];
        assert_eq!(ids.len(), page.ids.len(), "{name} has an id twice");
        assert!(!page.links.is_empty(), "{name}");
        for link in &page.links {
            if link.starts_with("https://") || link.starts_with("http://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = anchors.get(if file.is_empty() { name.as_str() } else { file });
            let target = target.unwrap_or_else(|| panic!("{name}: no page {link}"));
            assert!(anchor.is_empty() || target.contains(anchor), "{name}: no anchor {link}");
        }
    }
}

/// Checks that the pages have everything that the spec has.
#[track_caller]
fn check_contents(spec: &Spec, pages: &BTreeMap<String, Page>) {
    let ids: BTreeSet<&str> =
        pages.values().flat_map(|page| page.ids.iter().map(String::as_str)).collect();
    let text: String = pages.values().map(|page| page.text.as_str()).collect::<Vec<_>>().join("\n");
    let lasts: BTreeSet<&str> =
        ids.iter().map(|id| id.rsplit_once(['.', '!']).map_or(*id, |(_, last)| last)).collect();
    let has_id = |id: &str| assert!(lasts.contains(id), "no anchor for {id}");
    // Each rule is in one place at least, which no nested copy of it is.
    let anchors = pages.values().flat_map(|page| &page.ids);
    let is_rule = |id: &&String| id.starts_with("rule.") || id.starts_with("response-rule.");
    let rules = spec.types.iter().map(|ty| {
        let of_fields = ty.fields.iter().map(|field| {
            let required = field.required.as_deref().filter(|id| ty.sent && *id != "required");
            field.rules.len() + required.iter().count()
        });
        ty.rules.len() + of_fields.sum::<usize>()
    });
    let (shown, declared) = (anchors.filter(is_rule).count(), rules.sum::<usize>());
    assert!(shown >= declared, "{shown} of {declared} rules");
    let plain =
        |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    for action in &spec.actions {
        let page =
            pages.values().find(|page| page.title.starts_with(&format!("{} · ", action.name.wire)));
        let page = page.unwrap_or_else(|| panic!("no page of {}", action.name.wire));
        for code in &action.errors {
            assert!(page.text.contains(&spec[*code].name.wire), "{}", spec[*code].name.wire);
        }
        action.rate_limit.iter().for_each(|limit| has_id(&limit.id.replace('.', "~2e~")));
    }
    for ty in &spec.types {
        for rule in &ty.rules {
            has_id(&rule.id.replace('.', "~2e~"));
        }
        for field in &ty.fields {
            for rule in &field.rules {
                has_id(&rule.id.replace('.', "~2e~"));
            }
            match plain(&field.name.wire) {
                true => has_id(&field.name.wire),
                false => assert!(text.contains(&field.name.wire), "{}", field.name.wire),
            }
        }
    }
    for one in &spec.enums {
        let values: Vec<String> = match &one.values {
            EnumValues::Text(values) => values.iter().map(|value| value.value.clone()).collect(),
            EnumValues::Integer(values) => values.iter().map(|one| one.value.to_string()).collect(),
        };
        assert!(values.iter().all(|value| pages["enums.html"].text.contains(value.as_str())));
    }
    for code in &spec.errors {
        assert!(pages["errors.html"].text.contains(&code.name.wire), "{}", code.name.wire);
    }
    for waiter in &spec.waiters {
        has_id(&waiter.name.wire);
    }
}

#[test]
fn every_page_is_whole_and_every_link_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    for (number, (name, spec)) in specs().into_iter().enumerate() {
        let out = format!("docs-{number}");
        let pages = written(folder.path(), &name, &out);
        println!("{name}: {} pages", pages.len());
        check_links(&pages);
        check_contents(&spec, &pages);
    }
}

#[test]
fn the_search_index_leads_to_anchors() {
    let folder = tempfile::tempdir().unwrap();
    for spec in ["ecm-2019-07-19", &workshop(), &warehouse()] {
        let pages = written(folder.path(), spec, "docs");
        let script = fs::read_to_string(folder.path().join("docs/search-index.js")).unwrap();
        let json = script.split_once("window.ecmSearchIndex = ").unwrap().1;
        let index: serde_json::Value = serde_json::from_str(json.trim_end_matches(";\n")).unwrap();
        let entries = index["entries"].as_array().unwrap();
        assert!(entries.len() > 50, "{}", entries.len());
        for entry in entries {
            let page = &index["pages"][usize::try_from(entry[2].as_u64().unwrap()).unwrap()];
            let page = &pages[page[0].as_str().unwrap()];
            let anchor = entry[3].as_str().unwrap();
            assert!(anchor.is_empty() || page.ids.iter().any(|id| id == anchor), "{entry}");
        }
        let kinds: BTreeSet<&str> =
            entries.iter().map(|entry| entry[0].as_str().unwrap()).collect();
        assert!(kinds.is_superset(&["action", "type", "field", "rule"].into()), "{kinds:?}");
    }
}

/// The pages say of an item the same as `ecm explain`.
#[test]
fn the_words_are_those_of_explain() {
    let folder = tempfile::tempdir().unwrap();
    let pages = written(folder.path(), "ecm-2019-07-19", "docs");
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (target, page, parts) in [
        (
            "RunInstances",
            "action.RunInstances.html",
            &[
                "create: every request that is carried out creates something",
                "at most 20 requests per second",
            ][..],
        ),
        (
            "RunInstances.Password",
            "action.RunInstances.html",
            &["must have 8 to 30 characters; otherwise the service answers"],
        ),
        ("InstancesRunning", "action.DescribeInstances.html", &["an id that is missing from"]),
        (
            "LimitExceeded.VcpuLimitExceeded",
            "errors.html",
            &["LimitExceeded: a quota is used up; free some of it or have it raised"],
        ),
    ] {
        let explained = one_line(&run(folder.path(), &["explain", "ecm-2019-07-19", target]).out);
        let shown = one_line(&pages[page].text).replace('`', "");
        for part in parts {
            assert!(explained.replace('`', "").contains(part), "explain {target}: {part}");
            assert!(shown.contains(part), "{page}: {part}: {shown}");
        }
    }
}

/// Text of a spec that would be markup or end a script or a comment.
const EVIL: &str =
    "<script>alert(1)</script> \" ' & ]]> --> </script> <img src=x onerror=alert(1)> {{x}}";

/// Spec whose documentation is [`EVIL`] everywhere.
fn evil() -> String {
    fn put(value: &mut serde_json::Value) {
        if let Some(fields) = value.as_object_mut() {
            for (key, value) in fields.iter_mut() {
                match key.as_str() {
                    "doc" => *value = EVIL.into(),
                    _ => put(value),
                }
            }
        } else if let Some(items) = value.as_array_mut() {
            items.iter_mut().for_each(put);
        }
    }
    let mut spec = serde_json::from_str(&fs::read_to_string(workshop()).unwrap()).unwrap();
    put(&mut spec);
    serde_json::to_string(&spec).unwrap()
}

#[test]
fn texts_of_a_spec_are_never_markup() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evil.json"), evil()).unwrap();
    let pages = written(folder.path(), "evil.json", "docs");
    let shown = pages.values().filter(|page| page.text.contains(EVIL)).count();
    assert!(shown > 5, "{shown} of {} pages show the text", pages.len());
    for (name, page) in &pages {
        assert_eq!(page.scripts, ["theme.js", "search.js"], "{name}");
        assert!(page.tags.is_disjoint(&["img".to_owned(), "iframe".to_owned()].into()), "{name}");
    }
    let script = fs::read_to_string(folder.path().join("docs/search-index.js")).unwrap();
    assert!(script.contains("alert(1)") && !script.contains(['<', '&']), "{script:.300}");
}

#[test]
fn pages_need_nothing_but_their_folder() {
    let folder = tempfile::tempdir().unwrap();
    let pages = written(folder.path(), &workshop(), "docs");
    for (name, page) in &pages {
        let policy = page.policy.as_deref().unwrap_or_else(|| panic!("{name} has no policy"));
        assert!(policy.starts_with("default-src 'none'; script-src 'self' file:;"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
        assert!(page.loaded.iter().all(|file| folder.path().join("docs").join(file).is_file()));
        assert!(page.handlers.is_empty(), "{name}: {:?}", page.handlers);
    }
    let files = files(&folder.path().join("docs"));
    for (name, text) in files.iter().filter(|(name, _)| !name.ends_with(".html")) {
        for part in ["http://", "https://", "@import", "url(", "fetch(", "eval(", "innerHTML"] {
            assert!(name == "search-index.js" || !text.contains(part), "{name}: {part}");
        }
    }
}

#[test]
fn a_second_run_replaces_its_own_files_only() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), &workshop(), "docs");
    let docs = folder.path().join("docs");
    let first = files(&docs);
    written(folder.path(), &workshop(), "docs");
    assert_eq!(files(&docs), first, "the same spec gives the same files");
    fs::write(docs.join("notes.html"), "mine").unwrap();
    fs::write(docs.join(".half.new"), &first["index.html"][..300]).unwrap();
    written(folder.path(), &warehouse(), "docs");
    let second = files(&docs);
    assert_eq!(second["notes.html"], "mine");
    assert!(!second.contains_key("action.New.html") && !second.contains_key(".half.new"));
    written(folder.path(), &warehouse(), "fresh");
    let mut fresh = files(&folder.path().join("fresh"));
    fresh.insert("notes.html".to_owned(), "mine".to_owned());
    assert_eq!(second, fresh);
}

#[test]
fn a_folder_of_others_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["site", "own", "empty"] {
        fs::create_dir(at(name)).unwrap();
    }
    fs::write(at("site/index.html"), "<!doctype html>mine").unwrap();
    fs::write(at("own/readme.txt"), "mine").unwrap();
    fs::write(at("file"), "mine").unwrap();
    let spec = workshop();
    for (out, message) in [
        (
            "site",
            "`site/index.html` was not written by `ecm docs`; move it, or name another folder",
        ),
        ("own", "`own` holds files, none of them written by `ecm docs`"),
        ("file", "`file` is a file; name a folder"),
        ("file/docs", "`file/docs/ecm-docs.css` cannot be written"),
    ] {
        let refused = run(folder.path(), &["docs", &spec, "--out", out]);
        assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""), "{out}");
        assert!(refused.err.contains(message), "{out}: {}", refused.err);
    }
    assert_eq!(files(&at("site")).len() + files(&at("own")).len(), 2);
    assert_eq!(fs::read_to_string(at("file")).unwrap(), "mine");
    written(folder.path(), &spec, "empty");
    let wrong = run(folder.path(), &["docs", "none.json", "--out", "new"]);
    assert_eq!(wrong.code, Some(2));
    assert!(!at("new").exists());
}

#[cfg(unix)]
#[test]
fn without_permission_everything_stays_as_it_was() {
    use crate::support::kept_out;
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), &workshop(), "docs");
    let docs = folder.path().join("docs");
    let before = files(&docs);
    let index = docs.join("index.html");
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    let Some(user) = kept_out(folder.path(), &[&closed]) else { return };
    fs::set_permissions(&docs, fs::Permissions::from_mode(0o555)).unwrap();
    let spec = warehouse();
    for (out, message) in [("docs", "cannot be written"), ("closed", "`closed` cannot be read")] {
        let mut command = user();
        let refused: Run = command.args(["docs", &spec, "--out", out]).output().unwrap().into();
        assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""), "{out}: {refused:?}");
        assert!(refused.err.contains(message), "{out}: {}", refused.err);
    }
    fs::set_permissions(&docs, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(files(&docs), before);
    assert!(index.is_file());
}

/// A limit on the size of files stands for a full disk: one of the files is over it.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!(
        "trap '' XFSZ; ulimit -f 100; exec '{}' docs ecm-2019-07-19 --out new",
        env!("CARGO_BIN_EXE_ecm")
    );
    let mut shell = without_colour_settings(Command::new("bash"));
    let output = shell.args(["-c", &line]).current_dir(folder.path()).output().unwrap();
    let refused = Run::from(output);
    assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""), "{refused:?}");
    assert!(refused.err.contains("cannot be written: File too large"), "{}", refused.err);
    assert!(!folder.path().join("new").exists());
}

/// The command line of a page is one that the command takes, secrets apart.
#[test]
fn the_command_lines_are_valid_calls() {
    let folder = tempfile::tempdir().unwrap();
    let spec = ecm_spec::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
    let pages = written(folder.path(), "ecm-2019-07-19", "docs");
    for action in spec.actions.iter().step_by(11) {
        let page = &pages[&format!("action.{}.html", action.name.wire)];
        let [_, line, ..] = page.code.as_slice() else { panic!("{}", action.name.wire) };
        let words = shlex::split(line.split("\n\n").next().unwrap()).unwrap();
        let mut arguments: Vec<String> = words[1..].to_vec();
        if let Some((_, json)) = line.split_once("# request.json:\n") {
            fs::write(folder.path().join("request.json"), json).unwrap();
        }
        arguments.extend(["--dry-run", "--region", "ap-guangzhou"].map(str::to_owned));
        let mut command = command(folder.path());
        command.env("TENCENTCLOUD_SECRET_ID", "AKIDEXAMPLE");
        command.env("TENCENTCLOUD_SECRET_KEY", "SECRETEXAMPLE");
        let run: Run = command.args(&arguments).output().unwrap().into();
        assert_eq!(run.code, Some(0), "{line}\n{}", run.err);
    }
}

/// Other programs can see a command line, and pages are passed on to others.
#[test]
fn a_command_line_has_no_secret_and_no_folder_of_the_user() {
    let folder = tempfile::tempdir().unwrap();
    let spec = fs::read_to_string(workshop()).unwrap();
    let before = "\"secret\": true, \"doc\": \"A secret code.\"";
    let secret = spec.replace(before, &format!("\"required\": true, {before}"));
    let path = folder.path().join("mine.json");
    fs::write(&path, secret).unwrap();
    let pages = written(folder.path(), path.to_str().unwrap(), "docs");
    let line = &pages["action.New.html"].code[1];
    assert!(line.starts_with("ecm call New --spec mine.json --json request.json\n"), "{line}");
    assert!(line.contains("# request.json:\n{") && line.contains("\"Code\": "), "{line}");
    let plain = &pages["action.Reset.html"].code[1];
    assert!(plain.starts_with("ecm call Reset --spec mine.json"), "{plain}");
    let own = folder.path().to_str().unwrap();
    assert!(files(&folder.path().join("docs")).values().all(|text| !text.contains(own)));
}

/// Spec with every shape, of whose largest request each field is required.
fn all_required() -> String {
    let text = fs::read_to_string(workshop()).unwrap();
    let mut spec: serde_json::Value = serde_json::from_str(&text).unwrap();
    let fields = spec["types"]["DescribeRequest"]["fields"].as_object_mut().unwrap();
    for field in fields.values_mut() {
        field["required"] = true.into();
    }
    spec.to_string()
}

/// The Rust on the pages compiles with the generated client: names, types and methods are its own.
#[test]
fn the_rust_calls_compile() {
    let specs = ["warehouse-2024-03-31", "parrots-2024-08-01", "cls-2020-10-16"];
    let read = |name: &str| {
        fs::read_to_string(workspace().join(format!("tests/specs/{name}.json"))).unwrap()
    };
    let compiler = Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), "calls");
    for text in [all_required()].into_iter().chain(specs.map(read)) {
        let folder = tempfile::tempdir().unwrap();
        let path = "spec.json";
        fs::write(folder.path().join(path), text).unwrap();
        let pages = written(folder.path(), path, "docs");
        let generated = run(folder.path(), &["generate", path, "--out", "lamp"]);
        assert_eq!(generated.code, Some(0), "{}", generated.err);
        let lamp = folder.path().join("lamp");
        let mut code = String::from(
            "//! Calls.\n#![allow(dead_code, deprecated, unused_imports, unused_mut, unused_variables)]\n\
             use super::{Client, types::*};\n\
             type Tried = std::result::Result<(), std::boxed::Box<dyn std::error::Error>>;\n",
        );
        let mut count = 0;
        for page in pages.values().filter(|page| page.code.len() > 1) {
            // The second block is the command line, those behind it are waiters.
            for block in page.code.iter().take(1).chain(page.code.iter().skip(2)) {
                count += 1;
                code.push_str(&format!(
                    "async fn call_{count}(client: &Client) -> Tried {{\nlet id = \"i\";\n{block}\n\
                     std::result::Result::Ok(())\n}}\n"
                ));
            }
        }
        assert!(count > 0);
        let library = fs::read_to_string(lamp.join("src/lib.rs")).unwrap() + "\nmod calls;\n";
        fs::write(lamp.join("src/lib.rs"), library).unwrap();
        fs::write(lamp.join("src/calls.rs"), &code).unwrap();
        let program = Program::library("lamp", lamp.join("src/lib.rs")).strict();
        assert_eq!(compiler.refusal(&program), "", "{code}");
    }
}

#[test]
fn the_html_of_the_tests_is_read() {
    let page = Page::read(
        "<!doctype html><!-- <b> --><title>A &amp; B</title><body><a id=\"x\" href=\"y.html#z\">\
         1 &lt; 2</a><script src=\"s.js\"></script><p onclick=\"x\">",
    );
    assert_eq!(
        (page.title.as_str(), page.links[0].as_str(), page.ids[0].as_str()),
        ("A & B", "y.html#z", "x")
    );
    assert_eq!((text_of("a&quot;&#39;"), page.handlers.len()), ("a\"'".to_owned(), 1));
    assert!(page.text.contains("1 < 2"));
}
