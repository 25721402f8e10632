//! Rule for the size of the code: lines outside tests, comments and blank lines among them.

use crate::sources::tree::{Files, is_test_file, manifests, walk};

/// Lines of the runtime at most. They were 15,000 before it read past odd values, chose connections and waited
/// for credentials, and 18,100 before streams, bodies, extra parameters, trust, proxies, logins and metrics.
const MAX_CLIENT: usize = 26_600;

/// Lines of all product crates together at most. They were 77,000 before the generator laid its code out itself,
/// which took a parser and a printer of Rust from what is built.
const MAX_ALL: usize = 78_400;

/// Lines of a file, without inline modules of tests that begin at the first column.
fn lines(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let mut count = 0;
    let mut at = 0;
    while at < lines.len() {
        if let Some(length) = test_module(&lines[at..]) {
            at += length;
        } else {
            count += 1;
            at += 1;
        }
    }
    count
}

/// Length of the module of tests that begins here.
fn test_module(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    if !["#[cfg(test)]", "#[cfg(all(test,"].iter().any(|cfg| first.starts_with(cfg)) {
        return None;
    }
    let head = lines.iter().position(|line| !line.starts_with('#'))?;
    let words: Vec<&str> = lines[head].split(' ').collect();
    let opens = matches!(words.as_slice(), ["mod", _, "{"] | ["pub" | "pub(crate)", "mod", _, "{"]);
    if !opens {
        return None;
    }
    lines.iter().position(|line| *line == "}").map(|at| at + 1)
}

/// Lines of all files under a folder that are no tests.
fn total(files: &Files, folder: &str) -> usize {
    let inside = files.iter().filter(|(path, _)| path.starts_with(folder) && !is_test_file(path));
    inside.map(|(_, text)| lines(text)).sum()
}

#[test]
fn lines_stay_under_their_limits() {
    let mut files = Files::new();
    for manifest in manifests() {
        let folder = crate::sources::workspace().join(&manifest.folder);
        walk(&folder, &manifest.folder, &|path| path.ends_with(".rs"), &mut files);
    }
    let (client, all) = (total(&files, "ecm-client/src/"), total(&files, ""));
    println!("lines: {client} of {MAX_CLIENT} in ecm-client/src, {all} of {MAX_ALL} in all");
    for manifest in manifests() {
        println!(
            "lines: {:6} {}/src",
            total(&files, &format!("{}/src/", manifest.folder)),
            manifest.folder
        );
    }
    assert!(client > 1000 && all > client, "files are missing: {client}, {all}");
    assert!(client <= MAX_CLIENT && all <= MAX_ALL, "{client} > {MAX_CLIENT} or {all} > {MAX_ALL}");
}

#[test]
fn lines_leave_out_tests_only() {
    let text = "//! A.\n\nfn f() {\n}\n\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n    fn g() {}\n}\n// End.\n";
    assert_eq!(lines(text), 6);
    assert_eq!(lines("#[cfg(test)]\nmod tests;\n"), 2);
    let paths =
        ["a/src/b.rs", "a/src/b/tests.rs", "a/tests/c.rs", "a/src/testing/d.rs", "a/examples/e.rs"];
    let files: Files = paths.iter().map(|path| ((*path).to_owned(), text.to_owned())).collect();
    assert_eq!(total(&files, ""), 6);
    assert_eq!(total(&files, "b/"), 0);
}
