//! Tests with the vendor's own package, where it is at hand.

use std::env;
use std::path::PathBuf;
use std::time::Instant;

use crate::serve::Serving;
use crate::service::call;
use crate::stored::Home;
use crate::support::{say_skipped, workspace};

/// Services to call, each with an action that only reads.
const CALLED: [&str; 5] = [
    "cvm.DescribeZones",
    "vpc.DescribeVpcs",
    "tag.DescribeTagKeys",
    "sts.GetCallerIdentity",
    "cam.ListUsers",
];

/// Finds the package: what `ECM_TCCLI` names, or an archive among the shared files.
fn package() -> Option<PathBuf> {
    if let Some(path) = env::var_os("ECM_TCCLI") {
        return Some(PathBuf::from(path));
    }
    let shared = std::fs::read_dir(workspace().join("../shared")).ok()?;
    let files = shared.flatten().map(|entry| entry.path());
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    files.filter(|path| name(path).starts_with("tccli-") && path.is_file()).max()
}

#[test]
fn all_services_of_the_package_are_added_and_can_be_called() {
    let Some(package) = package() else {
        return say_skipped("the vendor's package is not at hand; set ECM_TCCLI to it");
    };
    let home = Home::new();
    let begun = Instant::now();
    let run = home.run(&["service", "add", "--all", "--from", package.to_str().unwrap()]);
    let taken = begun.elapsed();
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    println!("{} in {taken:.1?}: {}", package.display(), run.out.trim_end());
    let listed = home.run(&["service", "list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    assert!(listed.as_array().unwrap().len() >= 300, "{}", listed.as_array().unwrap().len());
    let services: Vec<&str> =
        CALLED.iter().map(|action| action.split_once('.').unwrap().0).collect();
    let server = Serving::start_with(home.command(), &[&["--quiet"], &*services].concat());
    for action in CALLED {
        let arguments = [action, "--endpoint", &server.url(), "--region", "ap-guangzhou"];
        let run = call(&home, &arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{action}: {run:?}");
        assert!(run.out.contains("\"RequestId\""), "{action}: {run:?}");
    }
}
