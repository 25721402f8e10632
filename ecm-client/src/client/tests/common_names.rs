//! Names of parameters that a version 1 signature adds to those of a request.

use crate::client::{HttpMethod, SignatureMethod};
use crate::testing::records::{SwitchOn, switch_on};
use crate::testing::socket::builder;
use crate::{Client, ClientBuilder, Credentials, PreparedRequest, Request as _};

fn request() -> SwitchOn {
    SwitchOn { code: None, ..switch_on() }
}

/// All parameters, as they are sent.
fn sent(prepared: &PreparedRequest) -> String {
    format!("{}&{}", prepared.url(), String::from_utf8_lossy(prepared.body()))
}

/// Of the names that every request of version 1 has, only those stand in the way that it sends.
#[tokio::test]
async fn a_common_name_is_refused_only_where_it_meets() {
    const ALWAYS: [&str; 8] = [
        "Action",
        "Nonce",
        "RequestClient",
        "SecretId",
        "Signature",
        "SignatureMethod",
        "Timestamp",
        "Version",
    ];
    let bare = || Client::builder().credentials(Credentials::new("an-id", "a-key")).nonce(1);
    let with_token = || Credentials::new("an-id", "a-key").with_token("a-token");
    for method in [HttpMethod::Post, HttpMethod::Get] {
        let bare = || bare().signature(SignatureMethod::HmacSha256).http_method(method);
        let problem = async |builder: ClientBuilder, name: &str| {
            let client = builder.build().unwrap();
            let request = request().extra_plain(name, "own");
            match client.prepare(&request).await {
                Ok(prepared) => {
                    let own = format!("&{name}=own&");
                    assert_eq!(sent(&prepared).matches(&format!("{name}=")).count(), 1, "{own}");
                    assert!(sent(&prepared).contains(&own));
                    assert!(prepared.redacted().string_to_sign().contains(&format!("{name}=own")));
                    None
                }
                Err(error) => Some(error.to_string()),
            }
        };
        for name in ALWAYS {
            let problem = problem(bare(), name).await.unwrap();
            assert!(problem.contains(&format!("`{name}`")), "{problem}");
            assert!(problem.contains("sign with TC3-HMAC-SHA256"), "{problem}");
        }
        for (name, sending) in [
            ("Language", bare().language("en-US")),
            ("Region", bare().region("ap-guangzhou")),
            ("Token", bare().credentials(with_token())),
        ] {
            assert_eq!(problem(bare(), name).await, None, "{name}");
            assert!(problem(sending, name).await.unwrap().contains(&format!("`{name}`")));
        }
    }
    // Version 3 has all of them in headers.
    for method in [HttpMethod::Post, HttpMethod::Get] {
        let builder = builder("http://127.0.0.1:9").language("en-US").http_method(method);
        let client = builder.build().unwrap();
        for name in ALWAYS.into_iter().chain(["Language", "Region", "Token"]) {
            assert!(client.prepare(&request().extra(name, "own")).await.is_ok(), "{name}");
        }
    }
}
