//! Exchanges of credentials go over the network of the client that they are for.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::*;

/// A proxy for plain HTTP that passes everything on to one server, and keeps the first lines.
struct Proxy {
    url: String,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let lines = Arc::<Mutex<Vec<String>>>::default();
        let seen = Arc::clone(&lines);
        tokio::spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                tokio::spawn(pass(socket, Arc::clone(&seen)));
            }
        });
        Self { url, lines }
    }

    /// The authorities that requests were for.
    fn authorities(&self) -> Vec<String> {
        let lines = self.lines.lock().unwrap();
        let authority = |line: &String| {
            let url = line.split(' ').nth(1).unwrap().trim_start_matches("http://");
            url.trim_end_matches('/').to_owned()
        };
        lines.iter().map(authority).collect()
    }
}

async fn pass(mut client: TcpStream, seen: Arc<Mutex<Vec<String>>>) {
    let mut head = vec![0; 8 * 1024];
    let Ok(count) = client.read(&mut head).await else { return };
    let text = String::from_utf8_lossy(&head[..count]).into_owned();
    let line = text.lines().next().unwrap_or_default().to_owned();
    seen.lock().unwrap().push(line.clone());
    let Some(rest) = line.strip_prefix("POST http://") else {
        let _ = client.write_all(b"HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n").await;
        return;
    };
    let Ok(mut server) = TcpStream::connect(rest.split('/').next().unwrap()).await else { return };
    // One request for each connection, so that each is seen.
    let head = text.replacen("\r\n", "\r\nconnection: close\r\n", 1);
    if server.write_all(head.as_bytes()).await.is_ok() {
        let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
    }
}

async fn sts() -> TestServer {
    TestServer::builder()
        .shipped(STS)
        .credentials("AKIDuser", LONG_KEY)
        .respond_with("AssumeRole", exchanged())
        .respond_with("AssumeRoleWithWebIdentity", exchanged())
        .start()
        .await
        .unwrap()
}

fn token(folder: &Path) -> std::path::PathBuf {
    let file = folder.join("token");
    fs::write(&file, "web.identity.token").unwrap();
    file
}

fn source() -> Credentials {
    Credentials::new("AKIDuser", LONG_KEY)
}

async fn call(service: &TestServer, proxy: &str, provider: impl CredentialsProvider + 'static) {
    let core = Client::builder().credentials_provider(provider).endpoint(service.url());
    let core = core.proxy(proxy).build().unwrap();
    ecm::Client::new(core).run_instances(&request()).await.unwrap();
}

fn authority(server: &TestServer) -> String {
    server.url().trim_start_matches("http://").trim_end_matches('/').to_owned()
}

#[tokio::test]
async fn exchanges_go_through_the_proxy_of_the_client() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let (sts, service) = (sts().await, service().await);
    let role = || {
        let builder = AssumeRoleCredentialsProvider::builder(source(), ROLE).endpoint(sts.url());
        builder.build()
    };
    let web = || {
        let builder = WebIdentityCredentialsProvider::builder("p", ROLE, &token);
        builder.endpoint(sts.url()).build()
    };
    let providers: [(&str, Box<dyn CredentialsProvider>); 5] = [
        ("role", Box::new(role())),
        ("web identity", Box::new(web())),
        ("shared", Box::new(Arc::new(role()))),
        ("chain", Box::new(CredentialsProviderChain::new().or_else("web identity", web()))),
        ("cached", Box::new(ecm_client::credentials::CachedCredentialsProvider::new(role()))),
    ];
    for (name, provider) in providers {
        let proxy = Proxy::start().await;
        call(&service, &proxy.url, provider).await;
        assert_eq!(proxy.authorities(), [authority(&sts), authority(&service)], "{name}");
    }
    // Of a role that is assumed by way of another role, both exchanges.
    let accepting = TestServer::builder()
        .shipped(STS)
        .credentials("AKIDuser", LONG_KEY)
        .credentials_with_token("AKIDrole1", TEMPORARY_KEY, TOKEN)
        .respond_with("AssumeRole", exchanged());
    let sts = accepting.start().await.unwrap();
    let inner = AssumeRoleCredentialsProvider::builder(source(), ROLE).endpoint(sts.url()).build();
    let outer = AssumeRoleCredentialsProvider::builder(inner, ROLE).endpoint(sts.url()).build();
    let proxy = Proxy::start().await;
    call(&service, &proxy.url, outer).await;
    let expected = [authority(&sts), authority(&sts), authority(&service)];
    assert_eq!(proxy.authorities(), expected);
}

#[tokio::test]
async fn the_real_address_is_asked_for_at_the_proxy_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let role = AssumeRoleCredentialsProvider::builder(source(), ROLE).build();
    let web = WebIdentityCredentialsProvider::builder("p", ROLE, token).build();
    let file = folder.path().join("credentials");
    let text = format!(
        "[default]\nrole_arn = {ROLE}\nsource_profile = base\n[base]\nsecret_id = AKIDuser\n\
         secret_key = {LONG_KEY}\n"
    );
    fs::write(&file, text).unwrap();
    let profile = ProfileCredentialsProvider::builder().file(file).build();
    let providers: [Box<dyn CredentialsProvider>; 3] =
        [Box::new(role), Box::new(web), Box::new(profile)];
    for provider in providers {
        let proxy = Proxy::start().await;
        let core = Client::builder().credentials_provider(provider).proxy(&proxy.url);
        let core = core.timeout(Duration::from_secs(2)).build().unwrap();
        let error = ecm::Client::new(core).run_instances(&request()).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
        let lines = proxy.lines.lock().unwrap().clone();
        assert_eq!(lines[0], "CONNECT sts.tencentcloudapi.com:443 HTTP/1.1");
        tells_nothing(&format!("{error} {error:?}"));
    }
}

#[tokio::test]
async fn a_transport_of_its_own_and_no_client_go_another_way() {
    /// Answers nothing, and says so.
    struct Nowhere;
    impl ecm_client::Transport for Nowhere {
        fn send(
            &self,
            _: ecm_client::SignedRequest,
        ) -> ecm_client::BoxFuture<'_, Result<ecm_client::HttpResponse, ecm_client::TransportError>>
        {
            let error = std::io::Error::other("nowhere");
            Box::pin(std::future::ready(Err(ecm_client::TransportError::not_sent(&error))))
        }
    }
    let (sts, service, proxy) = (sts().await, service().await, Proxy::start().await);
    let own = AssumeRoleCredentialsProvider::builder(source(), ROLE).transport(Nowhere).build();
    let core = Client::builder().credentials_provider(own).proxy(&proxy.url);
    let core = core.endpoint(service.url()).timeout(Duration::from_secs(1)).build().unwrap();
    let error = ecm::Client::new(core).run_instances(&request()).await.unwrap_err();
    assert!(error.to_string().contains("nowhere"), "{error}");
    assert!(proxy.authorities().is_empty());

    let alone = AssumeRoleCredentialsProvider::builder(source(), ROLE).endpoint(sts.url()).build();
    assert_eq!(alone.credentials().await.unwrap().secret_id(), "AKIDrole1");
}

#[tokio::test]
async fn the_metadata_server_is_asked_directly() {
    let metadata = Metadata::start(&[("", "worker"), ("worker", &role(1, 7200).to_string())]).await;
    let (service, proxy) = (service().await, Proxy::start().await);
    let provider = InstanceRoleCredentialsProvider::builder().endpoint(metadata.url()).build();
    call(&service, &proxy.url, provider).await;
    assert_eq!(proxy.authorities(), [authority(&service)]);
}
