//! Finding a request's secrets in text that came back.

use super::{MAX_DEPTH, Record, View};
use crate::secret::REDACTED;

/// Replaces every secret of the record in `text`: a service may quote what it refuses.
pub(crate) fn mask_secrets(record: &dyn Record, text: String) -> String {
    let mut text = text;
    visit(View::Record(record), false, 0, &mut |secret| {
        text = mask(&text, secret);
    });
    text
}

/// Replaces one secret. A shorter one would turn plain words into riddles, and is no secret.
pub(crate) fn mask(text: &str, secret: &str) -> String {
    const SHORTEST: usize = 4;
    match secret.len() >= SHORTEST {
        true => text.replace(secret, REDACTED),
        false => text.to_owned(),
    }
}

fn visit(view: View<'_>, secret: bool, depth: usize, found: &mut dyn FnMut(&str)) {
    if depth > MAX_DEPTH {
        return;
    }
    match view {
        View::Text(text) if secret => found(text),
        View::List(list) => {
            for index in 0..list.len() {
                visit(list.item(index), secret, depth + 1, found);
            }
        }
        View::Record(record) => {
            for (index, field) in record.table().fields.iter().enumerate() {
                visit(record.field(index), field.secret, depth + 1, found);
            }
        }
        _ => {}
    }
}
