//! Everything that a database, its log and the client's keep of a launch.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::{fs, str};

use ecm_client::dynamic::Api;
use ecm_client::{Client, Credentials};
use ecm_launch::{LaunchState, Launcher, PostgresJournal};
use ecm_test_server::TestServer;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::capture;
use crate::cluster::Cluster;

/// Password whose last digits could be found by trying, if a digest were kept that covers it.
const CANARY: &str = "C4nary-of-a-base-7391";

/// Passes a connection on, and keeps what the client sends.
async fn tap(to: String) -> (String, Arc<Mutex<Vec<u8>>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let sent: Arc<Mutex<Vec<u8>>> = Arc::default();
    let kept = Arc::clone(&sent);
    tokio::spawn(async move {
        let (client, _) = listener.accept().await.unwrap();
        let server = TcpStream::connect(to.strip_prefix("http://").unwrap()).await.unwrap();
        let (mut from_client, mut to_client) = client.into_split();
        let (mut from_server, mut to_server) = server.into_split();
        tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
        let mut part = vec![0; 1 << 16];
        while let Ok(length @ 1..) = from_client.read(&mut part).await {
            kept.lock().unwrap().extend(&part[..length]);
            to_server.write_all(&part[..length]).await.unwrap();
        }
    });
    (url, sent)
}

/// Adds all files of a folder and of those in it.
fn read_all(folder: &Path, bytes: &mut Vec<u8>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => read_all(&path, bytes),
            false => bytes.extend(fs::read(path).unwrap()),
        }
    }
}

/// Quotes a text for a statement.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn neither_database_nor_logs_hold_a_secret_or_a_digest_of_one() {
    let settings = ["log_statement=all", "log_min_duration_statement=0", "log_min_messages=debug2"];
    let Some(cluster) = Cluster::start(&settings) else { return };
    capture::begin();
    let server = TestServer::builder()
        .shipped("ecm-2019-07-19")
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .start()
        .await
        .unwrap();
    let (url, sent) = tap(server.url().to_string()).await;
    let credentials = Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE");
    let client = Client::builder().credentials(credentials).endpoint(url).build().unwrap();
    let api = Api::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
    let journal = PostgresJournal::connect(&cluster.url()).await.unwrap();
    // The create is the only request, so that it is the one that is kept.
    let launcher = Launcher::new(client, api, journal).unwrap().account_lookup(false);
    let text = format!(
        r#"{{"ZoneInstanceCountISPSet": [{{"Zone": "ap-zhengzhou-1", "InstanceCount": 1, "ISP": "CMCC"}}],
             "ModuleId": "em-0vag13d1", "Password": "{CANARY}"}}"#
    );
    let request = api.action("RunInstances").unwrap().request(&text).unwrap();
    let launch = launcher.launch("order-1", &request).await.unwrap();
    assert_eq!(launch.state, LaunchState::Created);

    cluster.run("CHECKPOINT").await;
    let mut files = Vec::new();
    read_all(cluster.data(), &mut files);
    let places =
        [("data", files), ("log", cluster.log().into()), ("trace", capture::taken().into())];

    let sent = String::from_utf8(sent.lock().unwrap().clone()).unwrap();
    let (head, body) = sent.split_once("\r\n\r\n").unwrap();
    let signature = head.split("Signature=").nth(1).unwrap().lines().next().unwrap();
    assert!(body.contains(CANARY) && signature.len() == 64, "{head}");
    let mut secrets = vec![CANARY.to_owned(), "SECRETEXAMPLE".to_owned(), signature.to_owned()];
    for covered in [CANARY, body, &format!("\"{CANARY}\"")] {
        let covered = quoted(covered);
        let sha = ["sha224", "sha256", "sha384", "sha512"];
        let sha = sha.map(|name| format!("{name}(convert_to({covered}, 'UTF8'))"));
        for digest in sha.into_iter().chain([format!("decode(md5({covered}), 'hex')")]) {
            for form in ["hex", "base64"] {
                let digest = cluster.run(&format!("SELECT encode({digest}, '{form}')")).await;
                // PostgreSQL breaks Base64 into lines.
                secrets.push(digest[0].lines().next().unwrap().trim_end_matches('=').to_owned());
            }
        }
    }
    for (place, bytes) in places {
        let has = |text: &str| memchr::memmem::find(&bytes, text.as_bytes()).is_some();
        assert!(has(if place == "trace" { "RunInstances" } else { "em-0vag13d1" }), "{place}");
        for secret in &secrets {
            assert!(!has(secret), "{place}: {secret}");
        }
        let upper = secrets.iter().map(|secret| secret.to_uppercase());
        assert!(!upper.into_iter().any(|secret| has(&secret)), "{place}");
    }
}
