//! What benchmarks of single functions have in common: lanes that take turns, and what is said of
//! them.
//!
//! The machine is never ours alone, so what is compared is measured in the same round, moments apart:
//! a ratio is the median of the ratios of all rounds.

use std::time::{Duration, Instant};

use super::figures::median;

/// Something to be measured.
pub(crate) struct Lane<'a> {
    name: &'static str,
    work: Box<dyn FnMut() + 'a>,
    calls: u32,
    nanos: Vec<f64>,
}

impl<'a> Lane<'a> {
    /// `work` is done many times over, and must use what it makes, with `black_box`.
    pub(crate) fn new(name: &'static str, work: impl FnMut() + 'a) -> Self {
        Self { name, work: Box::new(work), calls: 1, nanos: Vec::new() }
    }

    fn run(&mut self, calls: u32) -> Duration {
        let start = Instant::now();
        for _ in 0..calls {
            (self.work)();
        }
        start.elapsed()
    }

    /// Finds out how many calls fill a turn.
    fn warm_up(&mut self, turn: Duration) {
        while self.run(self.calls) < turn / 2 {
            self.calls *= 2;
        }
    }

    /// What a call takes, in nanoseconds.
    pub(crate) fn median(&self) -> f64 {
        median(self.nanos.clone())
    }

    fn least(&self) -> f64 {
        self.nanos.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// How many times as long as the other it takes.
    pub(crate) fn ratio_to(&self, other: &Lane<'_>) -> f64 {
        median(self.nanos.iter().zip(&other.nanos).map(|(ours, other)| ours / other).collect())
    }
}

/// Lets all lanes take turns of about this length.
pub(crate) fn race(lanes: &mut [Lane<'_>], rounds: usize, turn: Duration) {
    for lane in &mut *lanes {
        lane.warm_up(turn);
    }
    for _ in 0..rounds {
        for lane in &mut *lanes {
            let (calls, time) = (lane.calls, lane.run(lane.calls));
            lane.nanos.push(time.as_secs_f64() * 1e9 / f64::from(calls));
        }
    }
}

/// Prints a line for each lane: its median, its least and how it compares with the floor, which is
/// the first of them.
pub(crate) fn print(title: &str, lanes: &[Lane<'_>]) {
    println!("{title:40} {:>10} {:>10} {:>10}", "median ns", "least ns", "times");
    let Some(floor) = lanes.first() else { return };
    for lane in lanes {
        let (median, least, ratio) = (lane.median(), lane.least(), lane.ratio_to(floor));
        println!("{:40} {median:10.0} {least:10.0} {ratio:10.2}", lane.name);
    }
    println!();
}
