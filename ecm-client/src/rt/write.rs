//! Writing of records: as JSON, as flat parameters, and as `Debug` output.

mod debug;
mod flatten;
mod json;
mod mask;
#[cfg(feature = "serde")]
mod serialize;
mod value;
mod walk;

pub use debug::{debug, debug_code};
pub(crate) use flatten::{flatten, flatten_redacted};
pub(crate) use json::{INITIAL_CAPACITY, is_finite, write_checked};
pub use json::{redacted_json, to_json, write};
pub(crate) use mask::{QuotedSecrets, holds_secrets};
#[cfg(feature = "serde")]
pub use serialize::{serialize, serialize_enum};
pub(crate) use value::to_value;
pub(crate) use walk::{RuleChecks, WalkSummary};
