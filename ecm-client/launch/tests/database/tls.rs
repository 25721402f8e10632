//! Connections with TLS and a password.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use ecm_launch::{Journal as _, PostgresJournal};
use rcgen::{CertificateParams, KeyPair};

use crate::cluster::{Cluster, give_away};

const PASSWORD: &str = "p%40ss-of-the-journal";

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    give_away(&path);
}

async fn problem(url: &str) -> String {
    let error = PostgresJournal::connect(url).await.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(!text.contains("ss-of-the-journal"), "{text}");
    error.to_string()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn a_certificate_is_checked_and_a_password_never_shown() {
    let Some(mut cluster) = Cluster::start(&[]) else { return };
    cluster.run("ALTER ROLE postgres PASSWORD 'p@ss-of-the-journal'").await;
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = certificate.self_signed(&key).unwrap();
    write(cluster.data(), "server.pem", &certificate.pem());
    write(cluster.data(), "server.key", &key.serialize_pem());
    write(cluster.data(), "pg_hba.conf", "local all all trust\nhost all all all scram-sha-256\n");
    let folder = tempfile::tempdir().unwrap();
    let roots = folder.path().join("roots.pem");
    fs::write(&roots, certificate.pem()).unwrap();
    let port = free_port().to_string();
    let port_setting = format!("port={port}");
    let tcp = ["listen_addresses=127.0.0.1", &port_setting];
    let tls = ["ssl=on", "ssl_cert_file=server.pem", "ssl_key_file=server.key"];

    cluster.restart_with(&[&tcp[..], &tls].concat());
    let at = |host: &str, options: &str| {
        format!("postgres://postgres:{PASSWORD}@{host}:{port}/postgres?{options}")
    };
    let trusted = format!("sslrootcert={}", roots.display());
    for mode in ["", "sslmode=require&", "sslmode=verify-ca&", "sslmode=verify-full&"] {
        let url = at("localhost", &format!("{mode}{trusted}"));
        let journal = PostgresJournal::connect(&url).await.unwrap();
        journal.set_epoch(1).await.unwrap();
        let shown = format!("{journal:?}");
        assert!(shown.contains("localhost") && !shown.contains("ss-of-the-journal"), "{shown}");
        let encrypted = "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                         WHERE application_name = 'ecm-launch'";
        assert_eq!(cluster.run(encrypted).await, ["t"], "{mode}");
        drop(journal);
        while !cluster.run(encrypted).await.is_empty() {}
    }
    let unknown = problem(&at("localhost", "sslmode=require")).await;
    assert!(unknown.contains("certificate") && unknown.contains("`sslrootcert`"), "{unknown}");
    let other = problem(&at("127.0.0.1", &trusted)).await;
    assert!(other.contains("127.0.0.1") && other.contains("localhost"), "{other}");
    let wrong = problem(&at("localhost", &trusted).replace("p%40ss", "pass")).await;
    assert!(wrong.contains("password authentication failed"), "{wrong}");
    let missing = problem(&at("localhost", "sslrootcert=%2Fnone.pem")).await;
    assert!(missing.contains("`sslrootcert` /none.pem: "), "{missing}");
    let empty = problem(&at("localhost", "sslrootcert=%2Fdev%2Fnull")).await;
    assert!(empty.contains("in the file of `sslrootcert`"), "{empty}");
    PostgresJournal::connect(&at("127.0.0.1", "sslmode=disable")).await.unwrap();

    cluster.restart_with(&tcp);
    let plain = problem(&at("localhost", &trusted)).await;
    assert!(plain.contains("server does not support TLS"), "{plain}");
}
