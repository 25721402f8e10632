#![cfg(unix)]

pub(crate) mod cluster;

use super::*;
use cluster::Cluster;

/// Opens four journals at once, as four processes do that start together.
async fn open_at_once(cluster: &Cluster) {
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let url = cluster.url();
        tasks.spawn(async move { Database::open(&url).await.map(drop) });
    }
    for opened in tasks.join_all().await {
        opened.unwrap();
    }
}

async fn refusal(cluster: &Cluster) -> String {
    Database::open(&cluster.url()).await.unwrap_err().0
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn processes_that_start_at_once_make_the_tables_once() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    for _ in 0..10 {
        open_at_once(&cluster).await;
        let versions = cluster.run("SELECT version FROM launch_migrations ORDER BY version").await;
        let expected: Vec<String> =
            (1..=migrations::last_version()).map(|one| one.to_string()).collect();
        assert_eq!(versions, expected);
        assert_eq!(cluster.run("SELECT count(*) FROM launch_journal").await, ["1"]);
        cluster.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await;
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn tables_of_a_later_version_are_refused() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    open_at_once(&cluster).await;
    let later = migrations::last_version() + 1;
    cluster.run(&format!("INSERT INTO launch_migrations (version) VALUES ({later})")).await;
    let refused = refusal(&cluster).await;
    assert!(refused.contains(&format!("its tables have version {later}")), "{refused}");
    assert!(refused.contains("use a later one"), "{refused}");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn a_database_that_may_lose_confirmed_writes_is_refused() {
    let Some(mut cluster) = Cluster::start(&[]) else { return };
    open_at_once(&cluster).await;
    for (change, undo, expected) in [
        (
            "ALTER TABLE launch_entries SET UNLOGGED",
            "ALTER TABLE launch_entries SET LOGGED",
            "the table launch_entries is unlogged: a crash empties it",
        ),
        (
            "ALTER TABLE launch_journal RENAME TO other",
            "ALTER TABLE other RENAME TO launch_journal",
            "the table launch_journal is not there",
        ),
    ] {
        cluster.run(change).await;
        let refused = refusal(&cluster).await;
        assert!(refused.contains(expected), "{change}: {refused}");
        cluster.run(undo).await;
        open_at_once(&cluster).await;
    }
    for (setting, expected) in [
        ("fsync=off", "`fsync` is off, so that a crash of the machine loses confirmed writes; set"),
        ("full_page_writes=off", "set `full_page_writes = on` in postgresql.conf"),
        ("default_transaction_read_only=on", "`default_transaction_read_only` is on"),
    ] {
        cluster.restart_with(&[setting]);
        let refused = refusal(&cluster).await;
        assert!(refused.contains(expected), "{setting}: {refused}");
    }
    cluster.restart_with(&[]);
    let create = "CREATE DATABASE old ENCODING 'LATIN1' TEMPLATE template0";
    cluster.run(create).await;
    let url = cluster.url().replace("/postgres", "/old").replace("//old", "//postgres");
    let refused = Database::open(&url).await.unwrap_err().0;
    assert!(refused.contains("`server_encoding` is LATIN1"), "{refused}");
    std::fs::write(cluster.data().join("standby.signal"), "").unwrap();
    cluster.restart_with(&[]);
    let refused = refusal(&cluster).await;
    assert!(
        refused.contains("it is a standby") && refused.contains("connect to the primary"),
        "{refused}"
    );
}

const INSERT: &str = "INSERT INTO launch_entries (key, revision, text) SELECT $1, '1', '' FROM durable \
                      RETURNING (SELECT level FROM durable)";

async fn insert(database: &Database, key: &str) -> Result<Vec<Row>, DatabaseError> {
    database.write(&format!("{DURABLE} {INSERT}"), &[(&key, Type::TEXT)]).await
}

async fn count(database: &Database) -> i64 {
    let rows = database.read("SELECT count(*) FROM launch_entries", &[]).await.unwrap();
    rows[0].get(0)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn what_is_confirmed_survives_a_crash_whatever_the_defaults() {
    // A commit waits for nothing then, and another process puts it on the disk: one that does not run here.
    let Some(mut cluster) = Cluster::start(&["synchronous_commit=off"]) else { return };
    let database = Database::open(&cluster.url()).await.unwrap();
    let writer = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'";
    let writer = cluster.run(writer).await.remove(0);
    cluster.signal("-STOP", &writer);
    let levels = insert(&database, "a").await.unwrap();
    assert_eq!(levels[0].get::<_, &str>(0), "on");
    cluster.kill();
    cluster.signal("-KILL", &writer);
    cluster.restart();
    assert_eq!(count(&database).await, 1, "over the next connection");
    let levels = database.read("SHOW synchronous_commit", &[]).await.unwrap();
    assert_eq!(levels[0].get::<_, &str>(0), "off", "for its own transactions only");
    cluster.restart_with(&["synchronous_commit=remote_apply"]);
    let levels = loop {
        // The first write may meet the end of the old connection.
        if let Ok(levels) = insert(&database, "b").await {
            break levels;
        }
    };
    assert_eq!(levels[0].get::<_, &str>(0), "remote_apply");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn a_connection_that_is_cut_or_silent_is_made_again() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    let limits = TimeLimits {
        operation: Duration::from_secs(4),
        read: Duration::from_millis(500),
        ..TIME_LIMITS
    };
    let database = Database::open_within(&cluster.url(), limits).await.unwrap();
    insert(&database, "a").await.unwrap();
    let others = "FROM pg_stat_activity WHERE application_name = 'ecm-launch'";
    for key in ["b", "c", "d"] {
        cluster.run(&format!("SELECT pg_terminate_backend(pid) {others}")).await;
        count(&database).await;
        insert(&database, key).await.unwrap();
    }
    let session = cluster.run(&format!("SELECT pid {others}")).await.remove(0);
    cluster.signal("-STOP", &session);
    assert_eq!(count(&database).await, 4, "over another connection");
    insert(&database, "e").await.unwrap();
    let session_2 =
        cluster.run(&format!("SELECT pid {others} AND pid <> {session}")).await.remove(0);
    cluster.signal("-STOP", &session_2);
    let begun = Instant::now();
    let silent = insert(&database, "f").await.unwrap_err().0;
    assert!(silent.ends_with("no reply in time"), "{silent}");
    assert!(begun.elapsed() < limits.operation * 2);
    // A write may still be made by the session that has received it.
    for session in [&session, &session_2] {
        cluster.signal("-CONT", session);
    }
    while count(&database).await != 6 {
        sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn a_server_that_is_down_for_a_moment_is_waited_for() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    let limits = TimeLimits { operation: Duration::from_secs(1), ..TIME_LIMITS };
    let database = Database::open(&cluster.url()).await.unwrap();
    let hasty = Database::open_within(&cluster.url(), limits).await.unwrap();
    cluster.stop_at_once();
    let down = hasty.read("SELECT 1", &[]).await.unwrap_err().0;
    assert!(down.contains("error connecting to server"), "{down}");
    assert!(down.starts_with("PostgreSQL at /"), "{down}");
    let down = refusal(&cluster).await;
    assert!(down.contains("error connecting to server"), "{down}");
    let (counted, ()) = tokio::join!(count(&database), async {
        sleep(Duration::from_millis(300)).await;
        tokio::task::block_in_place(|| cluster.restart());
    });
    assert_eq!(counted, 0);
    insert(&database, "a").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn a_write_that_its_standby_does_not_have_is_not_confirmed() {
    let Some(mut cluster) = Cluster::start(&[]) else { return };
    drop(Database::open(&cluster.url()).await.unwrap());
    cluster.restart_with(&["synchronous_standby_names=gone", "synchronous_commit=local"]);
    let limits = TimeLimits { operation: Duration::from_millis(500), ..TIME_LIMITS };
    let database = Database::open_within(&cluster.url(), limits).await.unwrap();
    let waiting = insert(&database, "a").await.unwrap_err().0;
    assert!(waiting.ends_with("no reply in time"), "{waiting}");
    assert_eq!(count(&database).await, 0, "nobody sees it yet");
    cluster.restart_with(&[]);
    let database = Database::open(&cluster.url()).await.unwrap();
    assert_eq!(count(&database).await, 1, "it may be made later");
}
