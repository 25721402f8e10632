//! Everything that can go wrong between a client and a service, case by case, against the server's
//! ledger.
//!
//! In each case: what creates is committed at most once, the outcome is the right one, the call ends
//! within its deadline, the next call with the same client works, no secret is in anything that is
//! shown, and a connection is used again unless it met a transient fault, and then never.

#[path = "faults/bench.rs"]
mod bench;
#[path = "faults/cancelled.rs"]
mod cancelled;
#[path = "faults/capture.rs"]
mod capture;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "depot/mod.rs"]
mod depot;
#[path = "faults/echoes.rs"]
mod echoes;
#[path = "faults/known_codes.rs"]
mod known_codes;
#[path = "faults/provider.rs"]
mod provider;
#[path = "faults/proxy.rs"]
mod proxy;
#[path = "faults/reuse.rs"]
mod reuse;
#[path = "faults/tables/mod.rs"]
mod tables;
#[path = "faults/world.rs"]
mod world;

use bench::try_all;

/// Tables of cases, each with how many of them are tried at a time (those that wait, many), and how
/// many pairs of requests there are at least that share a connection, and that must not.
macro_rules! matrix {
    ($($name:ident: $table:path, $at_a_time:literal, $same:literal, $other:literal;)*) => {
        $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            try_all($table(), $at_a_time).await.are_enough($same, $other);
        })*

        #[test]
        fn the_matrix_is_large() {
            let mut count = 0;
            $({
                let mut names = std::collections::BTreeSet::new();
                for case in $table() {
                    let name = format!("{}: {}", case.op.action(), case.name);
                    assert!(names.insert(name), "{} stands twice", case.name);
                }
                count += names.len();
            })*
            println!("{count} cases");
            assert!(count >= 600, "{count} cases");
        }
    };
}

matrix! {
    connections_break: tables::connections::cases, 8, 0, 60;
    connections_fall_silent: tables::silence::cases, 64, 0, 20;
    answers_are_slow: tables::slow::cases, 64, 9, 30;
    answers_are_cut: tables::cut::cases, 8, 0, 500;
    answers_are_odd: tables::bodies::cases, 8, 30, 300;
    answers_are_mislabelled: tables::labels::cases, 8, 0, 100;
    answers_are_large: tables::large::cases, 2, 3, 9;
    pages_come_instead: tables::pages::cases, 8, 300, 100;
    the_service_refuses: tables::refusals::cases, 8, 80, 4;
    clocks_are_off: tables::clocks::cases, 8, 80, 0;
    tokens_expire: tables::tokens::cases, 32, 12, 0;
    proxies_fail: tables::proxies::cases, 32, 20, 30;
}
