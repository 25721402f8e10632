use super::*;

fn problem(url: &str) -> String {
    Settings::read(url).err().unwrap()
}

fn is_encrypted(url: &str) -> bool {
    let settings = Settings::read(url).unwrap();
    assert_eq!(settings.trust.is_some(), settings.config.get_ssl_mode() == SslMode::Require);
    settings.trust.is_some()
}

#[test]
fn what_is_shown_of_a_url_is_neither_user_nor_password() {
    for (url, shown) in [
        ("postgres://me:s3cret@db.example.com:6000/launches", "db.example.com:6000/launches"),
        ("postgresql://me:s3cret@a,b/launches?connect_timeout=3", "a,b/launches"),
        (
            "postgres://me@%2Frun%2Fpostgresql/launches?password=s3cret",
            "/run/postgresql:5432/launches",
        ),
        ("postgres://db.example.com?user=me&password=s3cret", "db.example.com:5432"),
        ("postgres://me:s%403cret@[::1]:6000/launches", "::1:6000/launches"),
    ] {
        let settings = Settings::read(url).unwrap();
        assert_eq!(settings.shown, shown);
        let about = settings.about(&super::super::no_reply());
        assert_eq!(about.0, format!("PostgreSQL at {shown}: no reply in time"));
    }
}

#[test]
fn no_part_of_a_password_is_taken_for_something_that_is_shown() {
    for password in [
        "s3cret@x",
        "s3cret/x",
        "s3cret?x",
        "s3cret#x",
        "12/s3cret",
        "s3cret%zz@",
        "s3cret@x/y?z=1",
    ] {
        for url in [
            format!("postgres://me:{password}@db.example.com/launches"),
            format!("postgres://db.example.com/launches?password={password}@&sslmode=s3cret"),
        ] {
            assert_eq!(problem(&url), UNREADABLE, "{url}");
        }
    }
    for url in [
        "mysql://me:s3cret@db/launches",
        "s3cret",
        "postgres://me:s3cret@db/launches?sslmode",
        "postgres://me:s3cret@db/launches?s3cret=1",
        "postgres://me:s3cret@db:s3cret/launches",
        "postgres://me:s3cret@db/launches?sslrootcert=%s3cret",
    ] {
        assert_eq!(problem(url), UNREADABLE, "{url}");
    }
    assert_eq!(problem("postgres:///s3cret"), "the URL of the database names no host");
}

#[test]
fn other_machines_are_connected_to_with_tls() {
    for (host, usual) in [
        ("db.example.com", true),
        ("10.0.0.5", true),
        ("localhost", false),
        ("127.0.0.1", false),
        ("[::1]", false),
        ("%2Frun%2Fpostgresql", false),
        ("localhost,db.example.com", true),
    ] {
        let url = format!("postgres://me@{host}/launches");
        assert_eq!(is_encrypted(&url), usual, "{url}");
        assert!(!is_encrypted(&format!("{url}?sslmode=disable")), "{url}");
        for mode in ["require", "verify-ca", "verify-full"] {
            assert!(is_encrypted(&format!("{url}?sslmode={mode}")), "{url} {mode}");
        }
        for mode in ["prefer", "allow"] {
            let problem = problem(&format!("{url}?sslmode={mode}"));
            assert!(problem.contains("turn TLS off; write `verify-full`"), "{problem}");
        }
        assert!(problem(&format!("{url}?sslmode=s3cret")).starts_with("`sslmode` is one of"));
    }
    assert!(is_encrypted("postgres://localhost/a?hostaddr=10.0.0.5"));
    let named =
        Settings::read("postgres://localhost/a?sslrootcert=%2Fetc%2Froot.pem&connect_timeout=3");
    let named = named.unwrap();
    assert!(matches!(named.trust, Some(Trust::File(path)) if path.as_os_str() == "/etc/root.pem"));
    assert_eq!(named.config.get_connect_timeout().unwrap().as_secs(), 3);
}
