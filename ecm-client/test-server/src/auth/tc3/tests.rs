//! Documented signatures, and every way to be turned away.

use http::HeaderValue;

use super::*;

const ID: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
const KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
const TIME: i64 = 1_551_113_065;
const BODY: &str =
    r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
const OF_TWO: &str = "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168";

fn credentials(secret_id: &str, secret_key: &str, token: Option<&str>) -> AcceptedCredentials {
    AcceptedCredentials {
        secret_id: secret_id.to_owned(),
        secret_key: secret_key.to_owned(),
        token: token.map(str::to_owned),
    }
}

/// The headers of the documented example, signed over `content-type;host`.
fn documented() -> HeaderMap {
    let authorization = format!(
        "TC3-HMAC-SHA256 Credential={ID}/2019-02-25/cvm/tc3_request, \
         SignedHeaders=content-type;host, Signature={OF_TWO}"
    );
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("content-type", "application/json; charset=utf-8"),
        ("host", "cvm.tencentcloudapi.com"),
        ("x-tc-action", "DescribeInstances"),
        ("x-tc-timestamp", "1551113065"),
        ("authorization", &authorization),
    ] {
        headers.insert(name, HeaderValue::from_str(value).unwrap());
    }
    headers
}

fn outcome_at(
    now: i64,
    headers: &HeaderMap,
    credentials: &[AcceptedCredentials],
) -> Result<String, String> {
    let request = SignedParts { method: "POST", query: "", headers, body: BODY.as_bytes() };
    let outcome = verify(&request, credentials, ServerTime::usual(now)).map(str::to_owned);
    outcome.map_err(|rejection| rejection.code)
}

fn outcome(headers: &HeaderMap) -> Result<String, String> {
    outcome_at(TIME, headers, &[credentials(ID, KEY, None)])
}

/// The documented example with one header in another value.
fn with(name: &'static str, value: &str) -> HeaderMap {
    let mut headers = documented();
    headers.insert(name, HeaderValue::from_str(value).unwrap());
    headers
}

/// The documented example with a part of its authorization replaced.
fn replaced(from: &str, to: &str) -> HeaderMap {
    let headers = documented();
    let authorization = headers["authorization"].to_str().unwrap();
    assert!(authorization.contains(from), "nothing to replace");
    with("authorization", &authorization.replace(from, to))
}

#[test]
fn documented_signatures_are_accepted() {
    assert_eq!(outcome(&documented()), Ok("cvm".to_owned()));
    let (id, key) = ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******", "Gu5t9xGARNpq86cd98joQYCN3*******");
    let three = format!(
        "TC3-HMAC-SHA256 Credential={id}/2019-02-25/cvm/tc3_request, \
         SignedHeaders=content-type;host;x-tc-action, \
         Signature=be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3"
    );
    let headers = with("authorization", &three);
    assert_eq!(outcome_at(TIME, &headers, &[credentials(id, key, None)]), Ok("cvm".to_owned()));
}

#[test]
fn any_set_of_headers_can_be_signed() {
    let headers = with("x-tc-region", " AP-guangzhou ");
    let names = "content-type;host;x-tc-region;x-tc-timestamp";
    let request =
        SignedParts { method: "POST", query: "", headers: &headers, body: BODY.as_bytes() };
    let signed = sign(&request, &credentials(ID, KEY, None), "cvm", TIME, names);
    let mut headers = headers.clone();
    headers.insert("authorization", HeaderValue::from_str(&signed).unwrap());
    assert_eq!(outcome(&headers), Ok("cvm".to_owned()));
    headers.insert("x-tc-region", HeaderValue::from_static("ap-beijing"));
    assert_eq!(outcome(&headers), Err("AuthFailure.SignatureFailure".to_owned()));
}

#[test]
fn whatever_is_signed_cannot_be_changed() {
    let failure = Err("AuthFailure.SignatureFailure".to_owned());
    assert_eq!(outcome(&with("host", "evil.example.com")), failure);
    assert_eq!(outcome(&with("content-type", "application/json")), failure);
    assert_eq!(outcome(&replaced("Signature=72", "Signature=73")), failure);
    assert_eq!(outcome(&replaced("/cvm/", "/cbs/")), failure);
    let wrong_key = [credentials(ID, "another key", None)];
    assert_eq!(outcome_at(TIME, &documented(), &wrong_key), failure);
    let request = SignedParts {
        method: "POST",
        query: "",
        headers: &documented(),
        body: &BODY.as_bytes()[1..],
    };
    let rejection =
        verify(&request, &[credentials(ID, KEY, None)], ServerTime::usual(TIME)).unwrap_err();
    assert_eq!(rejection.code, "AuthFailure.SignatureFailure");
}

#[test]
fn timestamps_count_for_five_minutes_in_both_directions() {
    let credentials = [credentials(ID, KEY, None)];
    for (now, accepted) in [(300, true), (-300, true), (301, false), (-301, false)] {
        let outcome = outcome_at(TIME + now, &documented(), &credentials);
        assert_eq!(outcome.is_ok(), accepted, "{now} seconds away");
        if let Err(code) = outcome {
            assert_eq!(code, "AuthFailure.SignatureExpire");
        }
    }
    assert_eq!(outcome(&with("x-tc-timestamp", "soon")), Err("InvalidParameter".to_owned()));
    let extreme = with("x-tc-timestamp", "-9223372036854775808");
    assert_eq!(outcome(&extreme), Err("AuthFailure.SignatureExpire".to_owned()));
    let mut headers = documented();
    headers.remove("x-tc-timestamp");
    assert_eq!(outcome(&headers), Err("MissingParameter".to_owned()));
    let other_day = replaced("2019-02-25", "2019-02-26");
    assert_eq!(outcome(&other_day), Err("AuthFailure.SignatureFailure".to_owned()));
}

#[test]
fn accounts_are_told_apart_by_id_and_token() {
    let not_found = Err("AuthFailure.SecretIdNotFound".to_owned());
    assert_eq!(outcome_at(TIME, &documented(), &[]), not_found);
    assert_eq!(outcome(&replaced("AKID", "BKID")), not_found);
    let token_failure = Err("AuthFailure.TokenFailure".to_owned());
    let with_token = [credentials(ID, KEY, Some("old")), credentials(ID, KEY, Some("new"))];
    assert_eq!(outcome_at(TIME, &documented(), &with_token), token_failure);
    assert_eq!(outcome_at(TIME, &with("x-tc-token", "none"), &with_token), token_failure);
    assert!(outcome_at(TIME, &with("x-tc-token", "new"), &with_token).is_ok());
    assert_eq!(outcome(&with("x-tc-token", "surplus")), token_failure);
}

#[test]
fn broken_authorizations_are_named_so() {
    let invalid = Err("AuthFailure.InvalidAuthorization".to_owned());
    for (from, to) in [
        ("TC3-HMAC-SHA256 ", "TC3-HMAC-SHA512 "),
        ("TC3-HMAC-SHA256 ", ""),
        ("tc3_request", "tc4_request"),
        ("/2019-02-25/cvm/tc3_request", ""),
        ("Credential=", "Credentials="),
        ("content-type;host", "host;content-type"),
        ("content-type;host", "content-type;host;host"),
        ("content-type;host", "content-type"),
        ("content-type;host", "Content-Type;Host"),
        ("content-type;host", ""),
        ("Signature=72", "Signature=7"),
        ("Signature=72e4", "Signature=72E4"),
        ("Signature=72", "Signature=zz"),
        (OF_TWO, ""),
        (OF_TWO, &format!("{OF_TWO}, More=1")),
    ] {
        assert_eq!(outcome(&replaced(from, to)), invalid, "{from} -> {to}");
    }
    let mut headers = documented();
    headers.append("host", HeaderValue::from_static("cvm.tencentcloudapi.com"));
    assert_eq!(outcome(&headers), invalid, "a signed header twice");
    headers = documented();
    headers.remove("authorization");
    assert_eq!(outcome(&headers), invalid, "no authorization");
    headers.insert("authorization", HeaderValue::from_bytes(b"TC3-HMAC-SHA256 \xff").unwrap());
    assert_eq!(outcome(&headers), invalid, "not ASCII");
    let unsent = replaced("content-type;host", "content-type;host;x-tc-unsent");
    assert_eq!(outcome(&unsent), Err("MissingParameter".to_owned()));
}
