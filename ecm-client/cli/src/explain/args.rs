//! Arguments of `ecm explain`.

use std::path::PathBuf;

use super::complete;
use crate::completion::completer;

#[derive(Debug, clap::Args)]
#[command(
    override_usage = "ecm explain SPEC TARGET\n       ecm explain TARGET\n       ecm explain SPEC\n       ecm explain CODE",
    after_help = "Examples:
  ecm explain RunInstances                         action of a shipped spec
  ecm explain RunInstances.Password                field of its request
  ecm explain RunInstances.ZoneInstanceCountISPSet.ISP
  ecm explain R16                                  rule that a violation names
  ecm explain LimitExceeded.VcpuLimitExceeded      error code
  ecm explain ecm-2019-07-19                       contents of a spec
  ecm explain cvm                                  contents of a stored service
  ecm explain cvm.RunInstances.Placement.Zone      field of its action
  ecm explain cvm@2017-03-12.RunInstances          action of that version
  ecm explain specs/lamp-2024-01-01.json SwitchOn  action of your own spec
  ecm explain unknown-type                         problem of `ecm check`
  ecm explain effect-guessed                       finding of `ecm import`"
)]
pub(crate) struct Args {
    /// Spec, item of a stored service (SERVICE.TARGET) or a shipped spec, or code of a problem or an
    /// import finding
    #[arg(value_name = "SPEC|TARGET|CODE", add = completer(complete::first))]
    pub(crate) spec: PathBuf,
    /// ACTION, ACTION.Field, TYPE, TYPE.Field, or the name of an enum, group, waiter, error code or rule
    #[arg(add = completer(complete::target))]
    pub(crate) target: Option<String>,
}
