//! From an empty home to calls of five services, with the vendor's own package where it is at hand, and with a
//! small one in any case.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;

use crate::serve::Serving;
use crate::service::call;
use crate::stored::{Home, Member, metadata};
use crate::support::{say_skipped, workspace};

/// Action that lists something in pages.
struct Listing {
    action: &'static str,
    /// Parameters that ask for one item in a page, as a person types them.
    set: &'static [&'static str],
    /// List in the answer.
    items: &'static str,
    /// Field of an item.
    field: &'static str,
}

/// Services of the vendor; the pages of the third and fifth are numbered, and its number is a text for the second.
const VENDOR: [Listing; 5] = [
    Listing {
        action: "cvm.DescribeInstances",
        set: &[
            "Limit=1",
            "Filters.0.Name=zone",
            "Filters.0.Values=[ap-guangzhou-1,ap-guangzhou-2]",
        ],
        items: "InstanceSet",
        field: "InstanceId",
    },
    Listing {
        action: "vpc.DescribeVpcs",
        set: &["Limit=1", "Filters=[{\"Name\": \"is-default\", \"Values\": [\"false\"]}]"],
        items: "VpcSet",
        field: "VpcId",
    },
    Listing {
        action: "cam.DescribeRoleList",
        set: &["Rp=1", "Page=1", "Tags=[]"],
        items: "List",
        field: "RoleId",
    },
    Listing {
        action: "cbs@2017-03-12.DescribeDisks",
        set: &["Limit=1", "DiskIds=disk-1", "DiskIds=disk-2", "ReturnBindAutoSnapshotPolicy=true"],
        items: "DiskSet",
        field: "DiskId",
    },
    Listing {
        action: "as.DescribeAutoScalingGroups",
        set: &["Limit=1"],
        items: "AutoScalingGroupSet",
        field: "AutoScalingGroupId",
    },
];

const SMALL: [Listing; 5] = [
    lamps("fan.DescribeFans"),
    lamps("kettle.DescribeKettles"),
    lamps("lamp@2024-01-31.DescribeLamps"),
    lamps("oven.ListOvens"),
    lamps("pump.DescribePumps"),
];

const fn lamps(action: &'static str) -> Listing {
    Listing { action, set: &["Limit=1", "Name=0123"], items: "Lamps", field: "LampId" }
}

/// Package of six services, one of them in two versions.
fn small_package() -> Vec<Member> {
    vec![
        Member::new("tccli-3.9.1/tccli/__init__.py", "__version__ = '3.9.1'\n"),
        metadata("fan", "2023-05-05", &["StartFan", "DescribeFans"]),
        metadata("kettle", "2024-02-02", &["DescribeKettles"]),
        metadata("lamp", "2022-01-31", &["DescribeLamps"]),
        metadata("lamp", "2024-01-31", &["CreateLamps", "DescribeLamps"]),
        metadata("oven", "2024-03-03", &["ListOvens"]),
        metadata("pump", "2021-04-04", &["DescribePumps"]),
        metadata("radio", "2021-04-04", &["DescribeRadios"]),
    ]
}

/// Finds the package: what `ECM_TCCLI` names, or an archive among the shared files.
fn vendor_package() -> Option<PathBuf> {
    if let Some(path) = env::var_os("ECM_TCCLI") {
        return Some(PathBuf::from(path));
    }
    let shared = std::fs::read_dir(workspace().join("../shared")).ok()?;
    let files = shared.flatten().map(|entry| entry.path());
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    files.filter(|path| name(path).starts_with("tccli-") && path.is_file()).max()
}

/// Adds every service of an archive to an empty home, and returns how many that are.
fn added(home: &Home, archive: &Path) -> usize {
    let empty = home.run(&["service", "list"]);
    assert!(empty.out.starts_with("no services are stored in "), "{empty:?}");
    let begun = Instant::now();
    let run = home.run(&["service", "add", "--all", "--from", archive.to_str().unwrap()]);
    let taken = begun.elapsed();
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    println!("{} in {taken:.1?}: {}", archive.display(), run.out.trim_end());
    let list = home.run(&["service", "list", "--format", "json"]);
    let list: Vec<Value> = serde_json::from_str(&list.out).unwrap();
    assert!(
        run.out.contains(&format!("\n{} added, 0 updated, 0 unchanged in ", list.len())),
        "{run:?}"
    );
    for one in &list {
        assert!(Path::new(one["path"].as_str().unwrap()).exists(), "{one}");
        assert_eq!(one["source"], archive.to_str().unwrap(), "{one}");
        for name in ["vendor_version", "metadata_digest", "spec_digest", "added"] {
            assert!(one[name].as_str().is_some_and(|text| !text.is_empty()), "{one}");
        }
    }
    list.len()
}

/// Calls one action for one page, for all pages, through a query and as a table.
fn listed(home: &Home, url: &str, listing: &Listing) {
    let Listing { action, set, items, field } = listing;
    let fixed = [action, "--endpoint", url, "--region", "ap-guangzhou"];
    let set = set.iter().flat_map(|one| ["--set", one]);
    let fixed: Vec<&str> = fixed.into_iter().chain(set).collect();
    let of = |more: &[&str]| {
        let run = call(home, &[&fixed, more].concat());
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{action} {more:?}: {run:?}");
        run.out
    };
    let one: Value = serde_json::from_str(&of(&[])).unwrap();
    assert!(one["RequestId"].is_string(), "{action}: {one}");
    // The parameter has arrived: there is more, and one item was asked for.
    assert_eq!(one[items].as_array().unwrap().len(), 1, "{action}: {one}");

    let all = of(&["--all", "--output", "ndjson"]);
    let all: Vec<Value> = all.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&str> = all.iter().map(|item| item[field].as_str().unwrap()).collect();
    assert!(ids.len() > 1, "{action}: {all:?}");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{action}: {ids:?}");
    assert_eq!(one[items][0][field], ids[0], "{action}");

    let query = format!("{items}[].{field}");
    let found = of(&["--all", "--query", &query, "--output", "text"]);
    assert_eq!(found.split_whitespace().collect::<Vec<_>>(), ids, "{action}");
    let count = of(&["--all", "--query-all", &format!("length({items})")]);
    assert_eq!(count.trim(), ids.len().to_string(), "{action}");

    let query = format!("{items}[].{{Id: {field}}}");
    let table = of(&["--all", "--query", &query, "--output", "table"]);
    let rows: Vec<&str> = table.lines().map(str::trim).filter(|line| *line != "Id").collect();
    assert_eq!(rows, ids, "{action}: {table}");
}

/// Goes the whole way with an archive: add, serve, call.
fn from_an_empty_home(home: &Home, archive: &Path, listings: &[Listing; 5]) -> usize {
    let count = added(home, archive);
    let services: Vec<&str> =
        listings.iter().map(|one| one.action.split_once('.').unwrap().0).collect();
    let server = Serving::start_with(home.command(), &[&["--no-rate-limits"], &*services].concat());
    for listing in listings {
        listed(home, &server.url(), listing);
    }
    count
}

#[test]
fn a_small_package_is_added_and_its_services_are_called() {
    let home = Home::new();
    home.tar("tccli-3.9.1.tar.gz", &small_package());
    let archive = home.path().join("tccli-3.9.1.tar.gz");
    assert_eq!(from_an_empty_home(&home, &archive, &SMALL), 7);
}

#[test]
fn all_services_of_the_vendor_s_package_are_added_and_five_are_called() {
    let Some(package) = vendor_package() else {
        return say_skipped(
            "the vendor's package is not at hand; `pip download tccli --no-deps`, and set ECM_TCCLI to it",
        );
    };
    let home = Home::new();
    let count = from_an_empty_home(&home, &package, &VENDOR);
    assert!(count >= 300, "{count}");
}
