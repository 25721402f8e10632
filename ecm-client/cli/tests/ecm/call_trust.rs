//! Tests of whom `ecm call` trusts.

use std::fs;
use std::process::Command;

use crate::authority::{Authority, ISSUER, TlsFront, VALID, with_system_store};
use crate::call::call;
use crate::serve::Serving;
use crate::support::{Run, run_with};

/// Command that calls a server over TLS, without variables that name roots.
fn over_tls(url: &str, more: &[&str]) -> Command {
    let mut command = call(&["DescribeInstances", "--endpoint", url]);
    command.args(more).env_remove("SSL_CERT_FILE").env_remove("SSL_CERT_DIR");
    command
}

fn is_ok(run: &Run) {
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
}

#[test]
fn an_authority_is_trusted_by_option_variable_and_the_systems_store() {
    let (folder, authority) = (tempfile::tempdir().unwrap(), Authority::new());
    let server = Serving::start(&["--quiet"]);
    let port = server.url().rsplit(':').next().unwrap().parse().unwrap();
    let front = TlsFront::start(&authority.issue(&["localhost"], VALID), port, None);
    let file = authority.write(folder.path(), "root.pem");
    let of_file = file.to_str().unwrap();
    is_ok(&run_with(over_tls(&front.url(), &["--ca-file", of_file]), ""));
    let mut command = over_tls(&front.url(), &[]);
    command.env("SSL_CERT_FILE", &file);
    is_ok(&run_with(command, ""));
    let mut command = over_tls(&front.url(), &[]);
    command.env("SSL_CERT_DIR", folder.path());
    is_ok(&run_with(command, ""));
    // It adds to what the variable names.
    let other = Authority::named("Another Root").write(folder.path(), "other.pem");
    let mut command = over_tls(&front.url(), &["--ca-file", of_file]);
    command.env("SSL_CERT_FILE", &other);
    is_ok(&run_with(command, ""));

    front.connections();
    let run = run_with(over_tls(&front.url(), &[]), "");
    assert_eq!((run.code, front.connections()), (Some(4), 1), "{run:?}");
    let issuer = format!("its issuer `{ISSUER}` is none of the authorities known here");
    let advice =
        "name its certificate in SSL_CERT_FILE, or give it to `--ca-file`. Nothing was done.";
    assert!(run.err.contains(&issuer) && run.err.contains(advice), "{run:?}");

    match with_system_store(&over_tls(&front.url(), &[]), folder.path(), Some(&authority.pem)) {
        Some(mut command) => is_ok(&command.output().unwrap().into()),
        None => crate::support::say_skipped("a process cannot be given a store of its own here"),
    }
}

#[test]
fn a_file_that_holds_no_root_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("root.pem");
    fs::write(&file, b"\xFF").unwrap();
    let file = file.to_str().unwrap();
    for (path, expected) in [
        (
            file,
            format!("root certificate, in `{file}` of `--ca-file`, holds no certificate in PEM"),
        ),
        ("absent.pem", "absent.pem".to_owned()),
    ] {
        let run = run_with(over_tls("https://localhost:1", &["--ca-file", path]), "");
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains(&expected), "{run:?}");
    }
}
