//! Secrets are not in the journal, nor in errors.

use ecm_test_server::{Fault, FaultRule};

use super::fixture::Fixture;
use crate::capture;

const CANARY: &str = "C4nary-of-0nce";

#[tokio::test]
async fn the_journal_and_errors_hold_no_secret() {
    capture::begin();
    let fixture = Fixture::start().await;
    let request = fixture.request_with(1, CANARY);
    fixture.launcher().launch("order-1", &request).await.unwrap();
    let text = fixture.journal.text("order-1").await;
    assert!(text.contains("em-0vag13d1"), "the rest of the request is there: {text}");
    for secret in [CANARY, "Password", "SECRETEXAMPLE"] {
        assert!(!text.contains(secret), "{text}");
    }
    // The whole entry is the same for another secret, but for what is random or an id.
    let other = fixture.request_with(1, "An0ther-secret");
    fixture.launcher().launch("order-2", &other).await.unwrap();
    let plain = |text: &str| {
        let mut value: serde_json::Value = serde_json::from_str(text).unwrap();
        for member in ["key", "tag", "ids"] {
            value[member].take();
        }
        value
    };
    assert_eq!(plain(&text), plain(&fixture.journal.text("order-2").await));

    let message = format!("the password {CANARY} is bad");
    let code = "InvalidParameterValue.InvaildPassword".to_owned();
    fixture.server.inject(FaultRule::new(Fault::Error { code, message }).take(1));
    let error = fixture.launcher().launch("order-3", &request).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains(CANARY), "{error}");
    // Everything that was traced meanwhile, at every level.
    let traced = capture::taken();
    assert!(traced.contains("RunInstances"), "{traced}");
    for secret in [CANARY, "SECRETEXAMPLE"] {
        assert!(!traced.contains(secret), "{traced}");
    }
}

/// Everything that the journal has put on the disk, its log of writes included.
#[cfg(feature = "sqlite")]
#[tokio::test]
async fn the_files_of_the_journal_hold_no_secret() {
    let fixture = Fixture::start().await;
    let request = fixture.request_with(1, CANARY);
    fixture.launcher().launch("order-1", &request).await.unwrap();
    let mut files = 0;
    for file in std::fs::read_dir(fixture.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        files += usize::from(has("em-0vag13d1"));
        assert!(!has(CANARY) && !has("SECRETEXAMPLE"));
    }
    assert!(files > 0, "the entry is in one of them");
}
