//! Arguments of `ecm launch`.

use super::JournalArgs;
use crate::call::{ActionArg, RequestArgs, ServiceArgs, complete_action};
use crate::completion::completer;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm launch RunInstances --key order-1234 --json machine.json
  ecm launch RunInstances --key order-1234 --json machine.json --wait 600
  ecm launch RunInstances --key order-1234 --json machine.json --set Password=@-

The key is yours: an order number, for example. However often the command is
run with it, on whatever process and after whatever crash, the request is
carried out once. The same key with another request is an error.

The request gets a tag, and each attempt is written to the journal before it is
signed. What the answer does not tell is found by the tag.

Exit codes:
  0  created: now or before
  1  the spec has problems, or the request does not match it or violates its
     rules; nothing was sent
  2  the command could not run as given, such as for another request with this
     key; nothing was sent
  3  rejected: the service answered with an error code
  4  not sent: no journal, no connection, no credentials or no time
  5  pending, partial, excess or undecided; the message has the next step")]
pub(crate) struct Args {
    /// Name of the action in the spec, with or without its service: `ecm.RunInstances`
    #[arg(value_name = "[SERVICE.]ACTION", add = completer(complete_action))]
    pub(crate) action: ActionArg,
    /// Key of the launch: visible ASCII characters without blanks
    #[arg(long, help_heading = "Launch")]
    pub(crate) key: String,
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    /// Time to wait for a pending key to be settled
    #[arg(long, value_name = "SECONDS", default_value_t = 60, help_heading = "Launch",
        value_parser = clap::value_parser!(u64).range(0..=86_400))]
    pub(crate) wait: u64,
    /// Key of the tag [default: launch-once]
    #[arg(long, value_name = "KEY", help_heading = "Launch")]
    pub(crate) tag_key: Option<String>,
    #[command(flatten, next_help_heading = "Launch")]
    pub(crate) journal: JournalArgs,
    #[command(flatten)]
    pub(crate) service: ServiceArgs,
}
