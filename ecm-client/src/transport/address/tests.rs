use super::*;

fn host(text: &str, speech: Scheme<'_>) -> Result<String, &'static str> {
    BaseUrl::parse(text, speech).map(|address| address.host)
}

#[test]
fn https_anywhere_and_http_at_home() {
    for (text, root, host) in [
        ("https://ecm.tencentcloudapi.com", "https://ecm.tencentcloudapi.com/", None),
        ("https://ecm.tencentcloudapi.com:443/", "https://ecm.tencentcloudapi.com/", None),
        ("HTTPS://ECM.tencentcloudapi.com:8443", "https://ecm.tencentcloudapi.com:8443/", None),
        ("https://ecm.tencentcloudapi.com:/", "https://ecm.tencentcloudapi.com/", None),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/", None),
        ("http://127.9.9.9", "http://127.9.9.9/", None),
        ("http://[::1]:1", "http://[::1]:1/", None),
        ("http://[0:0::0:1]", "http://[::1]/", None),
        ("http://localhost:80/", "http://localhost/", None),
        ("http://localhost:443/", "http://localhost:443/", Some("localhost:443")),
    ] {
        let address =
            BaseUrl::parse(text, Scheme::Encrypted(&[])).unwrap_or_else(|_| panic!("{text}"));
        assert_eq!(address.root.as_str(), root);
        let bare = root.split_once("://").unwrap().1.trim_end_matches('/');
        assert_eq!(address.host(), host.unwrap_or(bare));
        assert_eq!((address.root.path(), address.root.query()), ("/", None));
    }
}

#[test]
fn anything_else_is_refused_without_being_repeated() {
    for (text, expected) in [
        ("", "is not a URL; write it as `https://host`"),
        ("ecm.tencentcloudapi.com", "is not a URL; write it as `https://host`"),
        (
            "http://ecm.tencentcloudapi.com",
            "must be https; plain http is for this machine only, and for hosts that `allow_http` names",
        ),
        (
            "http://127.0.0.1.example.com",
            "must be https; plain http is for this machine only, and for hosts that `allow_http` names",
        ),
        (
            "http://localhost.example.com",
            "must be https; plain http is for this machine only, and for hosts that `allow_http` names",
        ),
        (
            "http://localhost.",
            "must be https; plain http is for this machine only, and for hosts that `allow_http` names",
        ),
        (
            "http://10.0.0.1",
            "must be https; plain http is for this machine only, and for hosts that `allow_http` names",
        ),
        (
            "http://[::2]",
            "must be https; plain http is for this machine only, and for hosts that `allow_http` names",
        ),
        (
            "http://0.0.0.0",
            "must be https; plain http is for this machine only, and for hosts that `allow_http` names",
        ),
        // Forms in which some programs write an address; nobody else should have to know them.
        (
            "http://127.1",
            "must be https; plain http is for this machine only, and for hosts that `allow_http` names",
        ),
        (
            "http://0x7f.0.0.1",
            "must be https; plain http is for this machine only, and for hosts that `allow_http` names",
        ),
        ("ftp://127.0.0.1", "has a scheme other than https and http; write it as `https://host`"),
        ("file:///etc", "has a scheme other than https and http; write it as `https://host`"),
        ("https://user:hunter2@host", "holds credentials; remove them"),
        ("https://user@host", "holds credentials; remove them"),
        ("https://@host", "holds credentials; remove them"),
        ("https://host/path", "has a path; remove it, as requests go to `/`"),
        ("https://host//", "has a path; remove it, as requests go to `/`"),
        ("https://host/?query", "has a query; remove it"),
        ("https://host?query", "has a query; remove it"),
        ("https://host/#fragment", "has a fragment; remove it"),
        ("https://host#fragment", "has a fragment; remove it"),
        ("https://", "has no host; write it as `https://host`"),
        ("https:///", "has no host; write it as `https://host`"),
        ("https://:443", "has no host; write it as `https://host`"),
        ("https://host:99999", "has an invalid port; use a number from 1 to 65535"),
        ("https://host:0", "has an invalid port; use a number from 1 to 65535"),
        ("https://host:+1", "has a"),
        ("https://host:1:2", "has a"),
        ("https://a b", "has a host that is neither a DNS name nor an IP address; correct it"),
        ("https://a\nb", "has a host that is neither a DNS name nor an IP address; correct it"),
        (
            "https://host\\evil",
            "has a host that is neither a DNS name nor an IP address; correct it",
        ),
        ("https://ho%73t", "has a host that is neither a DNS name nor an IP address; correct it"),
        (
            "https://münchen.example",
            "has a host that is neither a DNS name nor an IP address; correct it",
        ),
        ("https://[::g]", "has a host that is neither a DNS name nor an IP address; correct it"),
        ("https://[::1", "has a host that is neither a DNS name nor an IP address; correct it"),
        ("https://[::1]x", "has a"),
        (
            "https://[127.0.0.1]",
            "has a host that is neither a DNS name nor an IP address; correct it",
        ),
    ] {
        let problem = host(text, Scheme::Encrypted(&[])).unwrap_err();
        assert!(problem.contains(expected), "{text}: {problem}");
        assert!(!problem.contains("hunter2"), "{problem}");
    }
}

#[test]
fn where_it_is_allowed_any_server_may_be_spoken_to_in_clear() {
    for text in ["http://metadata.tencentyun.com", "https://metadata.tencentyun.com/"] {
        assert_eq!(host(text, Scheme::Any), Ok("metadata.tencentyun.com".to_owned()));
    }
    assert_eq!(
        host("ftp://host", Scheme::Any),
        Err("has a scheme other than https and http; write it as `https://host`")
    );
}

#[test]
fn a_query_and_a_path_come_after_the_root() {
    let address = BaseUrl::parse("http://127.0.0.1:9", Scheme::Encrypted(&[])).unwrap();
    let asked = address.root().with_query("A=b%20c&D=%E4%BD%A0").unwrap();
    assert_eq!(asked.as_str(), "http://127.0.0.1:9/?A=b%20c&D=%E4%BD%A0");
    assert_eq!((asked.path(), asked.query()), ("/", Some("A=b%20c&D=%E4%BD%A0")));
    assert_eq!(address.root().as_str(), "http://127.0.0.1:9/");
    let page = address.join("/a/b%2Fc").unwrap();
    assert_eq!((page.as_str(), page.path()), ("http://127.0.0.1:9/a/b%2Fc", "/a/b%2Fc"));
    // What no URL can hold is refused, and nothing is sent somewhere else.
    assert!(address.root().with_query(&"x".repeat(70_000)).is_err());
    assert!(address.join("/a b").is_err());
}

#[test]
fn plain_http_is_for_hosts_that_were_named() {
    let named: Vec<String> = ["Mock.Internal", "10.0.0.1", "[fd00:0::1]"]
        .map(|one| BaseUrl::host_name(one).unwrap())
        .into();
    for (text, is_allowed) in [
        ("http://mock.internal:8080", true),
        ("http://MOCK.internal", true),
        ("http://10.0.0.1:80", true),
        ("http://[fd00::1]", true),
        ("http://other.internal", false),
        ("http://a.mock.internal", false),
        ("http://mock.internal.", false),
        ("http://10.0.0.10", false),
    ] {
        assert_eq!(host(text, Scheme::Encrypted(&named)).is_ok(), is_allowed, "{text}");
    }
    for text in ["", "http://mock", "mock:80", "mock:", "mock/", "a b", "user@mock", "*"] {
        assert!(BaseUrl::host_name(text).is_err(), "{text}");
    }
}
