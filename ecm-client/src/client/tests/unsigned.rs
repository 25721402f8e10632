//! Actions that are sent without a signature.

use std::future::ready;

use crate::client::*;
use crate::rt::ActionTable;
use crate::testing::records::{ACTION, SwitchOnResponse, switch_on};
use crate::testing::scripted::{Script, builder};
use crate::{BoxFuture, Credentials, CredentialsError, CredentialsProvider, Effect, Outcome};
use crate::{SignatureMethod, SignedRequest};

static UNSIGNED: ActionTable = ActionTable { unsigned: true, effect: Effect::Read, ..ACTION };

/// Would sign, but is not to be asked.
struct Never;

impl CredentialsProvider for Never {
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
        Box::pin(ready(Err(CredentialsError::new("somebody asked"))))
    }
}

async fn call(client: &Client) -> Result<ResponseMetadata, Error> {
    client.call(&UNSIGNED, &switch_on(), BodySource::Fields, &mut SwitchOnResponse::default()).await
}

#[tokio::test]
async fn they_need_no_credentials_and_say_so() {
    let script = Script::default();
    let client = builder(&script).credentials_provider(Never).build().unwrap();
    call(&client).await.unwrap();
    assert_eq!(script.header("authorization"), ["SKIP"]);
    assert_eq!(script.header("x-tc-action"), ["SwitchOn"]);
    assert_eq!(script.header("x-tc-token"), [""]);
    let prepared =
        client.prepare_record(&UNSIGNED, &switch_on(), BodySource::Fields).await.unwrap();
    assert!(prepared.to_string().contains("\nauthorization: SKIP\n"), "{prepared}");
    let request: &SignedRequest = prepared.request();
    assert!(!format!("{request:?}").contains("opensesame"));
    assert_eq!(prepared.redacted().string_to_sign(), "");
    assert_eq!(prepared.redacted().canonical_request(), None);
}

#[tokio::test]
async fn tokens_of_a_client_stay_at_home() {
    let script = Script::default();
    let credentials = Credentials::new("AKIDidididid", "keykeykeykey").with_token("toktoktok");
    let client = builder(&script).credentials(credentials).build().unwrap();
    call(&client).await.unwrap();
    assert_eq!(
        (script.header("authorization"), script.header("x-tc-token")),
        (vec!["SKIP".to_owned()], vec![String::new()])
    );
}

#[tokio::test]
async fn version_1_has_no_way_to_send_them() {
    let script = Script::default();
    let client = builder(&script).signature(SignatureMethod::HmacSha1).build().unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!((error.outcome(), script.attempts()), (Outcome::NotSent, 0));
    assert!(error.to_string().contains("without a signature"), "{error}");
}
