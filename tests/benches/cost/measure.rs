//! Taking times, and what is to be said about many of them.

use std::time::{Duration, Instant};
use std::{fs, io};

/// What one run took, in seconds.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) wall: f64,
    /// Of all processes that ran for it; missing where the system does not tell.
    pub(crate) cpu: Option<f64>,
}

impl Cost {
    /// What the bars are held against: processor time where there is one, as it hardly depends on
    /// what else the machine does.
    #[allow(dead_code, reason = "not every benchmark has a bar for it")]
    pub(crate) fn decisive(self) -> f64 {
        self.cpu.unwrap_or(self.wall)
    }
}

/// Runs something that starts processes and waits for them.
pub(crate) fn cost_of(run: impl FnOnce() -> io::Result<()>) -> io::Result<Cost> {
    let (before, start) = (children(), Instant::now());
    run()?;
    let wall = start.elapsed().as_secs_f64();
    let cpu = before.zip(children()).map(|(before, after)| (after - before).as_secs_f64());
    Ok(Cost { wall, cpu })
}

/// The processor time of all processes that this one has waited for.
fn children() -> Option<Duration> {
    // Linux counts in hundredths of a second there, whatever its own clock does.
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the program's name in parentheses, in which anything may stand.
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut times = fields.split(' ').skip(13);
    let user: u32 = times.next()?.parse().ok()?;
    let system: u32 = times.next()?.parse().ok()?;
    Some(TICK * (user + system))
}

/// The medians of wall and processor time, each by itself.
pub(crate) fn median(costs: &[Cost]) -> Cost {
    let wall = middle(costs.iter().map(|cost| cost.wall).collect());
    let cpu: Option<Vec<f64>> = costs.iter().map(|cost| cost.cpu).collect();
    Cost { wall, cpu: cpu.map(middle) }
}

/// The median.
pub(crate) fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = values.get(half).copied().unwrap_or(f64::NAN);
    match values.len() % 2 {
        0 => values.get(half.wrapping_sub(1)).map_or(upper, |lower| f64::midpoint(*lower, upper)),
        _ => upper,
    }
}

/// A straight line through points, by least squares.
#[allow(dead_code, reason = "not every benchmark has points to draw one through")]
pub(crate) struct Line {
    pub(crate) start: f64,
    pub(crate) slope: f64,
    /// How far the point farthest from the line is from it, as a share of what the line says.
    pub(crate) deviation: f64,
}

impl Line {
    #[allow(dead_code, reason = "as above")]
    pub(crate) fn through(points: &[(f64, f64)]) -> Self {
        let mean =
            |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / points.len() as f64;
        let (x, y) = (mean(|point| point.0), mean(|point| point.1));
        let spread: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
        let common: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
        let slope = common / spread;
        let start = y - slope * x;
        let off = points.iter().map(|point| (point.1 / (start + slope * point.0) - 1.0).abs());
        Self { start, slope, deviation: off.fold(0.0, f64::max) }
    }
}
