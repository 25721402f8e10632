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
    let pair = [(SECRET_ID, " AKIDid \n"), (SECRET_KEY, "the-key\n")];
    let read = variables(&pair).credentials().await.unwrap();
    assert_eq!(*read, Credentials::new("AKIDid", "the-key"));
    let with_token = variables(&[pair[0], pair[1], (TOKEN, "the-token")]);
    let read = with_token.credentials().await.unwrap();
    assert_eq!(read.token().map(Secret::expose), Some("the-token"));
    let without = variables(&[pair[0], pair[1], (TOKEN, " ")]);
    assert_eq!(without.credentials().await.unwrap().token(), None);
}

#[tokio::test]
async fn nothing_is_absent_and_one_half_is_an_error() {
    for pairs in [&[][..], &[(SECRET_ID, ""), (SECRET_KEY, " ")], &[(TOKEN, "only")]] {
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
