//! Lists of error codes that are published beside the metadata.
//!
//! Two forms are read: an object of lists of codes by action, and an object whose `codes` are those
//! that any action may answer.

use std::collections::BTreeMap;

use ecm_spec::is_invisible;
use ecm_spec::json::{Node, Value};

#[derive(Default)]
pub(crate) struct ErrorLists {
    /// Distinct codes in the order of the list.
    pub(crate) of_actions: BTreeMap<String, Vec<String>>,
    pub(crate) common: BTreeMap<String, Option<RetryAdvice>>,
}

/// Advice on sending a request again, if that can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryAdvice {
    AfterBackoff,
    IfIdempotent,
    AfterClockCorrection,
    AfterCredentialRefresh,
}

impl RetryAdvice {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::AfterBackoff => "after_backoff",
            Self::IfIdempotent => "if_idempotent",
            Self::AfterClockCorrection => "after_clock_correction",
            Self::AfterCredentialRefresh => "after_credential_refresh",
        }
    }

    /// Reads the first word of a list's text, or the format's own word.
    fn read(written: &str) -> Option<Self> {
        match written.split([' ', '(']).next().unwrap_or_default() {
            "backoff" | "after_backoff" => Some(Self::AfterBackoff),
            "idempotent_only" | "if_idempotent" => Some(Self::IfIdempotent),
            "once_after_resign_with_clock_skew_correction" | "after_clock_correction" => {
                Some(Self::AfterClockCorrection)
            }
            "once_after_credential_refresh" | "after_credential_refresh" => {
                Some(Self::AfterCredentialRefresh)
            }
            _ => None,
        }
    }
}

impl ErrorLists {
    /// Adds the codes of a file; `false` if it holds no list of codes.
    pub(crate) fn add(&mut self, root: &Node<'_>) -> bool {
        if let Some(Value::List(codes)) = root.get("codes").map(|node| &node.value) {
            for code in codes {
                let name = text(Some(code)).or_else(|| text(code.get("code")));
                let retry = text(code.get("retry")).and_then(RetryAdvice::read);
                if let Some(name) = name {
                    self.common.insert(name.to_owned(), retry);
                }
            }
            return true;
        }
        let Value::Object(members) = &root.value else { return false };
        let mut is_list = members.is_empty();
        for member in members {
            let Value::List(codes) = &member.value.value else { continue };
            is_list = true;
            let known = self.of_actions.entry(member.key.value.to_string()).or_default();
            for code in codes.iter().filter_map(|code| text(Some(code))) {
                if !known.iter().any(|known| known == code) {
                    known.push(code.to_owned());
                }
            }
        }
        is_list
    }
}

/// Returns a text that can be a code.
fn text<'n>(node: Option<&'n Node<'_>>) -> Option<&'n str> {
    match &node?.value {
        Value::Text(text)
            if !text.is_empty() && text.trim() == text && !text.chars().any(is_invisible) =>
        {
            Some(text)
        }
        _ => None,
    }
}
