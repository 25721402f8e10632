//! Requests that another client would change.

use super::*;
use crate::testing::local_server::{ANSWER, not_sent, request, serve};

#[tokio::test]
async fn a_url_that_would_be_sent_in_another_form_is_refused() {
    let (address, seen) = serve(ANSWER, 1).await;
    let make = || Client::builder().no_proxy();
    let make = move || make().tls_backend_preconfigured(tls());
    for transport in
        [ReqwestTransport::from_builder(make()).unwrap(), ReqwestTransport::from_fn(make).unwrap()]
    {
        for url in [format!("http://{address}/?Name=it's"), "http://LocalHost:80/".to_owned()] {
            let error = transport.send(request(&url, Effect::Read)).await.unwrap_err();
            assert!(not_sent(&error) && error.to_string().contains("in another form"), "{error}");
        }
        let url = format!("http://{address}/?Name=it%27s&Filter=[a|b]&Tilde=%7e");
        transport.send(request(&url, Effect::Read)).await.unwrap();
    }
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 2);
    assert!(seen.iter().all(|seen| seen.starts_with("POST /?Name=it%27s&Filter=[a|b]&Tilde=%7e ")));
}

fn tls() -> rustls::ClientConfig {
    crate::transport::TlsSettings::default().build().unwrap().config().clone()
}
