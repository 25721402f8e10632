//! The tables.

use std::fmt::{self, Display, Formatter};

use crate::calls::Style;
use crate::measure::{Cost, Line};
use crate::project::ACTIONS;
use crate::workspace::Step;

/// The builder may cost so many times what plain construction costs.
const RATIO: f64 = 1.3;

/// No measured point may be farther from the straight line.
const DEVIATION: f64 = 0.1;

/// From so many fields on, what a crate costs before its first field hardly counts.
const MANY: usize = 50;

/// Between one number of fields and the next, a field may cost so much more or less than between
/// the first and the last. Were the growth quadratic, it would be 40 % less and then 20 % more.
const UNEVENNESS: f64 = 0.15;

/// The medians for one number of fields.
pub(crate) struct Row {
    pub(crate) fields: usize,
    pub(crate) client: Cost,
    pub(crate) callers: Vec<(Style, Cost)>,
}

/// All medians of one step.
pub(crate) struct Report {
    pub(crate) step: Step,
    pub(crate) rounds: usize,
    pub(crate) empty: Cost,
    pub(crate) rows: Vec<Row>,
}

impl Row {
    fn caller(&self, style: Style) -> f64 {
        let found = self.callers.iter().find(|(of, _)| *of == style);
        found.map_or(f64::NAN, |(_, cost)| cost.decisive())
    }

    fn ratio(&self) -> f64 {
        self.caller(Style::Builder) / self.caller(Style::Plain)
    }

    fn per_field(&self, style: Style) -> f64 {
        self.caller(style) * 1e6 / (self.fields * ACTIONS) as f64
    }
}

impl Report {
    fn line(&self) -> Line {
        let points = self.rows.iter().map(|row| (row.fields as f64, row.caller(Style::Builder)));
        Line::through(&points.collect::<Vec<_>>())
    }

    /// What each further field costs the builder, in seconds, from `MANY` fields on: between
    /// neighbouring numbers of fields, each with the number that it leads to, and over all.
    fn growth(&self) -> (Vec<(usize, f64)>, f64) {
        let slope = |from: &Row, to: &Row| {
            let more = to.caller(Style::Builder) - from.caller(Style::Builder);
            more / (to.fields as f64 - from.fields as f64)
        };
        let many: Vec<&Row> = self.rows.iter().filter(|row| row.fields >= MANY).collect();
        let steps = many.iter().zip(many.iter().skip(1));
        let steps = steps.map(|(from, to)| (to.fields, slope(from, to))).collect();
        let overall = many.first().zip(many.last()).map(|(first, last)| slope(first, last));
        (steps, overall.unwrap_or(f64::NAN))
    }

    /// How far the step that differs most is from the growth over all, as a share of that.
    fn unevenness(&self) -> f64 {
        let (steps, overall) = self.growth();
        steps.iter().map(|(_, slope)| (slope / overall - 1.0).abs()).fold(0.0, f64::max)
    }

    /// Whether the builder is cheap enough everywhere, and grows as a straight line.
    pub(crate) fn holds(&self) -> bool {
        self.rows.iter().all(|row| row.ratio() <= RATIO)
            && self.line().deviation <= DEVIATION
            && self.unevenness() <= UNEVENNESS
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { step, rounds, empty, rows } = self;
        writeln!(f, "cargo {}, medians of {rounds} rounds, seconds cpu (wall)\n", step.name())?;
        let styles = rows.first().map_or(&[][..], |row| &row.callers);
        write!(f, "| fields | api! alone |")?;
        for (style, _) in styles {
            write!(f, " {} |", style.name())?;
        }
        writeln!(f, " ratio | less empty | µs per field: plain | builder |")?;
        writeln!(f, "| ---: |{}", " ---: |".repeat(styles.len() + 5))?;
        let none = empty.decisive();
        for row in rows {
            let (builder, plain) = (row.caller(Style::Builder), row.caller(Style::Plain));
            write!(f, "| {} | {} |", row.fields, Shown(row.client))?;
            for (_, cost) in &row.callers {
                write!(f, " {} |", Shown(*cost))?;
            }
            writeln!(
                f,
                " {:.2} | {:.2} | {:.0} | {:.0} |",
                row.ratio(),
                (builder - none) / (plain - none),
                row.per_field(Style::Plain),
                row.per_field(Style::Builder),
            )?;
        }
        let Line { start, slope, deviation } = self.line();
        writeln!(f, "\nAn empty crate: {}.", Shown(*empty))?;
        writeln!(
            f,
            "Builder: {start:.3} s + {:.3} ms per field of each request; farthest from the line: {:.1} %.",
            slope * 1e3,
            deviation * 1e2,
        )?;
        write!(f, "A further field of each request, in ms:")?;
        for (fields, slope) in self.growth().0 {
            write!(f, " {:.2} up to {fields};", slope * 1e3)?;
        }
        writeln!(f, " most uneven by {:.1} %.", self.unevenness() * 1e2)?;
        let verdict = if self.holds() { "met" } else { "MISSED" };
        writeln!(
            f,
            "At most {RATIO} times plain, {:.0} % off the line, {:.0} % uneven: {verdict}.",
            DEVIATION * 1e2,
            UNEVENNESS * 1e2,
        )
    }
}

/// A cost in a cell of a table.
struct Shown(Cost);

impl Display for Shown {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.cpu {
            Some(cpu) => write!(f, "{cpu:.2} ({:.2})", self.0.wall),
            None => write!(f, "- ({:.2})", self.0.wall),
        }
    }
}
