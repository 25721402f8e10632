use super::*;

fn host(text: &str, speech: Scheme) -> Result<String, &'static str> {
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
        let address = BaseUrl::parse(text, Scheme::Encrypted).unwrap_or_else(|_| panic!("{text}"));
        assert_eq!(address.root.as_str(), root);
        let bare = root.split_once("://").unwrap().1.trim_end_matches('/');
        assert_eq!(address.host(), host.unwrap_or(bare));
        assert_eq!((address.root.path(), address.root.query()), ("/", None));
    }
}

#[test]
fn anything_else_is_refused_without_being_repeated() {
    for (text, expected) in [
        ("", "no URL"),
        ("ecm.tencentcloudapi.com", "no URL"),
        ("http://ecm.tencentcloudapi.com", "must be https"),
        ("http://127.0.0.1.example.com", "must be https"),
        ("http://localhost.example.com", "must be https"),
        ("http://localhost.", "must be https"),
        ("http://10.0.0.1", "must be https"),
        ("http://[::2]", "must be https"),
        ("http://0.0.0.0", "must be https"),
        // Forms in which some programs write an address; nobody else should have to know them.
        ("http://127.1", "must be https"),
        ("http://0x7f.0.0.1", "must be https"),
        ("ftp://127.0.0.1", "neither https nor http"),
        ("file:///etc", "neither https nor http"),
        ("https://user:hunter2@host", "credentials"),
        ("https://user@host", "credentials"),
        ("https://@host", "credentials"),
        ("https://host/path", "a path"),
        ("https://host//", "a path"),
        ("https://host/?query", "a query"),
        ("https://host?query", "a query"),
        ("https://host/#fragment", "a fragment"),
        ("https://host#fragment", "a fragment"),
        ("https://", "no host"),
        ("https:///", "no host"),
        ("https://:443", "no host"),
        ("https://host:99999", "a port"),
        ("https://host:0", "a port"),
        ("https://host:+1", "a "),
        ("https://host:1:2", "a "),
        ("https://a b", "a host"),
        ("https://a\nb", "a host"),
        ("https://host\\evil", "a host"),
        ("https://ho%73t", "a host"),
        ("https://münchen.example", "a host"),
        ("https://[::g]", "a host"),
        ("https://[::1", "a host"),
        ("https://[::1]x", "a "),
        ("https://[127.0.0.1]", "a host"),
    ] {
        let problem = host(text, Scheme::Encrypted).unwrap_err();
        assert!(problem.contains(expected), "{text}: {problem}");
        assert!(!problem.contains("hunter2"), "{problem}");
    }
}

#[test]
fn where_it_is_allowed_any_server_may_be_spoken_to_in_clear() {
    for text in ["http://metadata.tencentyun.com", "https://metadata.tencentyun.com/"] {
        assert_eq!(host(text, Scheme::Any), Ok("metadata.tencentyun.com".to_owned()));
    }
    assert_eq!(host("ftp://host", Scheme::Any), Err("is neither https nor http"));
}

#[test]
fn a_query_and_a_path_come_after_the_root() {
    let address = BaseUrl::parse("http://127.0.0.1:9", Scheme::Encrypted).unwrap();
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
