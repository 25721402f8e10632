//! The guide's table of `NO_PROXY`, with other programs beside it.

use std::process::Command;

use crate::proxies::logged::{LoggedProxy, Manner};

const GUIDE: &str = include_str!("../../../../ecm-client/docs/networks.md");

/// Rows of the table: list, URL, and who goes directly: this client, curl and reqwest.
fn rows() -> Vec<(&'static str, &'static str, [bool; 3])> {
    let (_, table) = GUIDE.split_once("| `NO_PROXY` | request to |").unwrap();
    let lines = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let rows = lines.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let list = cells[0].trim_matches('`');
        let list = if list == "not set" { "" } else { list };
        let ways = [2, 3, 4].map(|column| cells[column] == "direct");
        (list, cells[1].trim_matches('`'), ways)
    });
    rows.collect()
}

/// Host and port of a URL of the table.
fn host_and_port(url: &str) -> (&str, &str) {
    let server = url.trim_start_matches("https://").trim_end_matches('/');
    match server.rsplit_once(':').filter(|_| !server.ends_with(']')) {
        Some((host, port)) => (host, port),
        None => (server, "443"),
    }
}

#[test]
#[ignore = "needs curl: a step of .ci/run"]
fn curl_agrees_where_the_table_says_so() {
    let version = Command::new("curl").arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        println!("skipped: there is no curl here");
        return;
    }
    let mut count = 0;
    for (list, url, [ours, curl, _]) in rows().into_iter().filter(|(.., ways)| ways[0] == ways[1]) {
        let proxy = LoggedProxy::start(Manner::Refuse, None);
        let (host, port) = host_and_port(url);
        let mut command = Command::new("curl");
        command.args(["--silent", "--max-time", "5"]);
        // Nobody has to know the names, nor to be there.
        if host.starts_with(|first: char| first.is_ascii_alphabetic()) {
            command.args(["--resolve", &format!("{host}:{port}:127.0.0.1")]);
        }
        for name in ["HTTPS_PROXY", "ALL_PROXY", "all_proxy", "NO_PROXY"] {
            command.env_remove(name);
        }
        command.env("https_proxy", format!("http://127.0.0.1:{}", proxy.port));
        command.env("no_proxy", list).arg(url).output().unwrap();
        assert_eq!(proxy.taken().is_empty(), curl && ours, "curl: {list} and {url}");
        count += 1;
    }
    assert!(count >= 20, "{count} rows");
}

#[tokio::test]
async fn reqwest_goes_where_the_table_says() {
    for (list, url, [.., reqwest]) in rows() {
        let proxy = LoggedProxy::start(Manner::Refuse, None);
        let through = reqwest::Proxy::all(format!("http://127.0.0.1:{}", proxy.port)).unwrap();
        let through = through.no_proxy(reqwest::NoProxy::from_string(list));
        let (host, _) = host_and_port(url);
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .no_proxy()
            .proxy(through)
            .resolve_to_addrs(host, &[([127, 0, 0, 1], 1).into()])
            .build()
            .unwrap();
        client.get(url).send().await.unwrap_err();
        assert_eq!(proxy.taken().is_empty(), reqwest, "reqwest: {list} and {url}");
    }
}
