//! What benchmarks say of their figures.

/// Says whether a bar is met, and gives whether it is.
pub(crate) fn bar(what: &str, ratio: f64, most: f64) -> bool {
    let verdict = if ratio <= most { "met" } else { "MISSED" };
    println!("{what}: {ratio:.2}, at most {most:.2}: {verdict}");
    ratio <= most
}

pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A number from the environment.
pub(crate) fn setting(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}
