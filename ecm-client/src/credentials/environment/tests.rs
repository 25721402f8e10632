//! What the environment says.

use std::collections::BTreeMap;

use super::*;
use crate::Secret;

fn variables(pairs: &[(&str, &str)]) -> EnvironmentCredentialsProvider {
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let map: BTreeMap<String, String> = pairs.collect();
    EnvironmentCredentialsProvider::with_variables(move |name| map.get(name).cloned())
}

#[tokio::test]
async fn both_halves_and_the_token_are_read() {
    let pair = [(SECRET_ID, "AKIDid"), (SECRET_KEY, "the-key")];
    let read = variables(&pair).credentials().await.unwrap();
    assert_eq!(*read, Credentials::new("AKIDid", "the-key"));
    for names in [&TOKENS[..1], &TOKENS[1..], &TOKENS[..]] {
        let tokens = names.iter().map(|name| (*name, "the-token"));
        let with_token = variables(&pair.into_iter().chain(tokens).collect::<Vec<_>>());
        let read = with_token.credentials().await.unwrap();
        assert_eq!(read.token().map(Secret::expose), Some("the-token"), "{names:?}");
    }
    let without = variables(&[pair[0], pair[1], (TOKENS[0], " "), (TOKENS[1], "")]);
    assert_eq!(without.credentials().await.unwrap().token(), None);
}

#[tokio::test]
async fn nothing_is_absent_and_one_half_is_an_error() {
    for pairs in [&[][..], &[(SECRET_ID, ""), (SECRET_KEY, " ")], &[(ROLE_ARN, "r")]] {
        assert!(variables(pairs).credentials().await.unwrap_err().is_absent(), "{pairs:?}");
    }
    for (there, missing) in [(SECRET_ID, SECRET_KEY), (SECRET_KEY, SECRET_ID)] {
        let error = variables(&[(there, "hunter2hunter2")]).credentials().await.unwrap_err();
        assert!(!error.is_absent());
        assert_eq!(
            error.to_string(),
            format!("{there} is set, but {missing} is not; set both or neither")
        );
    }
}

#[tokio::test]
async fn what_would_sign_as_somebody_else_than_meant_is_refused() {
    let pair = [(SECRET_ID, "AKIDid"), (SECRET_KEY, "hunter2hunter2")];
    let [token, security_token] = TOKENS;
    let alone = "is set, but TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not; set all three \
                 or none";
    let role = "is set, and the key pair of the environment would sign as itself";
    for (pairs, expected) in [
        (vec![(token, "hunter2")], format!("{token} {alone}")),
        (vec![(security_token, "hunter2")], format!("{security_token} {alone}")),
        (
            vec![pair[0], pair[1], (token, "hunter2"), (security_token, "hunter3")],
            format!("{token} and {security_token} are both set, and differ; unset one"),
        ),
        (vec![pair[0], pair[1], (ASSUME_ROLE_ARN, "r")], format!("{ASSUME_ROLE_ARN} {role}")),
        (
            vec![pair[0], pair[1], (ROLE_ARN, "r")],
            format!("{ROLE_ARN} is set, but {ROLE_SESSION_NAME} is not"),
        ),
        (
            vec![(ROLE_ARN, "r"), (ROLE_SESSION_NAME, "me")],
            format!(
                "{ROLE_ARN} and {ROLE_SESSION_NAME} are set, but {SECRET_ID} and {SECRET_KEY} are not"
            ),
        ),
    ] {
        let error = variables(&pairs).credentials().await.unwrap_err();
        assert!(!error.is_absent() && !error.is_transient());
        assert!(error.to_string().starts_with(&expected), "{error}");
        assert!(!error.to_string().contains("hunter"), "{error}");
    }
    let ignoring = variables(&[pair[0], pair[1], (ASSUME_ROLE_ARN, "r"), (ROLE_ARN, "r")]);
    let ignoring = ignoring.ignore_role();
    assert_eq!(ignoring.credentials().await.unwrap().secret_id(), "AKIDid");
}

#[tokio::test]
async fn a_blank_or_a_line_end_is_refused_by_the_name_of_its_variable() {
    for name in [SECRET_ID, SECRET_KEY, TOKENS[0], TOKENS[1]] {
        for value in ["hunter2\n", " hunter2", "hunter2\r\n", "hunter 2", "\u{FEFF}hunter2"] {
            let mut map = BTreeMap::from([(SECRET_ID, "id"), (SECRET_KEY, "key")]);
            map.insert(name, value);
            let pairs: Vec<_> = map.into_iter().collect();
            let error = variables(&pairs).credentials().await.unwrap_err().to_string();
            assert!(error.starts_with(&format!("{name} has a ")), "{error}");
            assert!(error.ends_with("; remove it") && !error.contains("hunter"), "{error}");
        }
    }
}
