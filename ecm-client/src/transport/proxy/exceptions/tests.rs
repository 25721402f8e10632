//! The table of the guide, row by row.

use super::*;

const GUIDE: &str = include_str!("../../../../docs/networks.md");

/// Rows of the table: list, server, and who goes directly: this client and three others.
fn rows() -> Vec<(&'static str, &'static str, [bool; 4])> {
    let (_, table) = GUIDE.split_once("| `NO_PROXY` | request to |").unwrap();
    let lines = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let rows = lines.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [list, server, ways @ ..] = cells.as_slice() else { panic!("{line}") };
        let list = if *list == "not set" { "" } else { list.trim_matches('`') };
        let is_direct = |way: &&str| match *way {
            "direct" => true,
            "proxy" => false,
            way => panic!("{way} in {line}"),
        };
        let ways: Vec<bool> = ways.iter().map(is_direct).collect();
        (list, server.trim_matches('`'), ways.try_into().unwrap())
    });
    rows.collect()
}

#[test]
fn the_guide_says_what_is_done() {
    let rows = rows();
    assert!(rows.len() > 30, "{} rows", rows.len());
    for (list, server, [ours, ..]) in rows {
        let server_uri = server.parse().unwrap();
        assert_eq!(Exceptions::parse(list).contain(&server_uri), ours, "{list} and {server}");
        // Among others, an entry means the same.
        let among = format!("other.example, {list} ,192.0.2.1");
        let is_alone = list == "*";
        assert_eq!(Exceptions::parse(&among).contain(&server_uri), ours && !is_alone, "{among}");
    }
}

#[test]
fn nothing_goes_directly_unless_all_others_do_or_the_entry_means_nothing_else() {
    for (list, server, [ours, others @ ..]) in rows() {
        let host = server.trim_start_matches("https://").trim_end_matches('/');
        let is_address = list.contains("::") || list.contains(":0:");
        let is_explicit = is_address || list.ends_with(":443") || list.ends_with(":8443");
        assert!(!ours || is_explicit || others == [true; 3], "{list} and {host}");
    }
}

#[test]
fn entries_that_name_no_server_are_in_force_for_none() {
    for list in [
        "",
        ",",
        " , ,",
        ".",
        "..",
        "a..b",
        ":",
        ":80",
        "a:",
        "a:0",
        "a:65536",
        "a:+80",
        "a:b",
        "[",
        "[]",
        "[::1",
        "[::1]x",
        "[::1]:",
        "[127.0.0.1]",
        "/",
        "/8",
        "127.0.0.1/",
        "127.0.0.1/33",
        "::/129",
        "a/8",
        "a b",
        "[*]",
        "*:80",
        "*.*",
        "a@b",
        "http://127.0.0.1",
    ] {
        let parsed = Exceptions::parse(list);
        assert_eq!(parsed, Exceptions::default(), "{list:?}");
        for server in ["https://a/", "https://127.0.0.1/", "https://[::1]/", "http://b.a:80/"] {
            assert!(!parsed.contain(&server.parse().unwrap()), "{list:?} and {server}");
        }
    }
}
