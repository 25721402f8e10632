//! Tests of the way that the requests of `ecm call` take.

use std::process::Command;
use std::thread;

use crate::authority::{Authority, TlsFront, VALID};
use crate::call::call;
use crate::logged::{Asked, LoggedProxy, Manner};
use crate::serve::Serving;
use crate::support::{Run, run_with};

const PASSWORD: &str = "hunter2-of-the-proxy";

/// Login of the user `user`, as a proxy sees it.
const LOGIN: &str = "Basic dXNlcjpodW50ZXIyLW9mLXRoZS1wcm94eQ==";

const GUIDE: &str = include_str!("../../../docs/networks.md");

fn describe(url: &str, more: &[&str]) -> Command {
    let mut command = call(&["DescribeInstances", "--endpoint", url, "--timeout", "10"]);
    command.args(more).env_remove("SSL_CERT_FILE").env_remove("SSL_CERT_DIR");
    command
}

fn run(command: Command) -> Run {
    let run = run_with(command, "");
    assert!(!run.out.contains(PASSWORD) && !run.err.contains(PASSWORD), "{run:?}");
    assert!(!run.out.contains(LOGIN) && !run.err.contains(LOGIN), "{run:?}");
    run
}

#[test]
fn the_proxy_of_the_environment_is_used_unless_it_is_told_not_to() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new();
    let file = authority.write(folder.path(), "root.pem");
    let trusting = ["--ca-file", file.to_str().unwrap()];
    let server = Serving::start(&["--quiet"]);
    let port = server.url().rsplit(':').next().unwrap().parse().unwrap();
    let identity = authority.issue(&["localhost"], VALID);
    let front = TlsFront::start(&identity, port, None);
    for is_tls_proxy in [false, true] {
        for manner in [Manner::Forward, Manner::Login(LOGIN), Manner::Refuse] {
            let proxy = LoggedProxy::start(manner, is_tls_proxy.then_some(&identity));
            let scheme = if is_tls_proxy { "https" } else { "http" };
            let url = format!("{scheme}://user:{PASSWORD}@localhost:{}", proxy.port);
            let mut command = describe(&front.url(), &trusting);
            command.env("HTTPS_PROXY", &url);
            let result = run(command);
            let expected = if manner == Manner::Refuse { Some(4) } else { Some(0) };
            assert_eq!(result.code, expected, "{manner:?}: {result:?}");
            let asked = Asked {
                method: "CONNECT".to_owned(),
                server: format!("localhost:{}", front.port),
                login: Some(LOGIN.to_owned()),
            };
            let log = proxy.taken();
            assert!(!log.is_empty() && log.iter().all(|one| *one == asked), "{log:?}");
            // In clear as well, by the variable for that.
            let mut command = describe(&format!("http://localhost:{port}"), &trusting);
            command.env("http_proxy", &url);
            let result = run(command);
            let expected = if manner == Manner::Refuse { Some(5) } else { Some(0) };
            assert_eq!(result.code, expected, "{manner:?}: {result:?}");
            assert_eq!(proxy.taken()[0].method, "POST");

            let mut command = describe(&front.url(), &trusting);
            command.arg("--no-proxy").env("HTTPS_PROXY", &url);
            assert_eq!(run(command).code, Some(0), "{manner:?}");
            assert_eq!(proxy.taken(), []);
        }
    }
}

#[test]
fn a_proxy_variable_that_cannot_be_used_is_named_and_nothing_is_sent() {
    let server = Serving::start(&["--quiet"]);
    for (variables, expected) in [
        (
            vec![("HTTP_PROXY", format!("socks5://user:{PASSWORD}@h"))],
            "the proxy in HTTP_PROXY must be",
        ),
        (vec![("all_proxy", format!("{PASSWORD}:port"))], "the proxy in all_proxy must be"),
        (
            vec![("HTTPS_PROXY", "http://a".to_owned()), ("https_proxy", PASSWORD.to_owned())],
            "HTTPS_PROXY and https_proxy differ; unset one of them",
        ),
        (
            vec![("NO_PROXY", "a".to_owned()), ("no_proxy", "b".to_owned())],
            "NO_PROXY and no_proxy differ; unset one of them",
        ),
    ] {
        let mut command = describe(&server.url(), &[]);
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        let result = run(command);
        assert_eq!(result.code, Some(2), "{result:?}");
        assert!(result.err.contains(expected), "{result:?}");
        let mut command = describe(&server.url(), &["--no-proxy"]);
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        assert_eq!(run(command).code, Some(0), "{variables:?}");
    }
}

/// Rows of the guide's table: list, URL, and whether this client goes directly.
fn rows() -> Vec<(&'static str, &'static str, bool)> {
    let (_, table) = GUIDE.split_once("| `NO_PROXY` | request to |").unwrap();
    let lines = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let rows = lines.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let list = if cells[0] == "not set" { "" } else { cells[0].trim_matches('`') };
        (list, cells[1].trim_matches('`'), cells[2] == "direct")
    });
    rows.collect()
}

#[test]
fn hosts_are_reached_as_the_guide_says() {
    let rows = rows();
    assert!(rows.len() > 30, "{} rows", rows.len());
    thread::scope(|scope| {
        for part in rows.chunks(rows.len().div_ceil(4)) {
            scope.spawn(move || {
                for (list, url, is_direct) in part {
                    let proxy = LoggedProxy::start(Manner::Refuse, None);
                    let mut command = describe(url, &[]);
                    command.env("HTTPS_PROXY", format!("http://localhost:{}", proxy.port));
                    command.env("NO_PROXY", list);
                    let result = run(command);
                    assert_eq!(result.code, Some(4), "{list} and {url}: {result:?}");
                    assert_eq!(proxy.taken().is_empty(), *is_direct, "{list} and {url}");
                }
            });
        }
    });
}

#[test]
fn plain_http_is_allowed_by_name() {
    let proxy = LoggedProxy::start(Manner::Refuse, None);
    let url = "http://mock.internal:8080";
    let through = |more: &[&str]| {
        let mut command = describe(url, more);
        command.env("HTTP_PROXY", format!("http://localhost:{}", proxy.port));
        run(command)
    };
    let refused = through(&[]);
    assert_eq!((refused.code, proxy.taken().len()), (Some(2), 0), "{refused:?}");
    assert!(refused.err.contains("for hosts that `--allow-http` names"), "{refused:?}");
    let sent = through(&["--allow-http", "other.internal", "--allow-http", "mock.internal"]);
    assert_eq!(sent.code, Some(5), "{sent:?}");
    assert_eq!(proxy.taken()[0].server, "mock.internal:8080");
    let odd = through(&["--allow-http", "mock.internal:8080"]);
    assert_eq!(odd.code, Some(2), "{odd:?}");
    assert!(odd.err.contains("the host given to `--allow-http` must be a host name"), "{odd:?}");
}
