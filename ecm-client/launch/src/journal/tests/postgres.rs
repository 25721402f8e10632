use super::*;
use crate::postgres::tests::cluster::Cluster;

async fn open(cluster: &Cluster) -> PostgresJournal {
    PostgresJournal::connect(&cluster.url()).await.unwrap()
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn what_is_written_is_there_for_the_next_process() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    let (first, next) = (open(&cluster).await, open(&cluster).await);
    check_writes(&first).await;
    check_next_process(&first, &next).await;
    let before = unix_seconds(SystemTime::now());
    let now = first.now().await.unwrap();
    assert!((before..=unix_seconds(SystemTime::now())).contains(&now), "{now}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn several_connections_take_turns() {
    const TASKS: usize = 4;
    // The default that isolates most makes transactions fail that need not.
    let isolation = "default_transaction_isolation=serializable";
    let Some(cluster) = Cluster::start(&[isolation]) else { return };
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..TASKS {
        let journal = open(&cluster).await;
        // Two tasks over each connection: one has a key of its own, one shares a key with all others.
        let own = format!("own-{number}");
        for (journal, key) in [(journal.clone(), own), (journal, "k".to_owned())] {
            tasks.spawn(async move { count_up(&journal, &key).await });
        }
    }
    tasks.join_all().await;
    let listed = open(&cluster).await.list().await.unwrap();
    let counts: Vec<usize> =
        listed.iter().map(|(_, stored)| stored.text.parse().unwrap()).collect();
    assert_eq!(counts, [TASKS * WRITES, WRITES, WRITES, WRITES, WRITES]);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn the_processes_of_a_database_share_its_slots() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    drop(open(&cluster).await);
    let log = "CREATE TABLE slot_log (number SERIAL PRIMARY KEY, slot BIGINT NOT NULL);
        CREATE FUNCTION log_slot() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO slot_log (slot) VALUES (NEW.next_slot); RETURN NEW; END $$;
        CREATE TRIGGER log_slot AFTER INSERT OR UPDATE ON launch_slots
            FOR EACH ROW EXECUTE FUNCTION log_slot()";
    cluster.run(log).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..PROCESSES {
        let limiter = open(&cluster).await.rate_limiter();
        tasks.spawn(async move { take_slots(&limiter).await });
    }
    tasks.join_all().await;
    let slots = cluster.run(SLOT_LOG).await;
    check_slots(&slots.iter().map(|slot| slot.parse().unwrap()).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn a_slot_is_never_before_the_end_of_a_wait_for_others() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    let limiter = open(&cluster).await.rate_limiter();
    let take = |limiter: crate::SharedRateLimiter| async move {
        let name = "/ecm/RunInstances".to_owned();
        limiter.take_slot(name, 20, std::time::Duration::from_secs(60)).await.unwrap();
    };
    take(limiter).await;
    // Others hold the row; the statement begins long before they are done.
    let limiter = open(&cluster).await.rate_limiter();
    let hold = "BEGIN; SELECT name FROM launch_slots FOR UPDATE; SELECT pg_sleep(0.5);
        CREATE TABLE released AS
            SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) AS at;
        COMMIT";
    let waiting = async {
        let waits = "SELECT 1 FROM pg_locks WHERE NOT granted";
        let held = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
        while cluster.run(held).await.is_empty() {}
        tokio::join!(take(limiter), async { while cluster.run(waits).await.is_empty() {} });
    };
    tokio::join!(cluster.run(hold), waiting);
    let ahead = "SELECT next_slot - 51000 - at FROM launch_slots, released";
    let ahead: i64 = cluster.run(ahead).await.remove(0).parse().unwrap();
    assert!(ahead >= 0, "{ahead}");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn the_rights_that_the_guide_names_are_enough() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    for statement in [
        "CREATE ROLE app LOGIN",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO app",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app",
    ] {
        cluster.run(statement).await;
    }
    let url = cluster.url().replace("postgres@", "app@");
    let refused = PostgresJournal::connect(&url).await.unwrap_err().to_string();
    assert!(refused.contains("permission denied for schema public"), "{refused}");
    drop(open(&cluster).await);
    cluster.run("GRANT INSERT, UPDATE, DELETE ON launch_entries TO app").await;
    cluster.run("GRANT UPDATE ON launch_journal TO app").await;
    let one = PostgresJournal::connect(&url).await.unwrap();
    let other = PostgresJournal::connect(&url).await.unwrap();
    check_writes(&one).await;
    check_next_process(&one, &other).await;
}
