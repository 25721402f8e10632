//! The tables.

use std::fmt::{self, Display, Formatter};

use crate::calls::Style;
use crate::measure::{Cost, Line};
use crate::project::Step;
use crate::shop::ACTIONS;

/// The builder may cost so many times what plain construction costs.
const RATIO: f64 = 1.3;

/// No measured point may be farther from the straight line.
const DEVIATION: f64 = 0.1;

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

    /// Whether the builder is cheap enough everywhere, and grows as a straight line.
    pub(crate) fn holds(&self) -> bool {
        self.rows.iter().all(|row| row.ratio() <= RATIO) && self.line().deviation <= DEVIATION
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
        let verdict = if self.holds() { "met" } else { "MISSED" };
        writeln!(f, "At most {RATIO} times plain, at most {:.0} % off: {verdict}.", DEVIATION * 1e2)
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
