//! Two documented requests, stage by stage; all vectors are checked by the test package.

use crate::*;

const SECRET_ID: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
const SECRET_KEY: &str = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";

#[test]
fn a_documented_post_gives_the_documented_stages() {
    let payload =
        r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
    let headers = [
        ("Host", "cvm.tencentcloudapi.com"),
        ("Content-Type", " application/json; charset=utf-8 "),
    ];
    let request = CanonicalRequest::new("POST", "", headers, payload.as_bytes());
    assert_eq!(
        request.as_str(),
        "POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:cvm.tencentcloudapi.com\n\n\
         content-type;host\n35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064"
    );
    let time = SigningTime::from_seconds(1_551_113_065).unwrap();
    let scope = CredentialScope::new(&time, "cvm");
    let text = StringToSign::new(&request, &scope, &time);
    assert_eq!(
        text.as_str(),
        "TC3-HMAC-SHA256\n1551113065\n2019-02-25/cvm/tc3_request\n\
         5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031"
    );
    let signature = SigningKey::derive(&Secret::from(SECRET_KEY), &scope).sign(&text);
    assert_eq!(
        signature.expose(),
        "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    );
    let header = Authorization::new(SECRET_ID, &scope, &request, &signature);
    assert_eq!(
        header.expose(),
        "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, \
         SignedHeaders=content-type;host, \
         Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    );
}

#[test]
fn values_are_trimmed_and_lower_cased_and_names_sorted() {
    let headers = [("X-TC-Action", "RunInstances"), ("Host", " H "), ("Content-Type", "A/B")];
    let request = CanonicalRequest::new("POST", "", headers, b"");
    assert_eq!(request.signed_headers(), "content-type;host;x-tc-action");
    assert!(request.as_str().contains("content-type:a/b\nhost:h\nx-tc-action:runinstances\n\n"));
}

#[test]
fn the_day_is_that_of_utc() {
    for (seconds, date) in [
        (0, "1970-01-01"),
        (1_551_139_199, "2019-02-25"),
        (1_551_139_200, "2019-02-26"),
        (1_709_164_800, "2024-02-29"),
        (2_147_483_648, "2038-01-19"),
    ] {
        assert_eq!(SigningTime::from_seconds(seconds).unwrap().date(), date);
    }
    assert!(SigningTime::from_seconds(i64::MAX).is_err());
}

#[test]
fn a_key_longer_than_a_block_is_a_key() {
    // RFC 4231 has no case for this scheme; the property is that no part of the key is dropped.
    let time = SigningTime::from_seconds(0).unwrap();
    let scope = CredentialScope::new(&time, "ecm");
    let request = CanonicalRequest::new("POST", "", [("host", "h")], b"");
    let text = StringToSign::new(&request, &scope, &time);
    let sign = |key: String| SigningKey::derive(&Secret::from(key), &scope).sign(&text);
    assert_ne!(sign("k".repeat(100)), sign("k".repeat(101)));
    assert_ne!(sign("k".repeat(61)), sign("k".repeat(62)));
}

#[test]
fn nothing_shows_what_signs() {
    let time = SigningTime::from_seconds(0).unwrap();
    let scope = CredentialScope::new(&time, "ecm");
    let request = CanonicalRequest::new("POST", "", [("host", "h")], b"");
    let text = StringToSign::new(&request, &scope, &time);
    let key = SigningKey::derive(&Secret::from(SECRET_KEY), &scope);
    let signature = key.sign(&text);
    let header = Authorization::new(SECRET_ID, &scope, &request, &signature);
    let shown =
        format!("{key:?} {signature:?} {header:?} {} {request:?} {text:?}", header.redacted());
    // The last lines are digests, by which a short secret of the request could be found.
    let digests = [request.as_str(), text.as_str()].map(|text| text.lines().last().unwrap());
    for secret in [SECRET_ID, SECRET_KEY, signature.expose()].into_iter().chain(digests) {
        assert!(!shown.contains(secret), "{shown}");
    }
}
