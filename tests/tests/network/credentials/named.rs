//! Who signs is who was named.

use super::*;

/// A credentials file with several profiles.
fn file(folder: &Path) -> std::path::PathBuf {
    let file = folder.join("credentials");
    let text = format!(
        "\u{FEFF}[default]\r\nsecret_id = AKIDdefault\r\nsecret_key = {LONG_KEY}\r\n\
         [prod]\nsecret_id = AKIDprod\nsecret_key = {LONG_KEY}\nsecurity_token = {TOKEN}\n\
         region = ap-singapore\n\
         [role]\nrole_arn = {ROLE}\nsource_profile = default\nrole_session_name = tests\n\
         external_id = ext=1\n"
    );
    fs::write(&file, text).unwrap();
    file
}

fn profile(folder: &Path, pairs: &[(&str, &str)]) -> ProfileCredentialsProvider {
    let path = file(folder).to_str().unwrap().to_owned();
    let all: Vec<_> =
        pairs.iter().copied().chain([("TENCENTCLOUD_CREDENTIALS_FILE", &*path)]).collect();
    ProfileCredentialsProvider::builder().variables(variables(&all)).build()
}

async fn signs(provider: &impl CredentialsProvider) -> Result<String, String> {
    let given = provider.credentials().await.map_err(|error| {
        assert!(!error.is_absent() && !error.is_transient(), "{error}");
        error.to_string()
    })?;
    let token = given.token().map(|token| format!(" {}", token.expose())).unwrap_or_default();
    Ok(format!("{}{token}", given.secret_id()))
}

#[tokio::test]
async fn a_profile_that_the_environment_names_signs() {
    let folder = tempfile::tempdir().unwrap();
    for (pairs, expected) in [
        (&[][..], "AKIDdefault".to_owned()),
        (&[("TENCENTCLOUD_PROFILE", "")], "AKIDdefault".to_owned()),
        (&[("TENCENTCLOUD_PROFILE", "prod")], format!("AKIDprod {TOKEN}")),
        (
            &[("TCCLI_PROFILE", "work"), ("TENCENTCLOUD_PROFILE", "prod")],
            format!("AKIDprod {TOKEN}"),
        ),
    ] {
        assert_eq!(signs(&profile(folder.path(), pairs)).await, Ok(expected), "{pairs:?}");
    }
    let error = signs(&profile(folder.path(), &[("TENCENTCLOUD_PROFILE", "typo")])).await;
    assert!(error.unwrap_err().ends_with("no profile `typo`"));
    let says = "TCCLI_PROFILE names a profile in the files of tccli; read it with \
                `TccliCredentialsProvider`, name one of the credentials file by TENCENTCLOUD_PROFILE, or \
                unset it";
    for name in ["work", "default"] {
        let error = signs(&profile(folder.path(), &[("TCCLI_PROFILE", name)])).await.unwrap_err();
        assert_eq!(error, says);
    }
    // In a chain, nothing behind it signs.
    let missing = profile(folder.path(), &[("TENCENTCLOUD_PROFILE", "typo")]);
    let chain = CredentialsProviderChain::new()
        .or_else("profile", missing)
        .or_else("behind", Credentials::new("AKIDbehind", "hunter2"));
    assert!(signs(&chain).await.unwrap_err().contains("behind: not asked"));
    // What the program names goes before the environment.
    let named = ProfileCredentialsProvider::builder()
        .file(file(folder.path()))
        .profile("default")
        .variables(variables(&[("TENCENTCLOUD_PROFILE", "prod"), ("TCCLI_PROFILE", "work")]));
    assert_eq!(signs(&named.build()).await.as_deref(), Ok("AKIDdefault"));
}

#[tokio::test]
async fn a_profile_without_a_file_is_an_error_once_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_str().unwrap();
    let pairs = [("HOME", home), ("USERPROFILE", home), ("TENCENTCLOUD_PROFILE", "prod")];
    let builder = ProfileCredentialsProvider::builder().variables(variables(&pairs));
    let error = signs(&builder.build()).await.unwrap_err();
    assert!(error.starts_with("no file ~/.tencentcloud/credentials"), "{error}");
    assert!(error.ends_with("with a profile `prod`"), "{error}");
}

#[test]
fn a_region_is_that_of_the_profile() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(folder.path());
    let region = |profile: &str| {
        let builder = ProfileCredentialsProvider::builder().file(&file).profile(profile);
        builder.variables(no_variables()).read_region()
    };
    assert_eq!(region("prod").unwrap().as_deref(), Some("ap-singapore"));
    assert_eq!(region("default").unwrap(), None);
    assert!(region("typo").is_err());
}

/// Sends what goes to STS to a server on this machine, whatever the URL says.
struct ToSts {
    sts: TestServer,
    client: reqwest::Client,
}

impl ecm_client::Transport for ToSts {
    fn send(
        &self,
        request: ecm_client::SignedRequest,
    ) -> ecm_client::BoxFuture<'_, Result<ecm_client::HttpResponse, ecm_client::TransportError>>
    {
        assert_eq!(request.url(), "https://sts.tencentcloudapi.com/");
        let sent = self.client.post(self.sts.url()).headers(request.headers().clone());
        let sent = sent.body(request.body().clone()).send();
        Box::pin(async move {
            let reply = sent.await.unwrap();
            let status = reply.status().as_u16();
            Ok(ecm_client::HttpResponse::new(status, reply.bytes().await.unwrap()))
        })
    }
}

#[tokio::test]
async fn a_profile_with_a_role_signs_as_that_role() {
    let folder = tempfile::tempdir().unwrap();
    let sts = TestServer::builder()
        .shipped(STS)
        .credentials("AKIDdefault", LONG_KEY)
        .respond_with("AssumeRole", exchanged())
        .start()
        .await
        .unwrap();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let seen = std::sync::Arc::new(ToSts { sts, client: reqwest::Client::new() });
    let transport: std::sync::Arc<dyn ecm_client::Transport> = seen.clone();
    let provider = profile(folder.path(), &[("TENCENTCLOUD_PROFILE", "role")]);
    provider.use_transport(&transport);
    assert_eq!(signs(&provider).await, Ok(format!("AKIDrole1 {TOKEN}")));
    assert_eq!(signs(&provider).await, Ok(format!("AKIDrole1 {TOKEN}")));
    let exchanges = seen.sts.requests();
    assert_eq!(exchanges.len(), 1);
    let expected = json!({
        "RoleArn": ROLE, "RoleSessionName": "tests", "ExternalId": "ext=1",
    });
    assert_eq!(exchanges[0].body, expected);
    let text = fs::read(file(folder.path())).unwrap();
    let error = ecm_client::credentials::read_profile(&text, "role").unwrap_err().to_string();
    let says = "line 9: the profile is for a role; use `ProfileCredentialsProvider`";
    assert_eq!(error, says);
}

#[tokio::test]
async fn a_key_with_a_line_end_is_refused_wherever_it_comes_from() {
    let says = "the secret key has a blank or a line end in it";
    let bad = Credentials::new("AKIDuser", format!("{LONG_KEY}\n"));
    let error = Client::builder().credentials(bad.clone()).build().unwrap_err();
    assert!(error.to_string().contains(says), "{error}");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credentials");
    fs::write(&file, "[default]\nsecret_id = AKIDuser\nsecret_key = \"hunter2 \"\n").unwrap();
    let mut answer = role(1, 7200);
    answer["TmpSecretKey"] = json!(format!("{TEMPORARY_KEY}\n"));
    let metadata = Metadata::start(&[("", "worker"), ("worker", &answer.to_string())]).await;
    let mut answer = exchanged();
    answer["Credentials"]["Token"] = json!(format!("{TOKEN}\r\n"));
    let sts = TestServer::builder()
        .shipped(STS)
        .credentials("AKIDuser", LONG_KEY)
        .respond_with("AssumeRole", answer);
    let sts = sts.start().await.unwrap();
    let pair = [("TENCENTCLOUD_SECRET_ID", "AKIDuser"), ("TENCENTCLOUD_SECRET_KEY", "hunter2\n")];
    let good = Credentials::new("AKIDuser", LONG_KEY);
    let sources: [(Box<dyn CredentialsProvider>, &str); 5] = [
        (Box::new(bad), says),
        (
            Box::new(EnvironmentCredentialsProvider::with_variables(variables(&pair))),
            "TENCENTCLOUD_SECRET_KEY has a blank or a line end in it; remove it",
        ),
        (
            Box::new(ProfileCredentialsProvider::builder().file(file).build()),
            "line 3: white space or quotes in the value; remove them",
        ),
        (
            Box::new(InstanceRoleCredentialsProvider::builder().endpoint(metadata.url()).build()),
            says,
        ),
        (
            Box::new(
                AssumeRoleCredentialsProvider::builder(good, ROLE).endpoint(sts.url()).build(),
            ),
            "the token has a blank or a line end in it",
        ),
    ];
    let service = service().await;
    for (provider, says) in sources {
        let error = client(&service, provider).run_instances(&request()).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert!(error.to_string().contains(says), "{error}");
        tells_nothing(&format!("{error} {error:?}"));
    }
    assert!(service.requests().is_empty());
}
