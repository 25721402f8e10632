//! Conversion of a value of any serde format to JSON text, the only form that is read.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::Serialize;
use serde_json::Number;
use zeroize::Zeroizing;

use crate::rt::MAX_DEPTH;

/// Name that `serde_json` gives to the one member of a number with arbitrary precision. Any crate
/// of a program can turn that feature on for all of them.
const NUMBER: &str = "$serde_json::private::Number";

/// Writes the value as JSON, including keys that stand twice.
pub(super) fn transcode<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Zeroizing<Vec<u8>>, D::Error> {
    let mut out = Zeroizing::new(Vec::new());
    Json { out: &mut out, depth: 0 }.deserialize(deserializer)?;
    Ok(out)
}

/// Writer of one value.
struct Json<'o> {
    out: &'o mut Vec<u8>,
    depth: usize,
}

impl Json<'_> {
    fn push<E: Error>(self, value: impl Serialize) -> Result<(), E> {
        // Writing into memory cannot fail.
        serde_json::to_writer(self.out, &value).map_err(E::custom)
    }

    /// Returns the writer for a value within this one.
    fn inner<E: Error>(&mut self) -> Result<Json<'_>, E> {
        match self.depth < MAX_DEPTH {
            true => Ok(Json { out: self.out, depth: self.depth + 1 }),
            false => Err(E::custom(format!("nested more than {MAX_DEPTH} levels deep"))),
        }
    }
}

macro_rules! written {
    ($($visit:ident($type:ty);)*) => { $(
        fn $visit<E: Error>(self, value: $type) -> Result<(), E> {
            self.push(value)
        }
    )* };
}

impl<'de> DeserializeSeed<'de> for Json<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Json<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what JSON can express")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.push(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.push(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    written! {
        visit_bool(bool);
        visit_i64(i64);
        visit_u64(u64);
        visit_str(&str);
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        if value.is_finite() { self.push(value) } else { Err(E::custom("a number is not finite")) }
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.out.push(b'[');
        while items.next_element_seed(self.inner()?)?.is_some() {
            self.out.push(b',');
        }
        end(self.out, b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.out.push(b'{');
        while let Some(key) = map.next_key::<String>()? {
            if key == NUMBER {
                let number: Number =
                    map.next_value::<String>()?.parse().map_err(A::Error::custom)?;
                self.out.pop();
                return self.push(number);
            }
            serde_json::to_writer(&mut *self.out, &key).map_err(A::Error::custom)?;
            self.out.push(b':');
            map.next_value_seed(self.inner()?)?;
            self.out.push(b',');
        }
        end(self.out, b'}');
        Ok(())
    }
}

/// Closes a list or an object in place of the last comma.
fn end(out: &mut Vec<u8>, mark: u8) {
    out.pop_if(|last| *last == b',');
    out.push(mark);
}
