//! Path to a parameter: `Filters.0.Name`, or `Filters[0].Name` as in messages.

use std::fmt;

/// Maximum number of steps, which is the depth of values that are read.
const MAX_STEPS: usize = 120;

/// Step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::call) enum Step {
    /// Field of a record.
    Name(String),
    /// Item of a list, counted from 0.
    Index(usize),
}

/// Path of at least one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::call) struct Path(Vec<Step>);

impl Path {
    /// Parses a path; fails with the reason.
    pub(in crate::call) fn parse(written: &str) -> Result<Self, String> {
        let mut steps = Vec::new();
        for part in written.split('.') {
            let (name, indices) = part.split_at(part.find('[').unwrap_or(part.len()));
            match name {
                "" if indices.is_empty() => return Err("a name is missing".to_owned()),
                "" => {}
                name if name.bytes().all(|byte| byte.is_ascii_digit()) => steps.push(index(name)?),
                name if name.contains(']') => return Err("`]` has no `[`".to_owned()),
                name => steps.push(Step::Name(name.to_owned())),
            }
            for inner in indices.split('[').skip(1) {
                match inner.strip_suffix(']') {
                    Some(digits) => steps.push(index(digits)?),
                    None => return Err("an index ends in `]`".to_owned()),
                }
            }
        }
        match steps.len() > MAX_STEPS {
            true => Err(format!("a path has at most {MAX_STEPS} steps")),
            false => Ok(Self(steps)),
        }
    }

    pub(in crate::call) fn steps(&self) -> &[Step] {
        &self.0
    }

    pub(in crate::call) fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the first steps as text.
    pub(in crate::call) fn up_to(&self, count: usize) -> String {
        Self(self.0.get(..count).unwrap_or_default().to_vec()).to_string()
    }
}

impl fmt::Display for Path {
    /// Writes it as messages do: `Filters[0].Name`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Name(name) if at == 0 => f.write_str(name)?,
                Step::Name(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

fn index(digits: &str) -> Result<Step, String> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.parse() {
        Ok(index) if is_number => Ok(Step::Index(index)),
        _ => Err("an index is a number from 0".to_owned()),
    }
}
