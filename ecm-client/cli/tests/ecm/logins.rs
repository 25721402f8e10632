//! Tests of logins of the vendor's command line, with many processes at once and with the tool itself.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ecm_test_server::TestServer;
use serde_json::{Value, json};

use crate::call::call;
use crate::support::{Run, run_with};

const ACCESS: &str = "access-token-never-shown";
const REFRESH: &str = "refresh-token-never-shown";
const KEY: &str = "hunter2-key-never-shown";
const SESSION: &str = "session-token-never-shown";
const PROCESSES: usize = 100;

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// Login as the tool writes it, with this much time left.
fn login(id: &str, left: u64) -> Value {
    json!({
        "type": "oauth", "secretId": id, "secretKey": KEY, "token": SESSION, "expiresAt": now() + left,
        "oauth": {
            "openId": "open-id", "accessToken": ACCESS, "expiresAt": now() + 7200,
            "refreshToken": REFRESH, "site": "cn",
        },
    })
}

/// Replaces the file as the tool does: readable by everybody, in one step.
fn tool_writes(file: &Path, login: &Value) {
    let new = file.with_extension("tool.tmp");
    fs::write(&new, serde_json::to_string_pretty(login).unwrap()).unwrap();
    fs::rename(new, file).unwrap();
}

/// A service that renews logins; it counts how often, by the host that it was asked under.
struct Renewals {
    port: u16,
    by_host: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Renewals {
    /// Ends with the tests.
    fn start(before_answer: impl Fn() + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let by_host = Arc::<Mutex<BTreeMap<String, usize>>>::default();
        let (counted, before_answer) = (Arc::clone(&by_host), Arc::new(before_answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (counted, before_answer) = (Arc::clone(&counted), Arc::clone(&before_answer));
                thread::spawn(move || {
                    let stream = stream.unwrap();
                    while let Some(host) = asked(&stream) {
                        *counted.lock().unwrap().entry(host).or_default() += 1;
                        before_answer();
                        answer(&stream);
                    }
                });
            }
        });
        Self { port, by_host }
    }
}

/// Reads a request for new keys and gives its host; `None` at the end of the connection.
fn asked(stream: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or_default() == 0 {
            return None;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    assert!(head.starts_with("POST /get_temp_cred "), "{head}");
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!((&body["AccessToken"], &body["Site"]), (&json!(ACCESS), &json!("cn")));
    let host = head.lines().find_map(|line| line.strip_prefix("host: "));
    Some(host.unwrap().to_owned())
}

fn answer(mut stream: &TcpStream) {
    let body = json!({
        "SecretId": "AKIDrenewed", "SecretKey": KEY, "Token": SESSION, "ExpiresAt": now() + 7200,
    });
    let body = body.to_string();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    let _ = stream.write_all((head + &body).as_bytes());
}

/// Home folder with a login in it.
struct Home(tempfile::TempDir);

impl Home {
    fn new(login: &Value) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::create_dir(home.file().parent().unwrap()).unwrap();
        tool_writes(&home.file(), login);
        home
    }

    fn file(&self) -> PathBuf {
        self.0.path().join(".tccli/default.credential")
    }

    fn content(&self) -> Value {
        serde_json::from_slice(&fs::read(self.file()).unwrap()).unwrap()
    }

    fn call(&self, login_endpoint: &str, url: &str) -> Command {
        let mut command =
            call(&["DescribeInstances", "--endpoint", url, "--login-endpoint", login_endpoint]);
        command.env_remove("TENCENTCLOUD_SECRET_ID").env_remove("TENCENTCLOUD_SECRET_KEY");
        command.env("HOME", self.0.path()).env("USERPROFILE", self.0.path());
        command
    }
}

/// A service that lets in who signs with one of these secret ids, and tells how each request ended. It ends
/// with the tests.
fn service(ids: &'static [&str]) -> (String, mpsc::Receiver<Option<String>>) {
    let (sender, started) = mpsc::channel();
    let (ended, ends) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let mut server = TestServer::builder().shipped("ecm-2019-07-19").rate_limits(false);
            for id in ids {
                server = server.credentials_with_token(*id, KEY, SESSION);
            }
            let server = server.on_request(move |request| {
                let _ = ended.send(request.error.clone());
            });
            let server = server.start().await.unwrap();
            sender.send(server.url()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    (started.recv().unwrap(), ends)
}

#[track_caller]
fn succeeded(run: &Run) {
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    for secret in [ACCESS, REFRESH, KEY, SESSION] {
        assert!(!run.out.contains(secret), "{run:?}");
    }
}

/// Every loopback address is this machine's own there, so that each process can be told from the others.
#[cfg(target_os = "linux")]
#[test]
fn a_hundred_processes_renew_a_login_without_harm() {
    let (url, ends) = service(&["AKIDold", "AKIDrenewed"]);
    // Long enough for the others to come and find it renewed or being renewed.
    let renewals = Renewals::start(|| thread::sleep(Duration::from_millis(300)));
    let home = Home::new(&login("AKIDold", 100));
    let is_over = AtomicBool::new(false);
    let reads = thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut reads = 0;
            while !is_over.load(Ordering::Relaxed) {
                let content = home.content();
                let id = content["secretId"].as_str().unwrap();
                assert!(["AKIDold", "AKIDrenewed"].contains(&id), "{content}");
                assert_eq!(content["oauth"]["refreshToken"], json!(REFRESH));
                reads += 1;
            }
            reads
        });
        let children: Vec<Child> = (1..=PROCESSES)
            .map(|at| {
                let endpoint = format!("http://127.0.1.{at}:{}", renewals.port);
                home.call(&endpoint, &url).spawn().unwrap()
            })
            .collect();
        for child in children {
            succeeded(&child.wait_with_output().unwrap().into());
        }
        is_over.store(true, Ordering::Relaxed);
        watcher.join().unwrap()
    });
    assert_eq!(ends.try_iter().collect::<Vec<_>>(), vec![None; PROCESSES]);
    let by_host = renewals.by_host.lock().unwrap().clone();
    let total: usize = by_host.values().sum();
    println!("{total} renewals by {PROCESSES} processes, {reads} reads of the file");
    assert!(by_host.values().all(|count| *count == 1), "{by_host:?}");
    assert!((1..=PROCESSES / 10).contains(&total), "they wait for each other: {by_host:?}");
    assert_eq!(home.content()["secretId"], json!("AKIDrenewed"));
    let names = fs::read_dir(home.file().parent().unwrap()).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["default.credential"], "nothing is left behind");
}

#[test]
fn a_login_that_the_tool_renews_meanwhile_is_kept_and_signs() {
    let (url, _) = service(&["AKIDtool"]);
    let home = Home::new(&login("AKIDold", 100));
    let (file, newer) = (home.file(), login("AKIDtool", 7200));
    let written = newer.clone();
    let renewals = Renewals::start(move || tool_writes(&file, &written));
    let endpoint = format!("http://127.0.0.1:{}", renewals.port);
    succeeded(&run_with(home.call(&endpoint, &url), ""));
    assert_eq!(home.content(), newer);
    // The next one has nothing to renew.
    succeeded(&run_with(home.call(&endpoint, &url), ""));
    assert_eq!(renewals.by_host.lock().unwrap().values().sum::<usize>(), 1);
}

#[test]
fn a_login_that_cannot_be_written_signs_with_a_warning() {
    let (url, _) = service(&["AKIDrenewed"]);
    let renewals = Renewals::start(|| {});
    let endpoint = format!("http://127.0.0.1:{}", renewals.port);
    let home = Home::new(&login("AKIDold", 0));
    // The file's name is as long as names may be, so that no other file can be made beside it.
    let name = "n".repeat(255 - ".credential".len());
    let file = home.file().with_file_name(format!("{name}.credential"));
    fs::rename(home.file(), &file).unwrap();
    let mut command = home.call(&endpoint, &url);
    command.args(["--profile", &name]);
    let run = run_with(command, "");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.err.contains("the renewed login cannot be written and is kept in memory"),
        "{run:?}"
    );
    let content: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    assert_eq!(content["secretId"], json!("AKIDold"));
}
