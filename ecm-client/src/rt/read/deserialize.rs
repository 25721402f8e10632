//! serde's reading of records, for those who want it.

use serde::de::{Deserializer, Error};

use super::read_object;
use super::serde_input::Mode;
use crate::rt::{Init, Record};

/// Deserializes a record that is part of a request; unknown and doubled keys are refused, because
/// someone wrote them and meant something by them.
///
/// # Errors
///
/// If the value is no object, or does not fit the record.
pub fn deserialize_sent<'de, R, D>(deserializer: D) -> Result<R, D::Error>
where
    R: Record + Init,
    D: Deserializer<'de>,
{
    let mut record = R::init();
    read_object(deserializer, Mode::Strict, &mut record).map_err(D::Error::custom)?;
    Ok(record)
}

/// Deserializes a record that is only ever answered; the service may be newer than the spec, so
/// unknown keys are skipped.
///
/// # Errors
///
/// If the value is no object, or does not fit the record.
pub fn deserialize_received<'de, R, D>(deserializer: D) -> Result<R, D::Error>
where
    R: Record + Init,
    D: Deserializer<'de>,
{
    let mut record = R::init();
    read_object(deserializer, Mode::Lenient, &mut record).map_err(D::Error::custom)?;
    Ok(record)
}
