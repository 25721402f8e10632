//! Calls of `RunInstances` in a second over the loopback interface, beside `reqwest` posting the same
//! bytes in its usual form.
//!
//! `tests/benches/README.md` says how to run it and has the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "../figures/mod.rs"]
mod figures;
#[path = "../request_path/request.rs"]
mod request;
mod server;

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, ExitCode, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};

use ecm_client::{Client, Credentials, ecm};
use figures::{bar, median, setting};
use request::request;

/// The server, in a process of its own, for as long as it is wanted.
struct Served {
    child: Child,
    port: u16,
}

impl Served {
    fn start() -> Result<Self, Box<dyn Error>> {
        let this = std::env::current_exe()?;
        let mut command = match std::env::var("LOOPBACK_SERVER_CPU") {
            Ok(cpu) => {
                let mut command = Command::new("taskset");
                command.args(["-c", &cpu]).arg(this);
                command
            }
            Err(_) => Command::new(this),
        };
        let mut child = command.arg(SERVE).stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().ok_or("the server has no output")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        Ok(Self { port: line.trim().parse()?, child })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const SERVE: &str = "--serve";

/// What makes calls, one after the other.
trait Caller {
    async fn call(&self);
}

/// A request built by hand for each call, as it is shown wherever `reqwest` is.
struct Bare {
    client: reqwest::Client,
    url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Caller for Bare {
    async fn call(&self) {
        let mut request = self.client.post(&self.url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let response = request.body(self.body.clone()).send().await.unwrap();
        assert!(!response.bytes().await.unwrap().is_empty());
    }
}

/// Our client, from the values of the request to those of the response.
struct Ours(ecm::Client);

impl Caller for Ours {
    async fn call(&self) {
        let answer = self.0.run_instances(&request()).await.unwrap();
        assert_eq!(answer.instance_id_set.as_ref().map(Vec::len), Some(2));
    }
}

/// What a turn came to.
#[derive(Clone, Copy)]
struct Turn {
    calls_in_a_second: f64,
    /// Processor time of a call on this side, in microseconds, which other programs disturb less.
    micros: f64,
}

/// The processor time of this thread so far in seconds, as Linux tells it.
fn processor_time() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok());
    nanos.unwrap_or(f64::NAN) / 1e9
}

/// A turn with so many calls at a time.
async fn rate(caller: &Rc<impl Caller + 'static>, concurrency: usize, time: Duration) -> Turn {
    let local = tokio::task::LocalSet::new();
    let before = processor_time();
    let start = Instant::now();
    let workers: Vec<_> = (0..concurrency)
        .map(|_| {
            let caller = Rc::clone(caller);
            local.spawn_local(async move {
                let mut calls = 0_u32;
                while start.elapsed() < time {
                    caller.call().await;
                    calls += 1;
                }
                calls
            })
        })
        .collect();
    local
        .run_until(async move {
            let mut calls = 0;
            for worker in workers {
                calls += worker.await.unwrap();
            }
            let calls = f64::from(calls);
            let calls_in_a_second = calls / start.elapsed().as_secs_f64();
            Turn { calls_in_a_second, micros: (processor_time() - before) * 1e6 / calls }
        })
        .await
}

async fn callers(port: u16) -> Result<(Rc<Bare>, Rc<Ours>), Box<dyn Error>> {
    let url = format!("http://127.0.0.1:{port}/");
    let client = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .region("ap-guangzhou")
        .endpoint(&url)
        .rate_limit(false)
        .build()?;
    let prepared = client.prepare(&request()).await?;
    let headers = prepared.headers().filter(|(name, _)| *name != "host");
    let bare = Bare {
        client: reqwest::Client::new(),
        url,
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        body: prepared.body().to_vec(),
    };
    Ok((Rc::new(bare), Rc::new(Ours(ecm::Client::new(client)))))
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    if std::env::args().any(|argument| argument == SERVE) {
        server::run()?;
        return Ok(ExitCode::SUCCESS);
    }
    // `reqwest` is built without a provider here, and makes no client without one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let rounds = setting("LOOPBACK_ROUNDS", 15);
    let time = Duration::from_millis(setting("LOOPBACK_MILLIS", 400) as u64);
    let served = Served::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut holds = true;
    println!("{rounds} rounds of {time:?}\n");
    println!(
        "{:>10} {:>12} {:>12} {:>8} {:>12} {:>12} {:>8}",
        "at a time", "reqwest /s", "ours /s", "ratio", "reqwest µs", "ours µs", "ratio"
    );
    runtime.block_on(async {
        let (bare, ours) = callers(served.port).await?;
        let mut ratios = Vec::new();
        for concurrency in [1, 16, 64] {
            let _ = (
                rate(&bare, concurrency, time / 4).await,
                rate(&ours, concurrency, time / 4).await,
            );
            let mut rates = Vec::new();
            for round in 0..rounds {
                // Who goes first has whatever the other left behind.
                rates.push(if round % 2 == 0 {
                    let bare = rate(&bare, concurrency, time).await;
                    (bare, rate(&ours, concurrency, time).await)
                } else {
                    let ours = rate(&ours, concurrency, time).await;
                    (rate(&bare, concurrency, time).await, ours)
                });
            }
            let of = |pick: fn(&(Turn, Turn)) -> f64| median(rates.iter().map(pick).collect());
            let ratio = of(|(bare, ours)| ours.calls_in_a_second / bare.calls_in_a_second);
            println!(
                "{concurrency:>10} {:>12.0} {:>12.0} {ratio:>8.2} {:>12.1} {:>12.1} {:>8.2}",
                of(|(bare, _)| bare.calls_in_a_second),
                of(|(_, ours)| ours.calls_in_a_second),
                of(|(bare, _)| bare.micros),
                of(|(_, ours)| ours.micros),
                of(|(bare, ours)| bare.micros / ours.micros),
            );
            ratios.push((concurrency, ratio));
        }
        println!();
        for (concurrency, ratio) in ratios.into_iter().filter(|(concurrency, _)| *concurrency > 1) {
            let what = format!("{concurrency} at a time, times as long as `reqwest`");
            holds &= bar(&what, 1.0 / ratio, 1.0);
        }
        Ok::<_, Box<dyn Error>>(())
    })?;
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
