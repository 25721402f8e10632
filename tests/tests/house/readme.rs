//! Front door of the project: the README, its Chinese version, the guide and the changelog.
//!
//! The quick start is built and run as it is written there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use ecm_tests::workspace;

/// Words of the README at most, as `wc -w` counts them.
const MAX_WORDS: usize = 1000;

/// Characters of a line of the changelog at most.
const MAX_CHANGE: usize = 160;

const README: &str = "README.md";
const CHINESE: &str = "ecm-client/docs/README.zh-CN.md";

/// Markdown file of the project.
struct Page {
    path: String,
    text: String,
}

impl Page {
    fn read(path: &str) -> Self {
        let text = fs::read_to_string(workspace().join(path));
        Self { path: path.to_owned(), text: text.unwrap_or_else(|error| panic!("{path}: {error}")) }
    }

    /// Pages of the guide.
    fn guide() -> Vec<Self> {
        let files = fs::read_dir(workspace().join("ecm-client/docs")).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with("README")).collect();
        names.sort();
        assert!(names.len() > 10, "{names:?}");
        names.iter().map(|name| Self::read(&format!("ecm-client/docs/{name}"))).collect()
    }

    /// Fenced blocks, each with the line that opens it.
    fn blocks(&self) -> Vec<(&str, String)> {
        let mut blocks = Vec::new();
        let mut open: Option<(&str, String)> = None;
        for line in self.text.lines() {
            match (&mut open, line.trim_start().strip_prefix("```")) {
                (None, Some(language)) => open = Some((language, String::new())),
                (Some(_), Some("")) => blocks.extend(open.take()),
                (Some((_, code)), _) => {
                    code.push_str(line);
                    code.push('\n');
                }
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{}: a block is not closed", self.path);
        blocks
    }

    /// Only block of a language.
    fn block(&self, language: &str) -> String {
        let mut blocks = self.blocks();
        blocks.retain(|(opened, _)| opened.split(',').next() == Some(language));
        let [(_, code)] = blocks.as_slice() else {
            panic!("{}: {} blocks of `{language}`", self.path, blocks.len());
        };
        code.clone()
    }

    /// Text without fenced blocks.
    fn prose(&self) -> String {
        let mut inside = false;
        let lines = self.text.lines().filter(|line| {
            let fence = line.trim_start().starts_with("```");
            inside ^= fence;
            !inside && !fence
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Cells of the tables, by table, row and column.
    fn tables(&self) -> Vec<Vec<Vec<String>>> {
        let mut tables = vec![Vec::new()];
        for line in self.prose().lines() {
            match (line.strip_prefix("| "), tables.last_mut()) {
                (Some(row), Some(table)) => {
                    let cells = row.trim_end_matches('|').split(" |").map(str::trim);
                    table.push(cells.map(str::to_owned).collect());
                }
                (None, Some(table)) if !table.is_empty() => tables.push(Vec::new()),
                _ => {}
            }
        }
        tables.retain(|table| !table.is_empty());
        tables
    }

    /// Targets of links, inline ones and those of definitions.
    fn targets(&self) -> (Vec<String>, Vec<String>) {
        let prose = self.prose();
        let inline = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        let inline = inline.map(|(target, _)| target.to_owned()).collect();
        let defined = self.definitions().into_values().map(str::to_owned).collect();
        (inline, defined)
    }

    /// Link definitions by label.
    fn definitions(&self) -> BTreeMap<&str, &str> {
        let lines = self.text.lines().filter_map(|line| line.strip_prefix('['));
        lines.filter_map(|line| line.split_once("]: ")).collect()
    }

    /// Labels of links that a definition is for.
    fn labels(&self) -> BTreeSet<String> {
        let prose = self.prose();
        let labels = prose.split("][").skip(1).filter_map(|rest| rest.split_once(']'));
        labels.map(|(label, _)| label.to_owned()).collect()
    }

    /// Anchors of the headings, as GitHub and docs.rs make them.
    fn anchors(&self) -> BTreeSet<String> {
        let prose = self.prose();
        let headings = prose.lines().filter(|line| line.starts_with('#'));
        let anchor = |heading: &str| {
            let text = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
            text.chars().filter(|sign| sign.is_alphanumeric() || "-_".contains(*sign)).collect()
        };
        headings.map(anchor).collect()
    }
}

/// Code spans of a cell.
fn spans(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_readme_is_short_and_begins_with_two_commands() {
    let readme = Page::read(README);
    let words = readme.text.split_whitespace().count();
    assert!(words <= MAX_WORDS, "{words} words");
    let commands = readme.block("sh");
    let expected = [
        "cargo run -p ecm-client --example run_instances",
        "cargo test --workspace --all-features --locked",
    ];
    assert_eq!(commands.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn the_chinese_readme_says_as_much() {
    let (english, chinese) = (Page::read(README), Page::read(CHINESE));
    assert_eq!(english.text.lines().next(), Some(format!("[简体中文]({CHINESE})").as_str()));
    assert_eq!(chinese.text.lines().next(), Some("[English](../../README.md)"));
    assert_eq!(english.blocks(), chinese.blocks());
    assert_eq!(english.prose().matches("\n#").count(), chinese.prose().matches("\n#").count());
    assert_eq!(english.targets().0.len(), chinese.targets().0.len(), "links");

    let (ours, theirs) = (english.tables(), chinese.tables());
    assert!(!ours.is_empty() && ours.len() == theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours.len(), theirs.len(), "rows of {:?}", ours[0]);
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert_eq!(ours.len(), theirs.len(), "columns of {ours:?}");
            for (our, their) in ours.iter().zip(theirs) {
                assert_eq!(spans(our), spans(their), "{our} and {their}");
                let plain = our.chars().all(|sign| !sign.is_alphabetic());
                assert!(!plain || our == their, "{our} and {their}");
            }
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let benches = ["tests/benches/README.md", "tests/benches/NOTES.md", "CHANGELOG.md"];
    let pages = [README, CHINESE].into_iter().chain(benches).map(Page::read);
    let mut followed = 0;
    for page in pages.chain(Page::guide()) {
        let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (inline, defined) = page.targets();
        for target in inline.iter().chain(&defined) {
            if target.contains("://") {
                continue;
            }
            followed += 1;
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = workspace().join(folder).join(file);
            assert!(path.exists(), "{}: nothing at {target}", page.path);
            if !anchor.is_empty() {
                let path = path.canonicalize().unwrap();
                let path = path.strip_prefix(workspace().canonicalize().unwrap()).unwrap();
                let other = Page::read(path.to_str().unwrap());
                assert!(other.anchors().contains(anchor), "{}: no {target}", page.path);
            }
        }
        let labels = page.labels();
        let definitions: BTreeSet<_> = page.definitions().into_keys().map(str::to_owned).collect();
        assert_eq!(labels, definitions, "{}: labels and definitions", page.path);
    }
    assert!(followed > 60, "{followed} links");
}

/// Links between pages lead to modules in rustdoc, so all of them go through labels that `guide.rs` defines.
#[test]
fn the_guide_is_shown_in_rustdoc() {
    let source = fs::read_to_string(workspace().join("ecm-client/src/guide.rs")).unwrap();
    let readme = Page::read(README).targets().0;
    let mut used = BTreeSet::new();
    for page in Page::guide() {
        let name = page.path.rsplit('/').next().unwrap();
        assert_eq!(source.matches(&format!(": \"{name}\", [")).count(), 1, "{name}");
        assert!(readme.contains(&page.path), "the README does not link {name}");
        let (inline, _) = page.targets();
        let relative = inline.iter().find(|target| !target.contains("://"));
        assert!(relative.is_none(), "{name}: {relative:?} is no label");
        used.extend(page.labels());
    }
    for label in used {
        // A page by its file, another target by its line.
        let page = source.contains(&format!(": \"{label}\", ["));
        let target = source.contains(&format!("\"[{label}]: "));
        assert!(page || target, "guide.rs does not define {label}");
    }
}

#[test]
fn the_features_are_those_of_the_spec() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for action in &spec.actions {
        let group = action.group.as_deref().unwrap();
        groups.entry(format!("ecm-{group}")).or_default().push(&action.name.wire);
    }
    let features = Page::read("ecm-client/docs/features.md").tables();
    let mut listed: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for row in &features[0][2..] {
        listed.insert(spans(&row[0])[0].to_owned(), spans(&row[1]));
    }
    groups.values_mut().for_each(|actions| actions.sort_unstable());
    assert_eq!(listed, groups);

    let manifest = fs::read_to_string(workspace().join("ecm-client/Cargo.toml")).unwrap();
    let (_, manifest) = manifest.split_once("[features]\n").unwrap();
    let (manifest, _) = manifest.split_once("\n[").unwrap();
    let declared = manifest.lines().filter_map(|line| line.split_once(" = "));
    let declared: BTreeSet<&str> = declared.map(|(name, _)| name).collect();
    let table = &Page::read(README).tables()[0][2..];
    let shown: BTreeSet<&str> = table.iter().map(|row| spans(&row[0])[0]).collect();
    assert!(declared.contains("default"));
    assert_eq!(
        declared.into_iter().filter(|name| *name != "default").collect::<BTreeSet<_>>(),
        shown
    );
    for row in table.iter().filter(|row| row[0].starts_with("`ecm")) {
        let count = match spans(&row[0])[0] {
            "ecm" => groups["ecm-instance"].len(),
            "ecm-full" => spec.actions.len(),
            group => groups[group].len(),
        };
        assert_eq!(row[1], count.to_string(), "{row:?}");
    }
}

#[test]
fn the_changelog_is_one_of_short_lines() {
    let changelog = Page::read("CHANGELOG.md");
    let headings: Vec<&str> =
        changelog.text.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings[0], "## [Unreleased]");
    let kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
    for line in changelog.text.lines() {
        assert!(line.chars().count() <= MAX_CHANGE, "more than {MAX_CHANGE} characters: {line}");
        assert!(!line.starts_with("  "), "an entry is one line: {line}");
        if let Some(kind) = line.strip_prefix("### ") {
            assert!(kinds.contains(&kind), "{kind}");
        }
    }
}

#[cfg(unix)]
mod quick_start {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};

    use ecm_scratch::{Compiler, Program, Scratch};
    use ecm_test_server::TestServer;
    use ecm_tests::workspace;

    use crate::readme::{Page, README};

    /// An empty package, as `cargo new` makes it, with the blocks of the README and a checkout beside it.
    fn package() -> PathBuf {
        let readme = Page::read(README);
        let package = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "quick-start/app", &[], "");
        let checkout = package.path("../ecm");
        let _ = fs::remove_file(&checkout);
        symlink(workspace(), checkout).unwrap();
        // It is inside of another workspace.
        let manifest = format!(
            "[package]\nname = \"quick-start\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n{}",
            readme.block("toml")
        );
        package.write("Cargo.toml", &manifest);
        package.write("src/main.rs", &readme.block("rust"));
        package.checked();
        let compiler =
            Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), "quick");
        compiler.built(&Program::binary("quick_start", package.path("src/main.rs")))
    }

    fn run(program: &Path, endpoint: &str, key: &str) -> Output {
        Command::new(program)
            .env_remove("TENCENTCLOUD_TOKEN")
            .env("TENCENTCLOUD_SECRET_ID", "an-id")
            .env("TENCENTCLOUD_SECRET_KEY", key)
            .env("TENCENTCLOUD_REGION", "ap-zhengzhou-ecm")
            .env("ECM_ENDPOINT", endpoint)
            .output()
            .unwrap()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn runs_as_it_is_written() {
        let program = package();
        let server = TestServer::builder().shipped("ecm-2019-07-19").credentials("an-id", "a-key");
        let server = server.start().await.unwrap();
        let launched = run(&program, &server.url(), "a-key");
        let refused = run(&program, &server.url(), "another-key");
        let ledger = server.ledger();
        let url = server.url();
        server.shutdown().await;
        let alone = run(&program, &url, "a-key");

        let [commit] = ledger.commits.as_slice() else { panic!("{:?}", ledger.commits) };
        assert_eq!((commit.action.as_str(), commit.ids.len()), ("RunInstances", 2));
        let expected = commit.ids.iter().map(|id| format!("instance {id}\n")).collect::<String>();
        let printed = String::from_utf8(launched.stdout).unwrap();
        assert_eq!(printed, format!("request {}\n{expected}", commit.request_id));
        assert!(launched.status.success());

        for (failed, expected) in
            [(refused, "rejected with Some(\"AuthFailure"), (alone, "nothing was sent")]
        {
            let said = String::from_utf8_lossy(&failed.stderr).into_owned();
            assert!(!failed.status.success() && said.starts_with(expected), "{said}");
            assert!(failed.stdout.is_empty());
        }
    }
}
