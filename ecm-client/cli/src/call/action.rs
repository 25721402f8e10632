//! Names of actions, with or without the service that they are of.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

/// Action, and the spec that it is in if there is one in front of it: `cvm.DescribeInstances`.
///
/// It stands for the name of the action alone wherever a text is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ActionArg {
    /// Stored service, one of its versions, or the name of a shipped spec.
    pub(crate) spec: Option<String>,
    name: String,
}

impl FromStr for ActionArg {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // No name of an action has a dot; a text without a service in front stays as it is.
        Ok(match text.rsplit_once('.') {
            Some((spec, name)) if !spec.is_empty() && !name.is_empty() => {
                Self { spec: Some(spec.to_owned()), name: name.to_owned() }
            }
            _ => Self { spec: None, name: text.to_owned() },
        })
    }
}

impl Deref for ActionArg {
    type Target = str;

    fn deref(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for ActionArg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::ActionArg;

    #[test]
    fn what_is_before_the_last_dot_is_the_spec() {
        for (text, spec, name) in [
            ("SwitchOn", None, "SwitchOn"),
            ("lamp.SwitchOn", Some("lamp"), "SwitchOn"),
            ("lamp@2024-01-31.SwitchOn", Some("lamp@2024-01-31"), "SwitchOn"),
            ("lamp-2024-01-31.SwitchOn", Some("lamp-2024-01-31"), "SwitchOn"),
            (".SwitchOn", None, ".SwitchOn"),
            ("lamp.", None, "lamp."),
        ] {
            let action: ActionArg = text.parse().unwrap();
            assert_eq!((action.spec.as_deref(), &*action), (spec, name), "{text}");
            assert_eq!(action.to_string(), name);
        }
    }
}
