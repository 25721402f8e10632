//! Process that starts the others, serves them and looks at what they have done.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use ecm_test_server::TestServer;

const PROCESSES: usize = 4;
/// Launches that each process wants at once.
const LAUNCHES: usize = 50;
/// Different keys among all of them.
const KEYS: usize = 160;
/// Requests that the service accepts in a second, by the spec.
const LIMIT: usize = 20;
const SECOND: i64 = 1_000_000;
/// Distance of two slots.
const PERIOD: i64 = 51_000;

/// Statement that makes the table that triggers write slots into.
const LOG: &str = "CREATE TABLE slot_log (slot BIGINT NOT NULL)";
const READ_LOG: &str = "SELECT slot FROM slot_log ORDER BY slot";

/// Time and error code of a create that came to the service.
type Arrival = (i64, Option<String>);

/// Runs the processes with a journal at a place.
async fn run(place: &str) -> (TestServer, Vec<Arrival>) {
    let arrivals: Arc<Mutex<Vec<Arrival>>> = Arc::default();
    let log = Arc::clone(&arrivals);
    let server = TestServer::builder()
        .shipped("ecm-2019-07-19")
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .rate_slack(5)
        .on_request(move |request| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros();
            if request.action == "RunInstances" {
                log.lock().unwrap().push((i64::try_from(now).unwrap(), request.error.clone()));
            }
        });
    let server = server.start().await.unwrap();
    let url = server.url().to_string();
    let keys = |process: usize| {
        let numbers = (0..LAUNCHES).map(|number| (process * LAUNCHES + number) % KEYS);
        numbers.map(|number| format!("order-{number}")).collect::<Vec<_>>().join(" ")
    };
    let children = (0..PROCESSES).map(|process| {
        Command::new(env::current_exe().unwrap())
            .args(["--exact", "account::child::child", "--ignored", "--nocapture"])
            .env("CHILD_URL", &url)
            .env("CHILD_JOURNAL", place)
            .env("CHILD_KEYS", keys(process))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap()
    });
    let children: Vec<Child> = children.collect();
    let results = tokio::task::spawn_blocking(move || results(children)).await.unwrap();
    assert_eq!(results.len(), PROCESSES * LAUNCHES);
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for result in results {
        let words: Vec<&str> = result.splitn(4, ' ').collect();
        assert_eq!(words[2], "created", "{result}");
        ids.entry(words[1].to_owned()).or_default().insert(words[3].to_owned());
    }
    let commits = server.ledger().commits;
    assert_eq!((ids.len(), commits.len()), (KEYS, KEYS));
    // All that took an order have its one instance.
    let known: BTreeSet<&String> = ids.values().flatten().collect();
    let made: BTreeSet<&String> = commits.iter().flat_map(|commit| &commit.ids).collect();
    assert!(ids.values().all(|ids| ids.len() == 1) && known == made, "{ids:?}");
    let arrivals = arrivals.lock().unwrap().clone();
    (server, arrivals)
}

/// Lets the processes begin together, and gives the lines with their results.
fn results(children: Vec<Child>) -> Vec<String> {
    let mut running = Vec::new();
    for mut child in children {
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        assert!(lines.any(|line| line == "ready"));
        running.push((child, lines));
    }
    for (child, _) in &mut running {
        child.stdin.take().unwrap().write_all(b"\n").unwrap();
    }
    let mut results = Vec::new();
    for (mut child, lines) in running {
        results.extend(lines.filter(|line| line.starts_with("result: ")));
        assert!(child.wait().unwrap().success());
    }
    results
}

/// Checks the begins of slots that were handed out, and the creates that came.
fn check(slots: &[i64], mut arrivals: Vec<Arrival>) {
    let crowded = slots.windows(LIMIT + 1).find(|some| some[LIMIT] - some[0] <= SECOND);
    assert_eq!(crowded, None, "more than {LIMIT} slots in a second");
    arrivals.sort_unstable();
    assert!(slots.len() >= arrivals.len(), "{} {}", slots.len(), arrivals.len());
    let early = arrivals.iter().zip(slots).find(|((at, _), slot)| at < slot);
    assert_eq!(early, None, "a create came before its slot");
    let refused = arrivals.iter().filter(|(_, error)| error.is_some()).count();
    println!("{} slots for {} creates, {refused} refused", slots.len(), arrivals.len());
    assert_eq!(refused, 0);
}

#[cfg(feature = "sqlite")]
#[tokio::test(flavor = "multi_thread")]
async fn four_processes_share_the_limit_of_an_account_by_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("journal.db");
    drop(ecm_launch::SqliteJournal::open(&place).unwrap());
    let database = rusqlite::Connection::open(&place).unwrap();
    let trigger = |name: &str, event: &str| {
        format!(
            "CREATE TRIGGER {name} AFTER {event} ON launch_slots WHEN new.name LIKE '%RunInstances'
             BEGIN INSERT INTO slot_log VALUES (new.next_slot - {PERIOD}); END;"
        )
    };
    let (added, changed) = (trigger("added", "INSERT"), trigger("changed", "UPDATE"));
    database.execute_batch(&format!("{LOG}; {added} {changed}")).unwrap();
    let (_server, arrivals) = run(place.to_str().unwrap()).await;
    let mut slots = database.prepare(READ_LOG).unwrap();
    let slots = slots.query_map([], |row| row.get(0)).unwrap();
    check(&slots.collect::<Result<Vec<i64>, _>>().unwrap(), arrivals);
}

#[cfg(feature = "postgres")]
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn four_processes_share_the_limit_of_an_account_by_a_server() {
    let Some(cluster) = crate::cluster::Cluster::start(&[]) else { return };
    drop(ecm_launch::PostgresJournal::connect(&cluster.url()).await.unwrap());
    let log = format!(
        "{LOG};
         CREATE FUNCTION log_slot() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN INSERT INTO slot_log VALUES (NEW.next_slot - {PERIOD}); RETURN NEW; END $$;
         CREATE TRIGGER log_slot AFTER INSERT OR UPDATE ON launch_slots FOR EACH ROW
             WHEN (NEW.name LIKE '%RunInstances') EXECUTE FUNCTION log_slot()"
    );
    cluster.run(&log).await;
    let (_server, arrivals) = run(&cluster.url()).await;
    let slots = cluster.run(READ_LOG).await;
    check(&slots.iter().map(|slot| slot.parse().unwrap()).collect::<Vec<_>>(), arrivals);
}
