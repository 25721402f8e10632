//! The arguments of `ecm explain`.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(
    override_usage = "ecm explain SPEC TARGET\n       ecm explain TARGET\n       ecm explain SPEC\n       ecm explain CODE",
    after_help = "Examples:
  ecm explain RunInstances                              an action of a spec that ships
  ecm explain RunInstances.Password                     a field of its request
  ecm explain RunInstances.ZoneInstanceCountISPSet.ISP
  ecm explain R16                                       a rule that a violation names
  ecm explain LimitExceeded.VcpuLimitExceeded
  ecm explain ecm-2019-07-19                            what is in a spec
  ecm explain specs/lamp-2024-01-01.json SwitchOn       an action of a spec of your own
  ecm explain unknown-type                              a problem that `ecm check` reports
  ecm explain effect-guessed                            a line that `ecm import` reports"
)]
pub(crate) struct Args {
    /// A spec, or what is to be explained: something in a spec that ships, the code of a problem or of
    /// a line in the report of an import
    #[arg(value_name = "SPEC|TARGET|CODE", value_hint = clap::ValueHint::FilePath)]
    pub(crate) spec: PathBuf,
    /// ACTION, ACTION.Field, a type, TYPE.Field, an enum, an error code or the id of a rule
    pub(crate) target: Option<String>,
}
