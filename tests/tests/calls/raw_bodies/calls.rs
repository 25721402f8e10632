//! Calls with bytes: what arrives, what is refused, and what is shown.

use std::time::{Duration, UNIX_EPOCH};

use ecm_client::dynamic::Api;
use ecm_client::{
    Error, HttpMethod, PayloadSigning, RequestBody, SignatureMethod, SignedHeaders, blocking,
};
use futures_util::stream;
use serde_json::json;

use crate::raw_bodies::attics::{self, PutBoxRequest, PutNoteRequest, SendFormRequest};
use crate::raw_bodies::bench::{SPEC, a_box, builder, chunks, client, not_sent, note, server};

#[tokio::test]
async fn bytes_and_headers_arrive() {
    let server = server().await;
    let client = client(&server);
    let response = client.put_box(&a_box(), vec![0, 159, 146, 150]).await.unwrap();
    assert!(response.into_inner().box_id.unwrap().starts_with("box-"));
    client.put_note(&note(), "Grüße").await.unwrap();
    client.put_note(&note(), chunks(&["a ", "", "stream"])).await.unwrap();
    client.put_note(&note(), "").await.unwrap();
    let signed = RequestBody::from("signed").payload_signing(PayloadSigning::Signed);
    client.put_note(&note(), signed).await.unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[0].body,
        json!({ "AtticId": "attic-1", "Weight": "12", "Fragile": "true", "Lock": "10-20-30" })
    );
    assert_eq!(requests[1].body, json!({ "AtticId": "attic-1" }));
    let bodies: Vec<_> =
        requests.iter().map(|request| request.raw_body.as_deref().unwrap()).collect();
    let expected: [&[u8]; 5] =
        [&[0, 159, 146, 150], "Grüße".as_bytes(), b"a stream", b"", b"signed"];
    assert_eq!(bodies, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn blocking_and_dynamic_calls_send_the_same() {
    let server = server().await;
    let core = client(&server).core().clone();
    let blocking = attics::blocking::Client::new(blocking::Client::new(core.clone()).unwrap());
    let _ = blocking.put_note(&note(), "blocking").unwrap();
    let _ = blocking.put_note(&note(), chunks(&["in", " parts"])).unwrap();
    let api = Api::read(SPEC).unwrap();
    let request = api.action("PutBox").unwrap().request(r#"{"AtticId": "attic-1", "Weight": 12}"#);
    let request = request.unwrap().with_body("dynamic");
    core.send_dynamic(&request).await.unwrap();
    let requests = server.requests();
    let bodies: Vec<_> =
        requests.iter().map(|request| request.raw_body.as_deref().unwrap()).collect();
    assert_eq!(bodies, [&b"blocking"[..], b"in parts", b"dynamic"]);
    assert_eq!(requests[2].body, json!({ "AtticId": "attic-1", "Weight": "12" }));
}

#[tokio::test]
async fn a_body_of_another_kind_is_refused_before_anything_is_sent() {
    let server = server().await;
    let client = client(&server);
    let dynamic = |action: &str, json: &str| {
        Api::read(SPEC).unwrap().action(action).unwrap().request(json).unwrap()
    };
    let core = client.core();
    let none = dynamic("PutNote", r#"{"AtticId": "a"}"#);
    let says = "PutNote was not sent: its body is bytes of `text/plain; charset=utf-8`, and the call \
                has none; give them beside the fields. Nothing was done.";
    assert_eq!(not_sent(core.send_dynamic(&none).await), says);
    assert_eq!(not_sent(core.prepare_dynamic(&none).await), says);
    let other = dynamic("ListBoxes", "{}").with_body("x");
    assert!(not_sent(core.send_dynamic(&other).await).contains("leave out the other body"));
    let says = "SendForm was not sent: the body of this action is not JSON but \
                `multipart/form-data`, and its spec does not say how it travels; say so in `body` of \
                the spec if its bytes travel raw, or use another client. Nothing was done.";
    let form = SendFormRequest::builder().file(vec![1]).build();
    assert_eq!(not_sent(client.send_form(&form).await), says);
    assert_eq!(not_sent(core.send_dynamic(&dynamic("SendForm", "{}")).await), says);
    let form = dynamic("SendForm", "{}").with_body("x");
    assert_eq!(not_sent(core.send_dynamic(&form).await), says);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn what_headers_and_signatures_cannot_hold_is_refused() {
    let server = server().await;
    let put_note = |attic: &str| {
        let client = client(&server);
        let request = PutNoteRequest::builder().attic_id(attic).build();
        async move { not_sent(client.put_note(&request, "x").await) }
    };
    assert!(put_note("a\r\nHost: b").await.contains("`AtticId` has characters that a header"));
    assert!(put_note("Dachböden").await.contains("printable ASCII"));
    assert!(put_note(" attic").await.contains("begins or ends with a blank"));
    let heavy = PutBoxRequest::builder().attic_id("é").weight(91).build();
    let error = client(&server).put_box(&heavy, "x").await.unwrap_err();
    assert_eq!(error.violations().unwrap().iter().next().unwrap().rule(), "A1");

    for (method, signature) in [
        (HttpMethod::Get, SignatureMethod::Tc3HmacSha256),
        (HttpMethod::Post, SignatureMethod::HmacSha1),
        (HttpMethod::Post, SignatureMethod::HmacSha256),
    ] {
        let other = builder(&server.url()).http_method(method).signature(signature);
        let other = attics::Client::new(other.build().unwrap());
        assert!(
            not_sent(other.put_note(&note(), "x").await).contains("need POST and TC3-HMAC-SHA256")
        );
    }
    let large = vec![0; 10 * 1024 * 1024 + 1];
    assert!(
        not_sent(client(&server).put_note(&note(), large).await)
            .contains("10485761 bytes are more")
    );
    let large = RequestBody::stream(u64::MAX, stream::empty::<Result<_, Error>>());
    let large = large.payload_signing(PayloadSigning::Unsigned);
    assert!(not_sent(client(&server).put_note(&note(), large).await).contains("are more than"));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_preview_has_the_length_and_no_secret() {
    let client = builder("http://127.0.0.1:9").clock(|| UNIX_EPOCH + Duration::from_secs(1));
    let client = client.build().unwrap();
    let prepared = client.prepare_raw(&a_box(), "hush, hush").await.unwrap();
    let shown = format!("{prepared} {prepared:?}");
    assert!(shown.contains("x-attic-id: attic-1\n") && shown.contains("\n\n[10 bytes]"), "{shown}");
    assert!(shown.contains("x-attic-lock: [redacted]\n"), "{shown}");
    assert!(!shown.contains("hush") && !shown.contains("10-20-30"), "{shown}");
    let redacted = prepared.redacted();
    assert_eq!(redacted.canonical_request(), Some("[redacted]"));
    assert_eq!((redacted.body(), redacted.raw_length()), ("[10 bytes]", Some(10)));
    let open = prepared.unredacted();
    assert!(open.headers().any(|header| header == ("x-attic-lock", "10-20-30")));
    assert_eq!(open.body(), "[10 bytes]");
    assert_eq!(prepared.body(), b"hush, hush");

    // A digest of few bytes gives them away, whether a field is secret or not.
    let signed = RequestBody::from("hush").payload_signing(PayloadSigning::Signed);
    let prepared = client.prepare_raw(&note(), signed).await.unwrap();
    assert_eq!(prepared.redacted().string_to_sign(), "[redacted]");
    assert!(prepared.unredacted().canonical_request().unwrap().starts_with("POST\n"));

    // Nothing of an unsigned payload is in its signature, so there is nothing to withhold.
    let prepared = client.prepare_raw(&note(), chunks(&["hush"])).await.unwrap();
    let canonical = prepared.redacted().canonical_request().unwrap();
    assert!(canonical.ends_with(UNSIGNED), "{canonical}");
    assert!(prepared.to_string().contains("x-tc-content-sha256: UNSIGNED-PAYLOAD\n"));
    assert!(prepared.to_string().contains("content-type: text/plain; charset=utf-8\n"));
    let sensitive = |name: &str| prepared.request().headers()[name].is_sensitive();
    assert!(!sensitive("x-attic-id"));
    let locked = client.prepare_raw(&a_box(), "x").await.unwrap();
    assert!(locked.request().headers()["x-attic-lock"].is_sensitive());
}

/// SHA-256 of the text `UNSIGNED-PAYLOAD`.
const UNSIGNED: &str = "438d4109ef0d676b8c2c7ed13cdfcb418e494d53b843d4634ce3b1085f07bb96";

#[test]
fn signed_headers_are_chosen_as_for_any_call() {
    let headers = [SignedHeaders::ContentTypeHost, SignedHeaders::ContentTypeHostAction];
    for (headers, expected) in
        headers.into_iter().zip(["content-type;host", "content-type;host;x-tc-action"])
    {
        let core = builder("http://127.0.0.1:9").signed_headers(headers).build().unwrap();
        let client = blocking::Client::new(core).unwrap();
        let prepared = client.prepare_raw(&note(), "x").unwrap();
        let value = prepared.headers().find(|(name, _)| *name == "authorization").unwrap().1;
        assert!(value.contains(&format!("SignedHeaders={expected},")), "{value}");
    }
}
