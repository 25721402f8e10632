//! Journal that the arguments name.

use std::path::PathBuf;
use std::{env, fs};

use ecm_launch::SqliteJournal;

use crate::verdict::{CallFailure, Failure};

#[derive(Debug, clap::Args)]
pub(crate) struct JournalArgs {
    /// Journal of launches, an SQLite file [default: ~/.tencentcloud/launches.db]
    #[arg(long, value_name = "PATH", value_hint = clap::ValueHint::FilePath)]
    pub(crate) journal: Option<PathBuf>,
}

impl JournalArgs {
    /// Opens the journal; the folder of the usual one is created where there is none.
    pub(crate) fn open(&self) -> Result<SqliteJournal, Failure> {
        let path = match &self.journal {
            Some(path) => path.clone(),
            None => usual_path()?,
        };
        SqliteJournal::open(path).map_err(|error| Failure::Call {
            kind: CallFailure::NotSent,
            message: format!("{error}; nothing was sent"),
        })
    }
}

fn usual_path() -> Result<PathBuf, Failure> {
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    let home = home.filter(|home| !home.is_empty()).ok_or_else(|| {
        Failure::Usage("there is no home folder; name the journal with `--journal`".to_owned())
    })?;
    let folder = PathBuf::from(home).join(".tencentcloud");
    fs::create_dir_all(&folder).map_err(|error| {
        Failure::Usage(format!(
            "`{}` cannot be created: {error}; nothing was sent",
            folder.display()
        ))
    })?;
    Ok(folder.join("launches.db"))
}
