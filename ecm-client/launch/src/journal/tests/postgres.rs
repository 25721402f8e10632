use super::*;
use crate::postgres::tests::cluster::Cluster;

async fn open(cluster: &Cluster) -> PostgresJournal {
    PostgresJournal::connect(&cluster.url()).await.unwrap()
}

#[tokio::test]
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
